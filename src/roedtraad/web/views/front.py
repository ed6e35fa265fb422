"""The front page: one question, one search; then what is new."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from roedtraad.accounts.policy import visible
from roedtraad.bodies.models import Collaboration
from roedtraad.bodies.models.dated import valid_on
from roedtraad.meetings.queries.meetings import coming_meetings, latest_meetings
from roedtraad.meetings.queries.register import RegisterFilters, register
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request

COMING = 3
LATEST = 5


@require_safe
def front(request: Request) -> HttpResponse:
    """The first page that anybody sees. Eight queries besides those of the viewer."""
    viewer = request.viewer
    latest = latest_meetings(viewer, limit=LATEST)
    context = {
        "coming": coming_meetings(viewer, limit=COMING),
        "minutes": [line for line in latest if line.has_minutes],
        "decisions": register(viewer, RegisterFilters(), limit=LATEST).lines,
        "collaborations": Collaboration.objects.filter(visible(viewer), valid_on(viewer.on))
        .select_related("record")
        .order_by("name")[:LATEST],
    }
    return show(request, "front/front.html", context)
