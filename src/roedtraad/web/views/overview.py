"""Members and organisation of a body or a collaboration on a day: one sheet to print, and a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roedtraad.accounts.addresses import address
from roedtraad.bodies import queries
from roedtraad.bodies.models import Body, Collaboration
from roedtraad.bodies.queries import BodyNode, Roster, SeatChange, Seating
from roedtraad.bodies.queries.editions import edition_of
from roedtraad.meetings.queries.register import harmless
from roedtraad.web.days import asked_day
from roedtraad.web.lookup import seen_or_404
from roedtraad.web.parts import Crumb
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.register import MARK

BODIES = Body.objects.select_related("collaboration__record", "collaboration__region", "level")
COLLABORATIONS = Collaboration.objects.select_related("region")
Whole = Body | Collaboration


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is on the sheet: of each body its level and who sits there, the highest first."""

    whole: Whole
    on: date
    parts: tuple[tuple[str, Roster], ...]
    since: date | None
    changes: tuple[SeatChange, ...]


@require_safe
def of_body(request: Request, public_id: str) -> HttpResponse:
    """Who sits in a body and in those below it. Eight queries besides the viewer's."""
    return _page(request, _of_body(request, public_id), "body_overview")


@require_safe
def of_collaboration(request: Request, public_id: str) -> HttpResponse:
    """Who sits in the bodies of a collaboration. Eight queries at most."""
    return _page(request, _of_collaboration(request, public_id), "collaboration_overview")


@require_safe
def body_file(request: Request, public_id: str) -> HttpResponse:
    """The same of a body as a file."""
    return _file(_of_body(request, public_id))


@require_safe
def collaboration_file(request: Request, public_id: str) -> HttpResponse:
    """The same of a collaboration as a file."""
    return _file(_of_collaboration(request, public_id))


def _of_body(request: Request, public_id: str) -> Sheet:
    this = seen_or_404(request, BODIES, public_id)
    on = asked_day(request)
    whole = queries.overview_of(this.collaboration, on=on, viewer=request.viewer)
    node = next((one for root in whole.tree for _depth, one in root.walk() if one.body == this), None)
    below = [one.body for _depth, one in node.walk()] if node else [this]
    rosters = [
        whole.roster(body) if node else queries.members_of(body, on=on, viewer=request.viewer)
        for body in below
    ]
    return _sheet(request, this, on, rosters)


def _of_collaboration(request: Request, public_id: str) -> Sheet:
    this = seen_or_404(request, COLLABORATIONS, public_id)
    on = asked_day(request)
    whole = queries.overview_of(this, on=on, viewer=request.viewer)
    return _sheet(request, this, on, [whole.roster(node.body) for node in _walked(whole.tree)])


def _walked(tree: Sequence[BodyNode]) -> Iterator[BodyNode]:
    for root in tree:
        for _depth, node in root.walk():
            yield node


def _sheet(request: Request, this: Whole, on: date, rosters: Sequence[Roster]) -> Sheet:
    region = this.collaboration.region if isinstance(this, Body) else this.region
    levels = {named.level.pk: named.name for named in queries.levels_in(region)}
    since = edition_of([one.body for one in rosters], on=on, viewer=request.viewer).since
    changes: tuple[SeatChange, ...] = ()
    if isinstance(this, Body) and since is not None:
        before = since - timedelta(days=1)
        changes = queries.seat_changes(this, after=before, until=since, viewer=request.viewer)
    parts = tuple((levels.get(one.body.level_id or 0, ""), one) for one in rosters)
    return Sheet(this, on, parts, since, changes)


def _page(request: Request, sheet: Sheet, route: str) -> HttpResponse:
    this, kwargs = sheet.whole, {"public_id": sheet.whole.record.public_id}
    there = reverse(route, kwargs=kwargs)
    context = {
        "this": this,
        "sheet": sheet,
        "on": sheet.on,
        "edition_url": f"{there}?dag={sheet.since.isoformat()}" if sheet.since else "",
        "before_url": f"{there}?dag={(sheet.since - timedelta(days=1)).isoformat()}" if sheet.since else "",
        "file_url": f"{reverse(f'{route}_file', kwargs=kwargs)}?dag={sheet.on.isoformat()}",
        "crumbs": [Crumb(this.name, address(this.record, this.name)), Crumb(_("Members and organisation"))],
    }
    return show(request, "bodies/overview.html", context, part="day")


def _file(sheet: Sheet) -> HttpResponse:
    """Return the file: UTF-8 with a mark, semicolons, as Danish spreadsheets read it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(
        (_("Body"), _("Level"), _("Side"), _("Name"), _("Seat"), _("Position"), _("For"), _("Party letter"))
    )
    for level, roster in sheet.parts:
        for one in roster.seatings:
            writer.writerow([harmless(cell) for cell in (roster.body.name, level, *_cells(one))])
    name = _("members-%(day)s.csv") % {"day": sheet.on.isoformat()}
    return HttpResponse(
        MARK + text.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _cells(one: Seating) -> tuple[str, ...]:
    office = one.seat.office
    unknown = _("vacant") if office else _("the name is not shown")
    return (
        str(one.side.label),
        one.person.name if one.person else unknown,
        str(capfirst(one.seat.get_role_display())),
        one.seat.title or (office.title if office else ""),
        one.party.name if one.party else "",
        one.seat.letter,
    )
