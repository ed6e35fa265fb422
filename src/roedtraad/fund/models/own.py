"""A party's own accounts beside the ledger: the lines it brought, the balances it states, and what was said of each difference.

They are the party's own: `policy.may_see_accounts` is asked before any of it is read.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roedtraad.bodies.models import Party
from roedtraad.fund.models.funds import Fund
from roedtraad.fund.models.kroner import KronerField
from roedtraad.fund.models.ledger import Entry


class AccountsFile(models.Model):
    """A file of a party's own accounts that was brought on a day. The same file twice is one."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="accounts_files")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("budget year"), null=True, blank=True)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    brought_on = models.DateField()
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-brought_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fund", "party", "sha256"],
                condition=Q(withdrawn_at__isnull=True),
                name="an_accounts_file_is_brought_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AccountsLine(models.Model):
    """One line of it. `entry` is the entry of the ledger that it is; `note` says what it is where there is none."""

    file = models.ForeignKey(AccountsFile, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    on = models.DateField()
    amount = KronerField()
    text = models.CharField(max_length=300, blank=True)
    voucher = models.CharField(max_length=60, blank=True)
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts_lines"
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["file", "number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="an_accounts_line_stands_once"),
            models.CheckConstraint(
                condition=Q(entry__isnull=True) | Q(note=""), name="a_line_is_matched_or_explained"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.amount}"


class EntryNote(models.Model):
    """Why an entry of the ledger does not stand in the party's own accounts."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="own_notes")
    text = models.CharField(max_length=300)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "entry"], name="an_entry_is_explained_once"),
            models.CheckConstraint(condition=~Q(text=""), name="an_entry_note_says_why"),
        ]

    def __str__(self) -> str:
        return self.text


class StatedBalance(models.Model):
    """What a party's own accounts say it has spent of a year by a day."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="stated_balances")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("budget year"), null=True, blank=True)
    on = models.DateField()
    amount = KronerField()
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.party} {self.on}: {self.amount}"
