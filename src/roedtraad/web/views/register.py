"""The register of decisions: narrowed by a form, page by page, and as a file for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roedtraad.accounts.policy import Viewer
from roedtraad.meetings.models import OutcomeKind
from roedtraad.meetings.queries import DecisionLine, RegisterFilters, csv_rows
from roedtraad.search.queries.register import register as read_register
from roedtraad.search.queries.register import tally_of
from roedtraad.web.forms.register import RegisterForm
from roedtraad.web.naming import short_name
from roedtraad.web.parts import Choice
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request

# Before the first decision of all: what comes after it, backwards, is the oldest page.
BEGINNING = "0001-01-01.0"
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # tells a spreadsheet that the file is UTF-8
PER_PAGE = 50
SHORT = 32  # letters


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the register in the order that was asked for; the keys lead to the pages beside it."""

    lines: tuple[DecisionLine, ...]
    before: str
    after: str


@require_safe
def register(request: Request) -> HttpResponse:
    """The register. Fourteen queries at most, on the first page and on the last."""
    viewer = request.viewer
    form = RegisterForm(request.GET, viewer=viewer)
    filters = form.filters()
    leaf, tally = leaf_of(viewer, filters, request), tally_of(viewer, filters)
    context = {
        "form": form,
        "leaf": leaf,
        "rows": [(line, short_name(line.body), _said(line)) for line in leaf.lines],
        "several": len({line.body.collaboration_id for line in leaf.lines}) > 1,
        "tally": tally.found,
        "outcomes": _outcomes(tally.by_outcome, form, filters.outcome),
        "is_narrowed": bool(set(form.chosen()) - {"orden"} - _unticked(form)),
        "oldest_first": form.is_oldest_first,
        "register_url": reverse("decisions"),
        "csv_url": reverse("decisions_csv"),
    }
    return show(request, "meetings/register.html", context, part="list")


def _outcomes(
    counts: Mapping[OutcomeKind, int], form: RegisterForm, chosen: OutcomeKind | None
) -> list[Choice]:
    """Return the outcomes that there are, each with its number; first, all of them. Nothing where there is no choice."""
    if chosen is not None and chosen not in counts:
        counts = {**counts, chosen: 0} if counts else {}
    if len(counts) < 2:
        return []
    every = Choice(_("All outcomes"), form.url(udfald=""), chosen is None)
    return [
        every,
        *(
            Choice(capfirst(str(kind.label)), form.url(udfald=kind.value), kind is chosen, number)
            for kind, number in counts.items()
        ),
    ]


def _said(line: DecisionLine) -> str:
    """Return the beginning of what was decided; nothing where the outcome says it all ('Godkendt.')."""
    return line.text if len(line.text) > SHORT else ""


def _unticked(form: RegisterForm) -> set[str]:
    return set() if form.chosen().get("penge") else {"penge"}


def leaf_of(viewer: Viewer, filters: RegisterFilters, request: Request) -> Leaf:
    """Return the page that the query string asks for: `?efter=` and `?foer=` are keys."""
    after, before = request.GET.get("efter", ""), request.GET.get("foer", "")
    if request.GET.get("orden") != "aeldste":
        page = read_register(viewer, filters, older_than=after, newer_than=before, limit=PER_PAGE)
        return Leaf(page.lines, page.newer, page.older)
    if before:
        page = read_register(viewer, filters, older_than=before, limit=PER_PAGE)
    else:
        page = read_register(viewer, filters, newer_than=after or BEGINNING, limit=PER_PAGE)
    has_before = bool(after or before)
    return Leaf(tuple(reversed(page.lines)), page.older if has_before else "", page.newer)


@require_safe
def as_csv(request: Request) -> StreamingHttpResponse:
    """The same decisions as a file: UTF-8 with a mark, semicolons, as Danish spreadsheets read it."""
    viewer = request.viewer
    filters = RegisterForm(request.GET, viewer=viewer).filters()
    name = _("decisions-%(day)s.csv") % {"day": viewer.on.isoformat()}
    response = StreamingHttpResponse(
        _written(csv_rows(viewer, filters, pages=read_register), request),
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def _written(rows: Iterable[tuple[str, ...]], request: Request) -> Iterator[str]:
    """Yield the lines; the last cell, the address, becomes a whole one."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield MARK
    for number, row in enumerate(rows):
        *cells, address = row
        yield str(writer.writerow([*cells, request.build_absolute_uri(address) if number else address]))
