"""Log somebody in for a test, as if they had given everything that their rights need."""

from __future__ import annotations

import time

from allauth.account.internal.flows import login
from allauth.account.internal.userkit import user_id_to_str
from django.test import Client

from roedtraad.accounts.models import User


def log_in(client: Client, user: User | None, *, weakly: bool = False) -> Client:
    """Log `user` in (nobody for None) and return the client; `weakly` is by a mailed code alone."""
    if user is None:
        return client
    client.force_login(user)
    methods = ["code"] if weakly else ["password", "mfa"]
    session = client.session
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": method, "at": time.time(), "email": user.email} for method in methods
    ]
    session.save()
    return client
