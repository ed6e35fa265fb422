"""Is the installation well? Each question is a function that yields what is wrong, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.documents.queries import broken_originals


def is_behind() -> bool:
    """Return whether there are migrations that the database has not had."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def database_is_up_to_date() -> Iterator[str]:
    """Yield a line when migrations are missing."""
    if is_behind():
        yield _("The database is not up to date. Run: roedtraad migrate")


def journal_holds_together() -> Iterator[str]:
    """Yield a line for each place where the journal is broken."""
    for found in journal.verify():
        yield _("The journal does not hold together at entry %(number)s.") % {
            "number": danish.number(found.number)
        }


def originals_are_whole() -> Iterator[str]:
    """Yield a line for each stored file that is missing or is not what was stored. Reads every file."""
    for document, what in broken_originals():
        if what == "missing":
            yield _("The file of %(document)s is missing.") % {"document": document}
        else:
            yield _("The file of %(document)s is not what was stored.") % {"document": document}


QUESTIONS: tuple[Callable[[], Iterator[str]], ...] = (journal_holds_together, originals_are_whole)


def faults() -> Iterator[str]:
    """Yield everything that is wrong; nothing else is asked while the database is behind."""
    if is_behind():
        yield from database_is_up_to_date()
        return
    for question in QUESTIONS:
        yield from question()
