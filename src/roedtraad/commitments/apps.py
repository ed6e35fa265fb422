"""The app `commitments`."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """Promises that decisions gave."""

    name = "roedtraad.commitments"
    label = "commitments"
