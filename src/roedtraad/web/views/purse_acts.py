"""What is rarer in a fund, all at `/midler/<id>/skriv/<what>`: a form, and what it saves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from roedtraad.accounts.addresses import address
from roedtraad.accounts.policy import visible
from roedtraad.bodies.actions.days import Days
from roedtraad.bodies.models import Collaboration, Person
from roedtraad.documents.models import Document
from roedtraad.fund import actions, policy
from roedtraad.fund.models import Entry, Estimate, EstimateKind, Fund
from roedtraad.fund.queries import decisions_to_choose, estimates_of, objections_of, priorities_of
from roedtraad.initiatives.queries import initiatives_of
from roedtraad.web.access import login_needed
from roedtraad.web.forms import purse_acts as forms
from roedtraad.web.forms.budgets import BudgetForm, TakeBackForm
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.fund import crumbs_of, fund_or_404, objected
from roedtraad.web.views.funding import parties_of_fund

MOST_DOCUMENTS = 200
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of thing that is written: its words, the form, and what it saves (None: nothing in the ledger)."""

    title: Promise
    lead: Promise
    form: Callable[[Request, Fund], Form]
    save: Callable[[Request, Fund, Any], Entry | None]


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, public_id: str, what: str) -> HttpResponse:
    """Show the form of an act, or do it."""
    fund = fund_or_404(request, public_id)
    policy.may_keep(request.viewer, fund).or_refuse()
    act = ACTS.get(what)
    if act is None:
        raise Http404
    form = act.form(request, fund)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            entry = act.save(request, fund, form)
            messages.success(request, _("It is written down."))
            there = reverse("fund", kwargs={"public_id": public_id})
            return redirect(address(entry.record, entry.text) if entry else there)
    context = {
        "fund": fund,
        "form": form,
        "title": act.title,
        "lead": act.lead,
        "acts": [(name, one.title) for name, one in ACTS.items() if name != what],
        "crumbs": crumbs_of(fund, Crumb(act.title)),
    }
    return show(request, "fund/form.html", context)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, public_id: str, number: int) -> HttpResponse:
    """Say what came of an application for external money."""
    fund = fund_or_404(request, public_id)
    policy.may_keep(request.viewer, fund).or_refuse()
    rows = Estimate.objects.filter(visible(request.viewer, record="seen_as"), fund=fund, pk=number)
    estimate = rows.filter(kind=EstimateKind.APPLIED).select_related("record", "fund", "party").first()
    if estimate is None:
        raise Http404
    initial = {"on": request.viewer.on, "text": estimate.text, "amount": estimate.amount}
    form = forms.AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.answer_application(
                viewer=request.viewer,
                estimate=estimate,
                granted=form.cleaned_data["amount"],
                told=form.told(),
            )
            messages.success(request, _("It is written down."))
            return redirect("fund", public_id=public_id)
    context = {
        "fund": fund,
        "form": form,
        "title": _("What came of the application"),
        "lead": estimate.text,
        "crumbs": crumbs_of(fund, Crumb(_("Application"))),
    }
    return show(request, "fund/form.html", context)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: Request) -> HttpResponse:
    """Open a fund in a collaboration that the viewer keeps."""
    rows = Collaboration.objects.filter(visible(request.viewer)).select_related("record").order_by("name")
    own = [one for one in rows if policy.may_found(request.viewer, one)]
    if not own:
        policy.may_found(request.viewer, rows[0]).or_refuse() if rows else None
        raise Http404
    form = forms.FundForm(request.POST or None, collaborations=own)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            fund = actions.open_fund(
                viewer=request.viewer,
                collaboration=form.collaborations[form.cleaned_data["collaboration"]],
                details=form.details(),
                is_public=form.cleaned_data["is_public"],
            )
            return redirect("fund", public_id=fund.record.public_id)
    context = {
        "form": form,
        "title": _("Open a fund"),
        "lead": _("Money that a collaboration agrees on, and each party spends from its own budget."),
        "crumbs": [Crumb(_("Money"), reverse("funds")), Crumb(_("Open a fund"))],
    }
    return show(request, "fund/form.html", context)


def _options(request: Request, fund: Fund) -> dict[str, Any]:
    return {
        "parties": parties_of_fund(request, fund),
        "initiatives": list(initiatives_of(request.viewer, fund.collaboration)),
        "decisions": decisions_to_choose(request.viewer, fund),
        "initial": {"on": request.viewer.on, "year": request.viewer.on.year},
    }


