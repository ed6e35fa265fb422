"""What can be read out of an item: a thing with its words, why it is taken for that, and numbers where it has some."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Span = tuple[int, int]


class ToldAs(StrEnum):
    """What something is taken for."""

    FOCUS_AREAS = "focus_areas"  # rows: their names in order
    FOCUS_STATE = "focus_state"
    INITIATIVE = "initiative"
    STATE = "state"
    BOUNDARY = "boundary"
    NUMBERS = "numbers"  # rows: parties with their numbers
    OUTCOME = "outcome"  # rows: parts of a whole, the whole first
    SURVEY = "survey"  # rows: question, answer, group
    LEAD = "lead"
    COHORT = "cohort"
    TEAM = "team"
    EVALUATION = "evaluation"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a thing: a name, a number (None: not known), and the group of those who were asked."""

    name: str
    value: Decimal | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that an item tells. `subject` is what it is about; the spans count in the text that was read."""

    kind: ToldAs
    subject: str
    spans: tuple[Span, ...]
    why: str  # why it is taken for that
    state: str = ""  # as `models.State`
    on: date | None = None
    until: date | None = None
    text: str = ""  # the reason, the theme, what is not in it
    awaits: str = ""
    went_on: str = ""
    beside: str = ""  # unit, rules, partners, deadline …: what the kind needs besides
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldTable:
    """A table of an item, and where it stands."""

    rows: tuple[tuple[str, ...], ...]
    span: Span
