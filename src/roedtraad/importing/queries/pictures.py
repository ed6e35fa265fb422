"""The pages of a PDF as pictures, and where words stand on them. Other formats have no pictures: their text is shown."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from referat import ReadError, SourceText
from referat.readers.pdf import NoSuchPage, NotItsText, boxes, page_image
from referat.source import Span as ReadSpan
from roedtraad.accounts.policy import Viewer
from roedtraad.documents.models import Document, DocumentText, Page
from roedtraad.documents.queries import PageView, hidden_on_page, hidden_regions, original_name
from roedtraad.importing.models import Draft
from roedtraad.importing.sheet.things import Span

SCALE = 1.6  # pixels to the point: sharp on a column of half a screen
COLOURS = 16
MARGIN = 1.5  # points by which what is hidden is covered beyond its letters
NOT_A_PICTURE = (ReadError, NoSuchPage, NotItsText)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle round the words of a span, in points from the upper left corner. A span may have several."""

    span: Span
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return how high it is."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """A page with its size in points, and where the words asked for stand on it."""

    width: float
    height: float
    boxes: tuple[Box, ...]


def is_pdf(document: Document) -> bool:
    """Return whether the file is a PDF, by its first bytes. No query."""
    name = original_name(document.sha256)
    if document.is_purged or not default_storage.exists(name):
        return False
    with default_storage.open(name, "rb") as file:
        return b"%PDF-" in file.read(1024)


def page_places(
    document: Document, number: int, spans: Iterable[Span], *, text: str, pages: Sequence[int]
) -> PagePlaces | None:
    """Return where words of a page stand; None where it has no picture (no PDF, or its text is not that of the page).

    `text` is that of the reading in which the spans count, `pages` where its pages begin. No query. Asks the reader's
    own process, as all that touches a PDF.
    """
    if not is_pdf(document):
        return None
    data = _bytes(document)
    source = SourceText(text=text, pages=tuple(pages))
    wanted = sorted({ReadSpan(start, end) for start, end in spans})
    try:
        width, height = _size(document.sha256, number)
        found = boxes(data, source, number, wanted)
    except NOT_A_PICTURE:
        return None
    return PagePlaces(
        width,
        height,
        tuple(Box((one.span.start, one.span.end), one.left, one.top, one.right, one.bottom) for one in found),
    )


def page_picture(viewer: Viewer, draft: Draft, number: int) -> bytes | None:
    """Return a page as PNG for somebody who keeps the document; what they may not read is painted over. Three queries.

    None where it has no picture, or where it is not known what would have to be covered.
    """
    document = draft.document
    reading = DocumentText.objects.filter(readings__drafts=draft).first()
    if reading is None or not is_pdf(document):
        return None
    hidden = hidden_regions(viewer, text_id=reading.pk, is_keeper=True)
    try:
        drawn = page_image(_bytes(document), number, scale=SCALE)
    except NOT_A_PICTURE:
        return None
    image = Image.open(io.BytesIO(drawn)).convert("RGB")
    if hidden:
        starts = list(Page.objects.filter(text=reading).values_list("start", flat=True))
        covered = page_places(document, number, hidden, text=reading.text, pages=starts)
        if covered is None:
            return None
        _cover(image, covered.boxes, image.width / covered.width)
    return _as_png(image)


def open_picture(view: PageView) -> bytes | None:
    """Return a page as PNG for somebody from whom nothing on it is hidden; None otherwise, and where it has no picture.

    What is hidden is never painted over for the public: then there is the text alone. No query.
    """
    if hidden_on_page(view) or not is_pdf(view.document):
        return None
    try:
        drawn = page_image(_bytes(view.document), view.number, scale=SCALE)
    except NOT_A_PICTURE:
        return None
    return _as_png(Image.open(io.BytesIO(drawn)).convert("RGB"))


def places_on(view: PageView, spans: Iterable[Span]) -> PagePlaces | None:
    """Return where words of a page's text stand on its picture; None where it has none to see. Two queries."""
    if hidden_on_page(view):
        return None
    pages = list(Page.objects.filter(text=view.reading).order_by("number").values_list("start", flat=True))
    text = DocumentText.objects.values_list("text", flat=True).get(pk=view.reading)
    begin = pages[view.number - 1]
    placed = [(begin + start, begin + end) for start, end in spans]
    return page_places(view.document, view.number, placed, text=text, pages=pages)


def _cover(image: Image.Image, places: Sequence[Box], scale: float) -> None:
    draw = ImageDraw.Draw(image)
    for one in places:
        draw.rectangle(
            (
                (one.left - MARGIN) * scale,
                (one.top - MARGIN) * scale,
                (one.right + MARGIN) * scale,
                (one.bottom + MARGIN) * scale,
            ),
            fill=(90, 104, 114),
        )


def _as_png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    few = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(buffer, "PNG", compress_level=9)
    return buffer.getvalue()


def _bytes(document: Document) -> bytes:
    with default_storage.open(original_name(document.sha256), "rb") as file:
        data: bytes = file.read()
    return data


@lru_cache(maxsize=2048)
def _size(sha256: str, number: int) -> tuple[float, float]:
    """Return the size of a page in points. Nothing of the page itself is remembered."""
    with default_storage.open(original_name(sha256), "rb") as file:
        drawn = page_image(file.read(), number, scale=1.0)
    with Image.open(io.BytesIO(drawn)) as image:
        return float(image.width), float(image.height)
