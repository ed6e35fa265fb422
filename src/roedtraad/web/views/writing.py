"""Where cases are written: begin one, write in its parts, see what changed, join what two wrote, say that it is ready."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.refusals import Refused
from roedtraad.cases import actions, policy
from roedtraad.cases.models import CaseDraft, CaseRemark, CaseWriter, DraftPart, DraftState
from roedtraad.cases.queries.writing import (
    WritingPage,
    aside_of,
    draft_for,
    versions_of,
    writing_page,
    written_by,
)
from roedtraad.cases.written.differences import difference
from roedtraad.meetings.policy import may_keep
from roedtraad.meetings.queries import coming_meetings
from roedtraad.web.access import login_needed
from roedtraad.web.forms.papers import PapersForm
from roedtraad.web.forms.writing import (
    ACTS,
    SPARE_POINTS,
    BeginForm,
    DetailsForm,
    InviteWriterForm,
    RemarkForm,
    based_on,
    bodies_of,
    field_of,
    html_written,
    points_mark,
    points_written,
)
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.pieces import pieces_by_kind

MOST_KEPT = 12  # more links would hide the meetings


@login_needed
@require_safe
def cases(request: Request) -> HttpResponse:
    """The cases in the making that one writes in or was asked to read, and the meetings they may come to. Four queries."""
    drafts = list(written_by(request.viewer))
    kept = list(BeginForm(None, viewer=request.viewer).bodies.values())
    coming = coming_meetings(request.viewer, limit=20)
    context = {
        "drafts": drafts,
        "may_begin": bool(kept),
        "kept": kept if len(kept) <= MOST_KEPT else [],
        "may_propose": bool(list(bodies_of(request.viewer))),
        "meetings": [line.meeting for line in coming if may_keep(request.viewer, line.meeting)],
    }
    return show(request, "writing/cases.html", context)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponse:
    """Begin a case: its title and its body; then one writes."""
    form = BeginForm(request.POST or None, viewer=request.viewer, chosen=request.GET.get("organ", ""))
    if not form.bodies:
        return show(request, "writing/no_body.html", status=HTTPStatus.FORBIDDEN)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            draft = actions.begin_draft(form.cleaned_data["titel"], body=form.body(), viewer=request.viewer)
            return redirect("case_write", public_id=draft.case.record.public_id)
    crumbs = [Crumb(_("Cases in the making"), reverse("cases_written")), Crumb(_("New case"))]
    return show(request, "writing/begin.html", {"form": form, "crumbs": crumbs})


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, public_id: str) -> HttpResponse:
    """A case in the making. Sent by hand or, a moment after one stops writing, by the page itself."""
    draft = _draft_or_404(request, public_id)
    form = DetailsForm(request.POST or None, draft=draft, viewer=request.viewer)
    if request.method != "POST":
        return show(request, "writing/write.html", _context(request, draft, form))
    policy.may_write(request.viewer, draft).or_refuse()
    is_valid = form.is_valid()
    with refusals_on(form):
        aside = _save(request, draft, form if is_valid else None)
        if "autosave" in request.POST:
            return _saved(request, public_id, aside, form)
        if aside:
            return redirect("case_join", public_id=public_id, key=aside[0])
        if is_valid:
            messages.success(request, _("Saved."))
            return redirect("case_write", public_id=public_id)
    if "autosave" in request.POST:
        return _saved(request, public_id, [], form)
    return show(request, "writing/write.html", _context(request, draft, form))


def _save(request: Request, draft: CaseDraft, form: DetailsForm | None) -> list[str]:
    """Save what was written; return the parts of which another had written something else."""
    viewer, posted, at = request.viewer, request.POST, timezone.now()
    aside: list[str] = []
    for part in draft.parts.order_by("order"):
        if part.kind == DraftPart.Kind.POINTS:
            points = points_written(posted)
            if points is None:
                continue
            answer = actions.write_points(
                draft, points, based_on=based_on(posted, part.key), at=at, viewer=viewer
            )
        else:
            html = html_written(posted, part)
            if html is None:
                continue
            answer = actions.write_part(part, html, based_on=based_on(posted, part.key), at=at, viewer=viewer)
        aside += [part.key] if answer.is_aside else []
    if form is not None and form.has_changed():
        actions.write_particulars(draft, form.told(), based_on=based_on(posted, "details"), viewer=viewer)
    return aside


def _saved(request: Request, public_id: str, aside: list[str], form: DetailsForm) -> JsonResponse:
    """Return what the page is to say after it saved itself: new revisions, and what is to be looked at now."""
    draft = _draft_or_404(request, public_id)
    page = writing_page(request.viewer, draft)
    fields = {"details_rev": str(draft.revision), **_marks(page)}
    faults = [str(error) for errors in form.errors.values() for error in errors]
    sentence = _("Saved at %(clock)s") % {"clock": danish.clock(timezone.now())}
    return JsonResponse(
        {
            "fields": {
                name: value for name, value in fields.items() if name.removesuffix("_rev") not in aside
            },
            "sentence": " ".join(faults) or sentence,
            "version": _version(page),
            "parts": {
                "kontrol": render_to_string("writing/checks.html", {"page": page, "form": form}, request)
            },
        }
    )


def _marks(page: WritingPage) -> Mapping[str, str]:
    """Return the fields that tell from what one writes."""
    found: dict[str, str] = {}
    for part in page.parts:
        found[f"{part.key}_rev"] = str(part.revision)
        if part.kind == DraftPart.Kind.TEXT:
            found[f"{part.key}_was"] = field_of(part).was
    return found | {"points_was": points_mark((one.act, one.text) for one in page.points)}


def _version(page: WritingPage) -> str:
    return f"{page.draft.revision}.{sum(part.revision for part in page.parts)}"


def _context(request: Request, draft: CaseDraft, form: DetailsForm) -> Mapping[str, object]:
    page = writing_page(request.viewer, draft)
    wished = request.GET.get("flere", "")
    spare = min(int(wished), 10) if wished.isdigit() else SPARE_POINTS
    points = [(number, one.act, one.text) for number, one in enumerate(page.points, start=1)]
    points += [(len(points) + n, "", "") for n in range(1, (spare if points else max(spare, 2)) + 1)]
    return {
        "page": page,
        "draft": draft,
        "form": form,
        "fields": [field_of(part) for part in page.parts],
        "marks": _marks(page),
        "version": _version(page),
        "points": points,
        "more_points": len(points) - len(page.points) + 3,
        "acts": ACTS,
        "can_write": page.may_write and draft.state == DraftState.DRAFT,
        "invite": InviteWriterForm(None, viewer=request.viewer, draft=draft) if page.may_invite else None,
        "remark": RemarkForm(None),
        "pieces": pieces_by_kind(draft),
        "papers_form": PapersForm(auto_id="bilag-%s") if page.may_add_papers else None,
        "is_answering": page.may_invite and draft.state == DraftState.PROPOSED,
        "case_url": address(draft.case.record, draft.case.title),
        "crumbs": [Crumb(_("Cases in the making"), reverse("cases_written")), Crumb(draft.case.title)],
    }


@login_needed
@require_safe
def versions(request: Request, public_id: str, key: str) -> HttpResponse:
    """What was written in a part, by whom and when, with the words that came and went. Five queries."""
    draft = _draft_or_404(request, public_id)
    part = get_object_or_404(DraftPart, draft=draft, key=key)
    context = {
        "draft": draft,
        "part": part,
        "lines": versions_of(part),
        "crumbs": _crumbs(draft, _("Versions")),
    }
    return show(request, "writing/versions.html", context)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Request, public_id: str, key: str) -> HttpResponse:
    """Two wrote in the same part: both texts side by side, and a field in which they become one."""
    draft = _draft_or_404(request, public_id)
    part = get_object_or_404(DraftPart, draft=draft, key=key)
    aside = aside_of(request.viewer, part)
    if aside is None:
        return redirect("case_write", public_id=public_id)
    if request.method == "POST":
        chosen = {"mine": aside.html, "theirs": part.html}.get(request.POST.get("brug", ""))
        html = chosen if chosen is not None else html_written(request.POST, part)
        answer = actions.write_part(
            part,
            part.html if html is None else html,
            based_on=based_on(request.POST, key),
            at=timezone.now(),
            viewer=request.viewer,
        )
        if not answer.is_aside:
            messages.success(request, _("The two texts are one now. Both are kept among the versions."))
            return redirect("case_write", public_id=public_id)
        messages.warning(request, _("Somebody wrote again in the meantime. Look at it once more."))
        return redirect("case_join", public_id=public_id, key=key)
    context = {
        "draft": draft,
        "part": part,
        "field": field_of(part),
        "aside": aside,
        "change": difference(part.html, aside.html),
        "crumbs": _crumbs(draft, _("Two wrote at once")),
    }
    return show(request, "writing/join.html", context)


@login_needed
@require_POST
def ready(request: Request, public_id: str) -> HttpResponse:
    """Say that a case is ready, or that it is written again."""
    draft = _draft_or_404(request, public_id)
    try:
        if request.POST.get("igen"):
            actions.take_back(draft, viewer=request.viewer)
            messages.success(request, _("The case is a draft again."))
        else:
            actions.mark_ready(draft, at=timezone.now(), viewer=request.viewer)
            messages.success(request, _("The case is ready. It stands among the suggestions for the agenda."))
    except Refused as refusal:
        if refusal.code != "cases.not_ready":
            raise
        messages.error(request, str(refusal.sentence))
    return redirect("case_write", public_id=public_id)


@login_needed
@require_POST
def invite(request: Request, public_id: str) -> HttpResponse:
    """Invite somebody to write in a case or to read it, or take an invitation back."""
    draft = _draft_or_404(request, public_id)
    if ended := request.POST.get("slut", ""):
        row = get_object_or_404(CaseWriter, draft=draft, person__record__public_id=ended)
        actions.end_writer(row, viewer=request.viewer)
        return redirect("case_write", public_id=public_id)
    form = InviteWriterForm(request.POST, viewer=request.viewer, draft=draft)
    if form.is_valid():
        person = form.people[form.cleaned_data["person"]]
        may_write = form.cleaned_data["maa"] == "skrive"
        actions.invite_writer(draft, person, may_write=may_write, viewer=request.viewer)
        messages.success(request, _("%(name)s is invited.") % {"name": person.name})
    else:
        messages.error(request, _("Choose whom you invite."))
    return redirect("case_write", public_id=public_id)


@login_needed
@require_POST
def remark(request: Request, public_id: str) -> HttpResponse:
    """Say something to a case in the making, or say that a remark has been dealt with."""
    draft = _draft_or_404(request, public_id)
    settled = request.POST.get("klaret", "")
    if settled.isdigit():
        row = get_object_or_404(CaseRemark, draft=draft, pk=settled)
        actions.settle_remark(row, at=timezone.now(), viewer=request.viewer)
    else:
        text = request.POST.get("bemaerkning", "")
        actions.remark(draft, text, at=timezone.now(), viewer=request.viewer)
        messages.success(request, _("Those who write the case see your remark."))
    return redirect("case_write", public_id=public_id)


def _draft_or_404(request: Request, public_id: str) -> CaseDraft:
    draft = draft_for(request.viewer, public_id)
    if draft is None:
        raise Http404
    return draft


def _crumbs(draft: CaseDraft, here: str) -> list[Crumb]:
    return [
        Crumb(_("Cases in the making"), reverse("cases_written")),
        Crumb(draft.case.title, reverse("case_write", args=[draft.case.record.public_id])),
        Crumb(here),
    ]
