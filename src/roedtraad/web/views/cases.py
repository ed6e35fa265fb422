"""The face of a case: its whole way through the bodies, its papers, and the cases that belong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.cases.models import CaseLink
from roedtraad.meetings.models import OutcomeKind
from roedtraad.meetings.queries import CaseNeighbour, CasePage, Step, StepKind, case_page, papers_of
from roedtraad.web.lookup import moved
from roedtraad.web.parts import Crumb, Shape
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.route import body_name, day_of, note_of, shape_of, url_of
from roedtraad.web.treated import origin_of


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on the way, with all that is known of it."""

    when: str
    body: str
    body_url: str
    title: str
    url: str
    recommender: str
    points: Sequence[str]
    kinds: Sequence[OutcomeKind]
    is_changed: bool
    note: str
    shape: Shape


@require_safe
def case(request: Request, public_id: str, slug: str = "") -> HttpResponse | HttpResponsePermanentRedirect:
    """A case with its route. Twenty-two queries at most, however long its way."""
    viewer = request.viewer
    page = case_page(viewer, public_id)
    if page is None:
        raise Http404
    if there := moved(request, address(page.case.record, page.title)):
        return there
    uses = papers_of(viewer, {source.document.pk for source in page.sources}) if page.sources else {}
    own = page.case.record.public_id
    whole = page.case.collaboration
    context = {
        "page": page,
        "case": page.case,
        "title": page.title,
        "stops": [_stop(step, today=viewer.on) for step in page.route.steps],
        "origin": origin_of(page.sources, own, uses, "title", "case", "text"),
        "neighbours": [(_relation(one), one) for one in page.neighbours],
        "summary": _summary(page, today=viewer.on),
        "lacks_files": any(paper.attachment.document is None for paper in page.papers),
        "crumbs": [Crumb(whole.name, address(whole.record, whole.name)), Crumb(_("Case"))],
    }
    return show(request, "meetings/case.html", context)


def _stop(step: Step, *, today: date) -> Stop:
    body = step.body
    return Stop(
        when=day_of(step) if step.kind is not StepKind.PLANNED else "",
        body=body_name(step),
        body_url=address(body.record, body.name) if body is not None else "",
        title=step.item_title,
        url=url_of(step),
        recommender=step.recommender_body.name if step.recommender_body else step.recommender_as_written,
        points=tuple(point.text for point in step.points),
        kinds=step.outcomes,
        is_changed=step.is_changed,
        note=note_of(step, today=today),
        shape=shape_of(step),
    )


def _summary(page: CasePage, *, today: date) -> str:
    """Return how far the case has come, in a sentence or two."""
    held = [step for step in page.route.steps if step.on is not None and step.on < today]
    coming = [step for step in page.route.steps if step.on is not None and step.on >= today]
    said = _treated(held)
    if not coming:
        return said
    again = {"body": body_name(coming[0]), "day": day_of(coming[0])}
    return f"{said} {_('On the agenda of %(body)s, %(day)s.') % again}"


def _treated(held: Sequence[Step]) -> str:
    if not held:
        return _("No body has treated the case yet.")
    bodies = {step.body.pk for step in held if step.body}
    words = {
        "stops": danish.number(len(held)),
        "bodies": danish.number(len(bodies)),
        "first": day_of(held[0]),
        "last": day_of(held[-1]),
    }
    if len(held) == 1:
        return _("Treated once, %(first)s.") % words
    if len(bodies) == 1:
        return _("Treated %(stops)s times in one body, from %(first)s to %(last)s.") % words
    return _("Treated %(stops)s times in %(bodies)s bodies, from %(first)s to %(last)s.") % words


def _relation(one: CaseNeighbour) -> str:
    """Return what another case is to this one."""
    kind = CaseLink.Kind(one.kind)
    if kind is CaseLink.Kind.CONTINUES:
        return _("Continues") if one.is_second else _("Is continued by")
    if kind is CaseLink.Kind.SPLIT_FROM:
        return _("Was split from") if one.is_second else _("Was split into")
    return capfirst(str(kind.label))
