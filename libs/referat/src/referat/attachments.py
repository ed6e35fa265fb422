"""The titles of an item's attachments, one for each line under 'Bilag', without size or page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from referat.danish.words import WORDS, Heading, folded
from referat.manuscript import Manuscript
from referat.model import BlockKind, Quote
from referat.parts import Stretch
from referat.source import Span
from referat.tables import rows_of

_SIZE = re.compile(
    r"\s*(?:[(\[]\s*(?:[A-Za-z]{2,5}\s*[,-]?\s*)?(?:\d+(?:[.,]\d+)?\s*[kmKM][bB]|\d+\s*sider?|s(?:ide|\.)\s*\d+(?:\s*[-–]\s*\d+)?)\s*[)\]]|\s\d+(?:[.,]\d+)?\s*[kmKM][bB]|[.…_]{3,}\s*\d{1,4}|\t+\d{1,4})\s*\Z"
)
_FILE = r"\.(?:pdf|docx?|xlsx?|pptx?|msg|html?|txt|png|jpe?g|zip|csv|rtf|odt)"
_FILES = re.compile(rf".+?{_FILE}(?:\s*\([^()]*\))?(?=\s*[,;]|\s+og\s|\s*\Z)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:\s*[,;]\s*|\s+og\s+)", re.IGNORECASE)
_SEMICOLON = re.compile(r"\s*;\s*")


def _several(text: str, span: Span) -> list[Span]:
    """Split a line that names several: file names after each other, or titles between semicolons."""
    found: list[Span] = []
    at = span.start
    while at < span.end:
        match = _FILES.match(text, at, span.end)
        if match is None:
            break
        found.append(Span(*match.span()))
        between = _BETWEEN.match(text, match.end(), span.end)
        at = between.end() if between else match.end()
        if between is None:
            break
    if len(found) > 1 and not text[at : span.end].strip():
        return found
    cuts = list(_SEMICOLON.finditer(text, span.start, span.end))
    if not cuts:
        return [span]
    edges = [span.start, *[edge for cut in cuts for edge in cut.span()], span.end]
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _titles(script: Manuscript, stretch: Stretch) -> list[Span]:
    if stretch.piece.kind is BlockKind.TABLE:
        rows = rows_of(script.text, stretch.piece.lines)
        cells = [
            next((cell for cell in row if any(c.isalpha() for c in script.text[cell.start : cell.end])), None)
            for row in rows
        ]
        return [cell for cell in cells if cell is not None]
    span = stretch.span
    return (
        _several(script.text, span) if stretch.head is not None or len(stretch.piece.words) < 600 else [span]
    )


def attachments(script: Manuscript, stretches: Sequence[Stretch]) -> tuple[Quote, ...]:
    """Return the titles of the attachments listed in the stretches."""
    found: list[Quote] = []
    for stretch in stretches:
        for title in _titles(script, stretch):
            size = _SIZE.search(script.text, title.start, title.end)
            quote = script.quote(
                Span(title.start, size.start() if size and size.start() > title.start else title.end)
            )
            if quote is None or not any(character.isalnum() for character in quote.text):
                continue
            role = WORDS.headings.get(folded(quote.text))
            if folded(quote.text) in WORDS.nobody or role not in (None, Heading.CONTEXT):
                continue
            found.append(quote)
    return tuple(found)
