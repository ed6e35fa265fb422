"""Show a page, or the named part of it that htmx asks for."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from roedtraad.web.requests import Request


def show(
    request: Request,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the page; with `part`, and when htmx asks, only the partial of that name in the same template.

    A page that htmx restores from its own history is asked for as a whole.
    """
    partial = bool(part) and bool(request.htmx) and not request.htmx.history_restore_request
    name = f"{template}#{part}" if partial else template
    response = render(request, name, dict(context or {}), status=status)
    if part:
        patch_vary_headers(response, ["HX-Request"])
    return response
