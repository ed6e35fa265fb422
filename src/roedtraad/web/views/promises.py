"""The register of promises, the most pressing first; and the page of one, with its words and what happened to it."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad import danish
from roedtraad.accounts.addresses import address, address_of
from roedtraad.accounts.models import RecordKind
from roedtraad.commitments.models import EventKind
from roedtraad.commitments.policy import may_act
from roedtraad.commitments.queries import (
    CommitmentLine,
    CommitmentView,
    EventLine,
    commitment_page,
    counts,
)
from roedtraad.commitments.queries import commitments as read_commitments
from roedtraad.commitments.standing import Standing
from roedtraad.documents.masking import hide
from roedtraad.documents.queries import sources_of
from roedtraad.initiatives.queries import volunteers_under
from roedtraad.meetings.queries import papers_of
from roedtraad.web.access import login_needed
from roedtraad.web.forms.promises import STANDINGS, WORDS, Group, PromisesForm
from roedtraad.web.lookup import moved
from roedtraad.web.naming import short_name
from roedtraad.web.parts import Crumb, Shape, Share, Step
from roedtraad.web.promise_acts import BY_NAME, Offered, form_of, offered
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.treated import origin_of

BAR = {Group.KEPT: "kept", Group.OPEN: "open", Group.LOOSE: "loose", Group.DROPPED: "closed"}
ENDED = (EventKind.KEPT, EventKind.DROPPED)


@require_safe
def commitments(request: Request) -> HttpResponse:
    """The register. Seventeen queries at most, on the first page and on the last."""
    viewer = request.viewer
    form = PromisesForm(request.GET, viewer=viewer)
    filters = form.filters()
    page = read_commitments(viewer, filters, page=_number(request.GET.get("side", "")))
    tally = _grouped(counts(viewer, filters))
    context = {
        "form": form,
        "rows": [(line, short_name(line.body), _tag(line)) for line in page.lines],
        "page": page,
        "previous": page.page - 1 if page.page > 1 else None,
        "following": page.page + 1 if page.has_more else None,
        "shares": [Share(BAR[one], tally[one], str(WORDS[one])) for one in BAR],
        "total": sum(tally.values()),
        "said": _said(tally),
        "tells_more": any(line.latest or line.times_asked for line in page.lines),
        "is_narrowed": bool(form.chosen()),
        "list_url": reverse("commitments"),
    }
    return show(request, "promises/list.html", context, part="list")


@require_safe
def commitment(request: Request, public_id: str, slug: str = "") -> HttpResponse:
    """A promise: who owes it, when it is due, its words and their page, what happened. Thirty-nine queries at most."""
    viewer = request.viewer
    found = commitment_page(viewer, public_id)
    if found is None:
        raise Http404
    line = found.line
    # Without contact data also for those who read it: addresses are passed on.
    if there := moved(request, address_of(RecordKind.COMMITMENT, public_id, hide(line.text, ()))):
        return there
    return show_promise(request, found, offered(found, viewer))


def show_promise(request: Request, found: CommitmentView, forms: list[Offered]) -> HttpResponse:
    """Show the page of a promise with these forms."""
    viewer, line = request.viewer, found.line
    public_id = line.public_id
    sources = sources_of(viewer, [line.pk]).get(line.pk, ())
    uses = papers_of(viewer, {source.document.pk for source in sources}) if sources else {}
    context = {
        "line": line,
        "tag": _tag(line),
        "body_name": short_name(line.body),
        "given_url": _given_url(line),
        "origin": origin_of(sources, public_id, uses, "text", "due"),
        "offered": forms,
        "steps": [_step(event) for event in found.history],
        "meeting": _due_meeting(found),
        "volunteers": volunteers_under(viewer, line.item_id),
        "crumbs": [Crumb(_("Promises"), reverse("commitments")), Crumb(_("Promise"))],
    }
    return show(request, "promises/promise.html", context)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def do(request: Request, public_id: str) -> HttpResponse:
    """Do what a form on the page of a promise asks for; with something wrong in it the page shows itself again."""
    viewer = request.viewer
    found = commitment_page(viewer, public_id)
    act = BY_NAME.get(request.POST.get("goer", ""))
    if found is None:
        raise Http404
    if act is None:
        return redirect("commitment", public_id=public_id)
    if act.kind not in found.acts:
        may_act(viewer, found.commitment, act.kind).or_refuse()
    form = form_of(act, request.POST, found, viewer)
    if form.is_valid():
        with refusals_on(form):
            act.do(found, form, viewer)
            messages.success(request, _("It has been written into the history of the promise."))
            return redirect("commitment", public_id=public_id)
    return show_promise(request, found, offered(found, viewer, sent=Offered(act, form)))


def _number(told: str) -> int:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 1


def _grouped(found: Mapping[Standing, int]) -> Mapping[Group, int]:
    return {group: sum(found[one] for one in standings) for group, standings in STANDINGS.items()}


def _said(tally: Mapping[Group, int]) -> str:
    """Return the counts in a sentence, without what there is none of: '1 holdt, 30 løse ender.'"""
    words = {
        Group.KEPT: ngettext("%(number)s is kept", "%(number)s are kept", tally[Group.KEPT]),
        Group.OPEN: ngettext("%(number)s is open", "%(number)s are open", tally[Group.OPEN]),
        Group.LOOSE: ngettext("%(number)s is a loose end", "%(number)s are loose ends", tally[Group.LOOSE]),
        Group.DROPPED: ngettext("%(number)s is dropped", "%(number)s are dropped", tally[Group.DROPPED]),
    }
    told = [words[one] % {"number": danish.number(tally[one])} for one in BAR if tally[one]]
    return f"{danish.listed(told)}." if told else ""


def _tag(line: CommitmentLine) -> tuple[str, str]:
    """Return the kind and the words of the status."""
    if line.standing is Standing.LATE:
        words = ngettext("Late, %(days)s day", "Late, %(days)s days", line.days_late)
        return "loose", words % {"days": danish.number(line.days_late)}
    if line.standing is Standing.KEPT and line.ended_on is not None:
        if line.days_late:
            words = ngettext("Kept %(days)s day late", "Kept %(days)s days late", line.days_late)
            return "kept", words % {"days": danish.number(line.days_late)}
        return "kept", _("Kept %(day)s") % {"day": danish.short_day(line.ended_on)}
    kind = {Standing.LOOSE: "loose", Standing.KEPT: "kept", Standing.DROPPED: ""}.get(line.standing, "open")
    return kind, capfirst(str(line.standing.label))


def _given_url(line: CommitmentLine) -> str:
    """Return the address of the decision that gave it; of its item, where no decision is to be seen."""
    if line.decision_public_id:
        return address_of(RecordKind.DECISION, line.decision_public_id, line.item_title)
    return address_of(RecordKind.ITEM, line.item_public_id, line.item_title)


def _due_meeting(found: CommitmentView) -> EventLine | None:
    """Return the last event that set it for a meeting which the viewer may see, if it is still set for that one."""
    for event in reversed(found.history):
        if event.meeting is not None and event.meeting.pk == found.line.due_meeting_id:
            return event
    return None


def _step(event: EventLine) -> Step:
    """Return something that happened as a step: moved from day to day, kept with what shows it."""
    words = [event.text] if event.text else []
    if event.due_before and event.due_after and event.due_before != event.due_after:
        days = {"before": danish.short_day(event.due_before), "after": danish.short_day(event.due_after)}
        words.append(_("From %(before)s to %(after)s.") % days)
    if event.by:
        words.append(event.by)
    return Step(
        when=danish.short_day(event.on),
        text=capfirst(str(event.kind.label)),
        url=address(event.meeting.record, event.meeting) if event.meeting is not None else "",
        note=" · ".join(words),
        shape=Shape.RESULT if event.kind in ENDED else Shape.PROMISE,
    )
