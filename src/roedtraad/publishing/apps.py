"""The app `publishing`."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """What leaves the house."""

    name = "roedtraad.publishing"
    label = "publishing"
