"""Pieces of a case that stand each by itself: alternatives to choose among, questions to be clarified, quotations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.cases.models.writing import CaseDraft


class PieceKind(models.TextChoices):
    """What a piece is."""

    ALTERNATIVE = "alternative", _("alternative")  # `label` is its letter
    QUESTION = "question", _("question to be clarified")  # `answer`, once it is
    QUOTATION = "quotation", _("quotation")  # `label` says in which role it was said, never a name
    PROGRAMME = "programme", _("point of the programme")  # of an item, `label` is the time


# What is written in a case; the programme is written on the agenda.
OF_A_CASE = (PieceKind.ALTERNATIVE, PieceKind.QUESTION, PieceKind.QUOTATION)


class DraftPiece(models.Model):
    """A piece of a case while it is written. An agenda takes a copy (`meetings.ItemPiece`)."""

    draft = models.ForeignKey(CaseDraft, on_delete=models.PROTECT, related_name="pieces")
    kind = models.CharField(max_length=11, choices=PieceKind.choices)
    label = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    answer = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["draft", "kind", "order"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "kind", "order"], name="a_draft_piece_stands_once")
        ]

    def __str__(self) -> str:
        return self.text[:60]
