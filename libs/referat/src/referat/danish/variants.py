"""Whether two names are one person spelled two ways.

Silence is the rule: two people of one family, and two colleagues with similar names, are two people. Only a slip
within one word of names that are otherwise the same counts, and not where both spellings are names of their own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from referat.danish.vocabulary import PEOPLE


class VariantKind(StrEnum):
    """How two spellings of one name differ."""

    SPELLING = "spelling"  # 'Stefanie Rose', 'Stefenie Rose'
    MARKS = "marks"  # only accents, capitals or a hyphen: 'René', 'Rene'
    SHORTER = "shorter"  # a middle name is left out or an initial: 'Anna K. Dam', 'Anna Dam'


@dataclass(frozen=True, slots=True)
class Variant:
    """The difference between two spellings; `first` and `second` are the words that differ, as they are spelled."""

    kind: VariantKind
    first: str
    second: str


_INITIAL = re.compile(r"[^\W\d_]\.?")
_SPELLED_ALIKE = (
    ("aa", "å"), ("ae", "æ"), ("oe", "ø"), ("ö", "ø"), ("ä", "æ"), ("ü", "y"), ("ph", "f"), ("th", "t"), ("ch", "k"), ("ck", "k"),
    ("c", "k"), ("w", "v"), ("z", "s"), ("x", "ks"), ("q", "k"),
)  # fmt: skip
_SHORTEST_SLIP = 5  # letters in a word in which one wrong letter is a slip


def initials_of(name: str) -> str:
    """Return the initials of a name: 'JHK' of 'Jens Holm-Kristensen'."""
    return "".join(part[0].upper() for part in re.split(r"[\s-]+", name) if part and part[0].isalpha())


def stands_for(initials: str, name: str) -> bool:
    """Return whether 'MBK' can stand for 'Mette Bruun Kjærulf': the first letter of the name, then letters in order.

    'ELØ' stands for 'Ebbe Løgager' too: many bodies take several letters of the last name.
    """
    letters = re.sub(r"\W+", "", name).casefold()
    wanted = initials.casefold()
    if not wanted or not letters.startswith(wanted[0]):
        return False
    position = 0
    for letter in wanted:
        position = letters.find(letter, position) + 1
        if position == 0:
            return False
    return True


def variant(first: str, second: str) -> Variant | None:
    """Return how the two names differ, if they are one person spelled two ways; None otherwise.

    None too where the names are the same. Takes names without titles; white space and order of words count.
    """
    left, right = first.split(), second.split()
    if left == right or not left or not right:
        return None
    if [_plain(word) for word in _joined(left)] == [_plain(word) for word in _joined(right)]:
        return Variant(VariantKind.MARKS, first, second)
    if len(left) != len(right):
        return _shorter(left, right)
    different = [at for at, (a, b) in enumerate(zip(left, right, strict=True)) if _plain(a) != _plain(b)]
    if len(different) == 2 and all(_is_slip(left[at], right[at]) for at in different):
        return Variant(VariantKind.SPELLING, first, second) if _sounds_alike(left, right, different) else None
    if len(different) != 1 or len(left) < 2:
        return None
    place = different[0]
    a, b = left[place], right[place]
    if _INITIAL.fullmatch(a) or _INITIAL.fullmatch(b):
        same = a[0].casefold() == b[0].casefold() and 0 < place < len(left) - 1
        return Variant(VariantKind.SHORTER, a, b) if same else None
    return Variant(VariantKind.SPELLING, a, b) if _is_slip(a, b) else None


def _joined(words: list[str]) -> list[str]:
    return [part for word in words for part in word.split("-") if part]


def _plain(word: str) -> str:
    """Return the word in lower case without accents; æ, ø and å are letters of their own."""
    folded = word.casefold().strip(".,")
    kept = folded.replace("å", "\0")
    bare = "".join(c for c in unicodedata.normalize("NFD", kept) if not unicodedata.combining(c))
    return bare.replace("\0", "å")


def _shorter(left: list[str], right: list[str]) -> Variant | None:
    """'Charlotte Holm Dam' and 'Charlotte Dam': first and last name agree, something between is left out."""
    long, short = (left, right) if len(left) > len(right) else (right, left)
    if len(short) < 2 or _plain(long[0]) != _plain(short[0]) or _plain(long[-1]) != _plain(short[-1]):
        return None
    position = 1
    for word in short[1:-1]:
        while position < len(long) - 1 and not _abbreviates(word, long[position]):
            position += 1
        if position >= len(long) - 1:
            return None
        position += 1
    return Variant(VariantKind.SHORTER, " ".join(left), " ".join(right))


def _abbreviates(word: str, full: str) -> bool:
    if _INITIAL.fullmatch(word):
        return word[0].casefold() == full[0].casefold()
    return _plain(word) == _plain(full)


def _sounds_alike(left: list[str], right: list[str], places: list[int]) -> bool:
    """Return whether at least one of the words is the same to the ear: 'Mai-Britt Dalgaard', 'Maj-Britt Dalgård'."""
    return any(_sound(_plain(left[at])) == _sound(_plain(right[at])) for at in places)


def _is_name(word: str) -> bool:
    key = word.casefold()
    return key in PEOPLE.first_names or key in PEOPLE.last_names


def _is_slip(a: str, b: str) -> bool:
    """Return whether one of two words is a slip for the other, and they are not two names."""
    if _is_name(a) and _is_name(b):
        return False
    plain_a, plain_b = _plain(a).replace("-", ""), _plain(b).replace("-", "")  # 'Lis-Britt', 'Lisbrit'
    if plain_a in (plain_b + "s", plain_b + "'s", plain_b + "’s") or plain_b in (
        plain_a + "s",
        plain_a + "'s",
        plain_a + "’s",
    ):
        return False  # the genitive
    if _sound(plain_a) == _sound(plain_b):
        return min(len(plain_a), len(plain_b)) >= 3
    if min(len(plain_a), len(plain_b)) < _SHORTEST_SLIP or not one_slip(plain_a, plain_b):
        return False
    return not _both_patronymics(plain_a, plain_b)


def _both_patronymics(a: str, b: str) -> bool:
    """'Albertsen' and 'Alberten' is a slip; 'Ottesen' and 'Ottosen' are two names, listed or not."""
    return a.endswith(("sen", "son")) and b.endswith(("sen", "son"))


def _sound(word: str) -> str:
    for spelled, alike in _SPELLED_ALIKE:
        word = word.replace(spelled, alike)
    return re.sub(r"(.)\1+", r"\1", word).replace("y", "i")


def one_slip(a: str, b: str) -> bool:
    """Return whether one letter added, left out, changed, or two neighbours swapped turn one word into the other."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    rest_a, rest_b = a[head:], b[head:]
    if len(a) == len(b):
        swapped = (
            len(rest_a) > 1 and rest_a[0] == rest_b[1] and rest_a[1] == rest_b[0] and rest_a[2:] == rest_b[2:]
        )
        return rest_a[1:] == rest_b[1:] or swapped
    return rest_a[1:] == rest_b if len(a) > len(b) else rest_b[1:] == rest_a
