"""Send what waits. A mail is sent at most once, whatever happens: killed at any moment, two workers, a lost connection.

    waiting ──claimed──▶ sending ──▶ sent
       ▲                    │  └──▶ uncertain   the worker was killed, or the connection lost: nobody knows
       └──── refused ◀──────┘                   the server said no: it was not sent, and is tried again
    waiting ──▶ empty                           nothing to say any more     waiting ──▶ failed  tried too often

Before anything goes over the wire, the row says so and is committed. From `sending` no row goes back by itself but by
the very worker that heard the server's refusal. What is uncertain, a person settles.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from roedtraad.commitments.actions import mark_sent
from roedtraad.danish import COPENHAGEN
from roedtraad.notices.awaiting import WaitingFor
from roedtraad.notices.letters.adoptions import adoption
from roedtraad.notices.letters.digest import digest, read_told
from roedtraad.notices.letters.entries import CANCEL
from roedtraad.notices.letters.letter import Entry, Letter, NothingToSay
from roedtraad.notices.letters.meetings import LETTERS
from roedtraad.notices.letters.reminders import reminder
from roedtraad.notices.mailing import made, subject_of
from roedtraad.notices.models import Addressee, Follow, Invitation, Mail, MailKind, MailState
from roedtraad.notices.searches import written_keys
from roedtraad.notices.seeing import Reached, reached

logger = logging.getLogger(__name__)
MOST_AT_A_TIME = 200
MOST_ATTEMPTS = 5
LEASE = timedelta(minutes=10)  # longer than any mail takes; whoever was at it then is dead
TOO_OLD = timedelta(days=7)  # what has waited longer is no news
LANGUAGE = "da"
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the mails that waited."""

    sent: int = 0
    empty: int = 0
    refused: int = 0
    uncertain: int = 0

    def __add__(self, other: Sent) -> Sent:
        """Return both together."""
        return Sent(
            self.sent + other.sent,
            self.empty + other.empty,
            self.refused + other.refused,
            self.uncertain + other.uncertain,
        )


def send_waiting(*, now: datetime, waiting_for: WaitingFor, most: int = MOST_AT_A_TIME) -> Sent:
    """Send the mails whose time has come, the oldest first. Queries as each letter says, and six more for each."""
    give_up(now=now)
    rows = Mail.objects.filter(state=MailState.WAITING, not_before__lte=now)
    due = list(rows.order_by("attempts", "planned_at", "pk").values_list("pk", flat=True)[:most])
    done = Sent()
    if not due:
        return done
    connection = get_connection()
    try:
        connection.open()  # where nobody answers, nothing has been sent, and all of it waits
    except OSError:
        logger.warning("The mail server does not answer")
        return done
    try:
        for pk in due:
            one = send_one(pk, now=now, waiting_for=waiting_for, connection=connection)
            done += one
            if one.uncertain:
                break  # the connection is broken; the rest goes over a new one
    finally:
        connection.close()
    return done


def send_one(pk: int, *, now: datetime, waiting_for: WaitingFor, connection: BaseEmailBackend) -> Sent:
    """Write and send one mail that waits; nothing if somebody else took it."""
    if not _begin(pk, now=now):
        return Sent()
    mail = Mail.objects.select_related("addressee__user", "addressee__person__same_as", "record").get(pk=pk)
    reader = reached(mail.addressee, on=now.astimezone(COPENHAGEN).date())
    with translation.override(LANGUAGE):
        letter = _written(mail, reader, now=now, waiting_for=waiting_for)
        if isinstance(letter, NothingToSay):
            _put_aside(pk, str(letter.why), now=now)
            return Sent(empty=1)
        mail.started_at = now
        message = made(mail, letter, reader)
        message.message()  # what cannot be written fails here, before anybody believes that it was sent
    if not _claim(mail, letter, message, now=now):
        return Sent()
    return _hand_over(mail, message, connection, now=now)


def give_up(*, now: datetime) -> int:
    """Say of mails that were being sent when their worker died that nobody knows, and leave those that came too late.

    Return how many are uncertain now.
    """
    dead = Mail.objects.filter(state=MailState.SENDING, started_at__lt=now - LEASE)
    found = list(dead.values_list("pk", flat=True))
    for pk in found:
        finish(
            pk, MailState.UNCERTAIN, now=now, note=_("The program was stopped while the mail was being sent.")
        )
    waiting = Mail.objects.filter(state=MailState.WAITING)
    waiting.filter(planned_at__lt=now - TOO_OLD).update(
        state=MailState.EMPTY, ended_at=now, note=_("It waited too long, and is no news any more.")
    )
    waiting.filter(attempts__gte=MOST_ATTEMPTS, not_before__lte=now).update(
        state=MailState.FAILED, ended_at=now, note=_("It was tried several times.")
    )
    return len(found)


