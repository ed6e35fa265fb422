"""The faces of an item and of the decision made under it: what was asked, what was said, where it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roedtraad.accounts.addresses import address, address_of
from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.cases.models import PieceKind
from roedtraad.checks.queries import findings_of
from roedtraad.commitments.queries.adoptions import adoptions_of
from roedtraad.commitments.queries.lists import of_item
from roedtraad.documents.queries import Source, hidden_words
from roedtraad.fund.embedding import embedded
from roedtraad.fund.queries import money_of_decision
from roedtraad.meetings.models import SectionKind
from roedtraad.meetings.policy import may_keep
from roedtraad.meetings.queries import (
    DecisionPage,
    DocumentUse,
    ItemPage,
    Route,
    decision_page,
    item_page,
    papers_of,
)
from roedtraad.meetings.queries.pieces import PieceLine, pieces_of
from roedtraad.meetings.queries.seeing import shown
from roedtraad.web.lookup import moved
from roedtraad.web.naming import case_title, short_name
from roedtraad.web.page_picture import HEIGHT, WIDTH, Stroke, strokes
from roedtraad.web.parts import Crumb, Link, Quote, Step
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.route import steps_around
from roedtraad.web.sources import SeenSource, newest, quote_of, seen_source, source_url
from roedtraad.web.treated import (
    asked_of,
    ballots_of,
    lead_in,
    origin_of,
    parts_of,
    printed_of,
    recommendation_of,
    remarks_of,
)
from roedtraad.web.views.meetings import crumbs_of

Page = HttpResponse | HttpResponsePermanentRedirect


@require_safe
def item(request: Request, public_id: str, slug: str = "") -> Page:
    """An item: its texts, what was recommended and concluded, who was away, its papers. Forty queries at most."""
    viewer = request.viewer
    page = item_page(viewer, record__public_id=public_id)
    if page is None:
        raise Http404
    title = page.line.title or ""
    if there := moved(request, address_of(RecordKind.ITEM, public_id, title)):
        return there
    uses = _uses(viewer, page)
    own = page.sources.get(page.line.item_id or 0, ())
    context = {
        **_treated(viewer, page, uses),
        "parts": [replace(part, text=embedded(viewer, part.text)) for part in parts_of(page, uses)],
        "origin": origin_of(own, public_id, uses, "title"),
        "pieces": _pieces(viewer, page),
        "absence": printed_of(page, SectionKind.ABSENCE),
        "findings": findings_of(viewer, [page.line.item_id or 0]).get(page.line.item_id or 0, ()),
        "crumbs": [*crumbs_of(page.seen), Crumb(_item_name(page))],
    }
    return show(request, "meetings/item.html", context)


@require_safe
def decision(request: Request, public_id: str, slug: str = "") -> Page:
    """A decision: recommendation beside outcome, the words and their page, what came before and after. Fifty queries at most."""
    viewer = request.viewer
    found = decision_page(viewer, public_id)
    if found is None:
        raise Http404
    page = found.item
    title = page.line.title or ""
    if there := moved(request, address_of(RecordKind.DECISION, public_id, title)):
        return there
    uses = _uses(viewer, page)
    context = {
        **_treated(viewer, page, uses),
        **_words(viewer, found, uses),
        "money": money_of_decision(viewer, page.decision.decision_id) if page.decision else (),
        "adoptions": adoptions_of(viewer, [page.decision.decision_id]) if page.decision else (),
        "may_adopt": may_keep(viewer, page.seen.meeting) and bool(viewer.user),
        "permanent": request.build_absolute_uri(request.path),
        "ways": [_way(route, page, today=viewer.on) for route in found.routes],
        "crumbs": [*crumbs_of(page.seen), Crumb(_item_name(page), _item_url(page)), Crumb(_("Decision"))],
    }
    return show(request, "meetings/decision.html", context)


def _pieces(viewer: Viewer, page: ItemPage) -> list[tuple[str, list[PieceLine]]]:
    """Return alternatives, questions, quotations and programme, by kind. Three queries at most."""
    key = page.line.item_id or 0
    found = pieces_of(viewer, [key]).get(key, ())
    hidden = hidden_words(viewer, record_ids=[key]).get(key, ()) if found else ()
    for line in found:
        for field in ("label", "text", "answer"):
            words = shown(getattr(line.piece, field), is_keeper=page.seen.is_keeper, words=hidden)
            setattr(line.piece, field, words)
    return [(kind, [one for one in found if one.kind == kind]) for kind in PieceKind]


def _uses(viewer: Viewer, page: ItemPage) -> Mapping[int, DocumentUse]:
    """Return what the files are in which the item was read. One query, or none."""
    documents = {source.document.pk for found in page.sources.values() for source in found}
    return papers_of(viewer, documents) if documents else {}


def _treated(viewer: Viewer, page: ItemPage, uses: Mapping[int, DocumentUse]) -> Mapping[str, object]:
    """Return what both pages show of an item. Ten queries for its promises, two where there are none."""
    recommendation = recommendation_of(page, uses)
    decided = page.decision
    return {
        "page": page,
        "meeting": page.seen.meeting,
        "body_name": short_name(page.seen.meeting.body),
        "title": page.line.title,
        "recommendation": recommendation,
        "lead_in": lead_in(recommendation),
        "asked": asked_of(page),
        "decision": decided,
        "promises": of_item(viewer, page.line.item_id or 0),
        "lacks_files": any(one.document is None for one in page.attachments),
        "remarks": remarks_of(decided.outcomes) if decided else (),
        "ballots": ballots_of(decided) if decided else (),
        "cases": [
            Link(_("Case"), case_title(line.case), address(line.case.record, case_title(line.case)))
            for line in page.cases
            if line.case is not None
        ],
    }


def _item_name(page: ItemPage) -> str:
    if not page.line.number:
        return _("Item")
    return _("Item %(number)s") % {"number": page.line.number}


def _item_url(page: ItemPage) -> str:
    return address_of(RecordKind.ITEM, page.line.public_id or "", page.line.title)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a small drawing."""

    strokes: Sequence[Stroke]
    width: int = WIDTH
    height: int = HEIGHT


