"""Reads of `importing`: what was brought and how far it is, lists of drafts, and everything the review page shows."""

from roedtraad.importing.queries.batches import (
    BatchProgress,
    FileProgress,
    batch_for,
    batches,
    progress,
    progress_of,
)
from roedtraad.importing.queries.drafts import (
    DraftCounts,
    DraftFilters,
    draft_counts,
    draft_for,
    draft_lines,
    drafts,
    drafts_of_meeting,
    next_draft,
    waiting,
)
from roedtraad.importing.queries.known import known_by_name
from roedtraad.importing.queries.marks import Mark, MarkState, PageText
from roedtraad.importing.queries.review import ChangeLine, Review, review

__all__ = [
    "BatchProgress",
    "ChangeLine",
    "DraftCounts",
    "DraftFilters",
    "FileProgress",
    "Mark",
    "MarkState",
    "PageText",
    "Review",
    "batch_for",
    "batches",
    "draft_counts",
    "draft_for",
    "draft_lines",
    "drafts",
    "drafts_of_meeting",
    "known_by_name",
    "next_draft",
    "progress",
    "progress_of",
    "review",
    "waiting",
]
