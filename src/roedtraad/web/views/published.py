"""What was published, to take away: files, the calendar entry of a meeting; and whether a file is genuine."""

from __future__ import annotations

from http import HTTPStatus

from django.http import FileResponse, Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.meetings.models import PaperKind
from roedtraad.meetings.queries import seen_meeting
from roedtraad.publishing.binder import bound
from roedtraad.publishing.models import FileFormat
from roedtraad.publishing.queries import (
    Verdict,
    Verified,
    calendar_of,
    file_of,
    look_of,
    open_file,
    verify,
)
from roedtraad.publishing.queries.binding import binder_of
from roedtraad.web.forms.publishing import LARGEST_BYTES, VerifyForm
from roedtraad.web.limits import is_too_often
from roedtraad.web.naming import short_name
from roedtraad.web.parts import Crumb
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request

MOST_BINDERS = 10  # a minute from one address
MOST_TRIES = 20  # files a minute from one address
KINDS = {
    Verdict.GENUINE: "kept",
    Verdict.OUTDATED: "care",
    Verdict.ALTERED: "loose",
    Verdict.UNKNOWN: "loose",
}


@require_safe
def file(request: Request, public_id: str, file_format: str) -> FileResponse:
    """A published file, for those who may see the paper; saved, never shown inside our pages. One query."""
    found = (
        file_of(request.viewer, public_id, FileFormat(file_format))
        if file_format in FileFormat.values
        else None
    )
    if found is None:
        raise Http404
    document = found.document
    return FileResponse(
        open_file(found), as_attachment=True, filename=document.filename, content_type=document.media_type
    )


@require_safe
def calendar(request: Request, public_id: str) -> HttpResponse:
    """A meeting as an entry for one's own calendar. Four queries."""
    found = calendar_of(request.viewer, public_id)
    if found is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="moede-{public_id}.ics"'}
    return HttpResponse(found, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
def binder(request: Request, public_id: str) -> HttpResponse:
    """A meeting with all its papers as one file, as far as one may read them. 35 queries at most."""
    seen = seen_meeting(request.viewer, record__public_id=public_id)
    found = binder_of(request.viewer, seen) if seen is not None else None
    if seen is None or found is None:
        raise Http404
    is_stranger = request.viewer.user is None
    if is_stranger and is_too_often(request, "samlet", times=MOST_BINDERS, seconds=60):
        return show(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    if request.method == "HEAD":
        return HttpResponse(content_type="application/pdf")
    data = bound(found, at=timezone.now(), logo=look_of(seen.meeting.body_id).logo)
    headers = {
        "Content-Disposition": f'attachment; filename="moede-{seen.meeting.held_on.isoformat()}-samlet.pdf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def try_file(request: Request) -> HttpResponse:
    """Anybody drops a file, and is told what it is. Four queries at most; the file is not kept."""
    form = VerifyForm(request.POST, request.FILES) if request.method == "POST" else VerifyForm()
    verified = None
    if request.method == "POST" and is_too_often(request, "efterproev", times=MOST_TRIES, seconds=60):
        return show(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    if request.method == "POST" and form.is_valid():
        verified = verify(form.cleaned_data["fil"].read(), viewer=request.viewer)
    context = {
        "form": form,
        "largest": danish.size(LARGEST_BYTES),
        "verified": verified,
        "kind": KINDS[verified.verdict] if verified else "",
        "told": _told(verified) if verified else "",
        "meeting_url": _meeting_url(verified) if verified else "",
        "is_taken_back": _is_taken_back(verified) if verified else False,
        "crumbs": [Crumb(_("Try a file"))],
    }
    return show(request, "publishing/try.html", context)


def _told(verified: Verified) -> str:
    """Return which paper it is, or says that it is; '' for what is not known."""
    if verified.publication is None:
        return ""
    paper = verified.publication.paper
    names = {
        "body": short_name(paper.meeting.body),
        "day": danish.day(paper.meeting.held_on),
        "number": paper.version,
    }
    if paper.kind == PaperKind.AGENDA:
        return _("Agenda, %(body)s, %(day)s, version %(number)s") % names
    if paper.kind == PaperKind.DECISIONS:
        return _("List of decisions, %(body)s, %(day)s, version %(number)s") % names
    return _("Minutes, %(body)s, %(day)s, version %(number)s") % names


def _meeting_url(verified: Verified) -> str:
    if verified.publication is None:
        return ""
    meeting = verified.publication.paper.meeting
    return address(meeting.record, meeting)


def _is_taken_back(verified: Verified) -> bool:
    """Return whether this version is out of sight for others; only who keeps or follows the meeting gets to know."""
    return verified.publication is not None and verified.publication.paper.published_at is None
