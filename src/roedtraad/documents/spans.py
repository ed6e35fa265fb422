"""How spans are kept in a column: 'start-end' pairs joined by commas, half-open, in code points of a reading."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]


def write_spans(spans: Iterable[Span]) -> str:
    """Return '10-24,30-41'."""
    return ",".join(f"{start}-{end}" for start, end in spans)


def read_spans(written: str) -> tuple[Span, ...]:
    """Return what `write_spans` wrote."""
    pairs = (pair.split("-") for pair in written.split(",") if pair)
    return tuple((int(start), int(end)) for start, end in pairs)
