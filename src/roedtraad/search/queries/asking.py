"""What somebody typed, in clauses. Any string can be read, and means something: nothing here fails.

lægedækning vesterø        both, in any form, also inside compounds
"almen praksis"            these words in this order
"dækning"                  the word itself, not inside a compound
-puljen  -"almen praksis"  without
lægedæk*                   what begins so
e-mail  26/4711  13.03.26  parts of one word: together, in this order
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roedtraad.search.language.folding import joined_words, words_of

LONGEST = 300  # letters of a question that are read
MOST_CLAUSES = 16
MOST_WORDS = 16  # of a phrase
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+)')


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that is asked for: a word, or several that stand together. `text[start:end]` is where it was typed."""

    words: tuple[str, ...]  # folded, at least one
    start: int
    end: int
    is_quoted: bool = False
    is_prefix: bool = False
    is_excluded: bool = False
    joined: str = ""  # a hyphenated word without its hyphens


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in clauses; `text` is what was typed, as far as it is read."""

    text: str
    clauses: tuple[Clause, ...]

    @property
    def wanted(self) -> tuple[Clause, ...]:
        """Return what must be there."""
        return tuple(clause for clause in self.clauses if not clause.is_excluded)

    @property
    def excluded(self) -> tuple[Clause, ...]:
        """Return what must not be there."""
        return tuple(clause for clause in self.clauses if clause.is_excluded)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was asked."""
        return not self.clauses


def read(typed: str) -> Asked:
    """Return what was typed, in clauses."""
    text = typed[:LONGEST].translate(_QUOTES)
    clauses: list[Clause] = []
    for match in _PIECE.finditer(text):
        clause = _clause(match)
        if clause is not None and len(clauses) < MOST_CLAUSES:
            clauses.append(clause)
    return Asked(text, tuple(clauses))


def _clause(match: re.Match[str]) -> Clause | None:
    """Return what a piece asks for; nothing if there is no word in it."""
    phrase, piece = match["phrase"], match["word"] or ""
    if phrase is not None:
        words = tuple(words_of(phrase)[:MOST_WORDS])
        minus = match["minus"] is not None
        return Clause(words, *match.span(), is_quoted=True, is_excluded=minus) if words else None
    words = tuple(words_of(piece)[:MOST_WORDS])
    if not words:
        return None
    return Clause(
        words,
        *match.span(),
        is_prefix=piece.endswith("*") and len(words) == 1 and len(words[0]) > 1,
        is_excluded=piece.startswith("-") and len(piece) > 1,
        joined=_joined(piece) if len(words) > 1 else "",
    )


def _joined(piece: str) -> str:
    joined = joined_words(piece)
    return joined[0] if len(joined) == 1 else ""
