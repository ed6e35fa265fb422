"""Initiatives as lines of a list, narrowed by focus area, state and party; what was promised under their items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Collaboration, Party
from roedtraad.bodies.models.dated import standing_on
from roedtraad.commitments.models import Commitment
from roedtraad.commitments.queries import CommitmentLine
from roedtraad.commitments.queries import lines_of as commitment_lines_of
from roedtraad.commitments.seeing import acting_for, seen_commitments
from roedtraad.initiatives.models import (
    FocusArea,
    Initiative,
    InitiativeParty,
    InitiativeState,
    PartRole,
    Presentation,
    State,
)
from roedtraad.initiatives.queries.aims import aims_of
from roedtraad.initiatives.queries.initiatives import ORIGIN, histories_of
from roedtraad.initiatives.queries.seeing import standing

MOST_PROMISES = 100


@dataclass(frozen=True, slots=True)
class InitiativeLine:
    """An initiative in a list: how far it has come on the viewer's day, what it belongs to, and who takes part."""

    initiative: Initiative
    stand: InitiativeState | None
    focus_areas: tuple[FocusArea, ...]
    parties: tuple[Party, ...]

    @property
    def state(self) -> State | None:
        """Return how far it has come."""
        return State(self.stand.state) if self.stand is not None else None


@dataclass(frozen=True, slots=True)
class InitiativeFilters:
    """What a list is limited to; None or '' narrows nothing."""

    focus_area: str = ""  # public id
    state: State | None = None
    party: str = ""  # public id
    words: str = ""

    def wants(self, line: InitiativeLine) -> bool:
        """Return whether an initiative is in the list."""
        if self.state is not None and line.state != self.state:
            return False
        if self.party and self.party not in {one.record.public_id for one in line.parties}:
            return False
        if self.focus_area and self.focus_area not in {one.record.public_id for one in line.focus_areas}:
            return False
        return self.words.casefold() in f"{line.initiative.name} {line.initiative.aim}".casefold()


def initiative_lines(
    viewer: Viewer, *, collaboration: Collaboration | None = None
) -> tuple[InitiativeLine, ...]:
    """Return initiatives by collaboration and name. Four queries."""
    rows = Initiative.objects.filter(visible(viewer)).select_related("record", "collaboration__record")
    if collaboration is not None:
        rows = rows.filter(collaboration=collaboration)
    found = list(rows.order_by("collaboration__name", "name", "pk"))
    histories = histories_of(viewer, found)
    aims = aims_of(viewer, found)
    parties = _parties(viewer, found)
    return tuple(
        InitiativeLine(
            one,
            next((row for row in reversed(histories.get(one.pk, ())) if row.on <= viewer.on), None),
            tuple(aim.focus_area for aim in aims.get(one.pk, ()) if aim.focus_area is not None),
            tuple(parties.get(one.pk, ())),
        )
        for one in found
    )


def presentations_of(viewer: Viewer) -> tuple[Presentation, ...]:
    """Return which initiatives were chosen to be presented when and where, the latest day first. One query."""
    rows = Presentation.objects.filter(standing(viewer), visible(viewer, record="initiative__record"))
    named = rows.select_related("initiative__record", "initiative__collaboration", *ORIGIN)
    return tuple(named.order_by("-on", "where", "initiative__name", "pk"))


def promises_under(viewer: Viewer, item_ids: Collection[int]) -> tuple[CommitmentLine, ...]:
    """Return the promises that were given under these items. Eleven queries at most, one without items."""
    if not item_ids:
        return ()
    rows = Commitment.objects.filter(seen_commitments(acting_for(viewer)), item__in=item_ids)
    ids = rows.order_by("made_on", "pk").values_list("pk", flat=True)[:MOST_PROMISES]
    return commitment_lines_of(viewer, list(ids))


def volunteers_under(viewer: Viewer, item_id: int) -> frozenset[int]:
    """Return the parties that volunteered under an item for what it is about. One query."""
    rows = InitiativeParty.objects.filter(
        standing(viewer),
        visible(viewer, record="initiative__record"),
        Q(item=item_id) | Q(decision__item=item_id),
        role=PartRole.VOLUNTEERED,
    )
    return frozenset(rows.values_list("party", flat=True))


def _parties(viewer: Viewer, found: Collection[Initiative]) -> Mapping[int, list[Party]]:
    rows = InitiativeParty.objects.filter(
        standing(viewer), standing_on(viewer.on), initiative__in=[one.pk for one in found]
    )
    by_initiative: dict[int, list[Party]] = defaultdict(list)
    for row in rows.select_related("party__record").order_by("party__kind", "party__name"):
        by_initiative[row.initiative_id].append(row.party)
    return by_initiative
