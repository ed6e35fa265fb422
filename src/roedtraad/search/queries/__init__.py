"""What can be asked of the index. Who may see is part of every question, and every answer is checked by the policy again."""

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
]