@transaction.atomic
def finish(pk: int, state: MailState, *, now: datetime, note: str = "") -> bool:
    """Say what became of a mail that was being sent, and count what it told as told. Return whether that was new."""
    open_states = (
        (MailState.SENDING, MailState.UNCERTAIN) if state == MailState.SENT else (MailState.SENDING,)
    )
    rows = Mail.objects.filter(pk=pk, state__in=open_states)
    if not rows.update(state=state, ended_at=now, note=note[:300]):
        return False
    mail = Mail.objects.select_related("addressee").get(pk=pk)
    if mail.kind == MailKind.DIGEST and mail.told:
        _count_digest(mail, now=now)
    for row in mail.reminders.select_related("reminder__commitment__record"):
        mark_sent(row.reminder)
    return True


def _begin(pk: int, *, now: datetime) -> bool:
    """Count the attempt, so that a letter that cannot be written holds nothing else up. One query."""
    rows = Mail.objects.filter(pk=pk, state=MailState.WAITING, not_before__lte=now)
    return bool(rows.update(attempts=F("attempts") + 1, not_before=now + timedelta(minutes=5)))


def _written(mail: Mail, reader: Reached, *, now: datetime, waiting_for: WaitingFor) -> Letter | NothingToSay:
    if not reader.address:
        return NothingToSay(_("The reader has no e-mail address."))
    if not _is_wanted(mail):
        return NothingToSay(_("The reader does not want mails of this kind."))
    if mail.kind == MailKind.DIGEST:
        return digest(mail, reader, waiting_for=waiting_for)
    if mail.kind == MailKind.REMINDER:
        return reminder(mail, reader, at=now)
    if mail.kind == MailKind.ADOPTION:
        return adoption(mail, reader, at=now)
    return LETTERS[MailKind(mail.kind)](mail, reader, at=now)


def _is_wanted(mail: Mail) -> bool:
    one = mail.addressee
    wanted = {
        MailKind.AGENDA: one.wants_agendas,
        MailKind.MINUTES: one.wants_minutes,
        MailKind.REMINDER: one.wants_reminders,
        MailKind.ADOPTION: one.wants_reminders,
    }
    return wanted.get(MailKind(mail.kind), True)


def _put_aside(pk: int, why: str, *, now: datetime) -> None:
    Mail.objects.filter(pk=pk, state=MailState.WAITING).update(
        state=MailState.EMPTY, ended_at=now, note=why[:300]
    )


@transaction.atomic
def _claim(mail: Mail, letter: Letter, message: EmailMultiAlternatives, *, now: datetime) -> bool:
    """Say that the mail is being sent, with its words and its entry, before it is; False if somebody else took it."""
    rows = Mail.objects.filter(pk=mail.pk, state=MailState.WAITING)
    taken = rows.update(
        state=MailState.SENDING,
        started_at=now,
        address=message.to[0],
        subject=subject_of(letter),
        body=str(message.body),
        told=letter.told,
    )
    if taken and letter.entry is not None:
        _keep_entry(mail, letter.entry)
    return bool(taken)


def _keep_entry(mail: Mail, entry: Entry) -> None:
    Invitation.objects.update_or_create(
        meeting_id=entry.meeting_id,
        addressee_id=mail.addressee_id,
        defaults={
            "part": entry.part,
            "sequence": entry.sequence,
            "is_standing": entry.method != CANCEL,
            "entry": entry.data.decode(),
        },
    )


def _hand_over(
    mail: Mail, message: EmailMultiAlternatives, connection: BaseEmailBackend, *, now: datetime
) -> Sent:
    """Give the mail to the server, and say what it answered."""
    try:
        connection.send_messages([message])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as refusal:
        # The server said no to this mail: it was not sent.
        _try_again(mail, note=str(refusal), now=now)
        return Sent(refused=1)
    except OSError as error:  # also `smtplib.SMTPException`: it may have been sent, or not
        finish(mail.pk, MailState.UNCERTAIN, now=now, note=str(error))
        return Sent(uncertain=1)
    finish(mail.pk, MailState.SENT, now=now)
    return Sent(sent=1)


def _try_again(mail: Mail, *, note: str, now: datetime) -> None:
    later = now + timedelta(minutes=15) * 2**mail.attempts
    Mail.objects.filter(pk=mail.pk, state=MailState.SENDING).update(
        state=MailState.WAITING, not_before=later, note=note[:300]
    )


def _count_digest(mail: Mail, *, now: datetime) -> None:
    """Count as told what a digest told."""
    told = read_told(mail.told)
    today = now.astimezone(COPENHAGEN).date()
    one = Addressee.objects.select_for_update().get(pk=mail.addressee_id)
    one.told_number = max(one.told_number, told.until)
    if told.awaited:
        one.awaited, one.awaited_on = told.awaited, today
    one.save(update_fields=["told_number", "awaited", "awaited_on"])
    for pk, keys in told.known.items():
        Follow.objects.filter(pk=pk, addressee=mail.addressee_id).update(known=written_keys(frozenset(keys)))
    Mail.objects.filter(pk=mail.pk).update(told="")
