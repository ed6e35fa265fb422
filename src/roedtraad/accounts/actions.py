"""What is done to users. Whether somebody may is asked by the caller that knows why (`bodies` invites a person).

`by` is None when somebody with the machine in their hands acts, by a command.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import User
from roedtraad.accounts.refusals import Refused


@transaction.atomic
def make_user(*, by: User | None, email: str, name: str = "", is_administrator: bool = False) -> User:
    """Save a user who logs in with mailed codes until a password is chosen.

    Raises:
        Refused: somebody has this address already.
    """
    if User.objects.filter(email__iexact=email).exists():
        raise Refused("accounts.user.exists", _("There is a user with this e-mail address already."))
    user = User.objects.create_user(email, name=name, is_administrator=is_administrator)
    journal.write(
        by,
        "accounts.user.made",
        facts={"user": user.pk, "email": user.email, "administrator": is_administrator},
    )
    return user


@transaction.atomic
def rename(user: User, *, name: str) -> None:
    """Save the name that a user chose for themselves. Four queries."""
    user.name = name
    user.save(update_fields=["name"])
    journal.write(user, "accounts.user.renamed", facts={"user": user.pk, "name": name})


@transaction.atomic
def make_administrator(user: User, *, by: User | None) -> None:
    """Give a user the rights of an administrator."""
    user.is_administrator = True
    user.save(update_fields=["is_administrator"])
    journal.write(by, "accounts.user.made_administrator", facts={"user": user.pk})


@transaction.atomic
def set_password(user: User, *, by: User | None, password: str) -> None:
    """Save a password; every session of the user ends. The caller has validated it."""
    user.set_password(password)
    user.save(update_fields=["password"])
    journal.write(by, "accounts.user.password_set", facts={"user": user.pk})


@transaction.atomic
def forget_second_factors(user: User, *, by: User | None, reason: str) -> None:
    """Take away a user's second factors and recovery codes: the telephone is lost. They set up new ones at the next login."""
    Authenticator.objects.filter(user=user).delete()
    journal.write(by, "accounts.user.second_factors_forgotten", facts={"user": user.pk}, reason=reason)


@transaction.atomic
def change_email(user: User, *, by: User | None, email: str) -> None:
    """Save another address; the old one logs nobody in any more.

    Raises:
        Refused: somebody else has this address.
    """
    if User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists():
        raise Refused("accounts.user.exists", _("There is a user with this e-mail address already."))
    user.email = User.objects.normalize_email(email).lower()
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    journal.write(by, "accounts.user.email_changed", facts={"user": user.pk, "email": user.email})


@transaction.atomic
def close_user(user: User, *, by: User | None, reason: str) -> None:
    """Let a user log in no more; what they did stays, with their name."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    journal.write(by, "accounts.user.closed", facts={"user": user.pk}, reason=reason)
