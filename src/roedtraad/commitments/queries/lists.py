"""Lists of promises: of a body, a person, a party, by how they stand; what is due by a day or at a meeting; counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from roedtraad.accounts.policy import Viewer
from roedtraad.commitments.models import Commitment, DueKind, Owner, State
from roedtraad.commitments.queries.calendar import bound_now, known_meetings
from roedtraad.commitments.queries.lines import CommitmentLine, lines_of
from roedtraad.commitments.seeing import acting_for, seen_commitments
from roedtraad.commitments.standing import WAITING, Standing, stands
from roedtraad.meetings.models import Meeting, MeetingBody
from roedtraad.meetings.queries.narrowing import wanted_bodies

PAGE = 50
UNDONE = (Standing.LATE, Standing.LOOSE, Standing.OPEN, Standing.WAITS, Standing.ONGOING, Standing.REPORTED)


@dataclass(frozen=True, slots=True)
class CommitmentFilters:
    """What a list is limited to. `body_id`: that got the promise, or owes it; `is_own`: those the viewer acts for."""

    collaboration_id: int | None = None
    body_id: int | None = None
    level_key: str = ""
    person_id: int | None = None
    party_id: int | None = None
    item_id: int | None = None
    standings: tuple[Standing, ...] = ()
    given_since: date | None = None
    given_until: date | None = None
    due_since: date | None = None
    due_until: date | None = None
    is_own: bool = False
    lacks_owner: bool = False


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """A page of a list, the most pressing first, then by day; pages are counted from 1."""

    lines: tuple[CommitmentLine, ...]
    page: int
    has_more: bool


def commitments(
    viewer: Viewer, filters: CommitmentFilters, *, page: int = 1, limit: int = PAGE
) -> CommitmentPage:
    """Return a page of promises. Ten queries, two more for a filter by body, level or collaboration."""
    rank = [When(stands(one, on=viewer.on), then=Value(place)) for place, one in enumerate(Standing)]
    rows = _found(viewer, filters).annotate(
        rank=Case(*rank, default=Value(len(Standing)), output_field=IntegerField()),
        day=Coalesce("ended_on", "due_on", "watch_on", "made_on"),
    )
    first = (max(page, 1) - 1) * limit
    # What has ended is read from the newest, what has not from the oldest.
    undone = rows.filter(state__in=(State.OPEN, State.REPORTED)).order_by("rank", "day", "pk")
    ids = list(undone.values_list("pk", flat=True)[first : first + limit + 1])
    if len(ids) <= limit and _wants_ended(filters):
        ended = rows.filter(state__in=(State.KEPT, State.DROPPED)).order_by("rank", "-day", "-pk")
        skipped = 0 if ids or not first else max(first - undone.count(), 0)
        ids += ended.values_list("pk", flat=True)[skipped : skipped + limit + 1 - len(ids)]
    return CommitmentPage(lines_of(viewer, ids[:limit]), max(page, 1), len(ids) > limit)


def _wants_ended(filters: CommitmentFilters) -> bool:
    """Return whether the filters let promises through that have been kept or dropped: most of them are."""
    return not filters.standings or any(one.has_ended for one in filters.standings)


def counts(viewer: Viewer, filters: CommitmentFilters) -> Mapping[Standing, int]:
    """Return how many promises stand in each way, whatever standings the filters ask for. Two queries, four for a body."""
    every = _found(viewer, filters, with_standing=False)
    named = {one.value: Count("pk", filter=stands(one, on=viewer.on)) for one in Standing}
    found = every.order_by().aggregate(**named)
    return {one: found[one.value] for one in Standing}


def open_count(viewer: Viewer, filters: CommitmentFilters = CommitmentFilters()) -> int:
    """Return how many promises have not been kept or dropped. Two queries, four for a body."""
    return _found(viewer, filters).filter(state__in=(State.OPEN, State.REPORTED)).order_by().count()


def of_item(viewer: Viewer, item_id: int) -> tuple[CommitmentLine, ...]:
    """Return the promises given under an item, in the order they were recorded. Ten queries."""
    rows = _found(viewer, CommitmentFilters(item_id=item_id)).order_by("pk")
    return lines_of(viewer, list(rows.values_list("pk", flat=True)))


def due_at(viewer: Viewer, meeting: Meeting) -> tuple[CommitmentLine, ...]:
    """Return what a meeting has to deal with: every promise to its bodies that is due, or to be looked at, by its day.

    Also those that are late, so that none falls out by being forgotten once; not what the meeting gave itself. Which
    meeting is meant is worked out from the calendar as it stands, whatever was stored. Fourteen queries.
    """
    rows = _undone_at(viewer, meeting)
    known = known_meetings({row.due_body_id for row in rows})
    due = [(row, bound_now(row, known.get(row.due_body_id, {}))) for row in rows]
    falling = [
        (one.due_on or one.watch_on or meeting.held_on, row.pk) for row, one in due if one.is_due_at(meeting)
    ]
    return lines_of(viewer, [pk for _, pk in sorted(falling)])


def undated_for(viewer: Viewer, meeting: Meeting) -> tuple[CommitmentLine, ...]:
    """Return the promises to a meeting's bodies of which nobody can say when they are due. Fourteen queries."""
    rows = _undone_at(viewer, meeting)
    known = known_meetings({row.due_body_id for row in rows})
    loose = [
        row.pk
        for row in rows
        if row.due_kind not in (*WAITING, DueKind.ONGOING)
        and (one := bound_now(row, known.get(row.due_body_id, {}))).due_on is None
        and one.watch_on is None
        and one.due_meeting_id is None
    ]
    return lines_of(viewer, loose)


