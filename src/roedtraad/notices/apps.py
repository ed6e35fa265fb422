"""The app `notices`."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Mails, digests, follows, feeds."""

    name = "roedtraad.notices"
    label = "notices"
