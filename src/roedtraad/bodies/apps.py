"""The app `bodies`."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """See the package's own words."""

    name = "roedtraad.bodies"
    label = "bodies"
