"""The stretches of a text in which the words stand that were asked for, with these words marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from roedtraad.search.index.entries import Card
from roedtraad.search.language import Analyser
from roedtraad.search.language.folding import WORD, fold
from roedtraad.search.queries.asking import Clause
from roedtraad.search.queries.results import Piece

AROUND = 90  # letters before and after a hit
LONGEST = 240  # letters of a snippet
MOST = 2  # snippets of a result
OPENING = 160  # letters of a text in which nothing stands that was asked for
MOST_HITS = 200  # words of a text that are looked at
_SPELLINGS = {
    "å": "(?:å|aa)",
    "æ": "[æä]",
    "ø": "[øöœ]",
    "e": "[eéèêë]",
    "a": "[aáàâã]",
    "o": "[oóòôõ]",
    "u": "[uúùûü]",
}
_SPELLINGS |= {"i": "[iíìîï]", "n": "[nñ]", "c": "[cç]", "y": "[yýÿ]"}


@dataclass(frozen=True, slots=True)
class Found:
    """A word `text[start:end]` that was asked for, and the stem by which it was found."""

    start: int
    end: int
    stem: str


class Marker:
    """Finds and marks the words of one question."""

    def __init__(self, clauses: Iterable[Clause], analyser: Analyser) -> None:
        """Mark what these clauses want."""
        self._analyser = analyser
        self._in_compounds: set[str] = set()
        self._stems: set[str] = set()
        self._prefixes: list[str] = []
        for clause in clauses:
            stems = {analyser.word(word).stem for word in (*clause.words, clause.joined) if word}
            self._stems |= stems
            if not clause.is_quoted and len(clause.words) == 1:
                self._in_compounds |= stems
            if clause.is_prefix:
                self._prefixes.append(clause.words[0])

    def pieces(self, text: str, *, start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
        """Return the text over `[start, end)` in pieces."""
        end = len(text) if end is None else end
        pieces: list[Piece] = []
        for hit in self.hits(text, start=start, end=end):
            if hit.start > start:
                pieces.append(Piece(text[start : hit.start], is_hit=False))
            pieces.append(Piece(text[hit.start : hit.end], is_hit=True))
            start = hit.end
        if start < end:
            pieces.append(Piece(text[start:end], is_hit=False))
        return tuple(pieces)

    def hits(self, text: str, *, start: int = 0, end: int | None = None) -> Iterator[Found]:
        """Yield the words of the text that were asked for, at most some hundreds."""
        last = -1
        for number, match in enumerate(self._near.finditer(text, start, len(text) if end is None else end)):
            if number >= MOST_HITS:
                return
            if match.start() <= last:
                continue
            word = _word_at(text, match.start())
            last = word.end() - 1 if word else match.start()
            stem = self._asked_for(word[0]) if word else ""
            if word and stem and (end is None or word.end() <= end) and word.start() >= start:
                yield Found(word.start(), word.end(), stem)

    def _asked_for(self, written: str) -> str:
        """Return the stem by which a word was found; '' if it was not asked for."""
        folded = fold(written).replace(".", "")
        word = self._analyser.word(folded)
        if word.stem in self._stems:
            return word.stem
        inside = self._in_compounds.intersection(word.parts.split())
        if inside:
            return min(inside)
        return next((prefix for prefix in self._prefixes if folded.startswith(prefix)), "")

    @cached_property
    def _near(self) -> re.Pattern[str]:
        """Return a pattern that stands in every word that may have been asked for, and in few others."""
        roots = set(self._prefixes)
        for stem in self._stems:
            roots.update({stem.rstrip("·"), *self._analyser.lexicon.written_as(stem.rstrip("·"))})
        patterns = sorted({"".join(map(_spelled, root)) for root in roots if root}, key=len, reverse=True)
        return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)


def snippets(card: Card, marker: Marker) -> tuple[tuple[Piece, ...], ...]:
    """Return the one or two stretches with the most of what was asked for, what was decided first.

    Without any, the opening of the first text.
    """
    texts = [text for text in (card.lead, *card.texts) if text]
    stretches = [
        (number, stretch)
        for number, text in enumerate(texts)
        for stretch in _stretches(list(marker.hits(text)), len(text))
    ]
    stretches.sort(key=lambda one: (-one[1].worth, one[0], one[1].start))
    best = sorted(stretches[:MOST], key=lambda one: (one[0], one[1].start))
    if len(best) > 1 and best[1][1].stems <= best[0][1].stems:
        best = best[:1]
    if not best and texts:
        return (_opening(texts[0]),)
    return tuple(_cut(texts[number], stretch.start, stretch.end, marker) for number, stretch in best)


def first_page(card: Card, marker: Marker) -> int | None:
    """Return the page of the file on which the first of the words stands; None if the entry has no file."""
    if not card.page_starts or not card.texts:
        return None
    first = next(marker.hits(card.texts[-1]), None)
    return bisect_right(card.page_starts, first.start) if first else 1


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    stems: frozenset[str]
    worth: int


def _stretches(hits: Sequence[Found], length: int) -> list[_Stretch]:
    """Return stretches around hits, each with the hits that fit into one."""
    found: list[_Stretch] = []
    at = 0
    while at < len(hits):
        first = last = at
        while last + 1 < len(hits) and hits[last + 1].end - hits[first].start <= LONGEST - AROUND:
            last += 1
        stems = frozenset(hit.stem for hit in hits[first : last + 1])
        worth = 10 * len(stems) + min(last - first, 5)
        start, end = max(0, hits[first].start - AROUND), min(length, hits[last].end + AROUND)
        found.append(_Stretch(start, end, stems, worth))
        at = last + 1
    return found


def _cut(text: str, start: int, end: int, marker: Marker) -> tuple[Piece, ...]:
    """Return the stretch, cut between words, with dots where it was cut."""
    start, end = _between_words(text, start, end)
    pieces = [
        Piece(_one_line(piece.text), piece.is_hit) for piece in marker.pieces(text, start=start, end=end)
    ]
    if start > 0:
        pieces.insert(0, Piece("… ", is_hit=False))
    if end < len(text):
        pieces.append(Piece(" …", is_hit=False))
    return tuple(pieces)


def _between_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without the halves of words at its ends."""
    if start > 0:
        gap = re.compile(r"\s").search(text, start, start + AROUND // 2)
        start = gap.end() if gap else start
    if end < len(text):
        cut = max(text.rfind(" ", end - AROUND // 2, end), text.rfind("\n", end - AROUND // 2, end))
        end = cut if cut > 0 else end
    return start, end


def _opening(text: str) -> tuple[Piece, ...]:
    line = _one_line(text[: 2 * OPENING])
    if len(line) <= OPENING and len(text) <= 2 * OPENING:
        return (Piece(line, is_hit=False),)
    return (Piece(f"{line[:OPENING].rsplit(' ', 1)[0]} …", is_hit=False),)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _word_at(text: str, place: int) -> re.Match[str] | None:
    """Return the word that covers this place."""
    start = place
    while start > 0 and place - start < 80 and (text[start - 1].isalnum() or text[start - 1] == "."):
        start -= 1
    for match in WORD.finditer(text, start, place + 80):
        if match.start() <= place < match.end():
            return match
        if match.start() > place:
            return None
    return None


def _spelled(letter: str) -> str:
    if letter.isdigit():
        return rf"{letter}\.?"
    return _SPELLINGS.get(letter, re.escape(letter))
