"""Who may publish, and take back, what a body decided."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.bodies.models import Body, Person
from roedtraad.meetings.models import Meeting, Presence, PresenceKind
from roedtraad.meetings.policy import may_keep, may_keep_meetings


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


def may_set_rule(viewer: Viewer, body: Body) -> Answer:
    """May this viewer say how the minutes of a body are approved? Who keeps its meetings. No query."""
    return may_keep_meetings(viewer, body)


def may_remark(viewer: Viewer, meeting: Meeting) -> Answer:
    """May this viewer remark on the minutes of a meeting? Who was there, and who keeps it. One query at most."""
    if may_keep(viewer, meeting):
        return yes("publishing.remark", why="keeps the meeting")
    own = people_of(viewer)
    there = Presence.objects.filter(participant__meeting=meeting, kind=PresenceKind.PRESENT)
    if own and there.filter(participant__person__in=own).exists():
        return yes("publishing.remark", why="was there")
    return no("publishing.remark", _("Only those who were at the meeting can remark on its minutes."))


def may_approve_minutes(viewer: Viewer, asked: Collection[Person]) -> Answer:
    """May this viewer approve minutes that these people are asked to approve? No query."""
    if viewer.user is not None and any(person.user_id == viewer.user.pk for person in asked):
        return yes("publishing.approve", why="is asked to approve")
    return no("publishing.approve", _("You are not among those who approve these minutes."))


def may_read_correction(viewer: Viewer, meeting: Meeting, asked: Collection[Person]) -> Answer:
    """May this viewer read a correction before it is published? Who keeps the meeting, and who is asked to approve it."""
    return may_keep(viewer, meeting) or may_approve_minutes(viewer, asked)


def people_of(viewer: Viewer) -> list[int]:
    """Return the keys of the rows of the person that a viewer is. No query."""
    prefix = f"{Circle.PERSON}:"
    return [int(token.removeprefix(prefix)) for token in viewer.tokens if token.startswith(prefix)]


def _bodies(meeting: Meeting) -> list[Body]:
    joined = meeting.bodies.select_related("body").order_by("pk")
    return [meeting.body, *(one.body for one in joined)]
