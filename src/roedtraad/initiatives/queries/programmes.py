"""Cohorts of leadership programmes with their days and teams; cooperation agreements with their last treatment."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Collaboration
from roedtraad.initiatives.models import Cohort, CohortDate, Cooperation, Team, TeamPart, Treatment
from roedtraad.initiatives.queries.initiatives import ORIGIN
from roedtraad.initiatives.queries.seeing import standing


@dataclass(frozen=True, slots=True)
class CohortView:
    """A cohort with its days, its teams with who is in each, and who takes part in all."""

    cohort: Cohort
    dates: tuple[CohortDate, ...]
    teams: tuple[tuple[Team, tuple[TeamPart, ...]], ...]
    parts: tuple[TeamPart, ...]


@dataclass(frozen=True, slots=True)
class CooperationLine:
    """A cooperation agreement, and what was concluded when it was looked at last."""

    cooperation: Cooperation
    latest: Treatment | None

    @property
    def needs_work(self) -> bool:
        """Return whether the last conclusion was that it does not hold."""
        return self.latest is not None and self.latest.verdict != Treatment.Verdict.HOLDS


def cohorts_of(viewer: Viewer, *, public_id: str = "") -> tuple[CohortView, ...]:
    """Return all cohorts, or the one with this public id, the newest first. Four queries."""
    rows = Cohort.objects.filter(visible(viewer)).select_related("record", "collaboration__record")
    if public_id:
        rows = rows.filter(record__public_id=public_id)
    found = list(rows.order_by("-valid_from", "programme", "name", "pk"))
    keys = [one.pk for one in found]
    dates: dict[int, list[CohortDate]] = defaultdict(list)
    for row in CohortDate.objects.filter(standing(viewer), cohort__in=keys).order_by("on", "pk"):
        dates[row.cohort_id].append(row)
    parts: dict[tuple[int, int | None], list[TeamPart]] = defaultdict(list)
    members = TeamPart.objects.filter(standing(viewer), cohort__in=keys).select_related("party__record")
    for part in members.order_by("pk"):
        parts[part.cohort_id, part.team_id].append(part)
    teams: dict[int, list[Team]] = defaultdict(list)
    sent = Team.objects.filter(standing(viewer), cohort__in=keys).select_related(
        "initiative__record", *ORIGIN
    )
    for team in sent.order_by("number", "pk"):
        teams[team.cohort_id].append(team)
    return tuple(
        CohortView(
            one,
            tuple(dates[one.pk]),
            tuple((team, tuple(parts[one.pk, team.pk])) for team in teams[one.pk]),
            tuple(parts[one.pk, None]),
        )
        for one in found
    )


def cooperations_of(
    viewer: Viewer, collaboration: Collaboration | None = None
) -> tuple[CooperationLine, ...]:
    """Return the cooperation agreements of a collaboration, or of all; those that need work first. Two queries."""
    rows = Cooperation.objects.filter(visible(viewer)).select_related(
        "record", "owner__record", "collaboration"
    )
    if collaboration is not None:
        rows = rows.filter(collaboration=collaboration)
    found = list(rows.order_by("name", "pk"))
    newest: dict[int, Treatment] = {}
    treated = Treatment.objects.filter(standing(viewer), cooperation__in=[one.pk for one in found])
    for row in treated.select_related(*ORIGIN).order_by("on", "pk"):
        newest[row.cooperation_id] = row
    lines = [CooperationLine(one, newest.get(one.pk)) for one in found]
    return tuple(sorted(lines, key=lambda line: not line.needs_work))


def cooperation_for(viewer: Viewer, public_id: str) -> Cooperation | None:
    """Return the cooperation agreement with this public id, if the viewer may see it. One query."""
    rows = Cooperation.objects.select_related("record", "owner__record", "collaboration__record", "document")
    return rows.filter(visible(viewer), record__public_id=public_id).first()


def treatments_of(viewer: Viewer, cooperation: Cooperation) -> tuple[Treatment, ...]:
    """Return what was concluded each time a cooperation agreement was looked at, the newest first. One query."""
    rows = Treatment.objects.filter(standing(viewer), cooperation=cooperation)
    return tuple(rows.select_related(*ORIGIN).order_by("-on", "-pk"))
