"""The index open for reading: one per process, of the generation in use, as it was after the last commit."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import tantivy

from roedtraad.search.index.entries import Card
from roedtraad.search.index.generations import Generation, Home, NoIndex
from roedtraad.search.index.schema import register_tokenizers, schema
from roedtraad.search.index.writing import POSITION, Position
from roedtraad.search.language import Analyser, shipped_lexicon

VOCABULARY_SECONDS = (
    600  # how old the words for spelling may be; each is asked for again before it is offered
)
MOST_WORDS = 400_000
Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """One entry that was found: its key and its card."""

    pk: int
    card: Card


@dataclass(slots=True)
class _Vocabulary:
    words: Mapping[str, int] = field(default_factory=dict)
    read_at: float = field(default=float("-inf"))


class Reader:
    """A generation as it stands at one commit. Safe to share between threads."""

    def __init__(self, generation: Generation, index: tantivy.Index, analyser: Analyser) -> None:
        """Read the generation as it stands now."""
        self.generation = generation
        self.analyser = analyser
        self.searcher = index.searcher()
        self.position = _position(self.searcher)
        self._index = index
        self._vocabulary = _Vocabulary()

    def renewed(self) -> Reader:
        """Return the reader after another commit."""
        self._index.reload()
        reader = Reader(self.generation, self._index, self.analyser)
        reader._vocabulary = self._vocabulary
        return reader

    def card(self, address: tantivy.DocAddress) -> Found:
        """Return what was found at a place."""
        row = self.searcher.doc(address)
        return Found(_key(row), Card.of_bytes(row.get_first("card") or b"{}"))

    def fingerprints(self, pks: Sequence[int]) -> dict[int, str]:
        """Return the fingerprints of those of these entries that are in the index."""
        if not pks:
            return {}
        query = tantivy.Query.term_set_query(schema(), "pk", list(pks))
        found = {}
        for _score, address in self.searcher.search(query, limit=len(pks), count=False).hits:
            row = self.searcher.doc(address)
            found[_key(row)] = str(row.get_first("fingerprint"))
        return found

    def keys(self, query: tantivy.Query) -> Iterator[int]:
        """Yield the keys of all that a query finds."""
        most = max(self.searcher.num_docs, 1)
        for _score, address in self.searcher.search(query, limit=most, count=False).hits:
            yield _key(self.searcher.doc(address))

    def count(self, query: tantivy.Query) -> int:
        """Return how many entries a query finds."""
        found: int = self.searcher.search(query, limit=1, count=True).count  # type: ignore[attr-defined]  # there, and not in its types
        return found

    def vocabulary(self) -> Mapping[str, int]:
        """Return the words of what was public some minutes ago, with the number of entries that have each.

        Ask for a word again before it is shown: it may have been in what is closed or taken back by now.
        """
        kept = self._vocabulary
        if time.monotonic() - kept.read_at > VOCABULARY_SECONDS:
            kept.words = dict(self.searcher.terms_with_prefix("words", "", None, MOST_WORDS))
            kept.read_at = time.monotonic()
        return kept.words


class Readers:
    """The reader of this process for each folder; it opens, reloads and changes generation by itself."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self._open: dict[Path, tuple[Reader, Stamp]] = {}
        self._lock = threading.Lock()

    def reader(self, home: Home) -> Reader:
        """Return a reader of the last commit of the generation in use.

        Raises:
            NoIndex: there is none that can be read.
        """
        generation = home.current()
        with self._lock:
            stamp = _stamp(generation)
            known = self._open.get(home.path)
            if known is not None and known[0].generation == generation:
                if known[1] != stamp:
                    known = (_tried(home, known[0].renewed, generation), stamp)
            else:
                known = (_tried(home, lambda: opened(generation), generation), stamp)
            self._open = {home.path: known}
            return known[0]


def opened(generation: Generation) -> Reader:
    """Open a generation."""
    index = tantivy.Index(schema(), path=str(generation.path), reuse=True)
    register_tokenizers(index)
    return Reader(generation, index, analyser_of(generation.archive_words()))


def analyser_of(archive_words: Iterable[str]) -> Analyser:
    """Return an analyser that also knows these words."""
    lexicon = shipped_lexicon()
    words = list(archive_words)
    return Analyser(lexicon.with_archive(words) if words else lexicon)


def _key(row: tantivy.Document) -> int:
    return int(row.get_first("pk") or 0)


def _tried(home: Home, open_it: Callable[[], Reader], generation: Generation) -> Reader:
    try:
        reader = open_it()
    except (ValueError, OSError) as error:
        home.say_broken(generation)
        raise NoIndex("broken") from error
    return reader


def _stamp(generation: Generation) -> Stamp:
    try:
        found = (generation.path / "meta.json").stat()
    except OSError as error:
        raise NoIndex("no files") from error
    return found.st_mtime_ns, found.st_size, found.st_ino


def _position(searcher: tantivy.Searcher) -> Position:
    query = tantivy.Query.term_query(schema(), "kind", POSITION)
    hits = searcher.search(query, limit=1, count=False).hits
    if not hits:
        return Position(0, "")
    number, _, digest = str(searcher.doc(hits[0][1]).get_first("fingerprint")).partition(" ")
    return Position(int(number), digest)


READERS = Readers()
