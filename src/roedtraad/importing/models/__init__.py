"""Rows of `importing`: what was brought, what was read, drafts with their questions, and what people corrected."""

from roedtraad.importing.models.corrections import Act, Correction
from roedtraad.importing.models.drafts import Draft, DraftQuestion, DraftState, ItemAcceptance, Weight
from roedtraad.importing.models.readings import Batch, Reading, ReadingState

__all__ = [
    "Act",
    "Batch",
    "Correction",
    "Draft",
    "DraftQuestion",
    "DraftState",
    "ItemAcceptance",
    "Reading",
    "ReadingState",
    "Weight",
]
