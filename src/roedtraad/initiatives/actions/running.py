"""Say who takes part in an initiative, what it serves, and how far it has come; take back what was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions.amending import withdraw_row
from roedtraad.bodies.actions.days import ALWAYS, Days
from roedtraad.bodies.models import Body, Party
from roedtraad.bodies.models.dated import Withdrawable
from roedtraad.initiatives import policy
from roedtraad.initiatives.actions.telling import BY_HAND, Origin, noted, refuse_unseen, said, told
from roedtraad.initiatives.models import (
    STOPPED,
    FocusArea,
    FocusState,
    Initiative,
    InitiativeAim,
    InitiativeParty,
    InitiativeState,
    PartRole,
    State,
    Vision,
)


@dataclass(frozen=True, slots=True)
class Stand:
    """How far something has come from a day on: why, what it waits for, where it goes on, who has taken it over."""

    state: State
    on: date
    reason: str = ""
    awaits: str = ""
    watch_on: date | None = None
    went_on: str = ""
    handed_to: Body | None = None


@transaction.atomic
def add_party(
    *,
    viewer: Viewer,
    initiative: Initiative,
    party: Party,
    role: PartRole = PartRole.TAKES_PART,
    days: Days = ALWAYS,
    depth: str = "",
    origin: Origin = BY_HAND,
) -> InitiativeParty:
    """Say that a party takes part in an initiative, leads it, or has volunteered for it, and how deeply.

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
        initiative=initiative,
        party=party,
        role=role,
        depth=depth.strip()[:300],
        valid_from=days.first,
        valid_to=days.last,
        **told(initiative.record, viewer=viewer, origin=origin),
    )
    facts: dict[str, journal.Fact] = {"party": party.pk, "role": str(role)}
    noted(row, initiative.record, "initiatives.party.added", viewer=viewer, origin=origin, facts=facts)
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
    *,
    viewer: Viewer,
    initiative: Initiative,
    state: State,
    on: date,
    reason: str = "",
    stand: Stand | None = None,
    origin: Origin = BY_HAND,
) -> InitiativeState:
    """Say how far an initiative has come from a day on; what was said of the same day before is taken back.

    With `stand` the other words come from there.

    Raises:
        NotAllowed: the viewer does not keep initiatives here.
        Refused: a pause, or being turned down, without a reason.
    """
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    said_of = stand or Stand(state, on, reason)
    _with_a_reason(said_of)
    rows = InitiativeState.objects.filter(initiative=initiative, on=said_of.on, withdrawn_at=None)
    rows.update(withdrawn_at=timezone.now())
    known = told(initiative.record, viewer=viewer, origin=origin)
    row = InitiativeState.objects.create(initiative=initiative, **_values(said_of), **known)
    facts: dict[str, journal.Fact] = {"state": str(said_of.state), "on": said_of.on}
    noted(
        row,
        initiative.record,
        "initiatives.state.set",
        viewer=viewer,
        origin=origin,
        facts=facts,
        reason=said_of.reason,
    )
    return row


@transaction.atomic
def set_focus_state(
    *, viewer: Viewer, focus_area: FocusArea, stand: Stand, origin: Origin = BY_HAND
) -> FocusState:
    """Say how far a focus area has come from a day on; what was said of the same day before is taken back.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: a pause, or being turned down, without a reason.
    """
    policy.may_keep(viewer, focus_area.collaboration).or_refuse()
    _with_a_reason(stand)
    rows = FocusState.objects.filter(focus_area=focus_area, on=stand.on, withdrawn_at=None)
    rows.update(withdrawn_at=timezone.now())
    known = told(focus_area.record, viewer=viewer, origin=origin)
    row = FocusState.objects.create(focus_area=focus_area, **_values(stand), **known)
    facts: dict[str, journal.Fact] = {"state": str(stand.state), "on": stand.on}
    act = "initiatives.focus_area.stood"
    noted(row, focus_area.record, act, viewer=viewer, origin=origin, facts=facts, reason=stand.reason)
    return row


@transaction.atomic
def serve(
    *,
    viewer: Viewer,
    initiative: Initiative,
    focus_area: FocusArea | None = None,
    vision: Vision | None = None,
    origin: Origin = BY_HAND,
) -> InitiativeAim:
    """Say that an initiative belongs to a focus area, or serves a vision or principle. Twice the same is once.

    Raises:
        NotAllowed: the viewer does not keep initiatives here.
        Refused: neither, both, or one that the viewer may not see.
    """
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    aim = focus_area or vision
    if aim is None or (focus_area is not None and vision is not None):
        raise Refused("initiatives.aim", _("Choose one focus area, or one vision."))
    refuse_unseen(viewer, aim.record)
    known = InitiativeAim.objects.filter(
        initiative=initiative, focus_area=focus_area, vision=vision, withdrawn_at=None
    ).first()
    if known is not None:
        return known
    row = InitiativeAim.objects.create(
        initiative=initiative,
        focus_area=focus_area,
        vision=vision,
        **told(initiative.record, viewer=viewer, origin=origin),
    )
    act, facts = "initiatives.aim.added", {"aim": aim.pk}
    noted(row, initiative.record, act, viewer=viewer, origin=origin, facts=facts)
    return row


@transaction.atomic
def take_back(*, viewer: Viewer, row: Withdrawable, reason: str) -> None:
    """Take back a row that was said of an initiative, a focus area, a cohort, an indicator or an evaluation.

    It stays, and no query shows it any more.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: no reason.
    """
    owner = owner_of(row)
    policy.may_keep(viewer, owner.collaboration).or_refuse()
    why = said(reason, _("Write why, so that others can understand it later."))
    act = "initiatives.row.taken_back"
    withdraw_row(row, by=viewer.user, act=act, record=owner.record, reason=why)


OWNERS = ("initiative", "focus_area", "indicator", "evaluation", "cooperation", "cohort", "first")


def owner_of(row: Model) -> policy.Kept:
    """Return what a row hangs on."""
    for name in OWNERS:
        if hasattr(row, f"{name}_id"):
            owner: policy.Kept = getattr(row, name)
            return owner
    raise TypeError(f"{type(row).__name__} hangs on nothing")


def _with_a_reason(stand: Stand) -> None:
    if stand.state in STOPPED and not stand.reason.strip():
        raise Refused("initiatives.reason", _("Write why, so that others can understand it later."))


def _values(stand: Stand) -> dict[str, object]:
    return {
        "state": stand.state,
        "on": stand.on,
        "reason": stand.reason.strip()[:500],
        "awaits": stand.awaits.strip()[:300],
        "watch_on": stand.watch_on,
        "went_on": stand.went_on.strip()[:300],
        "handed_to": stand.handed_to,
    }
