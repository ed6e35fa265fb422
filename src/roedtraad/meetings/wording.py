"""Words as the columns take them. Pure: no database."""

from __future__ import annotations

import re

_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
SMALLEST_TOO_LARGE = 1 << 15


def plain(text: str) -> str:
    """Return the text with what no database keeps (NUL, halves of surrogates) replaced; its length is the same."""
    return _NOT_TEXT.sub("\ufffd", text)


def cut(text: str, length: int) -> str:
    """Return the text in one line, at most `length` characters; the citation and the document keep the rest."""
    text = " ".join(plain(text).split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def small(number: int | None) -> int | None:
    """Return the number if a small column takes it, and nothing where it cannot be meant."""
    return number if number is not None and 0 <= number < SMALLEST_TOO_LARGE else None


def folded(text: str) -> str:
    """Return the text in lower case with single spaces, as both databases compare it."""
    return " ".join(plain(text).casefold().split())
