"""Put entries into a generation, and take them out again. One commit for all that was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import tantivy

from roedtraad.search.index.entries import Card, Entry
from roedtraad.search.index.generations import Generation
from roedtraad.search.index.schema import register_tokenizers, schema
from roedtraad.search.language import Analyser
from roedtraad.search.language.folding import words_of

POSITION = "position"  # the kind of the one entry that says how far the index has come; nobody may find it
LAST_DAY = date.max.toordinal()
SMALL_HEAP, LARGE_HEAP = 15_000_000, 200_000_000


@dataclass(frozen=True, slots=True)
class Position:
    """How far the index has followed the journal: the number of an entry, and its hash."""

    number: int
    hash: str


class Writer:
    """What can be done to a generation between opening and commit."""

    def __init__(self, writer: tantivy.IndexWriter, analyser: Analyser) -> None:
        """Write through `writer`, with words as `analyser` finds them."""
        self._writer = writer
        self._analyser = analyser

    def put(self, entry: Entry, *, is_new: bool = False) -> None:
        """Put an entry in the place of the one with the same key; `is_new` says that there is none."""
        if not is_new:
            self.drop([entry.pk])
        self._writer.add_document(document(entry, self._analyser))

    def drop(self, pks: Iterable[int]) -> None:
        """Take entries out; those that are not there do no harm."""
        for pk in pks:
            self._writer.delete_documents_by_term("pk", pk)

    def put_position(self, position: Position) -> None:
        """Say how far the index has come, in the same commit."""
        self._writer.delete_documents_by_term("kind", POSITION)
        made = tantivy.Document()
        made.add_text("kind", POSITION)
        made.add_text("fingerprint", f"{position.number} {position.hash}")
        self._writer.add_document(made)

    def commit(self) -> None:
        """Write to disk what was put so far."""
        self._writer.commit()


@contextmanager
def writing(generation: Generation, analyser: Analyser, *, is_large: bool = False) -> Iterator[Writer]:
    """Open a generation for writing; what was put is committed at the end, and nothing if there was an error.

    The caller holds the lock. `is_large` takes the memory that building from nothing deserves.
    """
    index = tantivy.Index(schema(), path=str(generation.path), reuse=True)
    register_tokenizers(index)
    heap, threads = (LARGE_HEAP, 2) if is_large else (SMALL_HEAP, 1)
    writer = index.writer(heap_size=heap, num_threads=threads)
    try:
        yield Writer(writer, analyser)
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def document(entry: Entry, analyser: Analyser) -> tantivy.Document:
    """Return the terms of an entry."""
    card = entry.card
    made = tantivy.Document()
    made.add_integer("pk", entry.pk)
    made.add_text("kind", entry.kind)
    for token in sorted(entry.seen):
        made.add_text("seen", token)
    for body in sorted(set(card.body_ids)):
        made.add_integer("body", body)
    for level in sorted(set(entry.level_keys)):
        made.add_text("level", level)
    day = card.day.toordinal() if card.day else 0
    made.add_integer("day", day)
    made.add_integer("age", LAST_DAY - day if day else 0)
    if card.day:
        made.add_integer("year", card.day.year)
    for outcome in sorted(set(card.outcomes)):
        made.add_text("outcome", outcome)
    made.add_float("weight", 2**entry.weight - 2)  # tantivy multiplies a score by log2(2 + weight)
    _add_texts(made, entry, analyser)
    made.add_bytes("card", card.as_bytes())
    made.add_text("fingerprint", entry.fingerprint())
    return made


def _add_texts(made: tantivy.Document, entry: Entry, analyser: Analyser) -> None:
    """Add the words of an entry. Each text is a value of its own: a phrase does not run from one into the next."""
    card = entry.card
    parts: list[str] = []
    told: set[str] = set()  # words that a result shows; other names are found, and not told
    for field, texts, is_shown in (
        ("title", (card.title,), True),
        ("title", entry.names, False),
        ("lead", (card.lead,), True),
        ("", card.texts, True),
        ("", entry.more, False),
    ):
        for text in filter(None, texts):
            terms = analyser.terms([text])
            made.add_text("text", terms.stems)
            if field:
                made.add_text(field, f"{terms.stems} {terms.parts}")
            if terms.parts:
                parts.append(terms.parts)
            if is_shown:
                told |= terms.words
    if parts:
        made.add_text("parts", " ".join(parts))
    if entry.is_public:
        _add_public_words(made, card, told)


def _add_public_words(made: tantivy.Document, card: Card, words: set[str]) -> None:
    """Add what may be suggested."""
    made.add_text("words", " ".join(sorted(word for word in words if word.isalpha() and len(word) > 2)))
    made.add_text("begins", " ".join(sorted(set(words_of(card.title)))))
