"""What the child process does with a PDF: read it, draw a page, find the places of words. Runs in the child only."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from referat.errors import ReadError
from referat.readers.limits import MAX_CHARACTERS, MAX_PAGES, MAX_PIXELS
from referat.readers.pdf.assembly import assemble
from referat.readers.pdf.glyphs import PageGlyphs
from referat.readers.pdf.mistakes import NoSuchPage
from referat.readers.pdf.page import PageLines, page_lines
from referat.readers.pdf.places import rectangles
from referat.source import SourceText

_BROKEN = "Filen er ikke en hel PDF-fil: den kan ikke åbnes. Hent den igen fra dens kilde, eller gem dokumentet som PDF på ny."
_ENCRYPTED = (
    "PDF-filen er låst med en adgangskode. Åbn den med koden, gem den uden adgangskode, og prøv igen."
)
_SCAN = (
    "PDF-filen er billeder af tekst uden selve teksten, sandsynligvis en scanning. "
    "Kør den gennem tekstgenkendelse (OCR), eller find dokumentet, som det blev scannet fra."
)
_GARBLED = (
    "Teksten i PDF-filen kan ikke læses: filen siger ikke, hvilke bogstaver dens tegn er. "
    "Gem dokumentet som PDF på ny fra det program, det er skrevet i, eller kør filen gennem tekstgenkendelse (OCR)."
)
_LONG = f"PDF-filen har flere end {MAX_PAGES} sider. Del den i flere filer."
# Control characters, the private area, and letters that are not Latin.
_UNKNOWN = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\x80-\x9f\ue000-\uf8ff\ufffd]|[^\\W0-9A-Za-z_\xaa-\u024f]")
_KNOWN = re.compile("[0-9A-Za-z\xc0-\u024f]")
_FEWEST_LETTERS = 3  # on a page on average; what a scanner stamps on its images is no text


def read_document(data: bytes) -> SourceText:
    """Return the text of a PDF. Pages that cannot be read, or have no text, are named in `problems`.

    Raises:
        ReadError: `broken`, `encrypted`, `no_text` or `too_large`.
    """
    document = _open(data)
    try:
        count = len(document)
        if count == 0:
            raise ReadError("broken", _BROKEN)
        if count > MAX_PAGES:
            raise ReadError("too_large", _LONG)
        pages, broken, bare = _pages(document, count)
    finally:
        document.close()
    if len(broken) == count:
        raise ReadError("broken", _BROKEN)
    if _is_garbled(pages):
        raise ReadError("no_text", _GARBLED)
    letters = sum(
        piece.length for page in pages for line in page.lines for cell in line.cells for piece in cell
    )
    if letters < _FEWEST_LETTERS * count:
        raise ReadError("no_text", _SCAN)
    return replace(assemble(pages), problems=tuple(_problems(broken, bare)))


def _pages(document: pdfium.PdfDocument, count: int) -> tuple[list[PageLines], list[int], list[int]]:
    """Return the lines of all pages, the numbers of the broken ones, and of those with an image but no text."""
    pages: list[PageLines] = []
    broken: list[int] = []
    bare: list[int] = []
    characters = 0
    for index in range(count):
        try:
            glyphs = PageGlyphs(document, index)
        except pdfium.PdfiumError:
            broken.append(index + 1)
            pages.append(PageLines("", [], 0.0, 0.0))
            continue
        try:
            pages.append(page_lines(glyphs))
            if not pages[-1].lines and _has_image(glyphs):
                bare.append(index + 1)
        finally:
            glyphs.close()
        characters += len(pages[-1].chars)
        if characters > MAX_CHARACTERS:
            raise ReadError(
                "too_large", "PDF-filen har mere tekst, end et referat kan have. Del den i flere filer."
            )
    return pages, broken, bare


def _is_garbled(pages: list[PageLines]) -> bool:
    """Return whether most of the characters are no letters that anybody knows: fonts without a table of characters."""
    unknown = sum(len(_UNKNOWN.findall(page.chars)) for page in pages)
    known = sum(len(_KNOWN.findall(page.chars)) for page in pages) if unknown else 0
    return unknown > known


def _has_image(glyphs: PageGlyphs) -> bool:
    kinds = {item.type for item in glyphs.page.get_objects(max_depth=2)}
    return raw.FPDF_PAGEOBJ_IMAGE in kinds


def _problems(broken: list[int], bare: list[int]) -> Iterator[tuple[str, str]]:
    if broken:
        yield "page_broken", f"{_named(broken)} i PDF-filen er i stykker og kunne ikke læses."
    if bare:
        yield (
            "page_without_text",
            f"{_named(bare)} er billeder uden tekst, og det, der står på dem, er ikke læst.",
        )


def _named(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Side {numbers[0]}"
    return "Siderne " + ", ".join(map(str, numbers[:-1])) + f" og {numbers[-1]}"


def draw_page(data: bytes, index: int, scale: float) -> bytes:
    """Return a page (from 0) as PNG, `scale` pixels to the point; less where the image would be too large.

    Raises:
        ReadError: as `read_document`.
        NoSuchPage: the document has fewer pages.
    """
    document = _open(data)
    try:
        page = document[_checked(document, index)]
        width, height = page.get_size()
        scale = min(scale, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
        image = page.render(scale=scale).to_pil()
    except pdfium.PdfiumError as error:
        raise ReadError("broken", f"Side {index + 1} i PDF-filen er i stykker og kan ikke vises.") from error
    finally:
        document.close()
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=3)
    return buffer.getvalue()


def find_places(
    data: bytes, index: int, text: str, spans: list[tuple[int, int]]
) -> list[tuple[int, float, float, float, float]]:
    """Return the rectangles of spans of the text of one page: which span, left, top, right, bottom in points.

    Raises:
        ReadError: as `read_document`.
        NoSuchPage: the document has fewer pages.
        NotItsText: the text is not that of the page.
    """
    document = _open(data)
    try:
        glyphs = PageGlyphs(document, _checked(document, index))
        try:
            return rectangles(glyphs, text, spans)
        finally:
            glyphs.close()
    except pdfium.PdfiumError as error:
        raise ReadError("broken", f"Side {index + 1} i PDF-filen er i stykker og kan ikke vises.") from error
    finally:
        document.close()


def _checked(document: pdfium.PdfDocument, index: int) -> int:
    if not 0 <= index < len(document):
        raise NoSuchPage(f"the PDF has {len(document)} pages; there is no page {index + 1}")
    return index


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ReadError("encrypted", _ENCRYPTED) from error
        raise ReadError("broken", _BROKEN) from error
