"""The door of a demonstration: log in as anybody, and where to look first. There is no such page in a real installation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from roedtraad.accounts.models import User
from roedtraad.bodies.models import Seat
from roedtraad.bodies.models.dated import valid_on
from roedtraad.web.lookup import key_of
from roedtraad.web.parts import Crumb
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, slots=True)
class Guise:
    """Somebody as whom the demonstration can be seen, and the seats that say what they may."""

    user: User
    seats: Sequence[Seat]


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: Request) -> HttpResponse:
    """Show who there is, or log in as the one that was chosen. Two queries.

    Raises:
        Http404: this is no demonstration.
    """
    if not settings.IS_DEMO:
        raise Http404
    if request.method == "POST":
        chosen = request.POST.get("user", "")
        user = get_object_or_404(User, pk=key_of(chosen), is_active=True)
        login(request, user, backend=BACKEND)
        record_authentication(request, user, method="demonstration")
        return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"guises": _guises(on=request.viewer.on), "crumbs": [Crumb("Demo")]}
    return show(request, "demo/door.html", context)


def _guises(*, on: date) -> list[Guise]:
    seats: dict[int, list[Seat]] = {}
    held = Seat.objects.filter(valid_on(on), person__user__is_active=True)
    for seat in held.select_related("body", "person", "party").order_by("body__name"):
        if seat.person and seat.person.user_id:
            seats.setdefault(seat.person.user_id, []).append(seat)
    users = User.objects.filter(is_active=True).order_by("-is_administrator", "pk")
    return [Guise(user, seats.get(user.pk, ())) for user in users]
