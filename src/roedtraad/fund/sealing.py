"""The triggers of the ledger, on SQLite and on PostgreSQL. Used in migrations.

- No posting joins an entry that is sealed.
- A seal stands only where the entry has two postings or more that sum to zero, on accounts of the entry's own fund.
- What is sealed is added to the running sums.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

SEALED = "Posteringen er afsluttet, og intet kan føjes til den."
UNBALANCED = "Posteringens beløb giver ikke nul, eller de hører til en anden pulje."

IS_SEALED = "EXISTS (SELECT 1 FROM fund_seal WHERE id = NEW.entry_id)"
# NULL and false both mean that it does not hold together.
IS_WHOLE = """
COALESCE((SELECT COUNT(*) >= 2 AND SUM(p.amount) = 0
    AND SUM(CASE WHEN a.fund_id = e.fund_id AND p."on" = e."on" THEN 0 ELSE 1 END) = 0
  FROM fund_posting p JOIN fund_account a ON a.id = p.account_id JOIN fund_entry e ON e.record_id = p.entry_id
  WHERE p.entry_id = NEW.id), {false})
"""
ADD_BY_ACCOUNT = """
INSERT INTO fund_accountsum (account_id, flow, seen_as_id, amount, postings)
SELECT p.account_id, p.flow, e.seen_as_id, SUM(p.amount), COUNT(*)
FROM fund_posting p JOIN fund_entry e ON e.record_id = p.entry_id
WHERE p.entry_id = NEW.id GROUP BY p.account_id, p.flow, e.seen_as_id
ON CONFLICT (account_id, flow, seen_as_id) DO UPDATE
SET amount = fund_accountsum.amount + excluded.amount, postings = fund_accountsum.postings + excluded.postings
"""
# Since migration 0003 a sum repeats what its account says.
ADD_BY_PLACE = """
INSERT INTO fund_accountsum
  (account_id, flow, seen_as_id, amount, postings, fund_id, kind, party_id, year, initiative_id)
SELECT p.account_id, p.flow, e.seen_as_id, SUM(p.amount), COUNT(*),
  a.fund_id, a.kind, a.party_id, a.year, a.initiative_id
FROM fund_posting p JOIN fund_entry e ON e.record_id = p.entry_id JOIN fund_account a ON a.id = p.account_id
WHERE {entries} GROUP BY p.account_id, p.flow, e.seen_as_id, a.fund_id, a.kind, a.party_id, a.year, a.initiative_id
ON CONFLICT (account_id, flow, seen_as_id) DO UPDATE
SET amount = fund_accountsum.amount + excluded.amount, postings = fund_accountsum.postings + excluded.postings
"""
ADD = ADD_BY_PLACE.format(entries="p.entry_id = NEW.id")
ADD_ALL = ADD_BY_PLACE.format(entries="EXISTS (SELECT 1 FROM fund_seal s WHERE s.id = p.entry_id)")
ADD_ALL_BY_ACCOUNT = ADD_BY_ACCOUNT.replace(
    "p.entry_id = NEW.id", "EXISTS (SELECT 1 FROM fund_seal s WHERE s.id = p.entry_id)"
)

POSTGRES_UP = f"""
CREATE FUNCTION fund_posting_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF {IS_SEALED} THEN
  RAISE EXCEPTION 'fund_posting: {SEALED}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE TRIGGER fund_posting_open BEFORE INSERT ON fund_posting FOR EACH ROW EXECUTE FUNCTION fund_posting_open();
CREATE FUNCTION fund_seal_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF NOT {IS_WHOLE.format(false="false")} THEN
  RAISE EXCEPTION 'fund_seal: {UNBALANCED}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;
CREATE TRIGGER fund_seal_whole BEFORE INSERT ON fund_seal FOR EACH ROW EXECUTE FUNCTION fund_seal_whole();
CREATE FUNCTION fund_seal_add() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {ADD_BY_ACCOUNT}; RETURN NULL; END $$;
CREATE TRIGGER fund_seal_add AFTER INSERT ON fund_seal FOR EACH ROW EXECUTE FUNCTION fund_seal_add();
"""
POSTGRES_DOWN = """
DROP TRIGGER fund_posting_open ON fund_posting; DROP FUNCTION fund_posting_open();
DROP TRIGGER fund_seal_whole ON fund_seal; DROP FUNCTION fund_seal_whole();
DROP TRIGGER fund_seal_add ON fund_seal; DROP FUNCTION fund_seal_add();
"""
POSTING_OPEN = f"""CREATE TRIGGER fund_posting_open BEFORE INSERT ON fund_posting WHEN {IS_SEALED}
BEGIN SELECT RAISE(ABORT, 'fund_posting: {SEALED}'); END"""
SEAL_WHOLE = f"""CREATE TRIGGER fund_seal_whole BEFORE INSERT ON fund_seal WHEN NOT {IS_WHOLE.format(false="0")}
BEGIN SELECT RAISE(ABORT, 'fund_seal: {UNBALANCED}'); END"""
SEAL_ADD = f"CREATE TRIGGER fund_seal_add AFTER INSERT ON fund_seal BEGIN {ADD_BY_ACCOUNT}; END"
SQLITE_UP = (POSTING_OPEN, SEAL_WHOLE, SEAL_ADD)
SQLITE_DOWN = tuple(
    f"DROP TRIGGER {name}" for name in ("fund_posting_open", "fund_seal_whole", "fund_seal_add")
)
POSTGRES_NO_ADDING = "DROP TRIGGER fund_seal_add ON fund_seal; DROP FUNCTION fund_seal_add();"
SQLITE_NO_ADDING = ("DROP TRIGGER fund_seal_add",)


def seal_entries() -> RunPython:
    """Return the migration step that makes the ledger balance by itself; its way back takes the triggers away."""

    def forward(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor, postgres=POSTGRES_UP, sqlite=SQLITE_UP)

    def backward(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor, postgres=POSTGRES_DOWN, sqlite=SQLITE_DOWN)

    return RunPython(forward, backward)


def hold_sums() -> RunPython:
    """Return the migration step that takes the adding trigger away; its way back adds up anew, by account."""

    def forward(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor, postgres=POSTGRES_NO_ADDING, sqlite=SQLITE_NO_ADDING)

    def backward(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _adding(editor, ADD_BY_ACCOUNT, ADD_ALL_BY_ACCOUNT)

    return RunPython(forward, backward)


def add_up_by_place() -> RunPython:
    """Return the migration step that adds all that is sealed up, and again whatever is sealed; its way back stops that."""

    def forward(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _adding(editor, ADD, ADD_ALL)

    def backward(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor, postgres=POSTGRES_NO_ADDING, sqlite=SQLITE_NO_ADDING)

    return RunPython(forward, backward)


def _adding(editor: BaseDatabaseSchemaEditor, add: str, add_all: str) -> None:
    editor.execute(add_all)
    postgres = f"""
CREATE FUNCTION fund_seal_add() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {add}; RETURN NULL; END $$;
CREATE TRIGGER fund_seal_add AFTER INSERT ON fund_seal FOR EACH ROW EXECUTE FUNCTION fund_seal_add();
"""
    sqlite = f"CREATE TRIGGER fund_seal_add AFTER INSERT ON fund_seal BEGIN {add}; END"
    _run(editor, postgres=postgres, sqlite=(sqlite,))


def _run(editor: BaseDatabaseSchemaEditor, *, postgres: str, sqlite: tuple[str, ...]) -> None:
    for statement in (postgres,) if editor.connection.vendor == "postgresql" else sqlite:
        editor.execute(statement)
