"""Reads of initiatives, within what a viewer may see."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.models import Collaboration, Party
from roedtraad.bodies.models.dated import standing_on
from roedtraad.initiatives.models import Initiative, InitiativeParty, InitiativeState, State


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


def states_on(initiatives: Collection[Initiative], *, on: date) -> Mapping[int, State]:
    """Return the state of each of these initiatives on a day, by key; what nobody has told is left out. One query."""
    newest = InitiativeState.objects.filter(initiative=OuterRef("initiative"), on__lte=on).order_by("-on")
    rows = InitiativeState.objects.filter(
        initiative__in=[one.pk for one in initiatives], pk=Subquery(newest.values("pk")[:1])
    )
    return {row.initiative_id: State(row.state) for row in rows}


def parties_in(initiative: Initiative, *, on: date) -> QuerySet[Party]:
    """Return the parties that take part in an initiative on a day. One query."""
    parts = InitiativeParty.objects.filter(standing_on(on), initiative=initiative)
    return Party.objects.filter(pk__in=parts.values("party")).order_by("kind", "name")
