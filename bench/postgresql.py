"""Databases of our own on a PostgreSQL server, for benchmarks: made when they are needed, dropped afterwards.

`BENCH_POSTGRESQL`, or `DATABASE_URL`, is an address on the server, with a user who may make databases. Without one of
them everything is measured on SQLite alone, and says so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

SERVER = next(
    (
        address.rpartition("/")[0]
        for name in ("BENCH_POSTGRESQL", "DATABASE_URL")
        if (address := os.environ.get(name, "")).startswith("postgres")
    ),
    "",
)


@contextmanager
def a_database(name: str, *, is_kept: bool = False) -> Iterator[str]:
    """Make an empty database, or take the one that was kept, and give its address."""
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if known and not is_kept:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        if not (known and is_kept):
            connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{SERVER}/{name}"
        finally:
            if not is_kept:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
