"""Where people have sat, and for whom: what tells two people of one name apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from roedtraad.bodies.models import OfficeHolding, Person, Seat

ROOT = Coalesce("person__same_as", "person")


@dataclass(frozen=True, slots=True)
class Sitting:
    """One seat, or one office, that somebody has held. `body` is None for an office without a seat."""

    root: int  # the row that stands for the person
    body: int | None
    collaboration: int | None
    party: int | None
    part_of: int | None
    letter: str
    valid_from: date | None
    valid_to: date | None

    def is_valid(self, on: date) -> bool:
        """Return whether it was held on this day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


def sittings_of(roots: Sequence[int]) -> tuple[Sitting, ...]:
    """Return every seat and office that these people have held, under any of their rows. Two queries."""
    return (*_by_name(roots), *_by_office(roots))


def _by_name(roots: Sequence[int]) -> Iterable[Sitting]:
    seats = Seat.objects.filter(person__in=_rows(roots), record__withdrawn_at=None)
    rows = seats.annotate(root=ROOT).values_list(
        "root",
        "body",
        "body__collaboration",
        "party",
        "party__part_of",
        "letter",
        "valid_from",
        "valid_to",
    )
    return (Sitting(*row) for row in rows)


def _by_office(roots: Sequence[int]) -> Iterable[Sitting]:
    holdings = OfficeHolding.objects.filter(person__in=_rows(roots), withdrawn_at=None)
    rows = holdings.annotate(root=ROOT).values_list(
        "root",
        "office__seats__body",
        "office__seats__body__collaboration",
        "office__party",
        "office__party__part_of",
        "valid_from",
        "valid_to",
    )
    return (
        Sitting(root, body, collaboration, party, part_of, "", first, last)
        for root, body, collaboration, party, part_of, first, last in rows
    )


def _rows(roots: Sequence[int]) -> QuerySet[Person]:
    return Person.objects.filter(Q(pk__in=roots) | Q(same_as__in=roots))
