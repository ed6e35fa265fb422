"""A page of a PDF as a drawing: the picture, and over it the words that were read, in their colours.

Also every word with its place, for marking on the picture. Pure but for the reader's process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from roedtraad.documents.masking import Region
from roedtraad.importing.queries import PageText, Review
from roedtraad.importing.queries.pictures import Box, page_places
from roedtraad.importing.sheet.things import Span
from roedtraad.web.review.places import Drawing, Piece, pieces

WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle as SVG writes it."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Patch:
    """The words of one piece on the picture."""

    piece: Piece
    rectangles: tuple[Rectangle, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture. `words` are [start, end, left, top, right, bottom] of every word, in whole points."""

    width: str
    height: str
    patches: tuple[Patch, ...]
    words: list[list[int]]


def picture_of(
    review: Review, page: PageText, hidden: Iterable[Region], *, drawing: Drawing
) -> Picture | None:
    """Return the picture of a page; None where there is none, and the text is shown instead."""
    regions = list(hidden)
    marked = [
        one
        for one in pieces(page, regions, drawing=drawing)
        if one.css and one.at is not None and one.text.strip()
    ]
    words = _words(page, regions)
    spans = [_span(one) for one in marked]
    found = page_places(
        review.draft.document,
        page.number,
        [*spans, *words],
        text=review.sheet.text,
        pages=review.sheet.pages,
    )
    if found is None:
        return None
    by_span: dict[Span, list[Box]] = {}
    for box in found.boxes:
        by_span.setdefault(box.span, []).append(box)
    return Picture(
        width=_written(found.width),
        height=_written(found.height),
        patches=tuple(
            Patch(piece, tuple(map(_rectangle, by_span[span])))
            for piece, span in zip(marked, spans, strict=True)
            if span in by_span
        ),
        words=[
            [*span, round(box.left), round(box.top), round(box.right), round(box.bottom)]
            for span in words
            for box in by_span.get(span, ())
        ],
    )


def _words(page: PageText, hidden: list[Region]) -> list[Span]:
    """Return where the words of a page stand that may be marked."""
    found = ((page.start + one.start(), page.start + one.end()) for one in WORD.finditer(page.text))
    return [span for span in found if not _is_hidden(*span, hidden)]


def _span(piece: Piece) -> Span:
    start = piece.at or 0
    return start, start + len(piece.text)


def _is_hidden(start: int, end: int, regions: Iterable[Region]) -> bool:
    return any(first < end and start < last for first, last in regions)


def _rectangle(box: Box) -> Rectangle:
    return Rectangle(
        _written(box.left - 1),
        _written(box.top - 1),
        _written(box.right - box.left + 2),
        _written(box.bottom - box.top + 2),
    )


def _written(points: float) -> str:
    return f"{points:.1f}".removesuffix(".0")
