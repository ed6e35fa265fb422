"""The database as it stood at one moment, while others go on writing."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Let every query of this thread see one moment, in which nothing changes.

    SQLite: a copy by its online backup, which lets writers through; the thread's connection leads to the copy.
    PostgreSQL: one transaction that sees a moment.
    """
    if connection.vendor == "sqlite":
        with _copied():
            yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


@contextmanager
def _copied() -> Iterator[None]:
    live = connections[DEFAULT_DB_ALIAS]
    live.ensure_connection()
    with tempfile.TemporaryDirectory(prefix="roedtraad-backup-") as folder:
        path = Path(folder) / "copy.sqlite3"
        copy = sqlite3.connect(path)
        live.connection.backup(copy)
        copy.close()
        of_copy = type(live)({**live.settings_dict, "NAME": str(path)}, DEFAULT_DB_ALIAS)
        connections[DEFAULT_DB_ALIAS] = of_copy
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = live
            of_copy.close()
