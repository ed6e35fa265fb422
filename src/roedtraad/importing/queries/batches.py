"""What was brought at once, and how far each file of it has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from roedtraad.accounts.policy import Viewer
from roedtraad.importing.models import Batch, Draft, DraftState, Reading, ReadingState
from roedtraad.importing.policy import kept_by


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


def batches(viewer: Viewer) -> QuerySet[Batch]:
    """Return the batches with files that the viewer keeps, the newest first, with counts. One query.

    Each row has the counts of `BatchProgress` as `number_<name>`; `progress` makes one of it.
    """
    kept = Reading.objects.filter(kept_by(viewer), batch=OuterRef("pk"))
    return (
        Batch.objects.filter(Exists(kept))
        .select_related("body", "collaboration", "made_by")
        .annotate(**_READINGS, **_DRAFTS)
        .order_by("-made_at", "-pk")
    )


def progress(batch: Batch) -> BatchProgress:
    """Return the counts of a row of `batches`. No query."""
    counts = {name: getattr(batch, f"number_{name}") for name in (*_STATES, *_WHENS)}
    return BatchProgress(batch, **counts)


_STATES = {
    "waiting": ReadingState.WAITING,
    "being_read": ReadingState.READING,
    "read": ReadingState.READ,
    "failed": ReadingState.FAILED,
}
_WHENS = {
    "open_drafts": Q(drafts__state=DraftState.OPEN),
    "unproblematic": Q(drafts__state=DraftState.OPEN, drafts__is_unproblematic=True),
    "blocked": Q(drafts__state=DraftState.OPEN, drafts__blocking_count__gt=0),
    "accepted": Q(drafts__state=DraftState.ACCEPTED),
    "set_aside": Q(drafts__state=DraftState.SET_ASIDE),
}
_READINGS = {
    f"number_{name}": Count("readings", filter=Q(readings__state=state), distinct=True)
    for name, state in _STATES.items()
}
_DRAFTS = {f"number_{name}": Count("drafts", filter=when, distinct=True) for name, when in _WHENS.items()}


def batch_for(viewer: Viewer, public_id: str) -> tuple[BatchProgress, tuple[FileProgress, ...]] | None:
    """Return a batch with its files, those that could not be read first, then in the order in which they came. Three queries."""
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
