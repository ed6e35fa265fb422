"""What is wrong with the settings, each with an id: an error stops the program, a warning says what is missing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.utils.translation import gettext as _

from roedtraad.operations.serving import LOCAL


def check_settings(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Return the faults of the settings, errors first."""
    return [*_address(), *_data_folder(), *_what_the_law_wants()]


def _address() -> Iterator[CheckMessage]:
    parts = urlsplit(settings.BASE_URL)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        yield Error(
            _("ROEDTRAAD_BASE_URL must be an address like https://roedtraad.example.dk, without a path."),
            id="roedtraad.E001",
        )
        return
    hosts = {host.strip("[]") for host in settings.ALLOWED_HOSTS}
    if parts.hostname not in hosts and "*" not in hosts:
        yield Error(
            _("ROEDTRAAD_HOSTS does not name %(host)s, which ROEDTRAAD_BASE_URL leads to.")
            % {"host": parts.hostname},
            hint=_("Add it to ROEDTRAAD_HOSTS; several names are divided by commas."),
            id="roedtraad.E002",
        )
    if parts.hostname not in LOCAL:
        yield from _what_others_can_reach(parts.scheme)


def _what_others_can_reach(scheme: str) -> Iterator[CheckMessage]:
    if settings.IS_DEMO:
        yield Error(
            _("ROEDTRAAD_DEMO is on: whoever opens the page can log in as anybody."),
            hint=_("A demonstration is for one's own machine. Leave ROEDTRAAD_DEMO out."),
            id="roedtraad.E005",
        )
    if scheme == "http":
        yield Warning(
            _("ROEDTRAAD_BASE_URL begins with http: logins and closed papers travel unencrypted."),
            hint=_("Put a proxy with a certificate in front, and write https."),
            id="roedtraad.W001",
        )
    if settings.DEBUG:
        yield Error(
            _("ROEDTRAAD_DEBUG is on: every error shows the inside of the program to whoever provokes it."),
            hint=_("Leave ROEDTRAAD_DEBUG out."),
            id="roedtraad.E003",
        )
    if settings.MAIL.backend == "roedtraad.web.mails.KeptMails":
        yield Warning(
            _("ROEDTRAAD_EMAIL_URL is not set: nobody gets a mail, so no member can log in."),
            hint=_("Write smtp://user:password@server:587."),
            id="roedtraad.W002",
        )


def _data_folder() -> Iterator[CheckMessage]:
    folder = settings.DATA_DIR
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(nearest, os.W_OK | os.X_OK):
        yield Error(
            _("ROEDTRAAD_DATA is %(folder)s, where the program may not write.") % {"folder": folder},
            id="roedtraad.E004",
        )


def _what_the_law_wants() -> Iterator[CheckMessage]:
    if urlsplit(settings.BASE_URL).hostname in LOCAL:
        return
    site = settings.SITE
    wanted = {
        "ROEDTRAAD_OWNER": site.owner,
        "ROEDTRAAD_CONTACT_EMAIL": site.contact_email,
        "ROEDTRAAD_PRIVACY_CONTACT": site.privacy_contact,
        "ROEDTRAAD_WAS_URL": site.was_url,
        "ROEDTRAAD_ACCESSIBILITY_REVIEWED": site.accessibility_reviewed,
    }
    missing = [name for name, value in wanted.items() if not value]
    if missing:
        yield Warning(
            _("The pages that the law wants lack: %(names)s.") % {"names": ", ".join(missing)},
            hint=_("See docs/settings.md."),
            id="roedtraad.W003",
        )
