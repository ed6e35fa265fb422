"""Reads of `fund`."""

from roedtraad.fund.queries.entries import EntryView, PostingList, entry_for, postings_behind
from roedtraad.fund.queries.naming import (
    decision_named,
    decisions_to_choose,
    estimates_of,
    initiatives_by_key,
    objections_of,
    open_proposals,
    parties_by_key,
    party_named,
    priorities_of,
    year_ends_of,
)
from roedtraad.fund.queries.statements import (
    Line,
    Matrix,
    Row,
    Statement,
    funds_of,
    matrix_of,
    statement_of,
    years_of,
)
from roedtraad.fund.queries.sums import UNKNOWN, Difference, Scope, cells_of, sum_differences

__all__ = [
    "UNKNOWN",
    "Difference",
    "EntryView",
    "Line",
    "Matrix",
    "PostingList",
    "Row",
    "Scope",
    "Statement",
    "cells_of",
    "decision_named",
    "decisions_to_choose",
    "entry_for",
    "estimates_of",
    "funds_of",
    "initiatives_by_key",
    "matrix_of",
    "objections_of",
    "open_proposals",
    "parties_by_key",
    "party_named",
    "postings_behind",
    "priorities_of",
    "statement_of",
    "sum_differences",
    "year_ends_of",
    "years_of",
]
