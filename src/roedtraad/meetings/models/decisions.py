"""What a meeting concluded: the decision of an item, its outcomes per recommendation point, votes, statements, consent."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Body, Party, Person
from roedtraad.cases.models import RecommendationPoint
from roedtraad.meetings.models.items import AgendaItem

# How minutes write kroner, in words that are in small letters.
KRONER = (
    models.Q(folded__contains=" kr.")
    | models.Q(folded__contains=" kr,")
    | models.Q(folded__contains=" kroner")
    | models.Q(folded__contains=" mio.")
    | models.Q(folded__contains=" t.kr")
)


class Decision(models.Model):
    """What was decided under an item; an item without a recommendation can have one too.

    `body`, `decided_on` and `folded` repeat what the meeting, the item and the points say, so that the register of
    a hundred thousand decisions is read by index. `meetings.actions.register_keys` writes them, the query
    `register_differences` compares.
    """

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="decision")
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="decision")
    heading = models.CharField(_("heading"), max_length=500, blank=True)  # as printed
    text = models.TextField(_("text"), blank=True)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="decisions", editable=False, db_index=False
    )
    decided_on = models.DateField(editable=False)
    # Title, recommendation and decision in lower case: both databases then find the same words.
    folded = models.TextField(editable=False)
    # Whether an amount of kroner stands in these words. The database keeps it so.
    names_kroner = models.GeneratedField(
        expression=Case(When(KRONER, then=True), default=False),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            models.Index(fields=["-decided_on", "-record"], name="decision_by_day"),
            models.Index(
                fields=["-decided_on", "-record"],
                condition=models.Q(names_kroner=True),
                name="decision_with_kroner_by_day",
            ),
            models.Index(fields=["body", "-decided_on", "-record"], name="decision_by_body_and_day"),
            models.Index(
                fields=["body", "-decided_on", "-record"],
                condition=models.Q(names_kroner=True),
                name="decision_with_kroner_by_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}"


class OutcomeKind(models.TextChoices):
    """What a body concluded; the same codes as the library `referat` uses."""

    APPROVED = "approved", _("approved")
    NOTED = "noted", _("noted")
    DISCUSSED = "discussed", _("discussed")
    DECIDED = "decided", _("decided")
    AGREED = "agreed", _("agreed")
    POSTPONED = "postponed", _("postponed")
    REJECTED = "rejected", _("rejected")
    NO_REMARKS = "no_remarks", _("no remarks")


class Outcome(models.Model):
    """One conclusion, about one recommendation point or about the item as a whole."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="outcomes")
    point = models.ForeignKey(
        RecommendationPoint, on_delete=models.PROTECT, null=True, blank=True, related_name="outcomes"
    )
    kind = models.CharField(max_length=12, choices=OutcomeKind.choices)
    is_changed = models.BooleanField(_("with changes or remarks"), default=False)
    remark = models.TextField(_("remark"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "point", "kind"], name="an_outcome_stands_once"),
            models.UniqueConstraint(
                fields=["decision", "kind"],
                condition=models.Q(point__isnull=True),
                name="an_outcome_of_the_whole_item_stands_once",
            ),
        ]
        indexes = [models.Index(fields=["kind", "decision"], name="outcome_by_kind")]

    def __str__(self) -> str:
        return f"{self.decision}: {self.kind}"


class Statement(models.Model):
    """A remark, reservation or minority statement that somebody wanted in the minutes."""

    class Kind(models.TextChoices):
        """What it is."""

        REMARK = "remark", _("remark")
        RESERVATION = "reservation", _("reservation")
        MINORITY = "minority", _("minority statement")

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="statements"
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="statements"
    )
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:60]


class PartyConsent(models.Model):
    """Whether a party agrees in a decision that binds nobody unless all do."""

    class Answer(models.TextChoices):
        """What the party said."""

        AGREES = "agrees", _("agrees")
        RESERVES = "reserves", _("agrees with a reservation")
        DISAGREES = "disagrees", _("disagrees")
        HEARD = "heard", _("was heard")
        ABSENT = "absent", _("was not represented")

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="consents")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="consents")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    remark = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "party"], name="a_party_answers_once")]

    def __str__(self) -> str:
        return f"{self.party}: {self.answer}"


class Vote(models.Model):
    """One side of a vote, by a person, or as a printed name and number. `ballot` tells several votes of an item apart."""

    class Side(models.TextChoices):
        """For, against, or neither."""

        IN_FAVOUR = "in_favour", _("in favour")
        AGAINST = "against", _("against")
        ABSTAINED = "abstained", _("abstained")

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="votes")
    ballot = models.PositiveSmallIntegerField(default=1)
    about = models.CharField(_("what was voted on"), max_length=500, blank=True)
    side = models.CharField(max_length=10, choices=Side.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="votes")
    as_written = models.CharField(max_length=200, blank=True)
    count = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.side}: {self.person or self.as_written or self.count}"
