"""The review page: a page of the document with everything that was read highlighted, the draft beside it."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from roedtraad.importing import queries
from roedtraad.importing.queries.pictures import page_picture
from roedtraad.web.access import login_needed
from roedtraad.web.requests import Request
from roedtraad.web.review.page import place_of, review_or_404, shown_page

KEPT = "private, max-age=600"  # a picture is asked for again with every change of the draft


@login_needed
@require_safe
def draft(request: Request, public_id: str) -> HttpResponse:
    """A part of a draft beside the page that it was read from. At most fifty-five queries, whatever it holds."""
    review = review_or_404(request, public_id)
    return shown_page(request, review, place_of(review, request.GET.dict()))


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
