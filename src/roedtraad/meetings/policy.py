"""Who may plan meetings, record what they decided, and say who was there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.bodies.models import Body, Person
from roedtraad.bodies.policy import may_keep_body
from roedtraad.bodies.queries.people import root_id
from roedtraad.meetings.models import Meeting
from roedtraad.meetings.queries.expecting import is_expected


def may_keep_meetings(viewer: Viewer, body: Body) -> Answer:
    """May this viewer plan meetings of this body and record its agendas and minutes? No query."""
    return may_keep_body(viewer, body)


def may_keep(viewer: Viewer, meeting: Meeting) -> Answer:
    """May this viewer change this meeting, its items, its list of participants and its decisions? No query.

    The secretariat of the body that is host. At a joint meeting the others read, and one writes.
    """
    if viewer.holds(Circle.SECRETARIAT.of(meeting.body_id)):
        return yes("meetings.keep", why="secretariat of the body that meets, or administrator")
    return no(
        "meetings.keep",
        _("Only the secretariat of the body that meets can change its meeting. Ask the secretariat."),
    )


def may_answer(viewer: Viewer, meeting: Meeting, person: Person) -> Answer:
    """May this viewer say whether somebody comes? The person who is invited, and who keeps the meeting. Seven queries."""
    if not is_expected(meeting, person):
        return no("meetings.answer", _("The person is not invited to this meeting."))
    if viewer.person_id is not None and viewer.person_id == root_id(person):
        return yes("meetings.answer", why="the person themselves")
    if may_keep(viewer, meeting):
        return yes("meetings.answer", why="secretariat of the body that meets, or administrator")
    return no("meetings.answer", _("One answers for oneself. The secretariat can answer for others."))


def may_approve_agenda(viewer: Viewer, meeting: Meeting) -> Answer:
    """May this viewer approve the agenda of this meeting? The chairs of the body; an administrator is none. No query."""
    if Circle.CHAIRS.of(meeting.body_id) in viewer.tokens:
        return yes("meetings.approve_agenda", why="chair of the body")
    return no("meetings.approve_agenda", _("Only the chairs of the body approve its agenda."))
