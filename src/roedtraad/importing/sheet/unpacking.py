"""From the JSON of a reading to a sheet. Nothing is decided here: what the reader said is written as things with values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from roedtraad.importing.sheet.things import (
    NO,
    YES,
    Field,
    Kind,
    Refs,
    Sheet,
    Span,
    Spans,
    Thing,
    Told,
    Value,
)

Json = dict[str, Any]


def sheet_from(record: Json, *, text: str, pages: Sequence[int]) -> Sheet:
    """Return the sheet of a reading; `text` and `pages` are what the spans count in."""
    refs = Refs()
    return Sheet(
        text=text,
        pages=tuple(pages) or (0,),
        meeting=_meeting(record["meeting"]),
        people=tuple(_person(one, refs) for one in record["participants"]),
        items=tuple(_item(one, refs) for one in record["items"]),
        findings=tuple(_told(one) for one in record["findings"]),
        problems=tuple(_told(one) for one in record["problems"]),
        unread=tuple((one["start"], one["end"]) for one in record["unread"]),
        contents=tuple(span for one in record.get("contents", ()) for span in _spans(one.get("spans"))),
    )


def _spans(spans: Iterable[Sequence[int]] | None) -> Spans:
    return tuple((start, end) for start, end in spans or () if start < end)


def _value(field: Field, value: object, spans: Iterable[Sequence[int]] | None = ()) -> Value:
    return Value(field, _written(value), _spans(spans))


def _written(value: object) -> str:
    if value is None or value is False:
        return NO
    if value is True:
        return YES
    if isinstance(value, list | tuple):
        return "\n".join(_written(one) for one in value)
    return str(value)


def _meeting(told: Json) -> Thing:
    title = _spans(told.get("title_spans"))
    times = told.get("time_spans")
    return Thing(
        ref="meeting",
        kind=Kind.MEETING,
        label=_written(told.get("title")),
        spans=title,
        values=(
            Value(Field.TITLE, _written(told.get("title")), title),
            _value(Field.DOCUMENT_TYPE, told["document_type"]),
            _value(Field.BODY, told["body"], told.get("body_spans")),
            _value(Field.LEVEL, told["level"], told.get("level_spans")),
            _value(Field.HELD_ON, told["date"], told.get("date_spans")),
            _value(Field.ENDS_ON, told.get("end_date")),
            _value(Field.STARTS_AT, told.get("start_time"), times if told.get("start_time") else ()),
            _value(Field.ENDS_AT, told.get("end_time"), times if told.get("end_time") else ()),
            _value(Field.PLACE, told.get("venue"), told.get("venue_spans")),
        ),
    )


def _person(told: Json, refs: Refs) -> Thing:
    spans = _spans(told.get("spans"))
    return Thing(
        ref=refs.of(Kind.PERSON, spans),
        kind=Kind.PERSON,
        label=told["name"],
        spans=spans,
        values=(
            Value(Field.NAME, told["name"], spans),
            _value(Field.AFFILIATION, told.get("affiliation"), told.get("affiliation_spans")),
            _value(Field.ROLE, told.get("role"), told.get("role_spans")),
            _value(Field.FUNCTION, told["function"]),
            _value(Field.ATTENDANCE, told["attendance"], told.get("attendance_spans")),
            _value(Field.ITEMS, told.get("items")),
            _value(Field.SUBSTITUTE_FOR, told.get("substitute_for"), told.get("substitute_spans")),
            _value(Field.ARRIVED, told.get("arrived"), told.get("arrived_spans")),
            _value(Field.LEFT, told.get("left"), told.get("left_spans")),
        ),
    )


def _item(told: Json, refs: Refs) -> Thing:
    title = _spans(told.get("title_spans"))
    stretch: Spans = ((told["start"], told["end"]),) if told["start"] < told["end"] else ()
    return Thing(
        ref=refs.of(Kind.ITEM, title or stretch),
        kind=Kind.ITEM,
        label=told["title"],
        spans=stretch,
        values=(
            _value(Field.NUMBER, told["number"], told.get("number_spans")),
            Value(Field.TITLE, told["title"], title),
            _value(Field.CASE_NUMBER, told.get("case_number"), told.get("case_number_spans")),
            _value(Field.MINUTES_PLANNED, told.get("minutes_planned")),
            _value(Field.IS_CLOSED, told["closed"]),
            _value(Field.IS_SUPPLEMENTARY, told["supplementary"]),
        ),
        parts=tuple(_parts(told, refs)),
    )


def _parts(told: Json, refs: Refs) -> Iterator[Thing]:
    for one in told["sections"]:
        heading = _value(Field.HEADING, one.get("heading"), one.get("heading_spans"))
        text = Value(Field.TEXT, one.get("printed") or one["text"], _spans(one.get("spans")))
        kind = _value(Field.KIND, one["kind"])
        yield _part(Kind.SECTION, one, refs, kind, heading, text, label=one["kind"])
    for one in told["recommendations"]:
        yield _part(
            Kind.POINT,
            one,
            refs,
            _value(Field.NUMBER, one.get("number")),
            _value(Field.ACT, one["action"]),
            _value(Field.TEXT, one["text"], one.get("spans")),
            _value(Field.RECOMMENDER, one.get("recommender"), one.get("recommender_spans")),
            _value(Field.ADDRESSEE, one.get("addressee"), one.get("addressee_spans")),
        )
    for one in told["conclusions"]:
        yield _part(
            Kind.CONCLUSION,
            one,
            refs,
            _value(Field.OUTCOME, one["outcome"], one.get("spans")),
            _value(Field.POINTS, one.get("points")),
            _value(Field.TEXT, one["text"], one.get("spans")),
        )
    for one in told.get("votes", ()):
        yield _vote(one, refs)
    for title, spans in zip(told["attachments"], told.get("attachment_spans", ()), strict=False):
        yield _part(
            Kind.ATTACHMENT, {"spans": spans}, refs, _value(Field.TITLE, title, spans), label=_written(title)
        )
    for one in told.get("absences", ()):
        name = _value(Field.NAME, one["name"], one.get("spans"))
        yield _part(
            Kind.ABSENCE, one, refs, name, _value(Field.REASON, one["reason"]), label=_written(one["name"])
        )
    yield from _asides(told, refs)


def _asides(told: Json, refs: Refs) -> Iterator[Thing]:
    """Yield what is told of other meetings, of money, of days, and of what is to come."""
    for one in told.get("considerations", ()):
        yield _part(
            Kind.HISTORY,
            one,
            refs,
            _value(Field.BODY, one["body"], one.get("body_spans")),
            _value(Field.WHEN, one.get("date")),
            _value(Field.NUMBER, one.get("item_number")),
            _value(Field.TEXT, one.get("text"), one.get("text_spans")),
            label=_written(one["body"]),
        )
    for one in told.get("amounts", ()):
        amount = _value(Field.AMOUNT, one["value"], one.get("spans"))
        yield _part(
            Kind.AMOUNT,
            one,
            refs,
            amount,
            _value(Field.IS_APPROXIMATE, one.get("approximate")),
            _value(Field.TEXT, one["text"], one.get("spans")),
        )
    yield from _times(told, refs)
    yield from _tables(told, refs)


def _times(told: Json, refs: Refs) -> Iterator[Thing]:
    """Yield the dates, and what is promised for later."""
    for one in told.get("dates", ()):
        yield _part(
            Kind.DATE,
            one,
            refs,
            _value(Field.WHEN, one["value"], one.get("spans")),
            _value(Field.RESOLVED, one.get("resolved")),
            _value(Field.INFERRED, one.get("inferred")),
            _value(Field.TEXT, one["text"], one.get("spans")),
        )
    for one in told.get("commitments", ()):
        yield _part(
            Kind.COMMITMENT,
            one,
            refs,
            _value(Field.TEXT, one["text"], one.get("spans")),
            _value(Field.DUE, one.get("due"), one.get("due_spans")),
            _value(Field.RESPONSIBLE, one.get("responsible"), one.get("responsible_spans")),
        )


def _tables(told: Json, refs: Refs) -> Iterator[Thing]:
    for one in told.get("tables", ()):
        yield _part(
            Kind.TABLE,
            one,
            refs,
            _value(Field.CAPTION, one.get("caption"), one.get("caption_spans")),
            Value(Field.ROWS, json.dumps(one["rows"], ensure_ascii=False), _spans(one.get("spans"))),
            _value(Field.UNIT, one.get("unit")),
            label=_written(one.get("caption")),
        )


def _vote(told: Json, refs: Refs) -> Thing:
    sides = (
        (Field.IN_FAVOUR, "for"),
        (Field.AGAINST, "against"),
        (Field.ABSTAINED, "abstained"),
    )
    return _part(
        Kind.VOTE,
        told,
        refs,
        _value(Field.TEXT, told["text"], told.get("spans")),
        *(
            _value(field, told[name], [span for spans in told.get(f"{name}_spans", ()) for span in spans])
            for field, name in sides
        ),
        Value(Field.COUNTS, ",".join(_written(number) for number in told.get("counts", ()))),
    )


def _part(kind: Kind, told: Json, refs: Refs, *values: Value, label: str | None = None) -> Thing:
    spans = _spans(told.get("spans"))
    words = _written(told.get("text")) if label is None else label
    return Thing(refs.of(kind, spans), kind, words, spans, tuple(values))


def _told(one: Json) -> Told:
    spans: list[Span] = list(_spans(one.get("spans")))
    return Told(
        code=one["code"],
        message=one["message"],
        severity=_written(one.get("severity")),
        item=_written(one.get("item")),
        spans=tuple(spans),
        expected=_written(one.get("expected")),
        found=_written(one.get("found")),
    )
