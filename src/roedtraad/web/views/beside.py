"""Writing about what stands beside initiatives: agreements, visions, focus areas, cooperation agreements, cohorts, numbers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad.initiatives import policy
from roedtraad.initiatives.queries.offering import offer_in
from roedtraad.web.access import login_needed
from roedtraad.web.beside_rows import SUBJECTS, acts_about, acts_on, page_of, standing_on
from roedtraad.web.initiative_acts import offered
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.initiative_writing import written_about


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, public_id: str, word: str) -> HttpResponse:
    """Write about a thing of this kind, and see what stands. Thirty queries at most."""
    one, subject = _kept_or_404(request, public_id, word), SUBJECTS[word]
    rows = standing_on(request.viewer, one, subject)
    acts = acts_about(one, subject)
    return written_about(request, one, acts, crumbs=_crumbs(one, Crumb(_("Write"))), rows=rows)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: Request, public_id: str, key: str, word: str) -> HttpResponse:
    """One thing that stands, and what can be said of it. Thirty queries at most."""
    one, subject = _kept_or_404(request, public_id, word), SUBJECTS[word]
    this = next((row for row, _url in standing_on(request.viewer, one, subject) if row.key == key), None)
    if this is None:
        raise Http404
    sent = request.POST.get("goer", "") if request.method == "POST" else ""
    offer = offer_in(request.viewer, one.collaboration)
    initial = {"on": request.viewer.on}
    listed = offered(acts_on(this.row), offer, this.row, sent=sent, data=request.POST, initial=initial)
    wanted = next((each for each in listed if each.act.name == sent), None)
    there = reverse(subject.route, args=[public_id])
    if wanted is not None and wanted.form.is_valid():
        with refusals_on(wanted.form):
            wanted.act.do(this.row, wanted.form, request.viewer)
            messages.success(request, _("It is saved."))
            return redirect(there)
    context = {
        "one": one,
        "this": this,
        "offered": listed,
        "crumbs": _crumbs(one, Crumb(_("Write"), there), Crumb(str(this.kind))),
    }
    return show(request, "initiatives/row.html", context)


def _kept_or_404(request: Request, public_id: str, word: str) -> Any:
    """Return what is written about, for the secretariat of its collaboration."""
    one = SUBJECTS[word].find(request.viewer, public_id)
    if one is None:
        raise Http404
    policy.may_keep(request.viewer, one.collaboration).or_refuse()
    return one


def _crumbs(one: Any, *more: Crumb) -> list[Crumb]:
    first = Crumb(_("Agreements and focus areas"), reverse("agreements"))
    there = page_of(one)
    return [first, Crumb(str(one), there if not there.startswith(first.url) else ""), *more]
