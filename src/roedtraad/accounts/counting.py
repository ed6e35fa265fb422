"""How many there are, as far as it is worth counting: a page that says 'more than 1,000' takes as long in a large archive as in a small one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

MOST = 1_000


@dataclass(frozen=True, slots=True)
class Tally:
    """A count. `is_exact` is False when there are more than were counted."""

    number: int
    is_exact: bool


def tally(rows: QuerySet[Any], *, at_most: int = MOST) -> Tally:
    """Return how many rows there are; it stops counting at `at_most`. One query."""
    number = rows.order_by()[: at_most + 1].count()
    return Tally(min(number, at_most), is_exact=number <= at_most)
