"""How initiatives go: asked for, answered in five minutes on one page, put on the agenda of a meeting."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.policy import may_keep_body
from roedtraad.initiatives import actions, policy
from roedtraad.initiatives.models import Outlook, StatusReport
from roedtraad.initiatives.queries import keeping_bodies, report_for, reports_of
from roedtraad.meetings.queries import coming_meetings
from roedtraad.web.access import login_needed
from roedtraad.web.forms.status import AnswerForm, AskForm, CalendarForm, DropForm, PlaceForm
from roedtraad.web.lookup import key_of
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.initiatives import crumbs_of, initiative_or_404

DAYS_TO_ANSWER = 14
TAGS = {Outlook.ON_TRACK: "kept", Outlook.ATTENTION: "care", Outlook.STUCK: "loose"}


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def statuses(request: Request, public_id: str) -> HttpResponse:
    """The statuses of an initiative, and a form that asks for one. Eight queries."""
    one = initiative_or_404(request, public_id)
    viewer = request.viewer
    policy.may_answer_for(viewer, one).or_refuse()
    bodies = keeping_bodies(viewer, one.collaboration)
    sent = request.POST if request.POST.get("goer") == "spoerg" else None
    form = AskForm(sent, bodies=bodies, on=viewer.on + timedelta(days=DAYS_TO_ANSWER))
    calendar = CalendarForm(request.POST if request.POST.get("goer") == "kalender" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            actions.ask_status(
                viewer=viewer,
                initiative=one,
                body=form.body_chosen(),
                due_on=data["due_on"],
                question=data["question"],
                asks_priority=data["asks_priority"],
            )
            messages.success(
                request, _("It is asked for. Whoever leads the initiative finds it on their desk.")
            )
            return redirect("statuses", public_id=public_id)
    context = {
        "one": one,
        "rows": [(row, *_tag(row)) for row in reports_of(viewer, one)],
        "form": form if bodies else None,
        "calendar": calendar,
        "bodies": bodies,
        "crumbs": crumbs_of(one, Crumb(_("Status"))),
    }
    return show(request, "initiatives/statuses.html", context)


@login_needed
@require_http_methods(["POST"])
def status_calendar(request: Request, public_id: str) -> HttpResponse:
    """Let a body ask all running initiatives before each of its meetings."""
    one = initiative_or_404(request, public_id)
    bodies = {body.record.public_id: body for body in keeping_bodies(request.viewer, one.collaboration)}
    body = bodies.get(request.POST.get("body", ""))
    form = CalendarForm(request.POST)
    policy.may_keep(request.viewer, one.collaboration).or_refuse()
    if body is None or not form.is_valid():
        messages.error(request, _("Choose a body, and write two numbers of days."))
        return redirect("statuses", public_id=public_id)
    try:
        actions.set_calendar(viewer=request.viewer, body=body, **form.cleaned_data)
        messages.success(request, _("From now on the running initiatives are asked before each meeting."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("statuses", public_id=public_id)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: Request, public_id: str, key: str) -> HttpResponse:
    """One status: the form of whoever answers, saved as they write; once it is sent, what they said."""
    report = _report_or_404(request, public_id, key)
    one = report.initiative
    policy.may_answer_for(request.viewer, one).or_refuse()
    is_asker = bool(may_keep_body(request.viewer, report.body))
    if is_asker and request.POST.get("goer") == "frafald":
        return _dropped(request, report)
    form = AnswerForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        if "autosave" in request.POST:
            return _autosaved(request, report, form)
        with refusals_on(form):
            actions.send_answer(viewer=request.viewer, report=report, answer=form.answer(), at=timezone.now())
            messages.success(request, _("The status is sent. Thank you."))
            return redirect("status", public_id=public_id, key=key)
    is_keeper = bool(policy.may_keep(request.viewer, one.collaboration))
    context = {
        "one": one,
        "report": report,
        "form": form,
        "text": actions.text_of(report),
        "tag": _tag(report),
        "place": _place_form(request, report) if is_keeper else None,
        "drop": DropForm() if is_asker else None,
        "crumbs": crumbs_of(
            one,
            Crumb(_("Status"), reverse("statuses", kwargs={"public_id": public_id})),
            Crumb(danish.day(report.asked_on)),
        ),
    }
    return show(request, "initiatives/status.html", context)


def _dropped(request: Request, report: StatusReport) -> HttpResponse:
    """Say that a status is not needed, for the reason in the form."""
    try:
        reason = request.POST.get("reason", "")
        actions.drop_status(viewer=request.viewer, report=report, at=timezone.now(), reason=reason)
        messages.success(request, _("The status is not asked for any more."))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("status", public_id=report.initiative.record.public_id, key=report.pk)
    return redirect("statuses", public_id=report.initiative.record.public_id)


@login_needed
@require_http_methods(["POST"])
def status_place(request: Request, public_id: str, key: str) -> HttpResponse:
    """Put a status on the agenda of a coming meeting."""
    report = _report_or_404(request, public_id, key)
    policy.may_keep(request.viewer, report.initiative.collaboration).or_refuse()
    form = _place_form(request, report, request.POST)
    if form is not None and form.is_valid():
        try:
            meeting = form.meetings[form.cleaned_data["meeting"]]
            item = actions.put_on_agenda(viewer=request.viewer, report=report, meeting=meeting)
            messages.success(request, _("The status is an item of the agenda now."))
            return redirect(address(item.record, item.title))
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect("status", public_id=public_id, key=key)


def _autosaved(request: Request, report: StatusReport, form: AnswerForm) -> JsonResponse:
    try:
        revision = actions.save_answer(
            viewer=request.viewer,
            report=report,
            answer=form.answer(),
            at=timezone.now(),
            based_on=form.cleaned_data["revision"] or 0,
        )
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal), "fields": {}})
    said = _("Saved %(time)s") % {"time": danish.clock(timezone.localtime())}
    return JsonResponse({"sentence": said, "fields": {"revision": revision}, "version": str(revision)})


def _report_or_404(request: Request, public_id: str, key: str) -> StatusReport:
    report = report_for(request.viewer, key_of(key))
    if report is None or report.initiative.record.public_id != public_id:
        raise Http404
    return report


def _place_form(request: Request, report: StatusReport, data: object = None) -> PlaceForm | None:
    """Return the form that places a status; None where it is not sent, or on an agenda."""
    if report.sent_at is None or report.item_id is not None:
        return None
    meetings = coming_meetings(request.viewer, body=report.body, limit=6)
    return PlaceForm(request.POST if data is not None else None, meetings=meetings) if meetings else None


def _tag(report: StatusReport) -> tuple[str, str]:
    if report.sent_at is None:
        return "open", _("Asked for")
    outlook = Outlook(report.outlook)
    return TAGS[outlook], capfirst(str(outlook.label))
