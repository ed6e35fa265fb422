"""What is known of one initiative: whom it is for, who runs it, what is to happen, what may go wrong, what it is linked to."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from roedtraad.bodies.models import Party, Person
from roedtraad.bodies.models.dated import Dated, Withdrawable, in_order
from roedtraad.documents.models import Document
from roedtraad.initiatives.models.agreements import Vision
from roedtraad.initiatives.models.initiatives import Initiative
from roedtraad.initiatives.models.told import Told

WORDS = 500


class TargetGroup(Told, Dated, Withdrawable):
    """Whom an initiative is for, from day to day; with a party, only there. A change is a new row."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="target_groups")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("whom it is for"))
    diagnosis = models.CharField(_("diagnosis"), max_length=200, blank=True)
    discharged_to = models.CharField(_("discharged to"), max_length=200, blank=True)
    is_trial = models.BooleanField(_("on trial"), default=False)

    class Meta:
        ordering = ["initiative", "valid_from", "pk"]
        constraints = [
            in_order("target_group"),
            models.CheckConstraint(condition=~Q(text=""), name="a_target_group_says_whom"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Boundary(Told, Withdrawable):
    """What an initiative is not about: somebody wanted it in, and it was kept out."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="boundaries")
    on = models.DateField(_("date"))
    text = models.CharField(_("what is not in it"), max_length=WORDS)

    class Meta:
        verbose_name_plural = "boundaries"
        ordering = ["initiative", "on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_boundary_says_what")]

    def __str__(self) -> str:
        return self.text[:80]


class Post(Told, Dated, Withdrawable):
    """A post of an initiative, filled or not. Whoever holds one with `leads` answers for the initiative.

    `is_wished`: somebody wants such a post, and nobody has made it yet.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(_("post"), max_length=200)
    leads = models.BooleanField(_("answers for the initiative"), default=False)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="initiative_posts"
    )
    as_written = models.CharField(_("name"), max_length=200, blank=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sector = models.CharField(_("sector"), max_length=100, blank=True)  # 'regional', 'kommunal'
    tasks = models.TextField(_("tasks"), blank=True)
    hours_a_week = models.DecimalField(
        _("hours a week"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    is_wished = models.BooleanField(_("only wished for"), default=False)

    class Meta:
        ordering = ["initiative", "-leads", "pk"]
        constraints = [
            in_order("initiative_post"),
            models.CheckConstraint(condition=~Q(title=""), name="a_post_has_a_title"),
            models.CheckConstraint(
                condition=Q(is_wished=False) | Q(person__isnull=True, as_written=""),
                name="what_is_only_wished_for_is_held_by_nobody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.person or self.as_written or '–'}"


class Milestone(Told, Withdrawable):
    """Something that is to be reached. `due_as_told` is when, in words; `after` the step it waits for."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="milestones")
    text = models.CharField(_("what"), max_length=WORDS)
    due_on = models.DateField(_("by"), null=True, blank=True)
    due_as_told = models.CharField(_("when, in words"), max_length=200, blank=True)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    after = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next_steps"
    )

    class Meta:
        ordering = ["initiative", F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_milestone_says_what"),
            models.CheckConstraint(condition=~Q(after=F("pk")), name="no_milestone_waits_for_itself"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Risk(Told, Withdrawable):
    """What may go wrong, what is done about it, and when it was over."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="risks")
    on = models.DateField(_("seen on"))
    text = models.CharField(_("what may go wrong"), max_length=WORDS)
    answer = models.CharField(_("what is done about it"), max_length=WORDS, blank=True)
    over_on = models.DateField(_("over on"), null=True, blank=True)

    class Meta:
        ordering = ["initiative", "-on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_risk_says_what")]

    def __str__(self) -> str:
        return self.text[:80]


class Presentation(Told, Withdrawable):
    """An initiative was chosen to be presented on a day: where, and who is invited beside whoever leads it."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="presentations")
    on = models.DateField(_("date"))
    where = models.CharField(_("where"), max_length=200)
    invited = models.CharField(_("who is invited"), max_length=300, blank=True)

    class Meta:
        ordering = ["initiative", "on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(where=""), name="a_presentation_is_somewhere"),
            models.UniqueConstraint(
                fields=["initiative", "on", "where"],
                condition=Q(withdrawn_at__isnull=True),
                name="an_initiative_is_chosen_once_for_an_occasion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.where} ({self.on})"


class LinkKind(models.TextChoices):
    """What the first initiative is to the second."""

    SPREAD_FROM = "spread_from", _("is spread from")
    SAME_MODEL = "same_model", _("follows the same model as")
    FOLLOWS = "follows", _("follows the work of")
    CONTINUES = "continues", _("continues")
    GATHERS = "gathers", _("gathers")
    SCALES = "scales", _("scales the results of")
    PART_OF = "part_of", _("is part of")


class InitiativeLink(Told, Withdrawable):
    """An initiative is linked to another, here or in another collaboration, or to one that is known by its words only."""

    first = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="links")
    second = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="linked_from"
    )
    as_written = models.CharField(_("which"), max_length=300, blank=True)
    kind = models.CharField(_("how"), max_length=11, choices=LinkKind.choices)
    reason = models.CharField(_("why"), max_length=WORDS, blank=True)

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(second__isnull=False) | ~Q(as_written=""), name="a_link_leads_somewhere"
            ),
            models.CheckConstraint(condition=~Q(first=F("second")), name="no_initiative_links_to_itself"),
            models.UniqueConstraint(
                fields=["first", "second", "kind"],
                condition=Q(withdrawn_at__isnull=True, second__isnull=False),
                name="two_initiatives_are_linked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.kind} {self.second or self.as_written}"


class LeadRole(Told, Dated, Withdrawable):
    """With this initiative a collaboration goes first for all with one theme of an agreement (LEAD), under rules.

    `meets_rules` is None as long as nobody has looked.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="lead_roles")
    theme = models.CharField(_("theme"), max_length=300)
    vision = models.ForeignKey(Vision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rules = models.CharField(_("rules that it must meet"), max_length=300, blank=True)
    rules_by = models.CharField(_("who approved the rules"), max_length=200, blank=True)
    rules_document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_by = models.CharField(_("who sees to it"), max_length=200, blank=True)
    meets_rules = models.BooleanField(_("meets the rules"), null=True, blank=True)

    class Meta:
        ordering = ["initiative", "valid_from", "pk"]
        constraints = [
            in_order("lead_role"),
            models.CheckConstraint(condition=~Q(theme=""), name="a_lead_role_has_a_theme"),
        ]

    def __str__(self) -> str:
        return self.theme
