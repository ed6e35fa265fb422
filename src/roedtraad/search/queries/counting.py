"""Results counted by what they are, where, when and how they ended: the facets. Counted is only what the viewer may find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import tantivy

from roedtraad.accounts.models import RecordKind
from roedtraad.bodies.models import Level
from roedtraad.meetings.models import OutcomeKind
from roedtraad.search.queries.questions import Question
from roedtraad.search.queries.results import Facet, FacetName, FacetValue, Filters

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


def facets_of(counts: Counts, filters: Filters, bodies: Mapping[int, str]) -> tuple[Facet, ...]:
    """Return the facets that have something to choose. `bodies`: the names of bodies that the viewer may see. One query."""
    levels = {level.key: (level.rank, level.name) for level in Level.objects.all()}
    labels: dict[FacetName, Mapping[str, str]] = {
        FacetName.KIND: {kind.value: str(kind.label) for kind in RecordKind},
        FacetName.BODY: {str(pk): name for pk, name in bodies.items()},
        FacetName.LEVEL: {key: name for key, (_, name) in levels.items()},
        FacetName.YEAR: {value: value for value in counts.by_facet[FacetName.YEAR]},
        FacetName.OUTCOME: {kind.value: str(kind.label) for kind in OutcomeKind},
    }
    facets = []
    for name in FacetName:
        chosen = filters.chosen(name)
        numbers = dict.fromkeys(sorted(chosen), 0) | dict(counts.by_facet[name])
        values = [
            FacetValue(value, labels[name].get(value, value), count, value in chosen)
            for value, count in numbers.items()
            if value in labels[name] or (value in chosen and name is FacetName.YEAR)
        ]
        if name is FacetName.LEVEL:
            values.sort(key=lambda one: levels[one.value])
        elif name is FacetName.YEAR:
            values.sort(key=lambda one: one.value, reverse=True)
        else:
            values.sort(key=lambda one: (-one.count, one.label))
        if values:
            facets.append(Facet(name, tuple(values)))
    return tuple(facets)
