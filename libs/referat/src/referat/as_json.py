"""Minutes as the JSON of the schema, with `spans` beside `start` and `end`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from referat.model import (
    Absence,
    Amount,
    Commitment,
    Conclusion,
    EarlierConsideration,
    Finding,
    Item,
    Meeting,
    Minutes,
    Participant,
    Problem,
    Quote,
    Recommendation,
    Section,
    Table,
    TimeExpression,
    Vote,
)  # fmt: skip
from referat.source import SourceText, Span, Spans

Json = dict[str, Any]


def _place(spans: Spans) -> Json:
    if not spans:
        return {}
    hull = {"start": spans[0].start, "end": max(span.end for span in spans)}
    return hull | {"spans": [[span.start, span.end] for span in spans]}


def _text(quote: Quote | None) -> str | None:
    return quote.text if quote is not None else None


def _quoted(quote: Quote) -> Json:
    return {"text": quote.text, **_place(quote.spans)}


def _number(value: Decimal) -> str:
    """Return kroner as the schema writes them: at most two decimals, no exponent, no sign (the words have it)."""
    plain = format(abs(value).quantize(Decimal("0.01")), "f")
    return plain.removesuffix(".00")


def _meeting(meeting: Meeting) -> Json:
    return {
        "document_type": meeting.document_type.value,
        # The schema wants strings: what was not found is an empty one, and a problem says so.
        "body": _text(meeting.body) or "",
        "body_spans": _place(meeting.body.spans).get("spans", []) if meeting.body else [],
        "level": meeting.level.value,
        "date": meeting.held_on.isoformat() if meeting.held_on is not None else "",
        "date_spans": [[span.start, span.end] for span in meeting.held_on_spans],
        "end_date": meeting.ends_on.isoformat() if meeting.ends_on is not None else None,
        "start_time": meeting.start_time,
        "end_time": meeting.end_time,
        "venue": _text(meeting.venue),
        "title": _text(meeting.title),
    }


def _participant(person: Participant) -> Json:
    return {
        "name": person.name.text,
        "affiliation": _text(person.affiliation),
        "role": _text(person.role),
        "function": person.function.value,
        "attendance": person.attendance.value,
        "items": list(person.items) if person.items is not None else None,
        "substitute_for": _text(person.substitute_for),
        "arrived": _text(person.arrived),
        "left": _text(person.left),
        **_place(person.name.spans),
    }


def _amount(amount: Amount) -> Json:
    return {"value": _number(amount.value), "approximate": amount.approximate, **_quoted(amount.quote)}


def _time(time: TimeExpression) -> Json:
    return {
        "value": time.value,
        "resolved": time.resolved,
        "inferred": list(time.inferred),
        **_quoted(time.quote),
    }


def _table(table: Table) -> Json:
    return {
        "rows": [list(row) for row in table.rows],
        "unit": str(table.unit) if table.unit is not None else None,
        **_place((table.span,)),
    }


def _commitment(commitment: Commitment) -> Json:
    return {"due": commitment.due, "responsible": _text(commitment.responsible), **_quoted(commitment.quote)}


def _consideration(one: EarlierConsideration) -> Json:
    text = one.text.spans if one.text is not None else ()
    return {
        "body": one.body.text,
        "date": one.held_on,
        "item_number": one.item_number,
        "text": _text(one.text),
        **_place((*one.body.spans, *text)),
    }


def _vote(vote: Vote) -> Json:
    return {
        "for": [quote.text for quote in vote.in_favour],
        "against": [quote.text for quote in vote.against],
        "abstained": [quote.text for quote in vote.abstained],
        "counts": list(vote.counts),
        **_quoted(vote.quote),
    }


def _recommendation(one: Recommendation) -> Json:
    return {
        "action": one.act.value,
        "number": one.number,
        "recommender": _text(one.recommender),
        "addressee": _text(one.addressee),
        **_quoted(one.quote),
    }


def _section(section: Section) -> Json:
    return {"kind": section.kind.value, "heading": _text(section.heading), **_quoted(section.quote)}


def _conclusion(one: Conclusion) -> Json:
    return {"outcome": one.outcome.value, "points": list(one.points), **_quoted(one.quote)}


def _absence(one: Absence) -> Json:
    return {"name": one.name.text, "reason": one.reason, **_place(one.name.spans)}


def _item(item: Item) -> Json:
    return {
        "number": item.number,
        "title": item.title.text,
        "title_spans": [[span.start, span.end] for span in item.title.spans],
        "start": item.span.start,
        "end": item.span.end,
        "case_number": _text(item.case_number),
        "minutes_planned": item.minutes_planned,
        "sections": [_section(section) for section in item.sections],
        "recommendations": [_recommendation(one) for one in item.recommendations],
        "outcomes": list(dict.fromkeys(one.outcome.value for one in item.conclusions)),
        "conclusions": [_conclusion(one) for one in item.conclusions],
        "attachments": [quote.text for quote in item.attachments],
        "absent": list(dict.fromkeys(one.name.text for one in item.absent)),
        "absences": [_absence(one) for one in item.absent],
        "amounts": [_amount(amount) for amount in item.amounts],
        "dates": [_time(time) for time in item.dates],
        "tables": [_table(table) for table in item.tables],
        "commitments": [_commitment(one) for one in item.commitments],
        "considerations": [_consideration(one) for one in item.considerations],
        "votes": [_vote(vote) for vote in item.votes],
        "closed": item.closed,
        "supplementary": item.supplementary,
    }


def _finding(finding: Finding) -> Json:
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "item": finding.item,
        "message": finding.message,
        "expected": finding.expected,
        "found": finding.found,
        **_place(finding.spans),
    }


def _problem(problem: Problem) -> Json:
    return {"code": problem.code, "message": problem.message, "item": problem.item, **_place(problem.spans)}


def _spans(spans: Iterable[Span]) -> list[Json]:
    return [{"start": span.start, "end": span.end} for span in spans]


def as_json(minutes: Minutes, source: SourceText | None = None) -> Json:
    """Return the minutes as plain values that `json.dumps` can write; with `source`, also what was read."""
    head: Json = {}
    if source is not None:
        about = {"filename": source.filename, "sha256": source.sha256, "media_type": source.media_type}
        head = {
            "source": {key: value for key, value in about.items() if value} | {"characters": len(source.text)}
        }
    return head | {
        "meeting": _meeting(minutes.meeting),
        "participants": [_participant(person) for person in minutes.participants],
        "items": [_item(item) for item in minutes.items],
        "contents": [
            {"number": entry.number, "page": entry.page, **_quoted(entry.title)} for entry in minutes.contents
        ],
        "findings": [_finding(finding) for finding in minutes.findings],
        "problems": [_problem(problem) for problem in minutes.problems],
        "unread": _spans(minutes.unread),
    }
