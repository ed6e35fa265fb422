"""From a table or an amount as read to what is proposed: the facts, with the reason for each choice. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from roedtraad import danish
from roedtraad.fund.actions.proposals import ProposalFacts
from roedtraad.fund.models import ProposedAs
from roedtraad.fund.told import Difference, ToldMatrix, read_amount, read_matrix

Span = tuple[int, int]
PartyNamed = Callable[[str], int | None]  # the key of the party that is called so; None where nobody knows
TABLE_REASON = "Tabellen viser, hvad hver part giver til hver indsats."
RECEIVED_REASON = "Det, parten giver, og det, den har tilbage, er det, den har modtaget."
PRINTED_REASON = "Trykt i tabellen."


@dataclass(frozen=True, slots=True)
class AmountRead:
    """An amount of a text, with the words around it."""

    amount: Decimal
    is_about: bool
    before: str
    after: str
    span: Span
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table of a text, and where it stands."""

    rows: tuple[tuple[str, ...], ...]
    span: Span
    page: int


def facts_of(
    amounts: Sequence[AmountRead],
    tables: Sequence[TableRead],
    *,
    text_id: int | None,
    party_named: PartyNamed,
) -> list[ProposalFacts]:
    """Return what is proposed of an item: its tables of money first, then the amounts outside them, each once."""
    facts: list[ProposalFacts] = []
    inside: list[Span] = []
    for number, table in enumerate(tables, start=1):
        matrix = read_matrix(table.rows)
        if matrix is not None:
            facts += _of_matrix(matrix, table, number, text_id, party_named)
            inside.append(table.span)
    told: set[tuple[Decimal, ProposedAs]] = set()
    for one in amounts:
        if any(start <= one.span[0] and one.span[1] <= end for start, end in inside):
            continue
        reading = read_amount(before=one.before, after=one.after, is_about=one.is_about)
        kind = ProposedAs(reading.kind.value)
        if (one.amount, kind) not in told:
            told.add((one.amount, kind))
            facts.append(
                ProposalFacts(
                    kind=kind,
                    amount=one.amount,
                    reason=reading.reason,
                    is_about=one.is_about,
                    text_id=text_id,
                    spans=(one.span,),
                    page=one.page,
                    quote=one.quote,
                )
            )
    return facts


def _of_matrix(
    matrix: ToldMatrix, table: TableRead, number: int, text_id: int | None, party_named: PartyNamed
) -> list[ProposalFacts]:
    parties = [(party_named(name), name) for name in matrix.parties]

    def fact(
        kind: ProposedAs, amount: Decimal, reason: str, at: int | None, initiative: str = ""
    ) -> ProposalFacts:
        return ProposalFacts(
            kind=kind,
            amount=amount,
            reason=reason,
            table=number,
            party_id=parties[at][0] if at is not None else None,
            party_as_written=parties[at][1] if at is not None else "",
            initiative_as_written=initiative,
            text_id=text_id,
            spans=(table.span,),
            page=table.page,
            quote=f"{initiative} {danish.kroner(amount)}".strip(),
        )

    received = [
        fact(ProposedAs.GRANTED, amount, RECEIVED_REASON, at)
        for at, amount in enumerate(matrix.received)
        if amount > 0
    ]
    given = [
        fact(ProposedAs.ALLOCATED, amount, TABLE_REASON, at, name)
        for name, amounts in matrix.initiatives
        for at, amount in enumerate(amounts)
        if amount is not None and amount > 0
    ]
    printed = [fact(ProposedAs.PRINTED, abs(one.printed), explained(one), None) for one in matrix.differences]
    return [*received, *given, *printed]


def explained(difference: Difference) -> str:
    """Return why a printed total is not the sum of its parts, in words."""
    words = (
        f"{difference.where}: trykt {danish.amount(difference.printed)}, "
        f"mens delene giver {danish.amount(difference.summed)}. Forskellen er {danish.amount(difference.amount)} kr. "
    )
    if difference.is_rounding:
        return words + "Andelene er afrundet en for en. Summen af delene er bogført."
    return words + "Forskellen kan ikke forklares med afrunding. Spørg dem, der lavede tabellen."
