"""What decides who may see the rows of a meeting, loaded in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Value
from django.db.models.functions import Coalesce

from roedtraad.bodies.models import Seat, SeatBasis, SeatRole
from roedtraad.bodies.models.dated import standing_on, valid_on
from roedtraad.bodies.policy import CHAIRS, INNER
from roedtraad.meetings.drafts import is_draft
from roedtraad.meetings.models import (
    AgendaItem,
    Decision,
    ItemAttachment,
    Meeting,
    MeetingBody,
    MeetingPaper,
    PaperKind,
    Participant,
    ParticipantFunction,
    Presence,
    PresenceKind,
    SeenWith,
)
from roedtraad.meetings.presence import NO_PLACE, Attendance, Said, at, at_each

COMPOSING = CHAIRS | {SeatRole.SECRETARIAT}
CALLED_ROLES = (SeatRole.SUBSTITUTE, SeatRole.APPOINTED_DEPUTY)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody on the list of a meeting, with what was said of their presence.

    `person_id` is the row that stands for the person; a viewer holds the tokens of all their rows. `states` has the
    presence at each item, `named` the places of the items that something was said of in particular.
    """

    person_id: int
    is_guest: bool
    is_substitute: bool  # takes somebody's place, or has the seat of a substitute
    takes_a_place: bool
    is_spoken_of_whole: bool  # something was said of the whole meeting
    states: tuple[Attendance, ...]
    named: frozenset[int]
    otherwise: Attendance  # where nothing was said of an item

    def at(self, place: int) -> Attendance:
        """Return their presence at an item; what holds in general, where the meeting has no items."""
        return self.states[place] if place < len(self.states) else self.otherwise

    def takes_part_in(self, place: int) -> bool:
        """Return whether it was said of this very item that they take part in it."""
        return place in self.named and self.at(place) is Attendance.PRESENT

    def is_in_open_part(self, place: int) -> bool:
        """Return whether they belong to this item if it is open: invited to it, called, or a guest of the meeting."""
        is_guest_there = self.is_guest and self.at(place) in (Attendance.PRESENT, Attendance.UNKNOWN)
        return is_guest_there or self.takes_part_in(place) or self.is_called_to(place)

    def is_called_to(self, place: int) -> bool:
        """Return whether they are a substitute who is called, and not away from this item."""
        if not self.is_substitute:
            return False
        presence = self.at(place)
        return presence is Attendance.PRESENT or (presence is Attendance.UNKNOWN and self.takes_a_place)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item: its place on the agenda (from 0), the record of its decision, and what is seen with that."""

    pk: int
    place: int
    is_closed: bool
    decision_id: int | None
    is_withdrawn: bool = False
    followers: tuple[int, ...] = ()
    is_draft: bool = False  # of an agenda that was not sent out with it


@dataclass(frozen=True, slots=True)
class PaperRow:
    """An agenda or minutes with its file."""

    kind: PaperKind
    document_id: int | None
    is_published: bool


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting with all that decides who may see its rows. `bodies`: the host and those that joined."""

    pk: int
    bodies: tuple[int, ...]
    items: tuple[ItemRow, ...]
    people: tuple[PersonRow, ...]
    papers: tuple[PaperRow, ...]
    # Those with an inner seat today, and those of them who make agendas; loaded only where somebody is disqualified.
    inner_people: frozenset[int] = frozenset()
    composing_people: frozenset[int] = frozenset()

    @property
    def shows_items(self) -> bool:
        """Return whether agenda or minutes are published."""
        return any(paper.is_published for paper in self.papers)

    @property
    def shows_decisions(self) -> bool:
        """Return whether minutes are published, or the list of what was decided."""
        told = (PaperKind.MINUTES, PaperKind.DECISIONS)
        return any(paper.is_published and paper.kind in told for paper in self.papers)

    @property
    def shows_people(self) -> bool:
        """Return whether minutes are published: with them, who was there."""
        return any(paper.is_published and paper.kind == PaperKind.MINUTES for paper in self.papers)

    def disqualified_on(self, place: int) -> frozenset[int]:
        """Return the people who are disqualified on an item."""
        return frozenset(
            person.person_id for person in self.people if person.at(place) is Attendance.DISQUALIFIED
        )


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """An attachment listed under an item."""

    pk: int
    item: ItemRow
    meeting: MeetingRow
    is_closed: bool
    document_id: int | None


