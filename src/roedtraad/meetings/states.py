"""How a meeting comes from one state to another. That it is going on follows from its `Sitting`; nothing else stores it."""

from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.machines import BEGINNING, Machine, Step
from roedtraad.meetings.models import Meeting, MeetingState, Sitting

PLANNED, BEGUN, HELD, CANCELLED = MeetingState.PLANNED, "begun", MeetingState.HELD, MeetingState.CANCELLED
_SECRETARIAT = _("secretariat")
MEETING = Machine(
    name=_("a meeting"),
    states={
        PLANNED: PLANNED.label,
        BEGUN: _("going on"),
        HELD: HELD.label,
        CANCELLED: CANCELLED.label,
    },
    steps=(
        Step(_("plans"), frozenset({BEGINNING}), PLANNED, _SECRETARIAT),
        Step(_("begins"), frozenset({PLANNED}), BEGUN, _SECRETARIAT),
        Step(_("ends"), frozenset({BEGUN}), HELD, _SECRETARIAT),
        Step(_("cancels, with a reason"), frozenset({PLANNED, BEGUN}), CANCELLED, _SECRETARIAT),
        Step(_("accepts minutes that were read"), frozenset({BEGINNING, PLANNED}), HELD, _SECRETARIAT),
    ),
    ends=frozenset({HELD, CANCELLED}),
)


def state_of_meeting(meeting: Meeting) -> str:
    """Return in which of these states a meeting is. One query, or none."""
    if meeting.state == MeetingState.PLANNED and Sitting.objects.filter(meeting=meeting).exists():
        return BEGUN
    return meeting.state
