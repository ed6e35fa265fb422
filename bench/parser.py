"""How fast text becomes minutes on one core, and that the time grows no faster than the text.

`python -m bench parser`. Beside the parser stands a naive peer, which splits lines by regular expressions and keeps
no places, no roles and no checks: the least that anybody would write. The time is the process' own, without start.
"""

from __future__ import annotations

import gc
import math
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import invented

from referat import parse
from referat.readers import read
from referat.source import SourceText

SIZES = (100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
GOAL = 500_000  # characters a second on one core
SHORT = 1.0  # seconds; a measurement shorter than this is made three times, a longer one twice
TOO_LONG = 60.0
SAMPLES = Path(__file__).parent.parent / "samples/vestbaelt"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run over one text came to."""

    characters: int
    seconds: float

    @property
    def speed(self) -> float:
        """Return characters a second."""
        return self.characters / self.seconds


def run() -> None:
    """Print the figures."""
    print("parser: characters per second on one core", flush=True)
    samples = sample_sources()
    if samples:
        _print_samples(samples)
    kinds: list[tuple[str, Callable[[int], str]]] = [
        ("minutes, invented", invented.minutes),
        ("running text", invented.prose),
        ("one table", invented.table),
    ]
    if samples:
        joined = "\n\n".join(source.text for source in samples)
        kinds.append(("the samples as one document, repeated", lambda size: repeated(joined, size)))
    for name, make in kinds:
        _print_kind(name, make)


def _print_samples(sources: Sequence[SourceText]) -> None:
    """Print the speed on documents of ordinary length, each parsed by itself."""
    results = [measured(lambda source: parse(source), source) for source in sources]
    together = Measured(sum(one.characters for one in results), sum(one.seconds for one in results))
    print(
        f"\n{len(sources)} samples, each by itself: {together.characters:,} characters in {together.seconds:.2f} s,"
        f" {together.speed:,.0f} chars/s; {together.seconds / len(sources) * 1000:.1f} ms a document",
        flush=True,
    )


def _print_kind(name: str, make: Callable[[int], str]) -> None:
    print(f"\n{name}")
    print(
        f"{'characters':>12}{'seconds':>10}{'chars/s':>12}{'s per MB':>10}{'ratio':>8}{'naive chars/s':>16}{'times':>8}"
    )
    results: list[Measured] = []
    for size in SIZES:
        text = make(size)
        ours = measured(lambda source: parse(source), SourceText(text))
        peer = measured(naive, SourceText(text))
        results.append(ours)
        per_mb = ours.seconds / ours.characters * 1e6
        ratio = (ours.seconds / ours.characters) / (results[0].seconds / results[0].characters)
        print(
            f"{ours.characters:>12,}{ours.seconds:>10.2f}{ours.speed:>12,.0f}{per_mb:>10.2f}{ratio:>8.2f}"
            f"{peer.speed:>16,.0f}{peer.speed / ours.speed:>8.1f}",
            flush=True,
        )
        if ours.seconds > TOO_LONG:
            print("(larger texts are left out: this one took too long)")
            break
    if len(results) < 2:
        return
    slowest = min(result.speed for result in results)
    verdict = "reached" if slowest >= GOAL else "MISSED"
    print(
        f"time grows as size^{exponent(results):.2f}; slowest {slowest:,.0f} chars/s (aim {GOAL:,}: {verdict})"
    )


def measured(work: Callable[[SourceText], object], source: SourceText) -> Measured:
    """Return the best of three runs, of two if they are long: the first of a size pays for memory that grows."""
    best = math.inf
    for number in range(3):
        gc.collect()
        started = time.process_time()
        work(source)
        best = min(best, time.process_time() - started)
        if number and best > SHORT:
            break
    return Measured(len(source.text), max(best, 1e-9))


def exponent(results: Sequence[Measured]) -> float:
    """Return b of the line log(time) = a + b log(size) that fits best: 1 is linear, 2 is quadratic."""
    xs = [math.log(result.characters) for result in results]
    ys = [math.log(result.seconds) for result in results]
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    slope = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return slope / sum((x - x_mean) ** 2 for x in xs)


def sample_sources() -> list[SourceText]:
    """Return the invented samples as the readers give them; none if there are none."""
    paths = sorted(path for path in SAMPLES.rglob("*") if path.is_file())
    return [read(path.read_bytes(), filename=path.name) for path in paths]


def repeated(text: str, characters: int) -> str:
    """Return the text again and again until it has so many characters."""
    return (text * (characters // len(text) + 1))[:characters]


_ITEM = re.compile(r"^(?:Punkt|Pkt\.?)\s+(\d+)[.:]?\s+(.+)$", re.IGNORECASE)
_HEADING = re.compile(
    r"^(Sagsfremstilling|Indstilling|Beslutning|Referat|Bilag|Resumé)\b:?\s*(.*)$", re.IGNORECASE
)
_DATE = re.compile(
    r"\b(\d{1,2})\. (januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december) (\d{4})"
)
_AMOUNT = re.compile(r"([\d.]+(?:,\d+)?)\s*(mio\.|t\.)?\s*kr\.")


def naive(source: SourceText) -> list[dict[str, object]]:
    """Split minutes as a weekend script would: regular expressions over each line, no places."""
    items: list[dict[str, object]] = []
    item: dict[str, object] = {}
    current: list[str] = []
    dates: list[tuple[str, ...]] = []
    amounts: list[tuple[str, ...]] = []
    for line in source.text.split("\n"):
        line = line.strip()
        if match := _ITEM.match(line):
            current, dates, amounts = [], [], []
            item = {"number": match[1], "title": match[2], "dates": dates, "amounts": amounts}
            items.append(item)
        elif match := _HEADING.match(line):
            current = [match[2]]
            item[match[1].lower()] = current
        else:
            current.append(line)
        dates += _DATE.findall(line)
        amounts += _AMOUNT.findall(line)
    return items
