"""How a thing that somebody corrected is found again: by its words and where they stand, in any reading.

Within one reading the place is exact. In another one, the words are looked for in the new text first (`placed`), then a
thing of the same kind is chosen that stands there, or says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from roedtraad.documents.masking import same_words
from roedtraad.importing.sheet.things import Field, Kind, Sheet, Span, Spans, Thing, folded, quoted

SAME_PLACE = 0.5  # of what both cover together
ALIKE = 86  # two titles that differ in a word or two
ALIKE_WITH_NUMBER = 55
# Of these an item has one for each label, wherever it stands.
BY_LABEL = frozenset({Kind.SECTION})


@dataclass(frozen=True, slots=True)
class Anchor:
    """What tells which thing is meant. `spans` count in the text of the sheet that it is looked for in."""

    kind: Kind
    label: str = ""
    spans: Spans = ()
    item_number: str = ""
    item_title: str = ""
    added: int | None = None  # the correction that added the thing
    ordinal: int = 0  # among those of one kind that stand in the same place

    @classmethod
    def of(cls, thing: Thing, sheet: Sheet) -> Anchor:
        """Return the anchor of a thing of a sheet."""
        item = sheet.item_of(thing.ref)
        return cls(
            kind=thing.kind,
            label=thing.label,
            spans=thing.anchor_spans,
            item_number=item.get(Field.NUMBER) if item is not None else "",
            item_title=item.label if item is not None else "",
            added=thing.added,
            ordinal=_ordinal(thing),
        )


def find(sheet: Sheet, anchor: Anchor) -> Thing | None:
    """Return the thing that an anchor means, None where there is none that can be told apart."""
    if anchor.kind is Kind.MEETING:
        return sheet.meeting
    if anchor.added is not None:
        return next((one for one in sheet.things() if one.added == anchor.added), None)
    if anchor.kind is Kind.ITEM:
        return find_item(sheet, anchor)
    if anchor.kind is Kind.PERSON:
        return _best(sheet.people, anchor)
    return _find_part(sheet, anchor)


def _ordinal(thing: Thing) -> int:
    """Return which it is of those in one place: the number that `Refs` put behind its name, from 0."""
    parts = thing.ref.split("-")
    return int(parts[3]) - 1 if len(parts) == 4 and parts[3].isdigit() else 0


def overlapping(sheet: Sheet, anchor: Anchor) -> list[Thing]:
    """Return the things of the anchor's kind that stand where it points, however little they share with it."""
    pool = (
        sheet.people
        if anchor.kind is Kind.PERSON
        else tuple(part for item in sheet.items for part in item.parts if part.kind is anchor.kind)
    )
    if anchor.kind is Kind.ITEM:
        pool = sheet.items
    return [one for one in pool if shared(one.anchor_spans, anchor.spans) > 0]


def find_item(sheet: Sheet, anchor: Anchor) -> Thing | None:
    """Return the item that an anchor means, or that the thing which it means is part of."""
    if anchor.kind is Kind.ITEM:
        there = _at_place(sheet.items, anchor.spans)
        if there is not None:
            return there
    number = _bare(anchor.item_number)
    wanted = folded(anchor.item_title)
    scored = [
        (_likeness(wanted, number, item), -place, item)
        for place, item in enumerate(sheet.items)
        if _likeness(wanted, number, item)
    ]
    return max(scored, key=lambda one: one[:2])[2] if scored else None


def _likeness(title: str, number: str, item: Thing) -> float:
    mine = folded(item.label)
    same_number = bool(number) and _bare(item.get(Field.NUMBER)) == number
    alike = 100.0 if mine == title else fuzz.token_sort_ratio(mine, title)
    if alike >= ALIKE or (same_number and alike >= ALIKE_WITH_NUMBER):
        return alike + (20 if same_number else 0)
    return 0.0


def _bare(number: str) -> str:
    return number.strip(" .)(").casefold()


def _find_part(sheet: Sheet, anchor: Anchor) -> Thing | None:
    """Return a part of the item that is meant; where that has none such, what stands at the very place."""
    item = find_item(sheet, anchor)
    everywhere = [part for one in sheet.items for part in one.parts if part.kind is anchor.kind]
    if item is not None:
        found = _best([part for part in item.parts if part.kind is anchor.kind], anchor)
        if found is not None:
            return found
    # The same words stand under many items: only the place itself tells.
    return _at_place(everywhere, anchor.spans)


def _best(things: Sequence[Thing], anchor: Anchor) -> Thing | None:
    things = [one for one in things if one.added is None]
    if anchor.kind in BY_LABEL:
        return next((one for one in things if one.label == anchor.label), None)
    same = [one for one in things if one.label and folded(one.label) == folded(anchor.label)]
    exact = [one for one in same or things if one.spans and one.spans == anchor.spans]
    if exact:
        return exact[min(anchor.ordinal, len(exact) - 1)]
    there = _at_place(things, anchor.spans)
    if there is not None:
        return there
    if len(same) > 1 and anchor.spans:
        return min(same, key=lambda one: abs(one.start - anchor.spans[0][0]))
    return same[0] if len(same) == 1 else None


def _at_place(things: Iterable[Thing], spans: Spans) -> Thing | None:
    """Return the thing that covers most of a place."""
    if not spans:
        return None
    scored = [(shared(one.anchor_spans, spans), one) for one in things]
    best = max(scored, key=lambda one: one[0], default=None)
    return best[1] if best is not None and best[0] >= SAME_PLACE else None


def shared(one: Spans, other: Spans) -> float:
    """Return how much of what two stretches cover together both cover, 0–1."""
    both = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
    whole = _length(one) + _length(other) - both
    return both / whole if whole else 0.0


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def placed(spans: Spans, *, old: str, new: str) -> Spans:
    """Return where the words over spans of one text stand in another; () where they are not found.

    Of words that stand in several places, the place is taken that is as far into the text as before.
    """
    if old == new:
        return spans
    found: list[Span] = []
    for start, end in spans:
        places = same_words(new, quoted(old, [(start, end)]))
        if not places:
            return ()
        wanted = start / max(len(old), 1) * len(new)
        found.append(min(places, key=lambda place: abs(place[0] - wanted)))
    return tuple(found)
