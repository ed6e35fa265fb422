"""Parties as a list, and what is written about one: what it is, its other names, inhabitants, offices and who holds them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad import danish
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies import actions, queries
from roedtraad.bodies.actions.figures import POPULATION
from roedtraad.bodies.models import Party, PartyKind, Person
from roedtraad.bodies.models.dated import not_over_on
from roedtraad.bodies.policy import may_keep_register
from roedtraad.web.access import login_needed
from roedtraad.web.forms import party_acts as forms
from roedtraad.web.forms import standing
from roedtraad.web.forms.body_acts import HolderForm
from roedtraad.web.lookup import seen_or_404
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.body_standing import save_names
from roedtraad.web.views.register_acts import Act, face_of, written

PARTIES = Party.objects.select_related("part_of")


@require_safe
def parties(request: Request) -> HttpResponse:
    """All parties that stand today, by kind and name. One query besides the viewer's."""
    rows = Party.objects.filter(not_over_on(request.viewer.on), visible(request.viewer))
    ordered = sorted(rows.select_related("record"), key=lambda one: danish.alphabetical(one.name))
    kinds = [(kind, [one for one in ordered if one.kind == kind]) for kind in PartyKind]
    context = {
        "kinds": [(kind, found) for kind, found in kinds if found],
        "may_keep": bool(may_keep_register(request.viewer)),
        "crumbs": [Crumb(_("Collaborations"), reverse("collaborations")), Crumb(_("Parties"))],
    }
    return show(request, "bodies/parties.html", context)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Enter a party."""
    may_keep_register(request.viewer).or_refuse()
    form = forms.PartyForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.create_party(viewer=request.viewer, details=form.details())
            return redirect(face_of(made))
    crumbs = [Crumb(_("Parties"), reverse("parties")), Crumb(_("Enter a party"))]
    return show(request, "bodies/new_party.html", {"form": form, "crumbs": crumbs})


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, public_id: str, what: str) -> HttpResponse:
    """Show the form of an act, or do it."""
    this = seen_or_404(request, PARTIES, public_id)
    may_keep_register(request.viewer).or_refuse()
    return written(request, this, what, acts=ACTS, route="party_write")


def _change_form(request: Request, this: Party) -> forms.ChangePartyForm:
    return forms.ChangePartyForm(request.POST or None, viewer=request.viewer, now=this)


def _change(request: Request, this: Party, form: forms.ChangePartyForm) -> str:
    first_day = form.cleaned_data["renamed_on"]
    actions.change_party(viewer=request.viewer, party=this, details=form.details(), first_day=first_day)
    return face_of(this)


def _names_form(request: Request, this: Party) -> standing.NamesForm:
    aliases = tuple(this.aliases.filter(withdrawn_at=None).order_by("name"))
    return standing.NamesForm(request.POST or None, aliases=aliases)


def _names(request: Request, this: Party, form: standing.NamesForm) -> str:
    save_names(request.viewer, this, form)
    return face_of(this)


def _population_form(request: Request, this: Party) -> forms.PopulationForm:
    return forms.PopulationForm(
        request.POST or None, initial={"on": request.viewer.on.replace(month=1, day=1)}
    )


def _count(request: Request, this: Party, form: forms.PopulationForm) -> str:
    """Enter the figure, or put right the one of that day."""
    told = form.details()
    if figure := this.figures.filter(what=POPULATION, on=told.on).first():
        actions.correct_figure(viewer=request.viewer, figure=figure, value=told.value, source=told.source)
    else:
        actions.enter_figure(viewer=request.viewer, party=this, details=told)
    return face_of(this)


def _office_form(request: Request, this: Party) -> forms.OfficeForm:
    return forms.OfficeForm(request.POST or None, viewer=request.viewer)


@transaction.atomic
def _create_office(request: Request, this: Party, form: forms.OfficeForm) -> str:
    office = actions.create_office(viewer=request.viewer, party=this, title=form.cleaned_data["title"])
    if holder := _holder(request.viewer, form):
        days = actions.Days(form.cleaned_data["first"])
        actions.hold_office(viewer=request.viewer, office=office, person=holder, days=days)
    return face_of(this)


def _holder(viewer: Viewer, form: HolderForm) -> Person | None:
    """Return who was chosen, or enter the new one: seen by those who see the bodies in which the office sits."""
    if form.name():
        return actions.create_person(viewer=viewer, details=actions.PersonDetails(name=form.name()))
    return form.known()


def _pass_form(request: Request, this: Party) -> forms.OnOfficeForm:
    offices = [one.office for one in _offices(request, this)]
    initial = {"first": request.viewer.on}
    return forms.OnOfficeForm(request.POST or None, viewer=request.viewer, offices=offices, initial=initial)


def _offices(request: Request, this: Party) -> tuple[queries.HeldOffice, ...]:
    return queries.offices_of(this, on=request.viewer.on, viewer=request.viewer)


@transaction.atomic
def _pass(request: Request, this: Party, form: forms.OnOfficeForm) -> str:
    holder, first = _holder(request.viewer, form), form.cleaned_data["first"]
    if holder is not None:
        actions.pass_office(viewer=request.viewer, office=form.chosen(), to=holder, first_day=first)
    return face_of(this)


def _leave_form(request: Request, this: Party) -> forms.HoldingForm:
    held = {one.holding: one.told for one in _offices(request, this) if one.holding}
    return forms.HoldingForm(request.POST or None, holdings=held)


def _leave(request: Request, this: Party, form: forms.HoldingForm) -> str:
    reason = form.cleaned_data["reason"]
    actions.correct_holding(viewer=request.viewer, holding=form.chosen(), days=form.days(), reason=reason)
    return face_of(this)


def _title_form(request: Request, this: Party) -> forms.RenameOfficeForm:
    offices = [one.office for one in _offices(request, this)]
    return forms.RenameOfficeForm(request.POST or None, offices=offices)


def _title(request: Request, this: Party, form: forms.RenameOfficeForm) -> str:
    title = form.cleaned_data["title"]
    actions.change_office(viewer=request.viewer, office=form.chosen(), title=title)
    return face_of(this)


def _days_form(request: Request, this: Party) -> standing.DaysForm:
    now = {"first": this.valid_from, "last": this.valid_to}
    return standing.DaysForm(request.POST or None, initial=now)


def _days(request: Request, this: Party, form: standing.DaysForm) -> str:
    reason = form.cleaned_data["reason"]
    actions.correct_party_days(viewer=request.viewer, party=this, days=form.days(), reason=reason)
    return face_of(this)


ACTS: Mapping[str, Act[Party]] = {
    "navne": Act(
        gettext_lazy("Other names of the party"),
        gettext_lazy("The reading of minutes knows the party by these names too."),
        gettext_lazy("Save the names"),
        _names_form,
        _names,
    ),
    "indbyggere": Act(
        gettext_lazy("Write how many inhabitants there are"),
        gettext_lazy(
            "A figure of a day, with its source. A figure of the same day is corrected, and what it was is kept."
        ),
        gettext_lazy("Save the figure"),
        _population_form,
        _count,
    ),
    "hverv": Act(
        gettext_lazy("Enter an office"),
        gettext_lazy(
            "A seat that is given to an office is held by whoever holds the office, from day to day."
        ),
        gettext_lazy("Enter the office"),
        _office_form,
        _create_office,
    ),
    "hverv-skift": Act(
        gettext_lazy("Let somebody take over an office"),
        gettext_lazy(
            "Whoever held it held it until the day before. The seats of the office follow by themselves."
        ),
        gettext_lazy("Save who takes over"),
        _pass_form,
        _pass,
    ),
    "hverv-slut": Act(
        gettext_lazy("Let somebody leave an office"),
        gettext_lazy("From the day after nobody holds it, and its seats are vacant."),
        gettext_lazy("Save the last day"),
        _leave_form,
        _leave,
    ),
    "hverv-navn": Act(
        gettext_lazy("Give an office another title"),
        gettext_lazy("For example when a committee has got another name. Who holds it stays."),
        gettext_lazy("Save the title"),
        _title_form,
        _title,
    ),
    "ret": Act(
        gettext_lazy("Rename or change the party"),
        gettext_lazy("What is written here is shown at once."),
        gettext_lazy("Save the change"),
        _change_form,
        _change,
    ),
    "dage": Act(
        gettext_lazy("The first and the last day of the party"),
        gettext_lazy("Where it takes part and its seats are ended by themselves, where they are."),
        gettext_lazy("Save the days"),
        _days_form,
        _days,
    ),
}
