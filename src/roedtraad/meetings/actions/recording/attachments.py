"""The papers listed under items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.records import register_many
from roedtraad.cases.models import Attachment
from roedtraad.meetings.actions.recording.items import PutItems
from roedtraad.meetings.facts import AttachmentFacts, MeetingFacts
from roedtraad.meetings.likeness import Labelled, pairs
from roedtraad.meetings.models import ItemAttachment
from roedtraad.meetings.wording import cut


@dataclass(frozen=True, slots=True)
class _Wanted:
    place: int  # of the item
    number: int  # under the item
    facts: AttachmentFacts


def put_attachments(
    put: PutItems, facts: MeetingFacts, *, cases: Sequence[int | None]
) -> tuple[tuple[Attachment, ...], ...]:
    """Save the attachments of each item, in order; a title that the item listed before is the same paper.

    `cases` holds the case that each item treats first. At most five queries.
    """
    listed = _listed(put)
    new: list[_Wanted] = []
    found: dict[tuple[int, int], Attachment] = {}
    changed: list[Attachment] = []
    for place, (item, told) in enumerate(zip(put.items, facts.items, strict=True)):
        before = listed.get(item.pk, [])
        same = pairs(
            [Labelled(one.title) for one in before], [Labelled(one.title) for one in told.attachments]
        )
        for number, one in enumerate(told.attachments):
            if number in same:
                found[place, number] = _filled(before[same[number]], one)
                changed.append(found[place, number])
            else:
                new.append(_Wanted(place, number, one))
    found |= _create(new, cases)
    _list(put, new, found, {pk: len(rows) for pk, rows in listed.items()})
    Attachment.objects.bulk_update(changed, ["document", "is_closed"])
    return tuple(
        tuple(found[place, number] for number in range(len(told.attachments)))
        for place, told in enumerate(facts.items)
    )


def _listed(put: PutItems) -> Mapping[int, list[Attachment]]:
    listed: dict[int, list[Attachment]] = {}
    if put.known:
        rows = ItemAttachment.objects.filter(item__in=put.known).select_related("attachment")
        for row in rows.order_by("order", "pk"):
            listed.setdefault(row.item_id, []).append(row.attachment)
    return listed


def _filled(known: Attachment, told: AttachmentFacts) -> Attachment:
    known.is_closed = known.is_closed or told.is_closed
    if known.document_id is None:
        known.document_id = told.document_id
    return known


def _create(new: Sequence[_Wanted], cases: Sequence[int | None]) -> dict[tuple[int, int], Attachment]:
    records = register_many(RecordKind.ATTACHMENT, len(new))
    rows = Attachment.objects.bulk_create(
        Attachment(
            record=record,
            case_id=cases[one.place],
            title=cut(one.facts.title, 300),
            document_id=one.facts.document_id,
            is_closed=one.facts.is_closed,
            status=one.facts.status,
        )
        for record, one in zip(records, new, strict=True)
    )
    return {(one.place, one.number): row for row, one in zip(rows, new, strict=True)}


def _list(
    put: PutItems,
    new: Sequence[_Wanted],
    found: Mapping[tuple[int, int], Attachment],
    already: Mapping[int, int],
) -> None:
    ItemAttachment.objects.bulk_create(
        ItemAttachment(
            item=put.items[one.place],
            attachment=found[one.place, one.number],
            order=already.get(put.items[one.place].pk, 0) + one.number + 1,
        )
        for one in new
    )
