"""What a newer reader makes of a document that was accepted: where it differs from what was accepted. Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass

from roedtraad.importing.models import Draft, DraftState, Reading, ReadingState
from roedtraad.importing.proposing import content_of
from roedtraad.importing.sheet.things import Field, Kind, Sheet, Thing, folded

# What is chosen by people, or worked out from the rest.
NOT_READ = frozenset({Field.CHOICE, Field.CASE, Field.MEETING, Field.INFERRED, Field.RESOLVED})
Pair = tuple[Thing | None, Thing | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value, or a whole thing (`field` None), that is read otherwise now. '' is: it was not, or is no longer, there."""

    item: str  # the number of the item, '' for the meeting and its people
    kind: Kind
    label: str
    field: Field | None
    accepted: str
    now: str
    page: int  # where it stands, in the reading that has it


def newer_reading_of(draft: Draft) -> Reading | None:
    """Return the newest reading of an accepted draft's document that came after the one it was accepted with. One query."""
    if draft.state != DraftState.ACCEPTED:
        return None
    readings = Reading.objects.filter(
        document=draft.document_id, state=ReadingState.READ, pk__gt=draft.reading_id
    )
    return readings.select_related("text").order_by("-pk").first()


def differences(draft: Draft, reading: Reading) -> tuple[Difference, ...]:
    """Return where another reading, under the corrections that people made, says something else. Eight queries at most."""
    again = copy(draft)
    again.reading = reading
    accepted, now = content_of(draft).sheet, content_of(again).sheet
    return tuple(_differences(accepted, now))


def _differences(accepted: Sheet, now: Sheet) -> Iterator[Difference]:
    yield from _of((accepted.meeting, now.meeting), "", accepted, now)
    for pair in _paired(accepted.people, now.people):
        yield from _of(pair, "", accepted, now)
    for mine, theirs in _paired(accepted.items, now.items):
        number = (mine or theirs or accepted.meeting).get(Field.NUMBER)
        yield from _of((mine, theirs), number, accepted, now)
        if mine is not None and theirs is not None:
            for pair in _paired(mine.parts, theirs.parts):
                yield from _of(pair, number, accepted, now)


def _of(pair: Pair, item: str, accepted: Sheet, now: Sheet) -> Iterator[Difference]:
    mine, theirs = pair
    one = mine or theirs
    if one is None:
        return
    sheet = accepted if mine is not None else now
    page = sheet.page_of(one.start) if one.start >= 0 else 1
    if mine is None or theirs is None:
        said = ("", one.label) if mine is None else (one.label, "")
        yield Difference(item, one.kind, one.label, None, *said, page)
        return
    fields = dict.fromkeys(value.field for value in (*mine.values, *theirs.values))
    for field in fields:
        before, after = mine.get(field), theirs.get(field)
        if field not in NOT_READ and folded(before) != folded(after):
            yield Difference(item, one.kind, one.label, field, before, after, page)


def _paired(mine: Sequence[Thing], theirs: Sequence[Thing]) -> Iterator[Pair]:
    """Yield what is the same thing in two readings: of one kind and number or words; else the next of its kind."""
    left = list(theirs)
    rest: list[Thing] = []
    for one in mine:
        same = next((other for other in left if _key(other) == _key(one)), None)
        if same is None:
            rest.append(one)
        else:
            left.remove(same)
            yield one, same
    for one in rest:
        same = next((other for other in left if other.kind is one.kind), None)
        if same is not None:
            left.remove(same)
        yield one, same
    for other in left:
        yield None, other


def _key(thing: Thing) -> tuple[Kind, str]:
    number = thing.get(Field.NUMBER) if thing.kind in (Kind.ITEM, Kind.POINT) else ""
    kind_of_text = thing.get(Field.KIND) if thing.kind is Kind.SECTION else ""
    return thing.kind, number or kind_of_text or folded(thing.label)
