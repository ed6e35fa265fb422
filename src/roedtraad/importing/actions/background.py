"""What the background worker does for `importing`. The truth is in the rows: a task that is lost costs nothing."""

from __future__ import annotations

from django_tasks import task

from roedtraad.importing.actions.destroying import forget_purged
from roedtraad.importing.actions.reading import put_back, read_waiting
from roedtraad.importing.models import Reading, ReadingState


@task()
def read_waiting_files() -> None:
    """Read every file that waits, whoever brought it, and make drafts of them."""
    for _done in read_waiting():
        pass


def read_later() -> None:
    """Let the background worker read what waits."""
    read_waiting_files.enqueue()


def go_on() -> int:
    """Let the worker go on with what was left unfinished when the program stopped; return how many files. Called at its start."""
    forget_purged()
    put_back()
    left = Reading.objects.filter(state=ReadingState.WAITING).count()
    if left:
        read_later()
    return left
