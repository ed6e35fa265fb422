"""Who sits in a body: those who were entered, and those that only minutes showed, of whom the secretariat says what is so."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies import actions, queries
from roedtraad.bodies.actions.days import Days
from roedtraad.bodies.models import Body, Seat
from roedtraad.bodies.policy import may_keep_body
from roedtraad.web.access import login_needed
from roedtraad.web.forms.seats import NEVER, STILL, ConfirmSeatsForm
from roedtraad.web.lookup import seen_or_404
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request

# What can be said of a seat in the list: the act, and its word.
STEPS = (
    ("skift", gettext_lazy("Pass on")),
    ("afslut", gettext_lazy("End")),
    ("tag-tilbage", gettext_lazy("Take back")),
)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Request, public_id: str) -> HttpResponse:
    """The seats of a body, those that nobody has confirmed, and what is true of them. Four queries besides those of the viewer."""
    this = seen_or_404(request, Body.objects.select_related("collaboration__record"), public_id)
    may_keep_body(request.viewer, this).or_refuse()
    seats = queries.unconfirmed_seats_of(request.viewer, this)
    form = ConfirmSeatsForm(request.POST or None, seats=seats)
    if request.method == "POST" and form.is_valid():
        chosen = list(form.cleaned_data["plads"].select_related("body", "record"))
        with refusals_on(form):
            _settle(request.viewer, this, chosen, answer=form.cleaned_data["svar"])
            sentence = ngettext("One seat is settled.", "%(number)s seats are settled.", len(chosen))
            messages.success(request, sentence % {"number": danish.number(len(chosen))})
            return redirect("body_seats", public_id=public_id)
    there = address(this.record, this.name)
    crumbs = [Crumb(this.name, there), Crumb(_("Seats"))]
    # Proposed are those of the last meeting: who was seen last years ago has rather left.
    last = max((seat.valid_to for seat in seats if seat.valid_to), default=None)
    proposed = [str(seat.pk) for seat in seats if seat.valid_to == last]
    ticked = set(request.POST.getlist("plads") if form.is_bound else proposed)
    rows = [(seat, queries.holder_told(seat), str(seat.pk) in ticked) for seat in seats]
    return show(
        request,
        "bodies/seats.html",
        {
            "body": this,
            "standing": [
                (seat, queries.holder_told(seat)) for seat in queries.standing_seats_of(request.viewer, this)
            ],
            "rows": rows,
            "form": form,
            "steps": STEPS,
            "crumbs": crumbs,
        },
    )


@transaction.atomic
def _settle(viewer: Viewer, body: Body, seats: Sequence[Seat], *, answer: str) -> None:
    """Do what was answered, with all of the seats or with none."""
    if answer == NEVER:
        for seat in seats:
            actions.withdraw_seat(viewer=viewer, seat=seat, reason=_("Minutes seemed to show a seat."))
    elif answer == STILL:
        for seat in seats:
            actions.confirm_seats(viewer=viewer, body=body, seats=[seat], days=Days(seat.valid_from, None))
    else:
        actions.confirm_seats(viewer=viewer, body=body, seats=seats)
