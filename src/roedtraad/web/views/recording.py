"""The screen of a meeting: recorded while it is held, in one place; others follow it as it is written."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad import danish
from roedtraad.accounts.policy import visible
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body, Person
from roedtraad.commitments.queries import of_item
from roedtraad.meetings import actions
from roedtraad.meetings.actions import Listing
from roedtraad.meetings.models import AgendaItem, MeetingState, Participant, PartyConsent, Statement
from roedtraad.meetings.policy import may_keep
from roedtraad.meetings.queries import SeenMeeting, seen_meeting
from roedtraad.meetings.queries.agenda import agenda_board
from roedtraad.meetings.queries.sitting import (
    PhraseLine,
    SittingPage,
    latest_act,
    minutes_since,
    parties_of,
    phrases_of,
    sitting_page,
)
from roedtraad.web.access import login_needed
from roedtraad.web.attending import seats_at
from roedtraad.web.forms.writing import mark
from roedtraad.web.naming import short_name
from roedtraad.web.parts import Key
from roedtraad.web.recording import (
    ADDED_AS,
    CHOICES,
    SAID,
    add_somebody,
    give_promise,
    radios_of,
    save_choice,
    save_consents,
    save_decision,
    save_statements,
    set_attendance,
    standard_phrases,
)
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.voting import apologies_in_words, save_votes, sides_of, vote_rows


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: Request, public_id: str) -> HttpResponse:
    """One page for the whole meeting: who keeps it records, the others of the body follow."""
    seen = _seen_or_404(request, public_id)
    page = sitting_page(request.viewer, seen, request.GET.get("punkt", ""))
    if request.method != "POST":
        return show(request, "recording/sitting.html", _context(request, page))
    may_keep(request.viewer, seen.meeting).or_refuse()
    refusal, answer = "", None
    try:
        answer = _act(request, page)
    except Refused as refused:
        refusal = str(refused.sentence)
    if "autosave" in request.POST:
        return _saved(request, public_id, refusal)
    if refusal:
        context = _context(request, page) | {"refusal": refusal, "typed_text": request.POST.get("beslutning")}
        return show(request, "recording/sitting.html", context, status=HTTPStatus.CONFLICT)
    return answer or redirect(_url(public_id, page.current.item.record.public_id if page.current else ""))


def _seen_or_404(request: Request, public_id: str) -> SeenMeeting:
    seen = seen_meeting(request.viewer, record__public_id=public_id)
    if seen is None or not seen.is_insider or seen.meeting.state == MeetingState.CANCELLED:
        raise Http404
    return seen


def _act(request: Request, page: SittingPage) -> HttpResponse | None:
    """Save what was typed, and do what the button asks for; return where it leads, None for the same item."""
    viewer, posted, meeting = request.viewer, request.POST, page.seen.meeting
    name, _sign, what = posted.get("goer", "gem").partition(":")
    if name == "begynd":
        actions.begin_meeting(meeting, at=timezone.now(), viewer=viewer)
        return redirect(_url(meeting.record.public_id))
    if name == "slut":
        actions.end_meeting(meeting, at=timezone.now(), viewer=viewer)
        messages.success(request, _("The meeting has ended. What was recorded is the draft of the minutes."))
        return redirect("minutes", public_id=meeting.record.public_id)
    recorded = page.current
    if recorded is None:
        return None
    if "beslutning" in posted:
        save_decision(posted, recorded, viewer=viewer)
        save_choice(posted, recorded, viewer=viewer)
        parties = parties_of(meeting)
        save_consents(posted, recorded, parties, viewer=viewer)
        save_votes(posted, recorded, parties, viewer=viewer)
        if "autosave" not in posted:
            save_statements(posted, recorded, viewer=viewer)
    if name == "loefte":
        _promises_are_public(page)
        give_promise(posted, recorded, viewer=viewer)
    elif name == "fremmoede":
        set_attendance(posted, meeting, recorded, viewer=viewer)
    elif name == "tilfoej":
        add_somebody(posted, meeting, recorded, _people(request, page), viewer=viewer)
    elif name == "frase":
        _append(request, page, what)
    elif name == "afbud":
        _append_text(request, page, apologies_in_words(page.attendance))
    elif name == "gaa":
        return _go(request, page, what)
    return None


def _promises_are_public(page: SittingPage) -> None:
    """Refuse a promise while published minutes are corrected."""
    if page.correction is not None:
        raise Refused(
            "publishing.correction",
            _(
                "A promise is public at once, and no part of a correction. Record it when the corrected minutes are published."
            ),
        )


def _append(request: Request, page: SittingPage, text: str) -> None:
    """Put a standard phrase at the end of the decision, and choose its outcome where none is chosen."""
    fresh = sitting_page(request.viewer, page.seen, _shown(page)).current
    if fresh is None:
        return
    phrase = next((one for one in _phrases(page) if one.text == text), None)
    if phrase is None:
        return
    posted = request.POST.copy()
    posted["beslutning"] = "\n".join(part for part in (fresh.text.rstrip(), phrase.text) if part)
    posted["beslutning_was"] = mark(fresh.text)
    for radio in radios_of(fresh):
        if phrase.kind and not radio.chosen:
            posted[radio.name] = phrase.kind
    save_decision(posted, fresh, viewer=request.viewer)


def _append_text(request: Request, page: SittingPage, words: str) -> None:
    """Put words at the end of the decision, where it does not say them already."""
    fresh = sitting_page(request.viewer, page.seen, _shown(page)).current
    if fresh is None or not words or words in fresh.text:
        return
    posted = request.POST.copy()
    posted["beslutning"] = "\n".join(part for part in (fresh.text.rstrip(), words) if part)
    posted["beslutning_was"] = mark(fresh.text)
    save_decision(posted, fresh, viewer=request.viewer)


def _go(request: Request, page: SittingPage, what: str) -> HttpResponse:
    meeting = page.seen.meeting
    item = AgendaItem.objects.filter(meeting=meeting, record__public_id=what).select_related("record").first()
    if item is not None and page.sitting is not None and page.sitting.ended_at is None:
        actions.go_to(meeting, item, at=timezone.now(), viewer=request.viewer)
    return redirect(_url(meeting.record.public_id, what))


def _saved(request: Request, public_id: str, refusal: str) -> JsonResponse:
    """Return what the page is to say after it saved itself."""
    page = sitting_page(request.viewer, _seen_or_404(request, public_id), request.GET.get("punkt", ""))
    text = page.current.text if page.current else ""
    fields = {} if refusal else {"beslutning_was": mark(text)}
    sentence = _("Saved at %(clock)s") % {"clock": danish.clock(timezone.now())}
    return JsonResponse(
        {
            "fields": fields,
            "sentence": refusal or sentence,
            "version": mark(text),
            "parts": {
                "mangler": _missing(page),
                "punkter": render_to_string("recording/items.html", _items(page), request),
            },
        }
    )


def _missing(page: SittingPage) -> str:
    if page.current is None or not page.current.missing:
        return ""
    return _("Outcome missing for %(number)s of %(all)s") % {
        "number": page.current.missing,
        "all": len(page.current.points),
    }


@login_needed
@require_safe
def live(request: Request, public_id: str) -> HttpResponse:
    """What those who follow a meeting see; 304 while nothing was recorded. Six queries then."""
    seen = _seen_or_404(request, public_id)
    who = request.viewer.user.pk if request.viewer.user else 0
    stamp = f"{latest_act(seen.meeting)}/{who}/{request.viewer.on}/{request.GET.get('punkt', '')}"
    etag = f'"{sha256(stamp.encode()).hexdigest()[:20]}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        page = sitting_page(request.viewer, seen, request.GET.get("punkt", ""))
        response = show(request, "recording/live.html", _read(request, page))
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _url(public_id: str, item: str = "") -> str:
    return f"{reverse('sitting', args=[public_id])}{f'?punkt={item}' if item else ''}"


def _shown(page: SittingPage) -> str:
    return page.current.item.record.public_id if page.current else ""


def _phrases(page: SittingPage) -> tuple[PhraseLine, ...]:
    return phrases_of(page.seen.meeting.body) or standard_phrases()


def _items(page: SittingPage) -> dict[str, object]:
    return {
        "page": page,
        "shown": _shown(page),
        "base": reverse("sitting", args=[page.seen.meeting.record.public_id]),
    }


def _read(request: Request, page: SittingPage) -> dict[str, object]:
    """Return what both those who record and those who follow see."""
    current = page.current
    states = page.attendance.at_item(current.item.pk) if current else ()
    before, after = page.neighbours
    now: datetime = timezone.now()
    return {
        **_items(page),
        "meeting": page.seen.meeting,
        "body_name": short_name(page.seen.meeting.body),
        "current": current,
        "states": states,
        "seats": seats_at(page.representation),
        "before": before,
        "after": after,
        "missing": _missing(page),
        "is_here": bool(page.sitting and current and page.sitting.item_id == current.item.pk),
        "minutes_here": minutes_since(page.sitting.item_begun_at if page.sitting else None, now),
        "promises": of_item(request.viewer, current.item.pk) if current else (),
        "live_url": f"{reverse('sitting_live', args=[page.seen.meeting.record.public_id])}?punkt={request.GET.get('punkt', '')}",
    }


def _context(request: Request, page: SittingPage) -> dict[str, object]:
    viewer, meeting, current = request.viewer, page.seen.meeting, page.current
    context = _read(request, page)
    if not may_keep(viewer, meeting):
        return context
    parties = parties_of(meeting) if current else ()
    board = agenda_board(viewer, meeting)
    return context | {
        "may_record": page.sitting is not None and current is not None,
        "may_begin": page.sitting is None,
        "times": {line.item.pk: line.at for line in board.lines},
        "radios": radios_of(current) if current else [],
        "choices": CHOICES,
        "bodies": list(Body.objects.filter(collaboration=meeting.body.collaboration_id, valid_to=None)),
        "text_was": mark(current.text) if current else "",
        "phrases": _phrases(page),
        "said": SAID,
        "statement_kinds": Statement.Kind.choices,
        "consents": [(party, current.consents.get(party.pk)) for party in parties] if current else [],
        "sides": sides_of(parties, current.consents) if current else [],
        "votes": vote_rows(parties, current.votes) if current else [],
        "apologies": apologies_in_words(page.attendance),
        "added_as": [(one.value, one.label) for one in ADDED_AS],
        "answers": PartyConsent.Answer.choices,
        "people": list(_people(request, page).values()),
        "later": [line for line in page.items if line.item_id is not None],
        "keys": [
            Key(("A",), _("attendance")),
            Key(("L",), _("new promise")),
            Key(("S",), _("consent")),
            Key(("B",), _("remark to the minutes")),
            Key(("PgDn",), _("next item")),
        ],
    }


def _people(request: Request, page: SittingPage) -> dict[str, Listing]:
    """Return whom one can put on the list: people whom the secretariat knows, and who are not on it."""
    listed = Participant.objects.filter(meeting=page.seen.meeting).values("person")
    rows = Person.objects.filter(visible(request.viewer), same_as=None).exclude(pk__in=listed)
    return {
        row.record.public_id: Listing(row) for row in rows.select_related("record").order_by("name")[:500]
    }
