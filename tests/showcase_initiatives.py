"""The initiatives of the showcase: one that everybody sees with all that is told of it, and one that only the circles see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from efforts import an_effort

from roedtraad.initiatives.actions import InitiativeDetails, Origin, Stand, enter_initiative, set_state
from roedtraad.initiatives.models import State
from roedtraad.meetings.models import Decision

if TYPE_CHECKING:
    from showcase import Role, Showcase


def add_initiatives(show: Showcase, *, members: frozenset[Role], circle: frozenset[Role]) -> None:
    """Add an agreement, focus areas and an initiative with results; what a closed decision told of it is a secret."""
    world, sara = show.world, show.world.viewer(show.world.sara)
    effort = an_effort(world, name="Hjem i god tid", tail=" i Vestbælt")
    one = effort.initiative
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
