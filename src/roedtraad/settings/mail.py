"""Where mails go: `ROEDTRAAD_EMAIL_URL` as the settings that Django knows."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

NAME = "ROEDTRAAD_EMAIL_URL"


@dataclass(frozen=True, slots=True)
class MailServer:
    """How mails leave; host and port matter only for SMTP."""

    backend: str
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    use_tls: bool = False  # STARTTLS
    use_ssl: bool = False  # TLS from the first byte


def mail_server(url: str) -> MailServer:
    """Return the mail server that a URL names.

    `console:` prints mails and keeps them as files; `smtp://user:password@host:587` speaks STARTTLS unless the host is
    this machine; `smtps://…:465` is encrypted from the first byte.
    """
    parts = urlsplit(url)
    if parts.scheme == "console":
        return MailServer(backend="roedtraad.web.mails.KeptMails")
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(
            f"{NAME} skal være console:, smtp://bruger:kode@vært:587 eller smtps://bruger:kode@vært:465."
        )
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{NAME}: porten er ikke et tal.") from error
    encrypted = parts.scheme == "smtps"
    return MailServer(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=port or (465 if encrypted else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=not encrypted and parts.hostname not in {"localhost", "127.0.0.1", "::1"},
        use_ssl=encrypted,
    )
