"""What stands on an initiative, thing by thing: it was reached, it is over, it is otherwise, it is taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad.initiatives import policy
from roedtraad.initiatives.queries import InitiativeView, initiative_page
from roedtraad.initiatives.queries.offering import offer_in
from roedtraad.web.access import login_needed
from roedtraad.web.initiative_acts import offered
from roedtraad.web.initiative_rows import acts_on, standing_of
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.initiatives import crumbs_of


@login_needed
@require_safe
def written(request: Request, public_id: str) -> HttpResponse:
    """Everything that stands on an initiative, each with the way to put it right. Thirty queries at most."""
    found = _found_or_404(request, public_id)
    may_keep = bool(policy.may_keep(request.viewer, found.initiative.collaboration))
    context = {
        "one": found.initiative,
        "may_keep": may_keep,
        "rows": [row for row in standing_of(found) if acts_on(row.row, may_keep=may_keep)],
        "crumbs": crumbs_of(found.initiative, Crumb(_("What is written"))),
    }
    return show(request, "initiatives/written.html", context)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: Request, public_id: str, key: str) -> HttpResponse:
    """One thing that stands, and what can be said of it. Forty queries at most."""
    found = _found_or_404(request, public_id)
    one, viewer = found.initiative, request.viewer
    this = next((each for each in standing_of(found) if each.key == key), None)
    may_keep = bool(policy.may_keep(viewer, one.collaboration))
    acts = acts_on(this.row, may_keep=may_keep) if this is not None else ()
    if this is None or not acts:
        raise Http404
    sent = request.POST.get("goer", "") if request.method == "POST" else ""
    offer = offer_in(viewer, one.collaboration, of=one)
    listed = offered(acts, offer, this.row, sent=sent, data=request.POST, initial={"on": viewer.on})
    wanted = next((each for each in listed if each.act.name == sent), None)
    if wanted is not None and wanted.form.is_valid():
        with refusals_on(wanted.form):
            wanted.act.do(this.row, wanted.form, viewer)
            messages.success(request, _("It is saved."))
            return redirect("initiative_written", public_id=public_id)
    crumb = Crumb(_("What is written"), reverse("initiative_written", args=[public_id]))
    context = {
        "one": one,
        "this": this,
        "offered": listed,
        "crumbs": crumbs_of(one, crumb, Crumb(str(this.kind))),
    }
    return show(request, "initiatives/row.html", context)


def _found_or_404(request: Request, public_id: str) -> InitiativeView:
    """Return the initiative with all that is told of it, for those who may say how it goes."""
    found = initiative_page(request.viewer, public_id)
    if found is None:
        raise Http404
    policy.may_answer_for(request.viewer, found.initiative).or_refuse()
    return found
