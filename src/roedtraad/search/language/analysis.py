"""What a word is found by: its stem, and for a compound the stems of its parts and of what they make together.

`lægedækningssituationen` is found by lægedækningssituation, and by læge, dækning, situation, lægedækning and
dækningssituation. A question is only stemmed: who asks for lægedækning does not mean every læge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from roedtraad.search.language.compounds import Part, split
from roedtraad.search.language.folding import fold, joined_words, words_of
from roedtraad.search.language.lexicon import Lexicon

STOP_MARK = "·"  # sommer is stemmed to som, demens to dem: the small words stand apart
CACHED = 300_000  # words; emptied when it is full, which a large archive does once in a while
MOST_PARTS = 6  # of a longer chain the rest is taken as it stands


class Word(NamedTuple):
    """What one word is found by. `parts` is written as the index takes it: stems parted by spaces, '' for none."""

    stem: str
    parts: str


@dataclass(frozen=True, slots=True)
class Terms:
    """A text as the index takes it: stems in order, parts in any order; both parted by spaces. `words` as they stand."""

    stems: str
    parts: str
    words: frozenset[str]


class Analyser:
    """Words with a lexicon; it remembers the words that it has seen."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Begin with nothing seen."""
        self.lexicon = lexicon
        self._seen: dict[str, Word] = {}

    def word(self, word: str) -> Word:
        """Return what a folded word is found by. Never fails."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= CACHED:
                self._seen.clear()
            found = self._seen[word] = self._analysed(word)
        return found

    def stem(self, word: str) -> str:
        """Return the stem of a word as it is asked for; folds it first."""
        return self.word(fold(word)).stem

    def terms(self, texts: Iterable[str]) -> Terms:
        """Return the terms of some texts as if they were one."""
        stems: list[str] = []
        parts: list[str] = []
        words: set[str] = set()
        for text in texts:
            standing = words_of(text)
            words.update(standing)
            for word in standing:
                found = self.word(word)
                stems.append(found.stem)
                if found.parts:
                    parts.append(found.parts)
            for joined in joined_words(text):
                found = self.word(joined)
                parts += [found.stem, found.parts] if found.parts else [found.stem]
        return Terms(" ".join(stems), " ".join(parts), frozenset(words))

    def is_stop(self, word: str) -> bool:
        """Return whether a folded word is too common to ask for."""
        return word in self.lexicon.stop

    def _analysed(self, word: str) -> Word:
        lexicon = self.lexicon
        if word in lexicon.stop:
            return Word(word + STOP_MARK, "")
        name = _name(word, lexicon)
        if name or not word.isalpha():
            return Word(_one_spelling(name or word), "")
        raw = lexicon.raw_stem(word)
        stem = lexicon.canonical.get(raw, raw)
        if raw in lexicon.simple or raw in lexicon.whole:
            return Word(_one_spelling(stem), "")
        parts = split(word, lexicon)
        if not parts:
            return Word(_one_spelling(stem), "")
        last = parts[-1]
        if last.stem:
            stem = word[: last.start] + last.stem
        return Word(_one_spelling(stem), " ".join(sorted(map(_one_spelling, _found_by(word, parts)))))


def _found_by(word: str, parts: tuple[Part, ...]) -> set[str]:
    """Return the stems of the parts, and of neighbours together, but not of the whole."""
    parts = parts[:MOST_PARTS]
    found = {part.stem for part in parts if part.stem}
    for first, one in enumerate(parts):
        for last in range(first + 1, len(parts)):
            if (first, last) != (0, len(parts) - 1) and parts[last].stem:
                found.add(word[one.start : parts[last].start] + parts[last].stem)
    return found


def _name(word: str, lexicon: Lexicon) -> str:
    """Return the name that the word is, without the s of its genitive; '' if it is none. Hansen is not hans."""
    if word in lexicon.names:
        return word
    if word.endswith("s") and word[:-1] in lexicon.names:
        return word[:-1]
    return ""


def _one_spelling(stem: str) -> str:
    """Return the stem with å for aa: Aabenraa is Åbenrå."""
    return stem.replace("aa", "å")
