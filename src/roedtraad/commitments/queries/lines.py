"""A promise as a line of a list, as a viewer may read it: who owes it, when it is due, where it was given, how it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.bodies.models import Body, Party, Person
from roedtraad.commitments.models import (
    Commitment,
    DueKind,
    Event,
    EventKind,
    FollowUp,
    Owner,
    Recipient,
    State,
)
from roedtraad.commitments.standing import Standing, standing_of
from roedtraad.documents.queries import hidden_words
from roedtraad.meetings.models import Decision, Meeting
from roedtraad.meetings.queries.seeing import shown


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody who owes, or is owed. A person whom the viewer may not know of is only what the minutes call them."""

    name: str
    person: Person | None = None
    body: Body | None = None
    party: Party | None = None
    state: State | None = None  # where each answers for themselves
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Latest:
    """What was said of a promise last: why it was moved or dropped, what shows that it was kept."""

    kind: EventKind
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A promise in a list. `due_as_told` as printed; `due_on` the last day that can be meant."""

    pk: int
    public_id: str
    text: str
    kind: FollowUp
    standing: Standing
    owners: tuple[Somebody, ...]
    recipients: tuple[Somebody, ...]
    due_as_told: str
    due_on: date | None
    watch_on: date | None
    awaits: str
    due_kind: DueKind
    due_meeting_id: int | None
    due_body: Body
    body: Body
    made_on: date
    ended_on: date | None
    days_late: int
    item_id: int
    item_public_id: str
    item_title: str
    decision_public_id: str
    is_closed: bool
    times_moved: int
    times_asked: int
    latest: Latest | None

    @property
    def lacks_owner(self) -> bool:
        """Return whether nobody owes it."""
        return not self.owners

    @property
    def next_on(self) -> date | None:
        """Return the next day to look at it; None where there is none, and for what has ended."""
        return None if self.standing.has_ended else (self.due_on or self.watch_on)

    @property
    def kind_of_record(self) -> RecordKind:
        """Return what kind of record it is, for its address."""
        return RecordKind.COMMITMENT


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the rows of a list, by promise."""

    owners: Mapping[int, tuple[Somebody, ...]]
    recipients: Mapping[int, tuple[Somebody, ...]]
    events: Mapping[int, Sequence[Event]]
    words: Mapping[int, tuple[str, ...]]
    decisions: Mapping[int, str]


def lines_of(viewer: Viewer, ids: Sequence[int]) -> tuple[CommitmentLine, ...]:
    """Return these promises in this order; the caller has asked whether they may be seen. Eight queries for any number."""
    if not ids:
        return ()
    rows = Commitment.objects.select_related(
        "record", "body__record", "body__collaboration", "body__level", "due_body__record", "item__record"
    ).in_bulk(ids)
    items = {row.item_id for row in rows.values()}
    inside = {pk for pk, row in rows.items() if shows_internal(viewer, row.body_id)}
    decisions = Decision.objects.filter(visible(viewer), item__in=items).values_list(
        "item", "record__public_id"
    )
    beside = _Beside(
        owners=_people(viewer, Owner.objects.filter(commitment__in=ids, released_on__isnull=True), inside),
        recipients=_people(viewer, Recipient.objects.filter(commitment__in=ids), inside),
        events=_events(rows, inside),
        words=hidden_words(viewer, record_ids=[*ids, *items]),
        decisions=dict(decisions),
    )
    return tuple(_line(viewer, rows[pk], beside) for pk in ids)


def shows_internal(viewer: Viewer, body_id: int) -> bool:
    """Return whether a viewer may read what owners answered before it was accepted: the circle of the body. No query."""
    return viewer.holds(Circle.CIRCLE.of(body_id), Circle.SECRETARIAT.of(body_id))


