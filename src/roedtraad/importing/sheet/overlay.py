"""Lay what people corrected over what was read. Nothing that a person said is dropped in silence: where it does not fit
any more, or the reader now says something else, it is returned as a *doubt* and asked about.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from roedtraad.importing.sheet.anchors import Anchor, find, find_item, overlapping
from roedtraad.importing.sheet.splitting import begins_item, divided
from roedtraad.importing.sheet.things import MAIN, Field, Kind, Sheet, Spans, Thing, Value, folded


class Act(StrEnum):
    """What was done; the same codes as `models.Act`."""

    SET = "set"
    ADD = "add"
    REMOVE = "remove"
    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction. All spans count in the present text; `is_lost`: its words are not found there.

    `marked` is where a new value stands, `target` the item that another is merged into. `is_reread`: it was made on
    another reading than the present one.
    """

    key: int
    act: Act
    anchor: Anchor
    field: Field | None = None
    read_value: str = ""
    new_value: str = ""
    marked: Spans = ()
    target: Anchor | None = None
    is_lost: bool = False
    is_reread: bool = False


class DoubtKind(StrEnum):
    """Why a correction is asked about."""

    LOST = "lost"  # there is nothing any more that it fits
    DIFFERS = "differs"  # the reader now says something else than when it was made


@dataclass(frozen=True, slots=True)
class Doubt:
    """A correction that must be looked at. `now` is what the reader says now, `ref` the thing that it is about."""

    correction: Corrected
    kind: DoubtKind
    now: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Landed:
    """Where a correction found its place in this reading: with this it is tied to it for good."""

    anchor: Anchor
    read_value: str = ""


@dataclass(frozen=True, slots=True)
class Overlaid:
    """A sheet with corrections, the choices made for names, what must be asked, and where each correction landed."""

    sheet: Sheet
    choices: Mapping[tuple[Kind, str], str] = field(default_factory=dict)  # (NAME or PARTY, folded words)
    doubts: tuple[Doubt, ...] = ()
    landed: Mapping[int, Landed] = field(default_factory=dict)


@dataclass(slots=True)
class _Work:
    sheet: Sheet
    choices: dict[tuple[Kind, str], str] = field(default_factory=dict)
    doubts: dict[tuple[str, str], Doubt] = field(default_factory=dict)  # by what it is about, and the value
    landed: dict[int, Landed] = field(default_factory=dict)

    def doubt(self, one: Corrected, kind: DoubtKind, *, now: str = "", ref: str = "") -> None:
        """Note a doubt; of several about one value the last counts."""
        about = ref or f"correction-{one.key}"
        self.doubts[about, one.field or one.act] = Doubt(one, kind, now, ref)

    def land(self, one: Corrected, thing: Thing, *, read_value: str = "") -> None:
        """Note where a correction found its place."""
        self.landed[one.key] = Landed(Anchor.of(thing, self.sheet), read_value)


def overlay(sheet: Sheet, corrections: Iterable[Corrected]) -> Overlaid:
    """Return the sheet with the corrections laid over it, in the order in which they were made."""
    work = _Work(sheet)
    for one in corrections:
        if one.anchor.kind in (Kind.NAME, Kind.PARTY):
            work.choices[one.anchor.kind, folded(one.anchor.label)] = one.new_value
        else:
            _ACTS[one.act](work, one)
    return Overlaid(work.sheet, work.choices, tuple(work.doubts.values()), work.landed)


def _set(work: _Work, one: Corrected) -> None:
    thing = find(work.sheet, one.anchor)
    if thing is None or one.field is None:
        work.doubt(one, DoubtKind.LOST)
        return
    before = thing.said(one.field)
    now = _read_value(before)
    work.land(one, thing, read_value=now)
    changed = Value(
        one.field,
        one.new_value,
        one.marked or (before.spans if before is not None else ()),
        original=now,
        correction=one.key,
    )
    work.sheet = work.sheet.with_thing(thing.with_value(changed))
    work.doubts.pop((thing.ref, one.field), None)
    if one.is_reread and now not in (one.read_value, one.new_value):
        work.doubt(one, DoubtKind.DIFFERS, now=now, ref=thing.ref)


def _read_value(value: Value | None) -> str:
    """Return what the reader said, whatever was corrected since."""
    if value is None:
        return ""
    return value.original if value.original is not None else value.value


