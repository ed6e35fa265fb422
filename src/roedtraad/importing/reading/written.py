"""What the reader found, as the JSON that is kept: the library's own, with the words of every value beside it.

`referat.as_json` gives spans for most values; here the rest is added, since each fact is to open the words it was read
from. `printed` is a text as it stands in the document: its paragraphs, the points of its lists, the rows of its tables.
`SHAPE` is the version of this form; a reading that was kept in an older one is read anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any

from referat import Minutes, SourceText, as_json
from referat.model import (
    Block,
    BlockKind,
    Commitment,
    Conclusion,
    EarlierConsideration,
    Item,
    Meeting,
    Participant,
    Quote,
    Recommendation,
    Section,
    Table,
    Vote,
)
from referat.source import Span

SHAPE = 1
Json = dict[str, Any]


def written(minutes: Minutes, source: SourceText) -> Json:
    """Return everything that was read, ready for `json.dumps`."""
    record = as_json(minutes, source)
    record["shape"] = SHAPE
    record["meeting"].update(_meeting(minutes.meeting))
    for person, told in zip(record["participants"], minutes.participants, strict=True):
        person.update(_participant(told))
    printer = Printer(source.text, minutes.blocks)
    for item, read in zip(record["items"], minutes.items, strict=True):
        item.update(_item(read))
        _add(item["sections"], (_section(one, printer) for one in read.sections))
        _add(item["recommendations"], map(_recommendation, read.recommendations))
        _add(item["conclusions"], map(_conclusion, read.conclusions))
        _add(item["commitments"], map(_commitment, read.commitments))
        _add(item["considerations"], map(_consideration, read.considerations))
        _add(item["tables"], map(_table, read.tables))
        _add(item["votes"], map(_vote, read.votes))
    return record


def _add(records: Sequence[Json], more: Iterable[Json]) -> None:
    for record, added in zip(records, more, strict=True):
        record.update(added)


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _of(quote: Quote | None) -> list[list[int]]:
    return _spans(quote.spans) if quote is not None else []


def _meeting(meeting: Meeting) -> Json:
    return {
        "level_spans": _spans(meeting.level_spans),
        "time_spans": _spans(meeting.time_spans),
        "venue_spans": _of(meeting.venue),
        "title_spans": _of(meeting.title),
    }


def _participant(person: Participant) -> Json:
    return {
        "affiliation_spans": _of(person.affiliation),
        "role_spans": _of(person.role),
        "substitute_spans": _of(person.substitute_for),
        "arrived_spans": _of(person.arrived),
        "left_spans": _of(person.left),
        "attendance_spans": _spans(person.attendance_spans),
    }


def _item(item: Item) -> Json:
    return {
        "number_spans": _spans(item.number_spans),
        "case_number_spans": _of(item.case_number),
        "attachment_spans": [_of(one) for one in item.attachments],
    }


def _section(section: Section, printer: Printer) -> Json:
    return {"heading_spans": _of(section.heading), "printed": printer.printed(section.quote)}


def _recommendation(one: Recommendation) -> Json:
    return {"recommender_spans": _of(one.recommender), "addressee_spans": _of(one.addressee)}


def _conclusion(one: Conclusion) -> Json:
    return {"spans": _of(one.quote)}


def _commitment(one: Commitment) -> Json:
    return {"due_spans": _spans(one.due_spans), "responsible_spans": _of(one.responsible)}


def _consideration(one: EarlierConsideration) -> Json:
    return {"body_spans": _of(one.body), "text_spans": _of(one.text)}


def _table(table: Table) -> Json:
    return {
        "caption": table.caption.text if table.caption is not None else None,
        "caption_spans": _of(table.caption),
        "cells": [_spans(row) for row in table.cells],
    }


def _vote(vote: Vote) -> Json:
    return {
        "for_spans": [_of(one) for one in vote.in_favour],
        "against_spans": [_of(one) for one in vote.against],
        "abstained_spans": [_of(one) for one in vote.abstained],
    }


class Printer:
    """Writes texts as they stand: an empty line between paragraphs, a line for a point and a row, tabs between cells."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text = text
        self._blocks = sorted(blocks, key=lambda block: block.span.start)
        self._ends = [block.span.end for block in self._blocks]

    def printed(self, quote: Quote) -> str:
        """Return the text of a quote; its words in one line where no block tells more."""
        parts: list[str] = []
        listed = False
        for span in quote.spans:
            for block, piece in self._pieces(span):
                is_line = block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE, BlockKind.FIELD)
                if piece:
                    parts += ["\n" if is_line and listed else "\n\n", piece]
                    listed = is_line
        whole = "".join(parts).strip()
        # Blocks may leave out words that the quote has (a heading that was read as text): then the quote counts.
        if "".join(whole.replace("-", "").split()) and _letters(whole) >= _letters(quote.text):
            return whole
        return quote.text

    def _pieces(self, span: Span) -> Iterable[tuple[Block, str]]:
        """Yield the blocks in a span, each with what it says there."""
        at = bisect_left(self._ends, span.start + 1)
        for block in self._blocks[at:]:
            if block.span.start >= span.end:
                return
            if block.kind is not BlockKind.FURNITURE:
                start, end = max(block.span.start, span.start), min(block.span.end, span.end)
                yield block, self._piece(block, start, end)

    def _piece(self, block: Block, start: int, end: int) -> str:
        if block.kind is BlockKind.TABLE:
            lines = self._text[start:end].splitlines()
            return "\n".join(line.strip(" ") for line in lines if line.strip())
        within = [
            self._text[max(first, start) : min(last, end)]
            for first, last in block.quote.spans
            if first < end and last > start
        ]
        words = " ".join(" ".join(within).split())
        if block.kind is BlockKind.LIST_ITEM and words and start <= block.quote.start < end:
            return f"{block.marker or '-'} {words}"
        return words


def _letters(text: str) -> int:
    return sum(char.isalnum() for char in text)
