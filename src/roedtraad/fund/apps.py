"""The app `fund`."""

from django.apps import AppConfig


class FundConfig(AppConfig):
    """See the package's own words."""

    name = "roedtraad.fund"
    label = "fund"
