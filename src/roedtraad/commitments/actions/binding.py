"""Which meetings promises are due at, said anew whenever meetings are planned, moved or cancelled."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import F, Max, OuterRef, Subquery

from roedtraad.accounts import journal
from roedtraad.commitments.models import Commitment, Event, EventKind, State
from roedtraad.commitments.queries.calendar import MOVABLE, Bound, bound_now, bound_of, known_meetings
from roedtraad.meetings.models import Meeting

_COLUMNS = ("due_meeting", "due_first_on", "due_on", "watch_on")


@transaction.atomic
def bind_dues(body_ids: Collection[int], *, on: date) -> int:
    """Say which meetings the open promises of these bodies are due at; return for how many that is another one now.

    A promise for 'the next meeting' follows the calendar: a meeting that is moved, or a new one in between, takes it
    along; one that is cancelled hands it on. Nobody does this, it follows; so the event names nobody. Four queries,
    and five for each promise that is set for another meeting.
    """
    rows = list(
        Commitment.objects.select_for_update(of=("self",))
        .select_related("record")
        .filter(due_body__in=body_ids, meets__in=MOVABLE, state__in=(State.OPEN, State.REPORTED))
        .filter(record__withdrawn_at__isnull=True)
        .order_by("pk")
    )
    _repeat_days(body_ids)
    known = known_meetings({row.due_body_id for row in rows})
    changed = 0
    for row in rows:
        wanted = bound_now(row, known.get(row.due_body_id, {}))
        if wanted != bound_of(row):
            _bind(row, wanted, on=on)
            changed += 1
    return changed


def _repeat_days(body_ids: Collection[int]) -> None:
    """Let promises repeat the day of the meeting that gave them, if it was moved. One query."""
    held_on = Meeting.objects.filter(items=OuterRef("item")).values("held_on")[:1]
    moved = Commitment.objects.filter(body__in=body_ids).exclude(item__meeting__held_on=F("made_on"))
    moved.update(made_on=Subquery(held_on))


def _bind(row: Commitment, wanted: Bound, *, on: date) -> None:
    before, was_at = row.due_on or row.watch_on, row.due_meeting_id
    row.due_meeting_id, row.due_first_on = wanted.due_meeting_id, wanted.due_first_on
    row.due_on, row.watch_on = wanted.due_on, wanted.watch_on
    row.save(update_fields=_COLUMNS)
    if wanted.due_meeting_id == was_at and (row.due_on or row.watch_on) == before:
        return
    last = Event.objects.filter(commitment=row).aggregate(last=Max("order"))["last"] or 0
    Event.objects.create(
        commitment=row,
        order=last + 1,
        kind=EventKind.BOUND,
        on=on,
        meeting_id=wanted.due_meeting_id,
        due_before=before,
        due_after=row.due_on or row.watch_on,
    )
    facts = {"meeting": wanted.due_meeting_id, "due": row.due_on}
    journal.write(None, "commitments.commitment.bound", row.record, facts=facts)
