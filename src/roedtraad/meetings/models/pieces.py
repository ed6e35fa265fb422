"""What an item has beside its texts: alternatives, questions, quotations, a programme; and which alternative was chosen."""

from __future__ import annotations

from django.db import models

from roedtraad.cases.models import PieceKind
from roedtraad.meetings.models.decisions import Decision
from roedtraad.meetings.models.items import AgendaItem


class ItemPiece(models.Model):
    """A piece of an item, frozen as its case had it when it came on the agenda; a programme is written here."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="pieces")
    kind = models.CharField(max_length=11, choices=PieceKind.choices)
    label = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    answer = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["item", "kind", "order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "kind", "order"], name="an_item_piece_stands_once")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Choice(models.Model):
    """Which of the alternatives was chosen."""

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, primary_key=True, related_name="choice"
    )
    piece = models.ForeignKey(ItemPiece, on_delete=models.PROTECT, related_name="chosen_by")

    def __str__(self) -> str:
        return f"{self.decision}: {self.piece.label}"
