"""A draft is settled: questions and findings answered, items found right, the whole accepted, or set aside with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roedtraad.accounts.addresses import address
from roedtraad.accounts.refusals import Refused
from roedtraad.checks.policy import may_settle
from roedtraad.importing import actions, queries
from roedtraad.importing.actions import Outdated
from roedtraad.importing.queries import Review
from roedtraad.web.access import login_needed
from roedtraad.web.forms.findings import SettleForm
from roedtraad.web.forms.review import AsideForm
from roedtraad.web.refusals import refusals_on, refusals_told
from roedtraad.web.requests import Request
from roedtraad.web.review.page import address_of_draft, conflict_of, place_of, review_or_404, shown_page
from roedtraad.web.review.where import Where, first_page
from roedtraad.web.views.findings import ANSWERS
from roedtraad.web.views.reviewing import back, version_of

NOT_CHOSEN = "importing.not_chosen"


@login_needed
@require_POST
def answer(request: Request, public_id: str) -> HttpResponse:
    """Answer a question."""
    review = review_or_404(request, public_id)
    at = place_of(review, request.POST.dict())
    given = request.POST.get("svar", "")
    with refusals_told(request):
        if not given:
            raise Refused(NOT_CHOSEN, _("Choose one of the answers in the list."))
        actions.answer(
            review.draft,
            request.POST.get("kode", ""),
            request.POST.get("om", ""),
            given,
            version=version_of(request),
            viewer=request.viewer,
        )
    return back(at)


@login_needed
@require_POST
def cpr(request: Request, public_id: str) -> HttpResponse:
    """Say of a CPR number that it stays hidden, or why it may be read."""
    review = review_or_404(request, public_id)
    at = place_of(review, request.POST.dict())
    wanted = request.POST.get("region", "")
    region = next((one for one in review.cpr if str(one.pk) == wanted), None)
    if region is None:
        messages.info(request, _("Somebody has dealt with this number already."))
        return back(at)
    with refusals_told(request):
        actions.deal_with_cpr(
            review.draft,
            region,
            stays="skjul" in request.POST,
            reason=request.POST.get("reason", ""),
            viewer=request.viewer,
        )
    return back(at)


@login_needed
@require_POST
def item(request: Request, public_id: str) -> HttpResponse:
    """Say that an item is right as it stands, and go on to the next; or take that back."""
    review = review_or_404(request, public_id)
    at = place_of(review, request.POST.dict())
    ref = request.POST.get("ref", "")
    with refusals_told(request):
        if "tilbage" in request.POST:
            actions.take_back_item(review.draft, ref, viewer=request.viewer)
            return back(at)
        actions.accept_item(review.draft, ref, version=version_of(request), viewer=request.viewer)
        return redirect(_next(review, at, ref).url)
    return back(at)


def _next(review: Review, at: Where, accepted: str) -> Where:
    """Return the place of the next item that nobody has found right; the same place where there is none."""
    done = review.accepted_items | {accepted}
    items = list(enumerate(review.sheet.items, start=1))
    for number, one in items[at.part :] + items[: at.part]:
        if one.ref not in done:
            return Where(at.address, part=number, page=first_page(review, number), is_text=at.is_text)
    return at.plain


@login_needed
@require_POST
def finding(request: Request, public_id: str) -> HttpResponse:
    """Say something to what does not add up, while the draft is still a draft; it follows the meeting."""
    review = review_or_404(request, public_id)
    at = place_of(review, request.POST.dict())
    wanted = request.POST.get("fund", "")
    this = next((one for one in review.findings if one.record.public_id == wanted), None)
    if this is None:
        messages.info(request, _("The document is read otherwise now, and this is not found in it any more."))
        return back(at)
    form = SettleForm(request.POST, is_open=this.is_open)
    with refusals_told(request):
        may_settle(request.viewer, this).or_refuse()
        if form.is_valid():
            ANSWERS[form.cleaned_data["svar"]](this, reason=form.cleaned_data["grund"], viewer=request.viewer)
            messages.success(request, _("What you said is kept with the finding."))
        else:
            messages.error(request, _("Choose what you say to it, and write why."))
    return back(at)


@login_needed
@require_POST
def accept(request: Request, public_id: str) -> HttpResponse:
    """Accept the whole draft: it becomes a meeting. Then the next draft."""
    review = review_or_404(request, public_id)
    at = place_of(review, request.POST.dict())
    with refusals_told(request):
        recorded = actions.accept(review.draft, version=version_of(request), viewer=request.viewer)
        sentence = _("“%(name)s” has been accepted as a meeting. It is not published.")
        messages.success(request, sentence % {"name": review.draft.document.filename})
        following = queries.next_draft(request.viewer, review.draft)
        if following is not None:
            return redirect(address_of_draft(following.record.public_id))
        return redirect(address(recorded.meeting.record, recorded.meeting))
    return back(at)


@login_needed
@require_POST
def aside(request: Request, public_id: str) -> HttpResponse:
    """Set a draft aside, with a reason."""
    review = review_or_404(request, public_id)
    at = place_of(review, request.POST.dict())
    form = AsideForm(request.POST, auto_id="laeg-%s")
    if form.is_valid():
        reason, version = form.cleaned_data["reason"], version_of(request)
        try:
            with refusals_on(form, but=(Outdated,)):
                actions.set_aside(review.draft, reason=reason, version=version, viewer=request.viewer)
                messages.success(request, _("The draft has been set aside. The file is kept."))
                return redirect("importing")
        except Outdated as refused:
            now = review_or_404(request, public_id)
            conflict = conflict_of(now, refused, form, version=version)
            return shown_page(request, now, at.plain, aside=form, conflict=conflict)
    return shown_page(request, review, at.plain, aside=form)


@login_needed
@require_POST
def take_up(request: Request, public_id: str) -> HttpResponse:
    """Let a draft that was set aside wait again."""
    review = review_or_404(request, public_id)
    with refusals_told(request):
        actions.take_up(review.draft, viewer=request.viewer)
    return back(place_of(review, request.POST.dict()))


@login_needed
@require_POST
def read_again(request: Request, public_id: str) -> HttpResponse:
    """Let the document be read by the present reader; what people corrected stays."""
    review = review_or_404(request, public_id)
    with refusals_told(request):
        if actions.read_again(review.draft, viewer=request.viewer):
            messages.success(request, _("The document is being read again. Load the page again in a moment."))
        else:
            messages.info(request, _("The document has been read by the newest reader."))
    return back(place_of(review, request.POST.dict()))
