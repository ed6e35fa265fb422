"""The way of a case as steps down the page: what each body was asked and what it concluded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.addresses import address_of
from roedtraad.accounts.models import RecordKind
from roedtraad.cases.models import Consideration
from roedtraad.meetings.models import OutcomeKind
from roedtraad.meetings.queries import Step as Stop
from roedtraad.meetings.queries import StepKind
from roedtraad.web.naming import short_name
from roedtraad.web.parts import Shape, Step

AROUND = 3  # stops before and after the one that the page is about


def body_name(stop: Stop) -> str:
    """Return what the body is called on the way."""
    return short_name(stop.body) if stop.body is not None else stop.body_as_written


def day_of(stop: Stop) -> str:
    """Return the day as words; a history may tell only the month or the year."""
    if stop.on is not None:
        return danish.day(stop.on)
    return stop.on_as_told or _("date not told")


def url_of(stop: Stop) -> str:
    """Return the address of the decision, or of the item; '' where neither is here."""
    if stop.decision_public_id is not None:
        return address_of(RecordKind.DECISION, stop.decision_public_id, stop.item_title)
    if stop.item_public_id is not None:
        return address_of(RecordKind.ITEM, stop.item_public_id, stop.item_title)
    return ""


def concluded(kinds: Sequence[OutcomeKind], *, is_changed: bool) -> str:
    """Return what was concluded in words: 'Godkendt med ændringer, taget til efterretning'."""
    words = [
        _("approved with changes")
        if is_changed and kind == OutcomeKind.APPROVED
        else str(OutcomeKind(kind).label)
        for kind in kinds
    ]
    return capfirst(", ".join(words))


def note_of(stop: Stop, *, today: date) -> str:
    """Return what happened there."""
    if stop.kind is StepKind.PLANNED or (stop.on is not None and stop.on >= today):
        return _("Has not been treated yet")
    if stop.kind is StepKind.HELD and stop.decision_public_id is None:
        return _("No decision is known.")
    said = concluded(stop.outcomes, is_changed=stop.is_changed) or stop.result_as_written
    if stop.kind is StepKind.TOLD:
        told = _("Told in the minutes; the meeting itself is not here.")
        return f"{said}. {told}" if said else told
    return said


def shape_of(stop: Stop) -> Shape:
    """Return the node: a decision, a stop without one, or one to come."""
    if stop.kind is StepKind.PLANNED:
        return Shape.PROMISE
    if stop.decision_public_id is None:
        return Shape.PROMISE if stop.kind is StepKind.HELD else Shape.STEP
    return Shape.DECISION if stop.role != Consideration.Role.INFORMED else Shape.STEP


def step_of(stop: Stop, *, today: date, here: bool = False) -> Step:
    """Return one stop as a step; its text is the body, its note what was concluded."""
    return Step(
        when=day_of(stop),
        text=body_name(stop),
        url="" if here else url_of(stop),
        note=note_of(stop, today=today),
        shape=shape_of(stop),
        here=here,
    )


def steps_around(stops: Sequence[Stop], item_public_id: str, *, today: date) -> tuple[list[Step], int]:
    """Return the stops before and after an item, and how many are left out."""
    at = next((n for n, stop in enumerate(stops) if stop.item_public_id == item_public_id), 0)
    near = stops[max(0, at - AROUND) : at + AROUND + 1]
    steps = [step_of(stop, today=today, here=stop.item_public_id == item_public_id) for stop in near]
    return steps, len(stops) - len(near)
