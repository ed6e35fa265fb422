"""How often bodies are to meet, and the periods of a year in which meetings are missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.meetings.models import Decision, Meeting, MeetingKind, MeetingState
from roedtraad.planning import policy
from roedtraad.planning.models import Cadence, Per

MONTHS = {Per.QUARTER: 3, Per.HALF_YEAR: 6, Per.YEAR: 12}
MOST_TIMES = 60


@dataclass(frozen=True, slots=True)
class Period:
    """A period of a year: how many meetings are planned or held in it, of those that there are to be."""

    cadence: Cadence
    first: date
    last: date
    planned: int

    @property
    def missing(self) -> int:
        """Return how many meetings are missing."""
        return max(0, self.cadence.times - self.planned)


@dataclass(frozen=True, slots=True)
class CadenceLine:
    """A cadence, and the decision that it follows from, where the viewer may see that."""

    cadence: Cadence
    decision: Decision | None


def cadences_of(viewer: Viewer, body: Body) -> tuple[CadenceLine, ...]:
    """Return how often a body is to meet, the first first. Two queries."""
    rows = list(Cadence.objects.filter(body=body).order_by("valid_from", "pk"))
    seen = {
        row.pk: row
        for row in Decision.objects.filter(visible(viewer), cadences__in=rows).select_related(
            "record", "item__record", "body"
        )
    }
    return tuple(CadenceLine(row, seen.get(row.decision_id or 0)) for row in rows)


def periods_of(body: Body, year: int) -> tuple[Period, ...]:
    """Return the periods of a year in which a body has a cadence, with the meetings in each. Two queries.

    A period that a cadence only touches is not counted: nobody said how many meetings there are in a part of it.
    """
    rows = list(Cadence.objects.filter(body=body).order_by("valid_from", "pk"))
    held = (
        Meeting.objects.filter(body=body, held_on__year=year, record__withdrawn_at=None)
        .exclude(state=MeetingState.CANCELLED)
        .exclude(kind=MeetingKind.WRITTEN)
    )
    days = list(held.values_list("held_on", flat=True)) if rows else []
    found = []
    for row in rows:
        for first, last in _periods(Per(row.per), year):
            begins, ends = row.valid_from or first, row.valid_to or last
            if begins <= first and ends >= last:
                found.append(Period(row, first, last, sum(first <= day <= last for day in days)))
    return tuple(sorted(found, key=lambda one: (one.first, one.last)))


def _periods(per: Per, year: int) -> list[tuple[date, date]]:
    months = MONTHS[per]
    begins = [date(year, month, 1) for month in range(1, 13, months)]
    ends = [*begins[1:], date(year + 1, 1, 1)]
    return [(first, after - timedelta(days=1)) for first, after in zip(begins, ends, strict=True)]


@dataclass(frozen=True, slots=True)
class CadenceGiven:
    """How often a body is to meet, from day to day, why, and by which decision."""

    times: int
    per: Per
    valid_from: date | None = None
    valid_to: date | None = None
    reason: str = ""
    decision: Decision | None = None


@transaction.atomic
def set_cadence(body: Body, given: CadenceGiven, *, viewer: Viewer) -> Cadence:
    """Say how often a body is to meet. A decision of a body above may be cited, where the viewer sees it.

    Raises:
        NotAllowed: the viewer does not plan the meetings of this body.
        Refused: the number or the days cannot be, or there is no such decision.
    """
    policy.may_keep_standing_items(viewer, body).or_refuse()
    if not 0 < given.times <= MOST_TIMES:
        raise Refused("planning.times", _("Write how many times, 1 to 60."))
    if given.valid_from and given.valid_to and given.valid_to < given.valid_from:
        raise Refused("planning.days", _("The last day is before the first. Correct one of them."))
    if given.decision is not None:
        seen = Decision.objects.filter(visible(viewer), pk=given.decision.pk)
        if not seen.filter(body__collaboration=body.collaboration_id).exists():
            raise Refused("planning.decision", _("There is no such decision in this collaboration."))
    row = Cadence.objects.create(
        body=body,
        times=given.times,
        per=given.per,
        valid_from=given.valid_from,
        valid_to=given.valid_to,
        reason=" ".join(given.reason.split())[:300],
        decision=given.decision,
    )
    facts: dict[str, journal.Fact] = {"times": row.times, "per": row.per}
    journal.write(viewer.user, "planning.cadence.set", body.record, facts=facts)
    return row


@transaction.atomic
def end_cadence(row: Cadence, *, last_day: date, viewer: Viewer) -> None:
    """Say on which day a cadence held for the last time.

    Raises:
        NotAllowed: the viewer does not plan the meetings of this body.
        Refused: it would end before it begins.
    """
    policy.may_keep_standing_items(viewer, row.body).or_refuse()
    if row.valid_from and last_day < row.valid_from:
        raise Refused("planning.days", _("The last day is before the first. Correct one of them."))
    Cadence.objects.filter(pk=row.pk).update(valid_to=last_day)
    journal.write(viewer.user, "planning.cadence.ended", row.body.record)
