"""The initiatives of the showcase: one that everybody sees with all that is told of it, and one that only the circles see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from efforts import Effort, an_effort

from roedtraad.initiatives.actions import (
    EvaluationDetails,
    InitiativeDetails,
    Origin,
    Stand,
    enter_evaluation,
    enter_initiative,
    set_state,
)
from roedtraad.initiatives.models import State
from roedtraad.meetings.models import Decision

if TYPE_CHECKING:
    from showcase import Role, Showcase


def add_initiatives(show: Showcase, *, members: frozenset[Role], circle: frozenset[Role]) -> None:
    """Add an agreement, focus areas and an initiative with results; what a closed decision told of it is a secret."""
    world, sara = show.world, show.world.viewer(show.world.sara)
    effort = an_effort(world, name="Hjem i god tid", tail=" i Vestbælt")
    one = effort.initiative
    plan = EvaluationDetails("Evaluering af aftalen")
    enter_evaluation(viewer=sara, collaboration=one.collaboration, agreement=effort.agreement, details=plan)
    public_id = one.record.public_id
    show.has("initiative", one.record, one.name)
    show.has("agreement", effort.agreement.record, effort.agreement.name)
    show.has("focus-area", effort.paused.record, effort.paused.name)
    show.paths |= {
        f"initiative-{word}": f"/indsats/{public_id}/{word}"
        for word in ("skriv", "skrevet", "maalinger", "status")
    }
    milestone = one.milestones.order_by("pk")[0]
    show.paths["initiative-milestone"] = f"/indsats/{public_id}/skrevet/{milestone.cited_as}"
    evaluation = one.evaluations.order_by("pk")[0]
    show.paths["initiative-evaluation"] = f"/indsats/{public_id}/skrevet/evaluation.{evaluation.pk}"
    show.paths["initiative-csv"] = f"/indsats/{public_id}/maalinger.csv"
    show.paths["initiative-fil"] = f"/indsats/{public_id}/maalinger/fil"
    show.paths["initiative-answer"] = f"/indsats/{public_id}/status/{effort.status.pk}"
    show.paths["initiative-place"] = f"/indsats/{public_id}/status/{effort.status.pk}/dagsorden"
    show.paths["initiative-calendar"] = f"/indsats/{public_id}/status/kalender"
    show.paths["agreement-skriv"] = f"/aftale/{effort.agreement.record.public_id}/skriv"
    show.paths["focus-area-skriv"] = f"/fokusomraade/{effort.area.record.public_id}/skriv"
    _add_beside(show, effort)
    closed = (
        Decision.objects.select_related("record", "item").filter(item__is_closed=True).order_by("pk").first()
    )
    if closed is not None:
        word = show.keeps("lukketgrund", seen_by=members)
        stand = Stand(State.PAUSED, date(2025, 7, 1), f"Pauseret: {word}")
        set_state(
            viewer=sara,
            initiative=one,
            state=State.PAUSED,
            on=stand.on,
            stand=stand,
            origin=Origin(decision=closed),
        )
        set_state(viewer=sara, initiative=one, state=State.RUNNING, on=date(2025, 8, 1))
    hidden = enter_initiative(
        viewer=sara,
        collaboration=world.political.collaboration,
        details=InitiativeDetails(show.keeps("Kredsindsatsen", seen_by=circle)),
    )
    show.has("initiative-closed", hidden.record, hidden.name)


def _add_beside(show: Showcase, effort: Effort) -> None:
    """Add the pages on which what stands beside the initiatives is written."""
    whole = effort.initiative.collaboration
    kept = {
        "vision": effort.vision,
        "samarbejdsaftale": whole.cooperations.get(),
        "hold": whole.cohorts.get(),
        "tal": whole.indicators.get(initiative=None),
    }
    rows = {
        "aftale": (effort.agreement, effort.agreement.evaluations.get()),
        "fokusomraade": (effort.paused, effort.paused.states.get()),
        "samarbejdsaftale": (kept["samarbejdsaftale"], kept["samarbejdsaftale"].treatments.get()),
        "hold": (kept["hold"], kept["hold"].teams.get()),
        "tal": (kept["tal"], kept["tal"].measurements.get()),
    }
    show.paths |= {f"{word}-skriv": f"/{word}/{one.record.public_id}/skriv" for word, one in kept.items()}
    show.paths |= {
        f"{word}-skrevet": f"/{word}/{one.record.public_id}/skrevet/{row._meta.model_name}.{row.pk}"
        for word, (one, row) in rows.items()
    }
