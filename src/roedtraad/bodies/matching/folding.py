"""How names are made alike before they are compared: Danish letters, hyphens, accents, and how a name sounds.

Pure functions of text; nothing here knows the database.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import permutations

# 'å' and 'aa' are the same letter in names, as are the German and Swedish ways to write 'æ' and 'ø'.
LETTERS = str.maketrans(
    {"å": "aa", "æ": "ae", "ø": "oe", "ä": "ae", "ö": "oe", "ü": "u", "ð": "d", "þ": "th", "ß": "ss"}
)
NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
LONGEST_KEY = 60
MOST_PARTS = 8  # whatever has more is a sentence, not a name

# In this order. Only what Danish parents, printers and typists really exchange.
SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"sch", "s"),
        (r"ch(?=[rl])|ck|kh|q", "k"),
        (r"ch$", "k"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dt", "t"),
        (r"gh", "g"),
        (r"^hv|w", "v"),
        (r"^hj", "j"),
        (r"c(?=[eiyz])|z", "s"),
        (r"c(?!h)", "k"),
        (r"x", "ks"),
        (r"ij|ei|ej|aj|ai", "aj"),
        (r"ie(?=l)", "i"),
        (r"y", "i"),
        (r"(.)\1", r"\1"),
        (r"h$", ""),
    )
)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return text in small letters a–z and digits with single spaces: 'Æbelø-Åse' and 'Aebeloe Aase' are the same."""
    # Composed first: an 'å' written as 'a' with a ring must meet the table above as one letter.
    small = unicodedata.normalize("NFKC", text).casefold().translate(LETTERS)
    plain = "".join(char for char in unicodedata.normalize("NFKD", small) if not unicodedata.combining(char))
    return NOT_A_LETTER.sub(" ", plain).strip()


@lru_cache(maxsize=65_536)
def tokens(text: str) -> tuple[str, ...]:
    """Return the parts of a folded name; a family name before a comma is moved to the end ('Holm, Sara')."""
    head, comma, tail = text.partition(",")
    if comma and len(fold(head).split()) == 1 and 1 <= len(fold(tail).split()) <= 3:
        return tuple(fold(f"{tail} {head}").split())
    return tuple(fold(text).split())


@lru_cache(maxsize=65_536)
def sound(token: str) -> str:
    """Return how a folded token sounds: 'kristian' for 'christian', 'nilsen' for 'nielsen'. Never empty for a letter."""
    heard = token
    for pattern, replacement in SOUNDS:
        heard = pattern.sub(replacement, heard)
    return heard or token


@lru_cache(maxsize=65_536)
def initials(name: str) -> str:
    """Return the first letters of a name: 'sh' for 'Sara Holm'."""
    return "".join(token[0] for token in tokens(name))


@lru_cache(maxsize=65_536)
def name_keys(name: str) -> frozenset[str]:
    """Return the keys under which a person's name is found: each part as it sounds, with the first letter of another.

    Two names that share two parts, or one part and the first letter of another, share a key; so a slip of spelling in
    one part, a middle name left out or parts in another order still meet. A name of one part has that part as key.
    """
    heard = [sound(token) for token in tokens(name)[:MOST_PARTS]]
    if len(heard) == 1:
        return frozenset({heard[0][:LONGEST_KEY]})
    pairs = permutations(heard, 2)
    keys = frozenset(f"{part[: LONGEST_KEY - 2]}|{other[0]}" for part, other in pairs if len(part) > 1)
    return keys or frozenset({" ".join(sorted(heard))[:LONGEST_KEY]} - {""})


def acronym(words: Iterable[str]) -> str:
    """Return the first letters of folded words."""
    return "".join(word[0] for word in words if word)