def _parties(request: Request, fund: Fund) -> dict[str, Any]:
    return {name: value for name, value in _options(request, fund).items() if name in ("parties", "initial")}


def _split(request: Request, fund: Fund, form: forms.KeyForm) -> Entry:
    data = form.cleaned_data
    return actions.grant_by_key(
        viewer=request.viewer,
        fund=fund,
        total=data["total"],
        year=data["year"],
        key=form.key(),
        told=form.told(),
    )


def _percent(request: Request, fund: Fund, form: forms.PercentForm) -> Entry:
    shares = actions.by_percent(form.purses(), form.percents())
    return actions.allocate(viewer=request.viewer, fund=fund, shares=shares, told=form.told(), key=form.key())


def _reserve(request: Request, fund: Fund, form: forms.ReserveForm) -> Entry:
    shares = form.shares(form.initiative_chosen())
    return actions.reserve(viewer=request.viewer, fund=fund, shares=shares, told=form.told())


def _move(request: Request, fund: Fund, form: forms.MoveForm) -> Entry:
    out_of, into = form.place("out_of"), form.place("into")
    amount = form.cleaned_data["amount"]
    return actions.transfer(
        viewer=request.viewer, fund=fund, amount=amount, out_of=out_of, into=into, told=form.told()
    )


def _give_back(request: Request, fund: Fund, form: forms.GiveBackForm) -> Entry:
    return actions.give_back(viewer=request.viewer, fund=fund, share=form.share(), told=form.told())


def _note(request: Request, fund: Fund, form: forms.NoteForm) -> None:
    actions.note_estimate(viewer=request.viewer, fund=fund, details=form.details())


def _waive_form(request: Request, fund: Fund) -> forms.WaiveForm:
    rows = [one for one in objections_of(request.viewer, fund) if one.waived_on is None]
    return forms.WaiveForm(request.POST or None, objections=objected(rows))


def _waive(request: Request, _fund: Fund, form: forms.WaiveForm) -> None:
    actions.waive(viewer=request.viewer, objection=form.chosen(), reason=form.cleaned_data["reason"])


def _keeper_form(request: Request, fund: Fund) -> forms.KeeperForm:
    people = Person.objects.filter(user__isnull=False, record__withdrawn_at=None, same_as=None)
    return forms.KeeperForm(
        request.POST or None,
        parties=parties_of_fund(request, fund),
        people=list(people.select_related("record").order_by("name")),
    )


def _keep(request: Request, fund: Fund, form: forms.KeeperForm) -> None:
    data = form.cleaned_data
    actions.name_keeper(
        viewer=request.viewer,
        fund=fund,
        party=form.parties[data["party"]],
        person=form.people[data["person"]],
        days=Days(data["valid_from"], None),
    )


def _change_form(request: Request, fund: Fund) -> forms.ChangeForm:
    rows = Document.objects.filter(visible(request.viewer)).select_related("record").order_by("-pk")
    documents = {one.record.public_id: one for one in rows[:MOST_DOCUMENTS]}
    if fund.guideline is not None:
        documents[fund.guideline.record.public_id] = fund.guideline
    initial = {
        "giver": fund.giver,
        "purpose": fund.purpose,
        "guideline": fund.guideline.record.public_id if fund.guideline else "",
        "is_public": fund.record.is_public,
    }
    return forms.ChangeForm(request.POST or None, documents=documents, initial=initial)


def _change(request: Request, fund: Fund, form: forms.ChangeForm) -> None:
    data = form.cleaned_data
    actions.change_fund(
        viewer=request.viewer,
        fund=fund,
        giver=data["giver"],
        purpose=data["purpose"],
        guideline=form.documents.get(data["guideline"]),
    )
    if data["is_public"] != fund.record.is_public:
        actions.show_fund(viewer=request.viewer, fund=fund, is_public=data["is_public"])


def _unparted(request: Request, fund: Fund) -> dict[str, Any]:
    return {name: value for name, value in _options(request, fund).items() if name != "parties"}


def _budget(request: Request, fund: Fund, form: BudgetForm) -> None:
    actions.set_budget(viewer=request.viewer, fund=fund, details=form.details())


def _take_back_form(request: Request, fund: Fund) -> TakeBackForm:
    rows = [one for one in estimates_of(request.viewer, fund) if one.granted_by_id is None]
    return TakeBackForm(request.POST or None, estimates=rows)


def _take_back(request: Request, _fund: Fund, form: TakeBackForm) -> None:
    reason = form.cleaned_data["reason"]
    actions.take_back_estimate(viewer=request.viewer, estimate=form.chosen(), reason=reason)


