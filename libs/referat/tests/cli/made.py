"""Minutes made by hand, in the shape that the parser gives: for what the overview shows, whatever the parser can read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from referat.model import (
    Amount,
    Attendance,
    Commitment,
    Conclusion,
    DocumentType,
    Finding,
    FindingCode,
    Item,
    Level,
    Meeting,
    Minutes,
    Outcome,
    Participant,
    Problem,
    Quote,
    Section,
    SectionKind,
    Severity,
)
from referat.source import SourceText, Span, quoted

TEXT = """Referat af møde i Sundhedsklynge Vestbælt
Asta Lindegaard og Bent Okholm (afbud)

Punkt 1. Godkendelse af dagsorden
Beslutning: Godkendt.
\f
Punkt 2. Fælles akutteam
Der er afsat 250.000 kr. til teamet, og ca. 1,7 mio. kr. til en bil.
I alt er det 250.000 kr. mindre end sidste år.
Beslutning: Budgettet blev godkendt. Sekretariatet vender tilbage med en status i november.
Noget, som ingen regel forstår.
"""


def source(text: str = TEXT) -> SourceText:
    return SourceText(text, pages=(0, *(match.end() for match in re.finditer("\f", text))))


def quote(words: str, text: str = TEXT, *, occurrence: int = 0) -> Quote:
    start = [match.start() for match in re.finditer(re.escape(words), text)][occurrence]
    spans = (Span(start, start + len(words)),)
    return Quote(quoted(text, spans), spans)


def minutes() -> Minutes:
    unread = quote("Noget, som ingen regel forstår.")
    return Minutes(
        meeting=Meeting(
            DocumentType.MINUTES,
            quote("Sundhedsklynge Vestbælt"),
            Level.STRATEGIC,
            date(2024, 5, 14),
            start_time="14:00",
            end_time="16:00",
        ),
        participants=(
            Participant(quote("Asta Lindegaard"), Attendance.PRESENT),
            Participant(quote("Bent Okholm"), Attendance.ABSENT),
        ),
        items=(first_item(), second_item()),
        findings=(
            Finding(
                FindingCode.AMOUNT_CONFLICT,
                Severity.WARNING,
                "Beløbet er nævnt med to værdier.",
                quote("250.000 kr.", occurrence=1).spans,
                item="2",
            ),
        ),
        problems=(Problem("year_inferred", "Året er udledt.", quote("november").spans, item="2"),),
        unread=unread.spans,
    )


def first_item() -> Item:
    decision = quote("Godkendt.")
    return Item(
        "1",
        quote("Godkendelse af dagsorden"),
        Span(TEXT.index("Punkt 1"), TEXT.index("\f")),
        sections=(Section(SectionKind.DECISION, decision),),
        conclusions=(Conclusion(Outcome.APPROVED, decision),),
        minutes_planned=5,
    )


def second_item() -> Item:
    promise = quote("Sekretariatet vender tilbage med en status i november.")
    decision = quote("Budgettet blev godkendt. Sekretariatet vender tilbage med en status i november.")
    return Item(
        "2",
        quote("Fælles akutteam"),
        Span(TEXT.index("Punkt 2"), len(TEXT)),
        sections=(Section(SectionKind.DECISION, decision),),
        conclusions=(Conclusion(Outcome.APPROVED, quote("blev godkendt")),),
        amounts=(
            Amount(Decimal("250000"), quote("250.000 kr.")),
            Amount(Decimal("1700000"), quote("1,7 mio. kr."), approximate=True),
            Amount(Decimal("250000"), quote("250.000 kr.", occurrence=1)),
        ),
        commitments=(Commitment(promise, "2024-11", responsible=quote("Sekretariatet")),),
        closed=True,
    )
