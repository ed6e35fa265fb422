"""Who was on the list of a meeting, and at which of its items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Party, Person
from roedtraad.meetings.corrected import read_ranges
from roedtraad.meetings.drafts import is_draft
from roedtraad.meetings.models import (
    AgendaItem,
    CorrectedPresence,
    Participant,
    ParticipantFunction,
    Presence,
    PresenceKind,
)
from roedtraad.meetings.presence import Attendance, Said, at_each
from roedtraad.meetings.queries.seeing import SeenMeeting, shown


@dataclass(frozen=True, slots=True)
class Column:
    """An item as the matrix shows it."""

    item_id: int
    public_id: str
    number: str
    place: int  # on the whole agenda, from 0


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """Somebody on the list. `states` has one for each column; `notes` were made of the whole meeting or shown items."""

    participant_id: int
    person: Person
    party: Party | None
    function: ParticipantFunction
    title: str
    letter: str
    is_moderator: bool
    in_place_of: Person | None
    states: tuple[Attendance, ...]
    said_of_whole: Attendance | None  # what was said of the meeting as a whole
    notes: tuple[str, ...]

    @property
    def whole(self) -> Attendance | None:
        """Return what holds at every item, None where it differs; of a meeting without items, what was said of it."""
        if not self.states:
            return self.said_of_whole
        return self.states[0] if len(set(self.states)) == 1 else None

    @property
    def was_there(self) -> bool:
        """Return whether they were there for at least one item."""
        return Attendance.PRESENT in self.states


@dataclass(frozen=True, slots=True)
class AttendanceMatrix:
    """Who was there at which item. Items that the viewer may not see have no column."""

    columns: tuple[Column, ...]
    rows: tuple[AttendanceRow, ...]

    def at_item(self, item_id: int) -> tuple[tuple[AttendanceRow, Attendance], ...]:
        """Return everybody with their presence at one item."""
        place = next((n for n, column in enumerate(self.columns) if column.item_id == item_id), None)
        return () if place is None else tuple((row, row.states[place]) for row in self.rows)


NOBODY = AttendanceMatrix((), ())


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items of a meeting in order; `is_seen` tells which the viewer may see, `drafts` which were not sent out."""

    items: tuple[AgendaItem, ...]
    is_seen: tuple[bool, ...]
    drafts: frozenset[int] = frozenset()

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the items that may be seen."""
        return tuple(
            Column(item.pk, item.record.public_id, item.number, place)
            for place, item in enumerate(self.items)
            if self.is_seen[place]
        )


def agenda_of(viewer: Viewer, meeting_id: int) -> Agenda:
    """Return all items of a meeting, and which of them the viewer may see. One query. Show only those."""
    rows = list(
        AgendaItem.objects.filter(meeting=meeting_id)
        .annotate(may_be_seen=visible(viewer), draft=is_draft())
        .select_related("record")
        .order_by("order")
    )
    return Agenda(
        tuple(rows),
        tuple(bool(row.may_be_seen) for row in rows),
        frozenset(row.pk for row in rows if row.draft),
    )


def attendance_of(seen: SeenMeeting, agenda: Agenda, *, as_corrected: bool = False) -> AttendanceMatrix:
    """Return the matrix of a meeting. Two queries; none where the viewer may not read who was there.

    Left out: people who took part only in items that the viewer may not see, and what was noted of such items.
    `as_corrected`: as a correction has it that is not published yet; one query more.
    """
    if not seen.shows_people:
        return NOBODY
    said = _said(agenda, seen.meeting.pk, as_corrected=as_corrected)
    columns = agenda.columns
    people = (
        Participant.objects.filter(meeting=seen.meeting.pk)
        .select_related(
            "person__record", "person__same_as__record", "party__record", "in_place_of__person", "seat__party"
        )
        .order_by("order", "pk")
    )
    rows = (
        _row(person, said[person.pk], columns, seen)
        for person in people
        if not is_confined_to_unseen(said[person.pk], agenda.is_seen)
    )
    return AttendanceMatrix(columns, tuple(rows))


def is_confined_to_unseen(said: Sequence[Said], is_seen: Sequence[bool]) -> bool:
    """Return whether somebody took part in nothing but items that may not be seen."""
    if any(one.is_of_whole_meeting for one in said):
        return False
    there = [
        place
        for place in range(len(is_seen))
        if any(one.covers(place) and one.kind == PresenceKind.PRESENT for one in said)
    ]
    return bool(there) and not any(is_seen[place] for place in there)


def _said(agenda: Agenda, meeting_id: int, *, as_corrected: bool) -> dict[int, list[Said]]:
    places: dict[int | None, int | None] = {item.pk: place for place, item in enumerate(agenda.items)}
    places[None] = None
    found: dict[int, list[Said]] = defaultdict(list)
    for row in Presence.objects.filter(participant__meeting=meeting_id):
        first, last = places[row.first_item_id], places[row.last_item_id]
        found[row.participant_id].append(Said(PresenceKind(row.kind), first, last, row.note))
    if as_corrected:
        for aside in CorrectedPresence.objects.filter(participant__meeting=meeting_id):
            found[aside.participant_id] = [
                Said(one.kind, places[one.first], places[one.last], one.note)
                for one in read_ranges(aside.content)
            ]
    return found


def _row(
    row: Participant, said: Sequence[Said], columns: Sequence[Column], seen: SeenMeeting
) -> AttendanceRow:
    notes = (
        one.note
        for one in said
        if one.note and (one.is_of_whole_meeting or any(one.covers(column.place) for column in columns))
    )
    return AttendanceRow(
        participant_id=row.pk,
        person=row.person.same_as or row.person,
        party=row.party or (row.seat.party if row.seat else None),
        function=ParticipantFunction(row.function),
        title=shown(row.title, is_keeper=seen.is_keeper),
        letter=row.letter,
        is_moderator=row.is_moderator,
        in_place_of=row.in_place_of.person if row.in_place_of else None,
        states=at_each(said, [column.place for column in columns]),
        said_of_whole=next((Attendance(one.kind.value) for one in said if one.is_of_whole_meeting), None),
        notes=tuple(shown(note, is_keeper=seen.is_keeper) for note in notes),
    )
