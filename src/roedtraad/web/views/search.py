"""Search: one field, results with the words marked, counts to narrow by, and what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from roedtraad.accounts.addresses import WORDS, address_of
from roedtraad.accounts.models import RecordKind
from roedtraad.search.actions import keep_up
from roedtraad.search.queries import Facet, FacetName, Hit, Piece, Sort, find, suggest
from roedtraad.search.queries.results import LAST_PAGE, PER_PAGE
from roedtraad.web.forms.search import FORM, NAMES, SearchForm
from roedtraad.web.paging import pages_around
from roedtraad.web.parts import Choice
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request

SHOWN = 8  # values of a filter; the rest is folded
TITLES: dict[FacetName, Promise] = {
    FacetName.KIND: _("What it is"),
    FacetName.BODY: _("Body"),
    FacetName.LEVEL: _("Level"),
    FacetName.YEAR: _("Year"),
    FacetName.OUTCOME: _("Outcome"),
}
ORDERS: dict[Sort, Promise] = {
    Sort.BEST: _("Best first"),
    Sort.NEWEST: _("Newest first"),
    Sort.OLDEST: _("Oldest first"),
}
MARK, MARKED = mark_safe("<mark>"), mark_safe("</mark>")
FILES = (RecordKind.ATTACHMENT, RecordKind.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Line:
    """A result with its addresses, and its words as they are marked."""

    hit: Hit
    title: SafeString
    snippets: Sequence[SafeString]
    url: str
    page_url: str  # of the page of the file on which the words stand


@dataclass(frozen=True, slots=True)
class Group:
    """A filter: the values that are shown, and those that are folded away."""

    title: Promise
    choices: Sequence[Choice]
    more: Sequence[Choice]


@require_safe
def search(request: Request) -> HttpResponse:
    """The results of a question. At most seven queries, however large the archive."""
    viewer = request.viewer
    form = SearchForm(request.GET, viewer=viewer)
    filters = form.filters()
    keep_up()
    results = find(viewer, form.words, filters=filters, sort=form.sort, page=form.page)
    if not results.hits and 0 < results.pages < form.page:
        results = find(viewer, form.words, filters=filters, sort=form.sort, page=results.pages)
    unlimited = 0
    if not results.total and form.words and not filters.is_empty:
        unlimited = find(viewer, form.words).total
    groups = [_group(facet, request.GET) for facet in results.facets]
    context = {
        "form": form,
        "form_id": FORM,
        "words": form.words,
        "results": results,
        "is_asked": bool(form.words) or not filters.is_empty,
        "lines": [_line(hit) for hit in results.hits],
        "groups": groups,
        "chosen": [choice for group in groups for choice in (*group.choices, *group.more) if choice.chosen],
        "orders": [_order(sort, form.sort, request.GET) for sort in Sort],
        "pages": pages_around(
            results.hits,
            number=results.page,
            count=results.total,
            per_page=PER_PAGE,
            reachable=PER_PAGE * LAST_PAGE,
        ),
        "unlimited": unlimited,
        "unlimited_url": _url([("q", form.words)]),
        "meant_url": _url([*_without(request.GET, "q", "side"), ("q", results.did_you_mean)]),
    }
    return show(request, "search/search.html", context)


@require_safe
def suggestions(request: Request) -> HttpResponse:
    """How what is being typed may go on: a list for the field, the same for everybody. Three queries at most."""
    found = suggest(request.GET.get("q", ""))
    context = {
        "questions": [(question, _url([("q", question)])) for question in found.questions],
        "records": [
            (record, address_of(record.kind, record.public_id, record.title)) for record in found.records
        ],
    }
    return show(request, "search/suggestions.html", context)


def _line(hit: Hit) -> Line:
    page_url = ""
    if hit.kind in FILES and hit.document_id and hit.page:
        page_url = reverse("document_page", args=[hit.document_id, hit.page])
    return Line(
        hit,
        title=_marked(hit.title_pieces),
        snippets=[_marked(pieces) for pieces in hit.snippets],
        url=address_of(hit.kind, hit.public_id, hit.title),
        page_url=page_url,
    )


def _marked(pieces: Iterable[Piece]) -> SafeString:
    """Return the text with what was asked for in `<mark>`, and everything else escaped."""
    return format_html_join(
        "", "{}{}{}", ((MARK, text, MARKED) if is_hit else ("", text, "") for text, is_hit in pieces)
    )


def _group(facet: Facet, query: QueryDict) -> Group:
    name = NAMES[facet.name]
    choices = []
    for value in facet.values:
        written = WORDS[RecordKind(value.value)] if facet.name is FacetName.KIND else value.value
        url = _url(_toggled(query, name, written))
        choices.append(Choice(capfirst(value.label), url, value.is_chosen, value.count))
    chosen_first = [one for one in choices[SHOWN:] if one.chosen]
    return Group(
        TITLES[facet.name],
        [*choices[:SHOWN], *chosen_first],
        [one for one in choices[SHOWN:] if not one.chosen],
    )


def _order(sort: Sort, now: Sort, query: QueryDict) -> Choice:
    kept = _without(query, "orden", "side")
    return Choice(
        ORDERS[sort], _url(kept if sort is Sort.BEST else [*kept, ("orden", sort.value)]), sort is now
    )


def _toggled(query: QueryDict, name: str, value: str) -> list[tuple[str, str]]:
    """Return the query string with this value of a filter added, or taken out if it is there."""
    values = query.getlist(name)
    changed = [one for one in values if one != value] if value in values else [*values, value]
    return [*_without(query, name, "side"), *((name, one) for one in changed)]


def _without(query: QueryDict, *names: str) -> list[tuple[str, str]]:
    return [
        (key, str(value)) for key, values in query.lists() if key not in names for value in values if value
    ]


def _url(query: Iterable[tuple[str, str]]) -> str:
    return f"{_address()}?{urlencode(list(query))}"


@cache
def _address() -> str:
    return reverse("search")
