"""The names of initiatives, and where they stand in a text. Pure: no database.

A name is found as its words in order, each by its stem, so that 'den fælles tavle' is found by 'Fælles tavle'. Of a
long name the part before 'for', 'om' or 'i' is taken too, and what stands on either side of a colon, where no other
initiative is called that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import Stemmer

WORD = re.compile(r"\w+")
BREAKS = frozenset({"for", "om", "i", "til", "af", "på", "ved", "med", "under", "mellem"})
COLON = re.compile(r"\s*[:–]\s+")
FEWEST_WORDS = 2  # of a part of a name …
LONGEST_WORD = 10  # … or one word of as many letters
COMMON = frozenset(
    {"fælles", "projekt", "indsats", "udviklingsprojekt", "forslag", "lead", "det", "den", "de"}
)
_stemmer = Stemmer.Stemmer("danish")


@dataclass(frozen=True, slots=True)
class Named:
    """An initiative by its key, with the names that documents write."""

    key: int
    names: tuple[str, ...]
    home: int = 0  # the key of its collaboration


@dataclass(frozen=True, slots=True)
class Hit:
    """A name was found: whose, from which to which character of the text, and whether the whole name stands there."""

    key: int
    start: int
    end: int
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All names, by the stem of their first word. A name that two initiatives have is found for both."""

    by_first: Mapping[str, Sequence[tuple[tuple[str, ...], int, bool]]] = field(default_factory=dict)
    homes: Mapping[int, int] = field(default_factory=dict)

    def hits_at_home(self, text: str, *, home: int) -> Iterator[Hit]:
        """Yield the names that a text of this collaboration means.

        Its own initiatives come before another's of the same name; another's are meant by whole names of several words.
        """
        by_place: dict[int, list[Hit]] = defaultdict(list)
        for hit in self.hits(text):
            by_place[hit.start].append(hit)
        for hits in by_place.values():
            own = [hit for hit in hits if self.homes.get(hit.key) == home]
            far = [hit for hit in hits if hit.is_whole and len(WORD.findall(text[hit.start : hit.end])) > 1]
            yield from own or far

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield where names stand, the longest at each place; names inside a longer one are not found again."""
        words = list(WORD.finditer(text))
        stems = [stem(word.group()) for word in words]
        at = 0
        while at < len(stems):
            found = [
                (len(name), key, is_whole)
                for name, key, is_whole in self.by_first.get(stems[at], ())
                if tuple(stems[at : at + len(name)]) == name
            ]
            if not found:
                at += 1
                continue
            longest = max(found)[0]
            start, end = words[at].start(), words[at + longest - 1].end()
            yield from (Hit(key, start, end, whole) for length, key, whole in found if length == longest)
            at += longest


def stem(word: str) -> str:
    """Return the stem of a Danish word in small letters: 'tavlen' and 'tavle' have the same."""
    return str(_stemmer.stemWord(word.casefold()))


def lexicon(initiatives: Collection[Named]) -> Lexicon:
    """Return where to look up the names of these initiatives."""
    whole: dict[tuple[str, ...], set[int]] = defaultdict(set)
    short: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for one in initiatives:
        for name in one.names:
            whole[_stems(name)].add(one.key)
            for part in _parts(name):
                short[part].add(one.key)
    told_apart = {part: keys for part, keys in short.items() if len(keys) == 1 and part not in whole}
    by_first: dict[str, list[tuple[tuple[str, ...], int, bool]]] = defaultdict(list)
    for names, is_whole in ((whole, True), (told_apart, False)):
        for stems, keys in names.items():
            if stems:
                by_first[stems[0]].extend((stems, key, is_whole) for key in sorted(keys))
    return Lexicon(dict(by_first), {one.key: one.home for one in initiatives})


def _stems(name: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in WORD.findall(name))


def _parts(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the parts of a name that may stand for it."""
    for piece in COLON.split(name):
        yield from _if_telling(WORD.findall(piece))
        yield from _if_telling(_before_a_break(WORD.findall(piece)))


def _before_a_break(words: Sequence[str]) -> list[str]:
    stop = next((at for at, word in enumerate(words) if at and word.casefold() in BREAKS), len(words))
    return list(words[:stop])


def _if_telling(words: Iterable[str]) -> Iterator[tuple[str, ...]]:
    listed = list(words)
    telling = [word for word in listed if word.casefold() not in COMMON]
    if telling and (len(listed) >= FEWEST_WORDS or len(listed[0]) >= LONGEST_WORD):
        yield tuple(stem(word) for word in listed)
