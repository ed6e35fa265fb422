"""Rows of `bodies`. What is dated has `valid_from` and `valid_to` (the last valid day; None = still)."""

from roedtraad.bodies.models.bodies import (
    Body,
    BodyAlias,
    BodySharing,
    ChangeEvent,
    ChangeEventPart,
    Collaboration,
    CollaborationAlias,
    CollaborationMember,
    Level,
    LevelName,
    TermsOfReference,
)
from roedtraad.bodies.models.corrections import Correction, RegisterRow
from roedtraad.bodies.models.parties import Figure, Party, PartyAlias, PartyKind
from roedtraad.bodies.models.people import NameKey, Office, OfficeHolding, Person, PersonAlias
from roedtraad.bodies.models.seats import Seat, SeatBasis, SeatRole

__all__ = [
    "Body",
    "BodyAlias",
    "BodySharing",
    "ChangeEvent",
    "ChangeEventPart",
    "Collaboration",
    "CollaborationAlias",
    "CollaborationMember",
    "Correction",
    "Figure",
    "Level",
    "LevelName",
    "NameKey",
    "Office",
    "OfficeHolding",
    "Party",
    "PartyAlias",
    "PartyKind",
    "Person",
    "PersonAlias",
    "RegisterRow",
    "Seat",
    "SeatBasis",
    "SeatRole",
    "TermsOfReference",
]
