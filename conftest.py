"""What every test of the application gets: a data folder of its own, and a journal that can be emptied between tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from roedtraad.accounts.models import JournalHead

# No test fails on a clock, however busy the machine is.
hypothesis_settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("unhurried")

APPEND_ONLY = (
    "accounts_journalentry",
    "fund_entry",
    "fund_posting",
    "fund_seal",
    "fund_keyshare",
    "fund_account",
)


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path: Path) -> Iterator[None]:  # type: ignore[no-untyped-def]
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SEARCH_DIR = tmp_path / "index"
    return


def _flush_past_the_triggers(case: TransactionTestCase) -> None:
    """Empty the tables after a test with real transactions; the append-only ones refuse it without this."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            kept: list[tuple[str, str]] = []
        else:
            cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
            kept = [(name, sql) for name, sql, table in cursor.fetchall() if table in APPEND_ONLY]
            for name, _ in kept:
                cursor.execute(f"DROP TRIGGER {name}")
    _django_teardown(case)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
        for _, sql in kept:
            cursor.execute(sql)
    JournalHead.objects.get_or_create(pk=1)


_django_teardown = TransactionTestCase._fixture_teardown
TransactionTestCase._fixture_teardown = _flush_past_the_triggers  # type: ignore[method-assign]
