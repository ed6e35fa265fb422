"""The lines of a statement, along each dimension that it is not limited in, with the address of each line's own statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.fund.figures import Figure, Figures
from roedtraad.fund.queries import UNKNOWN, Line, Statement, initiatives_by_key, parties_by_key
from roedtraad.web.parts import Text
from roedtraad.web.purses import Asked, Wanted, statement_url, years_said

FIGURE_WORDS: Mapping[Figure, Promise] = {
    Figure.GRANTED: gettext_lazy("Granted"),
    Figure.CARRIED_IN: gettext_lazy("Carried over from other years"),
    Figure.CARRIED_OUT: gettext_lazy("Carried over to other years"),
    Figure.TRANSFERRED: gettext_lazy("Moved between parties"),
    Figure.RETURNED: gettext_lazy("Returned"),
    Figure.ALLOCATED: gettext_lazy("Allocated"),
    Figure.SPENT: gettext_lazy("Spent"),
    Figure.UNSPENT: gettext_lazy("Allocated and not spent"),
    Figure.RESERVED: gettext_lazy("Reserved"),
    Figure.LEFT: gettext_lazy("Remainder"),
}


@dataclass(frozen=True, slots=True)
class SideLine:
    """A year, a party or an initiative, and its figures."""

    name: Text
    url: str
    figures: Figures

    @property
    def received(self) -> object:
        """Return what there was to use."""
        return self.figures.received

    @property
    def allocated(self) -> object:
        """Return what was allocated."""
        return self.figures[Figure.ALLOCATED]

    @property
    def spent(self) -> object:
        """Return what was spent."""
        return self.figures[Figure.SPENT]

    @property
    def left(self) -> object:
        """Return what is neither reserved nor allocated."""
        return self.figures[Figure.LEFT]

    @property
    def open(self) -> object:
        """Return what is not spent, and can be carried over."""
        return self.figures.open


@dataclass(frozen=True, slots=True)
class Side:
    """A table of lines. `has_left`: an initiative has nothing at disposal, only parties and years do."""

    title: Text
    head: Text
    lines: tuple[SideLine, ...]
    has_left: bool = True


def lines_of(wanted: Asked, statement: Statement) -> list[Side]:
    """Return the tables of a statement; one with a single line says nothing new and is left out. Two queries at most."""
    sides: list[Side] = []
    if wanted.scope.years is None or len(wanted.scope.years) > 1:
        sides.append(Side(_("By budget year"), _("Year"), _years(wanted, statement.years)))
    if wanted.scope.party is None:
        sides.append(Side(_("By party"), _("Party"), _parties(wanted, statement.parties)))
    if wanted.scope.initiative is None:
        lines = [line for line in statement.initiatives if line.key]
        sides.append(Side(_("By initiative"), _("Initiative"), _initiatives(wanted, lines), has_left=False))
    return [side for side in sides if side.lines]


def _years(wanted: Asked, lines: Iterable[Line]) -> tuple[SideLine, ...]:
    ordered = sorted(lines, key=lambda line: (line.key == UNKNOWN, line.key))
    return tuple(
        SideLine(
            years_said((line.key,)),
            _url(wanted, replace(wanted.wanted, years=(line.key,))),
            line.figures,
        )
        for line in ordered
    )


def _parties(wanted: Asked, lines: Iterable[Line]) -> tuple[SideLine, ...]:
    rows = parties_by_key(line.key for line in lines)
    return tuple(
        SideLine(
            rows[line.key].name if line.key else _("Not distributed"),
            _url(
                wanted,
                replace(wanted.wanted, party=rows.get(line.key), is_party_unknown=line.key == UNKNOWN),
            ),
            line.figures,
        )
        for line in sorted(lines, key=lambda line: (line.key == UNKNOWN, -line.figures.received))
    )


def _initiatives(wanted: Asked, lines: Iterable[Line]) -> tuple[SideLine, ...]:
    ordered = sorted(lines, key=lambda line: -line.figures[Figure.ALLOCATED])
    rows = initiatives_by_key(line.key for line in ordered)
    return tuple(
        SideLine(
            rows[line.key].name,
            _url(wanted, replace(wanted.wanted, initiative=rows[line.key])),
            line.figures,
        )
        for line in ordered
    )


def _url(wanted: Asked, asks: Wanted) -> str:
    return statement_url(wanted.scope.fund, asks.query)
