"""The benchmarks measure what they say: invented minutes that are read as minutes, and a peer that finds them too."""

import subprocess
import sys
from pathlib import Path

import pytest
from bench import invented, parser

from referat import parse
from referat.source import SourceText

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("make", [invented.minutes, invented.prose, invented.table])
def test_a_text_is_as_long_as_asked_and_the_same_each_time(make) -> None:  # type: ignore[no-untyped-def]
    assert 50_000 <= len(make(50_000)) < 55_000
    assert make(50_000) == make(50_000)
    assert make(50_000, seed=2) != make(50_000)


def test_what_is_measured_are_minutes_with_items_decisions_and_amounts() -> None:
    text = invented.minutes(20_000)
    items = parse(SourceText(text)).items
    assert len(items) == text.count("\nPunkt ")
    assert all(item.conclusions or item.commitments for item in items)
    assert all(item.amounts for item in items)


def test_the_naive_peer_finds_the_same_items() -> None:
    text = invented.minutes(20_000)
    numbers = [item["number"] for item in parser.naive(SourceText(text))]
    assert numbers == [item.number for item in parse(SourceText(text)).items]


def test_the_exponent_tells_linear_from_quadratic() -> None:
    sizes = (1_000, 10_000, 100_000)
    linear = [parser.Measured(size, size / 1e6) for size in sizes]
    quadratic = [parser.Measured(size, size**2 / 1e6) for size in sizes]
    assert parser.exponent(linear) == pytest.approx(1)
    assert parser.exponent(quadratic) == pytest.approx(2)


def test_a_benchmark_that_is_not_there_is_named_with_those_that_are() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bench", "findes-ikke"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert "parser" in run.stderr
