"""My desk: what waits for me, and the meetings of my bodies."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.bodies.models import Body
from roedtraad.meetings.queries.meetings import MeetingLine, coming_of
from roedtraad.web.access import login_needed
from roedtraad.web.naming import short_name
from roedtraad.web.parts import Shape, Step
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.waiting import waiting_for

MEETINGS = 6


@login_needed
@require_safe
def desk(request: Request) -> HttpResponse:
    """The first page after logging in."""
    viewer = request.viewer
    waiting = waiting_for(viewer)
    bodies = _own_bodies(viewer)
    coming = coming_of(viewer, [body.pk for body in bodies], limit=MEETINGS) if bodies else ()
    context = {
        "today": viewer.on,
        "urgent": [one for one in waiting if one.is_urgent],
        "waiting": [one for one in waiting if not one.is_urgent],
        "bodies": [(body, short_name(body)) for body in bodies],
        "week": _week(viewer.on),
        "coming": [_step(line, today=viewer.on) for line in coming],
    }
    return show(request, "desk/desk.html", context)


def _own_bodies(viewer: Viewer) -> list[Body]:
    prefix = f"{Circle.CIRCLE}:"
    keys = [int(token.removeprefix(prefix)) for token in viewer.tokens if token.startswith(prefix)]
    return list(Body.objects.filter(pk__in=keys).select_related("record", "collaboration"))


def _week(today: date) -> list[date]:
    monday = today - timedelta(days=today.weekday())
    return [monday + timedelta(days=n) for n in range(7 if today.weekday() > 4 else 5)]


def _step(line: MeetingLine, *, today: date) -> Step:
    meeting = line.meeting
    when = f"{danish.near_day(meeting.held_on, today=today)} {danish.hours(meeting.start_time, meeting.end_time)}"
    return Step(
        when=when.strip().capitalize(),
        text=short_name(meeting.body),
        url=address(meeting.record, meeting),
        note=meeting.place,
        shape=Shape.DECISION if line.has_agenda else Shape.PROMISE,
    )
