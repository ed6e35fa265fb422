"""What is measured and what came of it: indicators with their numbers, and evaluations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Collaboration, Party
from roedtraad.initiatives.models import (
    Aims,
    Evaluation,
    EvaluationPart,
    EvaluationState,
    EvaluationText,
    Indicator,
    Initiative,
    InitiativeState,
    Measurement,
)
from roedtraad.initiatives.queries.initiatives import ORIGIN
from roedtraad.initiatives.queries.seeing import standing


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator with its numbers that stand, by period, party and group."""

    indicator: Indicator
    rows: tuple[Measurement, ...]

    @property
    def actual(self) -> tuple[Measurement, ...]:
        """Return what was measured, planned numbers apart."""
        return tuple(row for row in self.rows if not row.is_planned)

    @property
    def whole(self) -> tuple[Measurement, ...]:
        """Return what was measured of all together, oldest first."""
        return tuple(row for row in self.actual if row.party_id is None and not row.group)

    @property
    def parties(self) -> tuple[Party, ...]:
        """Return the parties of which something is told, by name."""
        found = {row.party.pk: row.party for row in self.rows if row.party is not None}
        return tuple(sorted(found.values(), key=lambda party: party.name))

    @property
    def latest(self) -> Measurement | None:
        """Return the newest number of all together that is known."""
        return next((row for row in reversed(self.whole) if row.value is not None), None)

    @property
    def meets_target(self) -> bool | None:
        """Return whether the newest number meets the target; None where one of them is missing."""
        newest, target = self.latest, self.indicator.target
        if newest is None or newest.value is None or target is None:
            return None
        return newest.value >= target if self.indicator.aims == Aims.AT_LEAST else newest.value <= target

    def totals(self, *, is_planned: bool) -> tuple[Decimal, int]:
        """Return the sum of the parties' newest numbers, and of how many parties it is not known."""
        newest: dict[int, Measurement] = {}
        for row in self.rows:
            if row.party_id is not None and not row.group and row.is_planned == is_planned:
                newest[row.party_id] = row
        known = [row.value for row in newest.values() if row.value is not None]
        return sum(known, Decimal(0)), len(newest) - len(known)


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """An evaluation with who makes it, what it covers, and how each level is told."""

    evaluation: Evaluation
    makers: tuple[EvaluationPart, ...]
    covered: tuple[EvaluationPart, ...]
    texts: tuple[EvaluationText, ...]

    def is_late(self, on: date) -> bool:
        """Return whether it should have been done by that day, and is not."""
        one = self.evaluation
        is_over = one.state in (EvaluationState.DONE, EvaluationState.DROPPED)
        return not is_over and one.due_on is not None and one.due_on < on

    def awaits_decision(self, told: Iterable[InitiativeState], *, on: date) -> bool:
        """Return whether what was to be decided after it has not been: nobody has since said how the initiative stands."""
        one = self.evaluation
        if one.state != EvaluationState.DONE or not one.leads_to or one.done_on is None or one.done_on >= on:
            return False
        return not any(row.on >= one.done_on for row in told)


def indicators_of(viewer: Viewer, initiatives: Collection[Initiative]) -> tuple[Series, ...]:
    """Return what is measured of initiatives, with the numbers. Two queries."""
    return _series(viewer, Q(initiative__in=[one.pk for one in initiatives]))


def indicators_beside(viewer: Viewer, collaboration: Collaboration | None = None) -> tuple[Series, ...]:
    """Return what is measured of a collaboration (or of all) and its focus areas, apart from initiatives. Two queries."""
    wanted = Q(initiative=None)
    return _series(viewer, wanted if collaboration is None else wanted & Q(collaboration=collaboration))


def facts_about(viewer: Viewer, party: Party) -> tuple[Measurement, ...]:
    """Return the newest numbers about a party and its units that belong to no initiative, one for each group. One query."""
    about = Q(party=party) | Q(party__part_of=party)
    rows = Measurement.objects.filter(
        standing(viewer),
        visible(viewer, record="indicator__record"),
        about,
        indicator__initiative=None,
        is_planned=False,
    ).select_related("indicator__record", "party__record", *ORIGIN)
    newest = {
        (row.indicator_id, row.party_id, row.group): row for row in rows.order_by("last_on", "first_on", "pk")
    }
    return tuple(
        sorted(newest.values(), key=lambda row: (row.party_id != party.pk, row.indicator.name, row.group))
    )


def indicator_for(viewer: Viewer, public_id: str) -> Series | None:
    """Return one indicator with its numbers, if the viewer may see it. Two queries."""
    return next(iter(_series(viewer, Q(record__public_id=public_id))), None)


def evaluations_of(
    viewer: Viewer,
    *,
    initiatives: Collection[Initiative] = (),
    collaboration: Collaboration | None = None,
    public_id: str = "",
) -> tuple[EvaluationView, ...]:
    """Return evaluations of initiatives, of a collaboration, or one; those due first come first. Three queries."""
    wanted = Q(initiative__in=[one.pk for one in initiatives])
    if collaboration is not None:
        wanted = Q(collaboration=collaboration)
    if public_id:
        wanted = Q(record__public_id=public_id)
    rows = Evaluation.objects.filter(visible(viewer), wanted).select_related(
        "record", "collaboration", "initiative__record", "agreement__record", "document__record"
    )
    found = list(rows.order_by("due_on", "pk"))
    if not found:
        return ()
    keys = [one.pk for one in found]
    parts = _parts(viewer, keys)
    texts: dict[int, list[EvaluationText]] = defaultdict(list)
    for text in (
        EvaluationText.objects.filter(standing(viewer), evaluation__in=keys)
        .select_related("level")
        .order_by("level__rank", "pk")
    ):
        texts[text.evaluation_id].append(text)
    return tuple(
        EvaluationView(
            one,
            tuple(part for part in parts[one.pk] if not part.is_covered),
            tuple(part for part in parts[one.pk] if part.is_covered),
            tuple(texts[one.pk]),
        )
        for one in found
    )


def _parts(viewer: Viewer, keys: Collection[int]) -> Mapping[int, list[EvaluationPart]]:
    """Return who makes evaluations and what they cover. One query."""
    rows = EvaluationPart.objects.filter(standing(viewer), evaluation__in=keys)
    found: dict[int, list[EvaluationPart]] = defaultdict(list)
    for part in rows.select_related("party__record", "covers__record").order_by("pk"):
        found[part.evaluation_id].append(part)
    return found


def _series(viewer: Viewer, wanted: Q) -> tuple[Series, ...]:
    indicators = list(
        Indicator.objects.filter(visible(viewer), wanted)
        .select_related(
            "record", "collaboration__record", "initiative__record", "initiative__collaboration", "whole"
        )
        .order_by("initiative", "order", "pk")
    )
    if not indicators:
        return ()
    rows: dict[int, list[Measurement]] = defaultdict(list)
    for row in (
        Measurement.objects.filter(standing(viewer), indicator__in=[one.pk for one in indicators])
        .select_related("party__record", *ORIGIN)
        .order_by("first_on", "last_on", "party__name", "pk")
    ):
        rows[row.indicator_id].append(row)
    return tuple(Series(one, tuple(rows[one.pk])) for one in indicators)