def _undone_at(viewer: Viewer, meeting: Meeting) -> list[Commitment]:
    """Return the promises to a meeting's bodies that have not ended, but for those it gave itself. Three queries."""
    others = MeetingBody.objects.filter(meeting=meeting).values_list("body", flat=True)
    rows = _found(viewer, CommitmentFilters()).filter(
        state__in=(State.OPEN, State.REPORTED), due_body__in=[meeting.body_id, *others]
    )
    return list(rows.exclude(item__meeting=meeting).order_by("pk"))


def _found(viewer: Viewer, filters: CommitmentFilters, *, with_standing: bool = True) -> QuerySet[Commitment]:
    acting = acting_for(viewer)
    rows = Commitment.objects.filter(seen_commitments(acting))
    standing = Owner.objects.filter(commitment=OuterRef("pk"), released_on__isnull=True)
    if filters.is_own:
        rows = rows.filter(Exists(standing.filter(acting.owned)))
    if filters.lacks_owner:
        rows = rows.filter(~Exists(standing))
    if filters.person_id is not None:
        one = Q(person=filters.person_id) | Q(person__same_as=filters.person_id)
        rows = rows.filter(Exists(standing.filter(one)))
    if filters.party_id is not None:
        rows = rows.filter(Exists(standing.filter(party=filters.party_id)))
    if filters.item_id is not None:
        rows = rows.filter(item=filters.item_id)
    rows = _of_bodies(rows, filters, standing)
    if with_standing and filters.standings:
        wanted = Q(pk__in=())
        for one_standing in filters.standings:
            wanted |= stands(one_standing, on=viewer.on)
        rows = rows.filter(wanted)
    return _in_period(rows, filters)


def _of_bodies(
    rows: QuerySet[Commitment], filters: CommitmentFilters, standing: QuerySet[Owner]
) -> QuerySet[Commitment]:
    wanted = wanted_bodies(
        collaboration_id=filters.collaboration_id,
        body_ids=() if filters.body_id is None else (filters.body_id,),
        level_key=filters.level_key,
    )
    if wanted is None:
        return rows
    given = Q(body__in=wanted.body_ids)
    if filters.body_id is None:
        return rows.filter(given)
    return rows.filter(
        given | Q(due_body__in=wanted.body_ids) | Exists(standing.filter(body__in=wanted.body_ids))
    )


def _in_period(rows: QuerySet[Commitment], filters: CommitmentFilters) -> QuerySet[Commitment]:
    limits = {
        "made_on__gte": filters.given_since,
        "made_on__lte": filters.given_until,
        "due_on__gte": filters.due_since,
        "due_on__lte": filters.due_until,
    }
    return rows.filter(**{name: day for name, day in limits.items() if day is not None})
