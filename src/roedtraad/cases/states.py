"""How the writing of a case comes from one state to another."""

from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.machines import BEGINNING, Machine, Step
from roedtraad.cases.models import DraftState

_SECRETARIAT, _WRITERS = _("secretariat"), _("those who write it")


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


CASE = Machine(
    name=_("a case"),
    states={state.value: state.label for state in DraftState},
    steps=(
        Step(_("begins"), _from(BEGINNING), DraftState.DRAFT, _SECRETARIAT),
        Step(_("proposes"), _from(BEGINNING), DraftState.PROPOSED, _("member")),
        Step(_("takes the proposal up"), _from(DraftState.PROPOSED), DraftState.DRAFT, _SECRETARIAT),
        Step(_("declines, with a reason"), _from(DraftState.PROPOSED), DraftState.DECLINED, _SECRETARIAT),
        Step(_("says that it is ready"), _from(DraftState.DRAFT), DraftState.READY, _WRITERS),
        Step(_("writes in it again"), _from(DraftState.READY), DraftState.DRAFT, _WRITERS),
        Step(_("puts it on an agenda"), _from(DraftState.READY), DraftState.TAKEN, _SECRETARIAT),
        Step(
            _("takes it off, or cancels the meeting"), _from(DraftState.TAKEN), DraftState.READY, _SECRETARIAT
        ),
        Step(
            _("writes it anew, since it was postponed"), _from(DraftState.TAKEN), DraftState.DRAFT, _WRITERS
        ),
    ),
    ends=_from(DraftState.DECLINED, DraftState.TAKEN),
)
