"""The faces of collaborations and bodies: who sits there on a day, what they have met about, what came before and after."""

from __future__ import annotations

from django.db.models import Count, QuerySet
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.policy import visible
from roedtraad.bodies import queries
from roedtraad.bodies.models import Body, Collaboration, Party, PartyKind
from roedtraad.bodies.policy import (
    may_keep_body,
    may_keep_collaboration,
    may_keep_register,
    may_load_register,
)
from roedtraad.meetings.queries.calendar import calendar_of
from roedtraad.web.days import asked_day
from roedtraad.web.lineage import kin_steps
from roedtraad.web.lookup import moved, seen_or_404
from roedtraad.web.parts import Crumb, columns
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.body_acts import ACTS
from roedtraad.web.views.collaboration_acts import ACTS as OF_A_COLLABORATION

OF_A_SEAT = frozenset({"skift", "afslut", "tag-tilbage"})  # offered beside each seat
FROM_THE_PAGE = tuple((name, act.title) for name, act in ACTS.items() if name not in OF_A_SEAT)


@require_safe
def collaboration(
    request: Request, public_id: str, slug: str = ""
) -> HttpResponse | HttpResponsePermanentRedirect:
    """A collaboration on a day: its parties, the tree of its bodies with their chairs, what came before and after."""
    rows = Collaboration.objects.select_related("region__record")
    this = seen_or_404(request, rows, public_id)
    if there := moved(request, address(this.record, this.name)):
        return there
    on = asked_day(request)
    overview = queries.overview_of(this, on=on, viewer=request.viewer)
    levels = {named.level.pk: named.name for named in queries.levels_in(this.region)}
    context = {
        "collaboration": this,
        "on": on,
        "tree": [
            (depth, node, levels.get(node.body.level_id or 0, ""), overview.roster(node.body).chairs)
            for root in overview.tree
            for depth, node in root.walk()
        ],
        "parties": sorted(queries.members_in(this, on=on).select_related("record"), key=_by_kind),
        "former": queries.former_names_of(this),
        "acts": [(name, act.title) for name, act in OF_A_COLLABORATION.items()]
        if request.viewer.user and may_keep_collaboration(request.viewer, this)
        else [],
        "kin": kin_steps(this, viewer=request.viewer),
        "crumbs": [Crumb(_("Collaborations"), reverse("collaborations")), Crumb(this.name)],
    }
    return show(request, "bodies/collaboration.html", context, part="day")


def _by_kind(party: Party) -> tuple[int, str]:
    return list(PartyKind).index(PartyKind(party.kind)), danish.alphabetical(party.name)


@require_safe
def collaborations(request: Request) -> HttpResponse:
    """All collaborations that stand today, by region; those that have ended, and those to come, after them."""
    found = (
        Collaboration.objects.filter(visible(request.viewer))
        .select_related("record", "region__record")
        .annotate(body_count=Count("bodies", filter=visible(request.viewer, record="bodies__record")))
    )
    rows = sorted(found, key=lambda row: (_region(row), danish.alphabetical(row.name)))
    on = request.viewer.on
    context = {
        "standing": [row for row in rows if row.is_valid(on)],
        "other": [row for row in rows if not row.is_valid(on)],
        "may_found": bool(may_keep_register(request.viewer)),
        "may_load": bool(may_load_register(request.viewer)),
    }
    return show(request, "bodies/collaborations.html", context)


def _region(row: Collaboration) -> tuple[bool, str]:
    return row.region is None, danish.alphabetical(row.region.name) if row.region else ""


@require_safe
def body(request: Request, public_id: str, slug: str = "") -> HttpResponse | HttpResponsePermanentRedirect:
    """A body: members by seat and side on a day, meetings of a year, terms of reference, place in the tree."""
    rows = Body.objects.select_related(
        "level", "collaboration__record", "collaboration__region", "parent__record"
    )
    this = seen_or_404(request, rows, public_id)
    if there := moved(request, address(this.record, this.name)):
        return there
    on = asked_day(request)
    calendar = calendar_of(
        request.viewer, this, year=_asked_year(request), older_than=request.GET.get("efter", "")
    )
    roster = queries.members_of(this, on=on, viewer=request.viewer)
    counts = {str(year): number for year, number in calendar.years.items()}
    whole, may_keep = this.collaboration, bool(may_keep_body(request.viewer, this))
    context = {
        "body": this,
        "on": on,
        "level": queries.level_name(this.level, region=whole.region) if this.level else "",
        "roster": roster,
        "may_keep": may_keep,
        "acts": FROM_THE_PAGE,
        "unconfirmed": queries.count_unconfirmed(this) if may_keep else 0,
        "last_known": None
        if roster.seatings
        else queries.last_known_day(this, before=on, viewer=request.viewer),
        "calendar": calendar,
        "chart": columns(
            counts, urls={year: f"?aar={year}#moeder" for year in counts}, chosen=str(calendar.year)
        ),
        "terms": queries.terms_of(this, on=on),
        "former": queries.former_names_of(this),
        "children": _below(this),
        "kin": kin_steps(this, viewer=request.viewer),
        "crumbs": [Crumb(whole.name, address(whole.record, whole.name)), Crumb(this.name)],
    }
    return show(request, "bodies/body.html", context, part="day")


def _below(body: Body) -> QuerySet[Body]:
    return body.children.filter(record__withdrawn_at=None).select_related("record")


def _asked_year(request: Request) -> int | None:
    asked = request.GET.get("aar", "")
    return int(asked) if asked.isdecimal() and len(asked) == len("2026") else None
