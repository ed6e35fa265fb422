"""What is written about a body, all at `/organ/<id>/skriv/<what>`: a form, and what it saves. And its terms of reference."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad.accounts.addresses import address
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies import actions, queries
from roedtraad.bodies.models import Body, Person
from roedtraad.bodies.models.dated import not_over_on
from roedtraad.bodies.policy import may_keep_body
from roedtraad.web.access import login_needed
from roedtraad.web.forms import body_acts as forms
from roedtraad.web.lookup import seen_or_404
from roedtraad.web.parts import Crumb
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.body_standing import STANDING
from roedtraad.web.views.register_acts import Act, written

BODIES = Body.objects.select_related("collaboration__record", "collaboration__region", "parent", "level")


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, public_id: str, what: str) -> HttpResponse:
    """Show the form of an act, or do it."""
    this = seen_or_404(request, BODIES, public_id)
    may_keep_body(request.viewer, this).or_refuse()
    return written(request, this, what, acts=ACTS, route="body_write")


@require_safe
def terms(request: Request, public_id: str) -> HttpResponse:
    """All versions of a body's terms of reference, the newest first; drafts only for those who keep the body."""
    this = seen_or_404(request, BODIES, public_id)
    may_keep = bool(may_keep_body(request.viewer, this))
    versions = [one for one in queries.versions_of_terms(this) if may_keep or not one.is_draft]
    context = {
        "body": this,
        "versions": versions,
        "may_keep": may_keep,
        "crumbs": [Crumb(this.name, address(this.record, this.name)), Crumb(_("Terms of reference"))],
    }
    return show(request, "bodies/terms.html", context)


def _seats_page(body: Body) -> str:
    return reverse("body_seats", kwargs={"public_id": body.record.public_id})


def _asked(request: Request) -> dict[str, str]:
    return {"seat": request.GET.get("plads", "")}


def _give_form(request: Request, body: Body) -> forms.GiveSeatForm:
    choices = queries.choices_for(request.viewer, body)
    initial = {"first": request.viewer.on}
    return forms.GiveSeatForm(request.POST or None, viewer=request.viewer, choices=choices, initial=initial)


@transaction.atomic
def _give(request: Request, body: Body, form: forms.GiveSeatForm) -> str:
    actions.create_seat(
        viewer=request.viewer,
        body=body,
        details=form.details(),
        person=_holder(request.viewer, body, form),
        office=form.office_chosen(),
        days=form.days(),
    )
    return _seats_page(body)


def _holder(viewer: Viewer, body: Body, form: forms.HolderForm) -> Person | None:
    """Return the person who was chosen, or enter the new one; None where the seat goes to an office."""
    if form.name():
        details = actions.PersonDetails(name=form.name())
        return actions.create_person(viewer=viewer, details=details, bodies=[body])
    return form.known()


def _pass_form(request: Request, body: Body) -> forms.PassSeatForm:
    choices = queries.choices_for(request.viewer, body)
    initial = {"first": request.viewer.on, **_asked(request)}
    return forms.PassSeatForm(request.POST or None, viewer=request.viewer, choices=choices, initial=initial)


@transaction.atomic
def _pass(request: Request, body: Body, form: forms.PassSeatForm) -> str:
    data = form.cleaned_data
    actions.replace_holder(
        viewer=request.viewer,
        seat=form.chosen(),
        first_day=data["first"],
        person=_holder(request.viewer, body, form),
        office=form.office_chosen(),
        title=data["title"],
        letter=data["letter"],
        keep_deputies=data["keep_deputies"],
    )
    return _seats_page(body)


def _end_form(request: Request, body: Body) -> forms.EndSeatForm:
    seats = queries.standing_seats_of(request.viewer, body)
    return forms.EndSeatForm(request.POST or None, seats=seats, initial=_asked(request))


def _end(request: Request, body: Body, form: forms.EndSeatForm) -> str:
    data = form.cleaned_data
    actions.end_seat(
        viewer=request.viewer, seat=form.chosen(), last_day=data["last_day"], reason=data["reason"]
    )
    return _seats_page(body)


def _take_back_form(request: Request, body: Body) -> forms.TakeBackSeatForm:
    seats = queries.standing_seats_of(request.viewer, body)
    return forms.TakeBackSeatForm(request.POST or None, seats=seats, initial=_asked(request))


