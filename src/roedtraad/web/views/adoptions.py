"""What each party adopts of a decision: who is asked, the text for its council, who has decided and who waits."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad.accounts.addresses import address
from roedtraad.commitments import actions, policy
from roedtraad.commitments.models import Adoption
from roedtraad.commitments.queries import AdoptionLine, adoption_for, adoptions_of
from roedtraad.fund.queries import (
    deciding,
    decision_named,
    funds_of,
    proposed_adoptions,
    proposed_carry_overs,
)
from roedtraad.meetings.models import Decision
from roedtraad.web.access import login_needed
from roedtraad.web.forms.adoptions import AdoptForm, AskForm, DropForm, RefuseForm, RewordForm
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.fund import crumbs_of, fund_or_404

YEAR_DIGITS = 4


def _decision_or_404(request: Request, public_id: str) -> Decision:
    found = decision_named(request.viewer, public_id)
    if found is None:
        raise Http404
    return found


def _crumbs(decision: Decision, *more: Crumb) -> list[Crumb]:
    own = address(decision.record, decision.item.title)
    there = reverse("adoptions", kwargs={"public_id": decision.record.public_id}) if more else ""
    meeting = decision.item.meeting
    return [
        Crumb(str(meeting), address(meeting.record, meeting)),
        Crumb(_("Decision"), own),
        Crumb(_("Adoption"), there),
        *more,
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def adoptions(request: Request, public_id: str) -> HttpResponseBase:
    """Who has adopted a decision and who waits; the secretariat asks those who have not been asked."""
    decision = _decision_or_404(request, public_id)
    may = policy.may_ask_to_adopt(request.viewer, decision)
    if request.method == "POST":
        return ask(request, decision)
    form = _ask_form(request, decision) if may and request.viewer.user else None
    return _shown(request, decision, form)


@login_needed
def ask(request: Request, decision: Decision) -> HttpResponse:
    """Ask the parties that were chosen."""
    policy.may_ask_to_adopt(request.viewer, decision).or_refuse()
    form = _ask_form(request, decision)
    if form.is_valid():
        with refusals_on(form):
            made = actions.ask_to_adopt(
                decision, form.chosen(), due_on=form.cleaned_data["due_on"], viewer=request.viewer
            )
            messages.success(request, _("%(number)s parties are asked.") % {"number": len(made)})
            return redirect("adoptions", public_id=decision.record.public_id)
    return _shown(request, decision, form)


def _ask_form(request: Request, decision: Decision) -> AskForm:
    """Return the form, with what the ledger tells; with `?overfoer=2025` what each party carries over of that year."""
    there = request.build_absolute_uri(address(decision.record, decision.item.title))
    proposed = proposed_adoptions(request.viewer, decision, address=there)
    year = request.GET.get("overfoer", "")
    if year.isascii() and year.isdigit() and len(year) == YEAR_DIGITS:
        for fund in funds_of(request.viewer, collaboration_id=decision.body.collaboration_id):
            proposed += proposed_carry_overs(request.viewer, fund, decision, year=int(year), address=there)
    known = {
        (line.adoption.party_id, line.adoption.kind, line.adoption.year)
        for line in adoptions_of(request.viewer, [decision.pk])
        if line.adoption.state != "dropped"
    }
    left = [one for one in proposed if (one.party.pk, one.kind.value, one.year) not in known]
    return AskForm(request.POST or None, proposed=left)


def _shown(request: Request, decision: Decision, form: AskForm | None) -> HttpResponse:
    context = {
        "decision": decision,
        "lines": adoptions_of(request.viewer, [decision.pk]),
        "form": form if form is not None and (form.proposed or form.errors) else None,
        "may_ask": form is not None,
        "last_year": request.viewer.on.year - (0 if request.viewer.on.month > 6 else 1),
        "crumbs": _crumbs(decision),
    }
    return show(request, "adoptions/decision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def adoption(request: Request, public_id: str, number: int) -> HttpResponseBase:
    """One party: the text for its council, what it decided, and the forms of those who may say so."""
    line = adoption_for(request.viewer, public_id, number)
    if line is None:
        raise Http404
    decision = line.adoption.decision
    forms = _forms(request, line)
    if request.method == "POST":
        return answer(request, line, forms)
    return _page(request, decision, line, forms)


@login_needed
def answer(request: Request, line: AdoptionLine, forms: dict[str, Form]) -> HttpResponse:
    """Do what one of the forms says."""
    name = request.POST.get("hvad", "")
    row = line.adoption
    if name not in forms:
        policy.may_ask_to_adopt(request.viewer, row.decision).or_refuse()
        raise Http404
    form = forms[name]
    if form.is_valid():
        with refusals_on(form):
            _acts(request, row)[name](form)
            messages.success(request, _("It is written down."))
            return redirect("adoption", public_id=row.decision.record.public_id, number=row.pk)
    return _page(request, row.decision, line, forms)


def _acts(request: Request, row: Adoption) -> dict[str, Callable[[Form], None]]:
    viewer = request.viewer
    return {
        "vedtag": lambda form: actions.adopt(
            row, form.answered() if isinstance(form, AdoptForm) else _never(), viewer=viewer
        ),
        "afvis": lambda form: actions.refuse_adoption(row, viewer=viewer, **form.cleaned_data),
        "tekst": lambda form: actions.reword_adoption(row, viewer=viewer, **form.cleaned_data),
        "frafald": lambda form: actions.drop_adoption(row, viewer=viewer, **form.cleaned_data),
    }


def _never() -> actions.Answered:
    raise TypeError("the form of an adoption is an AdoptForm")


def _forms(request: Request, line: AdoptionLine) -> dict[str, Form]:
    if not line.may_answer:
        return {}
    sent = request.POST.get("hvad", "")
    data = {name: request.POST if sent == name else None for name in ("vedtag", "afvis", "tekst", "frafald")}
    row = line.adoption
    initial = {"on": row.answered_on or request.viewer.on, "by": row.answered_by}
    known = {"case_number": row.case_number, "link": row.link}
    found: dict[str, Form] = {"vedtag": AdoptForm(data["vedtag"], initial=initial | known)}
    if row.state == "waiting":
        found["afvis"] = RefuseForm(data["afvis"], initial=initial)
        found["tekst"] = RewordForm(data["tekst"], initial={"text": row.text, "due_on": row.due_on})
        if policy.may_ask_to_adopt(request.viewer, row.decision):
            found["frafald"] = DropForm(data["frafald"])
    return found


def _page(request: Request, decision: Decision, line: AdoptionLine, forms: dict[str, Form]) -> HttpResponse:
    context = {
        "decision": decision,
        "line": line,
        "adoption": line.adoption,
        "forms": forms,
        "crumbs": _crumbs(decision, Crumb(line.adoption.party.name)),
    }
    return show(request, "adoptions/adoption.html", context)


@require_safe
def fund_adoptions(request: Request, public_id: str) -> HttpResponse:
    """The adoptions of all decisions that moved money of a fund."""
    fund = fund_or_404(request, public_id)
    lines = adoptions_of(request.viewer, deciding(request.viewer, fund))
    context = {
        "fund": fund,
        "waiting": [line for line in lines if line.adoption.state == "waiting"],
        "answered": [line for line in lines if line.adoption.state != "waiting"],
        "crumbs": crumbs_of(fund, Crumb(_("Adoption"))),
    }
    return show(request, "adoptions/fund.html", context)
