"""Mails: the same words as text and as simple HTML; and what becomes of them where there is no mail server."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import get_random_string

from roedtraad.accounts.models import User


def with_html(mail: EmailMultiAlternatives) -> EmailMultiAlternatives:
    """Add the words of a mail as simple HTML, and return it."""
    page = render_to_string("mails/mail.html", {"subject": mail.subject, "body": mail.body})
    mail.attach_alternative(page, "text/html")
    return mail


def send_invitation(user: User) -> None:
    """Tell somebody that they can log in, and how. The address is the login; no secret is in the mail."""
    words = {"installation": settings.SITE, "base_url": settings.BASE_URL, "user": user}
    subject = render_to_string("mails/invitation_subject.txt", words).strip()
    mail = EmailMultiAlternatives(
        subject,
        render_to_string("mails/invitation.txt", words).strip(),
        settings.DEFAULT_FROM_EMAIL,
        [user.email],
    )
    with_html(mail).send()


class KeptMails(BaseEmailBackend):
    """Prints each mail and keeps it as `mails/<time>-<random>.eml`; for demonstrations and development."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the mails and return their number."""
        folder = settings.DATA_DIR / "mails"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for mail in email_messages:
            stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S")
            path = folder / f"{stamp}-{get_random_string(6)}.eml"
            path.write_bytes(mail.message().as_bytes())
            sys.stderr.write(f"\nMail til {', '.join(mail.to)} ({path})\n{mail.subject}\n\n{mail.body}\n")
        return len(email_messages)
