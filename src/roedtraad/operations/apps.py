"""The app `operations`."""

from django.apps import AppConfig
from django.core.checks import register

from roedtraad.operations.settings_checks import check_settings


class OperationsConfig(AppConfig):
    """Commands, and the checks of the settings."""

    name = "roedtraad.operations"
    label = "operations"

    def ready(self) -> None:
        """Let Django run our checks with its own."""
        register(check_settings, "roedtraad")
