"""Who may publish, and take back, what a body decided."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.bodies.models import Body
from roedtraad.meetings.models import Meeting
from roedtraad.meetings.policy import may_keep


def may_publish(viewer: Viewer, meeting: Meeting) -> Answer:
    """May this viewer publish the papers of this meeting? Who keeps the meeting, if its bodies publish. One query."""
    answer = may_keep(viewer, meeting)
    if not answer:
        return answer
    silent = next((body.name for body in _bodies(meeting) if not body.publishes), None)
    if silent is not None:
        return no(
            "publishing.policy",
            _("%(body)s does not publish its papers. Change that on the page of the body, if it was decided.")
            % {"body": silent},
        )
    return yes("publishing.publish", why=answer.why)


def may_take_back(viewer: Viewer, meeting: Meeting) -> Answer:
    """May this viewer take back what was published of this meeting? Who keeps the meeting. No query."""
    return may_keep(viewer, meeting)


def _bodies(meeting: Meeting) -> list[Body]:
    joined = meeting.bodies.select_related("body").order_by("pk")
    return [meeting.body, *(one.body for one in joined)]
