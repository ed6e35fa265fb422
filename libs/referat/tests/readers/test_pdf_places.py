"""Where words stand on their page: every rectangle lies on the page and holds the words that were asked for."""

import itertools
import random
import re

import pypdfium2
import pytest

from readers.drawing import Words, drawn_pdf, paragraph, typst_pdf
from readers.test_pdf import LONG, TABLE
from referat.readers import NoSuchPage, NotItsText, boxes, page_image, read, read_text
from referat.source import Span

CELLS = ", ".join(f"[{cell}]" for row in TABLE for cell in row)
DOCUMENTS = {
    "prose": typst_pdf(f"#set par(justify: true)\n= Referat\n{LONG}\n\n{LONG}", width="12cm"),
    "columns": typst_pdf(f"#columns(2)[{LONG}\n\n{LONG}]", height="16cm"),
    "table": typst_pdf(f"Før\n#table(columns: (4cm, 3cm, 3cm, 3cm), {CELLS})\n\nEfter\n#pagebreak()\n{LONG}"),
    "list": typst_pdf(
        "Indstilling\n+ godkender\n+ drøfter den meget lange indstilling\n- punkt\n  - underpunkt"
    ),
    "accents": drawn_pdf(paragraph(70, 100, ["Århus og Ærø på økonomi-", "udvalget: É, ü, ½ og §"])),
}


def letters(text):
    return re.sub(r"[\s\x00-\x1f\xad\ufffe-]", "", text)


def words_in(data, page, box):
    """Return what pdfium, asked directly, finds in a rectangle."""
    document = pypdfium2.PdfDocument(data)
    height = document[page - 1].get_height()
    shrunk = {
        "left": box.left + 0.4,
        "right": box.right - 0.4,
        "top": height - box.top - 1,
        "bottom": height - box.bottom + 1,
    }
    return document[page - 1].get_textpage().get_text_bounded(**shrunk)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_words_at_a_span_are_the_words_in_its_rectangles(name):
    data = DOCUMENTS[name]
    source = read(data)
    starts = [*source.pages, len(source.text)]
    for page in range(1, len(source.pages) + 1):
        words = re.finditer(r"[^\s/]+", source.text[starts[page - 1] : starts[page]])
        spans = [Span(match.start() + starts[page - 1], match.end() + starts[page - 1]) for match in words]
        found = boxes(data, source, page, spans)
        assert {box.span for box in found} == set(spans)
        for span in spans:
            inside = "".join(words_in(data, page, box) for box in found if box.span == span)
            assert letters(source.text[span.start : span.end]) == letters(inside)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_rectangle_lies_on_its_page(name):
    data = DOCUMENTS[name]
    source = read(data)
    rng = random.Random(name)
    for page in range(1, len(source.pages) + 1):
        width, height = pypdfium2.PdfDocument(data)[page - 1].get_size()
        ends = sorted(rng.sample(range(len(source.text)), 20))
        spans = [Span(start, end) for start, end in itertools.pairwise(ends)]
        for box in boxes(data, source, page, spans):
            assert 0 <= box.left < box.right <= width
            assert 0 <= box.top < box.bottom <= height


def test_a_word_over_two_lines_has_two_rectangles():
    data = drawn_pdf(paragraph(70, 100, ["Det blev aftalt i sundheds-", "klyngen, at alle gør det."]))
    source = read(data)
    start = source.text.index("sundhedsklyngen")
    first, second = boxes(data, source, 1, [Span(start, start + len("sundhedsklyngen"))])
    assert first.bottom <= second.top + 1
    assert first.left > second.left


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_rectangles_of_a_turned_page_lie_where_it_is_shown(quarter):
    data = drawn_pdf([Words(70, 100, "Første linje"), Words(70, 140, "Anden linje")], rotate=quarter)
    source = read(data)
    (box,) = boxes(data, source, 1, [Span(0, len("Første"))])
    assert box.left == pytest.approx(70, abs=1)
    assert box.top < 100 < box.bottom
    assert 20 < box.right - box.left < 50


def test_a_span_on_another_page_has_no_rectangle_here():
    data = drawn_pdf([Words(70, 100, "Første side")], [Words(70, 100, "Anden side")])
    source = read(data)
    here = Span(source.text.index("Anden"), source.text.index("Anden") + 5)
    assert boxes(data, source, 1, [here]) == []
    assert len(boxes(data, source, 2, [here])) == 1


def test_a_page_that_is_not_there_is_said_to_be_so():
    data = DOCUMENTS["list"]
    source = read(data)
    with pytest.raises(NoSuchPage):
        boxes(data, source, 2, [Span(0, 3)])
    with pytest.raises(NoSuchPage):
        page_image(data, 2)


def test_a_text_of_another_file_is_refused():
    with pytest.raises(NotItsText):
        boxes(
            DOCUMENTS["list"],
            read_text("Noget helt andet, som ikke står i filen overhovedet."),
            1,
            [Span(0, 9)],
        )


def test_a_page_is_drawn_at_the_scale_that_was_asked_for():
    image = page_image(DOCUMENTS["prose"], 1, scale=2.0)
    assert image.startswith(b"\x89PNG")
    width, height = int.from_bytes(image[16:20]), int.from_bytes(image[20:24])
    page_width, page_height = pypdfium2.PdfDocument(DOCUMENTS["prose"])[0].get_size()
    assert abs(width - 2 * page_width) <= 2
    assert abs(height - 2 * page_height) <= 2


def test_a_huge_image_is_drawn_smaller():
    image = page_image(DOCUMENTS["prose"], 1, scale=1000.0)
    assert int.from_bytes(image[16:20]) * int.from_bytes(image[20:24]) <= 26_000_000
