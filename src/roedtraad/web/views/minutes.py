"""Minutes before they are published, and what changed between the versions that are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.policy import visible
from roedtraad.accounts.refusals import Refused
from roedtraad.checks.minutes import doubts_about
from roedtraad.meetings.models import AgendaItem, Meeting, MeetingState, PaperKind
from roedtraad.meetings.policy import may_keep
from roedtraad.publishing import actions
from roedtraad.publishing.models import Approver, MinutesRemark, MinutesReview, PlannedPublication
from roedtraad.publishing.policy import may_approve_minutes, may_remark
from roedtraad.publishing.queries import compose, correction_shown, outlook_of, trail_of
from roedtraad.publishing.queries.reviewing import MinutesPage, minutes_page, rule_of
from roedtraad.web.access import login_needed
from roedtraad.web.forms.minutes import MinutesRemarkForm, MomentForm, ReasonForm, RuleForm, SendForm
from roedtraad.web.lookup import seen_or_404
from roedtraad.web.naming import short_name
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import allowed_or_404
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: Request, public_id: str) -> HttpResponse:
    """The minutes while they are looked at: what is to be mended, what those who were there say, who has approved."""
    rows = Meeting.objects.select_related("body__record", "body__collaboration__record")
    meeting = seen_or_404(request, rows, public_id)
    allowed_or_404(may_remark(request.viewer, meeting))
    if meeting.state != MeetingState.HELD:
        raise Http404
    if request.method == "POST":
        name, _sign, which = request.POST.get("goer", "").partition(":")
        try:
            ACTS.get(name, _nothing)(request, meeting, which)
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
        return redirect("minutes", public_id=public_id)
    return show(request, "publishing/minutes.html", _context(request, meeting))


@require_safe
def trail(request: Request, public_id: str) -> HttpResponse:
    """The published versions of a meeting's papers, and what each changed. Five queries."""
    meeting = seen_or_404(request, Meeting.objects.select_related("body__collaboration__record"), public_id)
    versions = trail_of(request.viewer, meeting)
    if not versions:
        raise Http404
    context = {
        "meeting": meeting,
        "name": short_name(meeting.body),
        "versions": versions,
        "crumbs": _crumbs(meeting, _("Versions")),
    }
    return show(request, "publishing/trail.html", context)


def _context(request: Request, meeting: Meeting) -> Mapping[str, object]:
    viewer = request.viewer
    page = minutes_page(viewer, meeting)
    correction = correction_shown(viewer, meeting, asked=[one.person for one in page.approvals])
    is_corrected = correction is not None
    is_keeper = bool(may_keep(viewer, meeting))
    return {
        "meeting": meeting,
        "name": short_name(meeting.body),
        "page": page,
        "content": compose(viewer, meeting.pk, PaperKind.MINUTES, version=1, as_corrected=is_corrected),
        "correction": correction,
        "is_keeper": is_keeper,
        "may_approve": _may_approve_now(request, page),
        "remark_form": MinutesRemarkForm(items=_items(request, meeting))
        if _takes_remarks(request, page)
        else None,
        "doubts": doubts_about(viewer, meeting, as_corrected=is_corrected) if is_keeper else (),
        **(_keeping(request, meeting) if is_keeper else {}),
        "crumbs": _crumbs(meeting, _("Minutes")),
    }


def _keeping(request: Request, meeting: Meeting) -> Mapping[str, object]:
    """Return the forms and plans that the secretariat has on the page."""
    rule = rule_of(meeting.body)
    kinds = [one.kind for one in outlook_of(request.viewer, meeting).papers if one.kind != PaperKind.AGENDA]
    plans = PlannedPublication.objects.filter(meeting=meeting, called_off_at=None)
    return {
        "send_form": SendForm(initial={"frist": request.viewer.on + timedelta(days=rule.remark_days)}),
        "rule_form": RuleForm(initial={"hvem": rule.approver, "dage": rule.remark_days}),
        "moment_form": MomentForm(kinds=kinds) if kinds else None,
        "reason_form": ReasonForm(),
        "plans": [one for one in plans.select_related("by") if one.done_at is None or one.refusal],
    }


def _may_approve_now(request: Request, page: MinutesPage) -> bool:
    waiting = [one.person for one in page.approvals if one.at is None]
    return page.review is not None and bool(may_approve_minutes(request.viewer, waiting))


def _takes_remarks(request: Request, page: MinutesPage) -> bool:
    return page.review is not None and request.viewer.on <= page.review.until


