"""Where the secretariat makes the papers of a meeting public, and takes them back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.meetings.models import Meeting, PaperKind
from roedtraad.publishing import actions
from roedtraad.publishing.policy import may_take_back
from roedtraad.publishing.queries import Outlook, Way, outlook_of
from roedtraad.web.access import login_needed
from roedtraad.web.forms.publishing import EVERYTHING, PublishForm, TakeBackForm
from roedtraad.web.lookup import seen_or_404
from roedtraad.web.naming import short_name
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import allowed_or_404, refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request

PUBLISH, TAKE_BACK = "offentliggoer", "tilbage"


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: Request, public_id: str) -> HttpResponse:
    """What will be public and what stays closed, and the forms that publish and take back. Six queries."""
    rows = Meeting.objects.select_related("body__record", "body__collaboration__record")
    meeting = seen_or_404(request, rows, public_id)
    allowed_or_404(may_take_back(request.viewer, meeting))
    outlook = outlook_of(request.viewer, meeting)
    act = request.POST.get("goer", "") if request.method == "POST" else ""
    publishing = PublishForm(request.POST if act == PUBLISH else None, papers=outlook.papers)
    taking_back = TakeBackForm(request.POST if act == TAKE_BACK else None, versions=outlook.versions)
    if act == PUBLISH and publishing.is_valid():
        with refusals_on(publishing):
            _publish(request, meeting, outlook, publishing)
            return redirect("meeting_publish", public_id=public_id)
    if act == TAKE_BACK and taking_back.is_valid():
        with refusals_on(taking_back):
            _take_back(request, meeting, outlook, taking_back)
            return redirect("meeting_publish", public_id=public_id)
    names = {"body": short_name(meeting.body), "day": danish.day(meeting.held_on)}
    context = {
        "meeting": meeting,
        "name": _("%(body)s, %(day)s") % names,
        "outlook": outlook,
        "form": publishing,
        "back": taking_back,
        "crumbs": [
            Crumb(short_name(meeting.body), address(meeting.body.record, meeting.body.name)),
            Crumb(danish.day(meeting.held_on), address(meeting.record, meeting)),
            Crumb(_("Publish")),
        ],
    }
    return show(request, "publishing/publish.html", context)


def _publish(request: Request, meeting: Meeting, outlook: Outlook, form: PublishForm) -> None:
    """Publish a paper in its own way: what was read as it is, what was written here as files."""
    kind = form.kind()
    chosen = next(one for one in outlook.papers if one.kind == kind)
    if chosen.way == Way.MADE:
        version = actions.issue(meeting, kind, viewer=request.viewer).paper.version
    else:
        act = actions.publish_minutes if kind == PaperKind.MINUTES else actions.publish_agenda
        version = act(meeting, viewer=request.viewer).version
    told = {"paper": capfirst(str(kind.label)), "number": version}
    messages.success(request, _("%(paper)s, version %(number)s, can now be read by everybody.") % told)


def _take_back(request: Request, meeting: Meeting, outlook: Outlook, form: TakeBackForm) -> None:
    what, reason = form.cleaned_data["hvad"], form.cleaned_data["grund"]
    if what == EVERYTHING:
        actions.unpublish(meeting, reason=reason, viewer=request.viewer)
    else:
        chosen = next(one for one in outlook.versions if one.public_id == what)
        actions.take_back(chosen, reason=reason, viewer=request.viewer)
    messages.success(request, _("It has been taken back. What was copied meanwhile cannot be called back."))
