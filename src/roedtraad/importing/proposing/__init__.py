"""What a draft is proposed to become: its sheet, who and what its names mean, and what a person must say. Reads only."""

from roedtraad.importing.proposing.answers import Answer, AnswerKind
from roedtraad.importing.proposing.content import Content, content_of
from roedtraad.importing.proposing.proposal import Asked, Candidate, Match, Proposal
from roedtraad.importing.proposing.propose import propose

__all__ = [
    "Answer",
    "AnswerKind",
    "Asked",
    "Candidate",
    "Content",
    "Match",
    "Proposal",
    "content_of",
    "propose",
]
