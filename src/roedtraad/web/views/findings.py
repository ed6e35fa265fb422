"""What does not add up: the register for those who work with a body, and one finding with its words and its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.models import RecordKind
from roedtraad.checks import actions
from roedtraad.checks.models import Finding, FindingState
from roedtraad.checks.policy import may_settle
from roedtraad.checks.queries import finding_for, finding_lines
from roedtraad.meetings.queries import Named, names_of
from roedtraad.web.access import login_needed
from roedtraad.web.forms.findings import REOPEN, FindingsForm, SettleForm
from roedtraad.web.paging import page_of_many
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.sources import finding_url

PER_PAGE = 25
ANSWERS: Mapping[str, Callable[..., Finding]] = {
    FindingState.EXPLAINED: actions.explain,
    FindingState.CORRECTED: actions.mark_corrected,
    FindingState.SET_ASIDE: actions.set_aside,
    REOPEN: actions.reopen,
}


@login_needed
@require_safe
def register(request: Request) -> HttpResponse:
    """The register: errors first. Six queries at most besides those of the viewer."""
    viewer = request.viewer
    form = FindingsForm(request.GET, viewer=viewer)
    pages = page_of_many(request, finding_lines(viewer, form.filters()), per_page=PER_PAGE)
    subjects = names_of(viewer, [row.subject for row in pages.items if row.subject is not None])
    context = {
        "form": form,
        "pages": pages,
        "rows": [(row, _subject(row, subjects)) for row in pages.items],
        "open": FindingState.OPEN,
        "findings_url": reverse("findings"),
    }
    return show(request, "findings/register.html", context, part="list")


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: Request, public_id: str) -> HttpResponse:
    """One finding: what should stand there and what does, the words, and what a person said to it."""
    viewer = request.viewer
    this = finding_for(viewer, public_id)
    if this is None:
        raise Http404
    may = may_settle(viewer, this)
    form = SettleForm(request.POST or None, is_open=this.is_open)
    if request.method == "POST":
        may.or_refuse()
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            answer = ANSWERS[form.cleaned_data["svar"]]
            answer(this, reason=form.cleaned_data["grund"], viewer=viewer)
            messages.success(request, _("What you said is kept with the finding."))
            return redirect("finding", public_id=public_id)
    subjects = names_of(viewer, [this.subject] if this.subject is not None else [])
    context = {
        "finding": this,
        "subject": _subject(this, subjects),
        "source_url": finding_url(this),
        "form": form if may else None,
        "crumbs": [Crumb(_("Does not add up"), reverse("findings")), Crumb(_("Finding"))],
    }
    return show(request, "findings/finding.html", context)


def _subject(row: Finding, subjects: Mapping[int, Named]) -> tuple[str, str] | None:
    """Return what a finding is about, and its address: the item or the meeting; None for a draft."""
    named = subjects.get(row.subject_id or 0)
    if named is None or named.meeting is None:
        return None
    if RecordKind(named.record.kind) is RecordKind.MEETING:
        return _("The meeting on %(day)s") % {"day": danish.day(named.meeting.held_on)}, address(
            named.record, named.meeting
        )
    title = f"{named.number}. {named.title}" if named.number else named.title
    return title, address(named.record, named.title)
