"""What the parties are to adopt of a decision, as the ledger and the promises tell; and what of the ledger is adopted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Exists, OuterRef, Sum

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Party, Person
from roedtraad.bodies.models.dated import standing_on
from roedtraad.commitments.actions import AdoptionAsked
from roedtraad.commitments.adoption_texts import Decided, Part, accession, appropriation, carry_over
from roedtraad.commitments.models import Adoption, AdoptionKind, AdoptionState, Owner
from roedtraad.fund.figures import SET_ASIDE
from roedtraad.fund.models import AccountKind, AccountSum, Flow, Fund, Keeper, Posting
from roedtraad.fund.queries.sums import Scope, sums_in
from roedtraad.meetings.models import Decision

OPEN_KINDS = (AccountKind.AVAILABLE, AccountKind.RESERVED, AccountKind.ALLOCATED)
AT_DISPOSAL = "Ikke udmøntet"


def told_of(decision: Decision, *, address: str) -> Decided:
    """Return what a text says of the decision. No query with its item, meeting and body loaded."""
    item = decision.item
    return Decided(item.meeting.body.name, decision.decided_on, item.title, item.number, address)


def proposed_adoptions(viewer: Viewer, decision: Decision, *, address: str) -> list[AdoptionAsked]:
    """Return what each party is to adopt: an appropriation where it pays, an accession where it only promised.

    Three queries.
    """
    told = told_of(decision, address=address)
    paid = _paid(viewer, decision)
    promised = _promised(decision)
    contacts = _contacts(viewer, {fund for _party, fund in paid})
    asked = [
        AdoptionAsked(
            party,
            AdoptionKind.APPROPRIATION,
            appropriation(party.name, party.kind, told, parts, fund=fund.name),
            contact=contacts.get((fund.pk, party.pk)),
        )
        for (party, fund), parts in paid.items()
    ]
    paying = {party for party, _fund in paid}
    asked += [
        AdoptionAsked(party, AdoptionKind.ACCESSION, accession(party.name, party.kind, told, texts))
        for party, texts in promised.items()
        if party not in paying
    ]
    return asked


def proposed_carry_overs(
    viewer: Viewer, fund: Fund, decision: Decision, *, year: int, address: str
) -> list[AdoptionAsked]:
    """Return what each party is to carry over from a year, as it has it left now. Four queries."""
    told = told_of(decision, address=address)
    left: dict[int, list[Part]] = defaultdict(list)
    rows = sums_in(viewer, Scope(fund, years=(year,))).filter(kind__in=OPEN_KINDS, party__isnull=False)
    sums = rows.order_by().values_list("party", "initiative__name").annotate(Sum("amount"))
    for party, initiative, amount in sums.order_by("party", "initiative__name"):
        if amount > 0:
            left[party].append(Part(initiative or AT_DISPOSAL, year, amount))
    contacts = _contacts(viewer, {fund})
    parties = Party.objects.filter(pk__in=left).order_by("name")
    return [
        AdoptionAsked(
            party,
            AdoptionKind.CARRY_OVER,
            carry_over(party.name, party.kind, told, fund=fund.name, year=year, left=left[party.pk]),
            year=year,
            contact=contacts.get((fund.pk, party.pk)),
        )
        for party in parties
    ]


def adopted_of(viewer: Viewer, scope: Scope) -> Mapping[int, Decimal]:
    """Return how much of what was allocated each party has adopted itself, by party. One query."""
    own = Adoption.objects.filter(
        decision=OuterRef("seen_as"),
        party=OuterRef("party"),
        kind=AdoptionKind.APPROPRIATION,
        state=AdoptionState.ADOPTED,
    )
    rows = sums_in(viewer, scope).filter(Exists(own), kind__in=SET_ASIDE).exclude(flow=Flow.SPENT)
    return dict(rows.order_by().values_list("party").annotate(Sum("amount")))


def deciding(viewer: Viewer, fund: Fund) -> tuple[int, ...]:
    """Return the decisions that this viewer sees and that moved money of a fund, by key. One query."""
    rows = Decision.objects.filter(
        visible(viewer),
        record__in=AccountSum.objects.filter(fund=fund).order_by().values("seen_as").distinct(),
    )
    return tuple(rows.values_list("pk", flat=True))


def _paid(viewer: Viewer, decision: Decision) -> dict[tuple[Party, Fund], list[Part]]:
    rows = Posting.objects.filter(
        visible(viewer, record="entry__seen_as"),
        entry__decision=decision,
        account__kind=AccountKind.ALLOCATED,
        account__party__isnull=False,
        flow=Flow.ALLOCATED,
    ).select_related("account__party", "account__initiative", "account__fund", "entry")
    sums: dict[tuple[Party, Fund], dict[tuple[str, int | None], Decimal]] = {}
    for row in rows.order_by("account__party__name", "account__initiative__name", "account__year"):
        party, initiative = row.account.party, row.account.initiative
        if party is not None and initiative is not None:
            parts = sums.setdefault((party, row.account.fund), {})
            place = (initiative.name, row.account.year)
            parts[place] = parts.get(place, Decimal(0)) + row.amount
    found = {
        key: [Part(name, year, amount) for (name, year), amount in parts.items() if amount > 0]
        for key, parts in sums.items()
    }
    return {key: parts for key, parts in found.items() if parts}


def _promised(decision: Decision) -> dict[Party, list[str]]:
    rows = Owner.objects.filter(
        commitment__item=decision.item_id,
        commitment__record__withdrawn_at=None,
        party__isnull=False,
        released_on=None,
    ).select_related("party", "commitment")
    found: dict[Party, list[str]] = {}
    for row in rows.order_by("party__name", "commitment"):
        if row.party is not None:
            found.setdefault(row.party, []).append(row.commitment.text)
    return found


def _contacts(viewer: Viewer, funds: Iterable[Fund]) -> dict[tuple[int, int], Person]:
    rows = Keeper.objects.filter(standing_on(viewer.on), fund__in=list(funds)).select_related("person")
    return {(row.fund_id, row.party_id): row.person for row in rows.order_by("-pk")}
