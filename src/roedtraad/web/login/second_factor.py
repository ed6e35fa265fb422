"""Secretariats and administrators log in with a password and a second factor, or with a passkey alone.

Whoever must and has not yet is logged in but has no rights: the viewer of the request is a stranger, and every page
but those that mend it leads to the page that says what is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from roedtraad.accounts.models import User
from roedtraad.web.refusals import typed_values
from roedtraad.web.requests import Request

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# Pages that somebody without the second factor may still open.
OPEN = frozenset(
    {
        "second_factor",
        "account_logout",
        "account_set_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "about",
        "accessibility",
        "privacy",
    }
)


class Missing(StrEnum):
    """What is missing before the rights of a secretariat or an administrator open."""

    PASSWORD = "password"  # none is set
    FACTOR = "factor"  # none is set up
    PASSWORD_NOW = "password_now"  # logged in by a mailed code: the password has not been given
    FACTOR_NOW = "factor_now"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody has proved in this session."""

    password: bool
    factor: bool
    passkey_alone: bool
    organisation: bool
    demonstration: bool  # chosen on the page of a demonstration
    since: float  # seconds since 1970, when the session was logged in


def given(request: Request) -> Given:
    """Return what the session says was proved. No queries besides the session."""
    records = get_authentication_records(request, request.user)
    methods = {str(record["method"]) for record in records}
    return Given(
        password="password" in methods,
        factor="mfa" in methods,
        passkey_alone=any(record.get("passwordless") for record in records),
        organisation="socialaccount" in methods,
        demonstration="demonstration" in methods,
        since=min((float(record["at"]) for record in records), default=0.0),
    )


def is_strong(proof: Given) -> bool:
    """Return whether this is enough for the rights of a secretariat or an administrator."""
    if proof.passkey_alone or (proof.organisation and settings.OIDC_IS_STRONG):
        return True
    if proof.demonstration and settings.IS_DEMO:
        return True
    return proof.factor and (proof.password or proof.organisation)


def missing(user: User, proof: Given) -> Missing | None:
    """Return the first thing that is missing, or None. One query.

    A factor that was set up in this very session counts as given: it was tried when it was set up.
    """
    if is_strong(proof):
        return None
    added = [
        moment.timestamp()
        for moment in Authenticator.objects.filter(user=user, type__in=FACTORS).values_list(
            "created_at", flat=True
        )
    ]
    if not user.has_usable_password() and not proof.organisation:
        return Missing.PASSWORD
    if not added:
        return Missing.FACTOR
    if not (proof.password or proof.organisation):
        return Missing.PASSWORD_NOW
    return None if proof.since and min(added) >= proof.since else Missing.FACTOR_NOW


class SecondFactorMiddleware:
    """Leads those whose second factor is missing to the page that says so."""

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: Request, view: object, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """Let the view go on, or lead away; a form that was sent shows what was typed."""
        match = request.resolver_match
        if match is None or match.url_name in OPEN or not request.user.is_authenticated:
            return None
        if request.viewer.user is not None:
            return None
        there = reverse("second_factor")
        if request.htmx:
            return HttpResponse(headers={"HX-Redirect": there})
        if request.method == "POST":
            context = {"typed": typed_values(request.POST), "there": there}
            return render(request, "errors/expired.html", context, status=HTTPStatus.FORBIDDEN)
        return HttpResponseRedirect(there)
