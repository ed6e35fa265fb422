"""The review page: a page of the document with everything that was read highlighted, the draft beside it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roedtraad.importing import queries
from roedtraad.importing.queries import Review
from roedtraad.importing.queries.differences import Difference, newer_reading_of
from roedtraad.importing.queries.differences import differences as differences_of
from roedtraad.importing.queries.pictures import page_picture
from roedtraad.web.access import login_needed
from roedtraad.web.parts import Crumb
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.review.page import address_of_draft, place_of, review_or_404, shown_page
from roedtraad.web.review.shown import written
from roedtraad.web.review.words import field_word, kind_word

KEPT = "private, max-age=600"  # a picture is asked for again with every change of the draft


@login_needed
@require_safe
def draft(request: Request, public_id: str) -> HttpResponse:
    """A part of a draft beside the page that it was read from. At most fifty-five queries, whatever it holds."""
    review = review_or_404(request, public_id)
    return shown_page(request, review, place_of(review, request.GET.dict()))


@dataclass(frozen=True, slots=True)
class Differing:
    """A difference in words: where, what, as it was accepted, and as it is read now; and the page it stands on."""

    where: str
    what: str
    accepted: str
    now: str
    page: int


@login_needed
@require_safe
def differences(request: Request, public_id: str) -> HttpResponse:
    """Where a newer reader reads an accepted document otherwise. Nothing is changed here. At most seventy queries."""
    review = review_or_404(request, public_id)
    draft = review.draft
    newer = newer_reading_of(draft)
    if newer is None or draft.meeting is None:
        raise Http404
    context = {
        "draft": draft,
        "meeting": draft.meeting,
        "newer": newer,
        "rows": [_differing(review, one) for one in differences_of(draft, newer)],
        "crumbs": [
            Crumb(_("Reading in"), reverse("importing")),
            Crumb(draft.document.filename, address_of_draft(public_id)),
            Crumb(_("Read otherwise now")),
        ],
    }
    return show(request, "importing/differences.html", context)


def _differing(review: Review, one: Difference) -> Differing:
    where = _("Item %(number)s") % {"number": one.item} if one.item else _("The meeting and its people")
    what, said = kind_word(one.kind), (one.accepted, one.now)
    if one.field is not None:
        what = f"{what}: {field_word(one.field)}"
        said = (
            written(review, one.kind, one.field, one.accepted),
            written(review, one.kind, one.field, one.now),
        )
    return Differing(where, what, *said, one.page)


@login_needed
@require_safe
def picture(request: Request, public_id: str, number: int) -> HttpResponse:
    """A page of the PDF as a picture; what the viewer may not read is covered."""
    found = queries.draft_for(request.viewer, public_id)
    drawn = page_picture(request.viewer, found, number) if found is not None else None
    if drawn is None:
        raise Http404
    return HttpResponse(
        drawn, status=HTTPStatus.OK, content_type="image/png", headers={"Cache-Control": KEPT}
    )
