"""The faces of people and parties: where they sit and have sat, and how to reach them for those who may know."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad.accounts.addresses import address
from roedtraad.bodies import actions, queries
from roedtraad.bodies.models import Party, Person
from roedtraad.bodies.policy import may_invite, may_see_contact
from roedtraad.web.access import login_needed
from roedtraad.web.days import asked_day
from roedtraad.web.forms.account import InvitationForm
from roedtraad.web.lineage import kin_steps
from roedtraad.web.lookup import moved, seen_or_404
from roedtraad.web.mails import send_invitation
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request


@require_safe
def person(
    request: Request, public_id: str, slug: str = ""
) -> HttpResponse | HttpResponsePermanentRedirect | HttpResponseRedirect:
    """A person: seats now and before. A row that is the same person as another leads to that one."""
    this = seen_or_404(request, Person.objects.select_related("same_as__record"), public_id)
    root = queries.root_of(this)
    if root is not this:
        return HttpResponseRedirect(address(root.record, root.name))
    if there := moved(request, address(this.record, this.name)):
        return there
    tenures = queries.tenures_of(this, viewer=request.viewer)
    context = {
        "person": this,
        "now": [tenure for tenure in tenures if tenure.is_valid(request.viewer.on)],
        "other": [tenure for tenure in tenures if not tenure.is_valid(request.viewer.on)],
        "shows_contact": (shows_contact := bool(may_see_contact(request.viewer, this))),
        "may_invite": shows_contact and this.user_id is None and bool(may_invite(request.viewer, this)),
        "crumbs": [Crumb(_("People")), Crumb(this.name)],
    }
    return show(request, "bodies/person.html", context)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request, public_id: str) -> HttpResponse:
    """Give a person a user, and tell them by mail."""
    this = queries.root_of(seen_or_404(request, Person.objects.select_related("same_as__record"), public_id))
    may_invite(request.viewer, this).or_refuse()
    form = InvitationForm(request.POST or None, initial={"email": this.email})
    there = address(this.record, this.name)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            user = actions.invite(viewer=request.viewer, person=this, email=form.cleaned_data["email"])
            send_invitation(user)
            messages.success(request, _("A mail is on its way to %(email)s.") % {"email": user.email})
            return redirect(there)
    crumbs = [Crumb(this.name, there), Crumb(_("Invite"))]
    return show(request, "bodies/invite.html", {"person": this, "form": form, "crumbs": crumbs})


@require_safe
def party(request: Request, public_id: str, slug: str = "") -> HttpResponse | HttpResponsePermanentRedirect:
    """A party on a day: where it takes part, who sits for it, its figures and units."""
    this = seen_or_404(request, Party.objects.select_related("part_of__record"), public_id)
    if there := moved(request, address(this.record, this.name)):
        return there
    on = asked_day(request)
    context = {
        "party": this,
        "on": on,
        "bodies": queries.bodies_and_people_of(this, on=on, viewer=request.viewer),
        "collaborations": queries.collaborations_of(this, on=on, viewer=request.viewer).select_related(
            "record"
        ),
        "units": queries.units_of(this, on=on).select_related("record"),
        "population": queries.figure_of(this, "population", on=on),
        "kin": kin_steps(this, viewer=request.viewer),
        "crumbs": [Crumb(_("Parties")), Crumb(this.name)],
    }
    return show(request, "bodies/party.html", context, part="day")
