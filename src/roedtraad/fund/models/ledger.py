"""The ledger: entries whose postings sum to zero, on accounts. Nothing in it is ever changed or deleted.

An entry refers to a seal of the same number; the seal is saved last. Triggers (migration 0002, on both databases) let
a seal stand only where the entry has at least two postings that sum to zero, let no posting join a sealed entry, refuse
changes and deletions, and add what was sealed to `AccountSum`. Since an entry without its seal breaks a foreign key,
no transaction that leaves one can be committed (ADR 0014).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Party
from roedtraad.fund.models.funds import Fund
from roedtraad.fund.models.kroner import KronerField
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import Decision


class AccountKind(models.TextChoices):
    """What the money on an account is. All accounts of a fund together are always zero."""

    SOURCE = "source", _("the giver")
    AVAILABLE = "available", _("at disposal")
    RESERVED = "reserved", _("reserved")
    ALLOCATED = "allocated", _("allocated and not spent")
    SPENT = "spent", _("spent")


class Account(models.Model):
    """One kind of money of a party, a year and an initiative. None for party or year is 'ikke fordelt'."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=9, choices=AccountKind.choices)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("fund"),
                F("kind"),
                Coalesce("party", Value(0)),
                Coalesce("year", Value(0)),
                Coalesce("initiative", Value(0)),
                name="an_account_stands_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("source", "available")) | Q(initiative__isnull=True),
                name="what_is_at_disposal_is_for_no_initiative_yet",
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__gte=2000, year__lte=2200),
                name="a_budget_year_is_of_our_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.party or '–'} {self.year or '–'} {self.initiative or ''}".strip()


class EntryKind(models.TextChoices):
    """What was done with the money."""

    GRANT = "grant", _("grant")
    RESERVE = "reserve", _("reservation")
    ALLOCATE = "allocate", _("allocation")
    SPEND = "spend", _("spending")
    CARRY_OVER = "carry_over", _("carry-over")
    TRANSFER = "transfer", _("transfer")
    RETURN = "return", _("return")
    REVERSE = "reverse", _("reversal")


class Flow(models.TextChoices):
    """Why a posting changed its account; a reversal has the flow of what it reverses, so that it cancels out."""

    GRANTED = "granted", _("granted")
    RESERVED = "reserved", _("reserved")
    ALLOCATED = "allocated", _("allocated")
    SPENT = "spent", _("spent")
    CARRIED_OUT = "carried_out", _("carried over to another year")
    CARRIED_IN = "carried_in", _("carried over from another year")
    TRANSFERRED = "transferred", _("transferred")
    RETURNED = "returned", _("returned")


class CostKind(models.TextChoices):
    """What money was spent on."""

    STAFF = "staff", _("project staff")
    MATERIALS = "materials", _("materials")
    RELEASE = "release", _("release of general practitioners")
    OTHER = "other", _("other")


class Seal(models.Model):
    """An entry is whole: its postings sum to zero. The key is that of the entry."""

    id = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.id)


class Entry(models.Model):
    """One act on money, with its postings.

    `seen_as`: who sees this record sees the entry: the decision that it follows from; without one the initiative, or
    the fund. `own_decision` is the party's own decision in words ('Byrådet, 12. december 2023, punkt 7').
    """

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="entry")
    seal = models.OneToOneField(Seal, on_delete=models.PROTECT, related_name="entry", editable=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="entries", db_index=False)
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    on = models.DateField(_("date"))
    text = models.CharField(_("text"), max_length=500)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    seen_as = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="entries_seen")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    own_decision = models.CharField(_("the party's own decision"), max_length=300, blank=True)
    own_decision_on = models.DateField(null=True, blank=True)
    # Spending.
    voucher = models.CharField(_("voucher"), max_length=60, blank=True)
    cost_kind = models.CharField(_("kind of cost"), max_length=9, choices=CostKind.choices, blank=True)
    hours_a_week = models.DecimalField(
        _("hours a week"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    first_on = models.DateField(_("first day"), null=True, blank=True)
    last_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(condition=Q(seal=F("record")), name="an_entry_has_its_own_seal"),
            models.CheckConstraint(
                condition=Q(kind="reverse", reverses__isnull=False)
                | (~Q(kind="reverse") & Q(reverses__isnull=True)),
                name="a_reversal_reverses_something",
            ),
            models.CheckConstraint(condition=~Q(reverses=F("record")), name="no_entry_reverses_itself"),
            models.CheckConstraint(condition=~Q(text=""), name="an_entry_says_what_it_is"),
        ]
        indexes = [models.Index(fields=["fund", "-on", "-record"], name="entry_by_fund_and_day")]

    def __str__(self) -> str:
        return self.text


class Posting(models.Model):
    """An amount to an account, or from it. `on` repeats what the entry says: lists go by index."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings", db_index=False)
    flow = models.CharField(max_length=11, choices=Flow.choices)
    amount = KronerField()
    on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="a_posting_moves_money")]
        indexes = [models.Index(fields=["account", "-on", "-id"], name="posting_by_account_and_day")]

    def __str__(self) -> str:
        return f"{self.account}: {self.amount}"


class AccountSum(models.Model):
    """The running sum of an account by flow, and by what decides who sees it. Only a trigger writes here.

    The columns of the account are repeated, so that a statement is read out of one index.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sums")
    flow = models.CharField(max_length=11, choices=Flow.choices)
    seen_as = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    amount = KronerField()
    postings = models.PositiveIntegerField()
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=9, choices=AccountKind.choices)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField(null=True)
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(
                fields=[
                    "fund",
                    "kind",
                    "flow",
                    "party",
                    "initiative",
                    "year",
                    "seen_as",
                    "amount",
                    "postings",
                ],
                name="sum_by_place",
            ),
            models.Index(
                fields=["fund", "kind", "flow", "party", "year", "seen_as", "amount"], name="sum_by_year"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["account", "flow", "seen_as"], name="a_sum_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.flow}: {self.amount}"


class KeyShare(models.Model):
    """How much a party, or an initiative, counted for when an amount was split, and where that is said."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="key_shares")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    weight = models.DecimalField(max_digits=18, decimal_places=4)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="a_key_has_a_source"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="a_key_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.party or self.initiative}: {self.weight}"
