"""What a viewer noted for themselves. Nobody else's notes are ever read here, an administrator's neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.documents.queries import hidden_words
from roedtraad.meetings.models import AgendaItem, ItemAttachment, PrivateNote
from roedtraad.meetings.queries.seeing import SeenMeeting, shown


@dataclass(frozen=True, slots=True)
class Noted:
    """An item or a paper, and the viewer's own note about it."""

    record: Record
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class NotedItem:
    """An item with its papers, and the notes about them."""

    item: Noted
    number: str
    papers: tuple[Noted, ...]


def notes_of(viewer: Viewer, record_ids: Iterable[int]) -> Mapping[int, str]:
    """Return the viewer's own notes about these records, by key. One query; none for somebody who is not logged in."""
    if viewer.user is None:
        return {}
    rows = PrivateNote.objects.filter(by=viewer.user, record__in=list(record_ids))
    return dict(rows.values_list("record", "text"))


def notebook(viewer: Viewer, seen: SeenMeeting) -> tuple[NotedItem, ...]:
    """Return the items and papers of a meeting that the viewer may see, with their own notes. At most five queries."""
    items = list(
        AgendaItem.objects.filter(visible(viewer), meeting=seen.meeting)
        .select_related("record")
        .order_by("order")
    )
    listed = ItemAttachment.objects.filter(visible(viewer, record="attachment__record"), item__in=items)
    papers = list(listed.select_related("attachment__record").order_by("item", "order", "pk"))
    keys = [*(row.pk for row in items), *(row.attachment_id for row in papers)]
    words, notes = hidden_words(viewer, record_ids=keys), notes_of(viewer, keys)

    def noted(record: Record, title: str) -> Noted:
        read = shown(title, is_keeper=seen.is_keeper, words=words.get(record.pk, ()))
        return Noted(record, read, notes.get(record.pk, ""))

    by_item: dict[int, list[Noted]] = defaultdict(list)
    for row in papers:
        by_item[row.item_id].append(noted(row.attachment.record, row.attachment.title))
    return tuple(NotedItem(noted(row.record, row.title), row.number, tuple(by_item[row.pk])) for row in items)
