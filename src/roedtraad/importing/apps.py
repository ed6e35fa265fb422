"""The app `importing`."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    """See the package's own words."""

    name = "roedtraad.importing"
    label = "importing"
