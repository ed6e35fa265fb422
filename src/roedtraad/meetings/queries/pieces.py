"""The alternatives, questions, quotations and programmes of items, and which alternatives were chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.cases.models import PieceKind
from roedtraad.meetings.models import Choice, ItemPiece


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A piece of an item. `is_chosen`: it is the alternative that was decided on, as far as the viewer may know."""

    piece: ItemPiece
    is_chosen: bool

    @property
    def kind(self) -> PieceKind:
        """Return what it is."""
        return PieceKind(self.piece.kind)


def pieces_of(viewer: Viewer, item_ids: Collection[int]) -> Mapping[int, tuple[PieceLine, ...]]:
    """Return the pieces of items that the caller has found to be seen, by item. One query, two where there are any."""
    rows = list(ItemPiece.objects.filter(item__in=item_ids).order_by("item", "order"))
    if not rows:
        return {}
    chosen = set(
        Choice.objects.filter(
            visible(viewer, record="decision__record"), decision__item__in=item_ids
        ).values_list("piece", flat=True)
    )
    found: dict[int, list[PieceLine]] = defaultdict(list)
    kinds = list(PieceKind)
    for row in sorted(rows, key=lambda one: (kinds.index(PieceKind(one.kind)), one.order)):
        found[row.item_id].append(PieceLine(row, row.pk in chosen))
    return {item: tuple(lines) for item, lines in found.items()}
