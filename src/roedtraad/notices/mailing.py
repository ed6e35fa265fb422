"""A letter as a mail: text and simple HTML, the headers that mail programs ask for, and what is enclosed."""

from __future__ import annotations

from email.utils import formatdate
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail.message import EmailMultiAlternatives
from django.template.loader import render_to_string

from roedtraad.notices.letters.entries import enclosed
from roedtraad.notices.letters.letter import Letter, whole_url
from roedtraad.notices.models import Mail, MailKind
from roedtraad.notices.places import SETTINGS, STOP
from roedtraad.notices.seeing import Reached

SALT = "notices.stop"
LONGEST_SUBJECT = 200


def stop_token(mail: Mail) -> str:
    """Return what lets whoever has the mail stop mails of its kind, without a login."""
    return signing.dumps([mail.addressee_id, mail.kind], salt=SALT, compress=True)


def read_stop_token(token: str) -> tuple[int, MailKind] | None:
    """Return whose mails of which kind a token stops; None for one that was not made here."""
    try:
        addressee, kind = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return int(addressee), MailKind(kind)


def made(mail: Mail, letter: Letter, reader: Reached) -> EmailMultiAlternatives:
    """Return the mail. The same row gives the same Message-ID, and mails about one thing refer to it."""
    stop = whole_url(f"{STOP}/{stop_token(mail)}")
    words = {
        "letter": letter,
        "name": reader.name,
        "installation": settings.SITE,
        "stop": stop,
        "settings_url": whole_url(SETTINGS),
        "has_login": mail.addressee.user_id is not None,
    }
    message = EmailMultiAlternatives(
        subject=subject_of(letter),
        body=render_to_string("notices/letter.txt", words).strip() + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[reader.address],
        headers=_headers(mail, letter, stop=stop),
    )
    message.attach_alternative(render_to_string("notices/letter.html", words), "text/html")
    if letter.entry is not None:
        # In the body, so that mail programs put it in the calendar; and as a file, for those that do not.
        entry = enclosed(letter.entry)
        message.attach_alternative(entry.data.decode(), entry.media_type)
    for one in letter.enclosures:
        message.attach(one.name, one.data, one.media_type)
    return message


def subject_of(letter: Letter) -> str:
    """Return the subject in one line."""
    return " ".join(letter.subject.split())[:LONGEST_SUBJECT]


def message_id(public_id: str) -> str:
    """Return the name of a mail, the same for ever."""
    return f"<mail-{public_id}@{_host()}>"


def thread_id(public_id: str) -> str:
    """Return the name of what mails are about; a first mail that nobody got, to which all of them answer."""
    return f"<om-{public_id}@{_host()}>"


def _headers(mail: Mail, letter: Letter, *, stop: str) -> dict[str, str]:
    headers = {
        "Message-ID": message_id(mail.public_id),
        "Date": formatdate(
            (mail.started_at or mail.planned_at).timestamp(), localtime=settings.EMAIL_USE_LOCALTIME
        ),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    if letter.thread:
        about = thread_id(letter.thread)
        headers |= {"In-Reply-To": about, "References": about}
    return headers


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"
