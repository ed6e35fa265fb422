"""Days in order: what the actions refuse about first and last days, in sentences that say which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.bodies.models.dated import Dated


@dataclass(frozen=True, slots=True)
class Days:
    """A first and a last day, both included; None: as long as is known."""

    first: date | None = None
    last: date | None = None

    def __str__(self) -> str:
        return danish.period(self.first, self.last) or _("on all days")

    def overlaps(self, other: Days) -> bool:
        """Return whether both hold on some day."""
        begins = [day for day in (self.first, other.first) if day is not None]
        ends = [day for day in (self.last, other.last) if day is not None]
        return not begins or not ends or max(begins) <= min(ends)

    def in_order(self) -> Days:
        """Return these days, or refuse that the last comes before the first."""
        if self.first and self.last and self.last < self.first:
            raise Refused(
                "bodies.days",
                _("The last day (%(last)s) is before the first (%(first)s). Correct one of them.")
                % {"first": danish.day(self.first), "last": danish.day(self.last)},
            )
        return self


ALWAYS = Days()


def days_of(row: Dated) -> Days:
    """Return the days of a dated row."""
    return Days(row.valid_from, row.valid_to)


def before(day: date) -> date:
    """Return the day before."""
    return day - timedelta(days=1)


def within(days: Days, body: Body) -> Days:
    """Return the days of a seat cut to the life of its body, or refuse days that somebody gave outside it.

    An open end is cut in silence: "still" never means longer than the body.
    """
    if body.valid_from and any(day and day < body.valid_from for day in (days.first, days.last)):
        raise Refused(
            "bodies.seat.before_body",
            _("%(body)s begins on %(day)s. A seat cannot begin before that.")
            % {"body": body.name, "day": danish.day(body.valid_from)},
        )
    if body.valid_to and any(day and day > body.valid_to for day in (days.first, days.last)):
        raise Refused(
            "bodies.seat.after_body",
            _("%(body)s ends on %(day)s. A seat cannot last longer than that.")
            % {"body": body.name, "day": danish.day(body.valid_to)},
        )
    return Days(days.first, days.last or body.valid_to)
