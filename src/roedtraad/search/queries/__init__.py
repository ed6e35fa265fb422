"""What can be asked of the index. Who may see is part of every question, and every answer is checked by the policy again."""

from roedtraad.search.queries.finding import find
from roedtraad.search.queries.keys import found_keys
from roedtraad.search.queries.results import (
    Facet,
    FacetName,
    FacetValue,
    Filters,
    Hit,
    Piece,
    Results,
    Sort,
    Standing,
)
from roedtraad.search.queries.suggesting import SuggestedRecord, Suggestions, suggest

__all__ = [
    "Facet",
    "FacetName",
    "FacetValue",
    "Filters",
    "Hit",
    "Piece",
    "Results",
    "Sort",
    "Standing",
    "SuggestedRecord",
    "Suggestions",
    "find",
    "found_keys",
    "suggest",
]
