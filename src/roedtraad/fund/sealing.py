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
ADD = """
INSERT INTO fund_accountsum (account_id, flow, seen_as_id, amount, postings)
SELECT p.account_id, p.flow, e.seen_as_id, SUM(p.amount), COUNT(*)
FROM fund_posting p JOIN fund_entry e ON e.record_id = p.entry_id
WHERE p.entry_id = NEW.id GROUP BY p.account_id, p.flow, e.seen_as_id
ON CONFLICT (account_id, flow, seen_as_id) DO UPDATE
SET amount = fund_accountsum.amount + excluded.amount, postings = fund_accountsum.postings + excluded.postings
"""

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
BEGIN {ADD}; RETURN NULL; END $$;
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
SEAL_ADD = f"CREATE TRIGGER fund_seal_add AFTER INSERT ON fund_seal BEGIN {ADD}; END"
SQLITE_UP = (POSTING_OPEN, SEAL_WHOLE, SEAL_ADD)
SQLITE_DOWN = tuple(
    f"DROP TRIGGER {name}" for name in ("fund_posting_open", "fund_seal_whole", "fund_seal_add")
)


def seal_entries() -> RunPython:
    """Return the migration step that makes the ledger balance by itself; its way back takes the triggers away."""

    def forward(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor, postgres=POSTGRES_UP, sqlite=SQLITE_UP)

    def backward(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        _run(editor, postgres=POSTGRES_DOWN, sqlite=SQLITE_DOWN)

    return RunPython(forward, backward)


def _run(editor: BaseDatabaseSchemaEditor, *, postgres: str, sqlite: tuple[str, ...]) -> None:
    for statement in (postgres,) if editor.connection.vendor == "postgresql" else sqlite:
        editor.execute(statement)
