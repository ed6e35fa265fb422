"""Statements: the matrix that minutes print, and what a party, initiative, year or decision amounts to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Party, PartyKind
from roedtraad.bodies.queries import members_in
from roedtraad.fund.figures import ZERO, Cell, Figure, Figures, figures_of, grouped
from roedtraad.fund.models import AccountKind, Flow, Fund
from roedtraad.fund.queries.sums import UNKNOWN, Along, Scope, cells_of
from roedtraad.initiatives.models import Initiative
from roedtraad.initiatives.queries import initiatives_of


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix: an initiative with its figures for each party, in the order of the columns, and in all."""

    initiative: Initiative
    parties: tuple[Figures, ...]
    whole: Figures


@dataclass(frozen=True, slots=True)
class Matrix:
    """Initiatives × parties. A party of None is 'ikke fordelt'. Every row and column adds up."""

    fund: Fund
    parties: tuple[Party | None, ...]
    rows: tuple[Row, ...]
    columns: tuple[Figures, ...]
    whole: Figures

    @property
    def allocated(self) -> tuple[Row, ...]:
        """Return the initiatives that have money by decision."""
        return tuple(row for row in self.rows if row.whole[Figure.ALLOCATED])

    @property
    def reserved(self) -> tuple[Row, ...]:
        """Return the initiatives that money is reserved for."""
        return tuple(row for row in self.rows if row.whole[Figure.RESERVED])

    @property
    def without(self) -> tuple[Row, ...]:
        """Return the initiatives that have none ('–')."""
        return tuple(
            row for row in self.rows if not row.whole[Figure.ALLOCATED] and not row.whole[Figure.RESERVED]
        )


def years_of(viewer: Viewer, fund: Fund) -> tuple[int, ...]:
    """Return the budget years that money of a fund is of, earliest first; 0 ('ikke fordelt') last. One query."""
    return in_order(cell.year for cell in cells_of(viewer, Scope(fund), along=[Along.YEAR]))


def in_order(years: Iterable[int]) -> tuple[int, ...]:
    """Return years once each, earliest first; 0 ('ikke fordelt') last."""
    return tuple(sorted(set(years), key=lambda year: (year == UNKNOWN, year)))


@dataclass(frozen=True, slots=True)
class Course:
    """A fund's money by year and party: what the choice of years, the flow and the curve are made from."""

    cells: tuple[Cell, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Return the budget years that there is money of, earliest first; 0 last."""
        return in_order(cell.year for cell in self.cells)

    def by_year(self) -> Mapping[int, Figures]:
        """Return the figures of each year."""
        return grouped(self.cells, lambda cell: cell.year)

    def granted(self, years: tuple[int, ...] | None) -> Mapping[tuple[int, int], Decimal]:
        """Return what each party was granted of each of these years, by year and party."""
        grants = [
            cell
            for cell in self.cells
            if cell.flow == Flow.GRANTED
            and cell.kind == AccountKind.AVAILABLE
            and (years is None or cell.year in years)
        ]
        return {(cell.year, cell.party): cell.amount for cell in grants if cell.amount > 0}


def course_of(viewer: Viewer, fund: Fund) -> Course:
    """Return the money of a fund by year and party, whatever years a page shows. One query."""
    return Course(cells_of(viewer, Scope(fund), along=[Along.YEAR, Along.PARTY]))


def matrix_of(viewer: Viewer, scope: Scope) -> Matrix:
    """Return the matrix of a fund, or of some of its years. Three queries, whatever the history.

    Parties of the collaboration without money have a column, and its initiatives without money a row.
    """
    cells = cells_of(viewer, scope, along=[Along.PARTY, Along.INITIATIVE])
    parties = _columns(viewer, scope, cells)
    keys = [party.pk if party else UNKNOWN for party in parties]
    by_place = grouped(cells, lambda cell: (cell.initiative, cell.party))
    by_initiative = grouped(cells, lambda cell: cell.initiative)
    by_party = grouped(cells, lambda cell: cell.party)
    nothing = figures_of(())
    rows = tuple(
        Row(
            one,
            tuple(by_place.get((one.pk, key), nothing) for key in keys),
            by_initiative.get(one.pk, nothing),
        )
        for one in _initiatives(viewer, scope, by_initiative)
    )
    return Matrix(
        fund=scope.fund,
        parties=parties,
        rows=rows,
        columns=tuple(by_party.get(key, nothing) for key in keys),
        whole=figures_of(cells),
    )


def _columns(viewer: Viewer, scope: Scope, cells: Iterable[Cell]) -> tuple[Party | None, ...]:
    """Return the parties: municipalities by what they got, then the others; 'ikke fordelt' last. One query."""
    got = {key: figures.received for key, figures in grouped(cells, lambda cell: cell.party).items()}
    members = members_in(scope.fund.collaboration, on=viewer.on).values("pk")
    with_money = Party.objects.filter(pk__in=[key for key in got if key != UNKNOWN])
    if scope.party is None:
        with_money |= Party.objects.filter(
            pk__in=members, kind__in=(PartyKind.MUNICIPALITY, PartyKind.REGION)
        )
    found = sorted(
        with_money.select_related("record").distinct(),
        key=lambda party: (party.kind != PartyKind.MUNICIPALITY, -got.get(party.pk, ZERO), party.name),
    )
    return (*found, None) if UNKNOWN in got else tuple(found)


def _initiatives(viewer: Viewer, scope: Scope, money: Mapping[int, Figures]) -> tuple[Initiative, ...]:
    """Return the initiatives of the collaboration, those with most money first. One query.

    One that has money which the viewer sees is named to them, though its own page may be closed.
    """
    rows = initiatives_of(viewer, scope.fund.collaboration) | Initiative.objects.filter(
        pk__in=[key for key in money if key]
    ).select_related("record")
    if scope.initiative is not None:
        rows = rows.filter(pk=scope.initiative)
    return tuple(
        sorted(rows, key=lambda one: (-money[one.pk][Figure.ALLOCATED] if one.pk in money else 0, one.name))
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a statement: a key (a year, a party, an initiative; 0 for none) and its figures."""

    key: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class Statement:
    """What a scope amounts to, in all and along each dimension."""

    scope: Scope
    whole: Figures
    years: tuple[Line, ...]
    parties: tuple[Line, ...]
    initiatives: tuple[Line, ...]


def statement_of(viewer: Viewer, scope: Scope) -> Statement:
    """Return the statement of a party, initiative, year or decision of a fund. Two queries."""
    cells = cells_of(viewer, scope, along=[Along.PARTY, Along.INITIATIVE])
    by_year = cells_of(viewer, scope, along=[Along.YEAR])
    return Statement(
        scope=scope,
        whole=figures_of(cells),
        years=_lines(grouped(by_year, lambda cell: cell.year)),
        parties=_lines(grouped(cells, lambda cell: cell.party)),
        initiatives=_lines(grouped(cells, lambda cell: cell.initiative)),
    )


def _lines(groups: Mapping[int, Figures]) -> tuple[Line, ...]:
    return tuple(Line(key, groups[key]) for key in sorted(groups))


def funds_of(viewer: Viewer, *, collaboration_id: int | None = None) -> tuple[Fund, ...]:
    """Return the funds that this viewer may see, by collaboration and name. One query."""
    rows = Fund.objects.filter(visible(viewer)).select_related("record", "collaboration__record")
    if collaboration_id is not None:
        rows = rows.filter(collaboration=collaboration_id)
    return tuple(rows.order_by("collaboration__name", "kind", "name"))
