"""Say who takes part in an initiative, and how far it has come."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions.days import ALWAYS, Days
from roedtraad.bodies.models import Party
from roedtraad.initiatives import policy
from roedtraad.initiatives.models import (
    Initiative,
    InitiativeParty,
    InitiativeState,
    PartRole,
    State,
)


@transaction.atomic
def add_party(
    *,
    viewer: Viewer,
    initiative: Initiative,
    party: Party,
    role: PartRole = PartRole.TAKES_PART,
    days: Days = ALWAYS,
) -> InitiativeParty:
    """Say that a party takes part in an initiative, leads it, or has volunteered for it.

    Raises:
        NotAllowed: the viewer does not keep initiatives here.
        Refused: days out of order, or it takes part already on some of these days.
    """
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    days.in_order()
    known = InitiativeParty.objects.filter(initiative=initiative, party=party, withdrawn_at=None)
    if any(Days(row.valid_from, row.valid_to).overlaps(days) for row in known):
        raise Refused("initiatives.party_twice", _("The party takes part already on some of these days."))
    row = InitiativeParty.objects.create(
        initiative=initiative, party=party, role=role, valid_from=days.first, valid_to=days.last
    )
    facts = {"party": party.pk, "role": str(role)}
    journal.write(viewer.user, "initiatives.party.added", initiative.record, facts=facts)
    return row


@transaction.atomic
def end_party(*, viewer: Viewer, part: InitiativeParty, last_day: date) -> None:
    """Say on which day a party ceases to take part.

    Raises:
        NotAllowed: the viewer does not keep initiatives here.
        Refused: the day is before the first one.
    """
    policy.may_keep(viewer, part.initiative.collaboration).or_refuse()
    Days(part.valid_from, last_day).in_order()
    part.valid_to = last_day
    part.save(update_fields=["valid_to"])
    facts: dict[str, journal.Fact] = {"party": part.party_id, "last_day": last_day}
    journal.write(viewer.user, "initiatives.party.ended", part.initiative.record, facts=facts)


@transaction.atomic
def set_state(
    *, viewer: Viewer, initiative: Initiative, state: State, on: date, reason: str = ""
) -> InitiativeState:
    """Say how far an initiative has come from a day on; what was said of the same day before is replaced.

    Raises:
        NotAllowed: the viewer does not keep initiatives here.
        Refused: a pause, or being turned down, without a reason.
    """
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    if state in (State.PAUSED, State.REJECTED) and not reason.strip():
        raise Refused("initiatives.reason", _("Write why, so that others can understand it later."))
    row, _made = InitiativeState.objects.update_or_create(
        initiative=initiative, on=on, defaults={"state": state, "reason": reason.strip()[:500]}
    )
    facts: dict[str, journal.Fact] = {"state": str(state), "on": on}
    journal.write(viewer.user, "initiatives.state.set", initiative.record, facts=facts, reason=reason)
    return row
