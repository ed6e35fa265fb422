"""Before a meeting: whoever is invited answers and notes things for themselves; the secretariat sees who comes."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.models import Record
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Person
from roedtraad.meetings import actions
from roedtraad.meetings.models import AnswerKind
from roedtraad.meetings.policy import may_keep
from roedtraad.meetings.queries import SeenMeeting, seen_meeting
from roedtraad.meetings.queries.expecting import Expecting, expecting
from roedtraad.meetings.queries.notes import notebook
from roedtraad.web.access import login_needed
from roedtraad.web.forms.answering import AnswerForm, GuestForm
from roedtraad.web.naming import short_name
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, public_id: str) -> HttpResponse:
    """Somebody who is invited says whether they come; the secretariat reads all answers, answers for others, invites."""
    seen, found = _invited_or_404(request, public_id)
    posted = request.POST if request.method == "POST" else None
    form = AnswerForm(posted if posted and "goer" not in posted else None, expected=found)
    guest = GuestForm(posted if posted and "goer" in posted else None, viewer=request.viewer, seen=seen)
    if posted is not None:
        act, sent = (_invite, guest) if "goer" in posted else (_answer, form)
        if sent.is_valid():
            with refusals_on(sent):
                act(request, seen, found, sent.cleaned_data)
                return redirect("meeting_answer", public_id=public_id)
    context = {**_named(seen), "found": found, "form": form, "guest": guest, "is_keeper": seen.is_keeper}
    return show(request, "answering/answer.html", context)


def _invited_or_404(request: Request, public_id: str) -> tuple[SeenMeeting, Expecting]:
    seen = seen_meeting(request.viewer, record__public_id=public_id)
    if seen is None or not seen.is_insider:
        raise Http404
    found = expecting(request.viewer, seen)
    if found.own is None and not may_keep(request.viewer, seen.meeting):
        raise Http404
    return seen, found


def _answer(request: Request, seen: SeenMeeting, found: Expecting, told: Mapping[str, object]) -> None:
    people = {str(one.person.pk): one.person for one in found.people}
    person = people.get(str(told.get("hvem") or "")) or (found.own.person if found.own else None)
    if person is None:
        raise Refused("meetings.who", _("Choose whom, and what is to be said."))
    kind = AnswerKind(str(told["svar"]))
    invited = actions.answer(
        seen.meeting,
        person,
        kind,
        at=timezone.now(),
        viewer=request.viewer,
        reason=str(told.get("grund") or ""),
    )
    said = _("The answer has been noted.")
    if invited is not None:
        said = _("The answer has been noted, and %(name)s has been invited.") % {"name": invited.name}
    elif kind == AnswerKind.SUBSTITUTE:
        said = _("The answer has been noted. Nobody is named who could be called; the secretariat sees it.")
    messages.success(request, said)


def _invite(request: Request, seen: SeenMeeting, found: Expecting, told: Mapping[str, object]) -> None:
    person = Person.objects.get(record__public_id=told["gaest"])
    item = None
    if told.get("punkt"):
        item = seen.meeting.items.select_related("record").get(record__public_id=told["punkt"])
    title = str(told.get("titel") or "")
    actions.invite_guest(
        seen.meeting, person, at=timezone.now(), viewer=request.viewer, item=item, title=title
    )
    messages.success(request, _("%(name)s has been invited.") % {"name": person.name})


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: Request, public_id: str) -> HttpResponse:
    """What one notes for oneself about the items and papers of a meeting; nobody else sees it."""
    seen = seen_meeting(request.viewer, record__public_id=public_id)
    if seen is None or not seen.is_insider:
        raise Http404
    rows = notebook(request.viewer, seen)
    if request.method == "POST":
        known = {one.record.public_id: one for row in rows for one in (row.item, *row.papers)}
        for key, one in known.items():
            text = request.POST.get(f"note-{key}")
            if text is not None and text.replace("\r\n", "\n").strip() != one.note:
                _note(request, one.record, text)
        messages.success(request, _("Your notes are kept. Nobody else sees them."))
        return redirect("meeting_notes", public_id=public_id)
    return show(request, "answering/notes.html", {**_named(seen), "rows": rows})


def _note(request: Request, record: Record, text: str) -> None:
    actions.note(record, text.replace("\r\n", "\n"), at=timezone.now(), viewer=request.viewer)


def _named(seen: SeenMeeting) -> dict[str, object]:
    meeting = seen.meeting
    whole = meeting.body.collaboration
    return {
        "seen": seen,
        "meeting": meeting,
        "body_name": short_name(meeting.body),
        "crumbs": [
            Crumb(whole.name, address(whole.record, whole.name)),
            Crumb(danish.day(meeting.held_on), address(meeting.record, meeting)),
            Crumb(_("Participation")),
        ],
    }
