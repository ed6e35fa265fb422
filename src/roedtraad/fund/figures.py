"""What a fund amounts to, from the running sums of its accounts. Pure: every statement, table and picture comes from here.

At all times, for any parties and years together:
granted + carried in − carried out + transferred − returned = allocated + reserved + left,
and allocated = spent + not spent.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from roedtraad.fund.models import AccountKind, Flow

ZERO = Decimal("0.00")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Cell:
    """The sum of an account by flow. 0 for party or year is 'ikke fordelt', 0 for initiative is none."""

    kind: AccountKind
    flow: Flow
    party: int
    year: int
    initiative: int
    amount: Decimal


class Figure(StrEnum):
    """What a statement shows; the values stand in addresses."""

    GRANTED = "tildelt"
    CARRIED_IN = "overfoert-ind"
    CARRIED_OUT = "overfoert-ud"
    TRANSFERRED = "flyttet"
    RETURNED = "returneret"
    ALLOCATED = "udmoentet"
    SPENT = "brugt"
    UNSPENT = "ikke-brugt"
    RESERVED = "reserveret"
    LEFT = "rest"


IN_HAND = frozenset({AccountKind.AVAILABLE, AccountKind.RESERVED, AccountKind.ALLOCATED, AccountKind.SPENT})
SET_ASIDE = frozenset({AccountKind.ALLOCATED, AccountKind.SPENT})
EVERY_FLOW = frozenset(Flow)


@dataclass(frozen=True, slots=True)
class Part:
    """Which sums a figure adds: those of these kinds and flows; `sign` is -1 for what went out."""

    kinds: frozenset[AccountKind]
    flows: frozenset[Flow] = EVERY_FLOW
    sign: int = 1


# The figure and the list of entries behind it are both made from this table, so they cannot disagree.
PARTS: Mapping[Figure, Part] = {
    Figure.GRANTED: Part(frozenset({AccountKind.AVAILABLE}), frozenset({Flow.GRANTED})),
    Figure.CARRIED_IN: Part(IN_HAND, frozenset({Flow.CARRIED_IN})),
    Figure.CARRIED_OUT: Part(IN_HAND, frozenset({Flow.CARRIED_OUT}), sign=-1),
    Figure.TRANSFERRED: Part(IN_HAND, frozenset({Flow.TRANSFERRED})),
    Figure.RETURNED: Part(frozenset({AccountKind.AVAILABLE}), frozenset({Flow.RETURNED}), sign=-1),
    # What was spent was allocated before: the two sides of spending cancel out, and are no news here.
    Figure.ALLOCATED: Part(SET_ASIDE, EVERY_FLOW - {Flow.SPENT}),
    Figure.SPENT: Part(frozenset({AccountKind.SPENT})),
    Figure.UNSPENT: Part(frozenset({AccountKind.ALLOCATED})),
    Figure.RESERVED: Part(frozenset({AccountKind.RESERVED})),
    Figure.LEFT: Part(frozenset({AccountKind.AVAILABLE})),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one cell, row or whole."""

    amounts: Mapping[Figure, Decimal]

    def __getitem__(self, figure: Figure) -> Decimal:
        return self.amounts.get(figure, ZERO)

    def __bool__(self) -> bool:
        return any(self.amounts.values())

    @property
    def received(self) -> Decimal:
        """Return what there was to use: granted and carried in, less what went elsewhere."""
        gone = self[Figure.CARRIED_OUT] + self[Figure.RETURNED]
        return self[Figure.GRANTED] + self[Figure.CARRIED_IN] + self[Figure.TRANSFERRED] - gone

    @property
    def carried(self) -> Decimal:
        """Return what came from other years less what went to other years."""
        return self[Figure.CARRIED_IN] - self[Figure.CARRIED_OUT]

    @property
    def open(self) -> Decimal:
        """Return what is not spent: at disposal, reserved, allocated."""
        return self[Figure.LEFT] + self[Figure.RESERVED] + self[Figure.UNSPENT]

    @property
    def is_whole(self) -> bool:
        """Return whether what was received is what was used and what is left. It always is, for whole purses."""
        return self.received == self[Figure.ALLOCATED] + self[Figure.RESERVED] + self[Figure.LEFT]


# The same table the other way round: which figures a sum is part of, and with which sign.
_FIGURES_OF: Mapping[tuple[AccountKind, Flow], tuple[tuple[Figure, int], ...]] = {
    (kind, flow): tuple(
        (figure, part.sign) for figure, part in PARTS.items() if kind in part.kinds and flow in part.flows
    )
    for kind in AccountKind
    for flow in Flow
}


def figures_of(cells: Iterable[Cell]) -> Figures:
    """Return the figures of some sums."""
    return grouped(cells, lambda _cell: None).get(None, NOTHING)


def grouped(cells: Iterable[Cell], key: Callable[[Cell], K]) -> dict[K, Figures]:
    """Return the figures of each group of sums, in the order in which the groups are first met."""
    groups: dict[K, dict[Figure, Decimal]] = {}
    for cell in cells:
        name = key(cell)
        amounts = groups.get(name)
        if amounts is None:
            amounts = groups[name] = dict.fromkeys(Figure, ZERO)
        for figure, sign in _FIGURES_OF[cell.kind, cell.flow]:
            amounts[figure] += cell.amount if sign > 0 else -cell.amount
    return {name: Figures(amounts) for name, amounts in groups.items()}


NOTHING = Figures(dict.fromkeys(Figure, ZERO))
