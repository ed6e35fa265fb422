"""Writing in a fund: grant, allocate, spend, carry over, reverse."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from roedtraad.accounts.addresses import address
from roedtraad.bodies.models import Party, PartyKind
from roedtraad.bodies.queries import members_in
from roedtraad.fund import actions, policy, purpose
from roedtraad.fund.models import Entry, Fund
from roedtraad.fund.queries import decisions_to_choose, entry_for
from roedtraad.initiatives.queries import initiatives_of
from roedtraad.web.access import login_needed
from roedtraad.web.forms.fund import AllocateForm, CarryForm, GrantForm, ReverseForm, SpendForm
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.fund import crumbs_of, fund_or_404, parties_of

PAYING = (PartyKind.MUNICIPALITY, PartyKind.REGION)


def parties_of_fund(request: Request, fund: Fund) -> list[Party]:
    members = members_in(fund.collaboration, on=request.viewer.on).filter(kind__in=PAYING)
    return list(members.select_related("record"))


def own_parties(request: Request, fund: Fund) -> list[Party]:
    """Return the parties for which the viewer may write."""
    parties = parties_of_fund(request, fund)
    if policy.may_keep(request.viewer, fund):
        return parties
    kept = policy.kept_parties(request.viewer, fund)
    found = [party for party in parties if party.pk in kept]
    policy.may_keep_party(request.viewer, fund, found[0] if found else None).or_refuse()
    return found


def _written(
    request: Request,
    fund: Fund,
    form: Form,
    save: Callable[[], Entry],
    *,
    title: str | Promise,
    lead: str | Promise,
) -> HttpResponse:
    """Save what a form says and lead to the entry, or show the form."""
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            entry = save()
            messages.success(request, _("It stands in the ledger."))
            return redirect(address(entry.record, entry.text))
    context = {
        "fund": fund,
        "form": form,
        "title": title,
        "lead": lead,
        "crumbs": crumbs_of(fund, Crumb(title)),
    }
    return show(request, "fund/form.html", context)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: Request, public_id: str) -> HttpResponse:
    """Post what each party got for a year."""
    fund = fund_or_404(request, public_id)
    policy.may_keep(request.viewer, fund).or_refuse()
    form = GrantForm(
        request.POST or None,
        parties=parties_of_fund(request, fund),
        initial={"on": request.viewer.on, "year": request.viewer.on.year, "text": _("Grant")},
    )

    def save() -> Entry:
        return actions.grant(viewer=request.viewer, fund=fund, shares=form.shares(), told=form.told())

    return _written(request, fund, form, save, title=_("Write a grant"), lead=_LEADS["grant"])


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def allocate(request: Request, public_id: str) -> HttpResponse:
    """Post what an initiative gets by a decision; the rules of purpose that it does not meet are waived or stay."""
    fund = fund_or_404(request, public_id)
    policy.may_keep(request.viewer, fund).or_refuse()
    form = AllocateForm(
        request.POST or None,
        parties=parties_of_fund(request, fund),
        initiatives=list(initiatives_of(request.viewer, fund.collaboration)),
        decisions=decisions_to_choose(request.viewer, fund),
        initial={
            "on": request.viewer.on,
            "year": request.viewer.on.year,
            "text": _("Allocation"),
            "decision": request.GET.get("beslutning"),
            "initiative": request.GET.get("indsats"),
        },
    )

    def save() -> Entry:
        waiver = form.cleaned_data["waiver"]
        return actions.allocate(
            viewer=request.viewer,
            fund=fund,
            shares=form.shares(form.initiative_chosen()),
            told=form.told(),
            waivers=dict.fromkeys(purpose.rules(), waiver),
        )

    return _written(request, fund, form, save, title=_("Allocate to an initiative"), lead=_LEADS["allocate"])


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def spend(request: Request, public_id: str) -> HttpResponse:
    """Post what a party paid."""
    fund = fund_or_404(request, public_id)
    parties = own_parties(request, fund)
    form = SpendForm(
        request.POST or None,
        parties=parties,
        initiatives=list(initiatives_of(request.viewer, fund.collaboration)),
        decisions=decisions_to_choose(request.viewer, fund),
        initial={"on": request.viewer.on, "year": request.viewer.on.year, "party": _only(parties)},
    )

    def save() -> Entry:
        return actions.spend(viewer=request.viewer, fund=fund, share=form.share(), told=form.told())

    return _written(request, fund, form, save, title=_("Write what was spent"), lead=_LEADS["spend"])


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def carry_over(request: Request, public_id: str) -> HttpResponse:
    """Post that a party carries over all it has left of a year."""
    fund = fund_or_404(request, public_id)
    parties = own_parties(request, fund)
    year = request.viewer.on.year
    form = CarryForm(
        request.POST or None,
        parties=parties,
        initial={
            "on": request.viewer.on,
            "from_year": year,
            "to_year": year + 1,
            "party": _only(parties),
            "text": _("Carry-over of unspent money"),
        },
    )

    def save() -> Entry:
        data = form.cleaned_data
        return actions.carry_over(
            viewer=request.viewer,
            fund=fund,
            party=form.parties[data["party"]],
            from_year=data["from_year"],
            to_year=data["to_year"],
            told=form.told(),
        )

    return _written(request, fund, form, save, title=_("Carry over to another year"), lead=_LEADS["carry"])


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def reverse(request: Request, public_id: str) -> HttpResponse:
    """Undo an entry by posting its opposite."""
    view = entry_for(request.viewer, public_id)
    if view is None:
        raise Http404
    entry = view.entry
    policy.may_reverse(request.viewer, entry, parties_of(view)).or_refuse()
    form = ReverseForm(request.POST or None)

    def save() -> Entry:
        return actions.reverse(viewer=request.viewer, entry=entry, reason=form.cleaned_data["reason"])

    return _written(
        request,
        entry.fund,
        form,
        save,
        title=_("Reverse: %(text)s") % {"text": entry.text},
        lead=_LEADS["reverse"],
    )


def _only(parties: list[Party]) -> str:
    return parties[0].record.public_id if len(parties) == 1 else ""


_LEADS = {
    "grant": gettext_lazy("What each party got for a budget year, and where that is said."),
    "allocate": gettext_lazy(
        "Choose the decision that gives the money, and write what each party pays. What was reserved is used first."
    ),
    "spend": gettext_lazy("What a party has paid for an initiative, with the number of the voucher."),
    "carry": gettext_lazy(
        "Each party carries over by a decision of its own. All that it has left of the year is carried over."
    ),
    "reverse": gettext_lazy(
        "Nothing in the ledger is changed or deleted. A reversal posts the opposite, and both stay."
    ),
}
