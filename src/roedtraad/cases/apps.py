"""The app `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """See the package's own words."""

    name = "roedtraad.cases"
    label = "cases"
