"""Collaborations and their bodies on levels; terms of reference; what became of what (W3C `org:ChangeEvent`)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models.dated import Dated, FromRegister, OtherName, Withdrawable, in_order, stands_once
from roedtraad.bodies.models.parties import Party


class Collaboration(Dated, FromRegister):
    """Organisations that decide together: a health cluster, a health council, a region-wide committee system."""

    class Kind(models.TextChoices):
        """What the law or the parties call it."""

        HEALTH_CLUSTER = "health_cluster", _("health cluster")
        HEALTH_COUNCIL = "health_council", _("health council")
        REGION_WIDE = "region_wide", _("region-wide collaboration")
        OTHER = "other", _("other collaboration")

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="collaboration"
    )
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    region = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="led_collaborations"
    )
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [in_order("collaboration")]

    def __str__(self) -> str:
        return self.name


class CollaborationAlias(OtherName):
    """Another way in which documents write a collaboration's name, or the name that it had before."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration", "name"], name="a_collaborations_alias_stands_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class CollaborationMember(Dated, FromRegister, Withdrawable):
    """A party takes part in a collaboration. A party may take part in several; where its money is, is another matter."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="memberships")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="memberships")
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        constraints = [
            in_order("membership"),
            *stands_once("membership", fields=["collaboration", "party"]),
        ]

    def __str__(self) -> str:
        return f"{self.party} in {self.collaboration}"


class Level(models.Model):
    """A level on which bodies stand. Levels are rows: their names and number differ per region."""

    key = models.SlugField(max_length=40, unique=True)  # 'political', as `referat` names it
    name = models.CharField(_("name"), max_length=100)
    rank = models.PositiveSmallIntegerField(_("rank"))  # 1 is the highest

    class Meta:
        ordering = ["rank", "name"]

    def __str__(self) -> str:
        return self.name


class LevelName(models.Model):
    """What a level is called in one region, where that differs."""

    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="local_names")
    region = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="level_names")
    name = models.CharField(_("name"), max_length=100)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "region"], name="a_level_has_one_name_in_a_region")
        ]

    def __str__(self) -> str:
        return self.name


class Body(Dated, FromRegister):
    """A group that meets (OParl Organization): a level of a cluster, a forum, a working group."""

    class Kind(models.TextChoices):
        """How long it is meant to live."""

        STANDING = "standing", _("standing body")
        AD_HOC = "ad_hoc", _("ad hoc group")
        WORKING_GROUP = "working_group", _("working group")
        STEERING_GROUP = "steering_group", _("steering group")

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="body")
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.STANDING)
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="bodies")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="bodies")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    # The body's own policy of publication (a cluster has no duty by law; the body decides).
    publishes = models.BooleanField(_("publishes its minutes"), default=True)
    shows_closed_numbers = models.BooleanField(_("shows the numbers of closed items"), default=True)
    publishes_members = models.BooleanField(_("publishes who its members are"), default=True)
    # What a group that has done its work came to.
    conclusion = models.TextField(_("conclusion"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "bodies"
        constraints = [
            in_order("body"),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("record")), name="no_body_is_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BodyAlias(OtherName):
    """Another way in which documents write a body's name, or the name that it had before."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "body aliases"
        constraints = [models.UniqueConstraint(fields=["body", "name"], name="a_bodys_alias_stands_once")]

    def __str__(self) -> str:
        return self.name


class BodySharing(Dated, FromRegister, Withdrawable):
    """A body that serves another collaboration too (one forum for four clusters)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="sharings")
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="shared_bodies")

    class Meta:
        constraints = [
            in_order("body_sharing"),
            *stands_once("sharing", fields=["body", "collaboration"]),
        ]

    def __str__(self) -> str:
        return f"{self.body} → {self.collaboration}"


class TermsOfReference(Dated, FromRegister):
    """A version of a body's terms of reference (kommissorium), with its parts. A draft holds on no day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")
    version = models.PositiveSmallIntegerField()
    is_draft = models.BooleanField(_("draft"), default=False)
    purpose = models.TextField(_("purpose"), blank=True)
    tasks = models.TextField(_("tasks"), blank=True)
    deliverables = models.TextField(_("deliverables"), blank=True)
    organisation = models.TextField(_("organisation"), blank=True)
    mandate = models.TextField(_("mandate"), blank=True)
    resources = models.TextField(_("resources"), blank=True)
    delimitation = models.TextField(_("delimitation"), blank=True)

    class Meta:
        ordering = ["body", "version"]
        constraints = [
            in_order("terms"),
            models.UniqueConstraint(fields=["body", "version"], name="a_version_stands_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body} v{self.version}"


class ChangeEvent(FromRegister, Withdrawable):
    """Bodies or collaborations end and others begin on a day: succession, merger, split."""

    on = models.DateField(_("first day of the new"))
    text = models.CharField(_("what happens"), max_length=300)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return self.text


class ChangeEventPart(models.Model):
    """One of those that end, or begin, in a change."""

    event = models.ForeignKey(ChangeEvent, on_delete=models.PROTECT, related_name="parts")
    is_original = models.BooleanField()
    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.PROTECT, null=True, blank=True, related_name="changes"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="changes")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="changes")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(collaboration__isnull=False, body__isnull=True, party__isnull=True)
                    | models.Q(collaboration__isnull=True, body__isnull=False, party__isnull=True)
                    | models.Q(collaboration__isnull=True, body__isnull=True, party__isnull=False)
                ),
                name="a_change_part_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.collaboration or self.body or self.party}"
