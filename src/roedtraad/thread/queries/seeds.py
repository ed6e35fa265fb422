"""Where a story begins: from a record of any kind to the initiatives and the items that it is about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.commitments.models import Commitment
from roedtraad.fund.models import Entry, Posting
from roedtraad.initiatives.models import (
    Evaluation,
    FocusAim,
    Indicator,
    Initiative,
    InitiativeAim,
    InitiativeState,
    Measurement,
)
from roedtraad.initiatives.queries import standing
from roedtraad.meetings.models import AgendaItem, Decision, ItemCase
from roedtraad.thread.models import Link, LinkKind, LinkState
from roedtraad.thread.queries.links import seen_links

Keys = frozenset[int]
NONE: Keys = frozenset()


@dataclass(frozen=True, slots=True)
class Seeds:
    """The initiatives and items of a story, as far as the viewer sees them; and the cases that it begins with."""

    initiatives: Keys = NONE
    items: Keys = NONE


def seeds_of(viewer: Viewer, record: Record) -> Seeds | None:
    """Return where the story of a record begins; None for kinds that have none. At most twelve queries."""
    rule = RULES.get(RecordKind(record.kind))
    return rule(viewer, record.pk) if rule else None


def _of_initiative(viewer: Viewer, pk: int) -> Seeds:
    return Seeds(frozenset({pk}), _items_about(viewer, {pk}))


def _of_initiatives(viewer: Viewer, rows: Iterable[int]) -> Seeds:
    keys = frozenset(rows)
    return Seeds(keys, _items_about(viewer, keys) if keys else NONE)


def _of_item(viewer: Viewer, pk: int) -> Seeds:
    cases = ItemCase.objects.filter(item=pk).values_list("consideration__case", flat=True)
    return _of_items(viewer, {pk, *_items_of_cases(viewer, set(cases))})


def _of_items(viewer: Viewer, items: Collection[int]) -> Seeds:
    told = Link.objects.filter(_standing_links(viewer), source__in=items)
    return Seeds(frozenset(told.values_list("target", flat=True)), frozenset(items))


def _of_decision(viewer: Viewer, pk: int) -> Seeds:
    item = Decision.objects.values_list("item", flat=True).get(pk=pk)
    return _of_item(viewer, item)


def _of_commitment(viewer: Viewer, pk: int) -> Seeds:
    item = Commitment.objects.values_list("item", flat=True).get(pk=pk)
    return _of_item(viewer, item)


def _of_case(viewer: Viewer, pk: int) -> Seeds:
    return _of_items(viewer, _items_of_cases(viewer, {pk}))


def _of_entry(viewer: Viewer, pk: int) -> Seeds:
    entry = Entry.objects.values_list("decision__item", flat=True).get(pk=pk)
    paid = Posting.objects.filter(entry=pk, account__initiative__isnull=False)
    own = Initiative.objects.filter(visible(viewer), pk__in=paid.values("account__initiative"))
    begun = _of_item(viewer, entry) if entry is not None else Seeds()
    return Seeds(begun.initiatives | frozenset(own.values_list("pk", flat=True)), begun.items)


def _of_focus_area(viewer: Viewer, pk: int) -> Seeds:
    return _of_initiatives(viewer, _under(viewer, Q(focus_area=pk)))


def _of_vision(viewer: Viewer, pk: int) -> Seeds:
    return _of_initiatives(
        viewer, _under(viewer, Q(vision=pk) | Q(focus_area__in=_areas(viewer, Q(vision=pk))))
    )


def _of_agreement(viewer: Viewer, pk: int) -> Seeds:
    areas = _areas(viewer, Q(vision__agreement=pk))
    return _of_initiatives(viewer, _under(viewer, Q(vision__agreement=pk) | Q(focus_area__in=areas)))


def _of_indicator(viewer: Viewer, pk: int) -> Seeds:
    rows = Indicator.objects.filter(visible(viewer, record="initiative__record"), pk=pk)
    return _of_initiatives(viewer, rows.values_list("initiative", flat=True))


def _of_evaluation(viewer: Viewer, pk: int) -> Seeds:
    rows = Evaluation.objects.filter(visible(viewer, record="initiative__record"), pk=pk)
    return _of_initiatives(viewer, rows.values_list("initiative", flat=True))


def _areas(viewer: Viewer, under: Q) -> set[int]:
    rows = FocusAim.objects.filter(standing(viewer), visible(viewer, record="focus_area__record"), under)
    return set(rows.values_list("focus_area", flat=True))


def _under(viewer: Viewer, under: Q) -> set[int]:
    rows = InitiativeAim.objects.filter(standing(viewer), visible(viewer, record="initiative__record"), under)
    return set(rows.values_list("initiative", flat=True))


def _items_of_cases(viewer: Viewer, cases: Collection[int]) -> set[int]:
    if not cases:
        return set()
    rows = ItemCase.objects.filter(visible(viewer, record="item__record"), consideration__case__in=cases)
    return set(rows.values_list("item", flat=True))


def _items_about(viewer: Viewer, initiatives: Collection[int]) -> Keys:
    """Return the items that are about initiatives: linked, told of, paid for. Five queries."""
    linked = Link.objects.filter(_standing_links(viewer), target__in=initiatives)
    found = set(linked.values_list("source", flat=True))
    states = InitiativeState.objects.filter(standing(viewer), initiative__in=initiatives)
    found |= _told_under(states.values_list("item", "decision__item"))
    numbers = Measurement.objects.filter(standing(viewer), indicator__initiative__in=initiatives)
    found |= _told_under(numbers.order_by().values_list("item", "decision__item").distinct())
    paid = Posting.objects.filter(
        visible(viewer, record="entry__seen_as"),
        account__initiative__in=initiatives,
        entry__decision__isnull=False,
    )
    found |= set(paid.order_by().values_list("entry__decision__item", flat=True).distinct())
    return frozenset(AgendaItem.objects.filter(visible(viewer), pk__in=found).values_list("pk", flat=True))


def _told_under(rows: Iterable[tuple[int | None, int | None]]) -> set[int]:
    return {pk for pair in rows for pk in pair if pk is not None}


def _standing_links(viewer: Viewer) -> Q:
    return Q(kind=LinkKind.ABOUT) & ~Q(state=LinkState.REJECTED) & seen_links(viewer)


RULES: Mapping[RecordKind, Callable[[Viewer, int], Seeds]] = {
    RecordKind.INITIATIVE: _of_initiative,
    RecordKind.CASE: _of_case,
    RecordKind.ITEM: _of_item,
    RecordKind.DECISION: _of_decision,
    RecordKind.COMMITMENT: _of_commitment,
    RecordKind.ENTRY: _of_entry,
    RecordKind.FOCUS_AREA: _of_focus_area,
    RecordKind.VISION: _of_vision,
    RecordKind.AGREEMENT: _of_agreement,
    RecordKind.INDICATOR: _of_indicator,
    RecordKind.EVALUATION: _of_evaluation,
}
