"""Enter an initiative, and say what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import register, set_audience
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions.amending import Value, amend
from roedtraad.bodies.actions.days import ALWAYS, Days
from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.models import Body, Collaboration
from roedtraad.initiatives import policy
from roedtraad.initiatives.models import Initiative, InitiativeAlias
from roedtraad.meetings import audience
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


@transaction.atomic
def enter_initiative(
    *,
    viewer: Viewer,
    collaboration: Collaboration,
    details: InitiativeDetails,
    aliases: Iterable[str] = (),
    told_under: AgendaItem | None = None,
    is_public: bool = False,
) -> Initiative:
    """Enter an initiative; unless it is public it is for the circles of the collaboration's bodies.

    With `told_under` whoever sees what was decided under that item sees it, and it becomes public with the minutes.

    Raises:
        NotAllowed: the viewer is no secretariat of one of the collaboration's bodies.
        Refused: no name, days out of order, or another initiative has the name.
    """
    policy.may_keep(viewer, collaboration).or_refuse()
    details.days.in_order()
    name = _free_name(details.name, collaboration, besides=None)
    initiative = Initiative.objects.create(
        record=_registered(collaboration, told_under=told_under, is_public=is_public),
        collaboration=collaboration,
        folded=fold(name)[:LONGEST_NAME],
        **_values(details, name),
    )
    if told_under is not None:
        SeenWith.objects.create(record=initiative.record, item=told_under)
        audience.renew([told_under.meeting_id], on=viewer.on)
    journal.write(viewer.user, "initiatives.initiative.entered", initiative.record, facts={"name": name})
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
    alias = _keep_alias(initiative, _named(name))
    journal.write(
        viewer.user, "initiatives.initiative.alias_added", initiative.record, facts={"name": alias.name}
    )
    return alias


@transaction.atomic
def set_visibility(*, viewer: Viewer, initiative: Initiative, is_public: bool) -> None:
    """Show an initiative to everybody, or only to the circles. One that is seen with an item follows that item.

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
    set_audience([initiative.record], tokens=_circles(initiative.collaboration), is_public=is_public)
    journal.write(
        viewer.user, "initiatives.initiative.shown", initiative.record, facts={"is_public": is_public}
    )


def _registered(collaboration: Collaboration, *, told_under: AgendaItem | None, is_public: bool) -> Record:
    if told_under is not None:
        return register(RecordKind.INITIATIVE)
    return register(RecordKind.INITIATIVE, audience=_circles(collaboration), is_public=is_public)


def _circles(collaboration: Collaboration) -> list[str]:
    bodies = Body.objects.filter(collaboration=collaboration).values_list("pk", flat=True)
    return [Circle.CIRCLE.of(pk) for pk in bodies]


def _values(details: InitiativeDetails, name: str) -> dict[str, Value]:
    return {
        "name": name,
        "aim": details.aim.strip(),
        "pays_for": details.pays_for.strip(),
        "is_development": details.is_development,
        "evidence": details.evidence.strip(),
        "valid_from": details.days.first,
        "valid_to": details.days.last,
    }


def _keep_alias(initiative: Initiative, name: str) -> InitiativeAlias:
    words = _named(name)
    return InitiativeAlias.objects.update_or_create(
        initiative=initiative,
        folded=fold(words)[:LONGEST_NAME],
        defaults={"name": words, "withdrawn_at": None},
    )[0]


def _named(name: str) -> str:
    words = " ".join(name.split())[:LONGEST_NAME]
    if not fold(words):
        raise Refused("initiatives.no_name", _("Give the initiative a name."))
    return words


def _free_name(name: str, collaboration: Collaboration, *, besides: Initiative | None) -> str:
    words = _named(name)
    others = Initiative.objects.filter(
        collaboration=collaboration, folded=fold(words)[:LONGEST_NAME], record__withdrawn_at=None
    )
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise Refused(
            "initiatives.twice",
            _("There is an initiative of this name already. Use that one, or choose another name."),
        )
    return words
