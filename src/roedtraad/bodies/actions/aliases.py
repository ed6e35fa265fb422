"""Other names of parties, collaborations, bodies and people: how documents write them, and what they were called before."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Answer, Refused
from roedtraad.bodies import policy
from roedtraad.bodies.actions.amending import named, withdraw_row
from roedtraad.bodies.actions.days import before
from roedtraad.bodies.actions.name_keys import make_keys
from roedtraad.bodies.models import (
    Body,
    BodyAlias,
    Collaboration,
    CollaborationAlias,
    Party,
    PartyAlias,
    Person,
    PersonAlias,
)

Named = Party | Collaboration | Body | Person
Alias = PartyAlias | CollaborationAlias | BodyAlias | PersonAlias


@transaction.atomic
def add_alias(*, viewer: Viewer, of: Named, name: str) -> Alias:
    """Say that documents also write this name. A name that was taken back before comes back.

    Raises:
        NotAllowed: parties and people need a secretariat; a body its own; a collaboration that of one of its bodies.
        Refused: the name is empty.
    """
    _may_rename(viewer, of).or_refuse()
    alias = keep_as_alias(of, name)
    journal.write(viewer.user, f"bodies.{_word(of)}.alias_added", of.record, facts={"name": alias.name})
    return alias


@transaction.atomic
def withdraw_alias(*, viewer: Viewer, alias: Alias, reason: str = "") -> None:
    """Say that documents do not mean this one by that name after all. The row stays.

    Raises:
        NotAllowed: as for `add_alias`.
    """
    of = _owner(alias)
    _may_rename(viewer, of).or_refuse()
    act = f"bodies.{_word(of)}.alias_withdrawn"
    withdraw_row(alias, by=viewer.user, act=act, record=of.record, reason=reason)
    if isinstance(of, Person):
        make_keys([of.pk])


def keep_as_alias(of: Named, name: str) -> Alias:
    """Save another name of something, or bring one back, in the caller's transaction; the caller has asked the policy."""
    name = named(name)
    alias: Alias
    if isinstance(of, Party):
        alias, _made = PartyAlias.objects.update_or_create(
            party=of, name=name, defaults={"withdrawn_at": None}
        )
    elif isinstance(of, Collaboration):
        alias, _made = CollaborationAlias.objects.update_or_create(
            collaboration=of, name=name, defaults={"withdrawn_at": None}
        )
    elif isinstance(of, Body):
        alias, _made = BodyAlias.objects.update_or_create(body=of, name=name, defaults={"withdrawn_at": None})
    else:
        alias, _made = PersonAlias.objects.update_or_create(
            person=of, name=name, defaults={"withdrawn_at": None}
        )
        make_keys([of.pk])
    return alias


def keep_former_name(
    viewer: Viewer, of: Party | Collaboration | Body, name: str, *, first_day: date | None
) -> None:
    """Save what something was called until the day before `first_day`, on which its new name begins (None: unknown).

    In the caller's transaction; the caller has asked the policy.

    Raises:
        Refused: the new name begins after today: it would be shown too early.
    """
    if first_day is not None and first_day > viewer.on:
        raise Refused(
            "bodies.name.later",
            _("The new name begins on %(day)s. Write it on that day or later: it is shown at once.")
            % {"day": danish.day(first_day)},
        )
    alias = keep_as_alias(of, name)
    if first_day is not None and not isinstance(alias, PersonAlias):
        alias.last_day = before(first_day)
        alias.save(update_fields=["last_day"])


def _may_rename(viewer: Viewer, of: Named) -> Answer:
    if isinstance(of, Body):
        return policy.may_keep_body(viewer, of)
    if isinstance(of, Collaboration):
        return policy.may_keep_collaboration(viewer, of)
    return policy.may_keep_register(viewer)


def _owner(alias: Alias) -> Named:
    if isinstance(alias, PartyAlias):
        return alias.party
    if isinstance(alias, CollaborationAlias):
        return alias.collaboration
    return alias.body if isinstance(alias, BodyAlias) else alias.person


def _word(of: Named) -> str:
    return type(of).__name__.lower()
