"""Reads of initiatives, within what a viewer may see: by collaboration, by id, by name, with state and parties."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.models import Body, Collaboration, Party
from roedtraad.bodies.models.dated import standing_on
from roedtraad.initiatives.models import (
    FocusArea,
    FocusState,
    Initiative,
    InitiativeAlias,
    InitiativeParty,
    InitiativeState,
    State,
)
from roedtraad.initiatives.queries.seeing import standing

Row = TypeVar("Row")
ORIGIN = (
    "item__record",
    "item__meeting__body__collaboration",
    "decision__record",
    "decision__item__meeting__body__collaboration",
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name that documents use for an initiative: its own, or an alias. `folded` is how names are compared."""

    initiative_id: int
    public_id: str
    collaboration_id: int
    name: str
    folded: str
    is_alias: bool


def initiatives_of(viewer: Viewer, collaboration: Collaboration) -> QuerySet[Initiative]:
    """Return the initiatives of a collaboration that this viewer may see, by name. One query."""
    return (
        Initiative.objects.filter(visible(viewer), collaboration=collaboration)
        .select_related("record")
        .order_by("name", "pk")
    )


def initiative_for(viewer: Viewer, public_id: str) -> Initiative | None:
    """Return the initiative with this public id, if this viewer may see it. One query."""
    rows = Initiative.objects.select_related("record", "collaboration__record")
    return rows.filter(visible(viewer), record__public_id=public_id).first()


def initiatives_named(viewer: Viewer, collaboration: Collaboration, name: str) -> QuerySet[Initiative]:
    """Return the initiatives that are, or were, called by this name; case, accents and hyphens apart. One query."""
    folded = fold(name)
    called = Q(folded=folded) | Q(aliases__folded=folded, aliases__withdrawn_at=None)
    return initiatives_of(viewer, collaboration).filter(called).distinct()


def kept_collaborations(viewer: Viewer) -> tuple[Collaboration, ...]:
    """Return the collaborations that this viewer keeps: of whose bodies they are the secretariat. One query."""
    rows = Collaboration.objects.filter(record__withdrawn_at=None).select_related("record")
    if not viewer.is_administrator:
        prefix = f"{Circle.SECRETARIAT}:"
        bodies = [int(token.removeprefix(prefix)) for token in viewer.tokens if token.startswith(prefix)]
        rows = rows.filter(bodies__in=bodies)
    return tuple(rows.distinct().order_by("name"))


def keeping_bodies(viewer: Viewer, collaboration: Collaboration) -> tuple[Body, ...]:
    """Return the bodies of a collaboration of which this viewer is the secretariat, the highest first. One query."""
    rows = Body.objects.filter(visible(viewer), collaboration=collaboration).select_related("record")
    own = (body for body in rows.order_by("level__rank", "name"))
    return tuple(body for body in own if viewer.holds(Circle.SECRETARIAT.of(body.pk)))


def names_of(viewer: Viewer, collaborations: Iterable[Collaboration] | None = None) -> tuple[Name, ...]:
    """Return every name of the initiatives that this viewer may see, of these collaborations or of all. Two queries."""
    rows = Initiative.objects.filter(visible(viewer))
    if collaborations is not None:
        rows = rows.filter(collaboration__in=[one.pk for one in collaborations])
    own = rows.order_by("pk").values_list("pk", "record__public_id", "collaboration", "name", "folded")
    found = [Name(pk, public_id, whole, name, key, False) for pk, public_id, whole, name, key in own]
    by_key = {one.initiative_id: one for one in found}
    aliases = InitiativeAlias.objects.filter(initiative__in=rows, withdrawn_at=None).order_by("pk")
    for pk, name, key in aliases.values_list("initiative", "name", "folded"):
        first = by_key[pk]
        found.append(Name(pk, first.public_id, first.collaboration_id, name, key, True))
    return tuple(found)


def histories_of(
    viewer: Viewer, initiatives: Collection[Initiative]
) -> Mapping[int, tuple[InitiativeState, ...]]:
    """Return what was said of how far each initiative came, oldest first, with decision and item. One query."""
    rows = InitiativeState.objects.filter(standing(viewer), initiative__in=[one.pk for one in initiatives])
    return _grouped(rows.select_related(*ORIGIN, "handed_to__record").order_by("on", "pk"), "initiative_id")


def focus_histories_of(viewer: Viewer, areas: Collection[FocusArea]) -> Mapping[int, tuple[FocusState, ...]]:
    """Return the same of focus areas. One query."""
    rows = FocusState.objects.filter(standing(viewer), focus_area__in=[one.pk for one in areas])
    return _grouped(rows.select_related(*ORIGIN).order_by("on", "pk"), "focus_area_id")


def states_on(
    viewer: Viewer, initiatives: Collection[Initiative], *, on: date | None = None
) -> Mapping[int, State]:
    """Return the state of each of these initiatives on a day (the viewer's), by key; what nobody has told is left out.

    What was told under something that the viewer may not see does not count. One query.
    """
    rows = InitiativeState.objects.filter(
        standing(viewer), initiative__in=[one.pk for one in initiatives], on__lte=on or viewer.on
    )
    newest = rows.order_by("on", "pk").values_list("initiative", "state")
    return {pk: State(state) for pk, state in newest}


def parties_in(viewer: Viewer, initiative: Initiative, *, on: date | None = None) -> QuerySet[Party]:
    """Return the parties that take part in an initiative on a day (the viewer's). One query."""
    parts = InitiativeParty.objects.filter(
        standing(viewer), standing_on(on or viewer.on), initiative=initiative
    )
    return Party.objects.filter(pk__in=parts.values("party")).order_by("kind", "name")


def _grouped(rows: Iterable[Row], name: str) -> Mapping[int, tuple[Row, ...]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return {key: tuple(own) for key, own in found.items()}
