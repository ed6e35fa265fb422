"""The faces of meetings: one meeting with its agenda and its people, and the calendar of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Person
from roedtraad.checks.models import Finding
from roedtraad.checks.queries import findings_of
from roedtraad.meetings.models import MeetingKind, MeetingState
from roedtraad.meetings.queries import MeetingPage, SeenMeeting, meeting_page, representation_at
from roedtraad.meetings.queries.calendar import beside, coming, meetings_in, years_of
from roedtraad.meetings.queries.expecting import is_expected
from roedtraad.meetings.queries.meetings import PaperLine
from roedtraad.meetings.queries.notes import notes_of
from roedtraad.meetings.queries.papers import items_changed_by_minutes
from roedtraad.meetings.queries.releases import releases_of
from roedtraad.planning.models import MeetingTheme
from roedtraad.planning.policy import may_wish
from roedtraad.publishing.models import Publication
from roedtraad.publishing.policy import may_take_back
from roedtraad.publishing.queries import publications_of
from roedtraad.web.attending import attended, seats_at
from roedtraad.web.forms.meetings import CalendarForm
from roedtraad.web.lookup import moved, seen_among
from roedtraad.web.naming import short_name
from roedtraad.web.navigation import secretariats
from roedtraad.web.parts import Crumb, columns
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request


@require_safe
def meeting(request: Request, public_id: str, slug: str = "") -> HttpResponse | HttpResponsePermanentRedirect:
    """A meeting: its agenda with what was concluded, who was there for which item, its papers. Twenty-four queries at most."""
    viewer = request.viewer
    page = meeting_page(viewer, public_id)
    if page is None:
        raise Http404
    this = page.meeting
    if there := moved(request, address(this.record, this)):
        return there
    items = [line.item_id for line in page.items if line.item_id is not None]
    findings = findings_of(viewer, [this.pk, *items])
    context = {
        "page": page,
        "meeting": this,
        "title": page.title or heading(page.seen),
        "status": status(page.seen),
        "findings": _in_order(findings, [this.pk, *items]),
        "finding_counts": {pk: len(some) for pk, some in findings.items()},
        "changed": items_changed_by_minutes(items) if page.seen.shows_people else frozenset(),
        "seats": seats_at(representation_at(viewer, page.seen, page.attendance)),
        "attended": attended(page.attendance, _seen_people(viewer, page)),
        "beside": beside(viewer, this),
        "releases": releases_of(viewer, page.seen),
        **_for_those_invited(viewer, page),
        "papers": _papers(viewer, page),
        "may_publish": bool(may_take_back(viewer, this)),
        "crumbs": [*crumbs_of(page.seen)[:-1], Crumb(danish.day(this.held_on))],
    }
    return show(request, "meetings/meeting.html", context)


def _for_those_invited(viewer: Viewer, page: MeetingPage) -> dict[str, object]:
    """Return what somebody who knows of the meeting has on its page: the way to their answer, their own notes."""
    if viewer.user is None or not page.seen.is_insider:
        return {}
    notes = notes_of(viewer, [line.item_id for line in page.items if line.item_id is not None])
    is_coming = page.meeting.state == MeetingState.PLANNED
    person = Person.objects.filter(pk=viewer.person_id).first() if is_coming else None
    return {
        "may_note": True,
        "may_wish": bool(may_wish(viewer, page.meeting.body)),
        "theme": MeetingTheme.objects.filter(meeting=page.meeting).first(),
        "may_answer": person is not None and is_expected(page.meeting, person),
        "own_notes": [(line, notes[line.item_id or 0]) for line in page.items if line.item_id in notes],
    }


def _papers(viewer: Viewer, page: MeetingPage) -> list[tuple[PaperLine, Publication | None]]:
    """Return the papers, each with what was made of it, where files were made of it. One query, or none."""
    made = {}
    if any(paper.document is not None for paper in page.papers):
        made = {one.paper.document_id: one for one in publications_of(viewer, page.meeting)}
    return [(paper, made.get(paper.document.pk) if paper.document else None) for paper in page.papers]


def heading(seen: SeenMeeting) -> str:
    """Return what a meeting without a title of its own is called: 'Politisk niveau, fredag den 13. marts 2026'."""
    names = danish.listed(short_name(body) for body in seen.bodies)
    return f"{names}, {danish.weekday(seen.meeting.held_on)}"


def status(seen: SeenMeeting) -> str:
    """Return how far the papers of a meeting have come: 'Referat, offentliggjort 17. marts 2026'."""
    if seen.minutes_published_at is not None:
        return _("Minutes, published %(day)s") % {"day": danish.day(seen.minutes_published_at.date())}
    if seen.agenda_published_at is not None:
        return _("Agenda, published %(day)s") % {"day": danish.day(seen.agenda_published_at.date())}
    kind = MeetingKind(seen.meeting.kind)
    return capfirst(str(kind.label))


def crumbs_of(seen: SeenMeeting) -> list[Crumb]:
    """Return the way to a meeting: its collaboration, its body, its day."""
    this = seen.meeting
    whole = this.body.collaboration
    return [
        Crumb(whole.name, address(whole.record, whole.name)),
        Crumb(short_name(this.body), address(this.body.record, this.body.name)),
        Crumb(danish.day(this.held_on), address(this.record, this)),
    ]


def _seen_people(viewer: Viewer, page: MeetingPage) -> frozenset[int]:
    people = [row.person.pk for row in page.attendance.rows]
    return seen_among(viewer, people) if people else frozenset()


def _in_order(findings: Mapping[int, tuple[Finding, ...]], keys: Iterable[int]) -> list[Finding]:
    """Return the open findings of a meeting in the order of its items."""
    return [one for key in keys for one in findings.get(key, ()) if one.is_open]


@require_safe
def meetings(request: Request) -> HttpResponse:
    """The calendar: what is coming, and a year of what was held, of the bodies that one asks for. Ten queries at most."""
    viewer = request.viewer
    form = CalendarForm(request.GET, viewer=viewer)
    filters = form.filters()
    counts = years_of(viewer, filters)
    year = form.year() or max((one for one in counts if one <= viewer.on.year), default=viewer.on.year)
    page = meetings_in(viewer, filters, year, older_than=request.GET.get("efter", ""))
    chart = {str(one): number for one, number in counts.items()}
    context = {
        "form": form,
        "coming": coming(viewer, filters) if year >= viewer.on.year else (),
        "year": year,
        "chart": columns(chart, urls={one: form.url(aar=one) for one in chart}, chosen=str(year)),
        "lines": [line for line in page.lines if line.meeting.held_on < viewer.on],
        "older": page.older,
        "total": sum(counts.values()),
        "cancelled": MeetingState.CANCELLED,
        "may_plan": secretariats(viewer),
        "calendar_url": reverse("meetings"),
    }
    return show(request, "meetings/meetings.html", context, part="list")
