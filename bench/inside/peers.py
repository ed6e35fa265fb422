"""The same entries in SQLite FTS5 and in PostgreSQL: the page and the total of what is public."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import psycopg

from roedtraad.accounts.models import Record
from roedtraad.search.collecting import KINDS, entries_of
from roedtraad.search.language import Analyser

AT_A_TIME = 400
Row = tuple[int, str, int, int, bool, str, str]  # key, kind, body, year, is public, stems, parts


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the peers take it: stems that must all be there, or stand together."""

    stems: tuple[str, ...]
    is_phrase: bool = False
    kind: str = ""
    body: int = 0
    year: int = 0


class Peer(Protocol):
    """What answers."""

    name: str

    def answer(self, asked: Asked) -> tuple[list[int], int]:
        """Return the keys of the first twenty and how many there are."""


def rows(analyser: Analyser) -> Iterator[Row]:
    """Yield every entry of the archive in its words."""
    for kind in KINDS:
        pks = iter(Record.objects.filter(kind=kind).order_by("pk").values_list("pk", flat=True).iterator())
        while chunk := list(islice(pks, AT_A_TIME)):
            for entry in entries_of(chunk).values():
                card = entry.card
                terms = analyser.terms([card.title, *entry.names, card.lead, *card.texts, *entry.more])
                body = card.body_ids[0] if card.body_ids else 0
                year = card.day.year if card.day else 0
                yield entry.pk, entry.kind, body, year, entry.is_public, terms.stems, terms.parts


class Fts5:
    """SQLite's own full-text search."""

    name = "SQLite FTS5"

    def __init__(self, path: Path) -> None:
        """Open, and make the tables if they are not there."""
        self.path = path
        self._db = sqlite3.connect(path)
        self._db.executescript(
            """
            PRAGMA journal_mode=WAL; PRAGMA cache_size=-64000; PRAGMA mmap_size=1000000000;
            CREATE TABLE IF NOT EXISTS entry (pk INTEGER PRIMARY KEY, kind TEXT, body INTEGER, year INTEGER, is_public INTEGER);
            CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
                stems, parts, content='', tokenize="unicode61 remove_diacritics 0");
            """
        )

    def is_filled(self) -> bool:
        """Return whether the entries are there."""
        return bool(self._db.execute("SELECT count(*) FROM entry").fetchone()[0])

    def take(self, some: Sequence[Row]) -> None:
        """Add rows."""
        with self._db:
            self._db.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", [row[:5] for row in some])
            self._db.executemany(
                "INSERT INTO words (rowid, stems, parts) VALUES (?, ?, ?)",
                [(row[0], row[5], row[6]) for row in some],
            )

    def finish(self) -> None:
        """Bring the index into one piece."""
        with self._db:
            self._db.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._db.execute("ANALYZE")

    def answer(self, asked: Asked) -> tuple[list[int], int]:
        """Return the keys of the first twenty and how many there are."""
        match = (
            f'stems : "{" ".join(asked.stems)}"'
            if asked.is_phrase
            else " AND ".join(map(_quoted, asked.stems))
        )
        where = (
            "FROM words CROSS JOIN entry ON entry.pk = words.rowid WHERE words MATCH ? AND entry.is_public"
        )
        values: list[Any] = [match]
        for name, value in (("kind", asked.kind), ("body", asked.body), ("year", asked.year)):
            if value:
                where += f" AND entry.{name} = ?"
                values.append(value)
        page = self._db.execute(f"SELECT entry.pk {where} ORDER BY bm25(words, 2.0, 1.0) LIMIT 20", values)
        total = self._db.execute(f"SELECT count(*) {where}", values)
        return [pk for (pk,) in page], total.fetchone()[0]


class PostgreSQL:
    """PostgreSQL's text search, as Django's `SearchVector` and `SearchRank` ask it, over a stored vector."""

    name = "PostgreSQL"

    def __init__(self, address: str) -> None:
        """Open, and make the table if it is not there."""
        self._db: psycopg.Connection[Any] = psycopg.connect(address, autocommit=True)
        self._db.execute(
            """CREATE TABLE IF NOT EXISTS bench_entry (
                pk bigint PRIMARY KEY, kind text, body bigint, year integer, is_public boolean, stems tsvector, words tsvector)"""
        )

    def is_filled(self) -> bool:
        """Return whether the entries are there."""
        row = self._db.execute("SELECT count(*) FROM bench_entry").fetchone()
        return bool(row and row[0])

    def take(self, some: Sequence[Row]) -> None:
        """Add rows."""
        with self._db.cursor() as cursor:
            cursor.executemany(
                """INSERT INTO bench_entry VALUES (%s, %s, %s, %s, %s, to_tsvector('simple', %s),
                    setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'B'))""",
                [(*row[:6], row[5], row[6]) for row in some],
            )

    def finish(self) -> None:
        """Make the indexes."""
        self._db.execute("CREATE INDEX ON bench_entry USING gin (stems)")
        self._db.execute("CREATE INDEX ON bench_entry USING gin (words)")
        self._db.execute("VACUUM ANALYZE bench_entry")

    def answer(self, asked: Asked) -> tuple[list[int], int]:
        """Return the keys of the first twenty and how many there are."""
        field = "stems" if asked.is_phrase else "words"
        query = (" <-> " if asked.is_phrase else " & ").join(f"'{stem}'" for stem in asked.stems)
        where = f"FROM bench_entry, to_tsquery('simple', %s) AS q WHERE {field} @@ q AND is_public"
        values: list[Any] = [query]
        for name, value in (("kind", asked.kind), ("body", asked.body), ("year", asked.year)):
            if value:
                where += f" AND {name} = %s"
                values.append(value)
        page = self._db.execute(f"SELECT pk {where} ORDER BY ts_rank({field}, q) DESC LIMIT 20", values)
        total = self._db.execute(f"SELECT count(*) {where}", values).fetchone()
        return [pk for (pk,) in page], total[0] if total else 0


def fill(peers: Sequence[Fts5 | PostgreSQL], analyser: Analyser) -> None:
    """Give every entry to those peers that are empty."""
    empty = [peer for peer in peers if not peer.is_filled()]
    if not empty:
        return
    stream = rows(analyser)
    while some := list(islice(stream, 5_000)):
        for peer in empty:
            peer.take(some)
    for peer in empty:
        peer.finish()


def _quoted(stem: str) -> str:
    return f'"{stem}"'
