"""The same initiative in other collaborations, side by side; and what is wanted by an agreement, with what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models.dated import standing_on
from roedtraad.initiatives.models import Agreement, Initiative, InitiativeLink, State, TargetGroup
from roedtraad.initiatives.queries import (
    AgreementTree,
    Series,
    agreement_tree,
    histories_of,
    indicators_of,
    standing,
    states_on,
)
from roedtraad.thread.models import Link, LinkKind, LinkState
from roedtraad.thread.queries.links import seen_links
from roedtraad.thread.queries.paid import purses_of

MOST_ALIKE = 30
BEGUN = (State.RUNNING, State.EXTENDED)


@dataclass(frozen=True, slots=True)
class Alike:
    """An initiative beside others of the same kind: started when, how much, for whom, with what result."""

    initiative: Initiative
    began_on: date | None
    target_groups: tuple[str, ...]
    allocated: Decimal
    state: State | None
    reason: str
    series: tuple[Series, ...]
    how: str  # '' for the one that the others are compared with
    is_proposed: bool = False

    @property
    def result(self) -> Series | None:
        """Return the indicator that has a number of all together; the first that has."""
        return next((one for one in self.series if one.latest is not None), None)


def alike(viewer: Viewer, initiative: Initiative) -> tuple[Alike, ...]:
    """Return an initiative and those that are the same elsewhere, spread from it, or of the same model. Twelve queries at most."""
    ties = _ties(viewer, initiative)
    rows = Initiative.objects.filter(visible(viewer), pk__in=[initiative.pk, *ties])
    found = list(rows.select_related("record", "collaboration__record")[:MOST_ALIKE])
    found.sort(key=lambda one: (one.pk != initiative.pk, one.collaboration.name, one.name))
    histories = histories_of(viewer, found)
    groups = _groups(viewer, found)
    allocated = money_of(viewer, found)
    series: dict[int, list[Series]] = defaultdict(list)
    for measured in indicators_of(viewer, found):
        series[measured.indicator.initiative_id or 0].append(measured)
    lines = []
    for one in found:
        history = [row for row in histories.get(one.pk, ()) if row.on <= viewer.on]
        begun = next((row.on for row in history if row.state in BEGUN), one.valid_from)
        how, is_proposed = ties.get(one.pk, ("", False))
        lines.append(
            Alike(
                one,
                begun,
                tuple(groups.get(one.pk, ())),
                allocated.get(one.pk, Decimal(0)),
                State(history[-1].state) if history else None,
                history[-1].reason if history else "",
                tuple(series.get(one.pk, ())),
                how,
                is_proposed,
            )
        )
    return tuple(lines)


def _ties(viewer: Viewer, initiative: Initiative) -> dict[int, tuple[str, bool]]:
    """Return which initiatives belong with one, how, and whether only the machine says so. Two queries."""
    found: dict[int, tuple[str, bool]] = {}
    same = Link.objects.filter(
        seen_links(viewer), Q(source=initiative.pk) | Q(target=initiative.pk), kind=LinkKind.SAME
    ).exclude(state=LinkState.REJECTED)
    for link in same:
        other = link.target_id if link.source_id == initiative.pk else link.source_id
        found[other] = (str(LinkKind.SAME.label), link.state == LinkState.PROPOSED)
    rows = InitiativeLink.objects.filter(
        standing(viewer), Q(first=initiative) | Q(second=initiative), second__isnull=False
    )
    for row in rows:
        other_id = row.second_id if row.first_id == initiative.pk else row.first_id
        if other_id is not None:
            found[other_id] = (row.get_kind_display(), False)
    return found


def _groups(viewer: Viewer, initiatives: Collection[Initiative]) -> Mapping[int, list[str]]:
    rows = TargetGroup.objects.filter(
        standing(viewer), standing_on(viewer.on), initiative__in=[one.pk for one in initiatives]
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows.select_related("party").order_by("party__name", "pk"):
        found[row.initiative_id].append(f"{row.party.name}: {row.text}" if row.party else row.text)
    return found


def money_of(viewer: Viewer, initiatives: Collection[Initiative]) -> Mapping[int, Decimal]:
    """Return how much was set aside for each initiative. One query."""
    found: dict[int, Decimal] = defaultdict(Decimal)
    for purse in purses_of(viewer, [one.pk for one in initiatives]):
        found[purse.initiative] += purse.allocated
    return found


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an initiative under a vision: its state, its money, and whether something was measured."""

    initiative: Initiative
    state: State | None
    allocated: Decimal
    result: Series | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A vision with what is done for it; `areas` are the focus areas by name, with their initiatives."""

    name: str
    public_id: str
    is_principle: bool
    areas: tuple[tuple[str, tuple[Done, ...]], ...]

    @property
    def done(self) -> tuple[Done, ...]:
        """Return its initiatives, each once."""
        found = {one.initiative.pk: one for _name, own in self.areas for one in own}
        return tuple(found.values())

    @property
    def allocated(self) -> Decimal:
        """Return how much was set aside for it."""
        return sum((one.allocated for one in self.done), Decimal(0))

    @property
    def results(self) -> int:
        """Return how many of its initiatives have a result."""
        return sum(one.result is not None for one in self.done)

    @property
    def is_only_words(self) -> bool:
        """Return whether nothing is done for it."""
        return not self.done


def map_of(viewer: Viewer, agreement: Agreement) -> tuple[Wanted, ...]:
    """Return the visions and principles of an agreement with what came of each. Twelve queries."""
    tree = agreement_tree(viewer, agreement)
    every = _every(tree)
    allocated = money_of(viewer, every)
    states = states_on(viewer, every)
    results: dict[int, Series] = {}
    for one in indicators_of(viewer, every):
        if one.indicator.initiative_id is not None and any(row.value is not None for row in one.actual):
            results.setdefault(one.indicator.initiative_id, one)

    def done(rows: Sequence[Initiative]) -> tuple[Done, ...]:
        return tuple(
            Done(one, states.get(one.pk), allocated.get(one.pk, Decimal(0)), results.get(one.pk))
            for one in rows
        )

    return tuple(
        Wanted(
            line.vision.name,
            line.vision.record.public_id,
            is_principle,
            (
                *(
                    (area.area.name, done([one for one, _state in area.initiatives]))
                    for area in line.focus_areas
                ),
                *((("", done([one for one, _state in line.initiatives])),) if line.initiatives else ()),
            ),
        )
        for is_principle, lines in ((False, tree.visions), (True, tree.principles))
        for line in lines
    )


def _every(tree: AgreementTree) -> list[Initiative]:
    found: dict[int, Initiative] = {}
    for line in (*tree.visions, *tree.principles):
        for one, _state in line.initiatives:
            found[one.pk] = one
        for area in line.focus_areas:
            for one, _state in area.initiatives:
                found[one.pk] = one
    return list(found.values())
