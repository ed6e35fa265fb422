"""The app `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, records and the journal."""

    name = "roedtraad.accounts"
    label = "accounts"
