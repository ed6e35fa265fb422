"""Find the record that an address names, among those that the viewer may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponsePermanentRedirect

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.web.requests import Request

M = TypeVar("M", bound=Model)
LONGEST_KEY = 18  # digits; each such number fits the key column of both databases


def key_of(text: str) -> int:
    """Return the key of a row as a form sent it; 0, which no row has, where it is none. No query."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY else 0


def seen_or_404(request: Request, rows: QuerySet[M], public_id: str) -> M:
    """Return the row whose record has this public id, with its record; `Http404` when there is none or it is not seen.

    What does not exist and what may not be seen give the same answer. One query, besides those of the viewer.
    """
    row = rows.select_related("record").filter(visible(request.viewer), record__public_id=public_id).first()
    if row is None:
        raise Http404
    return row


def moved(request: Request, address: str) -> HttpResponsePermanentRedirect | None:
    """Return the way to a page's full address when it was asked for by another (an old title, no title), else None."""
    if request.path == address:
        return None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def seen_among(viewer: Viewer, record_ids: Iterable[int]) -> frozenset[int]:
    """Return those of these records that the viewer may see: to them a page may lead. One query."""
    rows = Record.objects.filter(visible(viewer, record=""), pk__in=list(record_ids))
    return frozenset(rows.values_list("pk", flat=True))
