"""Rows of `commitments`."""

from roedtraad.commitments.models.adoptions import Adoption, AdoptionKind, AdoptionState
from roedtraad.commitments.models.commitments import (
    Commitment,
    DueKind,
    FollowUp,
    MeetingRef,
    Owner,
    Recipient,
    State,
)
from roedtraad.commitments.models.events import Event, EventKind
from roedtraad.commitments.models.reminders import Reminder, Step

__all__ = [
    "Adoption",
    "AdoptionKind",
    "AdoptionState",
    "Commitment",
    "DueKind",
    "Event",
    "EventKind",
    "FollowUp",
    "MeetingRef",
    "Owner",
    "Recipient",
    "Reminder",
    "State",
    "Step",
]
