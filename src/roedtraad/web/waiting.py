"""What waits for somebody, for their desk. A new kind of thing that waits is a function and a line in `SOURCES`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.queries import bodies_with_unconfirmed_seats
from roedtraad.web.navigation import secretariats
from roedtraad.web.parts import Text


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: when, what, why, and the button that leads to it."""

    when: Text
    text: Text
    url: str
    button: Text
    note: Text = ""
    is_urgent: bool = False


def unconfirmed_seats(viewer: Viewer) -> Iterable[Waiting]:
    """Yield the bodies with seats that only minutes showed, for their secretariat. One query."""
    if not secretariats(viewer):
        return
    for body in bodies_with_unconfirmed_seats(viewer=viewer).select_related("record"):
        number: int = body.unconfirmed  # type: ignore[attr-defined]  # annotated by the query
        yield Waiting(
            when="",
            text=_("Confirm who sits in %(body)s") % {"body": body.name},
            note=ngettext(
                "%(number)s seat was only seen in minutes.",
                "%(number)s seats were only seen in minutes.",
                number,
            )
            % {"number": danish.number(number)},
            url=address(body.record, body.name),
            button=_("Look"),
        )


SOURCES: tuple[Callable[[Viewer], Iterable[Waiting]], ...] = (unconfirmed_seats,)


def waiting_for(viewer: Viewer) -> tuple[Waiting, ...]:
    """Return everything that waits for this viewer, the urgent first."""
    found = [one for source in SOURCES for one in source(viewer)]
    return tuple(sorted(found, key=lambda one: not one.is_urgent))
