"""Rows of `cases`: the matter itself, and the texts of it that are being written."""

from roedtraad.cases.models.cases import (
    Act,
    Attachment,
    Case,
    CaseLink,
    Consideration,
    FileNumber,
    RecommendationPoint,
)
from roedtraad.cases.models.pieces import OF_A_CASE, DraftPiece, PieceKind
from roedtraad.cases.models.writing import (
    CaseDraft,
    CaseRemark,
    CaseWriter,
    DraftPart,
    DraftPoint,
    DraftState,
    PartVersion,
    TemplatePart,
    TemplateVersion,
)

__all__ = [
    "OF_A_CASE",
    "Act",
    "Attachment",
    "Case",
    "CaseDraft",
    "CaseLink",
    "CaseRemark",
    "CaseWriter",
    "Consideration",
    "DraftPart",
    "DraftPiece",
    "DraftPoint",
    "DraftState",
    "FileNumber",
    "PartVersion",
    "PieceKind",
    "RecommendationPoint",
    "TemplatePart",
    "TemplateVersion",
]
