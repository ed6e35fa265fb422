"""The automatic numbers of a Word document: what is printed before each item of a list, counted as Word counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from referat.readers.letters import clean
from referat.readers.numbers import counted
from referat.readers.packed import Element, attribute, child, local

_PLACE = re.compile(r"%([1-9])")
_BULLETS = {"·": "•", "§": "•", "Ø": "•", "ü": "•", "v": "•", "q": "•", "": "•", "o": "o"}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is written."""

    kind: str = "decimal"  # Office's word; 'bullet' and 'none' are not counted
    text: str = "%1."
    start: int = 1
    restart: int | None = None  # the level (from 1) after which it begins anew; 0: it never does
    style: str | None = None  # the paragraph style that belongs to it
    legal: bool = False  # numbers of outer levels are written 1, 2, 3


class Numbering:
    """The lists of a document and how far they are counted."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._overridden: dict[str, dict[int, int]] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                self._abstract[attribute(element, "abstractNumId") or ""] = _levels(element)
        for element in root if root is not None else ():
            if local(element) == "num":
                self._read_list(element)

    def _read_list(self, element: Element) -> None:
        number = attribute(element, "numId") or ""
        abstract = attribute(child(element, "abstractNumId"), "val") or ""
        levels = dict(self._abstract.get(abstract, {}))
        starts: dict[int, int] = {}
        for override in element:
            if local(override) != "lvlOverride":
                continue
            depth = _whole(attribute(override, "ilvl"), 0)
            own = child(override, "lvl")
            if own is not None:
                levels[depth] = _level(own)
            start = attribute(child(override, "startOverride"), "val")
            if start is not None:
                starts[depth] = _whole(start, 1)
                levels[depth] = replace(levels.get(depth, Level()), start=starts[depth])
        self._lists[number] = (abstract, levels)
        self._overridden[number] = starts

    def level(self, number: str, depth: int) -> Level | None:
        """Return how a level of a list is written, or None where the list is not defined."""
        found = self._lists.get(number)
        return found[1].get(depth) if found else None

    def level_of_style(self, number: str, style: str) -> int | None:
        """Return the level of a list that belongs to a paragraph style."""
        found = self._lists.get(number)
        return (
            next((depth for depth, level in found[1].items() if level.style == style), None)
            if found
            else None
        )

    def next_marker(self, number: str, depth: int) -> str:
        """Count one item and return what is printed before it; '' for an item without a marker."""
        found = self._lists.get(number)
        if found is None:
            return ""
        abstract, levels = found
        level = levels.get(depth, Level())
        # Lists made from one definition go on counting from each other, but for one that is told to begin anew.
        counts = self._counts.setdefault(abstract, {})
        starts = self._overridden.get(number, {})
        if depth in starts:
            counts[depth] = starts.pop(depth) - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            restart = levels.get(deeper, Level()).restart
            if restart is None or (restart and depth < restart):
                del counts[deeper]
        if level.kind == "bullet":
            return _bullet(level.text)
        if level.kind == "none":
            return ""
        return _PLACE.sub(
            lambda place: _written(int(place.group(1)) - 1, level, levels, counts), clean(level.text)
        ).strip()


def _written(depth: int, own: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    level = levels.get(depth, Level())
    number = counts.get(depth, level.start)
    return counted(number, "decimal" if own.legal else level.kind)


def _bullet(text: str) -> str:
    sign = clean(text).strip()
    return _BULLETS.get(sign, sign[:3])


def _levels(element: Element) -> dict[int, Level]:
    return {_whole(attribute(each, "ilvl"), 0): _level(each) for each in element if local(each) == "lvl"}


def _level(element: Element) -> Level:
    text = attribute(child(element, "lvlText"), "val")
    restart = attribute(child(element, "lvlRestart"), "val")
    return Level(
        kind=attribute(child(element, "numFmt"), "val") or "decimal",
        text="" if text is None else text[:100],
        start=_whole(attribute(child(element, "start"), "val"), 1),
        restart=None if restart is None else _whole(restart, 0),
        style=attribute(child(element, "pStyle"), "val"),
        legal=child(element, "isLgl") is not None,
    )


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"\d{1,6}", value) else otherwise
