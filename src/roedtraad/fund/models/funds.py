"""A fund of a collaboration, who keeps a party's part of it, and by when each year must be closed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Collaboration, Party, Person
from roedtraad.bodies.models.dated import Dated, Withdrawable, in_order, stands_once
from roedtraad.documents.models import Document


class FundKind(models.TextChoices):
    """Where the money of a fund comes from."""

    CLUSTER = "cluster", _("cluster funds")
    FOUNDATION = "foundation", _("a foundation")
    POOL = "pool", _("a public pool")
    OWN = "own", _("the parties themselves")


class Fund(models.Model):
    """Money that a collaboration agrees on and each party spends. `guideline` is the note that says what it is for."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="fund")
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="funds")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=FundKind.choices, default=FundKind.CLUSTER)
    giver = models.CharField(_("who gives it"), max_length=200, blank=True)
    purpose = models.TextField(_("principles for its use"), blank=True)
    guideline = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="guides_funds"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "name"], name="a_fund_stands_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="a_fund_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Keeper(Dated, Withdrawable):
    """A person keeps a party's part of a fund: its finance person."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="keepers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kept_funds")

    class Meta:
        constraints = [
            in_order("keeper"),
            *stands_once("keeper", fields=["fund", "party", "person"]),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.party}"


class YearEnd(models.Model):
    """By which day each party must have decided what it carries over from a year, and where that is said."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="year_ends")
    year = models.PositiveSmallIntegerField()
    carry_over_by = models.DateField(_("carry over by"))
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fund", "year"], name="a_year_ends_once")]

    def __str__(self) -> str:
        return f"{self.fund} {self.year}"
