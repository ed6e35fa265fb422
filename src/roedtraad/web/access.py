"""Pages for those who are logged in: others are shown the way, and lose nothing of what they typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url

from roedtraad.web.refusals import typed_values
from roedtraad.web.requests import Request

View = Callable[..., HttpResponseBase]


def login_needed(view: View) -> View:
    """Let only those who are logged in through.

    A page that is read sends to the login and comes back. A form that is sent after the login has expired shows what
    was typed; htmx gets 401, upon which the page says that the login has expired and keeps what was typed.
    """

    @wraps(view)
    def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.viewer.user is not None:
            return view(request, *args, **kwargs)
        if request.htmx:
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        if request.method == "POST":
            context = {"typed": typed_values(request.POST)}
            return render(request, "errors/expired.html", context, status=HTTPStatus.UNAUTHORIZED)
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))

    return guarded
