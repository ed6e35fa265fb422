"""Cases: the matter itself, apart from any one meeting that treats it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Body, Collaboration, Party, Person
from roedtraad.documents.models import Document


class Act(models.TextChoices):
    """What a recommendation asks a body to do; the same codes as the library `referat` uses."""

    NOTE = "note", _("takes note of")
    DISCUSS = "discuss", _("discusses")
    APPROVE = "approve", _("approves")
    DECIDE = "decide", _("decides")
    RECOMMEND = "recommend", _("recommends")
    GIVE_INPUT = "give_input", _("gives input to")
    OTHER = "other", _("other act")


class Case(models.Model):
    """A matter that passes through one body after another (OParl Paper)."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="case")
    title = models.CharField(_("title"), max_length=300)
    collaboration = models.ForeignKey(Collaboration, on_delete=models.PROTECT, related_name="cases")
    raised_by_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    raised_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    begun_on = models.DateField(null=True, blank=True)
    # A case that turned out to be another one keeps its address, which leads to that one.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("record")), name="no_case_is_merged_into_itself"
            )
        ]

    def __str__(self) -> str:
        return self.title


class CaseLink(models.Model):
    """Two cases belong together; a person said how and why."""

    class Kind(models.TextChoices):
        """What the first case is to the second."""

        RELATED = "related", _("belongs with")
        CONTINUES = "continues", _("continues")
        SPLIT_FROM = "split_from", _("was split from")

    first = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links")
    second = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.RELATED)
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second", "kind"], name="a_link_stands_once"),
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")), name="no_case_is_linked_to_itself"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_link_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.kind} {self.second}"


class FileNumber(models.Model):
    """A number under which a party's own case system keeps papers. It is printed; it is never identity."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="file_numbers")
    number = models.CharField(max_length=40)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            # Two each, here and elsewhere: SQLite cannot be told that a missing key is something to compare.
            models.UniqueConstraint(fields=["case", "number", "party"], name="a_file_number_stands_once"),
            models.UniqueConstraint(
                fields=["case", "number"],
                condition=models.Q(party__isnull=True),
                name="a_file_number_of_nobody_stands_once",
            ),
        ]
        indexes = [models.Index(fields=["number"], name="case_by_file_number")]

    def __str__(self) -> str:
        return self.number


class Consideration(models.Model):
    """One body's treatment of a case (OParl Consultation): what it is asked to do, by whom, in which order.

    Most are carried by an item of a meeting here. One that only a printed history tells of has `told_by`, the record
    of the item that printed it: whoever may not see that item does not see it.
    """

    class Role(models.TextChoices):
        """What the body's word means for the case."""

        DECIDES = "decides", _("decides")
        RECOMMENDS = "recommends", _("recommends")
        HEARS = "hears", _("is heard")
        INFORMED = "informed", _("is informed")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="considerations")
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="considerations"
    )
    body_as_written = models.CharField(max_length=200, blank=True)  # where the body is not one of ours
    order = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.DECIDES)
    recommender_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="recommended"
    )
    recommender_as_written = models.CharField(max_length=200, blank=True)
    told_by = models.ForeignKey(
        Record, on_delete=models.PROTECT, null=True, blank=True, related_name="histories"
    )
    treated_on = models.CharField(max_length=30, blank=True)  # EDTF, where only a printed history tells of it
    item_number_as_written = models.CharField(max_length=12, blank=True)
    result_as_written = models.TextField(blank=True)

    class Meta:
        ordering = ["case", "order"]
        constraints = [
            models.UniqueConstraint(fields=["case", "order"], name="an_order_stands_once"),
            models.CheckConstraint(
                condition=models.Q(body__isnull=False) | ~models.Q(body_as_written=""),
                name="a_consideration_has_a_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.body or self.body_as_written}"


class RecommendationPoint(models.Model):
    """One point of what is recommended to a body."""

    consideration = models.ForeignKey(Consideration, on_delete=models.PROTECT, related_name="points")
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=10, blank=True)  # as printed
    act = models.CharField(max_length=12, choices=Act.choices)
    text = models.TextField()

    class Meta:
        ordering = ["consideration", "order"]
        constraints = [models.UniqueConstraint(fields=["consideration", "order"], name="a_point_stands_once")]

    def __str__(self) -> str:
        return self.text


class Attachment(models.Model):
    """A paper that belongs to a case, or that an item lists. Many old minutes give the title and not the file."""

    class Status(models.TextChoices):
        """How finished it is."""

        DRAFT = "draft", _("draft")
        FINAL = "final", _("final")

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="attachment"
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    title = models.CharField(_("title"), max_length=300)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    is_closed = models.BooleanField(_("closed"), default=False)
    status = models.CharField(max_length=6, choices=Status.choices, default=Status.FINAL)
    order = models.PositiveSmallIntegerField(default=0)  # among the papers of the case
    # The version before this one. It stays where a meeting that was held listed it.
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", editable=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(replaces=models.F("record")), name="no_paper_replaces_itself"
            )
        ]

    def __str__(self) -> str:
        return self.title
