"""The rules: who may see a meeting, an item, a decision, an attachment, a file. Pure: no database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from roedtraad.accounts.policy import Circle
from roedtraad.documents.models import Document
from roedtraad.meetings.audience.scope import AttachmentRow, ItemRow, MeetingRow, PersonRow, Scope


@dataclass(frozen=True, slots=True)
class Seen:
    """Who sees a record: everybody, or whoever holds one of the tokens."""

    tokens: frozenset[str]
    is_public: bool = False

    def __or__(self, other: Seen) -> Seen:
        """Return who sees at least one of two."""
        return Seen(self.tokens | other.tokens, self.is_public or other.is_public)


NOBODY = Seen(frozenset())


def meeting_seen(meeting: MeetingRow) -> Seen:
    """Return who sees that the meeting is held, when and where, and its papers with what is masked in them."""
    return Seen(_circles(meeting) | people(_invited(meeting)), meeting.shows_items)


def item_seen(meeting: MeetingRow, item: ItemRow, *, is_closed: bool | None = None) -> Seen:
    """Return who sees an item; with `is_closed`, who would see a closed (or open) paper under it.

    A draft is seen by those who make the agenda: the secretariats and the chairs of the bodies that meet.
    """
    closed = item.is_closed if is_closed is None else is_closed
    if item.is_draft:
        return Seen(_composing(meeting, item, is_closed=closed))
    if closed:
        return Seen(_inner(meeting, item) | people(_let_in(meeting, item)))
    guests = (one.person_id for one in meeting.people if one.is_in_open_part(item.place))
    return Seen(_circles(meeting) | people(guests), meeting.shows_items)


def decision_seen(meeting: MeetingRow, item: ItemRow) -> Seen:
    """Return who sees what was decided: those who see the item, everybody only when the minutes are published."""
    seen = item_seen(meeting, item)
    return Seen(seen.tokens, seen.is_public and meeting.shows_decisions)


def attachments_seen(scope: Scope) -> dict[int, Seen]:
    """Return who sees each attachment that the meetings asked for list: whoever sees one of the items that list it."""
    own = {row.pk for row in scope.attachments if row.meeting.pk in scope.own}
    items = _Items()
    found: dict[int, Seen] = defaultdict(lambda: NOBODY)
    for row in scope.attachments:
        if row.pk in own:
            found[row.pk] |= items.seen(row, is_closed=row.is_closed)
    return dict(found)


def documents_seen(scope: Scope, openness: Mapping[int, str]) -> dict[int, Seen]:
    """Return who sees each file of which `openness` tells: for the sake of a paper of a meeting, or of an attachment."""
    found: dict[int, Seen] = defaultdict(lambda: NOBODY)
    for meeting in scope.meetings:
        for paper in meeting.papers:
            if paper.document_id is not None and paper.document_id in openness:
                closed = openness[paper.document_id] == Document.Openness.CLOSED
                tokens = _members(meeting) if closed else meeting_seen(meeting).tokens
                found[paper.document_id] |= Seen(tokens, paper.is_published)
    items = _Items()
    for row in scope.attachments:
        if row.document_id is not None and row.document_id in openness:
            closed = openness[row.document_id] == Document.Openness.CLOSED
            found[row.document_id] |= items.seen(row, is_closed=closed or row.is_closed)
    return {
        pk: Seen(seen.tokens, seen.is_public and openness[pk] == Document.Openness.OPEN)
        for pk, seen in found.items()
    }


class _Items:
    """Who sees a paper for the sake of the item that lists it, worked out once for each item."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, bool], Seen] = {}

    def seen(self, row: AttachmentRow, *, is_closed: bool) -> Seen:
        """Return who sees it; nobody, where the item was withdrawn."""
        if row.item.is_withdrawn:
            return NOBODY
        key = (row.item.pk, is_closed or row.item.is_closed)
        if key not in self._known:
            self._known[key] = item_seen(row.meeting, row.item, is_closed=key[1])
        return self._known[key]


def any_of(seen: Iterable[Seen]) -> Seen:
    """Return who sees at least one of several."""
    return reduce(lambda one, other: one | other, seen, NOBODY)


def people(ids: Iterable[int]) -> frozenset[str]:
    """Return the tokens of people."""
    return frozenset(Circle.PERSON.of(pk) for pk in ids)


def is_confined(meeting: MeetingRow, person: PersonRow) -> bool:
    """Return whether somebody took part in closed items only: then their part in the meeting is closed too."""
    if person.is_spoken_of_whole:
        return False
    there = [item for item in meeting.items if person.takes_part_in(item.place)]
    return bool(there) and all(item.is_closed for item in there)


def _circles(meeting: MeetingRow) -> frozenset[str]:
    return frozenset(Circle.CIRCLE.of(body) for body in meeting.bodies)


def _members(meeting: MeetingRow) -> frozenset[str]:
    return frozenset(Circle.MEMBERS.of(body) for body in meeting.bodies)


def _composing(meeting: MeetingRow, item: ItemRow, *, is_closed: bool) -> frozenset[str]:
    """Return the tokens of those who make the agenda; one by one, where one of them is disqualified on a closed item."""
    disqualified = meeting.disqualified_on(item.place) if is_closed else frozenset()
    if disqualified:
        return people(meeting.composing_people - disqualified)
    circles = (Circle.SECRETARIAT, Circle.CHAIRS)
    return frozenset(circle.of(body) for body in meeting.bodies for circle in circles)


def _inner(meeting: MeetingRow, item: ItemRow) -> frozenset[str]:
    """Return the tokens of the members; one by one, without the disqualified, where somebody is."""
    disqualified = meeting.disqualified_on(item.place)
    return people(meeting.inner_people - disqualified) if disqualified else _members(meeting)


def _let_in(meeting: MeetingRow, item: ItemRow) -> frozenset[int]:
    """Return the guests of this very item, and called substitutes, who may see it though it is closed."""
    return frozenset(
        one.person_id
        for one in meeting.people
        if one.takes_part_in(item.place) or one.is_called_to(item.place)
    ) - meeting.disqualified_on(item.place)


def _invited(meeting: MeetingRow) -> Iterable[int]:
    """Return those who belong to some item, open or closed, without having to be of the circle."""
    places = [item.place for item in meeting.items] or [0]
    return (one.person_id for one in meeting.people if any(map(one.is_in_open_part, places)))
