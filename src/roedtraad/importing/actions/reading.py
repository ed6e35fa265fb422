"""Read the files that wait, several at a time, and make a draft of each.

The rows are the truth. A row is taken by writing who holds it; a process that was killed leaves rows behind whose holder
does not live any more, and whoever reads next puts them back. Each file's text, reading and draft are saved in one
transaction, so that nothing is half there and nothing is there twice.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.documents.actions import keep_text
from roedtraad.documents.queries import original_name
from roedtraad.importing.actions.drafting import draft_from
from roedtraad.importing.models import Batch, Draft, Reading, ReadingState
from roedtraad.importing.reading.answers import Answer, Refusal
from roedtraad.importing.reading.pool import Outcome, Request, read_all
from roedtraad.importing.reading.written import SHAPE

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
HOLD = timedelta(minutes=30)  # after that a file is taken from whoever holds it on another machine


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that is done: the draft that it became (an attachment: none), or the row that says why it cannot be read."""

    reading: Reading
    draft: Draft | None = None


def read_waiting(*, batch: Batch | None = None, jobs: int | None = None) -> Iterator[ReadFile]:
    """Read what waits (in one batch, or all), and yield each file when it is done. Takes what others leave, and no more.

    May be called by several processes at once. A file that makes the reader break off is tried three times.
    """
    put_back()
    for outcome in read_all(_requests(batch), jobs=jobs):
        done = keep_outcome(outcome)
        if done is not None:
            yield done


def put_back() -> int:
    """Let rows whose reader does not live any more wait again; return how many. One query, and one for each."""
    left = 0
    for reading in Reading.objects.filter(state=ReadingState.READING).defer("result"):
        if not _is_held(reading):
            left += Reading.objects.filter(
                pk=reading.pk, state=ReadingState.READING, holder=reading.holder
            ).update(state=ReadingState.WAITING, holder="", started_at=None)
    return left


def _requests(batch: Batch | None) -> Iterator[Request]:
    """Yield the files that wait, each taken first, so that nobody else reads it."""
    while (reading := _take(batch)) is not None:
        try:
            with default_storage.open(original_name(reading.document.sha256)) as file:
                data = file.read()
        except OSError:
            _fail(reading, Refusal("missing", _("The file is not in the storage any more. Bring it again.")))
            continue
        # What a file is, its bytes and its name say better than whoever sent it: no media type.
        yield Request(reading.pk, data, filename=reading.document.filename)


def _take(batch: Batch | None) -> Reading | None:
    """Take the next row that waits; None when there is none. Two queries, unless somebody else is faster."""
    while True:
        rows = Reading.objects.filter(state=ReadingState.WAITING)
        if batch is not None:
            rows = rows.filter(batch=batch)
        row = rows.select_related("document").order_by("queued_at", "pk").first()
        if row is None:
            return None
        taken = Reading.objects.filter(pk=row.pk, state=ReadingState.WAITING).update(
            state=ReadingState.READING,
            holder=holder(),
            started_at=timezone.now(),
            attempts=row.attempts + 1,
        )
        if taken:
            row.attempts += 1
            return row


def keep_outcome(outcome: Outcome) -> ReadFile | None:
    """Save what became of a file; None where somebody else has done it meanwhile, or it is tried again."""
    reading = Reading.objects.select_related("document__record").get(pk=outcome.request.key)
    if isinstance(outcome.answer, Refusal):
        return _refused(reading, outcome.answer)
    try:
        return _kept(reading.pk, outcome.answer)
    except Exception:  # a bug in what we make of one file must not stop the others: the row says it
        logger.exception("reading %s could not be kept", reading.pk)
        message = _(
            "The file was read, but no draft could be made of it. Tell whoever looks after the program."
        )
        return _fail(reading, Refusal("no_draft", message))


@transaction.atomic
def _kept(key: int, answer: Answer) -> ReadFile | None:
    reading = (
        Reading.objects.select_for_update(of=("self",))
        .select_related("document__record", "batch__collaboration")
        .get(pk=key)
    )
    if reading.state != ReadingState.READING or reading.holder != holder():
        return None
    reading.text = keep_text(
        reading.document,
        reader_version=reading.reader_version,
        text=answer.text,
        page_starts=answer.pages,
    )
    reading.shape, reading.result = SHAPE, answer.result
    reading.milliseconds = answer.milliseconds
    reading.state, reading.finished_at, reading.holder = ReadingState.READ, timezone.now(), ""
    reading.error_code = reading.error = ""
    reading.save()
    if reading.batch_id is None and not Draft.objects.filter(document=reading.document_id).exists():
        return ReadFile(reading)  # an attachment: its text alone is wanted
    return ReadFile(reading, draft_from(reading))


def _refused(reading: Reading, refusal: Refusal) -> ReadFile | None:
    if refusal.is_final or reading.attempts >= MOST_ATTEMPTS:
        return _fail(reading, refusal)
    Reading.objects.filter(pk=reading.pk, holder=holder()).update(state=ReadingState.WAITING, holder="")
    return None


def _fail(reading: Reading, refusal: Refusal) -> ReadFile:
    reading.state, reading.finished_at, reading.holder = ReadingState.FAILED, timezone.now(), ""
    reading.error_code, reading.error = refusal.code[:30], refusal.message
    reading.save(update_fields=["state", "finished_at", "holder", "error_code", "error"])
    return ReadFile(reading)


@cache
def _host() -> str:
    return socket.gethostname()[:40]


def holder() -> str:
    """Return what names this process, and no later one with the same number."""
    return f"{_host()}:{os.getpid()}:{_began(os.getpid())}"


def _is_held(reading: Reading) -> bool:
    """Return whether the process that reads this lives; of another machine's, whether it can still be at it."""
    host, _colon, rest = reading.holder.partition(":")
    number, _colon, began = rest.partition(":")
    if host == _host() and number.isdecimal():
        return _began(int(number)) == began and (began != "" or _lives(int(number)))
    return reading.started_at is not None and timezone.now() - reading.started_at < HOLD


def _began(number: int) -> str:
    """Return when a process began, as its system tells; '' where it does not tell, or the process is gone."""
    try:
        told = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = told.rpartition(")")[2].split()
    # The 20th after the name: ticks since the machine started. A dead process whose parent has not looked is gone.
    return fields[19] if len(fields) > 19 and fields[0] != "Z" else ""


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
