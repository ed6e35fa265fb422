"""The calendar: coming meetings, and those that were held, year by year, of the bodies that one asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, Q, QuerySet
from django.db.models.functions import Cast, Substr

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.accounts.remembering import remembered
from roedtraad.bodies.models import Body
from roedtraad.meetings.models import Meeting, MeetingBody, MeetingKind, MeetingState
from roedtraad.meetings.queries.meetings import MeetingLine, meeting_lines
from roedtraad.meetings.queries.narrowing import Wanted, read_key, wanted_bodies, written_key

PAGE = 40
COMING = 6


@dataclass(frozen=True, slots=True)
class MeetingFilters:
    """What the calendar is limited to; a meeting that a body only joined is one of its meetings."""

    collaboration_id: int | None = None
    body_id: int | None = None
    level_key: str = ""
    kind: MeetingKind | None = None


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Meetings of a year, the newest first; `older` is the key of the next page, empty where there is none."""

    lines: tuple[MeetingLine, ...]
    older: str


def coming(viewer: Viewer, filters: MeetingFilters, *, limit: int = 20) -> tuple[MeetingLine, ...]:
    """Return the meetings from the viewer's day on, the first first, also cancelled ones. One query, three for some bodies."""
    rows = _found(filters).filter(held_on__gte=viewer.on)
    return meeting_lines(viewer, rows.order_by("held_on", "start_time", "pk"), limit=limit)


def years_of(viewer: Viewer, filters: MeetingFilters) -> Mapping[int, int]:
    """Return how many meetings there are to see in each year, the first year first.

    One query while nothing has happened since it was asked last; else two, four for some bodies.
    """
    return remembered(viewer, "years_of", filters, work=lambda: _years(viewer, _found(filters)))


def _years(viewer: Viewer, rows: QuerySet[Meeting]) -> Mapping[int, int]:
    # The first four letters of the day are the year in both databases; SQLite takes a year out in Python, row by row.
    year = Substr(Cast("held_on", CharField(max_length=10)), 1, 4)
    seen = rows.filter(visible(viewer)).order_by().values_list(year).annotate(number=Count("pk"))
    return {int(found): number for found, number in sorted(seen)}


def meetings_in(
    viewer: Viewer, filters: MeetingFilters, year: int, *, before: date | None = None, older_than: str = ""
) -> CalendarPage:
    """Return a page of a year's meetings; `before` leaves out that day and later ones.

    One query, three for some bodies. `older_than` is the key of a page before; one that is not is ignored.
    """
    rows = _found(filters)
    if before is not None:
        rows = rows.filter(held_on__lt=before)
    return _page(viewer, rows, year, older_than=older_than, limit=PAGE)


def _page(viewer: Viewer, rows: QuerySet[Meeting], year: int, *, older_than: str, limit: int) -> CalendarPage:
    rows = rows.filter(held_on__gte=date(year, 1, 1), held_on__lte=date(year, 12, 31))
    key = read_key(older_than)
    if key is not None:
        rows = rows.filter(Q(held_on__lt=key[0]) | Q(held_on=key[0], pk__lt=key[1]))
    lines = meeting_lines(viewer, rows.order_by("-held_on", "-pk"), limit=limit + 1)
    shown = lines[:limit]
    last = shown[-1].meeting if len(lines) > limit else None
    return CalendarPage(shown, written_key(last.pk, last.held_on) if last else "")


@dataclass(frozen=True, slots=True)
class BodyCalendar:
    """The meetings of a body: how many each year, what is coming, and a page of those held in one year."""

    years: Mapping[int, int]
    coming: tuple[MeetingLine, ...]
    year: int | None
    held: CalendarPage


def calendar_of(
    viewer: Viewer, body: Body, *, year: int | None = None, limit: int = 12, older_than: str = ""
) -> BodyCalendar:
    """Return the calendar of a body, also of meetings that it joined; without a year the last one with meetings held.

    Four queries: as many, and as much to read, for a body with two meetings as for one with two thousand.
    """
    joined = tuple(MeetingBody.objects.filter(body=body).values_list("meeting", flat=True))
    rows = Meeting.objects.filter(_hosted_by(Wanted((body.pk,), joined)))
    years = _years(viewer, rows)
    ahead = rows.filter(held_on__gte=viewer.on).order_by("held_on", "start_time", "pk")
    shown = year if year in years else max((one for one in years if one <= viewer.on.year), default=None)
    return BodyCalendar(
        years=years,
        coming=meeting_lines(viewer, ahead, limit=COMING),
        year=shown,
        held=_page(viewer, rows.filter(held_on__lt=viewer.on), shown, older_than=older_than, limit=limit)
        if shown is not None
        else CalendarPage((), ""),
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """The meetings of the same body before and after one."""

    before: MeetingLine | None
    after: MeetingLine | None


def beside(viewer: Viewer, meeting: Meeting) -> Beside:
    """Return the meetings of the same body before and after this one, without cancelled ones. Two queries."""
    rows = Meeting.objects.filter(body=meeting.body_id).exclude(state=MeetingState.CANCELLED)
    day, pk = meeting.held_on, meeting.pk
    before = rows.filter(Q(held_on__lt=day) | Q(held_on=day, pk__lt=pk)).order_by("-held_on", "-pk")
    after = rows.filter(Q(held_on__gt=day) | Q(held_on=day, pk__gt=pk)).order_by("held_on", "pk")
    return Beside(
        before=next(iter(meeting_lines(viewer, before, limit=1)), None),
        after=next(iter(meeting_lines(viewer, after, limit=1)), None),
    )


def _found(filters: MeetingFilters) -> QuerySet[Meeting]:
    rows = Meeting.objects.all()
    if filters.kind is not None:
        rows = rows.filter(kind=filters.kind)
    wanted = wanted_bodies(
        collaboration_id=filters.collaboration_id,
        body_ids=() if filters.body_id is None else (filters.body_id,),
        level_key=filters.level_key,
    )
    return rows if wanted is None else rows.filter(_hosted_by(wanted))


def _hosted_by(wanted: Wanted) -> Q:
    """Return the condition that one of the wanted bodies was host, or joined."""
    hosted = Q(body__in=wanted.body_ids)
    return hosted | Q(pk__in=wanted.joined) if wanted.joined else hosted
