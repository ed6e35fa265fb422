"""The app `documents`."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """See the package's own words."""

    name = "roedtraad.documents"
    label = "documents"
