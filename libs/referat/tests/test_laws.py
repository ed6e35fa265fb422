"""The laws of the library, on any text and on minutes with something broken in them.

Parsing never raises and always ends; the same text gives the same minutes; every quotation is what stands in its
spans; blocks and unread text together cover the document; a year that was inferred is said to be.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat import ReadError, as_json, parse, quoted, read_text
from referat.model import Minutes, Quote
from referat.source import Mark, MarkKind, SourceText, Span

SAMPLES = Path(__file__).parent / "samples"
SCHEMA = json.loads((SAMPLES / "minutes.schema.json").read_text(encoding="utf-8"))

# What minutes are made of, so that random texts reach the corners of the parser.
PARTS = st.sampled_from(
    ["Punkt 1: Velkomst", "Punkt 2: Økonomi (15 min)", "Punkt 3", "1. ", "2. Budget", "3) Eventuelt", "2 - Status", "2.1 Del", "Ad 1.", "IV. Slut", "a) ",
     "Beslutning", "Beslutning: ", "Beslutning i Rådet den 16-01-2023", "Økonomiudvalget, 4. marts 2025, pkt. 3: Godkendt", "Sagsforløb", "Resumé",
     "Sagsfremstilling", "Indstilling", "Det indstilles, at Rådet:", "Forvaltningen indstiller,", "at budgettet godkendes", "Bilag", "Bilag: Notat.pdf",
     "Fraværende ", "Afbud: ", "Fraværende Bo Lund, PLO, PLO, Lene Bech", "Deltagere", "Mødedeltagere Anna Dam, V, Bo Lund (Fravær)", "Til stede var ",
     "Anna Dam", "Bo Lund, Fjordby Kommune", "Lene Bech deltog ikke i sagens behandling.", "Mødedato\tMandag d. 16. januar 2023 kl. 12:30", "Mødested Teams",
     "REFERAT Sundhedsklynge Vestbælt d. 16-01-2023", "Dagsorden", "Indholdsfortegnelse", "Velkomst.....\t3", "Økonomi ........ 5", "Godkendt.", "-", "Udsat.",
     "Taget til efterretning.", "Forvaltningen udarbejder et oplæg til næste møde den 3. maj 2023.", "For stemte A og V. Imod stemte O.", "22/43575",
     "Navn\tTil stede\nAnna Dam\tx\nBo Lund\tafbud", "Emne\tBeslutning\tAnsvarlig\nVelkomst\tGodkendt\tBo", "| A | B |\n|---|---|\n| 1 | 2 |", "I alt   1.000   2.000",
     "**", "# ", "## ", "- ", "o ", "• ", "> ", "___", "\n", "\n\n", "\t", "  ", " ", "\f", "\u00a0", "\x00", "\u2028", "İ", "ß", "½", "\ud7ff", ":", ".", ",", "(", ")",
     "kr. 1.234,50", "ca. 2 mio. kr.", "31. november", "12. oktober og 7. december 2022", "10. maj", "Side 3 af 12", "Mødet hævet kl. 17.30", "Lukket punkt", "et", "Å"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(PARTS, max_size=40).map("".join),
    st.lists(PARTS, max_size=40).map("\n".join),
    st.lists(PARTS, max_size=25).map("\n\n".join),
)
DOCUMENTS = [
    path.read_bytes().decode("cp1252" if path.stem == "andelsboligforening" else "utf-8")
    for path in sorted(SAMPLES.glob("*.txt")) + sorted(SAMPLES.glob("*.md"))
    if path.name != "README.md"
]


@st.composite
def broken_documents(draw: st.DrawFn) -> str:
    """A sample with lines lost, doubled, moved, cut and put in."""
    lines = draw(st.sampled_from(DOCUMENTS)).split("\n")
    start = draw(st.integers(0, max(len(lines) - 30, 0)))
    lines = lines[start : start + draw(st.integers(1, 120))]
    for _ in range(draw(st.integers(0, 12))):
        at = draw(st.integers(0, len(lines)))
        change = draw(st.sampled_from(["lose", "double", "move", "cut", "put", "join"]))
        line = lines[min(at, len(lines) - 1)] if lines else ""
        if change == "lose":
            del lines[at : at + 1]
        elif change == "double":
            lines.insert(at, line)
        elif change == "move":
            lines.insert(
                draw(st.integers(0, len(lines))), lines.pop(min(at, len(lines) - 1)) if lines else ""
            )
        elif change == "cut":
            lines[at : at + 1] = [line[: len(line) // 2], line[len(line) // 2 :]]
        elif change == "join":
            lines[at : at + 2] = [" ".join(lines[at : at + 2])]
        else:
            lines.insert(at, draw(PARTS))
    return draw(st.sampled_from(["\n", "\n\n"])).join(lines)


ANY_TEXT = st.one_of(TEXTS, broken_documents())


@st.composite
def marked_sources(draw: st.DrawFn) -> SourceText:
    """A text with marks and pages that no sane reader would set."""
    text = draw(ANY_TEXT)
    offsets = st.integers(-3, len(text) + 3)
    marks = draw(
        st.lists(
            st.builds(Mark, offsets, offsets, st.sampled_from(list(MarkKind)), st.integers(0, 9)), max_size=8
        )
    )
    pages = draw(st.lists(st.integers(0, len(text)), max_size=4))
    return SourceText(text=text, marks=tuple(sorted(marks)), pages=tuple(sorted({0, *pages})))


def source_of(text: str) -> SourceText:
    """Return the text as a reader gives it; one without words goes past the reader, which would refuse it."""
    try:
        return read_text(text)
    except ReadError:
        return SourceText(text=text)


def quotes_in(value: Any) -> Iterator[Quote]:
    """Yield every quotation inside a value."""
    if isinstance(value, Quote):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from quotes_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from quotes_in(part)


def spans_in(value: Any) -> Iterator[Span]:
    """Yield every span inside a value."""
    if isinstance(value, Span):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from spans_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from spans_in(part)


def check_the_laws(source: SourceText, minutes: Minutes) -> None:
    """Assert every law but the one about time."""
    text = source.text
    for quote in quotes_in(minutes):
        assert quote.text == quoted(text, quote.spans)
        assert quote.spans, "a quotation stands somewhere"
        assert all(0 <= span.start <= span.end <= len(text) for span in quote.spans)
    for span in spans_in(minutes):
        assert 0 <= span.start <= span.end <= len(text)
    covered = bytearray(len(text))
    for span in [*(block.span for block in minutes.blocks), *minutes.unread]:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    assert not [at for at, character in enumerate(text) if not character.isspace() and not covered[at]]


@given(ANY_TEXT)
def test_every_law_holds_for_any_text(text: str) -> None:
    source = source_of(text)
    check_the_laws(source, parse(source))


@given(marked_sources())
def test_every_law_holds_whatever_a_reader_marks(source: SourceText) -> None:
    check_the_laws(source, parse(source))


@given(ANY_TEXT)
def test_the_same_text_gives_the_same_minutes(text: str) -> None:
    assert parse(source_of(text)) == parse(source_of(text))


@given(ANY_TEXT)
def test_what_was_read_can_be_written_as_the_schema_says(text: str) -> None:
    source = source_of(text)
    record = as_json(parse(source), source)
    jsonschema.validate(record, SCHEMA)
    assert json.loads(json.dumps(record)) == record


@given(ANY_TEXT)
def test_a_day_of_the_meeting_that_does_not_stand_there_is_said_to_be_inferred(text: str) -> None:
    source = source_of(text)
    minutes = parse(source)
    meeting = minutes.meeting
    codes = {problem.code for problem in minutes.problems}
    if meeting.held_on is None:
        assert "date_missing" in codes
        return
    words = quoted(source.text, meeting.held_on_spans)
    year = f"{meeting.held_on.year % 100:02}"
    assert year in words or codes & {"date_year_inferred", "date_guessed"}


@given(ANY_TEXT)
def test_a_year_that_was_inferred_for_a_time_is_named_as_inferred(text: str) -> None:
    source = source_of(text)
    for item in parse(source).items:
        for time in item.dates:
            assert time.resolved is None or time.resolved == time.value or time.inferred
            assert (
                not time.value.startswith("XXXX")
                or time.resolved is None
                or "year" in time.inferred
                or time.inferred
            )


@given(ANY_TEXT)
def test_items_without_a_printed_number_are_said_to_be_counted(text: str) -> None:
    minutes = parse(source_of(text))
    counted = {problem.item for problem in minutes.problems if problem.code == "number_inferred"}
    assert {item.number for item in minutes.items if not item.number_spans} == counted


ENDLESS = [
    "a", " ", "\n", "\t", ".", "1. ", "1.\n", "- ", "|", "|\n", "Punkt 1: ", "Punkt 1:\n", "(", "()", "kl. ", "Beslutning ", "Beslutning\n", "Fraværende ", "Bo, ", "Bo Lund, PLO, ",
    "at ", "at\n", "Det indstilles, at ", "godkender og ", "A\tB\n", "A   B\n", "A:\n", "A: ", "**", "# ", "# A\n", "_", "Side 1 af 2\n", "Deltagere\n", "Deltager ", "den 1. maj ", "1.1 A\n",
    "Mødet hævet ", "næste møde ", "Sagsforløb\nX, 1. maj 2024: ", "For stemte ", "Bilag 1.pdf, ", "A.....3\n", "I. A\n", "> ", "Aa ", "é", "\x00", "tog ", "tog det til ", "ikke ", ", ", "; ",
]  # fmt: skip


@pytest.mark.parametrize("unit", ENDLESS)
def test_a_text_of_one_thing_over_and_over_is_read_in_time(unit: str) -> None:
    source = source_of(unit * (60_000 // len(unit)))
    started = process_time()
    check_the_laws(source, parse(source))
    assert process_time() - started < 10
