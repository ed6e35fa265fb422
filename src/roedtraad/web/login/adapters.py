"""What we decide differently from allauth: nobody signs up, mails go to the address of the user, secrets are encrypted."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.utils import timezone

from roedtraad.accounts.models import User
from roedtraad.accounts.policy import needs_second_factor
from roedtraad.bodies.policy import viewer_of
from roedtraad.web.login.second_factor import FACTORS
from roedtraad.web.mails import with_html


class AccountAdapter(DefaultAccountAdapter):
    """Users are made by a secretariat; a user has one address, which is the user's own field."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody makes a user of themselves."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail that knows the installation's name and address."""
        super().send_mail(
            template_prefix,
            email,
            {"installation": settings.SITE, "base_url": settings.BASE_URL, **context},
        )

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMultiAlternatives:
        """Return the mail as text, with the same words as simple HTML."""
        mail: EmailMultiAlternatives = super().render_mail(template_prefix, email, context, headers)
        return with_html(mail)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """Return the ways to show that it is you, the usual first: a passkey before codes when there is no app."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if len(ways) < 2 or Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
            return ways
        return sorted(ways, key=lambda way: str(way["id"]) == "mfa_reauthenticate")

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a user what happened to their login."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors carry the installation's name; their secrets are encrypted with a key made from SECRET_KEY."""

    def get_totp_issuer(self) -> str:
        """Return the name that the app on the telephone shows."""
        return self._get_site_name()

    def _get_site_name(self) -> str:
        return f"Rød Tråd, {settings.SITE.name}" if settings.SITE.name else "Rød Tråd"

    def encrypt(self, text: str) -> str:
        """Return the text as it is kept in the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text again; `cryptography.fernet.InvalidToken` when SECRET_KEY is not the one it was kept with."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return False for the last factor of somebody who must have one."""
        viewer = viewer_of(authenticator.user, on=timezone.localdate())
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS).exclude(
            pk=authenticator.pk
        )
        return not needs_second_factor(viewer) or others.exists()


class OrganisationAdapter(DefaultSocialAccountAdapter):
    """Logging in through one's organisation finds the user by address; it never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Return False: nobody makes a user of themselves."""
        return False


def _cipher() -> Fernet:
    secret = hashlib.sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(secret))
