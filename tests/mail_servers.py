"""Mail servers that fail, each in its way; for tests of what is sent."""

from __future__ import annotations

import os
import smtplib
import time
from collections.abc import Sequence
from pathlib import Path

from django.core.mail.backends.locmem import EmailBackend
from django.core.mail.message import EmailMessage


class Killed(BaseException):
    """The process ends here, in the middle of what it does."""


class DiesAfterwards(EmailBackend):
    """A server that takes the mail, from a worker that is killed before it hears so."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        super().send_messages(messages)
        raise Killed


class WritesDown(EmailBackend):
    """A slow server that writes down at once whom it got a mail for; its file outlives the worker."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for message in messages:
            with (Path(os.environ["WRITTEN_DOWN"])).open("a", encoding="utf-8") as file:
                file.write(f"{message.to[0]}\n")
                file.flush()
                os.fsync(file.fileno())
            time.sleep(0.1)
        return len(messages)


class LosesTheLine(EmailBackend):
    """A connection that breaks while the mail is on its way."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


class SaysNo(EmailBackend):
    """A server that refuses."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise smtplib.SMTPDataError(451, b"Try again later")


class IsNotThere(EmailBackend):
    """No server answers."""

    def open(self) -> None:
        raise ConnectionRefusedError("Connection refused")
