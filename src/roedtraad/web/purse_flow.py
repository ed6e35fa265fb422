"""The flow of a fund's money as nodes and streams: grants by year → parties → initiatives, reservations, what is left."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer
from roedtraad.fund.figures import Figure, grouped
from roedtraad.fund.queries import Matrix, Scope, cells_of
from roedtraad.web.flowing import Drawing, Stop, Stream, draw
from roedtraad.web.matrix import name_of
from roedtraad.web.parts import Text
from roedtraad.web.purses import years_said

REST, RESERVED, ELSEWHERE = "rest", "reserveret", "andre"


def flow_of(viewer: Viewer, scope: Scope, matrix: Matrix, *, chosen: str = "") -> Drawing | None:
    """Return the picture of a fund's money in the years of a scope. One query."""
    by_grant = grouped(cells_of(viewer, scope), lambda cell: (cell.year, cell.party))
    keys = [party.pk if party else 0 for party in matrix.parties]
    grants = {
        key: figures[Figure.GRANTED] for key, figures in by_grant.items() if figures[Figure.GRANTED] > 0
    }
    streams = [Stream(f"y{year}", f"p{party}", amount) for (year, party), amount in sorted(grants.items())]
    more = _carried(matrix, keys)
    streams += [Stream(ELSEWHERE, f"p{key}", amount) for key, amount in more.items()]
    streams += _out(matrix, keys, chosen)
    sources = _sources(grants, more)
    return draw([sources, _parties(matrix, keys, streams), _targets(matrix, streams, chosen)], streams)


def _carried(matrix: Matrix, keys: list[int]) -> dict[int, Decimal]:
    """Return what each party had besides its grants of these years: carried over, moved to it."""
    more = {
        key: column.received - column[Figure.GRANTED]
        for key, column in zip(keys, matrix.columns, strict=True)
    }
    return {key: amount for key, amount in more.items() if amount > 0}


def _sources(grants: Mapping[tuple[int, int], Decimal], more: Mapping[int, Decimal]) -> list[Stop]:
    years = sorted({year for year, _party in grants}, key=lambda year: (year == 0, year))
    stops = [
        Stop(
            f"y{year}",
            years_said((year,)),
            sum((amount for (one, _party), amount in grants.items() if one == year), Decimal(0)),
        )
        for year in years
    ]
    if more:
        stops.append(Stop(ELSEWHERE, _("From other years and parties"), sum(more.values(), Decimal(0))))
    return stops


def _parties(matrix: Matrix, keys: list[int], streams: list[Stream]) -> list[Stop]:
    stops = []
    for key, party in zip(keys, matrix.parties, strict=True):
        into = sum((one.amount for one in streams if one.target == f"p{key}"), Decimal(0))
        out = sum((one.amount for one in streams if one.source == f"p{key}"), Decimal(0))
        if max(into, out) > 0:
            stops.append(Stop(f"p{key}", name_of(party), max(into, out)))
    return stops


def _out(matrix: Matrix, keys: list[int], chosen: str) -> list[Stream]:
    streams: list[Stream] = []
    for row in matrix.allocated:
        is_thread = row.initiative.record.public_id == chosen
        streams += [
            Stream(f"p{key}", f"i{row.initiative.pk}", figures[Figure.ALLOCATED], is_thread)
            for key, figures in zip(keys, row.parties, strict=True)
        ]
    for figure, target in ((Figure.RESERVED, RESERVED), (Figure.LEFT, REST)):
        streams += [
            Stream(f"p{key}", target, column[figure])
            for key, column in zip(keys, matrix.columns, strict=True)
        ]
    return [stream for stream in streams if stream.amount > 0]


def _targets(matrix: Matrix, streams: list[Stream], chosen: str) -> list[Stop]:
    names: list[tuple[str, Text, bool]] = [
        (f"i{row.initiative.pk}", row.initiative.name, row.initiative.record.public_id == chosen)
        for row in matrix.allocated
    ]
    names += [(RESERVED, _("Reserved"), False), (REST, _("Remainder, not allocated"), False)]
    found = []
    for key, name, is_thread in names:
        amount = sum((one.amount for one in streams if one.target == key), Decimal(0))
        if amount > 0:
            found.append(Stop(key, name, amount, is_thread=is_thread, is_rest=key == REST))
    return found
