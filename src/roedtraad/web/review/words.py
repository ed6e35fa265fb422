"""What the things of a draft and their values are called, and how their words are marked on the page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.importing.sheet.things import Field, Kind

KINDS: dict[Kind, Promise] = {
    Kind.MEETING: _("Meeting"),
    Kind.PERSON: _("Participant"),
    Kind.ITEM: _("Item"),
    Kind.SECTION: _("Section of text"),
    Kind.POINT: _("Recommendation"),
    Kind.CONCLUSION: _("Outcome"),
    Kind.VOTE: _("Vote"),
    Kind.CONSENT: _("Answer of a party"),
    Kind.REMARK: _("Remark"),
    Kind.ATTACHMENT: _("Attachment"),
    Kind.ABSENCE: _("Absence"),
    Kind.HISTORY: _("Earlier treatment"),
    Kind.AMOUNT: _("Amount"),
    Kind.DATE: _("Date"),
    Kind.TABLE: _("Table"),
    Kind.COMMITMENT: _("Promise"),
}
PLURALS: dict[Kind, Promise] = {
    Kind.PERSON: _("Participants"),
    Kind.POINT: _("Recommendations"),
    Kind.CONCLUSION: _("Outcome"),
    Kind.VOTE: _("Votes"),
    Kind.CONSENT: _("Answers of the parties"),
    Kind.REMARK: _("Remarks"),
    Kind.ATTACHMENT: _("Attachments"),
    Kind.ABSENCE: _("Absence"),
    Kind.HISTORY: _("Earlier treatment"),
    Kind.AMOUNT: _("Amounts"),
    Kind.DATE: _("Dates"),
    Kind.TABLE: _("Tables"),
    Kind.COMMITMENT: _("Promises"),
}
SECTIONS: dict[str, Promise] = {
    "summary": _("Summary"),
    "case": _("Case presentation"),
    "recommendation": _("Text of the recommendation"),
    "decision": _("Decision"),
    "attachments": _("List of attachments"),
    "absence": _("Text on absence"),
}
FIELDS: dict[Field, Promise] = {
    Field.ACT: _("What the body is to do"),
    Field.ADDRESSEE: _("To whom"),
    Field.AFFILIATION: _("Comes from"),
    Field.AGAINST: _("Against"),
    Field.AMOUNT: _("Amount in kroner"),
    Field.ANSWER: _("Answer"),
    Field.ARRIVED: _("Arrived"),
    Field.ATTENDANCE: _("Attendance"),
    Field.BODY: _("Body as written"),
    Field.CASE_NUMBER: _("File number"),
    Field.CAPTION: _("Heading of the table"),
    Field.CHOICE: _("Taken for"),
    Field.COUNTS: _("Counts"),
    Field.DOCUMENT_TYPE: _("Kind of paper"),
    Field.DUE: _("Due"),
    Field.ENDS_AT: _("Ends at"),
    Field.ENDS_ON: _("Last day"),
    Field.FUNCTION: _("Takes part as"),
    Field.HEADING: _("Heading"),
    Field.HELD_ON: _("Day"),
    Field.IN_FAVOUR: _("In favour"),
    Field.ABSTAINED: _("Abstained"),
    Field.IS_APPROXIMATE: _("Approximately"),
    Field.IS_CHANGED: _("With changes"),
    Field.IS_CLOSED: _("Closed"),
    Field.IS_SUPPLEMENTARY: _("Additional"),
    Field.ITEMS: _("Takes part in items"),
    Field.KIND: _("Kind"),
    Field.LEFT: _("Left"),
    Field.LEVEL: _("Level"),
    Field.MINUTES_PLANNED: _("Minutes planned"),
    Field.NAME: _("Name"),
    Field.NUMBER: _("Number"),
    Field.OUTCOME: _("Outcome"),
    Field.PARTY: _("Party"),
    Field.PERSON: _("Person"),
    Field.PLACE: _("Place"),
    Field.POINTS: _("About recommendations no."),
    Field.REASON: _("Reason"),
    Field.RECOMMENDER: _("Recommended by"),
    Field.REMARK: _("Remark"),
    Field.RESPONSIBLE: _("Responsible"),
    Field.ROLE: _("Position"),
    Field.STARTS_AT: _("Begins at"),
    Field.STATEMENT: _("Kind of remark"),
    Field.SUBSTITUTE_FOR: _("In place of"),
    Field.TEXT: _("Text"),
    Field.TITLE: _("Title"),
    Field.WHEN: _("Time"),
}

PERSONAL = frozenset({Field.NAME, Field.RESPONSIBLE, Field.SUBSTITUTE_FOR, Field.PERSON, Field.PARTY})
VOTERS = frozenset({Field.IN_FAVOUR, Field.AGAINST, Field.ABSTAINED})
TIMES = frozenset({Field.HELD_ON, Field.ENDS_ON, Field.STARTS_AT, Field.ENDS_AT, Field.DUE, Field.WHEN})


def field_word(field: str) -> str:
    """Return what a field is called: 'Frist'."""
    return str(FIELDS.get(Field(field), field)) if field in set(Field) else field


def kind_word(kind: str) -> str:
    """Return what a kind of thing is called: 'Løfte'."""
    return str(KINDS.get(Kind(kind), kind)) if kind in set(Kind) else kind


def mark_of(kind: Kind | None, field: Field | None, *, is_told: bool = True) -> str:
    """Return the class of the words that a value was read from; `is_told`: it is a text that only tells the case."""
    if kind in (Kind.AMOUNT, Kind.TABLE):
        return "m-money"
    if kind is Kind.DATE or field in TIMES:
        return "m-date"
    if field in PERSONAL | VOTERS or (kind is Kind.PERSON and field is Field.AFFILIATION):
        return "m-person"
    return "m-whole" if kind is Kind.SECTION and field is Field.TEXT and is_told else "m-text"
