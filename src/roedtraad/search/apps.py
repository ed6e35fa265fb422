"""The app `search`."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The index and what is asked of it. It has no tables: everything in it can be built from the records."""

    name = "roedtraad.search"
    label = "search"
