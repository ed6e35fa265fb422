"""Rows of `meetings`."""

from roedtraad.meetings.models.answering import AnswerKind, Invited, MeetingAnswer, PrivateNote
from roedtraad.meetings.models.attendance import (
    FUNCTION_OF_ROLE,
    Participant,
    ParticipantFunction,
    Presence,
    PresenceKind,
)
from roedtraad.meetings.models.correcting import CorrectedDecision, CorrectedPresence, Correction
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
    READ_KINDS,
    Meeting,
    MeetingBody,
    MeetingKind,
    MeetingPaper,
    MeetingState,
    PaperKind,
)
from roedtraad.meetings.models.pieces import Choice, ItemPiece
from roedtraad.meetings.models.releasing import AgendaRelease, ReleasedItem
from roedtraad.meetings.models.running import AgendaApproval, ItemKind, ItemPlan, Phrase, Sitting

__all__ = [
    "FUNCTION_OF_ROLE",
    "READ_KINDS",
    "AgendaApproval",
    "AgendaItem",
    "AgendaRelease",
    "AnswerKind",
    "Choice",
    "CorrectedDecision",
    "CorrectedPresence",
    "Correction",
    "Decision",
    "Invited",
    "ItemAttachment",
    "ItemCase",
    "ItemKind",
    "ItemPiece",
    "ItemPlan",
    "ItemSection",
    "Meeting",
    "MeetingAnswer",
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
    "PrivateNote",
    "ReleasedItem",
    "SectionKind",
    "SeenWith",
    "Sitting",
    "Statement",
    "Vote",
]
