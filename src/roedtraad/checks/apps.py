"""The app `checks`."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    """See the package's own words."""

    name = "roedtraad.checks"
    label = "checks"