def _words(viewer: Viewer, found: DecisionPage, uses: Mapping[int, DocumentUse]) -> Mapping[str, object]:
    """Return the words of the decision as they stand on their page. At most nine queries."""
    decided = found.decision
    sources = found.item.sources.get(decided.decision_id, ())
    record = Record(pk=decided.decision_id, public_id=decided.public_id, kind=RecordKind.DECISION)
    seen = seen_source(viewer, record, newest(sources, "text", "outcome."))
    if seen is None:
        return {}
    return {"quote": _quote(seen, sources, uses), "picture": Picture(strokes(seen.page.text, seen.spans))}


def _quote(seen: SeenSource, sources: Sequence[Source], uses: Mapping[int, DocumentUse]) -> Quote:
    """Return the words that say what was concluded, among those around them; the link marks all of the decision."""
    told = newest(sources, "outcome.")
    nearer = SeenSource(told, seen.record, seen.page) if told is not None else seen
    is_here = told is not None and (told.page, told.reading) == (seen.source.page, seen.source.reading)
    quote = quote_of(nearer if is_here and nearer.spans else seen, uses)
    return replace(quote, url=source_url(seen.source, seen.record))


@dataclass(frozen=True, slots=True)
class Way:
    """The way of a case around this decision; `others` stops are left out."""

    title: str
    url: str
    steps: Sequence[Step]
    others: int
    number: int


def _way(route: Route, page: ItemPage, *, today: date) -> Way:
    steps, others = steps_around(route.steps, page.line.public_id or "", today=today)
    title = case_title(route.case)
    return Way(title, address(route.case.record, title), steps, others, len(route.steps))
