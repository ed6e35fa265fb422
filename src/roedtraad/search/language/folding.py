"""Letters as they are compared: small, without accents, æ ø å kept; and the words of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Thousands are written with dots: 250.000 is found by 250000. Everything else that is no letter or digit parts words.
WORD = re.compile(r"(?<!\d)\d{1,3}(?:\.\d{3})+(?!\d)|[^\W_]+")
# 'e-mail', 'akut-team': also found when written as one word. 'social- og sundhedsudvalg' has nothing to join.
HYPHENATED = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)+")
LONGEST = 60  # letters of a word that are kept: a longer one is no word

_KEPT = "æøå"
_SPECIAL = {"ä": "æ", "ö": "ø", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "œ": "ø", "þ": "th", "ı": "i"}


def _letters() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in range(0xC0, 0x250):
        letter = chr(code)
        small = letter.lower()
        if small in _KEPT:
            folded = small
        elif small in _SPECIAL:
            folded = _SPECIAL[small]
        else:
            folded = "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
        if folded != letter:
            table[code] = folded
    return table


_TABLE = _letters()


@lru_cache(maxsize=4)
def _unchanged() -> re.Pattern[str]:
    return re.compile(r"[\x00-\x7fæøåÆØÅ]*")


def fold(text: str) -> str:
    """Return the text in small letters, without accents but with æ, ø and å; ä is æ and ö is ø. Never fails."""
    if _unchanged().fullmatch(text):
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_TABLE).lower()


def words_of(text: str) -> list[str]:
    """Return the folded words of a text in order; a number with dots between thousands is one word without them."""
    return [_plain(word) for word in WORD.findall(fold(text))]


def joined_words(text: str) -> list[str]:
    """Return what hyphenated words of a text become without their hyphens, folded."""
    if "-" not in text and "‐" not in text and "‑" not in text:
        return []
    return [re.sub("[-‐‑]", "", word)[:LONGEST] for word in HYPHENATED.findall(fold(text))]


@dataclass(frozen=True, slots=True)
class Place:
    """A word where it stands: `text[start:end]` of the text that was given."""

    word: str
    start: int
    end: int


def places(text: str) -> Iterator[Place]:
    """Yield the folded words of a text with their places in it."""
    for match in WORD.finditer(text):
        yield Place(_plain(fold(match[0])), match.start(), match.end())


def _plain(word: str) -> str:
    return word.replace(".", "")[:LONGEST]
