"""The feeds: the same for everybody, whoever is logged in; a reader that has a feed already gets 304."""

from __future__ import annotations

from hashlib import sha256

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from roedtraad.notices.feeds.collecting import (
    Feed,
    body_feed,
    case_feed,
    decisions_feed,
    initiative_feed,
    meetings_feed,
)
from roedtraad.notices.feeds.writing import MEDIA_TYPE, as_atom
from roedtraad.web.requests import Request

FRESH_SECONDS = 300


@require_safe
def decisions(request: Request) -> HttpResponse:
    """The decisions that were published last."""
    return _answer(request, decisions_feed(on=request.viewer.on))


@require_safe
def meetings(request: Request) -> HttpResponse:
    """The agendas and minutes that were published last."""
    return _answer(request, meetings_feed(on=request.viewer.on))


@require_safe
def body(request: Request, public_id: str) -> HttpResponse:
    """What a body published."""
    return _answer(request, body_feed(public_id, on=request.viewer.on))


@require_safe
def case(request: Request, public_id: str) -> HttpResponse:
    """What was decided in a case."""
    return _answer(request, case_feed(public_id, on=request.viewer.on))


@require_safe
def initiative(request: Request, public_id: str) -> HttpResponse:
    """What was decided about an initiative."""
    return _answer(request, initiative_feed(public_id, on=request.viewer.on))


def _answer(request: Request, feed: Feed | None) -> HttpResponse:
    if feed is None:
        raise Http404
    written = as_atom(feed)
    etag = f'"{sha256(written).hexdigest()[:32]}"'
    modified = int(feed.updated.timestamp())
    response = HttpResponse(written, content_type=MEDIA_TYPE)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified)
    response["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    answer = get_conditional_response(request, etag=etag, last_modified=modified, response=response)
    assert isinstance(answer, HttpResponse | HttpResponseNotModified)
    return answer
