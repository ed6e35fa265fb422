"""Find: one page of results with its counts, as the viewer may see them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

import tantivy

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body
from roedtraad.meetings.models import OutcomeKind
from roedtraad.search.index.reading import Found
from roedtraad.search.queries.asking import read
from roedtraad.search.queries.counting import Counts, counts_of, facets_of
from roedtraad.search.queries.questions import NO_FILTERS, Question
from roedtraad.search.queries.ready import AskedIndex, ready_index
from roedtraad.search.queries.results import (
    LAST_PAGE,
    PER_PAGE,
    Filters,
    Hit,
    NamedBody,
    Results,
    Sort,
    Standing,
)
from roedtraad.search.queries.snippets import Marker, first_page, snippets
from roedtraad.search.queries.spelling import put_right

MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What the index says to a question: the entries of one page, in order, how many there are, and the counts."""

    found: tuple[Found, ...]
    total: int
    counts: Counts
    milliseconds: float


def find(
    viewer: Viewer, typed: str, *, filters: Filters = NO_FILTERS, sort: Sort = Sort.BEST, page: int = 1
) -> Results:
    """Return a page of what this viewer finds. Without words and without filters nothing is asked, and nothing found.

    Four queries; a few more while the index is behind the journal.
    """
    asked = read(typed)
    if asked.is_empty and filters.is_empty:
        return Results()
    index = ready_index()
    if index is None:
        return Results(standing=Standing.BUILDING)
    page = min(max(page, 1), LAST_PAGE)
    question = index.question(asked, viewer, filters=filters)
    answer, kinds, question = _checked(index, question, viewer, sort=sort, page=page)
    bodies = _bodies(viewer, answer, filters)
    return Results(
        hits=_hits(answer, kinds, bodies, question),
        facets=facets_of(answer.counts, question.filters, bodies),
        total=answer.total,
        page=page,
        did_you_mean=put_right(index, question, total=answer.total),
        milliseconds=answer.milliseconds,
    )


def ask(index: AskedIndex, question: Question, *, sort: Sort = Sort.BEST, page: int = 1) -> Answer:
    """Return what the index says. No queries; `find` is how to ask for somebody."""
    began = time.perf_counter()
    searcher = index.reader.searcher
    offset = (page - 1) * PER_PAGE
    if sort is Sort.BEST and question.wanted():
        result = searcher.search(question.ranking(), limit=PER_PAGE, offset=offset, weight_by_field="weight")
    else:
        result = searcher.search(
            question.matching(),
            limit=PER_PAGE,
            offset=offset,
            order_by_field="age" if sort is Sort.OLDEST else "day",
            order=tantivy.Order.Desc,
        )
    found = tuple(index.reader.card(address) for _score, address in result.hits)
    counts = counts_of(searcher, question)
    total = int(result.count)  # type: ignore[attr-defined]  # there, and not in its types
    return Answer(found, total, counts, (time.perf_counter() - began) * 1000)


def _checked(
    index: AskedIndex, question: Question, viewer: Viewer, *, sort: Sort, page: int
) -> tuple[Answer, Mapping[int, RecordKind], Question]:
    """Ask, and let the policy say again what may be seen; with what it refuses left out, ask anew. One query each time."""
    for _ in range(MOST_TRIES):
        answer = ask(index, question, sort=sort, page=page)
        pks = [found.pk for found in answer.found]
        kinds = {
            pk: RecordKind(kind)
            for pk, kind in Record.objects.filter(visible(viewer, record=""), pk__in=pks).values_list(
                "pk", "kind"
            )
        }
        refused = frozenset(pks) - kinds.keys()
        if not refused:
            return answer, kinds, question
        index.home.notice(refused)
        question = replace(question, without=question.without | refused)
    return replace(answer, found=tuple(one for one in answer.found if one.pk in kinds)), kinds, question


def _bodies(viewer: Viewer, answer: Answer, filters: Filters) -> dict[int, NamedBody]:
    """Return the bodies that are shown, counted or chosen, those that the viewer may see. One query."""
    shown = {pk for found in answer.found for pk in found.card.body_ids}
    rows = Body.objects.filter(
        visible(viewer), pk__in=shown | answer.counts.body_ids | set(filters.body_ids)
    ).values_list("pk", "record__public_id", "name")
    return {pk: NamedBody(public_id, name) for pk, public_id, name in rows}


def _hits(
    answer: Answer, kinds: Mapping[int, RecordKind], bodies: Mapping[int, NamedBody], question: Question
) -> tuple[Hit, ...]:
    marker = Marker(question.wanted(), question.analyser)
    return tuple(_hit(found, kinds[found.pk], bodies, marker) for found in answer.found)


def _hit(found: Found, kind: RecordKind, bodies: Mapping[int, NamedBody], marker: Marker) -> Hit:
    card = found.card
    return Hit(
        record_id=found.pk,
        kind=kind,
        public_id=card.public_id,
        title=card.title,
        title_pieces=marker.pieces(card.title),
        number=card.number,
        day=card.day,
        body_names=tuple(bodies[pk].name for pk in card.body_ids if pk in bodies),
        outcomes=tuple(OutcomeKind(outcome) for outcome in card.outcomes),
        is_closed=card.is_closed,
        snippets=snippets(card, marker),
        document_id=card.document_id,
        page=first_page(card, marker),
    )
