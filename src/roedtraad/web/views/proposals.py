"""Amounts that old minutes tell of: a person looks at each with the words it was read from, and says what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad.fund import actions, policy
from roedtraad.fund.models import Fund, Proposal, ProposedAs
from roedtraad.fund.queries import entries_of_amounts, open_proposals
from roedtraad.importing.money import propose_from_accepted
from roedtraad.meetings.models import AgendaItem
from roedtraad.web.access import login_needed
from roedtraad.web.forms.fund import DECLINE, TABLE, ProposalForm
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.sources import page_url
from roedtraad.web.views.fund import crumbs_of, fund_or_404


@dataclass(frozen=True, slots=True)
class Heap:
    """What is settled at once: one amount, or a table. `form` says what becomes of it."""

    item: AgendaItem
    rows: tuple[Proposal, ...]
    form: ProposalForm
    url: str  # the page of the document

    @property
    def is_table(self) -> bool:
        """Return whether it is a table."""
        return self.rows[0].table is not None


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: Request, public_id: str) -> HttpResponse:
    """What waits, newest meeting first; each with a form of its own."""
    fund = fund_or_404(request, public_id)
    policy.may_keep(request.viewer, fund).or_refuse()
    if request.method == "POST" and request.POST.get("find"):
        found = propose_from_accepted(viewer=request.viewer, fund=fund)
        messages.success(request, _("%(number)s new amounts were found.") % {"number": found})
        return redirect(reverse("fund_proposals", kwargs={"public_id": public_id}))
    heaps = _heaps(request, fund)
    if request.method == "POST":
        heap = next((one for one in heaps if one.form.is_sent), None)
        if heap is None:
            raise Http404
        if heap.form.is_valid():
            with refusals_on(heap.form):
                _settle(request, heap)
                messages.success(request, _("It is settled."))
                return redirect(reverse("fund_proposals", kwargs={"public_id": public_id}))
    context = {"fund": fund, "heaps": heaps, "crumbs": crumbs_of(fund, Crumb(_("From minutes")))}
    return show(request, "fund/proposals.html", context)


def _heaps(request: Request, fund: Fund) -> list[Heap]:
    found = []
    waiting = open_proposals(request.viewer, fund)
    before = entries_of_amounts(request.viewer, fund, {row.amount for row in waiting if row.table is None})
    for _key, group in groupby(waiting, key=_together):
        rows = tuple(group)
        first = rows[0]
        sent = request.POST if request.POST.get("forslag") == str(first.pk) else None
        is_table = first.table is not None
        form = ProposalForm(
            sent,
            number=first.pk,
            is_table=is_table,
            told_before=() if is_table else before.get(first.amount, ()),
            initial={"as_what": TABLE if is_table else first.kind, "initiative": first.initiative_as_written},
        )
        url = page_url(first.text.document, first.page or 1) if first.text else ""
        found.append(Heap(first.item, rows, form, url))
    return found


def _together(row: Proposal) -> tuple[int, int]:
    """Return the key of a heap: a table of an item, or the amount itself."""
    return (row.item_id, row.table) if row.table is not None else (-1, row.pk)


def _settle(request: Request, heap: Heap) -> None:
    data = heap.form.cleaned_data
    rows: Sequence[Proposal] = heap.rows
    if data["as_what"] == DECLINE:
        actions.decline_proposal(viewer=request.viewer, proposals=rows, reason=data["reason"])
    elif entry := heap.form.told_before.get(data["as_what"]):
        actions.accept_as_told_again(viewer=request.viewer, proposal=rows[0], entry=entry)
    elif heap.is_table:
        actions.accept_table(viewer=request.viewer, proposals=rows, year=data["year"])
    else:
        actions.accept_proposal(
            viewer=request.viewer,
            proposal=rows[0],
            kind=ProposedAs(data["as_what"]),
            year=data["year"],
            initiative=data["initiative"],
        )
