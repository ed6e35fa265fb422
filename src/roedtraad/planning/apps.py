"""The app `planning`."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """The next agenda."""

    name = "roedtraad.planning"
    label = "planning"
