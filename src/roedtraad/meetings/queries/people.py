"""A person's presence at meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Party, Person
from roedtraad.bodies.queries import rows_of
from roedtraad.meetings.models import (
    AgendaItem,
    Meeting,
    Participant,
    ParticipantFunction,
    Presence,
    PresenceKind,
)
from roedtraad.meetings.presence import Attendance, Said, at, at_each
from roedtraad.meetings.queries.attendance import is_confined_to_unseen
from roedtraad.meetings.queries.seeing import shows_people

PAGE = 50


@dataclass(frozen=True, slots=True)
class Participation:
    """A meeting on whose list somebody stands. `states` has one for each item that the viewer may see."""

    meeting: Meeting
    function: ParticipantFunction
    party: Party | None
    in_place_of: Person | None
    states: tuple[Attendance, ...]

    @property
    def was_there(self) -> bool:
        """Return whether they were there for at least one item."""
        return Attendance.PRESENT in self.states

    @property
    def is_whole(self) -> bool:
        """Return whether the same holds at every item."""
        return len(set(self.states)) <= 1


@dataclass(frozen=True, slots=True)
class ParticipationPage:
    """A page of meetings, newest first; `older` is the key of the next one, empty where there is none."""

    participations: tuple[Participation, ...]
    older: str


def presence_of(
    viewer: Viewer, person: Person, *, older_than: str = "", limit: int = PAGE
) -> ParticipationPage:
    """Return the meetings on whose lists a person stands, under any of its rows. Four queries.

    Left out: meetings of which the viewer may not read who was there, and those where the person took part only in
    items that the viewer may not see.
    """
    rows = Participant.objects.filter(shows_people(viewer, meeting="meeting"), person__in=rows_of(person))
    key = _read_key(older_than)
    if key is not None:
        day, pk = key
        rows = rows.filter(Q(meeting__held_on__lt=day) | Q(meeting__held_on=day, pk__lt=pk))
    found = list(
        rows.select_related(
            "meeting__record", "meeting__body", "party", "seat__party", "in_place_of__person"
        ).order_by("-meeting__held_on", "-pk")[: limit + 1]
    )
    page = found[:limit]
    items = _items(viewer, page)
    said = _said(page, items)
    return ParticipationPage(
        participations=tuple(
            _participation(row, said[row.pk], items[row.meeting_id])
            for row in page
            if not is_confined_to_unseen(said[row.pk], [item.is_seen for item in items[row.meeting_id]])
        ),
        older=f"{page[-1].meeting.held_on.isoformat()}.{page[-1].pk}" if len(found) > limit else "",
    )


@dataclass(frozen=True, slots=True)
class _Item:
    pk: int
    is_seen: bool


def _items(viewer: Viewer, rows: Sequence[Participant]) -> dict[int, list[_Item]]:
    """Return the items of these meetings in order, and which of them may be seen. One query."""
    found: dict[int, list[_Item]] = defaultdict(list)
    for meeting, pk, is_seen in (
        AgendaItem.objects.filter(meeting__in=[row.meeting_id for row in rows])
        .annotate(is_seen=visible(viewer))
        .order_by("meeting", "order")
        .values_list("meeting", "pk", "is_seen")
    ):
        found[meeting].append(_Item(pk, bool(is_seen)))
    return found


def _said(rows: Sequence[Participant], items: dict[int, list[_Item]]) -> dict[int, list[Said]]:
    places = {item.pk: place for listed in items.values() for place, item in enumerate(listed)}
    found: dict[int, list[Said]] = defaultdict(list)
    for row in Presence.objects.filter(participant__in=rows):
        first = None if row.first_item_id is None else places[row.first_item_id]
        last = None if row.last_item_id is None else places[row.last_item_id]
        found[row.participant_id].append(Said(PresenceKind(row.kind), first, last, row.note))
    return found


def _participation(row: Participant, said: Sequence[Said], items: Sequence[_Item]) -> Participation:
    seen = [place for place, item in enumerate(items) if item.is_seen]
    return Participation(
        meeting=row.meeting,
        function=ParticipantFunction(row.function),
        party=row.party or (row.seat.party if row.seat else None),
        in_place_of=row.in_place_of.person if row.in_place_of else None,
        # A meeting without items to see: what was said of the meeting as a whole.
        states=at_each(said, seen) or (_of_whole(said),),
    )


def _of_whole(said: Sequence[Said]) -> Attendance:
    return at((one for one in said if one.is_of_whole_meeting), 0)


def _read_key(written: str) -> tuple[date, int] | None:
    day, _dot, pk = written.partition(".")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None
