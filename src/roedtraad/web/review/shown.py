"""How values of a draft are written for people: days, times, amounts, codes. Pure but for the names of the levels."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.importing.queries import Review
from roedtraad.importing.sheet.things import YES, Field, Kind, Thing

SEASONS = {"21": "foråret", "22": "sommeren", "23": "efteråret", "24": "vinteren"}
DAYS = frozenset({Field.HELD_ON, Field.ENDS_ON, Field.DUE, Field.WHEN, Field.RESOLVED})
CLOCKS = frozenset({Field.STARTS_AT, Field.ENDS_AT, Field.ARRIVED, Field.LEFT})
LISTS = frozenset({Field.ITEMS, Field.POINTS, Field.IN_FAVOUR, Field.AGAINST, Field.ABSTAINED})
_EDTF = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>[\dX]{2}))?(?:-(?P<day>[\dX]{2}))?[~?%]?")


def shown(review: Review, thing: Thing, field: Field) -> str:
    """Return a value of a thing as a person reads it; '' where it has none."""
    return written(review, thing.kind, field, thing.get(field))


def written(review: Review, kind: Kind, field: Field, value: str) -> str:
    """Return a value as a person reads it."""
    if not value:
        return ""
    if field in DAYS:
        return time_told(value)
    if field in CLOCKS:
        return value.replace(":", ".")
    if field is Field.AMOUNT:
        return kroner(value)
    if field in LISTS:
        return danish.listed(value.split("\n"))
    choices = review.choices_of(kind, field)
    if choices is not None:
        return choices.get(value, value)
    return _("yes") if value == YES else value


def time_told(edtf: str) -> str:
    """Return '1. september 2025', 'september 2025', 'efteråret 2025', '2025' for a time in EDTF."""
    first, slash, last = edtf.partition("/")
    if slash:
        return f"{time_told(first)} – {time_told(last)}" if last not in ("", "..") else time_told(first)
    match = _EDTF.fullmatch(edtf)
    if match is None:
        return edtf
    year, month, day = match["year"], match["month"] or "", match["day"] or ""
    known_year = "" if "X" in year else year
    if month in SEASONS:
        return f"{SEASONS[month]} {known_year}".strip()
    if "X" in month + day or not month:
        return known_year or edtf
    try:
        on = date(int(known_year or 2000), int(month), int(day or 1))
    except ValueError:
        return edtf
    if not day:
        return danish.month(on) if known_year else danish.month(on).rpartition(" ")[0]
    return danish.day(on) if known_year else danish.day_and_month(on)


def kroner(value: str) -> str:
    """Return '1.148.000 kr.'."""
    try:
        return danish.kroner(Decimal(value))
    except InvalidOperation:
        return value


def amount_written(value: str) -> str:
    """Return '1148000.01' for '1.148.000,01 kr.'; what is no Danish amount is left as it was."""
    bare = re.sub(r"(?i)\s|kr\.?$|kroner$|,-$", "", value.strip())
    bare = re.sub(r"(?i)kr\.?$", "", bare)
    if "," in bare:
        return bare.replace(".", "").replace(",", ".")
    return bare.replace(".", "") if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", bare) else bare


def table_rows(thing: Thing) -> Sequence[Sequence[str]]:
    """Return the rows of a table as they were read."""
    try:
        rows = json.loads(thing.get(Field.ROWS) or "[]")
    except ValueError:
        return ()
    return [[str(cell or "") for cell in row] for row in rows if isinstance(row, list)]


def changed_values(review: Review, thing: Thing, typed: Mapping[Field, str]) -> Mapping[Field, str]:
    """Return those of the typed values that differ from what stands in the draft."""
    return {
        field: value
        for field, value in typed.items()
        if value.replace("\r\n", "\n").strip() != thing.get(field).strip()
    }
