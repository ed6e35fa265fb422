"""Agreements with visions, focus areas and initiatives, and which of them are only words; one focus area."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.documents.queries import sources_of
from roedtraad.initiatives import policy
from roedtraad.initiatives.models import FocusState, Initiative, State, Told
from roedtraad.initiatives.queries import (
    FocusLine,
    agreement_for,
    agreement_tree,
    agreements_of,
    cohorts_of,
    cooperations_of,
    evaluations_of,
    focus_aims_of,
    focus_area_for,
    focus_areas_of,
    focus_histories_of,
    focus_lines,
    indicators_beside,
    kept_collaborations,
    kin_of,
    principles_beside,
    ranks_of,
)
from roedtraad.web.initiative_page import tag_of
from roedtraad.web.lookup import moved
from roedtraad.web.measured import tables_of
from roedtraad.web.navigation import secretariats
from roedtraad.web.parts import Crumb, Step
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.sources import Cited, newest, page_url

FocusRow = tuple[FocusLine, tuple[str, str], list[tuple[Initiative, tuple[str, str]]]]


@require_safe
def agreements(request: Request) -> HttpResponse:
    """Every agreement, the focus areas in order, principles, cooperation agreements, cohorts, numbers. Twenty-four queries."""
    viewer = request.viewer
    kept = kept_collaborations(viewer) if secretariats(viewer) else ()
    measured = indicators_beside(viewer)
    context = {
        "agreements": agreements_of(viewer),
        "focus": _by_collaboration(focus_areas_of(viewer)),
        "cooperations": cooperations_of(viewer),
        "cohorts": cohorts_of(viewer),
        "principles": [
            (line, [(one, tag_of(state)) for one, state in line.initiatives])
            for line in principles_beside(viewer)
        ],
        "numbers": [table for _series, table in tables_of(measured)],
        "measured": [one.indicator for one in measured if one.indicator.collaboration in kept],
        "may_write": bool(kept),
        "kept": kept,
        "crumbs": [Crumb(_("Initiatives"), reverse("initiatives")), Crumb(_("Agreements and focus areas"))],
    }
    return show(request, "initiatives/agreements.html", context)


@require_safe
def agreement(request: Request, public_id: str, slug: str = "") -> HttpResponse:
    """An agreement: its visions and principles, and what is done for each. Nineteen queries at most."""
    viewer = request.viewer
    this = agreement_for(viewer, public_id)
    if this is None:
        raise Http404
    if there := moved(request, address(this.record, this.name)):
        return there
    tree = agreement_tree(viewer, this)
    rows = [
        (
            line,
            [_focus_row(area) for area in line.focus_areas],
            [(one, tag_of(state)) for one, state in line.initiatives],
        )
        for line in (*tree.visions, *tree.principles)
    ]
    source = newest(sources_of(viewer, [this.pk]).get(this.pk, ()), "name")
    context = {
        "this": this,
        "kin": kin_of(viewer, this),
        "visions": rows[: len(tree.visions)],
        "principles": rows[len(tree.visions) :],
        "only_words": [line.vision for line in tree.visions if line.is_only_words],
        "evaluations": [
            one
            for one in evaluations_of(viewer, collaboration=this.collaboration)
            if one.evaluation.agreement_id == this.pk
        ],
        "source_url": page_url(source.document, source.page, Cited(public_id, source.field))
        if source
        else "",
        "may_keep": bool(policy.may_keep(viewer, this.collaboration)),
        "crumbs": [
            Crumb(this.collaboration.name, address(this.collaboration.record, this.collaboration.name)),
            Crumb(_("Agreements and focus areas"), reverse("agreements")),
            Crumb(this.name),
        ],
    }
    return show(request, "initiatives/agreement.html", context)


@require_safe
def focus_area(request: Request, public_id: str, slug: str = "") -> HttpResponse:
    """A focus area: when it was chosen, how it stands and why, its initiatives, its words. Sixteen queries at most."""
    viewer = request.viewer
    this = focus_area_for(viewer, public_id)
    if this is None:
        raise Http404
    if there := moved(request, address(this.record, this.name)):
        return there
    line = focus_lines(viewer, [this])[0]
    sources = sources_of(viewer, [this.pk]).get(this.pk, ())

    def url(row: Told) -> str:
        source = newest(sources, row.cited_as)
        return page_url(source.document, source.page, Cited(public_id, source.field)) if source else ""

    steps = [
        (_step(row, row == line.stand), url(row))
        for row in focus_histories_of(viewer, [this]).get(this.pk, ())
    ]
    context = {
        "this": this,
        "line": line,
        "tag": tag_of(State(line.stand.state) if line.stand else None),
        "ranks": [(row, url(row)) for row in ranks_of(viewer, this)],
        "steps": steps,
        "initiatives": [(one, tag_of(state)) for one, state in line.initiatives],
        "aims": focus_aims_of(viewer, [this.pk]).get(this.pk, ()),
        "may_keep": bool(policy.may_keep(viewer, this.collaboration)),
        "crumbs": [
            Crumb(this.collaboration.name, address(this.collaboration.record, this.collaboration.name)),
            Crumb(_("Agreements and focus areas"), reverse("agreements")),
            Crumb(this.name),
        ],
    }
    return show(request, "initiatives/focus_area.html", context)


def _step(row: FocusState, is_here: bool) -> Step:
    """Return how a focus area stood from a day on."""
    note = " · ".join(word for word in (row.reason, row.awaits, row.went_on) if word)
    return Step(danish.day(row.on), capfirst(str(State(row.state).label)), note=note, here=is_here)


def _by_collaboration(lines: Iterable[FocusLine]) -> list[tuple[str, list[FocusRow]]]:
    """Return the focus areas of each collaboration, in their order, under its name."""
    found: dict[str, list[FocusRow]] = {}
    for line in lines:
        found.setdefault(line.area.collaboration.name, []).append(_focus_row(line))
    return sorted(found.items(), key=lambda pair: danish.alphabetical(pair[0]))


def _focus_row(line: FocusLine) -> FocusRow:
    """Return a focus area with the tag of its state, and its initiatives with theirs."""
    state = State(line.stand.state) if line.stand else None
    return line, tag_of(state), [(one, tag_of(own)) for one, own in line.initiatives]
