"""A party's own accounts beside the ledger: bring a file, see what agrees and what does not, say what each difference is."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad.bodies.models import Party
from roedtraad.fund import actions, policy
from roedtraad.fund.models import AccountsFile, AccountsLine, Entry, Fund
from roedtraad.fund.queries import party_named, reconciliation_of
from roedtraad.web.access import login_needed
from roedtraad.web.forms.own_accounts import AccountsForm, BalanceForm, NoteForm
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.fund import crumbs_of, fund_or_404
from roedtraad.web.views.funding import own_parties

MOST_SHOWN = 300


@login_needed
@require_safe
def reconciliations(request: Request, public_id: str) -> HttpResponse:
    """The parties whose accounts the viewer keeps; the only one is shown at once."""
    fund = fund_or_404(request, public_id)
    parties = own_parties(request, fund)
    if len(parties) == 1:
        return redirect(_there(fund, parties[0]))
    lines = [(party, _there(fund, party), reconciliation_of(fund, party)) for party in parties]
    context = {"fund": fund, "lines": lines, "crumbs": crumbs_of(fund, Crumb(_("Reconciliation")))}
    return show(request, "fund/reconciliations.html", context)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def reconciliation(request: Request, public_id: str, party_id: str) -> HttpResponse:
    """One party: its files, the differences, its balances."""
    fund = fund_or_404(request, public_id)
    party = party_named(request.viewer, party_id)
    if party is None:
        raise Http404
    policy.may_see_accounts(request.viewer, fund, party).or_refuse()
    forms = _forms(request)
    if request.method == "POST":
        name = request.POST.get("hvad", "")
        act = _acts(request, fund, party).get(name)
        if act is None:
            raise Http404
        form = forms.get(name)
        if form is None or form.is_valid():
            with refusals_on(form or forms["fil"]):
                act(form or forms["fil"])
                return redirect(_there(fund, party))
    found = reconciliation_of(fund, party)
    context = {
        "fund": fund,
        "party": party,
        "found": found,
        "only_own": found.only_own[:MOST_SHOWN],
        "only_posted": found.only_posted[:MOST_SHOWN],
        "forms": forms,
        "crumbs": crumbs_of(fund, Crumb(_("Reconciliation"), _all(fund)), Crumb(party.name)),
    }
    return show(request, "fund/reconciliation.html", context)


def _all(fund: Fund) -> str:
    return reverse("fund_reconciliations", kwargs={"public_id": fund.record.public_id})


def _there(fund: Fund, party: Party) -> str:
    names = {"public_id": fund.record.public_id, "party_id": party.record.public_id}
    return reverse("fund_reconciliation", kwargs=names)


def _forms(request: HttpRequest) -> dict[str, Form]:
    sent = request.POST.get("hvad", "") if request.method == "POST" else ""
    return {
        "fil": AccountsForm(request.POST if sent == "fil" else None, files=request.FILES),
        "saldo": BalanceForm(request.POST if sent == "saldo" else None),
        "note": NoteForm(request.POST if sent == "note" else None),
    }


def _acts(request: Request, fund: Fund, party: Party) -> dict[str, Callable[[Form], None]]:
    viewer = request.viewer

    def bring(form: Form) -> None:
        if not isinstance(form, AccountsForm):
            raise TypeError("a file comes with an AccountsForm")
        file = form.cleaned_data["accounts"]
        kept, found = actions.bring_accounts(
            viewer=viewer,
            fund=fund,
            party=party,
            year=form.cleaned_data["year"],
            name=file.name,
            data=file.read(),
            named=form.named(),
        )
        told = {"lines": len(found.lines), "unread": len(found.unread), "name": kept.name}
        messages.success(
            request, _("%(name)s: %(lines)s lines were read, %(unread)s rows were not understood.") % told
        )

    def state(form: Form) -> None:
        actions.state_balance(viewer=viewer, fund=fund, party=party, **form.cleaned_data)

    def note(form: Form) -> None:
        words = form.cleaned_data["note"]
        if entry := Entry.objects.filter(fund=fund, record__public_id=request.POST.get("postering")).first():
            actions.explain_entry(viewer=viewer, party=party, entry=entry, note=words)
            return
        actions.explain_line(viewer=viewer, line=_line(request, fund, party), note=words)

    def withdraw(_form: Form) -> None:
        key = request.POST.get("nummer", "")
        rows = AccountsFile.objects.filter(fund=fund, party=party, withdrawn_at=None)
        file = rows.filter(pk=key).first() if key.isascii() and key.isdigit() else None
        if file is None:
            raise Http404
        actions.withdraw_accounts(viewer=viewer, file=file)

    return {"fil": bring, "saldo": state, "note": note, "tag-tilbage": withdraw}


def _line(request: Request, fund: Fund, party: Party) -> AccountsLine:
    key = request.POST.get("linje", "")
    rows = AccountsLine.objects.filter(file__fund=fund, file__party=party).select_related(
        "file__fund__collaboration", "file__party"
    )
    line = rows.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
    if line is None:
        raise Http404
    return line
