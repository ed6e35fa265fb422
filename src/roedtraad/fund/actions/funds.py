"""Open a fund, say who sees it, who keeps a party's part, and by when each year must be closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import register, set_audience
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions.amending import withdraw_row
from roedtraad.bodies.actions.days import ALWAYS, Days
from roedtraad.bodies.models import Body, Collaboration, Party, Person
from roedtraad.documents import policy as documents_policy
from roedtraad.documents.models import Document
from roedtraad.fund import policy
from roedtraad.fund.models import Fund, FundKind, Keeper, YearEnd


@dataclass(frozen=True, slots=True)
class FundDetails:
    """What is written about a fund. `guideline` is the note that is kept with it."""

    name: str
    kind: FundKind = FundKind.CLUSTER
    giver: str = ""
    purpose: str = ""
    guideline: Document | None = None


@transaction.atomic
def open_fund(
    *, viewer: Viewer, collaboration: Collaboration, details: FundDetails, is_public: bool = False
) -> Fund:
    """Open a fund; unless it is public, it is for the circles of the collaboration's bodies.

    Raises:
        NotAllowed: the viewer is no secretariat of one of these bodies.
        Refused: no name, or there is one of this name.
    """
    policy.may_found(viewer, collaboration).or_refuse()
    name = " ".join(details.name.split())[:200]
    if not name:
        raise Refused("fund.no_name", _("Give the fund a name."))
    if Fund.objects.filter(collaboration=collaboration, name=name).exists():
        raise Refused("fund.twice", _("There is a fund of this name already. Use that one."))
    if details.guideline is not None:
        documents_policy.may_list(viewer, [details.guideline.pk]).or_refuse()
    fund = Fund.objects.create(
        record=register(RecordKind.FUND, audience=_circles(collaboration), is_public=is_public),
        collaboration=collaboration,
        name=name,
        kind=details.kind,
        giver=details.giver.strip(),
        purpose=details.purpose.strip(),
        guideline=details.guideline,
    )
    journal.write(viewer.user, "fund.fund.opened", fund.record, facts={"name": name})
    return fund


@transaction.atomic
def change_fund(*, viewer: Viewer, fund: Fund, giver: str, purpose: str, guideline: Document | None) -> None:
    """Write anew who gives a fund, the principles for its use, and the note that is kept with it.

    Raises:
        NotAllowed: the viewer does not keep the fund, or may not list the note.
    """
    policy.may_keep(viewer, fund).or_refuse()
    if guideline is not None and guideline.pk != fund.guideline_id:
        documents_policy.may_list(viewer, [guideline.pk]).or_refuse()
    before = fund.purpose
    fund.giver, fund.purpose, fund.guideline = giver.strip()[:200], purpose.strip(), guideline
    fund.save(update_fields=["giver", "purpose", "guideline"])
    facts: dict[str, journal.Fact] = {"purpose": fund.purpose, "before": before}
    journal.write(viewer.user, "fund.fund.changed", fund.record, facts=facts)


@transaction.atomic
def show_fund(*, viewer: Viewer, fund: Fund, is_public: bool) -> None:
    """Show a fund to everybody, or to the circles only, with the entries and estimates that are seen as it is.

    Raises:
        NotAllowed: the viewer does not keep the fund.
    """
    policy.may_keep(viewer, fund).or_refuse()
    rows = Record.objects.filter(entry__seen_as=fund.record) | Record.objects.filter(
        estimate__seen_as=fund.record
    )
    own = [fund.record, *rows.distinct()]
    set_audience(own, tokens=_circles(fund.collaboration), is_public=is_public)
    journal.write(viewer.user, "fund.fund.shown", fund.record, facts={"is_public": is_public})


@transaction.atomic
def name_keeper(*, viewer: Viewer, fund: Fund, party: Party, person: Person, days: Days = ALWAYS) -> Keeper:
    """Say who keeps a party's part of a fund.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: days out of order, or they keep it already on some of these days.
    """
    policy.may_keep(viewer, fund).or_refuse()
    days.in_order()
    known = Keeper.objects.filter(fund=fund, party=party, person=person, withdrawn_at=None)
    if any(Days(row.valid_from, row.valid_to).overlaps(days) for row in known):
        raise Refused("fund.keeper_twice", _("They keep the party's part already on some of these days."))
    keeper = Keeper.objects.create(
        fund=fund, party=party, person=person, valid_from=days.first, valid_to=days.last
    )
    facts: dict[str, journal.Fact] = {"party": party.pk, "person": person.pk}
    journal.write(viewer.user, "fund.keeper.named", fund.record, facts=facts)
    return keeper


@transaction.atomic
def withdraw_keeper(*, viewer: Viewer, keeper: Keeper, reason: str = "") -> None:
    """Say that somebody does not keep a party's part after all.

    Raises:
        NotAllowed: the viewer does not keep the fund.
    """
    policy.may_keep(viewer, keeper.fund).or_refuse()
    act = "fund.keeper.withdrawn"
    withdraw_row(keeper, by=viewer.user, act=act, record=keeper.fund.record, reason=reason)


@transaction.atomic
def set_year_end(*, viewer: Viewer, fund: Fund, year: int, carry_over_by: date, source: str) -> YearEnd:
    """Say by when each party must have decided what it carries over from a year; what was said before is replaced.

    Raises:
        NotAllowed: the viewer does not keep the fund.
        Refused: no source.
    """
    policy.may_keep(viewer, fund).or_refuse()
    if not source.strip():
        raise Refused("fund.year_end.source", _("Say where the deadline comes from."))
    row, _made = YearEnd.objects.update_or_create(
        fund=fund, year=year, defaults={"carry_over_by": carry_over_by, "source": source.strip()[:300]}
    )
    facts: dict[str, journal.Fact] = {"year": year, "by": carry_over_by}
    journal.write(viewer.user, "fund.year_end.set", fund.record, facts=facts)
    return row


def _circles(collaboration: Collaboration) -> list[str]:
    bodies = Body.objects.filter(collaboration=collaboration).values_list("pk", flat=True)
    return [Circle.CIRCLE.of(pk) for pk in bodies]