def _take_back(request: Request, body: Body, form: forms.TakeBackSeatForm) -> str:
    actions.withdraw_seat(viewer=request.viewer, seat=form.chosen(), reason=form.cleaned_data["reason"])
    return _seats_page(body)


def _found_form(request: Request, body: Body) -> forms.FoundForm:
    standing = Body.objects.filter(visible(request.viewer), not_over_on(request.viewer.on))
    here = standing.filter(collaboration=body.collaboration, record__withdrawn_at=None)
    return forms.FoundForm(
        request.POST or None,
        levels=queries.levels_in(body.collaboration.region),
        parents=tuple(here.order_by("name")),
        initial={
            "parent": str(body.pk),
            "first": request.viewer.on,
            "minutes": body.publishes,
            "members": body.publishes_members,
        },
    )


def _found(request: Request, body: Body, form: forms.FoundForm) -> str:
    new = actions.create_body(
        viewer=request.viewer,
        collaboration=body.collaboration,
        details=form.details(),
        days=form.days(),
        publishing=form.publishing(closed_numbers=body.shows_closed_numbers),
    )
    return address(new.record, new.name)


def _conclude_form(request: Request, body: Body) -> forms.ConcludeForm:
    initial = {"last_day": body.valid_to, "conclusion": body.conclusion}
    return forms.ConcludeForm(request.POST or None, initial=initial)


def _conclude(request: Request, body: Body, form: forms.ConcludeForm) -> str:
    data = form.cleaned_data
    actions.end_body(
        viewer=request.viewer,
        body=body,
        last_day=data["last_day"],
        conclusion=data["conclusion"],
        reason=data["reason"],
    )
    return address(body.record, body.name)


def _terms_form(request: Request, body: Body) -> forms.TermsForm:
    return forms.TermsForm(request.POST or None, before=queries.versions_of_terms(body).first())


@transaction.atomic
def _write_terms(request: Request, body: Body, form: forms.TermsForm) -> str:
    """Write the draft that stands anew, or the next version; from its first day on it holds."""
    last = queries.versions_of_terms(body).first()
    if last is not None and last.is_draft:
        terms = actions.change_draft(viewer=request.viewer, terms=last, text=form.text())
    else:
        terms = actions.draft_terms(viewer=request.viewer, body=body, text=form.text())
    if form.cleaned_data["first"] is not None:
        actions.adopt_terms(viewer=request.viewer, terms=terms, first_day=form.cleaned_data["first"])
    return reverse("body_terms", kwargs={"public_id": body.record.public_id})


ACTS: Mapping[str, Act[Body]] = {
    "plads": Act(
        gettext_lazy("Give a seat"),
        gettext_lazy(
            "From the first day whoever gets the seat sees what it gives access to. A deputy stands in for one of the members."
        ),
        gettext_lazy("Give the seat"),
        _give_form,
        _give,
    ),
    "skift": Act(
        gettext_lazy("Let somebody else take over a seat"),
        gettext_lazy("The old seat ends the day before. The role and the party are the same."),
        gettext_lazy("Pass the seat on"),
        _pass_form,
        _pass,
    ),
    "afslut": Act(
        gettext_lazy("End a seat"),
        gettext_lazy("Deputies and substitutes for the seat leave on the same day."),
        gettext_lazy("End the seat"),
        _end_form,
        _end,
    ),
    "tag-tilbage": Act(
        gettext_lazy("Take a seat back"),
        gettext_lazy(
            "It was written wrongly: nobody ever held it. One who has left gets a last day instead."
        ),
        gettext_lazy("Take the seat back"),
        _take_back_form,
        _take_back,
    ),
    "gruppe": Act(
        gettext_lazy("Found a body or a group"),
        gettext_lazy("Whoever founds it becomes its secretariat, and can give others their seats there."),
        gettext_lazy("Found it"),
        _found_form,
        _found,
    ),
    "kommissorium": Act(
        gettext_lazy("Write terms of reference"),
        gettext_lazy(
            "A new version holds from its first day; the one before it holds until the day before, and can still be read."
        ),
        gettext_lazy("Save the version"),
        _terms_form,
        _write_terms,
    ),
    "nedlaeg": Act(
        gettext_lazy("Conclude or end the body"),
        gettext_lazy("Its seats end with it. What has been written about it stays, and can still be read."),
        gettext_lazy("End the body"),
        _conclude_form,
        _conclude,
    ),
    **STANDING,
}
