"""Who gets mails, which mails there are, which meetings stand in whose calendar, and who follows what.

A mail is planned (its row says for whom and about what), and written when it is sent: from what the person may see then.
`Mail.key` names what it tells to whom, and stands once: whatever plans mails may do so again and again.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import PUBLIC_ID_LENGTH, Record, new_public_id
from roedtraad.bodies.models import Person
from roedtraad.commitments.models import Reminder
from roedtraad.meetings.models import Meeting


class Rhythm(models.TextChoices):
    """How often somebody gets a digest."""

    DAILY = "daily", _("every working day")
    WEEKLY = "weekly", _("once a week")
    NEVER = "never", _("never")


class Addressee(models.Model):
    """Somebody who gets mails: a user, a person of the register, or both in one; and what they want to get.

    What they follow is theirs alone: nothing of it is written in the journal, and stopping deletes the row.
    `told_number` is how far in the journal the digests have told, `digested_on` the day of the last, `awaited` a hash
    of what it said awaits them: the same is not said again each day.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="addressee"
    )
    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="addressee"
    )
    digest = models.CharField(max_length=6, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    wants_agendas = models.BooleanField(default=True)
    wants_minutes = models.BooleanField(default=True)
    wants_reminders = models.BooleanField(default=True)
    told_number = models.BigIntegerField(default=0, editable=False)
    digested_on = models.DateField(null=True, blank=True, editable=False)
    awaited = models.CharField(max_length=64, blank=True, editable=False)
    awaited_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(person__isnull=False), name="an_addressee_is_somebody"
            )
        ]

    def __str__(self) -> str:
        return str(self.user or self.person)


class MailKind(models.TextChoices):
    """What a mail tells."""

    AGENDA = "agenda", _("an agenda, with the invitation")
    INVITATION = "invitation", _("a meeting was changed")
    CALLED = "called", _("called as a substitute")
    CANCELLED = "cancelled", _("a meeting is cancelled, or one is no longer invited")
    MINUTES = "minutes", _("published minutes")
    REMINDER = "reminder", _("a reminder of promises")
    ADOPTION = "adoption", _("a reminder of adoptions")
    DIGEST = "digest", _("a digest")


class MailState(models.TextChoices):
    """How far a mail has come. From `SENDING` it is never sent again by itself: nobody gets it twice."""

    WAITING = "waiting", _("waits")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    EMPTY = "empty", _("not needed")
    UNCERTAIN = "uncertain", _("uncertain")
    FAILED = "failed", _("could not be sent")


class Mail(models.Model):
    """One mail to one person. Subject, body and address are written when it is sent.

    `told` is what it told, as data: what the next one is compared with (an agenda), or what counts as told once it is
    sent (a digest). `note` says why a mail was not needed, or could not be sent.
    """

    public_id = models.CharField(
        max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False
    )
    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="mails")
    kind = models.CharField(max_length=10, choices=MailKind.choices)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, null=True, blank=True, related_name="mails")
    key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=9, choices=MailState.choices, default=MailState.WAITING)
    planned_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    address = models.EmailField(blank=True)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    told = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(started_at__isnull=False),
                name="a_mail_being_sent_says_since_when",
            )
        ]
        indexes = [
            models.Index(fields=["state", "not_before"], name="mail_by_state"),
            models.Index(fields=["addressee", "record", "kind"], name="mail_by_addressee"),
            models.Index(fields=["-planned_at"], name="mail_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}: {self.state}"


class Part(models.TextChoices):
    """In which part somebody is invited."""

    REQUIRED = "required", _("takes part")
    OPTIONAL = "optional", _("substitute, for information")


class Invitation(models.Model):
    """A meeting in somebody's calendar: the entry as it was sent last. `sequence` rises with each one sent."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="invitations")
    part = models.CharField(max_length=8, choices=Part.choices)
    sequence = models.PositiveIntegerField(default=0)
    is_standing = models.BooleanField(default=True)
    entry = models.TextField()  # the calendar file

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "addressee"], name="an_invitation_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.addressee_id} ({self.sequence})"


class ReminderMail(models.Model):
    """Which mail tells of which reminder; a reminder is told of once."""

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="reminders")
    reminder = models.OneToOneField(Reminder, on_delete=models.CASCADE, related_name="mailed")

    def __str__(self) -> str:
        return f"{self.mail_id}: {self.reminder_id}"


class Follow(models.Model):
    """Somebody follows a record, or a search: `query` is its address without what comes before '?', `asked` what it asks.

    `known`: the keys of what the search had found when it was last told of.
    """

    addressee = models.ForeignKey(Addressee, on_delete=models.CASCADE, related_name="follows")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    query = models.CharField(max_length=600, blank=True)
    asked = models.TextField(blank=True)
    known = models.TextField(blank=True)
    begun_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=False, query="") | (Q(record__isnull=True) & ~Q(query="")),
                name="a_follow_is_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["addressee", "record"], condition=Q(query=""), name="a_record_is_followed_once"
            ),
            models.UniqueConstraint(
                fields=["addressee", "query"],
                condition=Q(record__isnull=True),
                name="a_search_is_followed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.addressee_id}: {self.record_id or self.query}"
