"""The matrix of a fund as a table: each figure with the address of the entries behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Party
from roedtraad.fund.figures import ZERO, Figure, Figures
from roedtraad.fund.queries import Matrix, Scope
from roedtraad.fund.tables import TableRow
from roedtraad.initiatives.models import Initiative, State
from roedtraad.initiatives.queries import states_on
from roedtraad.web.parts import Share, Text
from roedtraad.web.purses import Wanted, statement_url

CARRIED = (Figure.CARRIED_IN, Figure.CARRIED_OUT)


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in a table; None is drawn as a dash, and leads nowhere."""

    amount: Decimal | None
    url: str = ""
    is_whole: bool = False
    heat: int = 0  # 1–5 by its share of the largest; 0: not shaded

    @property
    def is_short(self) -> bool:
        """Return whether there is less than nothing: more was used than there was."""
        return self.amount is not None and self.amount < 0


EMPTY = Shown(None)
STEPS = 5  # shades that can be told apart, also in black and white


@dataclass(frozen=True, slots=True)
class TableLine:
    """A row of the table. `kind` is total, group, sum, rest or nothing; a group has no figures."""

    title: Text
    cells: tuple[Shown, ...] = ()
    kind: str = ""
    url: str = ""
    tag: Text = ""
    is_thread: bool = False


@dataclass(frozen=True, slots=True)
class PartyBar:
    """How a party's money is divided."""

    name: Text
    url: str
    received: Decimal
    shares: tuple[Share, ...]


