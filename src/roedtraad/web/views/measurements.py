"""Entering what was measured: in a grid with the keyboard, or from a spreadsheet."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad.accounts.addresses import address
from roedtraad.bodies.models import Party
from roedtraad.bodies.queries import members_in
from roedtraad.fund.tables import as_csv
from roedtraad.initiatives import actions, policy
from roedtraad.initiatives.files import read_file
from roedtraad.initiatives.models import Initiative
from roedtraad.initiatives.queries import Series, indicators_of, parties_in
from roedtraad.web.access import login_needed
from roedtraad.web.forms.measurements import FileForm
from roedtraad.web.measurement_grid import STEP_WORDS, Grid, Step, days_of, grid_of, periods_of, usual_step
from roedtraad.web.parts import Choice, Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.initiatives import crumbs_of, initiative_or_404

YEARS_OFFERED = 4


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def measurements(request: Request, public_id: str) -> HttpResponse:
    """The grid of an indicator: periods of a year down, parties across. Twelve queries to look at."""
    one = initiative_or_404(request, public_id)
    policy.may_answer_for(request.viewer, one).or_refuse()
    every = indicators_of(request.viewer, [one])
    asked = request.GET.get("indikator")
    chosen = next(
        (row for row in every if row.indicator.record.public_id == asked), every[0] if every else None
    )
    context: dict[str, object] = {
        "one": one,
        "chosen": chosen,
        "file_form": FileForm(),
        "crumbs": crumbs_of(one, Crumb(_("Measurements"))),
    }
    if chosen is not None:
        shown = _asked(request, usual_step(chosen))
        grid = _grid(request, one, chosen, *shown)
        if request.method == "POST" and not grid.faults:
            actions.measure(viewer=request.viewer, indicator=chosen.indicator, rows=grid.measured)
            messages.success(request, _("The numbers are saved. What stood before stays in the history."))
            return redirect(request.get_full_path())
        context |= {"grid": grid, **_choices(request, one, every, chosen, *shown)}
    return show(request, "initiatives/measurements.html", context)


def _grid(request: Request, one: Initiative, chosen: Series, year: int, step: Step, is_planned: bool) -> Grid:
    """Return the grid of what was asked for, with what was written where the form was sent."""
    written = {name: str(text) for name, text in request.POST.items()} if request.method == "POST" else None
    parties = list(parties_in(request.viewer, one).select_related("record"))
    today = request.viewer.on
    periods = days_of(chosen, year, today=today) if step is Step.DAY else periods_of(year, step)
    return grid_of(chosen, parties or _members(request, one), periods, is_planned=is_planned, written=written)


@login_needed
@require_http_methods(["POST"])
def measurements_file(request: Request, public_id: str) -> HttpResponse:
    """Take numbers from a spreadsheet: all of them, or none and what is wrong."""
    one = initiative_or_404(request, public_id)
    policy.may_answer_for(request.viewer, one).or_refuse()
    every = indicators_of(request.viewer, [one])
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            rows = read_file(
                form.cleaned_data["file"].read(),
                indicators=[row.indicator for row in every],
                parties=_members(request, one),
            )
            for fault in rows.faults:
                form.add_error("file", fault)
            if not rows.faults:
                by_key = {row.indicator.pk: row.indicator for row in every}
                for key, measured in rows.measured.items():
                    actions.measure(viewer=request.viewer, indicator=by_key[key], rows=measured)
                messages.success(request, _("%(number)s numbers are saved.") % {"number": rows.count})
                return redirect(address(one.record, one.name))
    context = {"one": one, "file_form": form, "crumbs": crumbs_of(one, Crumb(_("Measurements")))}
    return show(request, "initiatives/measurements.html", context)


@login_needed
@require_safe
def measurements_template(request: Request, public_id: str) -> HttpResponse:
    """A spreadsheet with the right heads, a row for each indicator and party, to be filled in."""
    one = initiative_or_404(request, public_id)
    policy.may_answer_for(request.viewer, one).or_refuse()
    rows: list[list[str]] = [["Indikator", "Part", "Gruppe", "Periode", "Værdi", "Planlagt", "Bemærkning"]]
    parties = [party.name for party in _members(request, one)]
    for series in indicators_of(request.viewer, [one]):
        rows += [[series.indicator.name, name, "", "", "", "", ""] for name in (*parties, "I alt")]
    response = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="maalinger.csv"'
    return response


def _members(request: Request, one: Initiative) -> list[Party]:
    return list(members_in(one.collaboration, on=request.viewer.on).select_related("record").order_by("name"))


def _asked(request: Request, usual: Step) -> tuple[int, Step, bool]:
    """Return the year, the length of a row, and whether planned numbers are asked for."""
    told, length = request.GET.get("aar", ""), request.GET.get("trin", "")
    today = request.viewer.on.year
    year = int(told) if told.isascii() and told.isdigit() and len(told) == 4 else today
    year = year if today - 50 < year < today + 50 else today
    step = Step(length) if length in {one.value for one in Step} else usual
    return year, step, request.GET.get("planlagt") == "1"


def _choices(
    request: Request,
    one: Initiative,
    every: tuple[Series, ...],
    chosen: Series,
    year: int,
    step: Step,
    is_planned: bool,
) -> dict[str, object]:
    there = reverse("measurements", kwargs={"public_id": one.record.public_id})

    def url(*, key: str = "", of: int = year, long: Step = step, planned: bool = is_planned) -> str:
        indicator = key or chosen.indicator.record.public_id
        return f"{there}?indikator={indicator}&aar={of}&trin={long}" + ("&planlagt=1" if planned else "")

    this_year = request.viewer.on.year
    return {
        "here": url(),
        "indicators": [
            Choice(row.indicator.name, url(key=row.indicator.record.public_id), row is chosen)
            for row in every
        ],
        "years": [
            Choice(str(of), url(of=of), of == year)
            for of in range(this_year - YEARS_OFFERED + 1, this_year + 2)
        ],
        "steps": [Choice(STEP_WORDS[long], url(long=long), long is step) for long in Step],
        "kinds": [
            Choice(_("As it came"), url(planned=False), not is_planned),
            Choice(_("Planned"), url(planned=True), is_planned),
        ],
    }