def _rank_form(request: Request, fund: Fund) -> forms.RankForm:
    options = _unparted(request, fund)
    asked = request.GET.get("aar", "")
    year = int(asked) if asked.isdecimal() and len(asked) == YEAR_DIGITS else request.viewer.on.year
    ranked = priorities_of(request.viewer, fund, years=[year])
    places = {f"plads_{one.initiative.record.public_id}": one.rank for one in ranked}
    return forms.RankForm(request.POST or None, **options | {"initial": {"year": year} | places})


def _rank(request: Request, fund: Fund, form: forms.RankForm) -> None:
    data = form.cleaned_data
    actions.rank(
        viewer=request.viewer,
        fund=fund,
        year=data["year"],
        initiatives=form.in_order(),
        decision=form.decisions.get(data["decision"]),
    )


def _year_end(request: Request, fund: Fund, form: forms.YearEndForm) -> None:
    actions.set_year_end(viewer=request.viewer, fund=fund, **form.cleaned_data)


ACTS: Mapping[str, Act] = {
    "fordel": Act(
        gettext_lazy("Split an amount by a key"),
        gettext_lazy(
            "By population or by agreed shares, by largest remainder: the shares are always the whole, to the øre."
        ),
        lambda request, fund: forms.KeyForm(request.POST or None, **_parties(request, fund)),
        _split,
    ),
    "procent": Act(
        gettext_lazy("Allocate by percent"),
        gettext_lazy(
            "What each party pays is shared out between the initiatives. The percentages are 100 together."
        ),
        lambda request, fund: forms.PercentForm(request.POST or None, **_options(request, fund)),
        _percent,
    ),
    "reserver": Act(
        gettext_lazy("Reserve for an initiative"),
        gettext_lazy(
            "Set aside before the final decision. It is used first when the initiative gets its money."
        ),
        lambda request, fund: forms.ReserveForm(request.POST or None, **_options(request, fund)),
        _reserve,
    ),
    "flyt": Act(
        gettext_lazy("Move money between parties"),
        gettext_lazy("Money at disposal goes from one party to another, or out of what is not distributed."),
        lambda request, fund: forms.MoveForm(request.POST or None, **_parties(request, fund)),
        _move,
    ),
    "returner": Act(
        gettext_lazy("Give money back"),
        gettext_lazy("Money at disposal goes back to the giver."),
        lambda request, fund: forms.GiveBackForm(request.POST or None, **_parties(request, fund)),
        _give_back,
    ),
    "ved-siden": Act(
        gettext_lazy("Note an estimate, a frame or an application"),
        gettext_lazy("It stands beside the ledger and is in no sum: nobody has this money."),
        lambda request, fund: forms.NoteForm(request.POST or None, **_options(request, fund)),
        _note,
    ),
    "budget": Act(
        gettext_lazy("Write the budget of an initiative"),
        gettext_lazy(
            "What each kind of cost takes over a period, as it was approved. It stands beside the ledger until money is allocated."
        ),
        lambda request, fund: BudgetForm(request.POST or None, **_unparted(request, fund)),
        _budget,
    ),
    "tag-tilbage": Act(
        gettext_lazy("Take back an estimate or a budget"),
        gettext_lazy("It was written wrongly, or something else has taken its place. The reason is kept."),
        _take_back_form,
        _take_back,
    ),
    "prioriter": Act(
        gettext_lazy("Rank initiatives"),
        gettext_lazy(
            "1 gets money first. What was said of the year before is replaced; those left empty are not ranked."
        ),
        _rank_form,
        _rank,
    ),
    "formaal": Act(
        gettext_lazy("Set a rule of purpose aside"),
        gettext_lazy("The allocation stands. Say why it was made though the rule is not met."),
        _waive_form,
        _waive,
    ),
    "ansvarlig": Act(
        gettext_lazy("Name a finance person"),
        gettext_lazy("They write what their party spends and carries over, and see its accounts."),
        _keeper_form,
        _keep,
    ),
    "frist": Act(
        gettext_lazy("Say by when a year is carried over"),
        gettext_lazy(
            "The deadline by which each party decides what it carries over, and where that is said."
        ),
        lambda request, fund: forms.YearEndForm(request.POST or None),
        _year_end,
    ),
    "ret": Act(
        gettext_lazy("Change the principles and the guideline"),
        gettext_lazy("What the fund is for, as everybody who may see it reads it."),
        _change_form,
        _change,
    ),
}
