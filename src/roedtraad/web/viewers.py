"""Who looks: one `Viewer` per request, made when somebody asks for it (two queries; none for a stranger)."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from roedtraad.accounts.models import User
from roedtraad.accounts.policy import Viewer, needs_second_factor
from roedtraad.bodies.policy import viewer_of
from roedtraad.web.login.second_factor import given, is_strong, missing
from roedtraad.web.requests import Request

Respond = Callable[[Request], HttpResponseBase]


def viewer_middleware(get_response: Respond) -> Respond:
    """Give each request its viewer, and keep pages of those who are logged in out of every cache."""

    def respond(request: Request) -> HttpResponseBase:
        request.viewer = cast(Viewer, SimpleLazyObject(lambda: viewer_for(request)))
        response = get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return respond


def viewer_for(request: Request) -> Viewer:
    """Return who is logged in, on today's date in Denmark.

    Whoever needs a second factor and has not given it is a stranger.
    """
    viewer = viewer_of(request.user, on=timezone.localdate())
    if not isinstance(viewer.user, User) or not needs_second_factor(viewer):
        return viewer
    proof = given(request)
    if is_strong(proof) or missing(viewer.user, proof) is None:
        return viewer
    return Viewer(on=viewer.on)
