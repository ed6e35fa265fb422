"""A draft is corrected: values written, things added, removed, joined and divided, changes taken back.

Every form carries the version of the draft that its page showed. Whoever comes second is told, sees both, and has
their words in the form as before.
"""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roedtraad.importing import actions
from roedtraad.importing.actions import Outdated
from roedtraad.importing.models import Correction
from roedtraad.importing.queries import Review
from roedtraad.importing.sheet.things import MAIN, Field, Kind
from roedtraad.web.access import login_needed
from roedtraad.web.forms.review import SplitForm, ThingForm
from roedtraad.web.lookup import key_of
from roedtraad.web.refusals import refusals_on, refusals_told
from roedtraad.web.requests import Request
from roedtraad.web.review.page import conflict_of, found_for, place_of, review_or_404, shown_page
from roedtraad.web.review.where import Where, item_at


def version_of(request: Request) -> int:
    """Return the version that the page showed; what cannot be read is older than any."""
    told = request.POST.get("version", "")
    return int(told) if told.isdecimal() and len(told) < 9 else 0


def back(at: Where, ref: str = "") -> HttpResponse:
    """Lead back to the place, with nothing being written."""
    return redirect(f"{at.plain.url}#t-{ref}" if ref else at.plain.url)


@login_needed
@require_POST
def write(request: Request, public_id: str) -> HttpResponse:
    """Save what was written of a thing, all of it or nothing."""
    review = review_or_404(request, public_id)
    at = place_of(review, request.POST.dict())
    thing = review.sheet.thing(at.edit)
    if thing is None:
        messages.error(request, _("This is not in the draft any more. Here is what it says now."))
        return back(at)
    found = found_for(request, review, at)
    form = ThingForm(request.POST, review=review, kind=thing.kind, thing=thing, found=found)
    if form.is_valid():
        try:
            with refusals_on(form, but=(Outdated,)):
                _save(request, review, form, thing.ref)
                return back(at, thing.ref)
        except Outdated as refused:
            return _told(request, public_id, at, form, refused)
    return shown_page(request, review, at, form=form)


@transaction.atomic
def _save(request: Request, review: Review, form: ThingForm, ref: str) -> None:
    """Write each value that differs; a place that was marked alone is kept too."""
    told = form.values()
    marked = str(form.cleaned_data.get("marked_field") or "")
    if form.thing is not None and form.cleaned_data.get("marked") and marked in set(Field):
        told.setdefault(Field(marked), form.thing.get(Field(marked)))
    version, viewer = version_of(request), request.viewer
    if form.chosen() and form.thing is not None:
        name = form.thing.get(Field.NAME)
        actions.choose_name(review.draft, name, form.chosen(), version=version, viewer=viewer)
    for field, value in told.items():
        actions.set_value(
            review.draft, ref, field, value, version=version, viewer=viewer, marked=form.place(field, value)
        )


def _told(
    request: Request, public_id: str, at: Where, form: ThingForm | SplitForm, refused: Outdated
) -> HttpResponse:
    """Show what changed meanwhile, and the form with the words of this person; sent again, they count."""
    now = review_or_404(request, public_id)
    conflict = conflict_of(now, refused, form, version=version_of(request))
    return shown_page(request, now, at, form=form, conflict=conflict)


@login_needed
@require_POST
def add(request: Request, public_id: str) -> HttpResponse:
    """Add a person, or a part of the item."""
    review = review_or_404(request, public_id)
    at = place_of(review, request.POST.dict())
    item = item_at(review.sheet, at.part)
    if at.new not in set(Kind) or (at.new == Kind.PERSON) != (item is None):
        return back(at)
    kind = Kind(at.new)
    form = ThingForm(request.POST, review=review, kind=kind)
    if form.is_valid():
        values = form.values()
        try:
            with refusals_on(form, but=(Outdated,)):
                actions.add_thing(
                    review.draft,
                    kind,
                    values,
                    version=version_of(request),
                    viewer=request.viewer,
                    item=item.ref if item is not None else "",
                    spans=form.place(MAIN[kind], values.get(MAIN[kind], "")),
                )
                return back(at)
        except Outdated as refused:
            return _told(request, public_id, at, form, refused)
    return shown_page(request, review, at, form=form)


@login_needed
@require_POST
def split(request: Request, public_id: str) -> HttpResponse:
    """Begin a new item inside this one."""
    review = review_or_404(request, public_id)
    at = place_of(review, request.POST.dict())
    form = SplitForm(request.POST, review=review, item=item_at(review.sheet, at.part))
    if form.is_valid():
        try:
            with refusals_on(form, but=(Outdated,)):
                actions.split_item(
                    review.draft,
                    form.place()[0],
                    number=form.cleaned_data["number"],
                    title=form.cleaned_data["title"],
                    version=version_of(request),
                    viewer=request.viewer,
                )
                return back(at)
        except Outdated as refused:
            return _told(request, public_id, at, form, refused)
    return shown_page(request, review, at, form=form)


@login_needed
@require_POST
def remove(request: Request, public_id: str) -> HttpResponse:
    """Take a thing out of the draft; its words stay in the document."""
    review = review_or_404(request, public_id)
    at = place_of(review, request.POST.dict())
    ref = request.POST.get("ret", "")
    with refusals_told(request):
        actions.remove_thing(review.draft, ref, version=version_of(request), viewer=request.viewer)
    return back(at)


@login_needed
@require_POST
def merge(request: Request, public_id: str) -> HttpResponse:
    """Let an item be a part of another."""
    review = review_or_404(request, public_id)
    at = place_of(review, request.POST.dict())
    with refusals_told(request):
        actions.merge_items(
            review.draft,
            request.POST.get("ret", ""),
            into=request.POST.get("sammen_med", ""),
            version=version_of(request),
            viewer=request.viewer,
        )
    return back(at)


@login_needed
@require_POST
def undo(request: Request, public_id: str) -> HttpResponse:
    """Take a change back."""
    review = review_or_404(request, public_id)
    at = place_of(review, request.POST.dict())
    key = request.POST.get("rettelse", "")
    row = Correction.objects.filter(draft=review.draft, pk=key_of(key)).first()
    if row is None:
        return back(at)
    with refusals_told(request):
        actions.take_back(review.draft, row, version=version_of(request), viewer=request.viewer)
        messages.success(request, _("The change has been taken back."))
    return back(at)
