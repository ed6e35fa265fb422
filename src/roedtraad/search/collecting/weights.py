"""How much a hit counts beside others that have the same words: what it is, and how new it is."""

from __future__ import annotations

from datetime import date

from roedtraad.accounts.models import RecordKind

OF_KIND = {
    RecordKind.BODY: 3.0,
    RecordKind.COLLABORATION: 3.0,
    RecordKind.PERSON: 3.0,
    RecordKind.PARTY: 2.5,
    RecordKind.INITIATIVE: 2.4,
    RecordKind.AGREEMENT: 2.0,
    RecordKind.FOCUS_AREA: 2.0,
    RecordKind.CASE: 1.9,
    RecordKind.DECISION: 1.9,
    RecordKind.ITEM: 1.7,
    RecordKind.COMMITMENT: 1.7,
    RecordKind.MEETING: 1.5,
    RecordKind.ATTACHMENT: 1.3,
    RecordKind.DOCUMENT: 1.3,
}
BY_YEAR = 0.015  # ten years are about a sixth more
FIRST_YEAR = 2000


def weight(kind: RecordKind, day: date | None = None) -> float:
    """Return the factor, 1 or more. It depends on the day itself, so that an entry need not be written anew as time goes."""
    years = min(max(day.year - FIRST_YEAR, 0), 100) if day else 20
    return OF_KIND[kind] * (1 + BY_YEAR * years)
