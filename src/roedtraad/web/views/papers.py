"""The papers of a case and of an item: bring files, bring the next version, close, order, take out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from roedtraad.accounts.addresses import address
from roedtraad.accounts.refusals import Refused
from roedtraad.cases import actions as cases
from roedtraad.cases.actions import PaperGiven
from roedtraad.cases.models import Attachment, CaseDraft
from roedtraad.cases.queries.writing import draft_for
from roedtraad.importing.actions import read_attachments
from roedtraad.meetings import actions
from roedtraad.meetings.models import AgendaItem
from roedtraad.meetings.policy import may_keep
from roedtraad.web.access import login_needed
from roedtraad.web.forms.papers import PapersForm
from roedtraad.web.lookup import seen_or_404
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import allowed_or_404, refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request


@login_needed
@require_POST
def case_papers(request: Request, public_id: str) -> HttpResponse:
    """Do to the papers of a case what a button on its page asks for, and lead back there."""
    draft = draft_for(request.viewer, public_id)
    if draft is None:
        raise Http404
    name, _sign, which = request.POST.get("goer", "").partition(":")
    try:
        ACTS.get(name, _nothing)(request, draft, which)
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect(f"{reverse('case_write', args=[public_id])}#bilag")


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def item_paper(request: Request, public_id: str) -> HttpResponse:
    """Bring a file to an item itself: before the meeting, or afterwards, to be sent with the minutes."""
    item = seen_or_404(
        request, AgendaItem.objects.select_related("meeting__body", "meeting__record"), public_id
    )
    allowed_or_404(may_keep(request.viewer, item.meeting))
    form = PapersForm(request.POST, request.FILES) if request.method == "POST" else PapersForm()
    back = f"{address(item.record, item.title)}#bilag"
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            for file in form.cleaned_data["filer"]:
                actions.add_item_paper(item, file, form.given(), viewer=request.viewer)
            read_attachments()
            _tell(request, len(form.cleaned_data["filer"]))
            return redirect(back)
    crumbs = [
        Crumb(str(item.meeting), address(item.meeting.record, item.meeting)),
        Crumb(item.title, back),
        Crumb(_("Add an attachment")),
    ]
    return show(
        request, "writing/item_paper.html", {"form": form, "item": item, "back": back, "crumbs": crumbs}
    )


def _add(request: Request, draft: CaseDraft, which: str) -> None:
    """Add the files that were chosen; what is wrong with one stops none of the others."""
    form = PapersForm(request.POST, request.FILES)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return
    added = 0
    for file in form.cleaned_data["filer"]:
        try:
            actions.add_case_paper(draft, file, form.given(), viewer=request.viewer)
            added += 1
        except Refused as refusal:
            messages.error(request, f"{file.name}: {refusal.sentence}")
    if added:
        read_attachments()
        _tell(request, added)


def _tell(request: Request, number: int) -> None:
    sentence = ngettext("%(number)s attachment was added.", "%(number)s attachments were added.", number)
    messages.success(request, sentence % {"number": number})


def _version(request: Request, draft: CaseDraft, which: str) -> None:
    paper, file = _paper(draft, which), request.FILES.get("fil")
    if not isinstance(file, UploadedFile):
        raise Refused("cases.no_file", _("Choose the file that you want to attach."))
    actions.add_case_paper_version(paper, file, status=_status(request), viewer=request.viewer)
    read_attachments()
    messages.success(request, _("The new version has taken the place of the old one."))


def _change(request: Request, draft: CaseDraft, which: str) -> None:
    paper = _paper(draft, which)
    given = PaperGiven(request.POST.get("titel", ""), paper.is_closed, _status(request))
    cases.change_paper(paper, given, viewer=request.viewer)
    is_closed = request.POST.get("lukket") == "on"
    reason = request.POST.get("grund", "")
    actions.set_case_paper_closed(paper, is_closed, reason=reason, viewer=request.viewer)
    messages.success(request, _("Saved."))


def _take_out(request: Request, draft: CaseDraft, which: str) -> None:
    reason = request.POST.get("grund", "")
    actions.take_out_case_paper(_paper(draft, which), reason=reason, viewer=request.viewer)
    messages.success(request, _("The attachment was taken out."))


def _move(step: int) -> Callable[[Request, CaseDraft, str], None]:
    def move(request: Request, draft: CaseDraft, which: str) -> None:
        keys = [one.pk for one in cases.standing_papers(draft.case)]
        place = keys.index(_paper(draft, which).pk)
        keys.insert(max(0, min(len(keys) - 1, place + step)), keys.pop(place))
        cases.order_papers(draft, keys, viewer=request.viewer)

    return move


def _nothing(request: Request, draft: CaseDraft, which: str) -> None:
    """Do nothing: the button is not known."""


def _paper(draft: CaseDraft, which: str) -> Attachment:
    rows = Attachment.objects.filter(case=draft.case, record__withdrawn_at=None, replaced_by=None)
    found: Attachment = get_object_or_404(rows.select_related("record", "document"), record__public_id=which)
    return found


def _status(request: Request) -> Attachment.Status:
    told: Any = request.POST.get("status", "")
    return Attachment.Status(told) if told in Attachment.Status.values else Attachment.Status.DRAFT


ACTS: Mapping[str, Callable[[Request, CaseDraft, str], None]] = {
    "tilfoej": _add,
    "version": _version,
    "ret": _change,
    "ud": _take_out,
    "op": _move(-1),
    "ned": _move(1),
}
