"""Writing about initiatives, agreements and focus areas: several short forms on a page, each saved by itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad.accounts.refusals import NotAllowed
from roedtraad.bodies.models import Collaboration
from roedtraad.initiatives import actions, policy
from roedtraad.initiatives.models import Initiative
from roedtraad.initiatives.queries import kept_collaborations, names_like
from roedtraad.initiatives.queries.offering import offer_in
from roedtraad.web.access import login_needed
from roedtraad.web.agreement_acts import NEW
from roedtraad.web.forms.initiative_acts import NewForm
from roedtraad.web.initiative_acts import ACTS, Act, Offered, about, offered
from roedtraad.web.initiative_rows import Standing
from roedtraad.web.parts import Choice, Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.initiatives import crumbs_of, initiative_or_404

# The field of the name asks the page for what is like it, as somebody types.
ASKING = {
    "autocomplete": "off",
    "data-hx-trigger": "input changed delay:300ms",
    "data-hx-target": "#ligner",
    "data-hx-swap": "outerHTML",
    "data-hx-sync": "this:replace",
}


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def edit_initiative(request: Request, public_id: str) -> HttpResponse:
    """Write about an initiative. Fifteen queries to look at."""
    one = initiative_or_404(request, public_id)
    policy.may_keep(request.viewer, one.collaboration).or_refuse()
    return written_about(request, one, ACTS, crumbs=crumbs_of(one, Crumb(_("Write"))), of=one)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def new_agreement(request: Request) -> HttpResponse:
    """Enter an agreement, a focus area and their order, a cooperation agreement, a cohort."""
    whole, choices = keeping(request, "agreement_new")
    crumbs = [Crumb(_("Agreements and focus areas"), reverse("agreements")), Crumb(_("Enter"))]
    return written_about(request, whole, NEW, crumbs=crumbs, choices=choices)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def new_initiative(request: Request) -> HttpResponse:
    """Enter an initiative, for the circles until it is shown to everybody. Eighteen queries.

    While its name is typed, those that are called something like it are offered; without scripts that is asked when
    the form has been sent.
    """
    whole, choices = keeping(request, "initiative_new")
    offer = offer_in(request.viewer, whole)
    sent = request.POST if request.method == "POST" else None
    alike = names_like(request.viewer, (sent or request.GET).get("name", ""), home=whole)
    form = NewForm(sent, name="om", offer=offer, alike=bool(alike))
    form.fields["name"].widget.attrs |= ASKING | {"data-hx-get": request.get_full_path()}
    if sent is not None and form.is_valid():
        with refusals_on(form):
            one = actions.enter_initiative(viewer=request.viewer, collaboration=whole, details=about(form))
            messages.success(
                request, _("The initiative is entered. Only the circles see it until you show it.")
            )
            return redirect("initiative_edit", public_id=one.record.public_id)
    context = {
        "form": form,
        "alike": alike,
        "whole": whole,
        "choices": choices,
        "crumbs": [Crumb(_("Initiatives"), reverse("initiatives")), Crumb(_("Enter"))],
    }
    return show(request, "initiatives/new.html", context, part="alike")


def written_about(
    request: Request,
    one: Any,
    acts: tuple[Act, ...],
    *,
    crumbs: list[Crumb],
    of: Initiative | None = None,
    choices: list[Choice] | None = None,
    rows: list[tuple[Standing, str]] | None = None,
) -> HttpResponse:
    """Show what can be written about a thing, and `rows` that stand; save the form that was sent. Twelve queries."""
    whole = one if isinstance(one, Collaboration) else one.collaboration
    offer = offer_in(request.viewer, whole, of=of)
    sent = request.POST.get("goer", "") if request.method == "POST" else ""
    initial = {"on": request.viewer.on}
    listed = offered(acts, offer, one, sent=sent, data=request.POST, initial=initial)
    wanted = next((row for row in listed if row.act.name == sent), None)
    if wanted is not None and wanted.form.is_valid():
        with refusals_on(wanted.form):
            there = wanted.act.do(one, wanted.form, request.viewer)
            messages.success(request, _("It is saved."))
            return redirect(
                there if isinstance(there, str) else wanted.act.leads_to or request.get_full_path()
            )
    context = {
        "one": one,
        "written": of,
        "offered": _open_first(listed, sent),
        "rows": rows or [],
        "choices": choices or [],
        "crumbs": crumbs,
    }
    return show(request, "initiatives/write.html", context)


def _open_first(listed: list[Offered], sent: str) -> list[tuple[Offered, bool]]:
    return [(row, row.act.name == sent) for row in listed]


def keeping(request: Request, route: str) -> tuple[Collaboration, list[Choice]]:
    """Return the collaboration that is written about, among those that the viewer keeps. One query."""
    kept = kept_collaborations(request.viewer)
    if not kept:
        raise NotAllowed(
            "initiatives.keep",
            _("Only a secretariat can enter initiatives. Ask the secretariat of your body."),
        )
    asked = request.GET.get("samarbejde", "")
    whole = next((one for one in kept if one.record.public_id == asked), kept[0])
    there = reverse(route)
    choices = [Choice(one.name, f"{there}?samarbejde={one.record.public_id}", one == whole) for one in kept]
    return whole, choices if len(choices) > 1 else []
