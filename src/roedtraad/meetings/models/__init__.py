"""Rows of `meetings`."""

from roedtraad.meetings.models.attendance import Participant, ParticipantFunction, Presence, PresenceKind
from roedtraad.meetings.models.decisions import (
    Decision,
    Outcome,
    OutcomeKind,
    PartyConsent,
    Statement,
    Vote,
)
from roedtraad.meetings.models.following import SeenWith
from roedtraad.meetings.models.items import AgendaItem, ItemAttachment, ItemCase, ItemSection, SectionKind
from roedtraad.meetings.models.meetings import (
    Meeting,
    MeetingBody,
    MeetingKind,
    MeetingPaper,
    MeetingState,
    PaperKind,
)
from roedtraad.meetings.models.running import AgendaApproval, ItemPlan, Phrase, Sitting

__all__ = [
    "AgendaApproval",
    "AgendaItem",
    "Decision",
    "ItemAttachment",
    "ItemCase",
    "ItemPlan",
    "ItemSection",
    "Meeting",
    "MeetingBody",
    "MeetingKind",
    "MeetingPaper",
    "MeetingState",
    "Outcome",
    "OutcomeKind",
    "PaperKind",
    "Participant",
    "ParticipantFunction",
    "PartyConsent",
    "Phrase",
    "Presence",
    "PresenceKind",
    "SectionKind",
    "SeenWith",
    "Sitting",
    "Statement",
    "Vote",
]
