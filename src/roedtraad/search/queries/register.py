"""The register of decisions narrowed by words: the index says which decisions have them, the register shows and orders them.

A word is found as the search finds it, in any form and inside compounds. The policy is a condition of the register's own
query, so that what the index has wrong is not shown. Where the index cannot be asked, the register looks through the words
themselves.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

import tantivy
from django.db.models import Q

from roedtraad.accounts.counting import Tally
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.meetings.models import OutcomeKind
from roedtraad.meetings.queries import RegisterFilters, RegisterPage, RegisterTally
from roedtraad.meetings.queries import register as plain_register
from roedtraad.meetings.queries import tally_of as plain_tally_of
from roedtraad.meetings.queries.narrowing import Key, read_key, wanted_bodies
from roedtraad.meetings.queries.register import PAGE
from roedtraad.meetings.wording import folded
from roedtraad.search.queries.asking import Asked, read
from roedtraad.search.queries.counting import counts_of
from roedtraad.search.queries.questions import Question
from roedtraad.search.queries.ready import AskedIndex, ready_index
from roedtraad.search.queries.results import FacetName, Filters

BESIDE = 60  # decisions read beyond a page: those of its last day, and those that the register leaves out
MOST_READ = 20_000
MOST_COUNTED = 1_000  # where the index has the words and the database the rest
NOBODY = 0  # the key of no body


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """A question to the index, and what the register is limited to besides it."""

    index: AskedIndex
    question: Question
    filters: RegisterFilters  # without words

    @property
    def unheard(self) -> Q | None:
        """Return the condition for decisions that the index has not heard of yet: their words are looked at one by one."""
        if not self.index.stale:
            return None
        wanted = Q(pk__in=self.index.stale)
        for word in folded(self.question.asked.text.replace("*", "")).split():
            wanted &= Q(folded__contains=word)
        return wanted

    def among(self, keys: frozenset[int]) -> RegisterFilters:
        """Return the filters of the register for these decisions, and those that the index has not heard of."""
        wanted = Q(pk__in=keys)
        if self.unheard is not None:
            wanted |= self.unheard
        return replace(self.filters, also=wanted if self.filters.also is None else self.filters.also & wanted)


def register(
    viewer: Viewer, filters: RegisterFilters, *, older_than: str = "", newer_than: str = "", limit: int = PAGE
) -> RegisterPage:
    """Return a page of the register, as `meetings.queries.register` does, but found by the index where words are given.

    Two queries more than there, two again for each time that the decisions of a page have to be read anew.
    """
    narrowed = _narrowed(viewer, filters)
    if narrowed is None:
        return plain_register(viewer, filters, older_than=older_than, newer_than=newer_than, limit=limit)
    backwards = bool(newer_than) and not older_than
    key = read_key(newer_than if backwards else older_than)
    number = limit + 1 + BESIDE
    while True:
        keys, is_all = _nearest(narrowed, key, backwards=backwards, number=number)
        page = plain_register(
            viewer, narrowed.among(keys), older_than=older_than, newer_than=newer_than, limit=limit
        )
        goes_on = page.newer if backwards else page.older
        if is_all or goes_on or number > MOST_READ:
            return page
        number *= 8


def tally_of(viewer: Viewer, filters: RegisterFilters) -> RegisterTally:
    """Return how many decisions there are to see, and how many ended in each way, as `meetings.queries.tally_of` does.

    By the index however many there are; a condition that it does not know is counted by the database, up to a thousand.
    """
    narrowed = _narrowed(viewer, filters)
    if narrowed is None:
        return plain_tally_of(viewer, filters)
    if filters.also is not None:
        keys, is_all = _nearest(narrowed, None, backwards=False, number=MOST_COUNTED)
        told = plain_tally_of(viewer, narrowed.among(keys))
        return told if is_all else RegisterTally(Tally(told.found.number, is_exact=False), {})
    searcher = narrowed.index.reader.searcher
    by_outcome = Counter(
        {
            kind: number
            for kind, number in counts_of(searcher, narrowed.question).by_facet[FacetName.OUTCOME].items()
            if kind in OutcomeKind.values
        }
    )
    number = narrowed.index.reader.count(narrowed.question.matching())
    if narrowed.unheard is not None:
        late = plain_tally_of(viewer, narrowed.among(frozenset()))
        by_outcome.update({kind.value: one for kind, one in late.by_outcome.items()})
        number += late.found.number
    kinds = sorted(by_outcome, key=lambda kind: (-by_outcome[kind], kind))
    return RegisterTally(
        Tally(number, is_exact=True), {OutcomeKind(kind): by_outcome[kind] for kind in kinds}
    )


def _narrowed(viewer: Viewer, filters: RegisterFilters) -> _Narrowed | None:
    """Return the question that the words are; None where there are none, or nobody to ask.

    What begins so is looked for where nothing is found otherwise: somebody may have typed a part of a word.
    """
    asked = read(filters.words)
    index = ready_index() if asked.wanted else None
    if index is None:
        return None
    limits = Filters(
        kinds=(RecordKind.DECISION,),
        body_ids=_body_ids(filters),
        level_keys=(filters.level_key,) if filters.level_key else (),
        outcomes=(filters.outcome,) if filters.outcome is not None else (),
        since=filters.since,
        until=filters.until,
    )
    question = index.question(asked, viewer, filters=limits)
    if not index.reader.count(question.matching()):
        question = replace(question, asked=_begun(asked))
    return _Narrowed(index, question, replace(filters, words=""))


def _body_ids(filters: RegisterFilters) -> tuple[int, ...]:
    if filters.collaboration_id is None:
        return filters.body_ids
    wanted = wanted_bodies(collaboration_id=filters.collaboration_id, body_ids=filters.body_ids)
    return (wanted.body_ids if wanted else ()) or (NOBODY,)


def _begun(asked: Asked) -> Asked:
    """Return the same question by what words begin with."""
    clauses = (
        one if one.is_quoted or one.is_excluded or len(one.words) > 1 else replace(one, is_prefix=True)
        for one in asked.clauses
    )
    return Asked(asked.text, tuple(clauses))


def _nearest(
    narrowed: _Narrowed, key: Key | None, *, backwards: bool, number: int
) -> tuple[frozenset[int], bool]:
    """Return at most `number` decisions from a key on, by day, and whether these are all. A day that is cut is left out."""
    question = narrowed.question
    if key is not None:
        question = replace(question, filters=_from_day(question.filters, key[0], backwards=backwards))
    searcher = narrowed.index.reader.searcher
    hits = searcher.search(
        question.matching(),
        limit=number,
        order_by_field="age" if backwards else "day",
        order=tantivy.Order.Desc,
        count=False,
    ).hits
    is_all = len(hits) < number
    last = None if is_all else hits[-1][0]
    rows = (searcher.doc(address) for day, address in hits if day != last)
    return frozenset(int(row.get_first("pk") or 0) for row in rows), is_all


def _from_day(filters: Filters, day: date, *, backwards: bool) -> Filters:
    if backwards:
        return replace(filters, since=max(day, filters.since or day))
    return replace(filters, until=min(day, filters.until or day))
