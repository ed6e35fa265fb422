"""How minutes come from the meeting to everybody, and back. It follows from what is recorded; nothing else stores it."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.machines import BEGINNING, Machine, Step


class MinutesState(StrEnum):
    """How far the minutes of a meeting have come."""

    NONE = "none"  # the meeting has not been held
    RECORDED = "recorded"
    REVIEWED = "reviewed"  # with those who were there
    APPROVED = "approved"
    PUBLISHED = "published"
    CORRECTED = "corrected"  # published, and being corrected

    @property
    def label(self) -> str | Promise:
        """Return the words for it."""
        return MINUTES.states[self]


def _from(*states: str) -> frozenset[str]:
    return frozenset(states)


_SECRETARIAT = _("secretariat")
_WRITTEN = _from(MinutesState.RECORDED, MinutesState.REVIEWED, MinutesState.APPROVED)
_PUBLIC = _from(MinutesState.PUBLISHED, MinutesState.CORRECTED)
MINUTES = Machine(
    name=_("minutes"),
    states={
        MinutesState.NONE: _("not recorded"),
        MinutesState.RECORDED: _("recorded"),
        MinutesState.REVIEWED: _("with those who were there"),
        MinutesState.APPROVED: _("approved"),
        MinutesState.PUBLISHED: _("published"),
        MinutesState.CORRECTED: _("being corrected"),
    },
    steps=(
        Step(_("plans the meeting"), _from(BEGINNING), MinutesState.NONE, _SECRETARIAT),
        Step(_("ends the meeting"), _from(MinutesState.NONE), MinutesState.RECORDED, _SECRETARIAT),
        Step(
            _("sends the minutes to those who were there"),
            _from(MinutesState.RECORDED),
            MinutesState.REVIEWED,
            _SECRETARIAT,
        ),
        Step(
            _("approves, as the last one"),
            _from(MinutesState.REVIEWED),
            MinutesState.APPROVED,
            _("chairs or members"),
        ),
        Step(
            _("changes what was recorded"),
            _from(MinutesState.APPROVED),
            MinutesState.REVIEWED,
            _SECRETARIAT,
        ),
        Step(_("publishes"), _WRITTEN, MinutesState.PUBLISHED, _SECRETARIAT),
        Step(
            _("corrects, with a reason"),
            _from(MinutesState.PUBLISHED),
            MinutesState.CORRECTED,
            _SECRETARIAT,
        ),
        Step(
            _("publishes the corrected version"),
            _from(MinutesState.CORRECTED),
            MinutesState.PUBLISHED,
            _SECRETARIAT,
        ),
        Step(
            _("gives up the correction"),
            _from(MinutesState.CORRECTED),
            MinutesState.PUBLISHED,
            _SECRETARIAT,
        ),
        Step(_("takes back, with a reason"), _PUBLIC, MinutesState.RECORDED, _SECRETARIAT),
        Step(
            _("takes back what had been sent to those who were there"),
            _PUBLIC,
            MinutesState.REVIEWED,
            _SECRETARIAT,
        ),
        Step(_("takes back what had been approved"), _PUBLIC, MinutesState.APPROVED, _SECRETARIAT),
    ),
    ends=_from(MinutesState.PUBLISHED),
)
