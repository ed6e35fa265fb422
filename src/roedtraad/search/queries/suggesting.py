"""What is offered while somebody types: how the word may go on, and records by name. Only of what is public."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tantivy import Occur, Order

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import visible
from roedtraad.search.collecting.entries import STRANGER
from roedtraad.search.index.schema import schema
from roedtraad.search.language.folding import WORD, fold, words_of
from roedtraad.search.queries.asking import LONGEST, read
from roedtraad.search.queries.questions import Query, Question, any_term, silently, term
from roedtraad.search.queries.ready import AskedIndex, ready_index

SHORTEST = 2  # letters before anything is offered
MOST_WORDS, MOST_RECORDS = 5, 4
LOOKED_AT = 2000  # words that begin so
NAMED = (
    RecordKind.BODY,
    RecordKind.COLLABORATION,
    RecordKind.PERSON,
    RecordKind.PARTY,
    RecordKind.CASE,
    RecordKind.INITIATIVE,
    RecordKind.FOCUS_AREA,
    RecordKind.AGREEMENT,
)


@dataclass(frozen=True, slots=True)
class SuggestedRecord:
    """A record whose name begins as what was typed."""

    kind: RecordKind
    public_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`questions` are whole questions, with what was typed before the last word as it stands."""

    questions: tuple[str, ...] = ()
    records: tuple[SuggestedRecord, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to offer."""
        return not self.questions and not self.records


def suggest(typed: str) -> Suggestions:
    """Return what to offer to anybody who has typed this. Two queries; a few more while the index is behind the journal."""
    text = typed[:LONGEST]
    last = _last_word(text)
    if last is None or len(fold(last[0])) < SHORTEST:
        return Suggestions()
    index = ready_index()
    if index is None:
        return Suggestions()
    before, begun = text[: last.start()], words_of(last[0])[-1]
    question = index.question(read(""), STRANGER)
    return Suggestions(
        questions=_questions(index, before, begun),
        records=_records(index, question, [*words_of(before), begun]),
    )


def _last_word(text: str) -> re.Match[str] | None:
    """Return the word that is being typed: the one at the very end."""
    last = None
    for match in WORD.finditer(text):
        last = match
    return last if last is not None and last.end() == len(text) else None


def _questions(index: AskedIndex, before: str, begun: str) -> tuple[str, ...]:
    """Return how the question may go on, the commonest first, one form of each word, only what finds something."""
    asked = index.question(read(before), STRANGER)
    searcher, analyser = index.reader.searcher, index.reader.analyser
    found = searcher.terms_with_prefix("words", begun, asked.matching(), LOOKED_AT)
    chosen: dict[str, str] = {}
    for word, _count in sorted(found, key=lambda one: (-one[1], one[0])):
        stem = analyser.word(word).stem
        if word != begun and stem not in chosen:
            chosen[stem] = word
        if len(chosen) == MOST_WORDS:
            break
    return tuple(f"{before}{word}" for word in chosen.values())


def _records(index: AskedIndex, question: Question, words: list[str]) -> tuple[SuggestedRecord, ...]:
    """Return the records in whose names all these words stand, the last of them begun. One query."""
    begun = Query.regex_query(schema(), "begins", f"{re.escape(words[-1])}.*")
    parts = [
        (Occur.Must, question.matching()),
        (Occur.Must, silently(any_term("kind", NAMED))),
        (Occur.Must, silently(begun)),
        *((Occur.Must, silently(term("begins", word))) for word in words[:-1]),
    ]
    result = index.reader.searcher.search(
        Query.boolean_query(parts), limit=3 * MOST_RECORDS, order_by_field="weight", order=Order.Desc
    )
    found = [index.reader.card(address) for _weight, address in result.hits]
    kinds = dict(
        Record.objects.filter(visible(STRANGER, record=""), pk__in=[one.pk for one in found]).values_list(
            "pk", "kind"
        )
    )
    return tuple(
        SuggestedRecord(RecordKind(kinds[one.pk]), one.card.public_id, one.card.title)
        for one in found
        if one.pk in kinds
    )[:MOST_RECORDS]
