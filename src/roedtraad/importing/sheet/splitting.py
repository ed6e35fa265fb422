"""Cut an item in two where a person marked the title of a second one. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from roedtraad.importing.sheet.anchors import SAME_PLACE, shared
from roedtraad.importing.sheet.things import Field, Kind, Span, Spans, Thing, Value, quoted

# What an item that was cut in two says of both halves.
_OF_BOTH = frozenset({Field.CASE_NUMBER, Field.IS_CLOSED, Field.IS_SUPPLEMENTARY})


def begins_item(item: Thing, spans: Spans) -> bool:
    """Return whether these words are the title of an item."""
    return shared(item.anchor_spans, spans) >= SAME_PLACE


def divided(
    item: Thing, spans: Spans, *, key: int, given: Mapping[str, str], text: str
) -> tuple[Thing, Thing]:
    """Return what is left of an item, and the new one whose title stands at `spans`. `given` has its title and number."""
    begin, end = spans[0][0], spans[-1][1]
    kept = (_cut(part, None, begin, text) for part in item.parts)
    moved = (_cut(part, end, None, text) for part in item.parts)
    new = Thing(
        ref=f"added-{key}",
        kind=Kind.ITEM,
        label=given[Field.TITLE],
        spans=_within(item.spans, begin, None),
        values=(
            Value(Field.NUMBER, given.get(Field.NUMBER, ""), original="", correction=key),
            Value(Field.TITLE, given[Field.TITLE], spans, original="", correction=key),
            *(value for value in item.values if value.field in _OF_BOTH),
        ),
        parts=tuple(part for part in moved if part is not None),
        added=key,
    )
    old = replace(
        item,
        spans=_within(item.spans, None, begin),
        parts=tuple(part for part in kept if part is not None),
    )
    return old, new


def _cut(part: Thing, begin: int | None, end: int | None, text: str) -> Thing | None:
    """Return what of a part stands in a stretch; None where nothing does. A section is cut, all else is whole."""
    if not part.spans:
        return part if begin is None else None
    within = _within(part.spans, begin, end)
    if within == part.spans:
        return part
    if part.kind is not Kind.SECTION:
        # It belongs to where it begins.
        begins_here = (begin is None or part.start >= begin) and (end is None or part.start < end)
        return part if begins_here else None
    if not quoted(text, within):
        return None
    words = part.said(Field.TEXT)
    changed = Value(
        Field.TEXT,
        _lines(text, within),
        within,
        words.original if words is not None else None,
        words.correction if words is not None else None,
    )
    ref = part.ref if begin is None else f"{part.ref}-after"
    return replace(part, ref=ref, spans=within).with_value(changed)


def _lines(text: str, spans: Spans) -> str:
    pieces = "\n".join(text[start:end] for start, end in spans)
    return "\n".join(line.strip() for line in pieces.splitlines()).strip()


def _within(spans: Spans, begin: int | None, end: int | None) -> Spans:
    cut: list[Span] = []
    for first, last in spans:
        first = first if begin is None else max(first, begin)
        last = last if end is None else min(last, end)
        if first < last:
            cut.append((first, last))
    return tuple(cut)
