"""One's own account: name, how one logs in, and what is missing before one's rights open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad.accounts import actions
from roedtraad.accounts.models import User
from roedtraad.accounts.policy import needs_second_factor
from roedtraad.bodies.models import Person, Seat
from roedtraad.bodies.queries import seats_of
from roedtraad.web.access import login_needed
from roedtraad.web.forms.account import NameForm
from roedtraad.web.login.second_factor import FACTORS, Missing, given, missing
from roedtraad.web.parts import Crumb
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request

MENDED_AT = {
    Missing.PASSWORD: "account_set_password",
    Missing.FACTOR: "mfa_index",
    Missing.PASSWORD_NOW: "account_reauthenticate",
    Missing.FACTOR_NOW: "mfa_reauthenticate",
}


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Request) -> HttpResponse:
    """Show the account, or save the name."""
    user = request.user
    assert isinstance(user, User)
    form = NameForm(request.POST or None, initial={"name": user.name})
    if request.method == "POST" and form.is_valid():
        actions.rename(user, name=form.cleaned_data["name"])
        messages.success(request, _("Your name has been saved."))
        return redirect("account")
    context = {
        "form": form,
        "crumbs": [Crumb(_("Your account"))],
        "must_be_strong": needs_second_factor(request.viewer),
        "factors": Authenticator.objects.filter(user=user, type__in=FACTORS).count(),
        "seats": _seats(user, on=request.viewer.on),
    }
    return show(request, "account/account.html", context)


def _seats(user: User, *, on: date) -> Iterable[Seat]:
    person: Person | None = getattr(user, "person", None)
    return seats_of(person, on=on).select_related("body__record") if person else ()


@require_safe
def second_factor(request: Request) -> HttpResponse:
    """Say what is missing before the rights of a secretariat or an administrator open, and lead there."""
    user = request.user
    if not isinstance(user, User):
        return redirect("account_request_login_code")
    what = None if request.viewer.user else missing(user, given(request))
    if what is None:
        return redirect("desk")
    there = f"{reverse(MENDED_AT[what])}?next={reverse('second_factor')}"
    return show(request, "account/second_factor.html", {"missing": what.value, "there": there})
