"""Text and Markdown: characters, pages at form feeds, and which characters are Markdown's and not words."""

from __future__ import annotations

import re

from referat.readers import refusals
from referat.readers.encoding import decoded
from referat.readers.hyphens import Join, join, vocabulary
from referat.readers.letters import clean, line_ends
from referat.readers.limits import MAX_CHARACTERS, MAX_TEXT_BYTES
from referat.readers.markdown import with_markup
from referat.source import SourceText

# A word that goes on on the next line. Only in a text that is wrapped: the line is as long as lines are.
_SPLIT = re.compile(r"(?<=[^\W\d_][^\W_])([-\u00ad\u2010])\n[ \t]*([^\W\d_]\S*)[ \t]*(\n?)")
_WRAPPED_LENGTH = 40


def read_plain(data: bytes, *, is_markdown: bool = False) -> SourceText:
    """Return the text of a text file, in whatever encoding it is.

    Raises:
        ReadError: `too_large` or `no_text`.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise refusals.too_large(f"Tekstfilen fylder mere end {MAX_TEXT_BYTES // 1_000_000} MB")
    text, problems = decoded(data)
    return read_characters(text, is_markdown=is_markdown, problems=problems)


def read_characters(
    text: str, *, is_markdown: bool = False, problems: tuple[tuple[str, str], ...] = ()
) -> SourceText:
    """Return a text that is characters already.

    Raises:
        ReadError: `too_large` or `no_text`.
    """
    if len(text) > MAX_CHARACTERS:
        raise refusals.too_large("Teksten er længere, end et referat kan være")
    text, pages = _paged(whole_words(line_ends(text)))
    if not text.strip():
        raise refusals.no_text()
    text, marks = with_markup(text, is_markdown=is_markdown)
    media_type = "text/markdown" if is_markdown else "text/plain"
    return SourceText(text=text, media_type=media_type, pages=pages, marks=marks, problems=problems)


def _paged(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the text with its characters in one form, and where its pages begin: after each form feed."""
    if "\f" not in text:
        return clean(text), (0,)
    parts: list[str] = []
    pages: list[int] = []
    length = 0
    for number, page in enumerate(text.split("\f")):
        if number and length and not parts[-1].endswith("\n"):
            parts.append("\n")
            length += 1
        pages.append(length)
        parts.append(clean(page))
        length += len(parts[-1])
    if len(pages) > 1 and pages[-1] == length:  # a form feed ends the last page
        pages.pop()
    return "".join(parts), tuple(pages)


def whole_words(text: str) -> str:
    """Return a wrapped text with the words whole that are hyphenated at the end of a line."""
    if not any(hyphen + "\n" in text for hyphen in "-\u00ad\u2010"):
        return text
    known = vocabulary(text)

    def whole(match: re.Match[str]) -> str:
        _hyphen, rest, end = match.groups()
        line_start = text.rfind("\n", 0, match.start()) + 1
        if match.start() - line_start < _WRAPPED_LENGTH:
            return match.group()
        verdict = join(text[line_start : match.end(1)], rest, known=known)
        if verdict is Join.APART:
            return match.group()
        return ("-" if verdict is Join.KEEP else "") + rest + (end or "\n")

    return _SPLIT.sub(whole, text)
