"""The content of a draft: the sheet of its reading with what people corrected laid over it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roedtraad.documents.models import Page
from roedtraad.documents.spans import read_spans
from roedtraad.importing.models import Correction, Draft
from roedtraad.importing.sheet.anchors import Anchor, placed
from roedtraad.importing.sheet.overlay import Act, Corrected, Overlaid, overlay
from roedtraad.importing.sheet.things import Field, Kind, Sheet, Spans
from roedtraad.importing.sheet.unpacking import sheet_from


@dataclass(frozen=True, slots=True)
class Content:
    """What a draft says now. `read` is the sheet without corrections, `corrections` those that stand."""

    draft: Draft
    read: Sheet
    overlaid: Overlaid
    corrections: tuple[Correction, ...]

    @property
    def sheet(self) -> Sheet:
        """Return the sheet with the corrections."""
        return self.overlaid.sheet

    @property
    def text_id(self) -> int:
        """Return the reading in which all spans count."""
        if self.draft.reading.text_id is None:
            raise ValueError(f"draft {self.draft.pk} hangs on a reading without a text")
        return self.draft.reading.text_id

    def choice(self, kind: Kind, words: str) -> str:
        """Return what a person chose for a name or an affiliation, '' for nothing."""
        return self.overlaid.choices.get((kind, " ".join(words.casefold().split())), "")


def content_of(draft: Draft) -> Content:
    """Return the content of a draft. Three queries, and one for each older reading that corrections were made on."""
    text = draft.reading.text
    if text is None:
        raise ValueError(f"draft {draft.pk} hangs on a reading without a text")
    pages = Page.objects.filter(text=text).order_by("number").values_list("start", flat=True)
    read = sheet_from(json.loads(draft.reading.result), text=text.text, pages=tuple(pages))
    corrections = tuple(
        Correction.objects.filter(draft=draft, withdrawn_at=None)
        .select_related("text", "made_by", "about")
        .order_by("pk")
    )
    laid = overlay(read, corrected(corrections, text_id=text.pk, text=text.text))
    return Content(draft, read, laid, corrections)


def corrected(rows: Sequence[Correction], *, text_id: int, text: str) -> Iterable[Corrected]:
    """Yield corrections as the sheet knows them, their words looked for in the present text."""
    by_key = {row.pk: row for row in rows}
    for row in rows:
        spans, is_lost = _place(row, row.spans, text_id=text_id, text=text)
        marked, _ = _place(row, row.marked, text_id=text_id, text=text)
        yield Corrected(
            key=row.pk,
            act=Act(row.act),
            anchor=_anchor(row, spans),
            field=Field(row.field) if row.field else None,
            read_value=row.read_value,
            new_value=row.new_value,
            marked=marked,
            target=_target(row.target, row, by_key, text_id=text_id, text=text),
            is_lost=is_lost,
            is_reread=row.text_id is not None and row.text_id != text_id,
        )


def _anchor(row: Correction, spans: Spans) -> Anchor:
    return Anchor(
        kind=Kind(row.kind),
        label=row.label,
        spans=spans,
        item_number=row.item_number,
        item_title=row.item_title,
        added=row.about_id,
        ordinal=row.ordinal,
    )


def _place(row: Correction, written: str, *, text_id: int, text: str) -> tuple[Spans, bool]:
    """Return where the words of a correction stand now, and whether they are not there any more."""
    spans = read_spans(written)
    if not spans or row.text is None or row.text_id == text_id:
        return spans, False
    now = placed(spans, old=row.text.text, new=text)
    return now, not now


def _target(
    target: Mapping[str, object], row: Correction, known: Mapping[int, Correction], *, text_id: int, text: str
) -> Anchor | None:
    if not target:
        return None
    added = target.get("added")
    spans, _ = _place(row, str(target.get("spans", "")), text_id=text_id, text=text)
    return Anchor(
        kind=Kind.ITEM,
        label=str(target.get("item_title", "")),
        spans=spans,
        item_number=str(target.get("item_number", "")),
        item_title=str(target.get("item_title", "")),
        added=added if isinstance(added, int) and added in known else None,
    )
