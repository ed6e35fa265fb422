"""The app."""

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    """The red thread of anything."""

    name = "roedtraad.thread"
    label = "thread"
    verbose_name = "thread"
