"""Show to everybody, or only to the circles, what stands beside the initiatives; take back what never was so."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import set_audience, withdraw
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions.amending import actor
from roedtraad.initiatives import policy
from roedtraad.initiatives.actions.telling import circles, said
from roedtraad.initiatives.models import (
    Cohort,
    Cooperation,
    Evaluation,
    FocusAim,
    Indicator,
    InitiativeAim,
    Measurement,
    Vision,
)

Beside = Cohort | Cooperation | Indicator | Vision


@transaction.atomic
def show_beside(*, viewer: Viewer, one: Beside, is_public: bool) -> None:
    """Show a cohort, a cooperation agreement, an indicator or a principle to everybody, or only to the circles.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: who sees it follows from the item that told of it, or from what it is a part of.
    """
    policy.may_keep(viewer, one.collaboration).or_refuse()
    if _whole_of(one) is not None:
        raise Refused(
            "initiatives.shown_with", _("It is seen as what it is a part of. Change who sees that instead.")
        )
    if Record.objects.filter(pk=one.pk, seen_with__isnull=False).exists():
        raise Refused(
            "initiatives.seen_with",
            _("It is seen with the item that told of it. Publish the minutes instead."),
        )
    set_audience([one.record], tokens=circles(one.collaboration), is_public=is_public)
    act = f"initiatives.{one._meta.model_name}.shown"
    journal.write(viewer.user, act, one.record, facts={"is_public": is_public})


@transaction.atomic
def withdraw_beside(*, viewer: Viewer, one: Indicator | Vision | Evaluation, reason: str) -> None:
    """Take back an indicator, a vision or an evaluation that never was one: it stays, and nobody sees it any more.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: no reason, or something hangs on it.
    """
    policy.may_keep(viewer, one.collaboration).or_refuse()
    why = said(reason, _("Write why, so that others can understand it later."))
    if _is_in_use(one):
        raise Refused(
            "initiatives.in_use",
            _("Something hangs on it. Take that back first, or write it in other words."),
        )
    withdraw(one.record, by=actor(viewer), reason=why)


def _whole_of(one: Beside) -> object | None:
    """Return what a thing is a part of, and is seen as."""
    match one:
        case Vision():
            return one.agreement
        case Indicator():
            return one.initiative or one.focus_area
    return None


def _is_in_use(one: Indicator | Vision | Evaluation) -> bool:
    match one:
        case Vision():
            rows = (InitiativeAim.objects.filter(vision=one), FocusAim.objects.filter(vision=one))
            return any(found.filter(withdrawn_at=None).exists() for found in rows)
        case Indicator():
            return Measurement.objects.filter(indicator=one, withdrawn_at=None).exists()
    return False
