"""One line in the log for each page: what kind of page, how it went, how long it took. Never who, what id, or which words."""

from __future__ import annotations

import time

import structlog
from django.http import HttpResponseBase

from roedtraad.web.requests import Request
from roedtraad.web.viewers import Respond

log = structlog.get_logger("roedtraad.web")


def request_log_middleware(get_response: Respond) -> Respond:
    """Log each request when it is answered; static files never come here."""

    def respond(request: Request) -> HttpResponseBase:
        begun = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        log.info(
            "request",
            method=request.method,
            page=match.view_name if match else None,
            status=response.status_code,
            ms=round((time.perf_counter() - begun) * 1000),
        )
        return response

    return respond
