"""The map of an agreement as a drawing: each vision to its focus areas to their initiatives, and what came of each. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.thread.queries import Done, Wanted

WIDTH, ROW, TOP = 1100, 30, 26
VISION_X, AREA_X, DONE_X, MONEY_X, RESULT_X = 10, 330, 600, 900, 1030
LETTERS = 38
LETTERS_NARROW = 30
LETTER, ROOM = 7.4, 22  # how wide a letter is at most; node and space beside a name


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of the map with its name."""

    x: int
    y: int
    text: str
    url: str = ""
    is_words: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """An initiative on the map: its spot, and whether it has money and results."""

    spot: Spot
    has_money: bool
    has_result: bool

    @property
    def box_y(self) -> int:
        """Return the upper edge of its marks."""
        return self.spot.y - 6


@dataclass(frozen=True, slots=True)
class AgreementMap:
    """The drawing, in its own coordinates."""

    height: int
    visions: tuple[Spot, ...]
    areas: tuple[Spot, ...]
    done: tuple[Drawn, ...]
    lines: tuple[tuple[str, bool], ...]
    told: str

    @property
    def box(self) -> str:
        """Return the box that is drawn in."""
        return f"0 0 {WIDTH} {self.height}"

    @property
    def columns(self) -> tuple[int, int, int, int, int]:
        """Return where the columns begin."""
        return VISION_X, AREA_X, DONE_X, MONEY_X, RESULT_X


def map_drawing(wanted: Sequence[Wanted]) -> AgreementMap:
    """Return the drawing; a vision without initiatives ends in a dashed line."""
    visions, areas, done, lines = [], [], [], []
    row = 0
    for vision in wanted:
        first = row
        own_end = _end(VISION_X, _cut(vision.name, LETTERS))
        here: list[int] = []
        for name, own in vision.areas:
            area_y = _y(row)
            here.append(area_y)
            if name:
                areas.append(Spot(AREA_X, area_y, _cut(name, LETTERS_NARROW), is_words=not own))
            for one in own:
                y = _y(row)
                done.append(_drawn(one, y))
                begin = _end(AREA_X, _cut(name, LETTERS_NARROW)) if name else own_end
                lines.append((_curve(begin, area_y, DONE_X, y), False))
                row += 1
            row += 0 if own else 1
        row = max(row, first + 1)
        vision_y = _y(first)
        visions.append(
            Spot(
                VISION_X, vision_y, _cut(vision.name, LETTERS), f"#v-{vision.public_id}", vision.is_only_words
            )
        )
        named = [y for y, (name, _own) in zip(here, vision.areas, strict=True) if name]
        lines += [(_curve(own_end, vision_y, AREA_X, y), vision.is_only_words) for y in named]
    return AgreementMap(
        _y(row) + 10, tuple(visions), tuple(areas), tuple(done), tuple(lines), told_of(wanted)
    )


def _drawn(one: Done, y: int) -> Drawn:
    """Return an initiative in its row, with whether it has money and a result."""
    name = one.initiative.name
    spot = Spot(DONE_X, y, _cut(name, LETTERS_NARROW), address(one.initiative.record, name))
    return Drawn(spot, one.allocated > 0, one.result is not None)


def told_of(wanted: Sequence[Wanted]) -> str:
    """Return the map in words: how many visions have initiatives, money, results, and which are only words."""
    with_work = [one for one in wanted if not one.is_only_words]
    said = _(
        "Of %(all)s visions and principles %(work)s have initiatives, %(money)s money, and %(results)s a result."
    ) % {
        "all": danish.number(len(wanted)),
        "work": danish.number(len(with_work)),
        "money": danish.number(sum(one.allocated > 0 for one in wanted)),
        "results": danish.number(sum(one.results > 0 for one in wanted)),
    }
    words = [one.name for one in wanted if one.is_only_words]
    return (
        f"{said} " + _("Only words until now: %(which)s.") % {"which": danish.listed(words)}
        if words
        else said
    )


def _y(row: int) -> int:
    return TOP + 20 + row * ROW


def _end(x: int, text: str) -> int:
    """Return where the name of a node at `x` ends, and a little room after it."""
    return x + ROOM + round(len(text) * LETTER)


def _curve(x1: int, y1: int, x2: int, y2: int) -> str:
    """Return the way from the end of a name to a node: straight, then bent into the row of the node."""
    middle = x2 - 40
    begin = min(x1, middle - 20)
    if y1 == y2:
        return f"M{begin} {y1} L{x2 - 8} {y2}"
    return f"M{begin} {y1} L{middle - 20} {y1} C{middle} {y1} {middle} {y2} {x2 - 8} {y2}"


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"
