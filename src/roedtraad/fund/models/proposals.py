"""Amounts that documents tell of, proposed as entries or as estimates: a person decides what becomes of each."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roedtraad.bodies.models import Party
from roedtraad.documents.models import DocumentText
from roedtraad.fund.models.beside import Estimate
from roedtraad.fund.models.funds import Fund
from roedtraad.fund.models.kroner import KronerField
from roedtraad.fund.models.ledger import Entry
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import AgendaItem


class ProposedAs(models.TextChoices):
    """What an amount is taken for; the codes are those of `fund.told.ToldKind`, and the totals of a table."""

    GRANTED = "granted", _("granted")
    ALLOCATED = "allocated", _("allocated")
    RESERVED = "reserved", _("reserved")
    REMAINDER = "remainder", _("remainder")
    FRAME = "frame", _("frame")
    ESTIMATE = "estimate", _("estimate")
    PRINTED = "printed", _("printed total")


class ProposalState(models.TextChoices):
    """What a person decided."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("turned down")


class Proposal(models.Model):
    """One amount of a document. Those of one table have the same `table`, and are accepted together.

    `spans` count in `text`, as 'start-end' pairs joined by commas; `reason` says why it is proposed as what it is.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="proposals")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="money_proposals")
    order = models.PositiveIntegerField()
    table = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=9, choices=ProposedAs.choices)
    amount = KronerField(default=Decimal(0))
    is_about = models.BooleanField(default=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    party_as_written = models.CharField(max_length=200, blank=True)
    initiative_as_written = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=500)
    text = models.ForeignKey(DocumentText, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    spans = models.TextField(blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=ProposalState.choices, default=ProposalState.OPEN)
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    estimate = models.ForeignKey(
        Estimate, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    why_declined = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["item", "order"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "item", "order"], name="a_proposal_stands_once"),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(entry__isnull=False) | Q(estimate__isnull=False),
                name="what_is_accepted_became_something",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(why_declined=""),
                name="a_proposal_is_declined_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["fund", "state"], name="proposal_by_state")]

    def __str__(self) -> str:
        return f"{self.amount}: {self.kind}"
