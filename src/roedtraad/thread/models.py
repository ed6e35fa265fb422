"""A link between two records: proposed by the machine with its reasons, or made by a person, and what a person said of it.

What hangs together by itself is no link: a decision belongs to its item, an entry to its decision. A link has no
audience of its own: whoever sees both its ends sees it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record


class LinkKind(models.TextChoices):
    """What the source is to the target."""

    ABOUT = "about", _("is about")  # an item is about an initiative
    SAME = "same", _("is the same as")  # an initiative is one of another collaboration


class LinkState(models.TextChoices):
    """What has been said of a link."""

    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")


class Link(models.Model):
    """Two records belong together. `note` is why, where a person made or rejected it."""

    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="links_from")
    target = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="links_to")
    kind = models.CharField(max_length=8, choices=LinkKind.choices)
    state = models.CharField(max_length=9, choices=LinkState.choices, default=LinkState.PROPOSED)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="a_thread_link_stands_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="nothing_is_linked_to_itself"),
            models.CheckConstraint(
                condition=Q(state=LinkState.PROPOSED, settled_by__isnull=True, settled_at__isnull=True)
                | (~Q(state=LinkState.PROPOSED) & Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="a_person_settles_a_link",
            ),
        ]
        indexes = [models.Index(fields=["target", "kind", "state"], name="link_by_target")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class ReasonKind(models.TextChoices):
    """What made the machine propose a link, the weightiest first."""

    TITLE = "title", _("the title names it")
    POINT = "point", _("the recommendation names it")
    DECISION = "decision", _("the decision names it")
    HEADING = "heading", _("a heading in the case names it")
    MONEY = "money", _("a table has an amount for it")
    TEXT = "text", _("the case names it")
    CASE = "case", _("another item of the same case is about it")
    SERIES = "series", _("another item with the same title is about it")
    NAME = "name", _("they have the same name")


class LinkReason(models.Model):
    """Why a link is proposed: `words` stand in the field `field` of `record`, and its citations lead to the page."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="reasons")
    kind = models.CharField(max_length=8, choices=ReasonKind.choices)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "kind", "record", "field"], name="a_reason_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.link_id}: {self.kind}"
