"""Results counted by what they are, where, when and how they ended: the facets. Counted is only what the viewer may find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import tantivy

from roedtraad.accounts.models import RecordKind
from roedtraad.bodies.models import Level
from roedtraad.meetings.models import OutcomeKind
from roedtraad.search.queries.questions import Question
from roedtraad.search.queries.results import Facet, FacetName, FacetValue, Filters, NamedBody

MOST_VALUES = {
    FacetName.KIND: 20,
    FacetName.BODY: 60,
    FacetName.LEVEL: 20,
    FacetName.YEAR: 60,
    FacetName.OUTCOME: 20,
}


@dataclass(frozen=True, slots=True)
class Counts:
    """By facet, each value with its number of results, as the index writes it."""

    by_facet: Mapping[FacetName, Mapping[str, int]]

    @property
    def body_ids(self) -> set[int]:
        """Return the bodies that are counted."""
        return {int(value) for value in self.by_facet.get(FacetName.BODY, ())}


def counts_of(searcher: tantivy.Searcher, question: Question) -> Counts:
    """Return what each value of each filter would give, beside all other filters. No queries."""
    filtered = [name for name in FacetName if question.besides(name) != question]
    together = [name for name in FacetName if name not in filtered]
    found: dict[FacetName, Mapping[str, int]] = {}
    if together:
        found |= _counted(searcher, question, together)
    for name in filtered:
        found |= _counted(searcher, question.besides(name), [name])
    return Counts(found)


def _counted(
    searcher: tantivy.Searcher, question: Question, names: list[FacetName]
) -> dict[FacetName, Mapping[str, int]]:
    wanted = {name.value: {"terms": {"field": name.value, "size": MOST_VALUES[name]}} for name in names}
    answer: dict[str, Any] = searcher.aggregate(question.matching(), wanted)
    return {
        name: {_key(bucket["key"]): int(bucket["doc_count"]) for bucket in answer[name.value]["buckets"]}
        for name in names
    }


def _key(key: str | float) -> str:
    return key if isinstance(key, str) else str(int(key))


def facets_of(counts: Counts, filters: Filters, bodies: Mapping[int, NamedBody]) -> tuple[Facet, ...]:
    """Return the facets that have something to choose. `bodies`: those that the viewer may see. One query."""
    levels = {level.key: level for level in Level.objects.all()}
    years = {*counts.by_facet[FacetName.YEAR], *filters.chosen(FacetName.YEAR)}
    labels: dict[FacetName, Mapping[str, str]] = {
        FacetName.KIND: {kind.value: str(kind.label) for kind in RecordKind},
        FacetName.BODY: {str(pk): body.name for pk, body in bodies.items()},
        FacetName.LEVEL: {key: level.name for key, level in levels.items()},
        FacetName.YEAR: {year: year for year in years},
        FacetName.OUTCOME: {kind.value: str(kind.label) for kind in OutcomeKind},
    }
    facets = []
    for name in FacetName:
        chosen = filters.chosen(name)
        numbers = dict.fromkeys(chosen, 0) | dict(counts.by_facet[name])
        found = [value for value in numbers if value in labels[name]]
        values = [FacetValue(value, labels[name][value], numbers[value], value in chosen) for value in found]
        if name is FacetName.LEVEL:
            values.sort(key=lambda one: (levels[one.value].rank, one.label))
        elif name is FacetName.YEAR:
            values.sort(key=lambda one: one.value, reverse=True)
        else:
            values.sort(key=lambda one: (-one.count, one.label))
        if name is FacetName.BODY:
            values = [replace(one, value=bodies[int(one.value)].public_id) for one in values]
        if values:
            facets.append(Facet(name, tuple(values)))
    return tuple(facets)
