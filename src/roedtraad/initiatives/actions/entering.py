"""Enter an initiative, and say what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import set_audience, withdraw
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions.amending import Value, actor, amend
from roedtraad.bodies.actions.days import ALWAYS, Days
from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.models import Collaboration
from roedtraad.initiatives import policy
from roedtraad.initiatives.actions.telling import (
    BY_HAND,
    Origin,
    circles,
    cite_words,
    folded,
    registered,
    said,
)
from roedtraad.initiatives.models import Initiative, InitiativeAlias, InitiativeKind
from roedtraad.meetings.models import AgendaItem, SeenWith

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class InitiativeDetails:
    """What is written about an initiative. `days` is its time frame; None for `is_development`: nobody has said."""

    name: str
    aim: str = ""
    pays_for: str = ""
    is_development: bool | None = None
    evidence: str = ""
    days: Days = ALWAYS
    kind: InitiativeKind = InitiativeKind.PROJECT
    mark: str = ""
    description: str = ""


@transaction.atomic
def enter_initiative(
    *,
    viewer: Viewer,
    collaboration: Collaboration,
    details: InitiativeDetails,
    aliases: Iterable[str] = (),
    told_under: AgendaItem | None = None,
    is_public: bool = False,
    origin: Origin = BY_HAND,
) -> Initiative:
    """Enter an initiative; unless it is public it is for the circles of the collaboration's bodies.

    With `told_under`, or an `origin` with an item, whoever sees what was decided under that item sees it, and it
    becomes public with the minutes. The words of the origin are cited as those of its name.

    Raises:
        NotAllowed: the viewer is no secretariat of one of the collaboration's bodies.
        Refused: no name, days out of order, or another initiative has the name.
    """
    policy.may_keep(viewer, collaboration).or_refuse()
    details.days.in_order()
    name = _free_name(details.name, collaboration, besides=None)
    known = Origin(item=told_under) if told_under is not None else origin
    record = registered(
        RecordKind.INITIATIVE, collaboration, viewer=viewer, origin=known, is_public=is_public
    )
    initiative = Initiative.objects.create(
        record=record, collaboration=collaboration, folded=fold(name)[:LONGEST_NAME], **_values(details, name)
    )
    journal.write(viewer.user, "initiatives.initiative.entered", record, facts={"name": name})
    cite_words(record, "name", origin)
    for alias in aliases:
        _keep_alias(initiative, alias)
    return initiative


@transaction.atomic
def change_initiative(
    *, viewer: Viewer, initiative: Initiative, details: InitiativeDetails, reason: str = ""
) -> Initiative:
    """Write other details of an initiative. A name that it no longer has stays as an alias.

    Raises:
        NotAllowed: as for entering.
        Refused: no name, days out of order, or another initiative has the name.
    """
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    details.days.in_order()
    old, name = initiative.name, _free_name(details.name, initiative.collaboration, besides=initiative)
    wanted = {**_values(details, name), "folded": fold(name)[:LONGEST_NAME]}
    act = "initiatives.initiative.changed"
    amend(initiative, wanted, by=viewer.user, act=act, record=initiative.record, reason=reason)
    if old != name:
        _keep_alias(initiative, old)
    return initiative


@transaction.atomic
def add_alias(*, viewer: Viewer, initiative: Initiative, name: str) -> InitiativeAlias:
    """Say that documents also write this name. Twice the same is once.

    Raises:
        NotAllowed: as for entering.
        Refused: no name.
    """
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    alias = _keep_alias(initiative, name)
    journal.write(
        viewer.user, "initiatives.initiative.alias_added", initiative.record, facts={"name": alias.name}
    )
    return alias


@transaction.atomic
def set_visibility(*, viewer: Viewer, initiative: Initiative, is_public: bool) -> None:
    """Show an initiative to everybody, or only to the circles, with its indicators and evaluations.

    What is seen with an item follows that item, and is left as it is.

    Raises:
        NotAllowed: as for entering.
        Refused: who sees it follows from the item that it was told under.
    """
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    if SeenWith.objects.filter(record=initiative.record).exists():
        raise Refused(
            "initiatives.seen_with",
            _("The initiative is seen with the item that told of it. Publish the minutes instead."),
        )
    parts = Record.objects.filter(
        Q(indicator__initiative=initiative) | Q(evaluation__initiative=initiative),
        seen_with__isnull=True,
        withdrawn_at=None,
    )
    set_audience([initiative.record, *parts], tokens=circles(initiative.collaboration), is_public=is_public)
    journal.write(
        viewer.user, "initiatives.initiative.shown", initiative.record, facts={"is_public": is_public}
    )


@transaction.atomic
def withdraw_initiative(*, viewer: Viewer, initiative: Initiative, reason: str) -> None:
    """Take an initiative back that never was one: it stays, and nobody sees it any more.

    Raises:
        NotAllowed: as for entering.
        Refused: no reason, or money hangs on it.
    """
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    why = said(reason, _("Write why, so that others can understand it later."))
    if initiative.accounts.exists():
        raise Refused("initiatives.money", _("There is money on this initiative. Reverse the entries first."))
    withdraw(initiative.record, by=actor(viewer), reason=why)


def _values(details: InitiativeDetails, name: str) -> dict[str, Value]:
    return {
        "name": name,
        "kind": str(details.kind),
        "mark": details.mark.strip()[:30],
        "description": details.description.strip(),
        "aim": details.aim.strip(),
        "pays_for": details.pays_for.strip(),
        "is_development": details.is_development,
        "evidence": details.evidence.strip(),
        "valid_from": details.days.first,
        "valid_to": details.days.last,
    }


def _keep_alias(initiative: Initiative, name: str) -> InitiativeAlias:
    words, key = folded(name, longest=LONGEST_NAME)
    return InitiativeAlias.objects.update_or_create(
        initiative=initiative, folded=key, defaults={"name": words, "withdrawn_at": None}
    )[0]


def _free_name(name: str, collaboration: Collaboration, *, besides: Initiative | None) -> str:
    words, key = folded(name, longest=LONGEST_NAME)
    others = Initiative.objects.filter(collaboration=collaboration, folded=key, record__withdrawn_at=None)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise Refused(
            "initiatives.twice",
            _("There is an initiative of this name already. Use that one, or choose another name."),
        )
    return words
