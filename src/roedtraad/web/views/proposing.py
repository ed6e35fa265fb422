"""Where a member proposes a case to a body, and its secretariat answers."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.accounts.refusals import Refused
from roedtraad.cases import actions
from roedtraad.cases.queries.writing import draft_for
from roedtraad.meetings.actions import rewrite_postponed
from roedtraad.web.access import login_needed
from roedtraad.web.forms.writing import ProposeForm
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request) -> HttpResponse:
    """Propose a case to a body that one belongs to."""
    form = ProposeForm(request.POST or None, viewer=request.viewer, chosen=request.GET.get("organ", ""))
    if not form.bodies:
        return show(request, "writing/no_body.html", status=HTTPStatus.FORBIDDEN)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            draft = actions.propose_case(
                data["titel"], data["hvorfor"], body=form.body(), at=timezone.now(), viewer=request.viewer
            )
            messages.success(request, _("Your proposal is with the secretariat. The answer stands here."))
            return redirect("case_write", public_id=draft.case.record.public_id)
    crumbs = [Crumb(_("Cases in the making"), reverse("cases_written")), Crumb(_("Propose a case"))]
    return show(request, "writing/propose.html", {"form": form, "crumbs": crumbs})


@login_needed
@require_POST
def answer(request: Request, public_id: str) -> HttpResponse:
    """Take a proposal up, decline it with a reason, or take a postponed case back to writing."""
    draft = draft_for(request.viewer, public_id)
    if draft is None:
        raise Http404
    act = request.POST.get("goer", "")
    try:
        if act == "tag":
            actions.take_up_proposal(draft, viewer=request.viewer)
            messages.success(request, _("The case can be written now."))
        elif act == "afvis":
            actions.decline_proposal(draft, reason=request.POST.get("grund", ""), viewer=request.viewer)
            messages.success(request, _("The proposal is declined. Whoever proposed it reads why."))
        elif act == "igen":
            rewrite_postponed(draft, viewer=request.viewer)
            messages.success(request, _("The case is a draft again."))
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("case_write", public_id=public_id)
