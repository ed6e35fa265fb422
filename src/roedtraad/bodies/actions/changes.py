"""What follows what: collaborations, bodies and parties that end and others that begin on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Answer, Refused
from roedtraad.bodies import policy
from roedtraad.bodies.actions.amending import Value, amend, named, withdraw_row
from roedtraad.bodies.models import Body, ChangeEvent, ChangeEventPart, Collaboration
from roedtraad.bodies.queries.lineage import Changed, key_of, standing_parts, thing_of, would_circle


@transaction.atomic
def record_change(
    *,
    viewer: Viewer,
    on: date,
    text: str,
    originals: Collection[Changed],
    results: Collection[Changed],
    source: str = "",
) -> ChangeEvent:
    """Say what became of what: the originals end, the results begin; `on` is the first day of the new.

    Nothing else changes: bodies and collaborations are ended by their own actions, and their records stay theirs.

    Raises:
        NotAllowed: the viewer may not keep one of the originals.
        Refused: an end of the change is empty, or something would become its own predecessor.
    """
    for original in originals:
        _may_change(viewer, original).or_refuse()
    policy.may_keep_register(viewer).or_refuse()
    _refuse_unsound(originals, results)
    event = ChangeEvent.objects.create(on=on, text=named(text), source=source)
    save_parts(event, originals=originals, results=results)
    for thing in (*originals, *results):
        journal.write(
            viewer.user, "bodies.change.recorded", thing.record, facts={"event": event.pk, "on": on}
        )
    return event


@transaction.atomic
def correct_change(
    *, viewer: Viewer, event: ChangeEvent, on: date, text: str, source: str = "", reason: str = ""
) -> ChangeEvent:
    """Put right the day, the text or the source of a change. One between other things is withdrawn and recorded anew.

    Raises:
        NotAllowed: the viewer may not keep one of the originals.
        Refused: no text.
    """
    first = _refuse_stranger(viewer, event)
    wanted: dict[str, Value] = {"on": on, "text": named(text), "source": source}
    act = "bodies.change.corrected"
    amend(event, wanted, by=viewer.user, act=act, record=first.record, reason=reason)
    return event


@transaction.atomic
def withdraw_change(*, viewer: Viewer, event: ChangeEvent, reason: str) -> None:
    """Say that a change will not be, or never was.

    Raises:
        NotAllowed: the viewer may not keep one of the originals.
    """
    first = _refuse_stranger(viewer, event)
    act = "bodies.change.withdrawn"
    withdraw_row(event, by=viewer.user, act=act, record=first.record, reason=reason)


def save_parts(event: ChangeEvent, *, originals: Iterable[Changed], results: Iterable[Changed]) -> None:
    """Save what a change is between, in the caller's transaction."""
    ChangeEventPart.objects.bulk_create(
        _part(event, thing, is_original=is_original)
        for things, is_original in ((originals, True), (results, False))
        for thing in things
    )


def _part(event: ChangeEvent, thing: Changed, *, is_original: bool) -> ChangeEventPart:
    part = ChangeEventPart(event=event, is_original=is_original)
    setattr(part, key_of(thing)[0], thing)
    return part


def _refuse_stranger(viewer: Viewer, event: ChangeEvent) -> Changed:
    """Return the first of those that end, when the viewer may keep all of them."""
    originals = [thing_of(part) for part in event.parts.filter(is_original=True).order_by("pk")]
    for original in originals:
        _may_change(viewer, original).or_refuse()
    policy.may_keep_register(viewer).or_refuse()
    return originals[0]


def _may_change(viewer: Viewer, thing: Changed) -> Answer:
    if isinstance(thing, Body):
        return policy.may_keep_body(viewer, thing)
    if isinstance(thing, Collaboration):
        return policy.may_keep_collaboration(viewer, thing)
    return policy.may_keep_register(viewer)


def _refuse_unsound(originals: Collection[Changed], results: Collection[Changed]) -> None:
    if not originals or not results:
        raise Refused(
            "bodies.change.ends",
            _("Say both what ends and what begins. What only ends is ended on its own page."),
        )
    if would_circle(standing_parts(), originals=originals, results=results):
        raise Refused(
            "bodies.change.circle",
            _("Then something would come after itself. Look at what came before and after them."),
        )
