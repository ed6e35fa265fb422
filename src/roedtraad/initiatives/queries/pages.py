"""One initiative with everything that is told of it, as a page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import F, Model

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models.dated import Dated
from roedtraad.initiatives.models import (
    Boundary,
    FocusAim,
    Initiative,
    InitiativeAim,
    InitiativeLink,
    InitiativeParty,
    InitiativeState,
    LeadRole,
    Milestone,
    Post,
    Presentation,
    Risk,
    State,
    TargetGroup,
    Team,
)
from roedtraad.initiatives.queries.aims import aims_of, focus_aims_of, links_of
from roedtraad.initiatives.queries.initiatives import ORIGIN, histories_of, initiative_for
from roedtraad.initiatives.queries.results import EvaluationView, Series, evaluations_of, indicators_of
from roedtraad.initiatives.queries.seeing import standing

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class InitiativeView:
    """An initiative as the viewer may see it. Rows are in the order of their days."""

    initiative: Initiative
    aliases: tuple[str, ...]
    history: tuple[InitiativeState, ...]
    stand: InitiativeState | None  # the newest state on the viewer's day
    aims: tuple[InitiativeAim, ...]
    visions: Mapping[int, tuple[FocusAim, ...]]  # by focus area
    parties: tuple[InitiativeParty, ...]
    target_groups: tuple[TargetGroup, ...]
    boundaries: tuple[Boundary, ...]
    posts: tuple[Post, ...]
    milestones: tuple[Milestone, ...]
    risks: tuple[Risk, ...]
    links: tuple[InitiativeLink, ...]
    leads: tuple[LeadRole, ...]
    teams: tuple[Team, ...]
    presentations: tuple[Presentation, ...]
    series: tuple[Series, ...]
    evaluations: tuple[EvaluationView, ...]

    @property
    def state(self) -> State | None:
        """Return how far it has come on the viewer's day."""
        return State(self.stand.state) if self.stand is not None else None

    @property
    def leaders(self) -> tuple[Post, ...]:
        """Return the posts that answer for it."""
        return tuple(post for post in self.posts if post.leads)


def initiative_page(viewer: Viewer, public_id: str) -> InitiativeView | None:
    """Return an initiative with everything that is told of it. Twenty-one queries, whatever there is."""
    one = initiative_for(viewer, public_id)
    if one is None:
        return None
    history = histories_of(viewer, [one]).get(one.pk, ())
    aims = aims_of(viewer, [one]).get(one.pk, ())
    areas = [aim.focus_area_id for aim in aims if aim.focus_area_id is not None]
    aliases = one.aliases.filter(withdrawn_at=None).order_by("pk")
    return InitiativeView(
        initiative=one,
        aliases=tuple(aliases.values_list("name", flat=True)),
        history=history,
        stand=next((row for row in reversed(history) if row.on <= viewer.on), None),
        aims=aims,
        visions=focus_aims_of(viewer, areas) if areas else {},
        parties=_rows(viewer, InitiativeParty, one, "party__record"),
        target_groups=_rows(viewer, TargetGroup, one, "party__record"),
        boundaries=_rows(viewer, Boundary, one),
        posts=_rows(viewer, Post, one, "person__record", "party__record"),
        milestones=_rows(viewer, Milestone, one, "after"),
        risks=_rows(viewer, Risk, one),
        links=links_of(viewer, [one]),
        leads=_rows(viewer, LeadRole, one, "vision__record"),
        teams=_rows(viewer, Team, one, "cohort__record"),
        presentations=_rows(viewer, Presentation, one),
        series=indicators_of(viewer, [one]),
        evaluations=evaluations_of(viewer, initiatives=[one]),
    )


def _rows(viewer: Viewer, kind: type[Row], one: Initiative, *more: str) -> tuple[Row, ...]:
    """Return the rows of one kind that stand for an initiative, with where they are known from. One query."""
    rows = kind._default_manager.filter(standing(viewer), initiative=one).select_related(*more, *ORIGIN)
    if issubclass(kind, Dated):
        rows = rows.order_by(F("valid_from").asc(nulls_first=True), "pk")
    return tuple(rows)
