"""What a person may write in a draft: each field has a spelling, and a wrong one gets a sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Level
from roedtraad.cases.models import Act
from roedtraad.importing.sheet.things import NO, YES, Field, Kind
from roedtraad.meetings.models import (
    READ_KINDS,
    OutcomeKind,
    ParticipantFunction,
    PartyConsent,
    SectionKind,
    Statement,
)

LONGEST = 100_000
DECISION = "decision"
REASONS = ("absent", "disqualified", "late", "left")
ATTENDANCE = ("present", "absent", "unknown")
# What people can write, by the kind of thing.
WRITABLE: dict[Kind, tuple[Field, ...]] = {
    Kind.MEETING: (
        Field.TITLE,
        Field.DOCUMENT_TYPE,
        Field.BODY,
        Field.LEVEL,
        Field.HELD_ON,
        Field.ENDS_ON,
        Field.STARTS_AT,
        Field.ENDS_AT,
        Field.PLACE,
        Field.KIND,
        Field.IS_SUPPLEMENTARY,
    ),
    Kind.PERSON: (
        Field.NAME,
        Field.AFFILIATION,
        Field.ROLE,
        Field.FUNCTION,
        Field.ATTENDANCE,
        Field.ITEMS,
        Field.SUBSTITUTE_FOR,
    ),
    Kind.ITEM: (
        Field.NUMBER,
        Field.TITLE,
        Field.CASE_NUMBER,
        Field.MINUTES_PLANNED,
        Field.IS_CLOSED,
        Field.IS_SUPPLEMENTARY,
    ),
    Kind.SECTION: (Field.KIND, Field.HEADING, Field.TEXT),
    Kind.POINT: (Field.NUMBER, Field.ACT, Field.TEXT, Field.RECOMMENDER),
    Kind.CONCLUSION: (Field.OUTCOME, Field.POINTS, Field.TEXT, Field.IS_CHANGED, Field.REMARK),
    Kind.VOTE: (Field.TEXT, Field.IN_FAVOUR, Field.AGAINST, Field.ABSTAINED, Field.COUNTS),
    Kind.CONSENT: (Field.PARTY, Field.ANSWER, Field.REMARK),
    Kind.REMARK: (Field.STATEMENT, Field.TEXT, Field.PERSON, Field.PARTY),
    Kind.ATTACHMENT: (Field.TITLE, Field.IS_CLOSED),
    Kind.ABSENCE: (Field.NAME, Field.REASON),
    Kind.HISTORY: (Field.BODY, Field.WHEN, Field.NUMBER, Field.TEXT),
    Kind.AMOUNT: (Field.AMOUNT, Field.IS_APPROXIMATE, Field.TEXT),
    Kind.DATE: (Field.WHEN, Field.TEXT),
    Kind.TABLE: (Field.CAPTION,),
    Kind.COMMITMENT: (Field.TEXT, Field.DUE, Field.RESPONSIBLE),
}
NEEDED = frozenset({Field.TITLE, Field.NAME, Field.TEXT, Field.OUTCOME, Field.PARTY})
_EDTF = re.compile(r"[\dX]{4}(-[\dX]{2}){0,2}([~?%])?(/[\dX]{4}(-[\dX]{2}){0,2}|/\.\.)?")


def choices_of(kind: Kind, field: Field) -> Mapping[str, str] | None:
    """Return the codes that a field can have, with their names; None where it is written freely. One query at most."""
    if field is Field.LEVEL:
        return {level.key: level.name for level in Level.objects.all()}
    table: dict[tuple[Kind, Field], Mapping[str, str]] = {
        (Kind.MEETING, Field.DOCUMENT_TYPE): _named(READ_KINDS),
        (Kind.PERSON, Field.FUNCTION): _named(ParticipantFunction.choices),
        (Kind.PERSON, Field.ATTENDANCE): dict(
            zip(ATTENDANCE, (_("present"), _("absent"), _("not told")), strict=True)
        ),
        (Kind.SECTION, Field.KIND): {**_named(SectionKind.choices), DECISION: _("decision")},
        (Kind.POINT, Field.ACT): _named(Act.choices),
        (Kind.CONCLUSION, Field.OUTCOME): _named(OutcomeKind.choices),
        (Kind.CONSENT, Field.ANSWER): _named(PartyConsent.Answer.choices),
        (Kind.REMARK, Field.STATEMENT): _named(Statement.Kind.choices),
        (Kind.ABSENCE, Field.REASON): dict(
            zip(
                REASONS,
                (_("absent"), _("disqualified"), _("came late"), _("left early")),
                strict=True,
            )
        ),
    }
    if field in _YES_OR_NO:
        return {YES: _("yes"), NO: _("no")}
    return table.get((kind, field))


_YES_OR_NO = frozenset({Field.IS_CLOSED, Field.IS_SUPPLEMENTARY, Field.IS_CHANGED, Field.IS_APPROXIMATE})


def _named(choices: Iterable[tuple[object, object]]) -> Mapping[str, str]:
    return {str(code): str(label) for code, label in choices}


def spelled(kind: Kind, field: Field, value: str) -> str:
    """Return a value in the one spelling that the draft keeps.

    Raises:
        Refused: this kind of thing has no such field, or the value cannot be what the field says.
    """
    if field not in WRITABLE.get(kind, ()):
        raise Refused("importing.field", _("This cannot be changed here."))
    value = _NEVER_TEXT.sub("\ufffd", value.replace("\r\n", "\n")).strip()
    if len(value) > LONGEST:
        raise Refused("importing.too_long", _("The text is too long. Write at most 100,000 letters."))
    if not value and field in NEEDED:
        raise Refused("importing.empty", _("This cannot be empty. Write something, or remove the whole."))
    choices = choices_of(kind, field)
    if choices is not None and value and value not in choices:
        raise Refused("importing.choice", _("Choose one of the answers in the list."))
    spell = _SPELL.get(field)
    return spell(value) if spell is not None and value else value


_NEVER_TEXT = re.compile("[\x00\ud800-\udfff]")


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise Refused(
            "importing.day", _("“%(value)s” is not a day. Write it as 2026-03-13.") % _it(value)
        ) from None


def _clock(value: str) -> str:
    try:
        return time.fromisoformat(value.replace(".", ":")).strftime("%H:%M")
    except ValueError:
        raise Refused(
            "importing.clock", _("“%(value)s” is not a time. Write it as 14:30.") % _it(value)
        ) from None


def _minutes(value: str) -> str:
    if not value.isdecimal() or not 0 < int(value) <= 1440:
        raise Refused("importing.minutes", _("“%(value)s” is not a number of minutes.") % _it(value))
    return str(int(value))


def _when(value: str) -> str:
    if not _EDTF.fullmatch(value):
        message = _("“%(value)s” is not a time. Write a day as 2026-03-13, a month as 2026-03, or a year.")
        raise Refused("importing.when", message % _it(value))
    return value


def _amount(value: str) -> str:
    try:
        amount = Decimal(value)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        message = _("“%(value)s” is not an amount. Write it with digits and a full stop, as 1250000.50.")
        raise Refused("importing.amount", message % _it(value))
    return value


def _it(value: str) -> dict[str, str]:
    return {"value": value[:60]}


_SPELL: dict[Field, Callable[[str], str]] = {
    Field.HELD_ON: _day,
    Field.ENDS_ON: _day,
    Field.STARTS_AT: _clock,
    Field.ENDS_AT: _clock,
    Field.MINUTES_PLANNED: _minutes,
    Field.WHEN: _when,
    Field.DUE: _when,
    Field.AMOUNT: _amount,
}


def given(kind: Kind, values: Mapping[Field, str]) -> str:
    """Return the values of a new thing as they are kept.

    Raises:
        Refused: one is missing, or cannot be what its field says.
    """
    spelled_values = {field.value: spelled(kind, field, value) for field, value in values.items()}
    for field in WRITABLE.get(kind, ()):
        if field in NEEDED and field in _NEEDED_OF.get(kind, ()) and not spelled_values.get(field.value):
            raise Refused("importing.empty", _("This cannot be empty. Write something, or remove the whole."))
    return json.dumps(spelled_values, ensure_ascii=False)


_NEEDED_OF: dict[Kind, tuple[Field, ...]] = {
    Kind.PERSON: (Field.NAME,),
    Kind.ITEM: (Field.TITLE,),
    Kind.SECTION: (Field.TEXT,),
    Kind.POINT: (Field.TEXT,),
    Kind.CONCLUSION: (Field.OUTCOME,),
    Kind.CONSENT: (Field.PARTY,),
    Kind.REMARK: (Field.TEXT,),
    Kind.ATTACHMENT: (Field.TITLE,),
    Kind.ABSENCE: (Field.NAME,),
}
