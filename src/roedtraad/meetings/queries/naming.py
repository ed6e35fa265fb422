"""What records are called, for lists of records of several kinds: the facts of a page, what happened lately."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.cases.models import Attachment, Case
from roedtraad.documents.queries import hidden_words
from roedtraad.meetings.models import AgendaItem, Meeting
from roedtraad.meetings.queries.seeing import shown

Words = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Named:
    """A record with its title as the viewer may read it; of an item and a decision with the item's number.

    `meeting` is None for cases and attachments, which belong to several.
    """

    record: Record
    title: str
    number: str = ""
    meeting: Meeting | None = None


def names_of(viewer: Viewer, records: Iterable[Record]) -> Mapping[int, Named]:
    """Return what these records are called, by key; the caller has asked whether they may be seen.

    Meetings, items, decisions, cases and attachments have names; others are left out. At most five queries.
    """
    by_kind: dict[str, dict[int, Record]] = {}
    for record in records:
        by_kind.setdefault(record.kind, {})[record.pk] = record
    items = _items(by_kind)
    known = [pk for found in by_kind.values() for pk in found]
    words = hidden_words(viewer, record_ids=[*known, *(item.pk for item in items)])
    return {
        **_of_items(viewer, items, by_kind, words),
        **_of_meetings(viewer, by_kind.get(RecordKind.MEETING, {}), words),
        **_of_others(by_kind.get(RecordKind.CASE, {}), words, Case),
        **_of_others(by_kind.get(RecordKind.ATTACHMENT, {}), words, Attachment),
    }


def _items(by_kind: Mapping[str, Mapping[int, Record]]) -> list[AgendaItem]:
    """Return the items that are asked for, and those under which the decisions were made. One query, or none."""
    items, decisions = by_kind.get(RecordKind.ITEM, {}), by_kind.get(RecordKind.DECISION, {})
    if not items and not decisions:
        return []
    rows = AgendaItem.objects.filter(Q(pk__in=items) | Q(decision__in=decisions))
    return list(rows.select_related("meeting__record", "meeting__body__collaboration", "decision"))


def _of_items(
    viewer: Viewer, items: Iterable[AgendaItem], by_kind: Mapping[str, Mapping[int, Record]], words: Words
) -> dict[int, Named]:
    named: dict[int, Named] = {}
    for item in items:
        meeting, decision = item.meeting, getattr(item, "decision", None)
        is_keeper = viewer.holds(Circle.SECRETARIAT.of(meeting.body_id))
        title = shown(item.title, is_keeper=is_keeper, words=words.get(item.pk, ()))
        for kind, pk in ((RecordKind.ITEM, item.pk), (RecordKind.DECISION, decision.pk if decision else 0)):
            record = by_kind.get(kind, {}).get(pk)
            if record is not None:
                named[pk] = Named(record, title, item.number, meeting)
    return named


def _of_meetings(viewer: Viewer, records: Mapping[int, Record], words: Words) -> dict[int, Named]:
    rows = Meeting.objects.filter(pk__in=records).select_related("record", "body__collaboration")
    named: dict[int, Named] = {}
    for row in rows if records else ():
        is_keeper = viewer.holds(Circle.SECRETARIAT.of(row.body_id))
        title = shown(row.title, is_keeper=is_keeper, words=words.get(row.pk, ()))
        named[row.pk] = Named(records[row.pk], title, meeting=row)
    return named


def _of_others(
    records: Mapping[int, Record], words: Words, model: type[Case] | type[Attachment]
) -> dict[int, Named]:
    rows = model.objects.filter(pk__in=records).values_list("pk", "title") if records else ()
    return {
        pk: Named(records[pk], shown(title, is_keeper=False, words=words.get(pk, ()))) for pk, title in rows
    }
