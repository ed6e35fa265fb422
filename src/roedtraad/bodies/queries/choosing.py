"""What the forms of a body offer to choose from: its seats, and the people, offices and parties that a seat is given to."""

from __future__ import annotations

from dataclasses import dataclass

from roedtraad import danish
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body, Party, Person, Seat, SeatBasis
from roedtraad.bodies.models.dated import not_over_on
from roedtraad.bodies.queries.by_name import with_parties
from roedtraad.bodies.queries.parties import members_in
from roedtraad.bodies.queries.people import root_of

MOST_NEAR = 60


@dataclass(frozen=True, slots=True)
class Choices:
    """Who is suggested for a seat, and for whom, before anything is written; anybody in the register can be looked for."""

    people: tuple[str, ...]  # lines of those who sit in the collaboration
    members: tuple[Party, ...]  # the parties of the collaboration
    seats: tuple[Seat, ...]


def standing_seats_of(viewer: Viewer, body: Body) -> tuple[Seat, ...]:
    """Return the seats of a body that somebody entered and that are not over, by who holds them. One query.

    For those who keep the body: seats that begin later are among them.
    """
    rows = Seat.objects.filter(
        not_over_on(viewer.on), visible(viewer), body=body, basis=SeatBasis.ENTERED, record__withdrawn_at=None
    ).select_related("record", "body", "person__record", "person__same_as", "party", "office__party")
    known = rows.annotate(person_is_visible=visible(viewer, record="person__record"))
    return tuple(sorted(known, key=lambda seat: (danish.alphabetical(holder_told(seat)), seat.pk)))


def holder_told(seat: Seat) -> str:
    """Return who holds one of the standing seats: the person, the office, or '' for a person who may not be seen."""
    if seat.person is None:
        return str(seat.office)
    return root_of(seat.person).name if getattr(seat, "person_is_visible", False) else ""


def choices_for(viewer: Viewer, body: Body) -> Choices:
    """Return who is suggested for a seat in a body, as far as the viewer may see them. Four queries, however many sit there."""
    members = members_in(body.collaboration, on=viewer.on).select_related("record")
    return Choices(
        people=people_near(viewer, body.collaboration_id),
        members=tuple(sorted(members, key=lambda party: danish.alphabetical(party.name))),
        seats=standing_seats_of(viewer, body),
    )


def people_near(viewer: Viewer, collaboration: int) -> tuple[str, ...]:
    """Return the lines of those who sit in the bodies of a collaboration, by name; no more than `MOST_NEAR`. Two queries."""
    seats = Seat.objects.filter(
        not_over_on(viewer.on), body__collaboration=collaboration, record__withdrawn_at=None
    )
    sitting = Person.objects.filter(
        visible(viewer), record__withdrawn_at=None, same_as=None, pk__in=seats.values("person")
    )
    return tuple(with_parties(viewer, list(sitting.order_by("name", "pk")[:MOST_NEAR])))
