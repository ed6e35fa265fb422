"""Where something stands in the minutes of the demonstration: a file and the number of an item in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from roedtraad.meetings.models import AgendaItem, Decision

FILENAME = "meeting__papers__document__filename__startswith"


def item_at(filename: str, number: str) -> AgendaItem | None:
    """Return the item of a file (without its ending); None before its minutes are accepted. One query."""
    rows = AgendaItem.objects.filter(**{FILENAME: f"{filename}."}, number=number)
    return rows.select_related("record", "meeting__body").first()


def decision_at(told: Mapping[str, str]) -> Decision | None:
    """Return the decision of the item that `fil` and `punkt` name. One query."""
    rows = Decision.objects.filter(**{f"item__{FILENAME}": f"{told['fil']}."}, item__number=told["punkt"])
    return rows.select_related("record", "item__record", "item__meeting__body").first()


def by_id(rows: Iterable[Any]) -> dict[str, Any]:
    """Return rows of the register by the id that the file gives them."""
    return {(row.register_key or "").rpartition(":")[2]: row for row in rows}
