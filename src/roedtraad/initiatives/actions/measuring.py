"""Say what is measured and what it means; enter what was measured, where unknown is a value too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.actions.amending import Value, amend
from roedtraad.bodies.models import Collaboration, Party
from roedtraad.initiatives import policy
from roedtraad.initiatives.actions.telling import (
    BY_HAND,
    Origin,
    cite_words,
    folded,
    registered,
    told,
)
from roedtraad.initiatives.models import Aims, FocusArea, Indicator, IndicatorKind, Initiative, Measurement

LONGEST = 300
MOST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class IndicatorDetails:
    """What is measured. `whole` is the indicator of which it counts a part; a target says whether more or less is good."""

    name: str
    kind: IndicatorKind
    definition: str = ""
    unit: str = ""
    numerator: str = ""
    denominator: str = ""
    data_source: str = ""
    baseline: Decimal | None = None
    baseline_as_told: str = ""
    target: Decimal | None = None
    aims: Aims | None = None
    target_on: date | None = None
    whole: Indicator | None = None
    order: int = 1


@dataclass(frozen=True, slots=True)
class Measured:
    """One number of a period. `value` None: somebody was asked, and it is not known.

    Of a share the two numbers behind it suffice: the value follows, in percent.
    """

    first_on: date
    last_on: date
    value: Decimal | None
    party: Party | None = None
    group: str = ""
    is_planned: bool = False
    is_about: bool = False
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    remark: str = ""

    @property
    def place(self) -> tuple[int | None, str, date, date, bool]:
        """Return what no two standing measurements of an indicator share."""
        party = self.party.pk if self.party is not None else None
        return party, self.group.strip(), self.first_on, self.last_on, self.is_planned


@transaction.atomic
def define_indicator(
    *,
    viewer: Viewer,
    collaboration: Collaboration,
    details: IndicatorDetails,
    initiative: Initiative | None = None,
    focus_area: FocusArea | None = None,
    is_public: bool = False,
    origin: Origin = BY_HAND,
) -> Indicator:
    """Say what is measured, of an initiative, a focus area, or of the collaboration as a whole.

    It is seen as what it belongs to, unless an item tells of it.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: no name, a target without a direction, or an owner of another collaboration.
    """
    policy.may_keep(viewer, collaboration).or_refuse()
    owner = initiative or focus_area
    if owner is not None and owner.collaboration_id != collaboration.pk:
        raise Refused("initiatives.elsewhere", _("It belongs to another collaboration."))
    record = registered(
        RecordKind.INDICATOR,
        collaboration,
        viewer=viewer,
        origin=origin,
        part_of=owner.record if owner is not None else None,
        is_public=is_public,
    )
    indicator = Indicator.objects.create(
        record=record,
        collaboration=collaboration,
        initiative=initiative,
        focus_area=focus_area,
        **_values(details),
    )
    journal.write(viewer.user, "initiatives.indicator.defined", record, facts={"name": indicator.name})
    cite_words(record, "name", origin)
    return indicator


@transaction.atomic
def change_indicator(
    *, viewer: Viewer, indicator: Indicator, details: IndicatorDetails, reason: str = ""
) -> Indicator:
    """Say in other words what is measured; what was before stands in the corrections.

    Raises:
        NotAllowed: the viewer does not keep the collaboration.
        Refused: no name, or a target without a direction.
    """
    policy.may_keep(viewer, indicator.collaboration).or_refuse()
    act, record = "initiatives.indicator.changed", indicator.record
    amend(indicator, _values(details), by=viewer.user, act=act, record=record, reason=reason)
    return indicator


@transaction.atomic
def measure(
    *, viewer: Viewer, indicator: Indicator, rows: Sequence[Measured], origin: Origin = BY_HAND
) -> list[Measurement]:
    """Enter what was measured. What is told again unchanged is left; what differs takes the place of what stood.

    Nothing is lost: what stood is taken back, and stays. Eight queries at most for any number, and those of the
    origin.

    Raises:
        NotAllowed: the viewer neither leads the initiative nor keeps the collaboration.
        Refused: a period out of order, a number out of bounds, or the same place twice.
    """
    if indicator.initiative is not None:
        policy.may_answer_for(viewer, indicator.initiative).or_refuse()
    else:
        policy.may_keep(viewer, indicator.collaboration).or_refuse()
    wanted = [_checked(row) for row in rows]
    if len({row.place for row in wanted}) != len(wanted):
        raise Refused("initiatives.measured_twice", _("The same period and party stand there twice."))
    standing = {
        (row.party_id, row.group, row.first_on, row.last_on, row.is_planned): row
        for row in Measurement.objects.filter(indicator=indicator, withdrawn_at=None)
    }
    new = [row for row in wanted if not _same(standing.get(row.place), row)]
    old = [standing[row.place].pk for row in new if row.place in standing]
    Measurement.objects.filter(pk__in=old).update(withdrawn_at=timezone.now())
    known = told(indicator.record, viewer=viewer, origin=origin)
    made = Measurement.objects.bulk_create(
        Measurement(indicator=indicator, **_fields(row), **known) for row in new
    )
    if made:
        facts: dict[str, journal.Fact] = {"rows": len(made), "digest": _told_of(new)}
        journal.write(viewer.user, "initiatives.indicator.measured", indicator.record, facts=facts)
        for row in made:
            cite_words(indicator.record, row.cited_as, origin)
    return made


def _checked(row: Measured) -> Measured:
    if row.first_on > row.last_on:
        raise Refused("initiatives.period", _("The period ends before it begins."))
    for number in (row.value, row.numerator, row.denominator):
        if number is not None and abs(number) >= MOST:
            raise Refused("initiatives.number", _("The number is too large. Write it as it was measured."))
    if row.denominator is not None and row.denominator <= 0:
        raise Refused("initiatives.denominator", _("A share is of more than nothing."))
    return row


def _same(standing: Measurement | None, row: Measured) -> bool:
    return standing is not None and all(
        getattr(standing, name) == value
        for name, value in _fields(row).items()
        if name not in ("party", "first_on", "last_on")
    )


def _fields(row: Measured) -> dict[str, object]:
    value = row.value
    if value is None and row.numerator is not None and row.denominator is not None:
        value = 100 * row.numerator / row.denominator
    return {
        "party": row.party,
        "group": row.group.strip()[:100],
        "first_on": row.first_on,
        "last_on": row.last_on,
        "is_planned": row.is_planned,
        "is_about": row.is_about,
        "value": value.quantize(Decimal("0.0001")) if value is not None else None,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "remark": row.remark.strip()[:300],
    }


def _told_of(rows: Iterable[Measured]) -> str:
    return ";".join(f"{row.place}={row.value}" for row in rows)


def _values(details: IndicatorDetails) -> dict[str, Value]:
    if details.target is not None and details.aims is None:
        raise Refused("initiatives.aims", _("Say whether the target is at least or at most that number."))
    return {
        "name": folded(details.name, longest=LONGEST)[0],
        "kind": str(details.kind),
        "definition": details.definition.strip(),
        "unit": details.unit.strip()[:40],
        "numerator": details.numerator.strip()[:300],
        "denominator": details.denominator.strip()[:300],
        "data_source": details.data_source.strip()[:200],
        "baseline": details.baseline,
        "baseline_as_told": details.baseline_as_told.strip()[:200],
        "target": details.target,
        "aims": str(details.aims) if details.aims is not None else "",
        "target_on": details.target_on,
        "whole": details.whole,
        "order": details.order,
    }
