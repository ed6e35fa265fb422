"""Lists of phrases as regular expressions: `*` is any letters, `…` up to twelve words, `a|b` either word.

A pattern of many phrases is arranged so that a search is fast: it looks for the first letters, at the speed of a
search for letters, and tries only the phrases that begin with the letter it stands at.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_KEY = 3  # letters


class _Begun(NamedTuple):
    """A phrase as its first letter in lower case, '' where it can be any, and a pattern of what follows.

    `ending` is how the first word ends, where that is all that is known about it: '*udvalget'.
    """

    letter: str
    rest: str
    ending: str = ""


def _word(token: str) -> str:
    if "*" in token:
        return r"\w*".join(re.escape(part) for part in token.split("*"))
    if "|" in token:
        return "(?:" + "|".join(re.escape(part) for part in token.split("|")) + ")"
    return re.escape(token)


def _words(tokens: Iterable[str]) -> str:
    """Return the words that follow another."""
    return "".join(r"(?:\s+\S+){0,12}?" if token == "…" else r"\s+" + _word(token) for token in tokens)


def _longest_first(phrases: Iterable[str]) -> list[str]:
    return sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))


def alternation(phrases: Iterable[str]) -> str:
    """Return the source of a regular expression that matches any of the phrases, the longest first."""
    split = (phrase.split() for phrase in _longest_first(phrases))
    return "|".join(_word(first) + _words(rest) for first, *rest in split)


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases as whole words, whatever their case, the longest first."""
    begun = [one for phrase in _longest_first(phrases) for one in _begun(phrase)]
    letters = sorted({one.letter for one in begun if one.letter})
    anywhere = [one for one in begun if not one.letter]
    branches = [
        rf"(?<={_either_case(letter)}){_any_of([one for one in begun if one.letter in ('', letter)])}"
        for letter in letters
    ]
    if anywhere:
        branches.append(_any_of(anywhere))
    first = r"\w" if anywhere else "".join(map(_both_cases, letters))
    return re.compile(rf"[{first}](?<!\w.)(?:{'|'.join(branches)})(?!\w)")


def keys_of(phrases: Iterable[str]) -> frozenset[str] | None:
    """Return keys of which a text that holds one of the phrases has at least one; None where that cannot be said.

    A key is the first three letters of a word in lower case. `keys_in` gives those of a text: to compare the two is much
    faster than to search for the phrases.
    """
    keys: set[str] = set()
    for phrase in phrases:
        known = next((token for token in phrase.split() if token[0] not in "*…"), None)
        for word in known.split("|") if known is not None else [""]:
            begun = _WORD.search(word.lower())
            if begun is None or (
                begun.end() < len(word) and word[begun.end()] == "*" and len(begun[0]) < _KEY
            ):
                return None
            keys.add(begun[0][:_KEY])
    return frozenset(keys)


def keys_in(text: str) -> set[str]:
    """Return the keys of the words of a text."""
    return {word[:_KEY] for word in _WORD.findall(text.lower())}


def _begun(phrase: str) -> list[_Begun]:
    first, *others = phrase.split()
    rest = _words(others)
    if first.startswith("*"):
        ending = first[1:]
        known = ending.isalnum()
        return [_Begun("", rest, ending)] if known else [_Begun("", rf"\w*{_word(ending)}{rest}")]
    return [_Begun(word[0].lower(), _word(word[1:]) + rest) for word in first.split("|")]


def _any_of(begun: list[_Begun]) -> str:
    """Return a pattern for what follows a first letter, in any case."""
    parts: list[str] = []
    for (ending, rest), group in itertools.groupby(begun, key=lambda one: (bool(one.ending), one.rest)):
        if ending:  # the word is taken whole; what follows is looked at first, since it is seldom there
            ends = "|".join(rf"(?<={re.escape(one.ending)})" for one in group)
            parts.append(rf"\w*+(?={rest})(?:{ends}){rest}")
        else:
            parts.append(rest)
    return f"(?i:{'|'.join(parts)})"


def _both_cases(letter: str) -> str:
    return "".join(re.escape(case) for case in sorted({letter, letter.upper()}) if len(case) == 1)


def _either_case(letter: str) -> str:
    return f"[{_both_cases(letter)}]"
