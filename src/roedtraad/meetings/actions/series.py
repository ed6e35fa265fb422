"""Plan the meetings of a body for a year in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.meetings import policy
from roedtraad.meetings.actions.planning import Particulars, plan_meeting
from roedtraad.meetings.models import Meeting, MeetingState

MOST_AT_ONCE = 40


@transaction.atomic
def plan_series(body: Body, planned: Sequence[Particulars], *, viewer: Viewer) -> list[Meeting]:
    """Put several meetings of a body into the calendar: all of them, or none.

    Raises:
        NotAllowed: the viewer does not keep the meetings of this body.
        Refused: there are none, or too many; two are on one day, or the body meets on one of the days already.
    """
    policy.may_keep_meetings(viewer, body).or_refuse()
    if not planned or len(planned) > MOST_AT_ONCE:
        raise Refused("meetings.series", _("Write the day of at least one meeting, and of 40 at most."))
    days = Counter(one.held_on for one in planned)
    held = Meeting.objects.filter(body=body, held_on__in=days, record__withdrawn_at=None)
    taken = set(held.exclude(state=MeetingState.CANCELLED).values_list("held_on", flat=True))
    twice = sorted(taken | {day for day, number in days.items() if number > 1})
    if twice:
        told = {"days": danish.listed(danish.day(day) for day in twice)}
        raise Refused(
            "meetings.day_taken", _("The body would meet twice on %(days)s. Change the day.") % told
        )
    return [plan_meeting(body, one, viewer=viewer) for one in planned]
