"""The app `meetings`."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """See the package's own words."""

    name = "roedtraad.meetings"
    label = "meetings"
