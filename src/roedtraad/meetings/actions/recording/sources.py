"""What ties the rows of a meeting to the document they were read from: citations, and what is hidden in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from roedtraad.cases.models import Attachment
from roedtraad.documents.actions import CitationRow, GuardedRegion, cite, guard_regions
from roedtraad.documents.models import DocumentText
from roedtraad.meetings.actions.recording.cases import PutCases
from roedtraad.meetings.actions.recording.items import PutItems
from roedtraad.meetings.facts import Cited, DecisionFacts, ItemFacts, MeetingFacts, Span
from roedtraad.meetings.models import AgendaItem, Decision, Meeting, Participant

STRETCH = "item"  # the field of the citation that holds the whole stretch of an item


@dataclass(frozen=True, slots=True)
class PutRows:
    """All rows of one paper, in the order of the facts."""

    meeting: Meeting
    items: PutItems
    cases: PutCases
    attachments: Sequence[Sequence[Attachment]]
    participants: Sequence[Participant]
    decisions: Sequence[Decision | None]


def put_citations(rows: PutRows, facts: MeetingFacts) -> int:
    """Hang the citations of all facts on their records; return how many. Nothing is cited without a reading."""
    if facts.text_id is None:
        return 0
    return cite(_all(rows, facts, facts.text_id))


def hide_closed(rows: PutRows, facts: MeetingFacts, text: DocumentText | None) -> None:
    """Hide what the document says of closed items and attachments from those who may not see them. Two queries, or none.

    Hidden are the stretches of an item, the words that an attachment was read from, and each line that is nothing but
    the title of one of them (a table of contents). An item of which no stretch is known hides the whole text.
    """
    if text is not None:
        guard_regions(_closed(rows, facts, text))


def _closed(rows: PutRows, facts: MeetingFacts, text: DocumentText) -> Iterator[GuardedRegion]:
    for place, told in enumerate(facts.items):
        item = rows.items.items[place]
        if item.is_closed:
            for region in closed_places(text.text, title=told.title, stretches=told.stretches):
                yield GuardedRegion(item.pk, text.pk, region)
        for attachment, listed in zip(rows.attachments[place], told.attachments, strict=True):
            if attachment.is_closed:
                read = [span for cited in listed.citations for span in cited.spans if span[0] < span[1]]
                for region in (*read, *title_lines(text.text, listed.title)):
                    yield GuardedRegion(attachment.pk, text.pk, region)


def closed_places(text: str, *, title: str, stretches: Sequence[Span]) -> tuple[Span, ...]:
    """Return what to hide of a text where an item is closed."""
    places = (*(stretches or ((0, len(text)),)), *title_lines(text, title))
    return tuple((start, end) for start, end in places if start < end)


def title_lines(text: str, title: str) -> tuple[Span, ...]:
    """Return the lines that hold this title and beside it only numbers, dots and the like."""
    words = title.split()
    if not words:
        return ()
    pattern = r"\s+".join(map(re.escape, words))
    beside = r"[^\w\n]*(?:punkt[^\w\n]*)?(?:\d+[^\w\n]*){0,3}"
    line = re.compile(rf"^{beside}{pattern}[^\w\n]*(?:\d+[^\w\n]*){{0,2}}$", re.MULTILINE | re.IGNORECASE)
    return tuple(match.span() for match in line.finditer(text))


def _all(rows: PutRows, facts: MeetingFacts, text_id: int) -> Iterator[CitationRow]:
    yield from _rows(rows.meeting.pk, text_id, facts.citations)
    by_person = {row.person_id: row.pk for row in rows.participants}
    for participant in facts.participants:
        prefix = f"participant.{by_person[participant.person_id]}"
        yield from _rows(rows.meeting.pk, text_id, participant.citations, prefix)
    for place, told in enumerate(facts.items):
        item = rows.items.items[place]
        yield from _of_item(item, told, text_id)
        for point, recommended in zip(rows.cases.points[place], told.points, strict=True):
            yield from _rows(item.pk, text_id, recommended.citations, f"point.{point.pk}")
        for case_id, case in zip(rows.cases.cases[place], told.cases, strict=True):
            yield from _rows(case_id, text_id, case.citations)
        for attachment, listed in zip(rows.attachments[place], told.attachments, strict=True):
            yield from _rows(attachment.pk, text_id, listed.citations)
        decision = rows.decisions[place]
        if decision is not None and told.decision is not None:
            yield from _of_decision(decision, told.decision, text_id)


def _of_item(item: AgendaItem, told: ItemFacts, text_id: int) -> Iterator[CitationRow]:
    yield from _rows(item.pk, text_id, told.citations)
    if told.stretches:
        # The whole stretch needs no quote: its words are the text's own.
        page = min((one.page for one in told.citations), default=1)
        yield CitationRow(item.pk, text_id, STRETCH, page, told.stretches, "")
    for section in told.sections:
        yield from _rows(item.pk, text_id, section.citations, f"section.{section.kind}")
    histories = (one for case in told.cases for one in case.history)
    for number, history in enumerate(histories, start=1):
        yield from _rows(item.pk, text_id, history.citations, f"history.{number}")


def _of_decision(decision: Decision, told: DecisionFacts, text_id: int) -> Iterator[CitationRow]:
    yield from _rows(decision.pk, text_id, told.citations)
    for outcome in told.outcomes:
        for cited in outcome.citations:
            yield _row(decision.pk, text_id, f"outcome.{outcome.kind}", cited)
    for number, statement in enumerate(told.statements, start=1):
        yield from _rows(decision.pk, text_id, statement.citations, f"statement.{number}")
    for number, vote in enumerate(told.votes, start=1):
        yield from _rows(decision.pk, text_id, vote.citations, f"vote.{number}")
    for consent in told.consents:
        yield from _rows(decision.pk, text_id, consent.citations, f"consent.{consent.party_id}")


def _rows(
    record_id: int, text_id: int, citations: Iterable[Cited], prefix: str = ""
) -> Iterator[CitationRow]:
    for cited in citations:
        yield _row(record_id, text_id, f"{prefix}.{cited.field}" if prefix else cited.field, cited)


def _row(record_id: int, text_id: int, field: str, cited: Cited) -> CitationRow:
    return CitationRow(record_id, text_id, field, cited.page, cited.spans, cited.quote)
