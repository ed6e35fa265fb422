"""Rows of `initiatives`."""

from roedtraad.initiatives.models.initiatives import (
    Initiative,
    InitiativeAlias,
    InitiativeParty,
    InitiativeState,
    PartRole,
    State,
)

__all__ = [
    "Initiative",
    "InitiativeAlias",
    "InitiativeParty",
    "InitiativeState",
    "PartRole",
    "State",
]