def _items(request: Request, meeting: Meeting) -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(visible(request.viewer), meeting=meeting)
    return list(rows.select_related("record").order_by("order"))


def _crumbs(meeting: Meeting, here: str) -> list[Crumb]:
    whole = meeting.body.collaboration
    return [
        Crumb(whole.name, address(whole.record, whole.name)),
        Crumb(f"{short_name(meeting.body)}, {danish.day(meeting.held_on)}", address(meeting.record, meeting)),
        Crumb(here),
    ]


def _valid(form: forms.Form) -> forms.Form:
    """Return a form that was filled in as it must be, or refuse with what is wrong."""
    if not form.is_valid():
        told = " ".join(str(error) for errors in form.errors.values() for error in errors)
        raise Refused("web.form", told)
    return form


def _send(request: Request, meeting: Meeting, which: str) -> None:
    until = _valid(SendForm(request.POST)).cleaned_data["frist"]
    actions.send_for_remarks(meeting, at=timezone.now(), until=until, viewer=request.viewer)
    messages.success(request, _("Those who were there can remark on the minutes now."))


def _remark(request: Request, meeting: Meeting, which: str) -> None:
    form = MinutesRemarkForm(request.POST, items=_items(request, meeting))
    _valid(form)
    text, item = form.cleaned_data["tekst"], form.item()
    actions.remark_on_minutes(_review(meeting), text, at=timezone.now(), viewer=request.viewer, item=item)
    messages.success(request, _("The secretariat has your remark, and answers here."))


def _answer(request: Request, meeting: Meeting, which: str) -> None:
    key = int(which) if which.isdecimal() and len(which) <= len("999999999") else 0
    row = get_object_or_404(
        MinutesRemark.objects.select_related("item__record", "review__meeting"), review=meeting.pk, pk=key
    )
    actions.answer_remark(row, request.POST.get("svar", ""), at=timezone.now(), viewer=request.viewer)
    messages.success(request, _("The answer stands below the remark."))


def _approve(request: Request, meeting: Meeting, which: str) -> None:
    actions.approve_minutes(_review(meeting), at=timezone.now(), viewer=request.viewer)
    messages.success(request, _("You have approved the minutes as they stand."))


def _rule(request: Request, meeting: Meeting, which: str) -> None:
    data = _valid(RuleForm(request.POST)).cleaned_data
    approver = Approver(data["hvem"])
    actions.set_minutes_rule(meeting.body, approver, remark_days=data["dage"], viewer=request.viewer)
    messages.success(request, _("Saved. It holds for minutes that are sent from now on."))


def _plan(request: Request, meeting: Meeting, which: str) -> None:
    form = MomentForm(request.POST, kinds=list(PaperKind))
    _valid(form)
    kind = PaperKind(form.cleaned_data["papir"])
    actions.plan_publication(meeting, kind, due_at=form.due_at(), at=timezone.now(), viewer=request.viewer)
    messages.success(request, _("It is published then, if it can be."))


def _call_off(request: Request, meeting: Meeting, which: str) -> None:
    key = int(which) if which.isdecimal() and len(which) <= len("999999999") else 0
    row = get_object_or_404(
        PlannedPublication.objects.select_related("meeting__record"), meeting=meeting, pk=key
    )
    actions.call_off(row, at=timezone.now(), viewer=request.viewer)
    messages.success(request, _("It is not published by itself any more."))


def _correct(request: Request, meeting: Meeting, which: str) -> None:
    reason = _valid(ReasonForm(request.POST)).cleaned_data["grund"]
    actions.correct(meeting, reason=reason, at=timezone.now(), viewer=request.viewer)
    messages.success(request, _("Correct the minutes now, and publish them again as the next version."))


def _drop(request: Request, meeting: Meeting, which: str) -> None:
    actions.drop_correction(meeting, viewer=request.viewer)
    messages.success(request, _("The correction is given up. The published minutes stand as they are."))


def _nothing(request: Request, meeting: Meeting, which: str) -> None:
    """Do nothing: the button is not known."""


def _review(meeting: Meeting) -> MinutesReview:
    found: MinutesReview = get_object_or_404(
        MinutesReview.objects.select_related("meeting__record"), pk=meeting.pk
    )
    return found


ACTS: Mapping[str, Callable[[Request, Meeting, str], None]] = {
    "send": _send,
    "bemaerk": _remark,
    "svar": _answer,
    "godkend": _approve,
    "regel": _rule,
    "tid": _plan,
    "afbestil": _call_off,
    "ret": _correct,
    "opgiv": _drop,
}
