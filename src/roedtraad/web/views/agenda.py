"""Where meetings are planned and agendas composed: suggestions that say why, order, time, approval, closing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.cases.queries.writing import unready_drafts
from roedtraad.meetings import actions
from roedtraad.meetings.actions import Planned
from roedtraad.meetings.models import AgendaItem, ItemKind, ItemPlan, Meeting
from roedtraad.meetings.policy import may_approve_agenda, may_keep
from roedtraad.meetings.queries.agenda import AgendaBoard, agenda_board
from roedtraad.meetings.queries.releases import news_since_release
from roedtraad.planning import actions as planning
from roedtraad.planning.models import ClosedAgenda, MeetingTheme
from roedtraad.planning.policy import may_compose
from roedtraad.planning.queries import Suggestion, SuggestionKind, suggestions_for
from roedtraad.planning.wishes import set_theme
from roedtraad.web.access import login_needed
from roedtraad.web.forms.agenda import CancelForm, MeetingForm, planned_of
from roedtraad.web.lookup import key_of, seen_or_404
from roedtraad.web.naming import short_name
from roedtraad.web.parts import Crumb, Key
from roedtraad.web.refusals import allowed_or_404, refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request) -> HttpResponse:
    """Put a meeting into the calendar; then its agenda is composed."""
    form = MeetingForm(request.POST or None, viewer=request.viewer, chosen=request.GET.get("organ", ""))
    if not form.bodies:
        return show(request, "agenda/no_body.html", status=HTTPStatus.FORBIDDEN)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            meeting = actions.plan_meeting(
                form.body(), form.particulars(), viewer=request.viewer, joint_bodies=form.joint_bodies()
            )
            return redirect("agenda", public_id=meeting.record.public_id)
    crumbs = [Crumb(_("meetings").capitalize(), reverse("meetings")), Crumb(_("New meeting"))]
    return show(request, "agenda/plan.html", {"form": form, "crumbs": crumbs})


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, public_id: str) -> HttpResponse:
    """Say anew when and where a meeting is held, or cancel it with a reason."""
    viewer = request.viewer
    meeting = seen_or_404(request, Meeting.objects.select_related("body__record"), public_id)
    allowed_or_404(may_keep(viewer, meeting))
    posted = request.POST if request.method == "POST" else None
    is_cancelling = posted is not None and "aflys" in posted
    form = MeetingForm(None if is_cancelling else posted, viewer=viewer, known=meeting)
    cancel = CancelForm(posted if is_cancelling else None)
    sent = cancel if is_cancelling else form
    if posted is not None and sent.is_valid():
        with refusals_on(sent):
            if is_cancelling:
                actions.cancel_meeting(meeting, reason=cancel.cleaned_data["aarsag"], viewer=viewer)
            else:
                actions.change_meeting(meeting, form.particulars(), viewer=viewer)
            return redirect(address(meeting.record, meeting))
    crumbs = [Crumb(danish.day(meeting.held_on), address(meeting.record, meeting)), Crumb(_("Change"))]
    return show(
        request, "agenda/change.html", {"form": form, "cancel": cancel, "meeting": meeting, "crumbs": crumbs}
    )


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: Request, public_id: str) -> HttpResponse:
    """The agenda of a meeting while it is made: for its secretariat, and for the chairs, who approve it."""
    meeting = _meeting_or_404(request, public_id)
    refusal = ""
    if request.method == "POST":
        try:
            _act(request, meeting)
        except Refused as refused:
            refusal = str(refused.sentence)
            if not request.htmx:
                messages.error(request, refusal)
        if not request.htmx:
            return redirect("agenda", public_id=public_id)
        meeting = _meeting_or_404(request, public_id)
    context = _context(request.viewer, meeting) | {"refusal": refusal}
    return show(request, "agenda/agenda.html", context, part="board")


def _meeting_or_404(request: Request, public_id: str) -> Meeting:
    rows = Meeting.objects.select_related("body__record", "body__collaboration__record")
    meeting = seen_or_404(request, rows, public_id)
    if not may_keep(request.viewer, meeting) and not may_approve_agenda(request.viewer, meeting):
        raise Http404
    return meeting


def _act(request: Request, meeting: Meeting) -> None:
    """Do what a button of the page asks for: its value is the name of the act, and what it is done to."""
    name, _sign, what = request.POST.get("goer", "gem").partition(":")
    if name == "godkend":
        actions.approve_agenda(meeting, at=timezone.now(), viewer=request.viewer)
        return
    may_compose(request.viewer, meeting).or_refuse()
    is_closed = ClosedAgenda.objects.filter(pk=meeting.pk).exists()
    if is_closed and name == "gem" and not list(_changed_rows(request, meeting)):
        return  # what was changed a moment before it was closed went with that
    if is_closed and name not in {"aabn", "nyt", "send"}:
        raise Refused("planning.closed", _("The agenda is closed. Open it again first."))
    if not is_closed:
        _save_rows(request, meeting)
    ACTS.get(name, _nothing)(request, meeting, what)


def _save_rows(request: Request, meeting: Meeting) -> None:
    """Save the fields of the rows that were changed."""
    for item, told in _changed_rows(request, meeting):
        actions.plan_item(item, told, viewer=request.viewer)
    for item in AgendaItem.objects.filter(meeting=meeting).select_related("record"):
        programme = request.POST.get(f"prog-{item.record.public_id}")
        if programme is not None:
            actions.set_programme(item, programme.splitlines(), viewer=request.viewer)


def _changed_rows(request: Request, meeting: Meeting) -> Iterator[tuple[AgendaItem, Planned]]:
    """Yield the items of which something else was sent than stands."""
    for item in AgendaItem.objects.filter(meeting=meeting).select_related("record", "plan"):
        told = planned_of(request.POST, item)
        plan = item.plan if hasattr(item, "plan") else ItemPlan(item=item)
        stood = Planned(
            item.minutes_planned, plan.presenter, plan.guests, plan.heading, plan.pause_minutes, plan.kind
        )
        if told and stood != told:
            yield item, told


def _nothing(request: Request, meeting: Meeting, what: str) -> None:
    """Save the rows only."""


def _move(step: int) -> Callable[[Request, Meeting, str], None]:
    def move(request: Request, meeting: Meeting, what: str) -> None:
        order = _order(meeting)
        if what not in order:
            return
        place = list(order).index(what)
        keys = list(order.values())
        keys.insert(max(0, min(len(keys) - 1, place + step)), keys.pop(place))
        actions.put_in_order(meeting, keys, viewer=request.viewer)

    return move


def _drop(request: Request, meeting: Meeting, what: str) -> None:
    """Put the items in the order that they were dragged into."""
    order = _order(meeting)
    wanted = [order[key] for key in request.POST.get("orden", "").split(",") if key in order]
    actions.put_in_order(meeting, wanted, viewer=request.viewer)


def _take(request: Request, meeting: Meeting, what: str) -> None:
    kind, _sign, key = what.partition("-")
    if kind in set(SuggestionKind) and key_of(key):
        planning.take_in(meeting, SuggestionKind(kind), key_of(key), viewer=request.viewer)
        actions.put_in_order(meeting, list(_order(meeting).values()), viewer=request.viewer)


def _take_all(request: Request, meeting: Meeting, what: str) -> None:
    """Put everything of one kind on the agenda that is not on it yet."""
    for one in suggestions_for(meeting, viewer=request.viewer):
        if one.kind == what and one.taken_by is None:
            planning.take_in(meeting, one.kind, one.key, viewer=request.viewer)
    actions.put_in_order(meeting, list(_order(meeting).values()), viewer=request.viewer)


def _take_off(request: Request, meeting: Meeting, what: str) -> None:
    item = get_object_or_404(AgendaItem, meeting=meeting, record__public_id=what)
    actions.take_off(item, viewer=request.viewer)


def _add(request: Request, meeting: Meeting, what: str) -> None:
    """Add an item with a title of its own; to a closed agenda it is a late one."""
    title = " ".join(request.POST.get("nyt", "").split())
    standing = AgendaItem.objects.filter(meeting=meeting, record__withdrawn_at=None)
    if title and standing.filter(title__iexact=title).exists():
        raise Refused("agenda.twice", _("“%(title)s” is on the agenda already.") % {"title": title})
    is_late = ClosedAgenda.objects.filter(pk=meeting.pk).exists() or "sent" in request.POST
    actions.add_item(meeting, title, viewer=request.viewer, is_supplementary=is_late)
    actions.put_in_order(meeting, list(_order(meeting).values()), viewer=request.viewer)


def _shut(request: Request, meeting: Meeting, what: str) -> None:
    """Close an item to the public, or open it."""
    item = get_object_or_404(AgendaItem, meeting=meeting, record__public_id=what)
    act = actions.open_item if item.is_closed else actions.close_item
    act(item, reason=request.POST.get("grund", ""), viewer=request.viewer)


def _close(request: Request, meeting: Meeting, what: str) -> None:
    reasons = {
        key_of(name.removeprefix("hvorfor-")): str(value)
        for name, value in request.POST.items()
        if name.startswith("hvorfor-")
    }
    planning.close_agenda(meeting, reasons, viewer=request.viewer)


def _send_out(request: Request, meeting: Meeting, what: str) -> None:
    reason = request.POST.get("grund", "")
    release = planning.send_out(meeting, at=timezone.now(), viewer=request.viewer, drafts_because=reason)
    told = {"number": release.version}
    messages.success(request, _("Version %(number)s of the agenda is out with those who meet.") % told)


def _theme(request: Request, meeting: Meeting, what: str) -> None:
    """Say which theme was agreed, or that there is none; an empty field says that nothing was agreed."""
    text = request.POST.get("tema", "").strip()
    set_theme(meeting, "" if what == "intet" else (text or None), viewer=request.viewer)


def _open(request: Request, meeting: Meeting, what: str) -> None:
    planning.open_agenda(meeting, reason=request.POST.get("grund", ""), viewer=request.viewer)


ACTS: Mapping[str, Callable[[Request, Meeting, str], None]] = {
    "op": _move(-1),
    "ned": _move(1),
    "orden": _drop,
    "paa": _take,
    "alle": _take_all,
    "af": _take_off,
    "nyt": _add,
    "laas": _shut,
    "luk": _close,
    "aabn": _open,
    "send": _send_out,
    "tema": _theme,
}


def _order(meeting: Meeting) -> dict[str, int]:
    """Return the items that stand on the agenda, in order: key by public id."""
    rows = AgendaItem.objects.filter(meeting=meeting, record__withdrawn_at=None).order_by("order")
    return dict(rows.values_list("record__public_id", "pk"))


def _context(viewer: Viewer, meeting: Meeting) -> dict[str, object]:
    is_keeper = bool(may_compose(viewer, meeting))
    board = agenda_board(viewer, meeting)
    suggestions = suggestions_for(meeting, viewer=viewer) if is_keeper else ()
    unready = list(unready_drafts(viewer, meeting.body)) if is_keeper else []
    waiting = {draft.pk for draft in unready}
    kept = [one for one in suggestions if one.kind != SuggestionKind.CASE or one.source_id not in waiting]
    closed = ClosedAgenda.objects.filter(pk=meeting.pk).select_related("by").first()
    return {
        "meeting": meeting,
        "body_name": short_name(meeting.body),
        "board": board,
        "item_kinds": ItemKind.choices,
        "theme": MeetingTheme.objects.filter(meeting=meeting).first(),
        "groups": _groups(kept, board),
        "unready": unready,
        "open_ends": [one for one in kept if one.is_due and not one.is_dealt_with],
        "closed": closed,
        "may_compose": is_keeper and closed is None,
        "news": news_since_release(viewer, meeting),
        "may_keep": is_keeper,
        "may_approve": bool(may_approve_agenda(viewer, meeting)),
        "has_approved": any(
            one.at and one.person.user_id == getattr(viewer.user, "pk", 0) for one in board.approvals
        ),
        "crumbs": [
            Crumb(
                meeting.body.collaboration.name,
                address(meeting.body.collaboration.record, meeting.body.collaboration),
            ),
            Crumb(danish.day(meeting.held_on), address(meeting.record, meeting)),
            Crumb(_("Agenda")),
        ],
        "keys": [
            Key(("↑", "↓"), _("choose")),
            Key(("Alt", "↑", "↓"), _("move the item")),
            Key(("N",), _("new item")),
        ],
    }


def _groups(
    rows: list[Suggestion], board: AgendaBoard
) -> list[tuple[SuggestionKind, list[tuple[Suggestion, str]], int]]:
    """Return the suggestions by kind, each with the number of the item that took it in, and how many were."""
    numbers = {line.item.pk: line.item.number for line in board.lines}
    groups = []
    for kind, found in groupby(rows, key=lambda one: one.kind):
        lines = [(one, numbers.get(one.taken_by or 0, "")) for one in found]
        groups.append((kind, lines, sum(one.taken_by is not None for one, _number in lines)))
    return groups
