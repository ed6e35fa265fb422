"""How an agenda that is made here comes from one state to another. It follows from its rows; nothing else stores it."""

from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.machines import BEGINNING, Machine, Step
from roedtraad.meetings.models import AgendaRelease, Meeting
from roedtraad.planning.models import ClosedAgenda

MADE, CLOSED, SENT, REOPENED = "made", "closed", "sent", "reopened"
_SECRETARIAT = _("secretariat")
AGENDA = Machine(
    name=_("an agenda"),
    states={
        MADE: _("being made"),
        CLOSED: _("closed"),
        SENT: _("sent out"),
        REOPENED: _("sent out, and opened again"),
    },
    steps=(
        Step(_("plans the meeting"), frozenset({BEGINNING}), MADE, _SECRETARIAT),
        Step(
            _("closes, with a reason for all that is due and not on it"),
            frozenset({MADE}),
            CLOSED,
            _SECRETARIAT,
        ),
        Step(_("opens again, with a reason"), frozenset({CLOSED}), MADE, _SECRETARIAT),
        Step(_("sends it out, when both chairs approve it"), frozenset({CLOSED}), SENT, _SECRETARIAT),
        Step(_("opens again, with a reason"), frozenset({SENT}), REOPENED, _SECRETARIAT),
        Step(_("closes again"), frozenset({REOPENED}), SENT, _SECRETARIAT),
    ),
    ends=frozenset({SENT}),
)


def state_of_agenda(meeting: Meeting) -> str:
    """Return in which of these states the agenda of a meeting is. Two queries."""
    is_closed = ClosedAgenda.objects.filter(pk=meeting.pk).exists()
    if AgendaRelease.objects.filter(meeting=meeting).exists():
        return SENT if is_closed else REOPENED
    return CLOSED if is_closed else MADE