class MatrixTable:
    """Makes the lines of a matrix for a page, and its rows for a file."""

    def __init__(
        self,
        matrix: Matrix,
        scope: Scope,
        *,
        viewer: Viewer,
        chosen: str = "",
        adopted: Mapping[int, Decimal] | None = None,
        is_heat: bool = False,
    ) -> None:
        self.matrix, self.scope, self.chosen = matrix, scope, chosen
        self.adopted = adopted or {}
        parts = [figures[Figure.ALLOCATED] for row in matrix.rows for figures in row.parties]
        self.hottest = max(parts, default=ZERO) if is_heat else ZERO
        self.there = statement_url(scope.fund)
        self.states = states_on(viewer, [row.initiative for row in matrix.rows])

    def heads(self) -> list[Text]:
        """Return the names of the columns."""
        return [*(name_of(party) for party in self.matrix.parties), _("In all")]

    def lines(self) -> list[TableLine]:
        """Return the lines as minutes print them: granted, carried, allocated, reserved, what is left."""
        matrix = self.matrix
        lines = [self._line(_("Granted"), Figure.GRANTED, "total")]
        for figure, title in (
            (Figure.CARRIED_IN, _("Carried over from other years")),
            (Figure.CARRIED_OUT, _("Carried over to other years")),
            (Figure.TRANSFERRED, _("Moved between parties")),
            (Figure.RETURNED, _("Returned")),
        ):
            if any(column[figure] for column in matrix.columns) and (
                figure not in CARRIED or self._has_carried()
            ):
                lines.append(self._line(title, figure))
        lines.append(TableLine(_("Allocated by decision"), kind="group"))
        lines += [
            self._initiative(row.initiative, row.parties, row.whole, Figure.ALLOCATED)
            for row in matrix.allocated
        ]
        lines += [self._nothing(row.initiative) for row in matrix.without]
        lines.append(self._line(_("Allocated in all"), Figure.ALLOCATED, "sum"))
        if self.adopted:
            lines.append(self._adopted())
        if matrix.reserved:
            lines.append(TableLine(_("Reserved, awaits a decision"), kind="group"))
            lines += [
                self._initiative(row.initiative, row.parties, row.whole, Figure.RESERVED)
                for row in matrix.reserved
            ]
        lines.append(self._line(_("Remainder"), Figure.LEFT, "sum rest"))
        return lines

    def _adopted(self) -> TableLine:
        """Return how much of what was allocated each party has adopted by a decision of its own."""
        there = reverse("fund_adoptions", kwargs={"public_id": self.scope.fund.record.public_id})
        amounts = [self.adopted.get(party.pk, ZERO) if party else ZERO for party in self.matrix.parties]
        cells = [Shown(amount, there) if amount else EMPTY for amount in amounts]
        whole = Shown(sum(amounts, ZERO), there, is_whole=True)
        return TableLine(_("Of this adopted by the party itself"), (*cells, whole), "adopted")

    def _has_carried(self) -> bool:
        """Return whether money came from, or went to, years that the matrix does not show."""
        return any(column.carried for column in self.matrix.columns)

    def rows(self) -> list[TableRow]:
        """Return the same as rows of a file, with a heading."""
        found: list[TableRow] = [[_("Initiative"), *(str(head) for head in self.heads())]]
        for line in self.lines():
            found.append([str(line.title), *(cell.amount for cell in line.cells)])
        return found

    def bars(self) -> list[PartyBar]:
        """Return how the money of each party is divided: spent, allocated, reserved, left."""
        return [
            PartyBar(
                name=name_of(party),
                url=statement_url(self.scope.fund, self._query(None, party, None, is_whole=False)),
                received=figures.received,
                shares=(
                    Share("kept", _kroner(figures[Figure.SPENT]), _("kr. spent")),
                    Share("open", _kroner(figures[Figure.UNSPENT]), _("kr. allocated and not spent")),
                    Share("amount", _kroner(figures[Figure.RESERVED]), _("kr. reserved")),
                    Share("closed", _kroner(figures[Figure.LEFT]), _("kr. left")),
                ),
            )
            for party, figures in zip(self.matrix.parties, self.matrix.columns, strict=True)
            if figures
        ]

    def _line(self, title: Text, figure: Figure, kind: str = "") -> TableLine:
        return TableLine(title, self._cells(self.matrix.columns, self.matrix.whole, figure), kind)

    def _initiative(
        self, initiative: Initiative, parties: Sequence[Figures], whole: Figures, figure: Figure
    ) -> TableLine:
        return TableLine(
            initiative.name,
            self._cells(parties, whole, figure, initiative),
            url=statement_url(self.scope.fund, Wanted(initiative=initiative, years=self.scope.years).query),
            tag=self._tag(initiative),
            is_thread=initiative.record.public_id == self.chosen,
        )

    def _nothing(self, initiative: Initiative) -> TableLine:
        dashes = tuple(Shown(None) for _party in (*self.matrix.parties, None))
        return TableLine(initiative.name, dashes, tag=self._tag(initiative))

    def _tag(self, initiative: Initiative) -> Text:
        state = self.states.get(initiative.pk)
        return "" if state in (None, State.RUNNING) else State(state).label

    def _cells(
        self,
        parties: Sequence[Figures],
        whole: Figures,
        figure: Figure,
        initiative: Initiative | None = None,
    ) -> tuple[Shown, ...]:
        cells = [
            self._cell(figures[figure], self._query(figure, party, initiative, is_whole=False), initiative)
            if figures[figure]
            else EMPTY
            for party, figures in zip(self.matrix.parties, parties, strict=True)
        ]
        whole_cell = self._cell(whole[figure], self._query(figure, None, initiative, is_whole=True))
        return (*cells, Shown(whole_cell.amount, whole_cell.url, is_whole=True))

    def _cell(self, amount: Decimal, query: str, initiative: Initiative | None = None) -> Shown:
        if not amount:
            return EMPTY
        heat = 0
        if self.hottest > 0 and initiative is not None and amount > 0:
            heat = min(int(STEPS * amount / self.hottest) + 1, STEPS)
        return Shown(amount, self.there + query, heat=heat)

    def _query(
        self, figure: Figure | None, party: Party | None, initiative: Initiative | None, *, is_whole: bool
    ) -> str:
        return Wanted(
            figure=figure,
            party=party,
            is_party_unknown=party is None and not is_whole,
            years=self.scope.years,
            initiative=initiative,
        ).query


def name_of(party: Party | None) -> Text:
    """Return what a column is called: a party's short name, or that nobody knows whose it is."""
    return (party.short_name or party.name.removesuffix(" Kommune")) if party else _("Not distributed")


def _kroner(amount: Decimal) -> int:
    return max(int(amount), 0)
