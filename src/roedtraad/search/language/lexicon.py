"""The words that compounds are made of, and what the stemmer does not know. See `danish-words.md` for where they come from."""

from __future__ import annotations

import gzip
import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import NamedTuple

from Stemmer import Stemmer

LEAST = 0.3  # how often a part is taken to occur that no known compound has
COMMON_HERE = 25  # the same for the first parts that `danish.toml` names
RARE = 0.02  # the same for words that only the archive showed
SHORTEST_OF_ARCHIVE = 5

CHANGED = "?"

_stem = Stemmer("danish").stemWord


def ending(form: str, stem: str) -> str:
    """Return what a form has after its stem; CHANGED if it does not begin with it."""
    return form.removeprefix(stem) if form.startswith(stem) else CHANGED


class First(NamedTuple):
    """A form that begins a compound ('dæknings'): what it costs, and the stem of its word."""

    cost: float
    stem: str


class Last(NamedTuple):
    """A stem that ends compounds: what it costs, and the endings that it has; CHANGED if a form does not begin with it."""

    cost: float
    endings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words. Costs are negative logarithms of how often a part occurs among known compounds."""

    names: frozenset[str]  # people and places that the stemmer would change
    simple: frozenset[str]  # stems of words that are no compounds
    whole: frozenset[str]  # stems of words that are never taken apart
    firsts: Mapping[str, First]
    lasts: Mapping[str, Last]  # by stem
    short_lasts: frozenset[str]  # words of three letters that may end a compound
    never_last: frozenset[str]
    suffixes: frozenset[str]  # by stem
    canonical: Mapping[str, str]  # stem → the stem of the base form, where the stemmer gives several
    own_stems: Mapping[
        str, str
    ]  # forms that the stemmer would take for another word: indlæggelse is no indlæg
    stop: frozenset[str]
    written: Mapping[str, tuple[str, ...]]  # `canonical` the other way round

    def raw_stem(self, word: str) -> str:
        """Return what the stemmer makes of a folded word, unless that would be another word's."""
        stem: str = self.own_stems.get(word) or _stem(word)
        return stem

    def stem(self, word: str) -> str:
        """Return the stem of a folded word, as if it were no compound."""
        stem = self.raw_stem(word)
        return self.canonical.get(stem, stem)

    def written_as(self, stem: str) -> tuple[str, ...]:
        """Return the stems that the stemmer gives for forms of the word with this stem, besides this one."""
        return self.written.get(stem, ())

    def with_archive(self, words: Iterable[str]) -> Lexicon:
        """Return the same, with words that stand alone in the archive as possible parts of what is not known."""
        new = [word for word in words if self._is_new(word)]
        rare = -math.log(RARE / (len(self.firsts) + 1))
        firsts = {word: First(rare, self.stem(word)) for word in new}
        lasts = {self.raw_stem(word): Last(rare, ours().usual_endings) for word in new}
        return replace(self, firsts={**firsts, **self.firsts}, lasts={**lasts, **self.lasts})

    def _is_new(self, word: str) -> bool:
        known = word in self.names or word in self.firsts or self.raw_stem(word) in self.lasts
        return len(word) >= SHORTEST_OF_ARCHIVE and word.isalpha() and not known


@dataclass(frozen=True, slots=True)
class Ours:
    """`danish.toml`: what is ours to say."""

    short: frozenset[str]
    usual_endings: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    never_last: frozenset[str]
    firsts: tuple[str, ...]
    taken_apart: tuple[str, ...]
    whole: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]
    stop: frozenset[str]


@cache
def ours() -> Ours:
    """Read `danish.toml`."""
    table = tomllib.loads(resources.files(__package__).joinpath("danish.toml").read_text(encoding="utf-8"))
    compounds, search = table["compounds"], table["search"]
    return Ours(
        short=frozenset(compounds["short"]),
        usual_endings=frozenset(compounds["usual_endings"].split()) | {""},
        particles=frozenset(compounds["particles"].split()),
        suffixes=frozenset(compounds["suffixes"].split()),
        never_last=frozenset(compounds["never_last"].split()),
        firsts=tuple(compounds["firsts"].split()),
        taken_apart=tuple(compounds["taken_apart"].split()),
        whole=tuple(compounds["whole"].split()),
        same=tuple(tuple(words) for words in table["stems"]["same"]),
        stop=frozenset(search["stop"].split()),
    )


@cache
def shipped_lexicon() -> Lexicon:
    """Read the word list and our additions. About half a second, once in a process."""
    packed = resources.files(__package__).joinpath("danish-words.tsv.gz").read_bytes()
    return read_lexicon(gzip.decompress(packed).decode().splitlines())


def read_lexicon(lines: Iterable[str]) -> Lexicon:
    """Return the lexicon of the lines of a word list, and of our additions. `scripts/danish_words.py` writes them."""
    rows: dict[str, list[list[str]]] = {kind: [] for kind in "cefnlsx"}
    for line in lines:
        kind, *values = line.split("\t")
        rows[kind].append(values)
    own = ours()
    own_stems = {row[0]: row[1] for row in rows["x"]}
    canonical = {row[0]: row[1] for row in rows["c"]} | _ours_together(own)
    endings = {number: frozenset(found.split(",")) for number, found in rows["e"]}
    counts = {stem: int(count) for stem, count, _ in rows["l"]}
    ended = sum(counts.values()) + LEAST * len(counts)
    taken_apart = {own_stems.get(word) or _stem(word) for word in own.taken_apart}
    return Lexicon(
        names=frozenset(name for (name,) in rows["n"]),
        simple=frozenset(stem for (stem,) in rows["s"]) - taken_apart,
        whole=frozenset(_stem(word) for word in own.whole),
        firsts=_firsts(
            {form: (int(count), stem or own_stems.get(form, "")) for form, count, stem in rows["f"]},
            canonical,
            own,
        ),
        lasts={
            stem: Last(-math.log((counts[stem] + LEAST) / ended), endings[number])
            for stem, _, number in rows["l"]
        },
        short_lasts=frozenset(stem for stem, count in counts.items() if len(stem) <= 3 and count >= 12),
        never_last=own.never_last,
        suffixes=frozenset(_stem(word) for word in own.suffixes),
        canonical=canonical,
        own_stems=own_stems,
        stop=own.stop,
        written=_turned(canonical),
    )


def _turned(canonical: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return by base stem the other stems that lead to it."""
    turned: dict[str, tuple[str, ...]] = {}
    for stem, base in canonical.items():
        turned[base] = (*turned.get(base, ()), stem)
    return turned


def _firsts(
    counts: Mapping[str, tuple[int, str]], canonical: Mapping[str, str], own: Ours
) -> dict[str, First]:
    """Return what begins compounds. `counts`: form → how many it begins, and its stem if the stemmer gives another."""
    known = dict(counts)
    for form in own.firsts:
        count, stem = counts.get(form, (0, ""))
        known[form] = (max(count, COMMON_HERE), stem)
    begun = sum(count for count, _ in known.values()) + LEAST * len(known)
    return {
        form: First(-math.log((count + LEAST) / begun), stem or canonical.get(_stem(form), _stem(form)))
        for form, (count, stem) in known.items()
    }


def _ours_together(own: Ours) -> dict[str, str]:
    """Return what `danish.toml` leads together: stem → stem of the first word of its line."""
    return {
        _stem(word): _stem(words[0])
        for words in own.same
        for word in words[1:]
        if _stem(word) != _stem(words[0])
    }
