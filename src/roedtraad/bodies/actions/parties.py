"""What is done to parties: the organisations that meet, spend and adopt."""

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
from roedtraad.bodies.actions.amending import amend, named
from roedtraad.bodies.actions.days import ALWAYS, Days
from roedtraad.bodies.models import Party, PartyKind


@dataclass(frozen=True, slots=True)
class PartyDetails:
    """What is written about a party. `code` is the authority code of a region or municipality, four digits."""

    name: str
    kind: PartyKind
    short_name: str = ""
    code: str = ""
    part_of: Party | None = None
    source: str = ""


@transaction.atomic
def create_party(
    *,
    viewer: Viewer,
    details: PartyDetails,
    aliases: Iterable[str] = (),
    days: Days = ALWAYS,
    is_public: bool = True,
) -> Party:
    """Enter a party with the other names that documents use for it. Which organisations there are is public by default.

    Raises:
        NotAllowed: the viewer is no secretariat.
        Refused: no name, days out of order, or a code that another party has.
    """
    policy.may_keep_register(viewer).or_refuse()
    _refuse_taken_code(details.code, other_than=None)
    days.in_order()
    party = Party.objects.create(
        record=register(RecordKind.PARTY, is_public=is_public),
        name=named(details.name),
        kind=details.kind,
        short_name=details.short_name.strip(),
        code=details.code,
        part_of=details.part_of,
        source=details.source,
        valid_from=days.first,
        valid_to=days.last,
    )
    journal.write(viewer.user, "bodies.party.created", party.record, facts={"name": party.name})
    for alias in aliases:
        keep_as_alias(party, alias)
    return party


@transaction.atomic
def change_party(
    *, viewer: Viewer, party: Party, details: PartyDetails, first_day: date | None = None, reason: str = ""
) -> Party:
    """Write other details of a party. A name that it no longer has stays as an alias, so that old documents still fit.

    Raises:
        NotAllowed: the viewer is no secretariat.
        Refused: no name, one that begins after today, a code that another party has, or a party part of itself.
    """
    policy.may_keep_register(viewer).or_refuse()
    _refuse_taken_code(details.code, other_than=party)
    _refuse_circle(party, details.part_of)
    old_name, name = party.name, named(details.name)
    wanted = {
        "name": name,
        "kind": details.kind,
        "short_name": details.short_name.strip(),
        "code": details.code,
        "part_of": details.part_of,
        "source": details.source,
    }
    amend(party, wanted, by=viewer.user, act="bodies.party.changed", record=party.record, reason=reason)
    if old_name != name:
        keep_former_name(viewer, party, old_name, first_day=first_day)
    return party


@transaction.atomic
def end_party(*, viewer: Viewer, party: Party, last_day: date, reason: str = "") -> Party:
    """Say on which day a party ends. Its memberships and seats are ended by themselves, where they are."""
    return correct_party_days(
        viewer=viewer, party=party, days=Days(party.valid_from, last_day), reason=reason
    )


@transaction.atomic
def correct_party_days(*, viewer: Viewer, party: Party, days: Days, reason: str = "") -> Party:
    """Put right a party's first and last day.

    Raises:
        NotAllowed: the viewer is no secretariat.
        Refused: days out of order.
    """
    policy.may_keep_register(viewer).or_refuse()
    days.in_order()
    wanted = {"valid_from": days.first, "valid_to": days.last}
    amend(party, wanted, by=viewer.user, act="bodies.party.dated", record=party.record, reason=reason)
    return party


def _refuse_taken_code(code: str, *, other_than: Party | None) -> None:
    if not code:
        return
    taken = Party.objects.filter(code=code).first()
    if taken is not None and taken != other_than:
        raise Refused(
            "bodies.party.code",
            _("%(party)s already has the code %(code)s. Each code belongs to one party.")
            % {"party": taken.name, "code": code},
        )


def _refuse_circle(party: Party, above: Party | None) -> None:
    seen: set[int] = set()
    while above is not None and above.pk not in seen:
        if above.pk == party.pk:
            raise Refused(
                "bodies.party.part_of_itself",
                _("%(party)s cannot be part of itself. Choose another party.") % {"party": party.name},
            )
        seen.add(above.pk)
        above = above.part_of
