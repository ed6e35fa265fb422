"""What the background worker does for `importing`. The truth is in the rows: a task that is lost costs nothing."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef
from django_tasks import task

from roedtraad.cases.models import Attachment
from roedtraad.documents.models import Document, DocumentText
from roedtraad.importing.actions.destroying import forget_purged
from roedtraad.importing.actions.reading import put_back, read_waiting
from roedtraad.importing.models import Reading, ReadingState
from roedtraad.importing.reading.answers import reader_version


@task()
def read_waiting_files() -> None:
    """Read every file that waits, whoever brought it, and make drafts of them."""
    for _done in read_waiting():
        pass


def read_later() -> None:
    """Let the background worker read what waits."""
    read_waiting_files.enqueue()


@transaction.atomic
def read_attachments() -> int:
    """Let the worker read the attached files that nobody has read yet; return how many. Two queries, or one.

    Their text is kept and masked, so that everybody may have the file once its meeting is public; no draft is made of
    them (`Reading.batch` is empty). The program does this itself, after a person attached the files, so that no viewer
    is asked. A file that cannot be read is not tried again by the same reader: a person says that it was seen
    (`documents.actions.say_seen`).
    """
    version, own = reader_version(), {"document": OuterRef("pk")}
    waiting = Document.objects.filter(
        Exists(Attachment.objects.filter(record__withdrawn_at=None, **own)),
        ~Exists(DocumentText.objects.filter(**own)),
        ~Exists(Reading.objects.filter(reader_version=version, **own)),
        purged_at=None,
    )
    rows = [Reading(document=one, reader_version=version) for one in waiting.only("pk")]
    if rows:
        Reading.objects.bulk_create(rows, ignore_conflicts=True)
        transaction.on_commit(read_later)
    return len(rows)


def go_on() -> int:
    """Let the worker go on with what was left unfinished when the program stopped; return how many files. Called at its start."""
    read_attachments()
    forget_purged()
    put_back()
    left = Reading.objects.filter(state=ReadingState.WAITING).count()
    if left:
        read_later()
    return left
