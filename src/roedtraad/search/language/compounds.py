"""A compound in its parts: the cheapest way to write a word as known words with their linking letters.

Dynamic programming over the places of the word. Every part but the last is a form that begins compounds (`dæknings`,
`børne`, `læge`), the last one is a word in any of its endings. A part is the cheaper the more known compounds have it,
and a word is taken apart only if it is cheap for its length: what is no compound comes out as rare scraps.
"""

from __future__ import annotations

from dataclasses import dataclass

from roedtraad.search.language.lexicon import Lexicon, ending

SHORTEST = 6  # letters of a compound
SHORTEST_LAST = 3
LONGEST_PART = 24
DEAREST = 2.45  # cost per letter of a word that is not in the list
SUFFIX_COST = 6.0
LINK_COST = 1.5  # an s after a part that is a compound itself: overblik|s|niveau


@dataclass(frozen=True, slots=True)
class Part:
    """`word[start:end]` with its linking letters; `stem` is what it is found by, '' for a mere ending ('mæssig')."""

    start: int
    end: int
    stem: str


Way = tuple[float, tuple[Part, ...]]


def split(word: str, lexicon: Lexicon, *, dearest: float = DEAREST) -> tuple[Part, ...]:
    """Return the parts of a folded word, two or more; nothing if it is no compound. Time grows with its length."""
    if len(word) < SHORTEST or not word.isalpha():
        return ()
    ways: list[Way | None] = [None] * len(word)
    ways[0] = (0.0, ())
    best: Way | None = None
    for start in range(len(word) - SHORTEST_LAST + 1):
        way = ways[start]
        if way is None:
            continue
        _go_on(word, start, way, ways, lexicon)
        if start:
            best = _cheaper(best, _ended(word, start, way, lexicon))
    return best[1] if best is not None and best[0] <= dearest * len(word) else ()


def _go_on(word: str, start: int, way: Way, ways: list[Way | None], lexicon: Lexicon) -> None:
    """Extend a way by every form that begins a compound and stands here."""
    cost, parts = way
    for end in range(start + 2, min(len(word) - SHORTEST_LAST, start + LONGEST_PART) + 1):
        first = lexicon.firsts.get(word[start:end])
        extra = 0.0
        if first is None and start and word[end - 1] == "s":
            first, extra = lexicon.firsts.get(word[start : end - 1]), LINK_COST
        if first is not None:
            ways[end] = _cheaper(
                ways[end], (cost + first.cost + extra, (*parts, Part(start, end, first.stem)))
            )


def _ended(word: str, start: int, way: Way, lexicon: Lexicon) -> Way | None:
    """Return the way that ends with the rest of the word, if the rest is a word that ends compounds."""
    rest = word[start:]
    if rest in lexicon.never_last:
        return None
    raw = lexicon.raw_stem(rest)
    last = lexicon.lasts.get(raw)
    if raw in lexicon.suffixes:
        return way[0] + (last.cost if last else SUFFIX_COST), (*way[1], Part(start, len(word), ""))
    if last is None or (len(rest) <= 3 and rest not in lexicon.short_lasts):
        return None
    if ending(rest, raw) not in last.endings:
        return None
    return way[0] + last.cost, (*way[1], Part(start, len(word), lexicon.canonical.get(raw, raw)))


def _cheaper(one: Way | None, other: Way | None) -> Way | None:
    if one is None or (other is not None and other[0] < one[0]):
        return other
    return one
