"""Pages a second from the bytes of PDF files to text and to minutes, beside bare pypdfium2 and pdfminer.six.

`python -m bench readers`. The peers give characters in the order of the file and nothing else; what is measured here
goes through the child process and ends in reading order, whole words, paragraphs, tables and marks.
"""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2
import typst
from bench import invented
from pdfminer.high_level import extract_text

from referat import parse
from referat.readers import boxes, page_image, read
from referat.source import Span

GOAL_TEXT, GOAL_MINUTES = 3.0, 4.0  # times bare pypdfium2
ROUNDS = 5
SLOW_PAGES = 12  # pages that pdfminer is given of each file


@dataclass(frozen=True, slots=True)
class File:
    """One PDF file."""

    name: str
    data: bytes
    pages: int


def run() -> None:
    """Print the figures."""
    print("readers: pages per second from PDF bytes, and how many times bare pypdfium2 takes")
    print(
        f"{'file':<34}{'pages':>6}{'bare':>8}{'text':>8}{'times':>7}{'minutes':>9}{'times':>7}{'pdfminer':>10}{'times':>7}"
    )
    totals = [0.0, 0.0, 0.0]
    for file in files():
        bare, text, minutes, miner = _measured(file)
        for at, seconds in enumerate((bare, text, minutes)):
            totals[at] += seconds
        print(
            f"{file.name:<34}{file.pages:>6}{file.pages / bare:>8.0f}{file.pages / text:>8.0f}{text / bare:>7.1f}"
            f"{file.pages / minutes:>9.0f}{minutes / bare:>7.1f}{file.pages / miner:>10.1f}{miner / bare:>7.0f}"
        )
    for name, seconds, goal in (("text", totals[1], GOAL_TEXT), ("minutes", totals[2], GOAL_MINUTES)):
        ratio = seconds / totals[0]
        print(f"all files to {name}: {ratio:.1f} times bare pypdfium2 (goal: at most {goal:.0f})")
    _print_page(files()[0])


def _measured(file: File) -> tuple[float, float, float, float]:
    """Return the seconds for the whole file: bare, to text, to minutes, pdfminer. The best of several rounds."""
    read(file.data)  # starts the child
    ways: list[Callable[[], object]] = [
        lambda: bare_text(file.data),
        lambda: read(file.data),
        lambda: parse(read(file.data)),
    ]
    best = [float("inf")] * len(ways)
    for _ in range(ROUNDS):
        for at, way in enumerate(ways):  # in turn, so that what else the machine does hits all of them
            best[at] = min(best[at], _seconds(way))
    shown = min(file.pages, SLOW_PAGES)
    miner = _seconds(lambda: extract_text(io.BytesIO(file.data), maxpages=shown)) * file.pages / shown
    return best[0], best[1], best[2], miner


def _seconds(way: Callable[[], object]) -> float:
    start = time.perf_counter()
    way()
    return time.perf_counter() - start


def bare_text(data: bytes) -> str:
    """Return the text of a PDF as pypdfium2 gives it, in this process, with nothing done to it."""
    document = pypdfium2.PdfDocument(data)
    parts = []
    for page in document:
        text_page = page.get_textpage()
        parts.append(text_page.get_text_range())
        text_page.close()
        page.close()
    document.close()
    return "".join(parts)


def _print_page(file: File) -> None:
    """Print what one page costs that is shown to a person: its image, and the places of twenty words on it."""
    source = read(file.data)
    begin, end = source.pages[1], source.pages[2]
    spans = [Span(at, at + 8) for at in range(begin, end - 8, max((end - begin) // 20, 1))]
    image = min(_seconds(lambda: page_image(file.data, 2, scale=1.5)) for _ in range(ROUNDS))
    places = min(_seconds(lambda: boxes(file.data, source, 2, spans)) for _ in range(ROUNDS))
    print(
        f"one page of {file.name}: image {image * 1000:.0f} ms, places of {len(spans)} spans {places * 1000:.0f} ms"
    )


# --- the files --------------------------------------------------------------------------------------------------------


def files() -> list[File]:
    """Return the files to read: as several producers and layouts make them."""
    made = [
        ("minutes, ragged", _typst(invented.minutes(120_000), "")),
        ("minutes, justified and hyphenated", _typst(invented.minutes(120_000), "#set par(justify: true)\n")),
        (
            "minutes in two columns",
            _typst(invented.minutes(80_000), "#set page(columns: 2)\n#set par(justify: true)\n"),
        ),
        ("tables with ruling lines", typst.compile(_tables(40).encode())),
        ("tables without", typst.compile(("#set table(stroke: none)\n" + _tables(40)).encode())),
    ]
    return [File(name, data, len(pypdfium2.PdfDocument(data))) for name, data in made]


def _typst(text: str, setup: str) -> bytes:
    escaped = "".join("\\" + char if char in "#*_$<>@`[]\\~" else char for char in text)
    lines = (f"== {line}" if line.startswith("Punkt ") else line for line in escaped.split("\n"))
    head = '#set text(lang: "da")\n#set page(header: [Sundhedsklynge Vestbælt], numbering: "1 / 1")\n#outline()\n'
    return typst.compile((setup + head + "\n".join(lines)).encode())


def _tables(count: int) -> str:
    draw = random.Random(3)
    parts = ['#set text(lang: "da", size: 10pt)\n']
    for number in range(count):
        cells = ["[Projekt]", "[Fjordby]", "[Hedelund]", "[Strandby]", "[I alt]"]
        for _ in range(12):
            cells.append(f"[{draw.choice(invented.TOPICS)}]")
            cells += [f"[{draw.randrange(10_000, 999_999):,} kr.]".replace(",", ".") for _ in range(4)]
        parts.append(f"== Punkt {number + 1}: {draw.choice(invented.TOPICS)}\nFordelingen ses af tabellen.\n")
        parts.append(f"#table(columns: (1fr, auto, auto, auto, auto), {', '.join(cells)})\n")
    return "\n".join(parts)
