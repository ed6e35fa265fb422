"""The year ahead: the meetings of a body, when other bodies meet, and who would have to be in two places."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Body
from roedtraad.bodies.queries.rosters import SEATED_ROLES, Roster, rosters_of
from roedtraad.meetings.models import Meeting, MeetingKind, MeetingState
from roedtraad.meetings.queries.meetings import MeetingLine, meeting_lines


@dataclass(frozen=True, slots=True)
class OtherMeeting:
    """That another body meets: the day and the hour, nothing else of the meeting."""

    day: date
    start: time | None
    body: Body


@dataclass(frozen=True, slots=True)
class Clash:
    """Another body meets on the same day, and these people sit in both."""

    day: date
    body: Body
    people: tuple[str, ...]


def year_of(viewer: Viewer, body: Body, year: int) -> tuple[MeetingLine, ...]:
    """Return the meetings of a body in a year, also cancelled ones and those it joins, the first first. One query."""
    own = Q(body=body) | Q(bodies__body=body)
    rows = Meeting.objects.filter(own, held_on__year=year).distinct()
    return meeting_lines(viewer, rows.order_by("held_on", "start_time", "pk"))


def others_in_year(body: Body, year: int) -> tuple[OtherMeeting, ...]:
    """Return when the other bodies of the collaboration meet in a year. One query.

    For the secretariat that plans: it learns on which days they meet, and nothing else.
    """
    rows = (
        Meeting.objects.filter(
            body__collaboration=body.collaboration_id, held_on__year=year, record__withdrawn_at=None
        )
        .exclude(body=body)
        .exclude(state=MeetingState.CANCELLED)
        .exclude(kind=MeetingKind.WRITTEN)
        .select_related("body__record")
    )
    return tuple(
        OtherMeeting(row.held_on, row.start_time, row.body)
        for row in rows.order_by("held_on", "start_time", "pk")
    )


def clashes(viewer: Viewer, body: Body, days: Collection[date]) -> tuple[Clash, ...]:
    """Return which other bodies meet on these days with people who sit in this one too. Three queries at most.

    Whom the viewer does not know of in the other body is not told. A meeting of several days clashes on each.
    """
    if not days:
        return ()
    within = Q()
    for day in days:
        within |= Q(held_on=day) | Q(held_on__lt=day, ends_on__gte=day)
    found = list(
        Meeting.objects.filter(within, record__withdrawn_at=None)
        .exclude(body=body)
        .exclude(state=MeetingState.CANCELLED)
        .exclude(kind=MeetingKind.WRITTEN)
        .select_related("body__record")
        .order_by("held_on", "pk")
    )
    bodies = list({row.body_id: row.body for row in found}.values())
    rosters = rosters_of([body, *bodies], on=min(days), viewer=viewer) if bodies else ()
    seated = {roster.body.pk: _people(roster) for roster in rosters}
    told: list[Clash] = []
    for row in found:
        both = seated[body.pk].keys() & seated[row.body_id].keys()
        for day in sorted(days):
            if both and row.held_on <= day <= (row.ends_on or row.held_on):
                told.append(Clash(day, row.body, tuple(sorted(seated[body.pk][pk] for pk in both))))
    return tuple(sorted(told, key=lambda one: one.day))


def _people(roster: Roster) -> dict[int, str]:
    return {
        seating.person.pk: seating.person.name
        for seating in roster.with_role(*SEATED_ROLES)
        if seating.person is not None
    }
