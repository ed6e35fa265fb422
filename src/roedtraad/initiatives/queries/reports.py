"""Status reports: those of an initiative, those that wait for somebody, those that a meeting can take up."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.bodies.models.dated import standing_on
from roedtraad.initiatives.models import Initiative, Post, StatusReport
from roedtraad.meetings.models import Meeting


def reports_of(viewer: Viewer, initiative: Initiative) -> tuple[StatusReport, ...]:
    """Return the statuses of an initiative, the newest first; those who do not keep or lead it see what was sent. One query."""
    rows = _rows().filter(visible(viewer, record="initiative__record"), initiative=initiative)
    return tuple(rows.filter(dropped_at=None))


def report_for(viewer: Viewer, key: int) -> StatusReport | None:
    """Return a status with this key, if its initiative is seen. One query."""
    return _rows().filter(visible(viewer, record="initiative__record"), pk=key).first()


def awaited_from(viewer: Viewer) -> tuple[StatusReport, ...]:
    """Return the statuses that this viewer is to answer: of initiatives that they lead. One query; none for a stranger."""
    people = list(_keys(viewer, Circle.PERSON))
    if not people:
        return ()
    led = Post.objects.filter(standing_on(viewer.on), leads=True, person__in=people).values("initiative")
    rows = _rows().filter(visible(viewer, record="initiative__record"), initiative__in=led)
    return tuple(rows.filter(sent_at=None, dropped_at=None).order_by("due_on", "pk"))


def answered_for(viewer: Viewer, meeting: Meeting) -> tuple[StatusReport, ...]:
    """Return the statuses that were sent for a meeting, or for its body without one, and are on no agenda. One query."""
    wanted = Q(meeting=meeting) | Q(meeting=None, body=meeting.body_id)
    rows = _rows().filter(visible(viewer, record="initiative__record"), wanted)
    return tuple(rows.filter(sent_at__isnull=False, item=None, dropped_at=None))


def _rows() -> QuerySet[StatusReport]:
    return StatusReport.objects.select_related(
        "initiative__record",
        "initiative__collaboration__record",
        "body__record",
        "meeting__body",
        "meeting__record",
        "item__record",
    )


def _keys(viewer: Viewer, circle: Circle) -> Iterable[int]:
    prefix = f"{circle.value}:"
    return (int(token.removeprefix(prefix)) for token in viewer.tokens if token.startswith(prefix))
