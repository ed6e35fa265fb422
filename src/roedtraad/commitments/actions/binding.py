"""Which meetings promises are due at, said anew whenever meetings are planned, moved or cancelled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Max, OuterRef, Subquery

from roedtraad.accounts import journal
from roedtraad.commitments.due import Due, DueTold, MeetingDay, bound, choose_meeting, resolve_due
from roedtraad.commitments.models import Commitment, Event, EventKind, MeetingRef, State
from roedtraad.meetings.models import Meeting, MeetingKind, MeetingState

MOVABLE = (MeetingRef.NEXT, MeetingRef.WITHIN, MeetingRef.AFTER, MeetingRef.PICKED)
_COLUMNS = ("due_meeting_id", "due_first_on", "due_on", "watch_on")


@dataclass(frozen=True, slots=True)
class _Columns:
    due_meeting_id: int | None
    due_first_on: date | None
    due_on: date | None
    watch_on: date | None


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
    known = _known({row.due_body_id for row in rows})
    changed = 0
    for row in rows:
        wanted = _wanted(row, known[row.due_body_id])
        if wanted != _Columns(*(getattr(row, name) for name in _COLUMNS)):
            _bind(row, wanted, on=on)
            changed += 1
    return changed


def due_for(row: Commitment, known: Mapping[int, MeetingDay]) -> tuple[Due, int | None]:
    """Return when a promise is due as the calendar now stands, and at which meeting. Pure."""
    told = DueTold(words=row.due_as_told, edtf=row.due_edtf)
    due = resolve_due(told, made_on=row.due_from)
    meeting = choose_meeting(due, known.values())
    return (due, None) if meeting is None else (bound(due, meeting), meeting.pk)


def _repeat_days(body_ids: Collection[int]) -> None:
    """Let promises repeat the day of the meeting that gave them, if it was moved. One query."""
    held_on = Meeting.objects.filter(items=OuterRef("item")).values("held_on")[:1]
    moved = Commitment.objects.filter(body__in=body_ids).exclude(item__meeting__held_on=F("made_on"))
    moved.update(made_on=Subquery(held_on))


def _wanted(row: Commitment, known: Mapping[int, MeetingDay]) -> _Columns:
    if row.meets == MeetingRef.PICKED:
        chosen = known.get(row.due_meeting_id or 0)
        if chosen is None:  # cancelled: it stays due on the day, and so falls into the next agenda
            return _Columns(row.due_meeting_id, row.due_first_on, row.due_on, row.watch_on)
        first = min(row.due_first_on or chosen.held_on, chosen.held_on)
        return _Columns(chosen.pk, first, chosen.held_on, row.watch_on)
    due, meeting_id = due_for(row, known)
    return _Columns(meeting_id, due.first_on, due.due_on, due.watch_on)


def _known(body_ids: Collection[int]) -> dict[int, dict[int, MeetingDay]]:
    """Return the meetings of bodies that are to be held or were, also those they joined. Two queries."""
    rows = Meeting.objects.filter(record__withdrawn_at__isnull=True).exclude(state=MeetingState.CANCELLED)
    found: dict[int, dict[int, MeetingDay]] = defaultdict(dict)
    for path in ("body", "bodies__body"):
        told = rows.filter(**{f"{path}__in": body_ids}).order_by()
        for pk, held_on, kind, body in told.values_list("pk", "held_on", "kind", path):
            found[body][pk] = MeetingDay(pk, held_on, MeetingKind(kind))
    return found


def _bind(row: Commitment, wanted: _Columns, *, on: date) -> None:
    before, was_at = row.due_on or row.watch_on, row.due_meeting_id
    for name in _COLUMNS:
        setattr(row, name, getattr(wanted, name))
    row.save(update_fields=["due_meeting", "due_first_on", "due_on", "watch_on"])
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
