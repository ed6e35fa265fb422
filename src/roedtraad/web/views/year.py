"""The plan of a year: when a body meets, when the others do, and who would have to be in two places."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from roedtraad import danish
from roedtraad.bodies.models import Body
from roedtraad.meetings import actions
from roedtraad.meetings.queries.ahead import clashes, others_in_year, year_of
from roedtraad.planning.cadences import cadences_of, end_cadence, periods_of, set_cadence
from roedtraad.planning.models import Cadence
from roedtraad.web.access import login_needed
from roedtraad.web.forms.planning import CadenceForm
from roedtraad.web.forms.series import SeriesForm
from roedtraad.web.forms.writing import bodies_kept_by
from roedtraad.web.lookup import key_of
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request

FIRST, LAST = 1970, 2200


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def year(request: Request) -> HttpResponse:
    """The secretariat plans the meetings of a body for a year. Sixteen queries at most."""
    viewer = request.viewer
    bodies = {body.record.public_id: body for body in bodies_kept_by(viewer)}
    if not bodies:
        return show(request, "agenda/no_body.html", status=HTTPStatus.FORBIDDEN)
    body = bodies.get(request.GET.get("organ", "")) or next(iter(bodies.values()))
    asked = key_of(request.GET.get("aar", ""))
    which = asked if FIRST <= asked <= LAST else viewer.on.year + 1
    is_cadence = "kadence" in request.POST
    cadence = CadenceForm(request.POST if is_cadence else None)
    if is_cadence and _set_cadence(request, body, cadence):
        return redirect(f"{reverse('meeting_year')}?organ={body.record.public_id}&aar={which}#kadence")
    form = SeriesForm(request.POST if request.method == "POST" and not is_cadence else None, body=body)
    typed = form.days() if form.is_bound and form.is_valid() else []
    if typed and "vis" not in request.POST:
        with refusals_on(form):
            made = actions.plan_series(body, form.planned(), viewer=viewer)
            messages.success(request, _planned(len(made)))
            return redirect(f"{reverse('meeting_year')}?organ={body.record.public_id}&aar={typed[0].year}")
    lines = year_of(viewer, body, which)
    context = {
        "form": form,
        "bodies": bodies.values(),
        "body": body,
        "year": which,
        "lines": lines,
        "others": others_in_year(body, which),
        "clashes": clashes(viewer, body, {*typed, *(line.meeting.held_on for line in lines)}),
        "is_checked": bool(typed),
        "cadence_form": cadence,
        "cadences": cadences_of(viewer, body),
        "periods": periods_of(body, which),
        "crumbs": [Crumb(_("meetings").capitalize(), reverse("meetings")), Crumb(_("Plan of the year"))],
    }
    return show(request, "agenda/year.html", context)


def _set_cadence(request: Request, body: Body, form: CadenceForm) -> bool:
    """Say how often the body is to meet, or end what was said; return whether it was done."""
    ended = request.POST["kadence"].removeprefix("slut:")
    if ended != request.POST["kadence"]:
        row = get_object_or_404(Cadence.objects.select_related("body__record"), body=body, pk=key_of(ended))
        end_cadence(row, last_day=request.viewer.on, viewer=request.viewer)
        return True
    if form.is_valid():
        with refusals_on(form):
            set_cadence(body, form.given(), viewer=request.viewer)
            return True
    return False


def _planned(number: int) -> str:
    told = ngettext("%(number)s meeting has been planned.", "%(number)s meetings have been planned.", number)
    return told % {"number": danish.number(number)}
