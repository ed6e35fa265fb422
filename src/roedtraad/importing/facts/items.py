"""An item: its texts, the case it treats with recommendations and history, attachments, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator

from roedtraad.bodies.matching import fold
from roedtraad.bodies.matching.words import expand, level_of
from roedtraad.cases.models import Act
from roedtraad.importing.facts.decisions import decision_facts
from roedtraad.importing.facts.settled import Settled
from roedtraad.importing.sheet.things import YES, Field, Kind, Span, Thing
from roedtraad.meetings.facts import (
    AttachmentFacts,
    CaseFacts,
    HistoryFacts,
    ItemFacts,
    PointFacts,
    SectionFacts,
)
from roedtraad.meetings.models import SectionKind

# The fact's name in `meetings`, by the value that tells it.
_FACTS = {Field.TITLE: "title", Field.NUMBER: "number", Field.CASE_NUMBER: "file_number"}


def item_facts(settled: Settled, item: Thing) -> ItemFacts:
    """Return what the draft says of an item."""
    minutes = item.get(Field.MINUTES_PLANNED)
    return ItemFacts(
        title=item.get(Field.TITLE),
        number=item.get(Field.NUMBER),
        file_number=item.get(Field.CASE_NUMBER),
        is_closed=item.get(Field.IS_CLOSED) == YES,
        is_supplementary=item.get(Field.IS_SUPPLEMENTARY) == YES,
        minutes_planned=int(minutes) if minutes.isdecimal() and 0 < int(minutes) < 10_000 else None,
        stretches=_stretches(settled, item),
        sections=tuple(_sections(settled, item)),
        cases=tuple(_cases(settled, item)),
        attachments=tuple(_attachment(settled, one) for one in item.of(Kind.ATTACHMENT)),
        decision=decision_facts(settled, item),
        citations=settled.citations(item, _FACTS),
    )


def _stretches(settled: Settled, item: Thing) -> tuple[Span, ...]:
    """Return all places that tell of an item: its own, and those of parts that a person put under it from elsewhere."""
    spans = {span for one in (item, *item.parts) for span in one.spans if span[0] < span[1]}
    own = {span for span in item.spans if span[0] < span[1]}
    outside = {span for span in spans - own if not any(a <= span[0] and span[1] <= b for a, b in own)}
    return tuple(sorted(own | outside))


def _sections(settled: Settled, item: Thing) -> Iterator[SectionFacts]:
    for one in item.of(Kind.SECTION):
        kind = one.get(Field.KIND)
        if kind in SectionKind.values and one.get(Field.TEXT).strip():
            yield SectionFacts(
                SectionKind(kind),
                one.get(Field.TEXT),
                heading=one.get(Field.HEADING),
                citations=settled.citations(one, {Field.TEXT: "text"}),
            )


def _cases(settled: Settled, item: Thing) -> Iterator[CaseFacts]:
    """Yield the case of an item: a known one that was chosen, or a new one where something is recommended or told."""
    points, history = item.of(Kind.POINT), item.of(Kind.HISTORY)
    known, number = settled.cases.get(item.ref), settled.case_numbers.get(item.ref, "")
    if known is None and not points and not history and not number:
        return
    recommender = next((one.get(Field.RECOMMENDER) for one in points if one.get(Field.RECOMMENDER)), "")
    lead = recommender or _lead(item)
    body = _body_named(settled, lead)
    yield CaseFacts(
        case_id=known,
        title=item.get(Field.TITLE),
        file_numbers=tuple(dict.fromkeys(one for one in (number, item.get(Field.CASE_NUMBER)) if one)),
        recommender_body_id=body if body != settled.body_id else None,
        recommender_as_written="" if body and body != settled.body_id else recommender,
        points=tuple(_point(settled, one) for one in points),
        history=tuple(_history(settled, one) for one in history),
    )


def _lead(item: Thing) -> str:
    """Return the words that the recommendation begins with: who recommends often stands there."""
    for one in item.of(Kind.SECTION):
        if one.get(Field.KIND) == SectionKind.RECOMMENDATION:
            words = one.get(Field.TEXT).split()[:6]
            verbs = ("indstiller", "anbefaler", "foreslår")
            at = next((place for place, word in enumerate(words) if word.casefold() in verbs), 0)
            return " ".join(words[:at])
    return ""


def _body_named(settled: Settled, words: str) -> int | None:
    """Return the body of the collaboration whose level the words name: 'Fagligt strategisk niveau', 'Driftsforum'."""
    level = level_of(expand(tuple(fold(words).split()))) if words else None
    return settled.levels.get(level) if level is not None else None


def _point(settled: Settled, one: Thing) -> PointFacts:
    act = one.get(Field.ACT)
    return PointFacts(
        text=one.get(Field.TEXT),
        act=Act(act) if act in Act.values else Act.OTHER,
        number=one.get(Field.NUMBER),
        citations=settled.citations(one, {Field.TEXT: "text"}),
    )


def _history(settled: Settled, one: Thing) -> HistoryFacts:
    body = _body_named(settled, one.get(Field.BODY))
    return HistoryFacts(
        body_id=body,
        body_as_written=one.get(Field.BODY),
        treated_on=one.get(Field.WHEN),
        item_number=one.get(Field.NUMBER),
        result=one.get(Field.TEXT),
        citations=settled.citations(one, {Field.BODY: "body", Field.TEXT: "result"}),
    )


def _attachment(settled: Settled, one: Thing) -> AttachmentFacts:
    return AttachmentFacts(
        one.get(Field.TITLE),
        is_closed=one.get(Field.IS_CLOSED) == YES,
        citations=settled.citations(one, {Field.TITLE: "title"}),
    )
