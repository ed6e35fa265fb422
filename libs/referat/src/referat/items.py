"""An item of the agenda as a value: sections, recommendations, outcomes, money, times, tables, commitments."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from referat.attachments import attachments
from referat.commitments import Ahead, assigned, commitments
from referat.conclusions import conclusions
from referat.considerations import considerations
from referat.danish.amounts import FoundAmount
from referat.manuscript import Manuscript
from referat.model import Absence, Amount, BlockKind, Item, Quote, Section, SectionKind, Table
from referat.outline import Entry
from referat.parts import Parts, Role
from referat.recommendations import recommendations
from referat.source import Span
from referat.tables import table_of
from referat.times import Times, expressions
from referat.votes import votes

_UNITS = (Decimal(1000), Decimal(1_000_000))
_SECTIONS = {
    Role.SUMMARY: SectionKind.SUMMARY,
    Role.CASE: SectionKind.CASE,
    Role.RECOMMENDATION: SectionKind.RECOMMENDATION,
    Role.DECISION: SectionKind.DECISION,
    Role.ATTACHMENTS: SectionKind.ATTACHMENTS,
    Role.ABSENCE: SectionKind.ABSENCE,
}


@dataclass(frozen=True, slots=True)
class Found:
    """What was found once over the whole document, for every item to take its share of."""

    times: Times
    amounts: tuple[FoundAmount, ...]
    amount_starts: tuple[int, ...]
    ahead: Ahead
    held_on: date | None

    def amounts_in(self, span: Span) -> Sequence[FoundAmount]:
        """Return the amounts that begin inside `span`."""
        return self.amounts[
            bisect_left(self.amount_starts, span.start) : bisect_left(self.amount_starts, span.end)
        ]


def sections(script: Manuscript, parts: Parts, titles: Sequence[Quote]) -> tuple[Section, ...]:
    """Return the sections of an item in the order in which they begin; attachments are their `titles`, no sizes."""
    found: list[Section] = []
    for role, kind in _SECTIONS.items():
        spans = [stretch.span for stretch in parts.of(role)]
        if role is Role.ATTACHMENTS and titles:
            spans = [span for title in titles for span in title.spans]
        quote = script.quote(*spans)
        if quote is None:
            continue
        head = next(iter(parts.headings.get(role, ())), None)
        heading = script.quote(head.words) if head is not None else None
        found.append(Section(kind, quote, heading))
    return tuple(sorted(found, key=lambda section: section.quote.start))


def _amounts(script: Manuscript, found: Sequence[FoundAmount]) -> tuple[Amount, ...]:
    made: list[Amount] = []
    for one in found:
        if one.value in _UNITS and _is_unit(script.text, one.span):
            continue
        quote = script.quote(one.span) if not script.is_left_out(one.span.start) else None
        if quote is not None:
            made.append(Amount(one.value, quote, one.approximate))
    return tuple(made)


def _is_unit(text: str, span: Span) -> bool:
    """Whether '1.000 kr.' says in what a table counts: in parentheses, or alone in its cell."""
    before = text[max(span.start - 3, 0) : span.start].rstrip(" ")
    after = text[span.end : span.end + 3]
    return before.endswith(("(", "i")) or (
        before.endswith(("\n", "\t", "|")) and after.startswith((" " * 2, "\t", " |", "|", "\n"))
    )


def _tables(script: Manuscript, entry: Entry) -> tuple[Table, ...]:
    tables = (table_of(script, piece.lines) for piece in entry.pieces if piece.kind is BlockKind.TABLE)
    return tuple(table for table in tables if table is not None)


def _title(script: Manuscript, entry: Entry) -> Quote:
    """Return the title; of an item that has only a number, empty words right after the number."""
    quote = script.quote(*entry.title.spans)
    end = entry.number_spans[-1].end if entry.number_spans else entry.span.start
    return quote if quote is not None else Quote("", (Span(end, end),))  # a number without a title


def item_of(
    script: Manuscript, entry: Entry, parts: Parts, found: Found, *, absent: tuple[Absence, ...]
) -> Item:
    """Return the item that the outline and its parts describe."""
    decision = parts.of(Role.DECISION)
    closing = parts.of(Role.CLOSING)
    attached = attachments(script, parts.of(Role.ATTACHMENTS))
    span = Span(entry.span.start, closing[0].piece.span.start if closing else entry.span.end)
    return Item(
        number=entry.number,
        title=_title(script, entry),
        span=span,
        number_spans=entry.number_spans,
        case_number=script.verbatim(parts.case_number) if parts.case_number is not None else None,
        minutes_planned=entry.title.minutes,
        sections=sections(script, parts, attached),
        recommendations=recommendations(script, parts.of(Role.RECOMMENDATION)),
        conclusions=conclusions(script, decision),
        votes=votes(script, decision),
        attachments=attached,
        absent=absent,
        amounts=_amounts(script, found.amounts_in(span)),
        dates=expressions(script, found.times, (span,), found.held_on),
        tables=_tables(script, entry),
        commitments=assigned(
            script,
            commitments(script, decision, found.ahead),
            decision,
            found.ahead,
            by=parts.responsible,
            when=parts.due,
        ),
        considerations=considerations(script, parts.of(Role.CONSIDERATIONS), found.times, found.held_on),
        closed=entry.closed,
        supplementary=entry.supplementary,
    )
