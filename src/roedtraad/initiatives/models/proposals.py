"""What old minutes tell of focus areas, initiatives and results, proposed as records: a person decides what becomes of each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Collaboration
from roedtraad.documents.models import DocumentText
from roedtraad.initiatives.models.told import State
from roedtraad.meetings.models import AgendaItem


class ProposedAs(models.TextChoices):
    """What something is taken for; the codes are those of `initiatives.told.ToldAs`."""

    FOCUS_AREAS = "focus_areas", _("chosen focus areas")
    FOCUS_STATE = "focus_state", _("state of a focus area")
    INITIATIVE = "initiative", _("initiative")
    STATE = "state", _("state of an initiative")
    BOUNDARY = "boundary", _("what it is not about")
    NUMBERS = "numbers", _("numbers by party")
    OUTCOME = "outcome", _("outcome of a whole")
    SURVEY = "survey", _("answers of a survey")
    LEAD = "lead", _("LEAD effort")
    COHORT = "cohort", _("cohort of a programme")
    TEAM = "team", _("team of a programme")
    EVALUATION = "evaluation", _("evaluation")


class Proposal(models.Model):
    """One thing that an item tells. What its fields mean is said in `initiatives.told.Thing`.

    `rows` is a list of [name, number or null, group]: read as a whole, never filtered on. `spans` count in
    `document_text`, as 'start-end' pairs joined by commas.
    """

    class Settled(models.TextChoices):
        """What a person decided."""

        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("turned down")

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.PROTECT, related_name="initiative_proposals"
    )
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="initiative_proposals")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=11, choices=ProposedAs.choices)
    subject = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=20, blank=True)
    on = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)
    awaits = models.CharField(max_length=500, blank=True)
    went_on = models.CharField(max_length=500, blank=True)
    beside = models.CharField(max_length=500, blank=True)
    rows = models.JSONField(default=list)
    why = models.CharField(max_length=300)
    document_text = models.ForeignKey(
        DocumentText, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    page = models.PositiveIntegerField(default=1)
    spans = models.TextField(blank=True)
    quote = models.TextField(blank=True)
    settled = models.CharField(max_length=8, choices=Settled.choices, default=Settled.OPEN)
    became = models.ForeignKey(
        Record, on_delete=models.PROTECT, null=True, blank=True, related_name="initiative_proposals"
    )
    why_declined = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["item", "order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "order"], name="an_initiative_proposal_stands_once"),
            models.CheckConstraint(
                condition=~Q(settled="accepted") | Q(became__isnull=False),
                name="an_accepted_initiative_proposal_became_something",
            ),
            models.CheckConstraint(
                condition=~Q(settled="declined") | ~Q(why_declined=""),
                name="an_initiative_proposal_is_declined_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["collaboration", "settled"], name="initiative_proposal_state")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"

    @property
    def state_said(self) -> str:
        """Return the state in words, where it is one of an initiative."""
        return str(State(self.state).label) if self.state in State.values else self.state
