"""Across collaborations: the same initiative elsewhere, what others decided about something, the map of an agreement."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roedtraad.accounts.addresses import address
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.cases.models import Case
from roedtraad.initiatives.models import Initiative
from roedtraad.initiatives.queries import agreement_for
from roedtraad.search.queries import Filters, Hit, Sort, Standing, find
from roedtraad.thread.queries import alike, map_of
from roedtraad.web.access import login_needed
from roedtraad.web.agreement_map import map_drawing
from roedtraad.web.initiative_page import tag_of
from roedtraad.web.lookup import seen_or_404
from roedtraad.web.measured import target_said, value_said
from roedtraad.web.parts import Crumb
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request

MOST_WORDS = 120
DECIDED = Filters(kinds=(RecordKind.DECISION,))
PAGES = 3  # of results, gathered by body
PER_BODY = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What one body has decided about something: how many on these pages, and the newest of them."""

    body: str
    count: int
    hits: tuple[Hit, ...]


@require_safe
def elsewhere(request: Request, public_id: str) -> HttpResponse:
    """The same initiative in other collaborations, side by side. Sixteen queries at most."""
    one = seen_or_404(request, Initiative.objects.select_related("collaboration__record"), public_id)
    lines = alike(request.viewer, one)
    rows = []
    for line in lines:
        series = line.result
        newest = series.latest if series is not None else None
        said = value_said(newest.value, series.indicator.unit) if series and newest else ""
        target = target_said(series.indicator) if series else ""
        rows.append((line, tag_of(line.state), said, series.indicator.name if series else "", target))
    context = {
        "one": one,
        "rows": rows,
        "is_alone": len(lines) == 1,
        "crumbs": [Crumb(one.name, address(one.record, one.name)), Crumb(_("In other collaborations"))],
    }
    return show(request, "thread/elsewhere.html", context)


@require_safe
def across(request: Request) -> HttpResponse:
    """What the bodies have decided about a theme, body by body. Five queries for each page of results."""
    words = request.GET.get("ord", "").strip()[:MOST_WORDS]
    told, is_ready = decided_about(request.viewer, words)
    context = {"words": words, "told": told, "is_ready": is_ready, "crumbs": [Crumb(_("Across bodies"))]}
    return show(request, "thread/across.html", context)


@login_needed
@require_safe
def case_elsewhere(request: Request, public_id: str) -> HttpResponse:
    """What others have decided about the matter of a case, while it is being written."""
    case = seen_or_404(request, Case.objects.select_related("collaboration__record"), public_id)
    words = request.GET.get("ord", "").strip()[:MOST_WORDS] or case.title[:MOST_WORDS]
    told, is_ready = decided_about(request.viewer, words)
    context = {
        "words": words,
        "told": told,
        "is_ready": is_ready,
        "case": case,
        "crumbs": [
            Crumb(case.title, reverse("case_write", args=[public_id])),
            Crumb(_("What others have decided")),
        ],
    }
    return show(request, "thread/across.html", context, part="found")


@require_safe
def agreement_map(request: Request, public_id: str) -> HttpResponse:
    """The map of an agreement: which visions have initiatives, money and results. Fifteen queries."""
    agreement = agreement_for(request.viewer, public_id)
    if agreement is None:
        raise Http404
    wanted = map_of(request.viewer, agreement)
    context = {
        "this": agreement,
        "wanted": [
            (one, [(area, [(done, tag_of(done.state)) for done in own]) for area, own in one.areas])
            for one in wanted
        ],
        "drawing": map_drawing(wanted) if wanted else None,
        "crumbs": [Crumb(agreement.name, address(agreement.record, agreement.name)), Crumb(_("Map"))],
    }
    return show(request, "thread/map.html", context)


def decided_about(viewer: Viewer, words: str) -> tuple[list[Told], bool]:
    """Return what bodies have decided about something, those with most first, and whether the index could be asked."""
    if not words:
        return [], True
    by_body: dict[str, list[Hit]] = defaultdict(list)
    for page in range(1, PAGES + 1):
        results = find(viewer, words, filters=DECIDED, sort=Sort.BEST, page=page)
        if results.standing is Standing.BUILDING:
            return [], False
        for hit in results.hits:
            by_body[hit.body_names[0] if hit.body_names else ""].append(hit)
        if page >= results.pages:
            break
    told = [
        Told(body, len(hits), tuple(sorted(hits, key=lambda hit: str(hit.day), reverse=True)[:PER_BODY]))
        for body, hits in by_body.items()
    ]
    return sorted(told, key=lambda one: (-one.count, one.body)), True
