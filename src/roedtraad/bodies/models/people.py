"""People, the names they are written by, and offices that somebody holds from day to day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models.dated import Dated, FromRegister, Withdrawable, in_order
from roedtraad.bodies.models.parties import Party


class NameIndexed(models.Model):
    """A row with a name that `matching` finds by `NameKey`; where `indexed_as` differs, the keys are not made yet."""

    indexed_as = models.CharField(max_length=200, blank=True, default="", editable=False)

    class Meta:
        abstract = True


class Person(FromRegister, NameIndexed):
    """A person (Popolo Person). E-mail and telephone are for the secretariat only.

    `same_as` says that this row and another are one person: it leads straight to the row that stands for them
    (never to a row that itself leads on), and `queries.people` follows it everywhere.
    """

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="person")
    name = models.CharField(_("name"), max_length=200)
    initials = models.CharField(_("initials"), max_length=10, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="person"
    )
    same_as = models.ForeignKey(  # indexed below, without those who are nobody else: nearly all
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        editable=False,
        db_index=False,
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(same_as=F("record")), name="nobody_is_a_duplicate_of_himself")
        ]
        # Empty as long as the actions made the keys: finds the few rows that something else saved.
        indexes = [
            models.Index(fields=["record"], condition=~Q(indexed_as=F("name")), name="person_without_keys"),
            models.Index(fields=["same_as"], condition=Q(same_as__isnull=False), name="person_by_root"),
        ]

    def __str__(self) -> str:
        return self.name


class PersonAlias(Withdrawable, NameIndexed):
    """Another way in which documents write a person's name; a person said that it is the same."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="a_persons_alias_stands_once")]
        indexes = [
            models.Index(fields=["name"], name="person_alias_name"),
            models.Index(fields=["person"], condition=~Q(indexed_as=F("name")), name="alias_without_keys"),
        ]

    def __str__(self) -> str:
        return self.name


class NameKey(models.Model):
    """A part of a person's name as it sounds, with the first letter of another part; made anew from the names at any time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="name_keys")
    key = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "person"], name="a_name_key_stands_once")]

    def __str__(self) -> str:
        return self.key


class Office(FromRegister):
    """An office in a party: mayor, chair of a committee (Popolo Post). Whoever holds it holds its seats."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="offices")
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "title"], name="an_office_stands_once")]

    def __str__(self) -> str:
        return f"{self.title}, {self.party}"


class OfficeHolding(Dated, FromRegister, Withdrawable):
    """Who holds an office, from day to day."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")

    class Meta:
        constraints = [in_order("office_holding")]

    def __str__(self) -> str:
        return f"{self.person}: {self.office}"