@dataclass(frozen=True, slots=True)
class Scope:
    """The meetings whose rows are judged together, because they list the same files."""

    meetings: tuple[MeetingRow, ...]
    attachments: tuple[AttachmentRow, ...]
    own: frozenset[int] = field(default_factory=frozenset)  # the meetings that were asked for


def load(meeting_ids: Iterable[int], *, on: date) -> Scope:
    """Load what decides who may see the rows of these meetings, and of those that list the same files.

    Eleven queries, four more where somebody is disqualified. `on` is today: who has an inner seat.
    """
    own = frozenset(meeting_ids)
    ids = own | _kin(own)
    meetings = _meetings(ids, on=on)
    return Scope(tuple(meetings.values()), _attachments(meetings), own)


def _kin(own: frozenset[int]) -> set[int]:
    """Return the meetings that list an attachment or a file of these meetings. Three queries."""
    listed = ItemAttachment.objects.filter(item__meeting__in=own).order_by()
    attachments: set[int] = set()
    documents: set[int | None] = set(
        MeetingPaper.objects.filter(meeting__in=own, document__isnull=False).values_list(
            "document", flat=True
        )
    )
    for attachment, document in listed.values_list("attachment", "attachment__document"):
        attachments.add(attachment)
        documents.add(document)
    # Three indexed parts: an OR over the joins would make both databases read every attachment there is.
    items = ItemAttachment.objects.order_by().values_list("item__meeting", flat=True)
    papers = MeetingPaper.objects.order_by().values_list("meeting", flat=True)
    kin = items.filter(attachment__in=attachments).union(
        items.filter(attachment__document__in=documents - {None}),
        papers.filter(document__in=documents - {None}),
    )
    return set(kin)


def _meetings(ids: Collection[int], *, on: date) -> dict[int, MeetingRow]:
    bodies: dict[int, list[int]] = {
        pk: [body]
        for pk, body in Meeting.objects.filter(pk__in=ids, record__withdrawn_at=None).values_list(
            "pk", "body"
        )
    }
    ids = bodies.keys()
    for pk, body in MeetingBody.objects.filter(meeting__in=ids).order_by("pk").values_list("meeting", "body"):
        bodies[pk].append(body)
    items, places = _items(ids)
    people = _people(ids, places, {pk: len(rows) for pk, rows in items.items()})
    papers: dict[int, list[PaperRow]] = defaultdict(list)
    for pk, kind, document, published in MeetingPaper.objects.filter(meeting__in=ids).values_list(
        "meeting", "kind", "document", "published_at"
    ):
        papers[pk].append(PaperRow(PaperKind(kind), document, published is not None))
    rows = {
        pk: MeetingRow(pk, tuple(bodies[pk]), tuple(items[pk]), tuple(people[pk]), tuple(papers[pk]))
        for pk in bodies
    }
    return _with_inner_people(rows, on=on)


def _items(ids: Collection[int]) -> tuple[dict[int, list[ItemRow]], dict[int, int]]:
    """Return the items of each meeting in order, and the place of each item. Two queries."""
    decisions, followers = _hung_on_items(ids)
    items: dict[int, list[ItemRow]] = defaultdict(list)
    places: dict[int, int] = {}
    for meeting, pk, is_closed, withdrawn_at, draft in (
        AgendaItem.objects.filter(meeting__in=ids)
        .annotate(draft=is_draft())
        .order_by("meeting", "order")
        .values_list("meeting", "pk", "is_closed", "record__withdrawn_at", "draft")
    ):
        places[pk] = len(items[meeting])
        hung = tuple(followers.get(pk, ()))
        is_gone = withdrawn_at is not None
        row = ItemRow(pk, places[pk], is_closed, decisions.get(pk), is_gone, hung, bool(draft))
        items[meeting].append(row)
    return items, places


