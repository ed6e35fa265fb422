"""Users, the registry of records with their audience, and the journal.

`Record` is the only generic pointer in the program: each meeting, item, decision, case, person … owns one row of it.
Journal, citations, links, follows and public addresses point at it with ordinary foreign keys.
"""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# No vowels, no look-alikes: an id can be read aloud and never spells a word.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
PUBLIC_ID_LENGTH = (
    10  # with a million records two are the same with a chance of 1 in 400; with 8 letters it would be likely
)


def new_public_id() -> str:
    """Return an id that can be read aloud and tells nothing of how many records there are."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


class UserManager(BaseUserManager["User"]):
    """Makes users; the e-mail address is the name they log in with."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Save a user; without a password only mailed codes log in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Save an administrator."""
        return self.create_user(email, password, is_administrator=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can log in. What they may do follows from the seats of the person they are (`bodies.Person`)."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Return whether Django's own tools may treat this user as staff."""
        return self.is_administrator


class RecordKind(models.TextChoices):
    """What a record is. The values are used in journal codes and in the search index."""

    PARTY = "party", _("party")
    COLLABORATION = "collaboration", _("collaboration")
    BODY = "body", _("body")
    PERSON = "person", _("person")
    SEAT = "seat", _("seat")
    DOCUMENT = "document", _("document")
    CASE = "case", _("case")
    ATTACHMENT = "attachment", _("attachment")
    MEETING = "meeting", _("meeting")
    ITEM = "item", _("agenda item")
    DECISION = "decision", _("decision")
    COMMITMENT = "commitment", _("promise")
    AGREEMENT = "agreement", _("agreement")
    VISION = "vision", _("vision")
    FOCUS_AREA = "focus_area", _("focus area")
    INITIATIVE = "initiative", _("initiative")
    INDICATOR = "indicator", _("indicator")
    EVALUATION = "evaluation", _("evaluation")
    COOPERATION = "cooperation", _("cooperation agreement")
    COHORT = "cohort", _("cohort")
    FUND = "fund", _("fund")
    ENTRY = "entry", _("ledger entry")
    ESTIMATE = "estimate", _("estimate")
    DRAFT = "draft", _("draft")
    FINDING = "finding", _("finding")


class Record(models.Model):
    """The identity of one record: a public id, a kind, and whether everybody may see it."""

    public_id = models.CharField(
        max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False
    )
    kind = models.CharField(max_length=16, choices=RecordKind.choices, editable=False)
    is_public = models.BooleanField(default=False, db_index=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(is_public=True, withdrawn_at__isnull=False),
                name="withdrawn_is_never_public",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class Audience(models.Model):
    """Who, besides everybody, may see a record: whoever holds the token. `policy` says which tokens there are."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="audience")
    token = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "token"], name="a_token_stands_once")]
        indexes = [models.Index(fields=["token", "record"], name="audience_by_token")]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.token}"


class JournalHead(models.Model):
    """The last number and hash of the journal: one row, locked by whoever writes, so that numbers follow commits."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return str(self.number)


class JournalEntry(models.Model):
    """One act: who did what to which record, when and why. Triggers refuse every change and deletion.

    The content of the act is not here: `digest` is a salted hash of it, so that a person who has the content can
    prove it, and nobody can read it out of the journal.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=60)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, null=True, related_name="journal")
    reason = models.TextField(blank=True)
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.act}"


class Cursor(models.Model):
    """How far a reader of the journal (search, notices, feeds) has come."""

    name = models.CharField(max_length=40, primary_key=True)
    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.number}"
