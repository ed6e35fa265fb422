"""The pages for what went wrong. What does not exist and what may not be seen look the same."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import Resolver404, resolve

from roedtraad.web.refusals import SECRET, typed_values
from roedtraad.web.requests import Request


def bad_request(request: Request, exception: Exception) -> HttpResponse:
    """400: the request cannot be understood; 413 when it is only too much at once."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        context = {"largest_bytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
        return render(request, "errors/413.html", context, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return render(request, "errors/400.html", status=HTTPStatus.BAD_REQUEST)


def forbidden(request: Request, exception: Exception) -> HttpResponse:
    """403 from a library: answered as if there were nothing, so that nothing is given away."""
    return not_found(request, exception)


def not_found(request: Request, exception: Exception) -> HttpResponse:
    """404: there is nothing, or nothing for this viewer. A slash too many is taken away first."""
    if request.path.endswith("/") and isinstance(exception, Resolver404 | Http404):
        shorter = request.path.rstrip("/")
        if shorter and _resolves(shorter):
            return HttpResponsePermanentRedirect(shorter)
    return render(request, "errors/404.html", status=HTTPStatus.NOT_FOUND)


def _resolves(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def broken(request: Request) -> HttpResponse:
    """500: a bug. The page needs nothing that may be broken: no database, no session, no viewer."""
    page = get_template("errors/500.html").render({"contact": settings.SITE.contact_email})
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: Request, reason: str = "") -> HttpResponse:
    """403: a form without the right token, most often because one logged in or out in another window.

    What was typed is shown. It can be sent again when the browser says that it came from our own page, and when it
    holds nothing that we would not write into a page: no file, password or code.
    """
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin" or (
        _origin(request.headers.get("Origin", "")) == _origin(settings.BASE_URL)
    )
    plain = not request.FILES and SECRET.isdisjoint(request.POST.keys() - {"csrfmiddlewaretoken"})
    again = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if ours and plain and name != "csrfmiddlewaretoken"
    ]
    context = {"typed": typed_values(request.POST), "again": again}
    return render(request, "errors/csrf.html", context, status=HTTPStatus.FORBIDDEN)


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
