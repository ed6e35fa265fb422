"""When a promise is due: what was told, read as days and as a meeting. Pure: no database, no clock.

`resolve_due` reads the words (which meeting, which part of a month, 'inden', 'når … foreligger') and takes the time
that they name as EDTF: reading Danish dates is the business of whoever read the document. `choose_meeting` finds the
meeting that is meant among those that are known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from roedtraad.commitments import due_words
from roedtraad.commitments.edtf import bounds, is_day
from roedtraad.commitments.models import DueKind, MeetingRef
from roedtraad.meetings.models import MeetingKind

# What a body does in a written procedure is no meeting to come to, unless somebody chose it.
MEETINGS = (MeetingKind.ORDINARY, MeetingKind.JOINT)


@dataclass(frozen=True, slots=True)
class DueTold:
    """When a promise is due, as somebody says it. Everything may be empty.

    `words` as written; `edtf` the time that they name; `awaits` what must happen first, as an event outside or, with
    `is_condition`, as something that may not come true; `watch_on` when to look again. `meeting_id`: a chosen meeting.
    `body_id`: whose meeting is meant, where it is not the body that got the promise.
    """

    words: str = ""
    edtf: str = ""
    awaits: str = ""
    is_condition: bool = False
    is_ongoing: bool = False
    watch_on: date | None = None
    meeting_id: int | None = None
    body_id: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What was told, read. `first_on`–`due_on`: the days that can be meant; `meets`: which meeting.

    `watch_on`: when to look again where no last day was told. Meetings count from the day after `counts_from`.
    """

    kind: DueKind
    as_told: str
    edtf: str
    counts_from: date
    first_on: date | None = None
    due_on: date | None = None
    meets: MeetingRef = MeetingRef.NONE
    is_extraordinary: bool = False
    awaits: str = ""
    watch_on: date | None = None


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """A meeting that is known: planned, or held. Cancelled ones are left out by whoever asks."""

    pk: int
    held_on: date
    kind: MeetingKind = MeetingKind.ORDINARY


def resolve_due(told: DueTold, *, made_on: date) -> Due:
    """Return what was told as days and as a meeting. A last day is never before the day of the promise.

    A year that was told wrongly (a day before the promise) is left as it stands: it is late from the first day, and
    somebody will look at it.
    """
    words = " ".join(told.words.split())
    said = due_words.read(words)
    days = _days(told.edtf, said, made_on)
    due = Due(
        kind=_kind(told, said, has_days=days is not None),
        as_told=words,
        edtf=told.edtf if days is not None else "",
        counts_from=made_on,
        first_on=days[0] if days else None,
        due_on=days[1] if days else None,
        meets=_meets(told, said, has_days=days is not None),
        is_extraordinary=said.is_extraordinary,
        awaits=(told.awaits or said.awaits)[:300],
        watch_on=told.watch_on,
    )
    return _looked_at_again(due, said)


def choose_meeting(due: Due, known: Iterable[MeetingDay]) -> MeetingDay | None:
    """Return the meeting that is meant among the known ones of the body, or None as long as it is not there.

    The next meeting is the first one after the promise; one in a period the first one in it; on a day the one on that
    day. Extraordinary meetings and seminars only where the words say so. Of a chosen meeting the caller knows more.
    """
    if due.meets not in (MeetingRef.NEXT, MeetingRef.WITHIN, MeetingRef.AFTER):
        return None
    fitting = sorted(
        (one for one in known if one.held_on > due.counts_from and _fits(one, due)),
        key=lambda one: (one.held_on, one.pk),
    )
    if due.meets != MeetingRef.AFTER and due.first_on is not None and due.due_on is not None:
        fitting = [one for one in fitting if due.first_on <= one.held_on <= due.due_on]
    return fitting[0] if fitting else None


def bound(due: Due, meeting: MeetingDay) -> Due:
    """Return the due with the day of the meeting it is bound to. What comes after a meeting is looked at the day after."""
    if due.meets == MeetingRef.AFTER:
        return replace(due, watch_on=meeting.held_on + timedelta(days=1))
    return replace(
        due, due_on=meeting.held_on, first_on=min(due.first_on or meeting.held_on, meeting.held_on)
    )


def _fits(one: MeetingDay, due: Due) -> bool:
    if due.is_extraordinary:
        return one.kind == MeetingKind.EXTRAORDINARY
    on_the_day = due.first_on is not None and due.first_on == due.due_on == one.held_on
    return one.kind in MEETINGS or on_the_day


def _days(edtf: str, said: due_words.Said, made_on: date) -> tuple[date, date] | None:
    found = bounds(edtf, after=made_on) if edtf else None
    if found is None:
        return None
    first, last = found
    if is_day(edtf):
        return found
    if said.is_before and first > made_on:
        # 'Inden sommerferien': the last day is the one before it begins; of the month of Christmas, before Christmas.
        last = (date(last.year, 12, 24) if said.is_christmas else first) - timedelta(days=1)
        return min(made_on, last), last
    if said.is_after:
        return last + timedelta(days=1), last + timedelta(days=1)
    return _part_of_month(first, last, said.part)


def _part_of_month(first: date, last: date, part: due_words.Part | None) -> tuple[date, date]:
    """Return the ten days that are meant by primo, medio or ultimo of a month."""
    if part is None or (first.year, first.month) != (last.year, last.month) or first.day != 1:
        return first, last
    if part is due_words.Part.START:
        return first, first.replace(day=10)
    if part is due_words.Part.MIDDLE:
        return first.replace(day=11), first.replace(day=20)
    return first.replace(day=21), last


def _kind(told: DueTold, said: due_words.Said, *, has_days: bool) -> DueKind:
    if told.awaits:
        return DueKind.CONDITION if told.is_condition else DueKind.EVENT
    if told.meeting_id is not None:
        return DueKind.MEETING
    if said.awaits:
        return DueKind.CONDITION if said.is_condition else DueKind.EVENT
    if said.meets is MeetingRef.AFTER or said.is_after:
        return DueKind.EVENT
    if said.meets is not MeetingRef.NONE:
        return DueKind.MEETING
    if has_days:
        return DueKind.DATE
    return DueKind.ONGOING if told.is_ongoing or said.is_ongoing else DueKind.UNTOLD


def _meets(told: DueTold, said: due_words.Said, *, has_days: bool) -> MeetingRef:
    if told.awaits:
        return MeetingRef.NONE
    if told.meeting_id is not None:
        return MeetingRef.PICKED
    if has_days and said.meets in (MeetingRef.NEXT, MeetingRef.SOME):
        return MeetingRef.WITHIN
    if said.meets is MeetingRef.WITHIN and not has_days:
        return MeetingRef.NEXT if not said.awaits else MeetingRef.NONE
    return said.meets


def _looked_at_again(due: Due, said: due_words.Said) -> Due:
    """Return a due that waits for something with a day to look at it again instead of a last day."""
    if due.kind in (DueKind.EVENT, DueKind.CONDITION):
        awaits = due.awaits or due.as_told[:300] or due.edtf
        watch = due.watch_on or due.due_on
        return replace(due, awaits=awaits, watch_on=watch, first_on=None, due_on=None)
    return due
