"""What accepted drafts tell of money, handed to a fund as proposals with the words they were read from. A person decides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from django.db import transaction

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.matching import PartyLikeness, PartyMatch, match_parties
from roedtraad.bodies.models import Party, PartyKind
from roedtraad.fund import policy
from roedtraad.fund.actions import propose
from roedtraad.fund.models import Fund, Proposal
from roedtraad.fund.proposing import AmountRead, TableRead, facts_of
from roedtraad.importing.models import Draft, DraftState
from roedtraad.importing.proposing import content_of
from roedtraad.importing.sheet.things import YES, Field, Kind, Sheet, Thing, hull
from roedtraad.meetings.models import AgendaItem, PaperKind

AROUND = 200  # letters before and after an amount, in which its meaning is looked for
PAYING = (PartyKind.MUNICIPALITY, PartyKind.REGION)
Rows = tuple[tuple[str, ...], ...]


@transaction.atomic
def propose_from_accepted(*, viewer: Viewer, fund: Fund) -> int:
    """Propose what the accepted minutes of a fund's collaboration tell of money; return how many amounts are new.

    Agendas are left out: what they recommend is no money yet. A handful of queries for each draft, and five for each
    item that tells of money. An item that was proposed from before is not looked at again.

    Raises:
        NotAllowed: the viewer does not keep the fund.
    """
    policy.may_keep(viewer, fund).or_refuse()
    drafts = Draft.objects.filter(
        state=DraftState.ACCEPTED,
        paper=PaperKind.MINUTES,
        meeting__body__collaboration=fund.collaboration_id,
        amount_count__gt=0,
    )
    known = Proposal.objects.filter(fund=fund).values("item__meeting")
    rows = drafts.exclude(meeting__in=known).select_related("document", "reading__text", "meeting")
    return sum(_from(draft, viewer=viewer, fund=fund) for draft in rows.order_by("held_on", "pk"))


def _from(draft: Draft, *, viewer: Viewer, fund: Fund) -> int:
    content = content_of(draft)
    items = {
        (item.number, item.title): item
        for item in AgendaItem.objects.filter(meeting=draft.meeting).select_related("record", "meeting__body")
    }
    found = 0
    for thing in content.sheet.items:
        item = items.get((thing.get(Field.NUMBER), thing.get(Field.TITLE)))
        if item is None:
            continue
        tables = tuple(_tables(thing, content.sheet))
        facts = facts_of(
            tuple(_amounts(thing, content.sheet)),
            tables,
            text_id=draft.reading.text_id,
            party_named=_parties(tables, fund, draft).get,
        )
        found += len(propose(viewer=viewer, fund=fund, item=item, facts=facts)) if facts else 0
    return found


def _amounts(item: Thing, sheet: Sheet) -> Iterator[AmountRead]:
    for part in item.of(Kind.AMOUNT):
        spans = part.spans
        if not spans or not part.get(Field.AMOUNT):
            continue
        start, end = hull(spans)
        yield AmountRead(
            amount=Decimal(part.get(Field.AMOUNT)).quantize(Decimal("0.01")),
            is_about=part.get(Field.IS_APPROXIMATE) == YES,
            before=sheet.text[max(start - AROUND, 0) : start],
            after=sheet.text[end : end + AROUND],
            span=(start, end),
            page=sheet.page_of(start),
            quote=sheet.quote(spans),
        )


def _tables(item: Thing, sheet: Sheet) -> Iterator[TableRead]:
    for part in item.of(Kind.TABLE):
        if part.spans and part.get(Field.ROWS):
            rows: Rows = tuple(tuple(map(str, row)) for row in json.loads(part.get(Field.ROWS)))
            start, end = hull(part.spans)
            yield TableRead(rows=rows, span=(start, end), page=sheet.page_of(start))


def _parties(tables: tuple[TableRead, ...], fund: Fund, draft: Draft) -> dict[str, int]:
    """Return the keys of the parties that head the columns, where there is no doubt who pays. Three queries.

    A column of money belongs to somebody who has a budget: 'Fjordby' is then the municipality, where only one of the
    municipalities and regions is called so. The person who accepts the table sees both names.
    """
    heads = [" ".join(cell.split()) for table in tables for cell in (table.rows[0][1:] if table.rows else ())]
    if not heads:
        return {}
    matches = match_parties(heads, collaboration=fund.collaboration, on=draft.held_on)
    found = {match.text: match.certain or _payer(match) for match in matches}
    return {text: party.pk for text, party in found.items() if party is not None}


def _payer(match: PartyMatch) -> Party | None:
    """Return the only party with a budget of its own that is called so but for the word of its kind."""
    payers = [
        one.party
        for one in match.candidates
        if one.party.kind in PAYING and one.likeness is PartyLikeness.WITHOUT_KIND
    ]
    return payers[0] if len(payers) == 1 else None
