"""Which line of a party's own accounts is which entry of the ledger. Pure, and the same each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roedtraad.fund.own_accounts import OwnLine

WINDOW_DAYS = 10  # a voucher is booked some days after it was paid


@dataclass(frozen=True, slots=True)
class Posted:
    """What an entry of the ledger spent for a party."""

    entry: int
    on: date
    amount: Decimal
    voucher: str = ""


def match(
    lines: Sequence[OwnLine], posted: Iterable[Posted], *, window_days: int = WINDOW_DAYS
) -> Mapping[int, int]:
    """Return the entry of each line that has one, by its number. Each entry is the match of one line only.

    The same amount is needed. First those of the same voucher are taken; then, within the window, those whose days are
    nearest, the earliest line first.
    """
    by_amount: dict[Decimal, list[Posted]] = defaultdict(list)
    for one in sorted(posted, key=lambda one: (one.on, one.entry)):
        by_amount[one.amount].append(one)
    found: dict[int, int] = {}
    for line in lines:
        own = [one for one in by_amount[line.amount] if one.voucher and _same(one.voucher, line.voucher)]
        if own:
            _take(own[0], line, by_amount, found)
    near = sorted(
        (
            (abs((one.on - line.on).days), line.number, one.entry, line, one)
            for line in lines
            if line.number not in found
            for one in by_amount[line.amount]
            if abs((one.on - line.on).days) <= window_days
        ),
        key=lambda row: row[:3],
    )
    taken = set(found.values())
    for _days, number, entry, _line, _one in near:
        if number not in found and entry not in taken:
            found[number] = entry
            taken.add(entry)
    return found


def _take(
    one: Posted, line: OwnLine, by_amount: Mapping[Decimal, list[Posted]], found: dict[int, int]
) -> None:
    found[line.number] = one.entry
    by_amount[line.amount].remove(one)


def _same(one: str, other: str) -> bool:
    return bool(other) and one.strip().lower().lstrip("0") == other.strip().lower().lstrip("0")
