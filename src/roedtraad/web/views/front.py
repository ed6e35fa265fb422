"""The front page: one question, one search; then what is new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from roedtraad import danish
from roedtraad.accounts.addresses import address_of
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import visible
from roedtraad.bodies.models import Collaboration
from roedtraad.bodies.models.dated import valid_on
from roedtraad.commitments.queries.lines import CommitmentLine
from roedtraad.commitments.queries.lists import CommitmentFilters, commitments
from roedtraad.commitments.standing import Standing
from roedtraad.meetings.models import OutcomeKind
from roedtraad.meetings.queries.meetings import coming_meetings, latest_meetings
from roedtraad.meetings.queries.register import DecisionLine, RegisterFilters, how_many, register
from roedtraad.web.naming import names_among
from roedtraad.web.parts import Shape, Step
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.waiting import waiting_for

COMING = 3
LATEST = 5
LOOKED_THROUGH = 25  # decisions, among which those that decide something are found
PROMISES = 4
COUNTED = 1_000  # decisions; where there are more it does not say how many
WAITING = 4
PRESSING = CommitmentFilters(standings=(Standing.LATE, Standing.LOOSE, Standing.OPEN))


@require_safe
def front(request: Request) -> HttpResponse:
    """The first page that anybody sees. Eighteen queries at most besides those of the viewer and what waits for them."""
    viewer = request.viewer
    lines = coming_meetings(viewer, limit=COMING)
    latest = [line for line in latest_meetings(viewer, limit=LATEST) if line.has_minutes]
    decisions = _of_substance(register(viewer, RegisterFilters(), limit=LOOKED_THROUGH).lines)
    promises = commitments(viewer, PRESSING, limit=PROMISES).lines
    bodies = [line.meeting.body for line in (*lines, *latest)] + [line.body for line in decisions]
    names = names_among(bodies)
    context = {
        "coming": [(line, names[line.meeting.body_id]) for line in lines],
        "minutes": [(line, names[line.meeting.body_id]) for line in latest],
        "decisions": [(line, names[line.body.pk]) for line in decisions],
        "decision_tally": how_many(viewer, RegisterFilters(), at_most=COUNTED),
        "promises": [_step(line, today=viewer.on) for line in promises],
        "waiting": waiting_for(viewer)[:WAITING] if viewer.user else (),
        "collaborations": Collaboration.objects.filter(visible(viewer), valid_on(viewer.on))
        .select_related("record")
        .order_by("name")[:LATEST],
    }
    return show(request, "front/front.html", context)


def _of_substance(lines: Sequence[DecisionLine]) -> Sequence[DecisionLine]:
    """Return the latest that conclude something; where none does, the latest."""
    found = [line for line in lines if set(line.outcomes) - {OutcomeKind.NO_REMARKS}]
    return (found or lines)[:LATEST]


def _step(line: CommitmentLine, *, today: date) -> Step:
    """Return a promise as a step; one that is late, or without a day, is a loose end."""
    is_loose = line.standing in (Standing.LATE, Standing.LOOSE)
    late = ngettext("Loose end, %(days)s day", "Loose end, %(days)s days", line.days_late) % {
        "days": danish.number(line.days_late)
    }
    return Step(
        when=_due(line, today=today),
        text=line.text,
        url=address_of(RecordKind.DECISION, line.decision_public_id, line.item_title)
        if line.decision_public_id
        else address_of(RecordKind.ITEM, line.item_public_id, line.item_title),
        note=late if line.days_late else ", ".join(owner.name for owner in line.owners),
        shape=Shape.PROMISE,
        loose=is_loose,
    )


def _due(line: CommitmentLine, *, today: date) -> str:
    if line.due_on is None:
        return line.due_as_told or _("Without a day")
    words = {"day": danish.near_day(line.due_on, today=today)}
    return _("Was due %(day)s") % words if line.due_on < today else _("Due %(day)s") % words
