"""`roedtraad createadmin`: make the first administrator, or let one in again who has lost password or telephone."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import actions
from roedtraad.accounts.models import User


class Command(BaseCommand):
    """Make an administrator."""

    help = str(_("Make an administrator, or let one in again who has lost the password or the telephone."))

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address, and how the password comes."""
        parser.add_argument("email", help=str(_("e-mail address")))
        parser.add_argument("--name", default="", help=str(_("the name that others see")))
        parser.add_argument(
            "--password-stdin", action="store_true", help=str(_("read the password from standard input"))
        )
        parser.add_argument(
            "--no-password",
            action="store_true",
            help=str(_("set none: the first login is with a mailed code, and asks for one")),
        )
        parser.add_argument(
            "--forget-second-factor",
            action="store_true",
            help=str(_("take away the second factor: the telephone is lost")),
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make the user or find it, and set what was asked for."""
        email: str = options["email"].lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        user = User.objects.filter(email=email).first()
        if user is None:
            user = actions.make_user(by=None, email=email, name=options["name"], is_administrator=True)
        elif not user.is_administrator:
            actions.make_administrator(user, by=None)
        if not options["no_password"]:
            actions.set_password(
                user, by=None, password=_password(user, from_stdin=options["password_stdin"])
            )
        if options["forget_second_factor"]:
            actions.forget_second_factors(
                user, by=None, reason="roedtraad createadmin --forget-second-factor"
            )
        self.stdout.write(
            _("%(email)s is an administrator. Log in at %(url)s and set up the second factor.")
            % {"email": email, "url": f"{settings.BASE_URL}/log-ind/adgangskode"}
        )


def _password(user: User, *, from_stdin: bool) -> str:
    if from_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = getpass(_("Password: "))
        if getpass(_("The same once more: ")) != password:
            raise CommandError(_("The two passwords are not the same."))
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    return password
