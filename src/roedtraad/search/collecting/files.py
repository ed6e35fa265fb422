"""Attachments with the text of their files, and files that fewer may see than the attachments that list them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from roedtraad.accounts.models import RecordKind
from roedtraad.cases.models import Attachment
from roedtraad.documents.masking import mask
from roedtraad.documents.models import Document, DocumentText, MaskedRegion, Page
from roedtraad.meetings.models import ItemAttachment
from roedtraad.search.collecting.meetings import Held, held
from roedtraad.search.collecting.seeing import Seen, seen_of
from roedtraad.search.collecting.texts import Texts, clean
from roedtraad.search.collecting.weights import weight
from roedtraad.search.index.entries import Card, Entry

LONGEST = 1_000_000  # letters of a file that are searched: some five hundred pages


@dataclass(frozen=True, slots=True)
class FileText:
    """The newest text of a file without what is masked in it, and where its pages begin."""

    text: str
    page_starts: tuple[int, ...]


def attachments(seen: Mapping[int, Seen], texts: Texts) -> Iterator[Entry]:
    """Yield the entries of these attachments. Twelve queries.

    The text of the file is part of it if everybody who sees the attachment sees the file.
    """
    rows = list(Attachment.objects.filter(pk__in=seen))
    file_of: dict[int, int] = {row.pk: row.document_id for row in rows if row.document_id is not None}
    files = seen_of(set(file_of.values()))
    with_file = {
        pk: file for pk, file in file_of.items() if file in files and seen[pk].is_within(files[file])
    }
    read = texts_of_files(set(with_file.values()))
    treated = _listed(seen)
    for row in rows:
        when = treated.get(row.pk)
        file = read.get(with_file.get(row.pk, 0))
        yield Entry(
            pk=row.pk,
            kind=RecordKind.ATTACHMENT,
            seen=seen[row.pk].as_found_by(),
            card=Card(
                public_id=seen[row.pk].public_id,
                title=texts.shown(row.title, row.pk),
                day=when.day if when else None,
                body_ids=when.body_ids if when else (),
                is_closed=row.is_closed,
                texts=(file.text,) if file else (),
                page_starts=file.page_starts if file else (),
                document_id=files[with_file[row.pk]].public_id if row.pk in with_file else "",
            ),
            level_keys=when.level_keys if when else (),
            weight=weight(RecordKind.ATTACHMENT, when.day if when else None),
        )


def documents(seen: Mapping[int, Seen], texts: Texts) -> Iterator[Entry]:
    """Yield the entries of those of these files whose text no attachment has in its own entry. Nine queries.

    A closed file under an open title is found by its words, by those who may see the file.
    """
    rows = list(Document.objects.filter(pk__in=seen, purged_at=None))
    listed = list(Attachment.objects.filter(document__in=seen).order_by("pk").values_list("pk", "document"))
    audience = seen_of({pk for pk, _ in listed})
    alone = {
        document for pk, document in listed if pk in audience and not audience[pk].is_within(seen[document])
    }
    read = texts_of_files(alone)
    for row in rows:
        file = read.get(row.pk)
        if file is not None:
            yield Entry(
                pk=row.pk,
                kind=RecordKind.DOCUMENT,
                seen=seen[row.pk].as_found_by(),
                card=Card(
                    public_id=seen[row.pk].public_id,
                    title=texts.shown(row.filename, row.pk),
                    is_closed=row.openness == Document.Openness.CLOSED,
                    texts=(file.text,),
                    page_starts=file.page_starts,
                    document_id=seen[row.pk].public_id,
                ),
                weight=weight(RecordKind.DOCUMENT),
            )


def texts_of_files(pks: Collection[int]) -> dict[int, FileText]:
    """Return the newest readings of files, without what is masked in them for anybody. Three queries."""
    newest: dict[int, tuple[int, str]] = {}
    for document, pk, text in (
        DocumentText.objects.filter(document__in=pks, document__purged_at=None)
        .order_by("pk")
        .values_list("document", "pk", "text")
    ):
        newest[document] = (pk, text)
    readings = [pk for pk, _ in newest.values()]
    hidden: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for reading, start, end in MaskedRegion.objects.filter(text__in=readings, lifted_at=None).values_list(
        "text", "start", "end"
    ):
        hidden[reading].append((start, end))
    starts: dict[int, list[int]] = defaultdict(list)
    for reading, start in (
        Page.objects.filter(text__in=readings).order_by("number").values_list("text", "start")
    ):
        starts[reading].append(start)
    return {document: _file_text(text, hidden[pk], starts[pk]) for document, (pk, text) in newest.items()}


def _file_text(text: str, hidden: list[tuple[int, int]], starts: list[int]) -> FileText:
    """Return the text page by page, so that cleaning it moves no page."""
    pieces: list[str] = []
    begins: list[int] = []
    length = 0
    for start, end in zip(starts or [0], [*(starts or [0])[1:], len(text)], strict=True):
        begins.append(length)
        piece = clean(mask(text, hidden, start=start, end=end).text)
        pieces.append(piece)
        length += len(piece)
        if length > LONGEST:
            break
    return FileText("".join(pieces)[:LONGEST], tuple(begins))


def _listed(seen: Mapping[int, Seen]) -> dict[int, Held]:
    """Return the last meeting that lists each attachment, as far as all who see it may know. Five queries."""
    rows = list(
        ItemAttachment.objects.filter(attachment__in=seen)
        .order_by("item__meeting__held_on", "item")
        .values_list("attachment", "item", "item__meeting")
    )
    items = seen_of({item for _, item, _ in rows})
    meetings = held({meeting for *_, meeting in rows})
    return {
        attachment: meetings[meeting]
        for attachment, item, meeting in rows
        if item in items and seen[attachment].is_within(items[item])
    }
