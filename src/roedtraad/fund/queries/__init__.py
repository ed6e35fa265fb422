"""Reads of `fund`."""

from roedtraad.fund.queries.entries import EntryView, PostingList, entry_for, postings_behind
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
    "entry_for",
    "funds_of",
    "matrix_of",
    "postings_behind",
    "statement_of",
    "sum_differences",
    "years_of",
]
