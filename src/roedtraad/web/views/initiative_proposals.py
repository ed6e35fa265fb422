"""What old minutes tell of initiatives and results: a person looks at each with its words, and says what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad.importing.initiatives import propose_initiatives_from_accepted
from roedtraad.initiatives.actions import accept_thing, decline_thing
from roedtraad.initiatives.models import Proposal
from roedtraad.initiatives.queries.proposals import open_things
from roedtraad.web.access import login_needed
from roedtraad.web.forms.initiative_proposals import ThingForm
from roedtraad.web.measured import value_said
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.sources import page_url
from roedtraad.web.views.initiative_writing import keeping

DECLINE = "afvis"


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that waits, with its form, its rows in words, and the page where it stands."""

    row: Proposal
    form: ThingForm
    rows: tuple[tuple[str, str, str], ...]
    url: str
    has_numbers: bool


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: Request) -> HttpResponse:
    """What waits, newest meeting first; each with a form of its own. Four queries to look at."""
    whole, choices = keeping(request, "initiative_proposals")
    here = request.get_full_path()
    if request.method == "POST" and request.POST.get("find"):
        found = propose_initiatives_from_accepted(viewer=request.viewer, collaboration=whole)
        messages.success(request, _("%(number)s new things were found.") % {"number": found})
        return redirect(here)
    sent = request.POST.get("forslag", "") if request.method == "POST" else ""
    shown = [_shown(request, row, sent) for row in open_things(request.viewer, whole)]
    if sent:
        one = next((row for row in shown if str(row.row.pk) == sent), None)
        if one is None:
            raise Http404
        if one.form.is_valid():
            with refusals_on(one.form):
                _settle(request, one)
                messages.success(request, _("It is settled."))
                return redirect(here)
    context = {
        "shown": shown,
        "choices": choices,
        "whole": whole,
        "crumbs": [Crumb(_("Initiatives"), reverse("initiatives")), Crumb(_("From minutes"))],
    }
    return show(request, "initiatives/proposals.html", context)


def _settle(request: Request, one: Shown) -> None:
    data = one.form.cleaned_data
    if request.POST.get("goer") == DECLINE:
        decline_thing(viewer=request.viewer, proposal=one.row, reason=data["reason"])
    else:
        accept_thing(viewer=request.viewer, proposal=one.row, subject=data.get("subject", ""))


def _shown(request: Request, row: Proposal, sent: str) -> Shown:
    form = ThingForm(request.POST if sent == str(row.pk) else None, proposal=row)
    unit = row.beside if row.beside == "%" else ""
    counts = row.kind in ("numbers", "outcome", "survey")
    rows = tuple(
        (
            str(name),
            value_said(None if value is None else Decimal(str(value)), unit) if counts or value else "",
            str(group),
        )
        for name, value, group in row.rows
    )
    document = row.document_text.document if row.document_text is not None else None
    return Shown(row, form, rows, page_url(document, row.page) if document is not None else "", counts)
