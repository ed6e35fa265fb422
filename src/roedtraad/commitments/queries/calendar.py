"""When promises are due as the calendar now stands: worked out from what was told and the meetings there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from roedtraad.commitments.due import DueTold, MeetingDay, bound, choose_meeting, resolve_due
from roedtraad.commitments.models import Commitment, MeetingRef
from roedtraad.meetings.models import Meeting, MeetingKind, MeetingState

MOVABLE = (MeetingRef.NEXT, MeetingRef.WITHIN, MeetingRef.AFTER, MeetingRef.PICKED)


@dataclass(frozen=True, slots=True)
class Bound:
    """The columns of a promise that follow from the calendar."""

    due_meeting_id: int | None
    due_first_on: date | None
    due_on: date | None
    watch_on: date | None

    def is_due_at(self, meeting: Meeting) -> bool:
        """Return whether it falls to a meeting: due there, or due or to be looked at by its last day."""
        last = meeting.ends_on or meeting.held_on
        day = self.due_on or self.watch_on
        return self.due_meeting_id == meeting.pk or (day is not None and day <= last)


def bound_of(row: Commitment) -> Bound:
    """Return what is stored of a promise."""
    return Bound(row.due_meeting_id, row.due_first_on, row.due_on, row.watch_on)


def bound_now(row: Commitment, known: Mapping[int, MeetingDay]) -> Bound:
    """Return when a promise is due with these meetings of the body it is due at. Pure.

    One that was cancelled is not among them: a promise for a chosen meeting then stays due on its day.
    """
    if row.meets not in MOVABLE:
        return bound_of(row)
    if row.meets == MeetingRef.PICKED:
        chosen = known.get(row.due_meeting_id or 0)
        if chosen is None:
            return bound_of(row)
        first = min(row.due_first_on or chosen.held_on, chosen.held_on)
        return Bound(chosen.pk, first, chosen.held_on, row.watch_on)
    due = resolve_due(DueTold(words=row.due_as_told, edtf=row.due_edtf), made_on=row.due_from)
    meeting = choose_meeting(due, known.values())
    if meeting is not None:
        due = bound(due, meeting)
    return Bound(meeting.pk if meeting else None, due.first_on, due.due_on, due.watch_on)


def known_meetings(body_ids: Collection[int]) -> Mapping[int, Mapping[int, MeetingDay]]:
    """Return the meetings of bodies that are to be held or were, also those they joined. Two queries."""
    rows = Meeting.objects.filter(record__withdrawn_at__isnull=True).exclude(state=MeetingState.CANCELLED)
    found: dict[int, dict[int, MeetingDay]] = defaultdict(dict)
    for path in ("body", "bodies__body"):
        told = rows.filter(**{f"{path}__in": body_ids}).order_by()
        for pk, held_on, kind, body in told.values_list("pk", "held_on", "kind", path):
            found[body][pk] = MeetingDay(pk, held_on, MeetingKind(kind))
    return found
