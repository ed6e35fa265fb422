"""What the cluster decided, each party adopts by a decision of its own: who has, who waits, by when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from roedtraad.bodies.models import Party, Person
from roedtraad.documents.models import Document
from roedtraad.meetings.models import Decision


class AdoptionKind(models.TextChoices):
    """What a party is to decide for itself."""

    APPROPRIATION = "appropriation", _("appropriation")
    CARRY_OVER = "carry_over", _("carry-over")
    ACCESSION = "accession", _("accession")


class AdoptionState(models.TextChoices):
    """What came of it."""

    WAITING = "waiting", _("waits")
    ADOPTED = "adopted", _("adopted")
    REFUSED = "refused", _("not adopted")
    DROPPED = "dropped", _("no longer asked for")


class Adoption(models.Model):
    """One party's own adoption of one decision. Who sees the decision sees it.

    `text` is written for the party's council; `contact` is the person of the party who brings it there.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="adoptions")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="adoptions")
    kind = models.CharField(max_length=13, choices=AdoptionKind.choices)
    year = models.PositiveSmallIntegerField(_("budget year"), null=True, blank=True)
    text = models.TextField(_("text for the council"))
    asked_on = models.DateField()
    due_on = models.DateField(_("by"), null=True, blank=True)
    contact = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="adoptions"
    )
    state = models.CharField(
        max_length=8, choices=AdoptionState.choices, default=AdoptionState.WAITING, editable=False
    )
    answered_on = models.DateField(_("decided on"), null=True, blank=True)
    answered_by = models.CharField(_("decided by"), max_length=200, blank=True)
    case_number = models.CharField(_("own case number"), max_length=60, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="shows_adoptions"
    )
    reason = models.CharField(max_length=500, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["decision", "party", "kind", "year"]
        constraints = [
            models.UniqueConstraint(
                F("decision"),
                F("party"),
                F("kind"),
                Coalesce("year", Value(0)),
                condition=~Q(state="dropped"),
                name="an_adoption_is_asked_for_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("adopted", "refused")) | Q(answered_on__isnull=False),
                name="an_adoption_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("refused", "dropped")) | ~Q(reason=""),
                name="what_is_not_adopted_says_why",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="an_adoption_says_what"),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="adoption_by_due")]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_kind_display()}"
