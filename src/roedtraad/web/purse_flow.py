"""The flow of a fund's money as nodes and streams: grants by year → parties → initiatives, reservations, what is left."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from roedtraad.fund.figures import Figure
from roedtraad.fund.queries import Course, Matrix, Row, Scope
from roedtraad.web.flowing import Drawing, Stop, Stream, draw
from roedtraad.web.matrix import name_of
from roedtraad.web.parts import Text
from roedtraad.web.purses import years_said

REST, RESERVED, ELSEWHERE, SMALL = "rest", "reserveret", "andre", "mindre"
MOST_NAMED = 14  # initiatives with a node of their own; nobody can follow more, and the table has them all


def flow_of(course: Course, scope: Scope, matrix: Matrix, *, chosen: str = "") -> Drawing | None:
    """Return the picture of a fund's money in the years of a scope. No query."""
    keys = [party.pk if party else 0 for party in matrix.parties]
    grants = course.granted(scope.years)
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
    named, small = _named(matrix, chosen)
    for row in named:
        is_thread = row.initiative.record.public_id == chosen
        streams += [
            Stream(f"p{key}", f"i{row.initiative.pk}", figures[Figure.ALLOCATED], is_thread)
            for key, figures in zip(keys, row.parties, strict=True)
        ]
    for place, key in enumerate(keys if small else ()):
        amount = sum((row.parties[place][Figure.ALLOCATED] for row in small), Decimal(0))
        streams.append(Stream(f"p{key}", SMALL, amount))
    for figure, target in ((Figure.RESERVED, RESERVED), (Figure.LEFT, REST)):
        streams += [
            Stream(f"p{key}", target, column[figure])
            for key, column in zip(keys, matrix.columns, strict=True)
        ]
    return [stream for stream in streams if stream.amount > 0]


def _named(matrix: Matrix, chosen: str) -> tuple[list[Row], list[Row]]:
    """Return the initiatives that get a node of their own, among them the chosen one, and the others together."""
    rows = list(matrix.allocated)
    if len(rows) <= MOST_NAMED + 1:
        return rows, []
    first, rest = rows[:MOST_NAMED], rows[MOST_NAMED:]
    thread = [row for row in rest if row.initiative.record.public_id == chosen]
    return [*first, *thread], [row for row in rest if row not in thread]


def _targets(matrix: Matrix, streams: list[Stream], chosen: str) -> list[Stop]:
    names: list[tuple[str, Text, bool]] = [
        (f"i{row.initiative.pk}", row.initiative.name, row.initiative.record.public_id == chosen)
        for row in _named(matrix, chosen)[0]
    ]
    names.append((SMALL, _("Other initiatives"), False))
    names += [(RESERVED, _("Reserved"), False), (REST, _("Remainder, not allocated"), False)]
    found = []
    for key, name, is_thread in names:
        amount = sum((one.amount for one in streams if one.target == key), Decimal(0))
        if amount > 0:
            found.append(Stop(key, name, amount, is_thread=is_thread, is_rest=key == REST))
    return found