def _hung_on_items(ids: Collection[int]) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Return the decision of each item, and the records that are seen with it. One query."""
    decided = Decision.objects.order_by().values_list("item", "pk", Value(True))
    following = SeenWith.objects.order_by().values_list("item", "pk", Value(False))
    decisions: dict[int, int] = {}
    followers: dict[int, list[int]] = defaultdict(list)
    for item, pk, is_decision in decided.filter(item__meeting__in=ids).union(
        following.filter(item__meeting__in=ids), all=True
    ):
        if is_decision:
            decisions[item] = pk
        else:
            followers[item].append(pk)
    return decisions, followers


def _people(
    ids: Collection[int], places: Mapping[int, int], lengths: Mapping[int, int]
) -> dict[int, list[PersonRow]]:
    """Return the participants of each meeting; `lengths` are the numbers of their items. Two queries."""
    said: dict[int, list[Said]] = defaultdict(list)
    for participant, kind, first, last, note in Presence.objects.filter(
        participant__meeting__in=ids
    ).values_list("participant", "kind", "first_item", "last_item", "note"):
        if first is None or last is None:
            said[participant].append(Said(PresenceKind(kind), note=note))
        else:
            said[participant].append(Said(PresenceKind(kind), places[first], places[last], note))
    people: dict[int, list[PersonRow]] = defaultdict(list)
    for meeting, pk, person, function, in_place_of, role in (
        Participant.objects.filter(meeting__in=ids)
        .annotate(root=Coalesce("person__same_as", "person"))
        .order_by("order", "pk")
        .values_list("meeting", "pk", "root", "function", "in_place_of", "seat__role")
    ):
        everywhere = range(lengths.get(meeting, 0))
        people[meeting].append(
            PersonRow(
                person_id=person,
                is_guest=function == ParticipantFunction.GUEST,
                is_substitute=in_place_of is not None or role in CALLED_ROLES,
                takes_a_place=in_place_of is not None,
                is_spoken_of_whole=any(one.is_of_whole_meeting for one in said[pk]),
                states=at_each(said[pk], everywhere),
                named=frozenset(place for place in everywhere if any(one.covers(place) for one in said[pk])),
                otherwise=at(said[pk], NO_PLACE),
            )
        )
    return people


def _with_inner_people(rows: dict[int, MeetingRow], *, on: date) -> dict[int, MeetingRow]:
    """Add who has an inner seat today, to meetings with somebody disqualified. Four queries or none.

    On an open item too: it may list closed papers.
    """
    concerned = [row for row in rows.values() if any(row.disqualified_on(item.place) for item in row.items)]
    if not concerned:
        return rows
    bodies = {body for row in concerned for body in row.bodies}
    inner, composing = _inner_people(bodies, INNER, on=on), _inner_people(bodies, COMPOSING, on=on)
    return rows | {
        row.pk: MeetingRow(
            row.pk,
            row.bodies,
            row.items,
            row.people,
            row.papers,
            frozenset().union(*(inner[body] for body in row.bodies)),
            frozenset().union(*(composing[body] for body in row.bodies)),
        )
        for row in concerned
    }


def _inner_people(bodies: Collection[int], roles: Collection[SeatRole], *, on: date) -> dict[int, set[int]]:
    """Return who holds a seat with such a role in each body on a day, as `bodies.policy.viewer_of` counts it."""
    seats = Seat.objects.filter(
        valid_on(on),
        body__in=bodies,
        role__in=roles,
        basis=SeatBasis.ENTERED,
        record__withdrawn_at__isnull=True,
    )
    found: dict[int, set[int]] = defaultdict(set)
    named = seats.filter(person__isnull=False).annotate(root=Coalesce("person__same_as", "person"))
    holder = "office__holdings__person"
    holders = seats.filter(standing_on(on, prefix="office__holdings__")).annotate(
        root=Coalesce(f"{holder}__same_as", holder)
    )
    for body, person in (*named.values_list("body", "root"), *holders.values_list("body", "root")):
        found[body].add(person)
    return found


def _attachments(meetings: dict[int, MeetingRow]) -> tuple[AttachmentRow, ...]:
    """Return every attachment listed under an item of these meetings. One query."""
    items = {item.pk: (item, meeting) for meeting in meetings.values() for item in meeting.items}
    rows = ItemAttachment.objects.filter(item__meeting__in=meetings).values_list(
        "item", "attachment", "attachment__is_closed", "attachment__document"
    )
    return tuple(
        AttachmentRow(pk, *items[item], is_closed, document) for item, pk, is_closed, document in rows
    )
