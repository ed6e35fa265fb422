"""Who may compose an agenda, and whether it may be closed."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.bodies.models import Body
from roedtraad.meetings.models import Meeting, MeetingState
from roedtraad.meetings.policy import may_keep, may_keep_meetings
from roedtraad.planning.models import ClosedAgenda
from roedtraad.planning.queries import open_ends


def may_compose(viewer: Viewer, meeting: Meeting) -> Answer:
    """May this viewer put items on the agenda of this meeting? Who keeps it, before it is held. No query."""
    answer = may_keep(viewer, meeting)
    if answer and meeting.state != MeetingState.PLANNED:
        return no(
            "planning.not_planned", _("Only the agenda of a meeting that is still to be held can be made.")
        )
    return answer


def may_keep_standing_items(viewer: Viewer, body: Body) -> Answer:
    """May this viewer say what stands on every agenda of a body? Who plans its meetings. No query."""
    return may_keep_meetings(viewer, body)


def may_wish(viewer: Viewer, body: Body) -> Answer:
    """May this viewer wish something for the coming meetings of a body, and read the wishes? Who belongs to it. No query."""
    if viewer.holds(Circle.CIRCLE.of(body.pk), Circle.MEMBERS.of(body.pk), Circle.SECRETARIAT.of(body.pk)):
        return yes("planning.wish", why="belongs to the body")
    return no("planning.wish", _("Only those who belong to a body can wish something for its meetings."))


def may_close_agenda(viewer: Viewer, meeting: Meeting, *, reasons_for: Collection[int] = ()) -> Answer:
    """May this viewer close the agenda? Not over a promise that is due, or a postponed item, without a reason.

    `reasons_for` are the records for which a reason is given in the same act. Queries as `planning.queries.open_ends`.
    """
    answer = may_compose(viewer, meeting)
    if not answer:
        return answer
    if ClosedAgenda.objects.filter(pk=meeting.pk).exists():
        return no("planning.closed", _("The agenda is closed already."))
    ends = [one for one in open_ends(meeting, viewer=viewer) if one.source_id not in reasons_for]
    if ends:
        sentence = ngettext(
            "%(number)s thing is due at this meeting and does not stand on the agenda: %(titles)s. "
            "Take it in, or write why not.",
            "%(number)s things are due at this meeting and do not stand on the agenda: %(titles)s. "
            "Take them in, or write why not.",
            len(ends),
        )
        titles = "; ".join(f"»{one.title}«" for one in ends[:3]) + (" …" if len(ends) > 3 else "")
        return no("planning.open_ends", sentence % {"number": len(ends), "titles": titles})
    return yes("planning.close", why=answer.why)
