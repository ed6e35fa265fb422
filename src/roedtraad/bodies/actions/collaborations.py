"""Collaborations, and which parties take part in them from day to day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies import policy
from roedtraad.bodies.actions.aliases import keep_as_alias, keep_former_name
from roedtraad.bodies.actions.amending import amend, named, withdraw_row
from roedtraad.bodies.actions.days import ALWAYS, Days, days_of
from roedtraad.bodies.models import Collaboration, CollaborationMember, Party


@dataclass(frozen=True, slots=True)
class CollaborationDetails:
    """What is written about a collaboration. `region` is the region in which it lies, if it lies in one."""

    name: str
    kind: Collaboration.Kind
    region: Party | None = None
    source: str = ""


@transaction.atomic
def create_collaboration(
    *,
    viewer: Viewer,
    details: CollaborationDetails,
    aliases: Iterable[str] = (),
    days: Days = ALWAYS,
    is_public: bool = True,
) -> Collaboration:
    """Enter a collaboration; its members and bodies come after.

    Raises:
        NotAllowed: the viewer is no secretariat.
        Refused: no name, or days out of order.
    """
    policy.may_keep_register(viewer).or_refuse()
    days.in_order()
    collaboration = Collaboration.objects.create(
        record=register(RecordKind.COLLABORATION, is_public=is_public),
        name=named(details.name),
        kind=details.kind,
        region=details.region,
        source=details.source,
        valid_from=days.first,
        valid_to=days.last,
    )
    facts = {"name": collaboration.name}
    journal.write(viewer.user, "bodies.collaboration.created", collaboration.record, facts=facts)
    for alias in aliases:
        keep_as_alias(collaboration, alias)
    return collaboration


@transaction.atomic
def change_collaboration(
    *,
    viewer: Viewer,
    collaboration: Collaboration,
    details: CollaborationDetails,
    first_day: date | None = None,
    reason: str = "",
) -> Collaboration:
    """Write other details of a collaboration. A name that it no longer has stays as an alias, until the day before `first_day`.

    Raises:
        NotAllowed: the viewer is no secretariat of one of its bodies.
        Refused: no name, or one that begins after today.
    """
    policy.may_keep_collaboration(viewer, collaboration).or_refuse()
    old_name, name = collaboration.name, named(details.name)
    wanted = {"name": name, "kind": details.kind, "region": details.region, "source": details.source}
    act = "bodies.collaboration.changed"
    amend(collaboration, wanted, by=viewer.user, act=act, record=collaboration.record, reason=reason)
    if old_name != name:
        keep_former_name(viewer, collaboration, old_name, first_day=first_day)
    return collaboration


@transaction.atomic
def end_collaboration(
    *, viewer: Viewer, collaboration: Collaboration, last_day: date, reason: str = ""
) -> Collaboration:
    """Say on which day a collaboration ends. Its bodies are ended one by one: some may live on elsewhere."""
    days = Days(collaboration.valid_from, last_day)
    return correct_collaboration_days(viewer=viewer, collaboration=collaboration, days=days, reason=reason)


@transaction.atomic
def correct_collaboration_days(
    *, viewer: Viewer, collaboration: Collaboration, days: Days, reason: str = ""
) -> Collaboration:
    """Put right a collaboration's first and last day.

    Raises:
        NotAllowed: the viewer is no secretariat of one of its bodies.
        Refused: days out of order.
    """
    policy.may_keep_collaboration(viewer, collaboration).or_refuse()
    days.in_order()
    wanted = {"valid_from": days.first, "valid_to": days.last}
    act = "bodies.collaboration.dated"
    amend(collaboration, wanted, by=viewer.user, act=act, record=collaboration.record, reason=reason)
    return collaboration


@transaction.atomic
def add_member(
    *, viewer: Viewer, collaboration: Collaboration, party: Party, days: Days = ALWAYS, source: str = ""
) -> CollaborationMember:
    """Let a party take part in a collaboration. It may take part in others on the same days.

    Raises:
        NotAllowed: the viewer is no secretariat of one of the collaboration's bodies.
        Refused: days out of order, or the party takes part already on some of these days.
    """
    policy.may_keep_collaboration(viewer, collaboration).or_refuse()
    _locked(collaboration)
    days.in_order()
    _refuse_overlap(collaboration, party, days, other_than=None)
    membership = CollaborationMember.objects.create(
        collaboration=collaboration, party=party, valid_from=days.first, valid_to=days.last, source=source
    )
    facts = {"party": party.pk, "valid_from": days.first, "valid_to": days.last}
    journal.write(viewer.user, "bodies.membership.added", collaboration.record, facts=facts)
    return membership


@transaction.atomic
def end_membership(
    *, viewer: Viewer, membership: CollaborationMember, last_day: date, reason: str = ""
) -> CollaborationMember:
    """Say on which day a party takes part for the last time."""
    days = Days(membership.valid_from, last_day)
    return correct_membership(
        viewer=viewer, membership=membership, days=days, source=membership.source, reason=reason
    )


@transaction.atomic
def correct_membership(
    *, viewer: Viewer, membership: CollaborationMember, days: Days, source: str, reason: str = ""
) -> CollaborationMember:
    """Put right from when to when a party takes part.

    Raises:
        NotAllowed: the viewer is no secretariat of one of the collaboration's bodies.
        Refused: days out of order, or another row says that the party takes part on some of these days.
    """
    collaboration = membership.collaboration
    policy.may_keep_collaboration(viewer, collaboration).or_refuse()
    _locked(collaboration)
    days.in_order()
    _refuse_overlap(collaboration, membership.party, days, other_than=membership)
    wanted = {"valid_from": days.first, "valid_to": days.last, "source": source}
    act = "bodies.membership.dated"
    amend(membership, wanted, by=viewer.user, act=act, record=collaboration.record, reason=reason)
    return membership


@transaction.atomic
def withdraw_membership(*, viewer: Viewer, membership: CollaborationMember, reason: str) -> None:
    """Say that a party never took part. A party that leaves has its membership ended instead.

    Raises:
        NotAllowed: the viewer is no secretariat of one of the collaboration's bodies.
    """
    policy.may_keep_collaboration(viewer, membership.collaboration).or_refuse()
    act, record = "bodies.membership.withdrawn", membership.collaboration.record
    withdraw_row(membership, by=viewer.user, act=act, record=record, reason=reason)


def _locked(collaboration: Collaboration) -> None:
    """Let nobody else change the members until the end of the transaction."""
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)


def _refuse_overlap(
    collaboration: Collaboration, party: Party, days: Days, *, other_than: CollaborationMember | None
) -> None:
    others = collaboration.memberships.filter(party=party, withdrawn_at=None)
    for other in others:
        if other != other_than and days_of(other).overlaps(days):
            raise Refused(
                "bodies.membership.twice",
                _("%(party)s already takes part in %(collaboration)s (%(days)s).")
                % {"party": party.name, "collaboration": collaboration.name, "days": days_of(other)},
            )