def _line(viewer: Viewer, row: Commitment, beside: _Beside) -> CommitmentLine:
    is_keeper = viewer.holds(Circle.SECRETARIAT.of(row.body_id))
    words = (*beside.words.get(row.pk, ()), *beside.words.get(row.item_id, ()))
    events = beside.events.get(row.pk, ())
    standing = standing_of(row, on=viewer.on)
    ended = row.ended_on or viewer.on

    def read(text: str) -> str:
        return shown(text, is_keeper=is_keeper, words=words)

    last = next((one for one in reversed(events) if one.text and one.kind in _TOLD), None)
    return CommitmentLine(
        pk=row.pk,
        public_id=row.record.public_id,
        text=read(row.text),
        kind=FollowUp(row.kind),
        standing=standing,
        owners=tuple(_shown(one, read, is_each=row.is_each) for one in beside.owners.get(row.pk, ())),
        recipients=tuple(_shown(one, read, is_each=False) for one in beside.recipients.get(row.pk, ())),
        due_as_told=read(row.due_as_told),
        due_on=row.due_on,
        watch_on=row.watch_on,
        awaits=read(row.awaits),
        due_kind=DueKind(row.due_kind),
        due_meeting_id=row.due_meeting_id,
        due_body=row.due_body,
        body=row.body,
        made_on=row.made_on,
        ended_on=row.ended_on,
        days_late=max((ended - row.due_on).days, 0) if row.due_on and standing is not Standing.DROPPED else 0,
        item_id=row.item_id,
        item_public_id=row.item.record.public_id,
        item_title=read(row.item.title),
        decision_public_id=beside.decisions.get(row.item_id, ""),
        is_closed=row.item.is_closed,
        times_moved=sum(one.kind == EventKind.MOVED for one in events),
        times_asked=sum(one.kind == EventKind.ASKED for one in events),
        latest=Latest(EventKind(last.kind), last.on, read(last.text)) if last else None,
    )


# What is told of a promise with words of its own; of a change in words they are the words before.
_TOLD = (
    EventKind.ASKED,
    EventKind.REPORTED,
    EventKind.SENT_BACK,
    EventKind.MOVED,
    EventKind.PASSED_OVER,
    EventKind.KEPT,
    EventKind.DROPPED,
    EventKind.REOPENED,
)


def _shown(one: Somebody, read: Callable[[str], str], *, is_each: bool) -> Somebody:
    return Somebody(
        read(one.name), one.person, one.body, one.party, one.state if is_each else None, one.owner_id
    )


def _events(rows: Collection[int], inside: Collection[int]) -> Mapping[int, Sequence[Event]]:
    """Return what happened to these promises, what is internal only of those `inside`. One query."""
    found: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(commitment__in=rows).order_by("commitment", "order"):
        if not event.is_internal or event.commitment_id in inside:
            found[event.commitment_id].append(event)
    return found


def _people(
    viewer: Viewer, rows: QuerySet[Owner] | QuerySet[Recipient], inside: Collection[int]
) -> Mapping[int, tuple[Somebody, ...]]:
    """Return who these rows name; people whom the viewer may not know of by name only in promises `inside`. Two queries."""
    loaded: list[Owner | Recipient] = list(
        rows.select_related("person__record", "body__record", "party__record")
    )
    people = {row.person_id for row in loaded if row.person_id is not None}
    known = set(Person.objects.filter(visible(viewer), pk__in=people).values_list("pk", flat=True))
    found: dict[int, list[Somebody]] = defaultdict(list)
    for row in loaded:
        person = row.person if row.person_id in known else None
        named = row.person if row.commitment_id in inside else person
        name = row.as_written or str(named or row.body or row.party or _("a person who is not named here"))
        state, key = (State(row.state), row.pk) if isinstance(row, Owner) else (None, None)
        found[row.commitment_id].append(Somebody(name, person, row.body, row.party, state, key))
    return {pk: tuple(some) for pk, some in found.items()}


def meetings_of(lines: Iterable[CommitmentLine]) -> Mapping[int, Meeting]:
    """Return the meetings that these promises are due at. One query."""
    ids = {line.due_meeting_id for line in lines if line.due_meeting_id is not None}
    return Meeting.objects.select_related("record", "body").in_bulk(ids) if ids else {}
