"""Words that are hyphenated at the end of a line: is the hyphen part of the word, or only of the line?"""

import re
from collections.abc import Container
from enum import Enum

HYPHENS = "-\u00ad\u2010\u2011\x02\ufffe"
_SOFT = "\u00ad"
# After a hyphen that stands for a word left out: 'kommune- og regionsråd'.
_SUSPENDED = frozenset({"og", "eller", "samt", "og/eller", "hhv", "henholdsvis", "plus", "såvel", "kontra"})
_TAIL = re.compile(r"[^\W_]*$")
_HEAD = re.compile(r"[^\W_]+(?:/[^\W_]+)?")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LONG_ENOUGH_TO_BE_SPLIT = 4
_LONGEST_WORD = 100


class Join(Enum):
    """What becomes of a hyphen at the end of a line."""

    DROP = "drop"  # 'sundheds-/klynge' is 'sundhedsklynge'
    KEEP = "keep"  # 'Schmidt-/Hansen' is 'Schmidt-Hansen'
    APART = "apart"  # 'kommune-/og region' is two words


def vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text in lower case, with their inner hyphens: evidence for `join`."""
    return frozenset(word.lower() for word in _WORD.findall(text))


def join(line: str, following: str, *, known: Container[str] = frozenset()) -> Join:
    """Return what becomes of the hyphen that ends `line`, before the text that follows on the next line.

    `known` are the words of the document: a word that it spells one way elsewhere is spelled that way here.
    """
    hyphen, stem = line[-1:], line[:-1]
    tail, head = _TAIL.search(stem[-_LONGEST_WORD:]), _HEAD.match(following)
    if hyphen not in HYPHENS or not tail or not tail.group() or not head:
        return Join.APART
    before, after = tail.group(), head.group()
    if hyphen == _SOFT:
        return Join.DROP
    if after.lower() in _SUSPENDED:
        return Join.APART
    if (before + "-" + after).lower() in known:
        return Join.KEEP
    if (before + after).lower() in known and after[0].islower():
        return Join.DROP
    return _by_shape(before, after)


def _by_shape(before: str, after: str) -> Join:
    """Decide from capitals and digits alone."""
    if before[-1].isdigit() or after[0].isdigit() or len(before) == 1:
        return Join.KEEP
    if after[0].isupper():
        shouted = (
            before.isupper() and after.isupper() and min(len(before), len(after)) >= _LONG_ENOUGH_TO_BE_SPLIT
        )
        return Join.DROP if shouted else Join.KEEP
    return Join.KEEP if before.isupper() else Join.DROP
