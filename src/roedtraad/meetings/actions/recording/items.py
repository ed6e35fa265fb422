"""The items of a meeting and their texts, from one paper; matched with what another paper of it gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.records import register_many
from roedtraad.meetings.facts import ItemFacts, MeetingFacts
from roedtraad.meetings.likeness import Labelled, pairs
from roedtraad.meetings.models import AgendaItem, ItemSection, Meeting, PaperKind, SectionKind
from roedtraad.meetings.wording import cut, folded, plain, small

ASIDE = 10_000  # where items stand while their order changes


@dataclass(frozen=True, slots=True)
class PutItems:
    """The items that the facts tell of, in their order, and what became of the agenda.

    `known` are the keys of those that stood before; `places` leads from their old places (from 0) to new ones,
    `order` holds the keys of all items of the meeting as they stand now.
    """

    items: tuple[AgendaItem, ...]
    known: frozenset[int]
    order: tuple[int, ...]
    places: dict[int, int]


def put_items(meeting: Meeting, facts: MeetingFacts, *, is_new: bool) -> PutItems:
    """Save the items. Two queries for a new meeting; at most six where another paper was recorded before."""
    before = [] if is_new else list(AgendaItem.objects.filter(meeting=meeting).order_by("order"))
    same = pairs(
        [Labelled(item.title, item.number) for item in before],
        [Labelled(item.title, item.number) for item in facts.items],
    )
    records = iter(register_many(RecordKind.ITEM, len(facts.items) - len(same)))
    rows = [
        _known(before[same[place]], item)
        if place in same
        else _new(meeting, item, next(records), facts, before)
        for place, item in enumerate(facts.items)
    ]
    order = _merged(before, rows, is_minutes=facts.paper == PaperKind.MINUTES)
    _save(meeting, before, order)
    now = {item.pk: place for place, item in enumerate(order)}
    return PutItems(
        items=tuple(rows),
        known=frozenset(item.pk for item in before),
        order=tuple(item.pk for item in order),
        places={place: now[item.pk] for place, item in enumerate(before)},
    )


def put_sections(put: PutItems, facts: MeetingFacts) -> None:
    """Save the texts; where another paper gave the same text before, nothing is added. One or two queries."""
    standing: dict[tuple[int, str], list[str]] = {}
    if put.known:
        for row in ItemSection.objects.filter(item__in=put.known):
            standing.setdefault((row.item_id, row.kind), []).append(folded(row.text))
    sections = [
        ItemSection(item=item, paper=facts.paper, kind=kind, heading=cut(heading, 500), text=text)
        for item, told in zip(put.items, facts.items, strict=True)
        for kind, (heading, text) in _by_kind(told).items()
        if folded(text) not in standing.get((item.pk, kind), ())
    ]
    ItemSection.objects.bulk_create(sections, ignore_conflicts=True)


def _by_kind(told: ItemFacts) -> dict[SectionKind, tuple[str, str]]:
    """Return heading and text of each kind; where a kind comes twice, the second stands below the first with its heading."""
    found: dict[SectionKind, tuple[str, str]] = {}
    for section in told.sections:
        text = plain(section.text)
        if section.kind in found:
            heading, before = found[section.kind]
            below = f"{plain(section.heading)}\n{text}" if section.heading else text
            found[section.kind] = (heading, f"{before}\n\n{below}")
        else:
            found[section.kind] = (section.heading, text)
    return found


def _known(item: AgendaItem, told: ItemFacts) -> AgendaItem:
    """Fill in what the earlier paper did not tell. What is closed in one of them is closed."""
    item.number = item.number or cut(told.number, 12)
    item.file_number = item.file_number or cut(told.file_number, 40)
    item.is_closed = item.is_closed or told.is_closed
    if item.minutes_planned is None:
        item.minutes_planned = small(told.minutes_planned)
    return item


def _new(
    meeting: Meeting, told: ItemFacts, record: Record, facts: MeetingFacts, before: Sequence[AgendaItem]
) -> AgendaItem:
    """Return an item that no earlier paper had; in minutes after an agenda it was added at the meeting."""
    added_later = bool(before) and facts.paper == PaperKind.MINUTES
    return AgendaItem(
        record=record,
        meeting=meeting,
        number=cut(told.number, 12),
        order=0,
        title=cut(told.title, 500),
        file_number=cut(told.file_number, 40),
        is_closed=told.is_closed,
        is_supplementary=told.is_supplementary or added_later or facts.is_supplementary,
        minutes_planned=small(told.minutes_planned),
    )


def _merged(
    before: Sequence[AgendaItem], rows: Sequence[AgendaItem], *, is_minutes: bool
) -> list[AgendaItem]:
    """Return all items in their order: the minutes' order counts, the others stand after what they stood after."""
    leading, following = (list(rows), before) if is_minutes or not before else (list(before), rows)
    order = leading
    present = {item.pk for item in order}
    last: AgendaItem | None = None
    for item in following:
        if item.pk not in present:
            order.insert(0 if last is None else order.index(last) + 1, item)
        last = item
    return order


def _save(meeting: Meeting, before: Sequence[AgendaItem], order: Sequence[AgendaItem]) -> None:
    known = {item.pk for item in before}
    if before:
        AgendaItem.objects.filter(meeting=meeting).update(order=F("order") + ASIDE)
    for number, item in enumerate(order, start=1):
        item.order = number
    AgendaItem.objects.bulk_create(item for item in order if item.pk not in known)
    AgendaItem.objects.bulk_update(
        [item for item in order if item.pk in known],
        ["order", "number", "file_number", "is_closed", "minutes_planned"],
    )
