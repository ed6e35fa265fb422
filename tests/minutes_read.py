"""From minutes as the library `referat` reads them to facts, for the invented archive (`tests/archive.py`).

Nobody corrects anything here: names are matched as they are written, and what a document does not tell stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time

from referat import Minutes, SourceText, quoted
from referat.model import Attendance, BlockKind, Function, Item, Participant, Quote, Recommendation, Section
from referat.model import SectionKind as ReadSection
from referat.source import Spans
from roedtraad.bodies.models import Seat, SeatRole
from roedtraad.cases.models import Act
from roedtraad.meetings.facts import (
    AttachmentFacts,
    CaseFacts,
    Cited,
    DecisionFacts,
    HistoryFacts,
    ItemFacts,
    OutcomeFacts,
    ParticipantFacts,
    PointFacts,
    PresenceFacts,
    SectionFacts,
)
from roedtraad.meetings.models import OutcomeKind, ParticipantFunction, PresenceKind, SectionKind

FUNCTION_OF_ROLE = {
    SeatRole.CHAIR: ParticipantFunction.CHAIR,
    SeatRole.CO_CHAIR: ParticipantFunction.CHAIR,
    SeatRole.MEMBER: ParticipantFunction.MEMBER,
    SeatRole.PATIENT_REPRESENTATIVE: ParticipantFunction.PATIENT_REPRESENTATIVE,
    SeatRole.SECRETARIAT: ParticipantFunction.SECRETARIAT,
}
LONGEST_LETTER = 2


@dataclass(frozen=True)
class Reading:
    """One document that was read, and whom and what its names mean."""

    source: SourceText
    minutes: Minutes
    people: Mapping[str, int]  # by name
    seats: Mapping[int, Seat]  # by person: the seat on the day in the body that meets
    bodies: Mapping[str, int]  # by the words that name them, in lower case

    def words(self, field: str, spans: Spans) -> Cited:
        """Return the citation of these words."""
        page = self.source.page_of(spans[0].start)
        pairs = tuple((span.start, span.end) for span in spans)
        return Cited(field, pairs, page, quoted(self.source.text, spans))

    def cited(self, field: str, quote: Quote | None) -> tuple[Cited, ...]:
        """Return the citation of a value, if there is one."""
        return (self.words(field, quote.spans),) if quote is not None and quote.spans else ()

    def printed(self, quote: Quote) -> str:
        """Return a text as it stands: an empty line between paragraphs, a line for a point and a row, tabs between cells."""
        parts: list[str] = []
        listed = False
        for block in self.minutes.blocks:
            if block.span.end <= quote.start or block.span.start >= quote.end:
                continue
            is_point = block.kind is BlockKind.LIST_ITEM
            if block.kind is BlockKind.TABLE:
                raw = self.source.text[max(block.span.start, quote.start) : min(block.span.end, quote.end)]
                text = "\n".join(line.strip(" ") for line in raw.splitlines() if line.strip())
            else:
                text = f"{block.marker or '-'} {block.quote.text}" if is_point else block.quote.text
            parts += ["\n" if is_point and listed else "\n\n", text]
            listed = is_point
        return "".join(parts).strip() or quote.text


def at_clock(written: str | None) -> time | None:
    """Return the time that the library writes as '13:00'."""
    return time.fromisoformat(written) if written else None


def items_of(reading: Reading, case_ids: Mapping[str, int]) -> tuple[ItemFacts, ...]:
    """Return the items; a case number of the cluster ('VB-2025-017') in the text leads to a case that is known."""
    return tuple(_item(reading, item, case_ids) for item in reading.minutes.items)


def _item(reading: Reading, item: Item, case_ids: Mapping[str, int]) -> ItemFacts:
    decision = item.section(ReadSection.DECISION)
    text = reading.source.text[item.span.start : item.span.end]
    known = next((pk for number, pk in case_ids.items() if number in text), None)
    return ItemFacts(
        number=item.number,
        title=item.title.text,
        file_number=item.case_number.text if item.case_number else "",
        is_closed=item.closed,
        is_supplementary=item.supplementary,
        minutes_planned=item.minutes_planned,
        stretches=((item.span.start, item.span.end),),
        sections=tuple(_sections(reading, item)),
        cases=tuple(_cases(reading, item, known)),
        attachments=tuple(
            AttachmentFacts(one.text, citations=reading.cited("title", one)) for one in item.attachments
        ),
        decision=_decision(reading, item, decision) if decision or item.conclusions else None,
        citations=(*reading.cited("title", item.title), *reading.cited("file_number", item.case_number)),
    )


def _sections(reading: Reading, item: Item) -> Iterator[SectionFacts]:
    for section in item.sections:
        if section.kind is not ReadSection.DECISION:
            yield SectionFacts(
                SectionKind(section.kind.value),
                reading.printed(section.quote),
                heading=section.heading.text if section.heading else "",
                citations=reading.cited("text", section.quote),
            )


def _cases(reading: Reading, item: Item, known: int | None) -> Iterator[CaseFacts]:
    if known is None and not item.recommendations:
        return
    recommender = next((one.recommender.text for one in item.recommendations if one.recommender), "")
    section = item.section(ReadSection.RECOMMENDATION)
    lead = section.quote.text if section else ""
    body = next((pk for words, pk in reading.bodies.items() if lead.lower().startswith(words)), None)
    yield CaseFacts(
        case_id=known,
        title=item.title.text,
        file_numbers=(item.case_number.text,) if item.case_number else (),
        recommender_body_id=body,
        recommender_as_written="" if body else recommender,
        points=tuple(_point(reading, one) for one in item.recommendations),
        history=tuple(
            HistoryFacts(
                body_as_written=one.body.text,
                treated_on=one.held_on or "",
                item_number=one.item_number or "",
                result=one.text.text if one.text else "",
                citations=reading.cited("body", one.body),
            )
            for one in item.considerations
        ),
    )


def _point(reading: Reading, point: Recommendation) -> PointFacts:
    text = point.quote.text
    return PointFacts(
        text[:1].lower() + text[1:],
        Act(point.act.value),
        point.number or "",
        reading.cited("text", point.quote),
    )


def _decision(reading: Reading, item: Item, section: Section | None) -> DecisionFacts:
    numbers = [point.number for point in item.recommendations]
    outcomes = {}
    for one in item.conclusions:
        for place in [numbers.index(number) for number in one.points if number in numbers] or [None]:
            outcomes[one.outcome, place] = OutcomeFacts(
                OutcomeKind(one.outcome.value),
                point=place,
                is_changed="ændring" in (section.quote.text if section else ""),
                citations=reading.cited("outcome", one.quote),
            )
    return DecisionFacts(
        text=reading.printed(section.quote) if section else "",
        heading=section.heading.text if section and section.heading else "",
        outcomes=tuple(outcomes.values()),
        citations=reading.cited("text", section.quote if section else None),
    )


def participants_of(reading: Reading) -> tuple[ParticipantFacts, ...]:
    """Return those on the list whose names are known, each once."""
    found: dict[int, ParticipantFacts] = {}
    for one in reading.minutes.participants:
        person = reading.people.get(one.name.text)
        if person is not None and person not in found:
            found[person] = _participant(reading, one, person)
    return tuple(found.values())


def _participant(reading: Reading, one: Participant, person: int) -> ParticipantFacts:
    seat = reading.seats.get(person)
    letter = one.affiliation.text if one.affiliation and len(one.affiliation.text) <= LONGEST_LETTER else ""
    role = FUNCTION_OF_ROLE.get(SeatRole(seat.role)) if seat else None
    return ParticipantFacts(
        person_id=person,
        function=role
        or ParticipantFunction(one.function.value if one.function is not Function.UNKNOWN else "guest"),
        party_id=seat.party_id if seat else None,
        seat_id=seat.pk if seat else None,
        title=one.role.text if one.role and role != ParticipantFunction.CHAIR else "",
        letter=letter,
        in_place_of=reading.people.get(one.substitute_for.text) if one.substitute_for else None,
        presences=tuple(_presences(reading, one)),
        citations=reading.cited("name", one.name),
    )


def _presences(reading: Reading, one: Participant) -> Iterator[PresenceFacts]:
    """Yield what is told of the whole meeting, and of the items at which somebody is named as absent."""
    if reading.minutes.meeting.document_type.value == "agenda":
        return
    if one.attendance is Attendance.ABSENT:
        yield PresenceFacts(PresenceKind.APOLOGY)
        return
    places = [n for n, item in enumerate(reading.minutes.items) if one.items and item.number in one.items]
    if places:
        yield PresenceFacts(PresenceKind.PRESENT, places[0], places[-1])
        return
    yield PresenceFacts(PresenceKind.PRESENT)
    for place, item in enumerate(reading.minutes.items):
        for absence in item.absent:
            if absence.name.text == one.name.text:
                disqualified = absence.reason == "disqualified"
                kind = PresenceKind.DISQUALIFIED if disqualified else PresenceKind.ABSENT
                yield PresenceFacts(kind, place, place)
