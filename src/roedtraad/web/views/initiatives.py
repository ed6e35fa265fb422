"""What the parties do together: the list of initiatives, and the page of one, which prints on two pages."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roedtraad.accounts.addresses import address
from roedtraad.initiatives import policy
from roedtraad.initiatives.models import Initiative
from roedtraad.initiatives.queries import agreements_of, initiative_lines, initiative_page, promises_under
from roedtraad.web.forms.initiatives import InitiativesForm
from roedtraad.web.initiative_page import (
    events_of,
    headline_of,
    items_of,
    late_adoptions,
    missing_of,
    purses_of,
    results_of,
    row_url,
    sources_for,
    tag_of,
)
from roedtraad.web.lookup import moved, seen_or_404
from roedtraad.web.navigation import secretariats
from roedtraad.web.paging import pages_around
from roedtraad.web.parts import Crumb
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request

PER_PAGE = 60


@require_safe
def initiatives(request: Request) -> HttpResponse:
    """Initiatives by collaboration and name, narrowed by state, focus area and party. Five queries."""
    lines = initiative_lines(request.viewer)
    form = InitiativesForm(request.GET, lines=lines)
    filters = form.filters()
    wanted = [line for line in lines if filters.wants(line)]
    told = request.GET.get("side", "")
    last = max((len(wanted) - 1) // PER_PAGE + 1, 1)
    number = min(int(told), last) if told.isascii() and told.isdigit() and 0 < len(told) < 6 else 1
    number = max(number, 1)
    shown = wanted[(number - 1) * PER_PAGE : number * PER_PAGE]
    context = {
        "form": form,
        "rows": [(line, tag_of(line.state)) for line in shown],
        "pages": pages_around(shown, number=number, count=len(wanted), per_page=PER_PAGE),
        "count": len(wanted),
        "is_narrowed": bool(form.chosen()),
        "several": len({line.initiative.collaboration_id for line in lines}) > 1,
        "agreements": agreements_of(request.viewer),
        "may_write": secretariats(request.viewer),
        "list_url": reverse("initiatives"),
    }
    return show(request, "initiatives/list.html", context, part="list")


@require_safe
def initiative(request: Request, public_id: str, slug: str = "") -> HttpResponse:
    """An initiative: what, why, who, since when, money, results, promises, what is missing. Sixty queries at most."""
    viewer = request.viewer
    found = initiative_page(viewer, public_id)
    if found is None:
        raise Http404
    one = found.initiative
    if there := moved(request, address(one.record, one.name)):
        return there
    sources = sources_for(viewer, found)
    own = sources.get(one.pk, ())
    items = items_of(viewer, found)
    promises = promises_under(viewer, items)
    events = events_of(found, own, on=viewer.on)
    context = {
        "found": found,
        "one": one,
        "tag": tag_of(found.state),
        "events": events,
        "decided": ([event for event in events if event.step.url] or events)[-3:],
        "purses": purses_of(viewer, found),
        "results": results_of(found, sources),
        "headline": headline_of(found),
        "promises": promises,
        "missing": missing_of(found, promises, late_adoptions(viewer, items), on=viewer.on),
        "groups": [(row, row_url(found, row, own)) for row in found.target_groups],
        "risks": [(row, row_url(found, row, own)) for row in found.risks],
        "boundaries": [(row, row_url(found, row, own)) for row in found.boundaries],
        "leads": [(row, row_url(found, row, own)) for row in found.leads],
        "today": viewer.on,
        "may_keep": bool(policy.may_keep(viewer, one.collaboration)),
        "may_answer": bool(policy.may_answer_for(viewer, one)),
        "crumbs": crumbs_of(one),
    }
    return show(request, "initiatives/initiative.html", context)


def crumbs_of(one: Initiative, *more: Crumb) -> list[Crumb]:
    """Return the way to a page of an initiative."""
    whole = one.collaboration
    return [
        Crumb(whole.name, address(whole.record, whole.name)),
        Crumb(_("Initiatives"), reverse("initiatives")),
        Crumb(one.name, address(one.record, one.name) if more else ""),
        *more,
    ]


def initiative_or_404(request: Request, public_id: str) -> Initiative:
    """Return an initiative that the viewer may see. One query."""
    return seen_or_404(request, Initiative.objects.select_related("collaboration__record"), public_id)
