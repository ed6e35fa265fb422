"""What was brought at once, and how far each file of it has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from roedtraad.accounts.policy import Viewer
from roedtraad.importing.models import Batch, Draft, DraftState, Reading, ReadingState
from roedtraad.importing.policy import kept_by
from roedtraad.importing.reading.answers import may_help


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """A batch with counts of its files by how far they are, and of its drafts by what became of them."""

    batch: Batch
    waiting: int
    being_read: int
    read: int
    failed: int
    open_drafts: int
    unproblematic: int
    blocked: int
    accepted: int
    set_aside: int

    @property
    def total(self) -> int:
        """Return how many files there are."""
        return self.waiting + self.being_read + self.read + self.failed

    @property
    def done(self) -> int:
        """Return how many files are read, or cannot be."""
        return self.read + self.failed

    @property
    def is_finished(self) -> bool:
        """Return whether nothing is being read any more."""
        return self.done == self.total

    @property
    def percent(self) -> int:
        """Return how far the reading is, 0–100."""
        return 100 * self.done // self.total if self.total else 100


@dataclass(frozen=True, slots=True)
class FileProgress:
    """One file of a batch. `error` is the Danish sentence of one that cannot be read; `draft` what became of it."""

    reading: Reading
    draft: Draft | None

    @property
    def filename(self) -> str:
        """Return the name of the file."""
        return self.reading.document.filename

    @property
    def state(self) -> ReadingState:
        """Return how far it has come."""
        return ReadingState(self.reading.state)

    @property
    def error(self) -> str:
        """Return why it cannot be read, '' if it can."""
        return self.reading.error

    @property
    def may_be_tried_again(self) -> bool:
        """Return whether it failed, and another try can help: the reader broke off, or there is a newer one."""
        failed = self.reading.state == ReadingState.FAILED
        return failed and may_help(self.reading.error_code, read_by=self.reading.reader_version)


def batches(viewer: Viewer) -> QuerySet[Batch]:
    """Return the batches with files that the viewer keeps, the newest first. One query."""
    kept = Reading.objects.filter(kept_by(viewer), batch=OuterRef("pk"))
    return (
        Batch.objects.filter(Exists(kept))
        .select_related("body", "collaboration", "made_by")
        .order_by("-made_at", "-pk")
    )


def progress_of(some: Iterable[Batch]) -> tuple[BatchProgress, ...]:
    """Return how far each of these batches has come. Two queries, however many files they have."""
    listed = list(some)
    if not listed:
        return ()
    ids = [batch.pk for batch in listed]
    # Apart: together, every file of a batch would meet every draft of it.
    read = Reading.objects.filter(batch__in=ids).order_by().values_list("batch", "state")
    files = {(batch, state): number for batch, state, number in read.annotate(number=Count("pk"))}
    made = Draft.objects.filter(batch__in=ids).order_by().values_list("batch").annotate(**_DRAFTS)
    drafts = {batch: dict(zip(_DRAFTS, numbers, strict=True)) for batch, *numbers in made}
    return tuple(
        BatchProgress(
            batch,
            waiting=files.get((batch.pk, ReadingState.WAITING), 0),
            being_read=files.get((batch.pk, ReadingState.READING), 0),
            read=files.get((batch.pk, ReadingState.READ), 0),
            failed=files.get((batch.pk, ReadingState.FAILED), 0),
            **drafts.get(batch.pk, dict.fromkeys(_DRAFTS, 0)),
        )
        for batch in listed
    )


def progress(batch: Batch) -> BatchProgress:
    """Return how far a batch has come. Two queries."""
    return progress_of([batch])[0]


_DRAFTS = {
    "open_drafts": Count("pk", filter=Q(state=DraftState.OPEN)),
    "unproblematic": Count("pk", filter=Q(state=DraftState.OPEN, is_unproblematic=True)),
    "blocked": Count("pk", filter=Q(state=DraftState.OPEN, blocking_count__gt=0)),
    "accepted": Count("pk", filter=Q(state=DraftState.ACCEPTED)),
    "set_aside": Count("pk", filter=Q(state=DraftState.SET_ASIDE)),
}


def batch_for(viewer: Viewer, public_id: str) -> tuple[BatchProgress, tuple[FileProgress, ...]] | None:
    """Return a batch with its files, those that could not be read first, then in the order in which they came. Five queries."""
    batch = batches(viewer).filter(public_id=public_id).first()
    if batch is None:
        return None
    drafts = Draft.objects.select_related("record", "body", "meeting__record")
    rows = (
        Reading.objects.filter(kept_by(viewer), batch=batch)
        .select_related("document__record")
        .prefetch_related(Prefetch("document__draft", queryset=drafts))
        .defer("result")
        .order_by("pk")
    )
    files = [FileProgress(row, getattr(row.document, "draft", None)) for row in rows]
    return progress(batch), tuple(sorted(files, key=lambda one: one.state != ReadingState.FAILED))
