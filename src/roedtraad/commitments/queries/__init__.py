"""Promises as they are read: lists, counts, what is due by a day or at a meeting, the page of one."""

from roedtraad.commitments.queries.adoptions import (
    AdoptionDue,
    AdoptionLine,
    adoption_for,
    adoptions_due,
    adoptions_of,
    adoptions_waiting,
)
from roedtraad.commitments.queries.lines import CommitmentLine, Latest, Somebody, lines_of, meetings_of
from roedtraad.commitments.queries.lists import (
    UNDONE,
    CommitmentFilters,
    CommitmentPage,
    commitments,
    counts,
    due_at,
    of_item,
    open_count,
    undated_for,
)
from roedtraad.commitments.queries.pages import CommitmentView, EventLine, commitment_page, differences

__all__ = [
    "UNDONE",
    "AdoptionDue",
    "AdoptionLine",
    "CommitmentFilters",
    "CommitmentLine",
    "CommitmentPage",
    "CommitmentView",
    "EventLine",
    "Latest",
    "Somebody",
    "adoption_for",
    "adoptions_due",
    "adoptions_of",
    "adoptions_waiting",
    "commitment_page",
    "commitments",
    "counts",
    "differences",
    "due_at",
    "lines_of",
    "meetings_of",
    "of_item",
    "open_count",
    "undated_for",
]
