"""The app `initiatives`."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    """See the package's own words."""

    name = "roedtraad.initiatives"
    label = "initiatives"
