"""Parties: the organisations that meet, spend and adopt (Popolo Organization, W3C `org:FormalOrganization`)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models.dated import Dated, FromRegister, OtherName, in_order


class PartyKind(models.TextChoices):
    """What kind of organisation a party is."""

    REGION = "region", _("region")
    MUNICIPALITY = "municipality", _("municipality")
    HOSPITAL = "hospital", _("hospital")
    GENERAL_PRACTICE = "general_practice", _("general practice")
    PATIENTS = "patients", _("patient association")
    JOINT_SECRETARIAT = "joint_secretariat", _("joint secretariat")
    AUTHORITY = "authority", _("other authority")
    OTHER = "other", _("other organisation")


class Party(Dated, FromRegister):
    """An organisation. Its `side` in a collaboration follows from its kind."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="party")
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PartyKind.choices)
    code = models.CharField(_("authority code"), max_length=12, blank=True)
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="units")
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            in_order("party"),
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="a_code_is_one_party"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartyAlias(OtherName):
    """Another way in which documents write a party's name, or the name that it had before."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "name"], name="an_alias_stands_once")]
        indexes = [models.Index(fields=["name"], name="party_alias_name")]

    def __str__(self) -> str:
        return self.name


class Figure(models.Model):
    """A figure from outside about a party (its population), on a day, entered by a person with its source."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="figures")
    what = models.CharField(max_length=30)  # 'population'
    on = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "what", "on"], name="one_figure_a_day"),
            models.CheckConstraint(condition=~models.Q(source=""), name="a_figure_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.what} {self.value}"
