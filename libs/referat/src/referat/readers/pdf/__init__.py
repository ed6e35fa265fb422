"""The PDF reader: text in reading order, images of pages, and the places of words on them.

Everything that touches a PDF file happens in a child process with limits (`pool`, `child`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from referat.readers.limits import seconds_for
from referat.readers.pdf.mistakes import NoSuchPage, NotItsText
from referat.readers.pdf.pool import ask
from referat.source import Mark, MarkKind, SourceText, Span

__all__ = ["Box", "NoSuchPage", "NotItsText", "boxes", "page_image", "read_pdf"]

MEDIA_TYPE = "application/pdf"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle around words, in points (1/72 inch) from the upper left corner of the page as it is shown.

    `span` is the one of the spans asked for that the words belong to; one span may have several rectangles.
    """

    span: Span
    left: float
    top: float
    right: float
    bottom: float


def read_pdf(data: bytes) -> SourceText:
    """Return the text of a PDF file.

    Raises:
        ReadError: `broken`, `encrypted`, `no_text` (a scan), `too_large`, `too_slow` or `missing_reader`.
    """
    answer = ask({"task": "read"}, data, seconds=seconds_for(len(data)))
    header = answer.header
    return SourceText(
        text=answer.data.decode(),
        media_type=MEDIA_TYPE,
        pages=tuple(header["pages"]),
        marks=tuple(Mark(start, end, MarkKind(kind), level) for start, end, kind, level in header["marks"]),
        problems=tuple((code, sentence) for code, sentence in header["problems"]),
    )


def page_image(data: bytes, page: int, *, scale: float = 1.5) -> bytes:
    """Return a page of a PDF file (from 1) as PNG, `scale` pixels to the point (1/72 inch).

    Raises:
        ReadError: as `read_pdf`.
        NoSuchPage: the file has fewer pages.
    """
    return ask({"task": "image", "page": page - 1, "scale": scale}, data, seconds=seconds_for(len(data))).data


def boxes(data: bytes, source: SourceText, page: int, spans: Iterable[Span]) -> list[Box]:
    """Return where words of `source.text`, which was read from `data`, stand on a page (from 1).

    Spans on other pages have no places here; of a span over several pages, the part on this page has.

    Raises:
        ReadError: as `read_pdf`.
        NoSuchPage: the file has fewer pages.
        NotItsText: the text was not read from this file.
    """
    if not 1 <= page <= len(source.pages):
        raise NoSuchPage(f"the text has {len(source.pages)} pages; there is no page {page}")
    begin = source.pages[page - 1]
    end = source.pages[page] if page < len(source.pages) else len(source.text)
    asked = [span for span in spans if span.start < end and span.end > begin]
    if not asked:
        return []
    task = {
        "task": "boxes",
        "page": page - 1,
        "text": source.text[begin:end],
        "spans": [(max(span.start, begin) - begin, min(span.end, end) - begin) for span in asked],
    }
    answer = ask(task, data, seconds=seconds_for(len(data)))
    return [Box(asked[number], *edges) for number, *edges in answer.header["boxes"]]
