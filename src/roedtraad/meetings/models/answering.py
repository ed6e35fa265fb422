"""Before a meeting: who is invited beside the members, what those who are invited answered, and what they noted for themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Record
from roedtraad.bodies.models import Person
from roedtraad.meetings.models.items import AgendaItem
from roedtraad.meetings.models.meetings import Meeting


class AnswerKind(models.TextChoices):
    """What somebody answered to the invitation."""

    COMES = "comes", _("comes")
    AWAY = "away", _("does not come")
    SUBSTITUTE = "substitute", _("sends a substitute")


class MeetingAnswer(models.Model):
    """What somebody who is invited answered, last. `reason` is read by the person and the secretariat alone."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=AnswerKind.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="somebody_answers_once_for_a_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.person_id} {self.kind}"


class Invited(models.Model):
    """Somebody who has no seat is invited: in somebody's place, to one item, or to the whole meeting (neither is said)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invited")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    in_place_of = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="invited"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(in_place_of__isnull=True) | Q(item__isnull=True),
                name="somebody_is_invited_for_one_reason",
            ),
            models.UniqueConstraint(
                fields=["meeting", "person", "item"],
                condition=Q(withdrawn_at__isnull=True, item__isnull=False),
                name="a_guest_is_invited_once_to_an_item",
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(withdrawn_at__isnull=True, item__isnull=True),
                name="somebody_is_invited_once_to_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.person_id}"


class PrivateNote(models.Model):
    """What somebody noted for themselves about an item or a paper. Nobody else reads it, an administrator neither."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "record"], name="a_note_stands_once"),
            models.CheckConstraint(condition=~Q(text=""), name="a_note_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.record_id}"