def _remove(work: _Work, one: Corrected) -> None:
    thing = find(work.sheet, one.anchor)
    if thing is None or thing.kind is Kind.MEETING:
        # What is not read any more needs no removing. Something that covers it a little may be the same, or not.
        for near in overlapping(work.sheet, one.anchor)[:1] if one.is_reread else ():
            work.doubt(one, DoubtKind.DIFFERS, now=near.label, ref=near.ref)
        return
    work.land(one, thing)
    if one.is_reread and thing.added is None and folded(thing.label) != folded(one.anchor.label):
        work.doubt(one, DoubtKind.DIFFERS, now=thing.label, ref=thing.ref)
    work.sheet = work.sheet.without(thing.ref)


def _add(work: _Work, one: Corrected) -> None:
    given: dict[str, str] = json.loads(one.new_value)
    kind, spans = one.anchor.kind, () if one.is_lost else one.anchor.spans
    thing = Thing(
        ref=f"added-{one.key}",
        kind=kind,
        label=given.get(MAIN[kind], ""),
        spans=spans,
        values=tuple(
            Value(Field(name), value, spans if name == MAIN[kind] else (), original="", correction=one.key)
            for name, value in given.items()
        ),
        added=one.key,
    )
    if kind is Kind.PERSON:
        work.sheet = replace(work.sheet, people=_in_order(work.sheet.people, thing))
    elif kind is Kind.ITEM:
        work.sheet = replace(work.sheet, items=_in_order(work.sheet.items, thing))
    else:
        item = _item_for(work.sheet, one, spans)
        if item is None:
            work.doubt(one, DoubtKind.LOST)
            return
        work.sheet = work.sheet.with_thing(replace(item, parts=(*item.parts, thing)))
    if one.is_lost:
        work.doubt(one, DoubtKind.LOST, ref=thing.ref)
    else:
        work.land(one, thing)


def _item_for(sheet: Sheet, one: Corrected, spans: Spans) -> Thing | None:
    wanted = replace(one.anchor, kind=Kind.ITEM, spans=(), label=one.anchor.item_title, added=None)
    found = None
    if one.target is not None:  # an item that a person added
        found = find(sheet, one.target)
    found = found or find_item(sheet, wanted)
    if found is None and spans:
        found = sheet.item_at(spans[0][0])
    return found


def _in_order(before: tuple[Thing, ...], new: Thing) -> tuple[Thing, ...]:
    """Return things with a new one, in the order of the text; one that stands nowhere comes last."""
    if not new.spans:
        return (*before, new)
    at = next((n for n, one in enumerate(before) if one.spans and one.start > new.start), len(before))
    return (*before[:at], new, *before[at:])


def _merge(work: _Work, one: Corrected) -> None:
    gone = find(work.sheet, one.anchor)
    into = find(work.sheet, one.target) if one.target is not None else None
    is_placed = one.is_reread and bool(one.anchor.spans) and not one.is_lost
    if gone is None and into is not None and is_placed:
        there = work.sheet.item_at(one.anchor.spans[0][0])
        if there is not None and there.ref == into.ref:
            return  # the reader has joined them itself
    if gone is None or into is None or gone.ref == into.ref:
        work.doubt(one, DoubtKind.LOST)
        return
    work.land(one, gone)
    joined = replace(into, spans=tuple(sorted({*into.spans, *gone.spans})), parts=(*into.parts, *gone.parts))
    work.sheet = work.sheet.without(gone.ref).with_thing(joined)


def _split(work: _Work, one: Corrected) -> None:
    """Begin a new item at the words of the anchor; what stands after them in their item belongs to it."""
    spans = () if one.is_lost else one.anchor.spans
    item = work.sheet.item_at(spans[0][0]) if spans else None
    if item is None:
        work.doubt(one, DoubtKind.LOST)
        return
    if one.is_reread and any(begins_item(each, spans) for each in work.sheet.items):
        return  # the reader begins an item there itself
    given: dict[str, str] = json.loads(one.new_value)
    old, new = divided(item, spans, key=one.key, given=given, text=work.sheet.text)
    items: list[Thing] = []
    for each in work.sheet.items:
        items += [old, new] if each.ref == item.ref else [each]
    work.sheet = replace(work.sheet, items=tuple(items))
    work.landed[one.key] = Landed(replace(Anchor.of(old, work.sheet), spans=spans, label=one.anchor.label))


_ACTS: dict[Act, Callable[[_Work, Corrected], None]] = {
    Act.SET: _set,
    Act.ADD: _add,
    Act.REMOVE: _remove,
    Act.MERGE: _merge,
    Act.SPLIT: _split,
}
