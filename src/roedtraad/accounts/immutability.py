"""Tables in which nothing is ever changed or deleted: triggers that refuse it, on SQLite and on PostgreSQL.

Used in migrations: `operations = [refuse_changes("accounts_journalentry")]`.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

SENTENCE = "Rækken kan ikke ændres eller slettes."

POSTGRES_UP = """
CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{table}: {sentence}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse();
CREATE TRIGGER {table}_keep BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse();
"""
POSTGRES_DOWN = "DROP TRIGGER {table}_refuse ON {table}; DROP TRIGGER {table}_keep ON {table}; DROP FUNCTION {table}_refuse();"
SQLITE_UP = "CREATE TRIGGER {table}_refuse_{act} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{table}: {sentence}'); END"
SQLITE_DOWN = "DROP TRIGGER {table}_refuse_{act}"


def refuse_changes(table: str) -> RunPython:
    """Return the migration step that makes `table` append-only; its way back takes the triggers away."""

    def forward(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor, table, postgres=POSTGRES_UP, sqlite=SQLITE_UP)

    def backward(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor, table, postgres=POSTGRES_DOWN, sqlite=SQLITE_DOWN)

    return RunPython(forward, backward)


def _run(editor: BaseDatabaseSchemaEditor, table: str, *, postgres: str, sqlite: str) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(postgres.format(table=table, sentence=SENTENCE))
        return
    for act in ("update", "delete"):
        editor.execute(sqlite.format(table=table, act=act, sentence=SENTENCE))
