"""The faces of people and parties: where they sit and have sat, and how to reach them for those who may know."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad.accounts.addresses import address
from roedtraad.bodies import actions, queries
from roedtraad.bodies.models import Party, Person
from roedtraad.bodies.policy import may_invite, may_keep_register, may_see_contact
from roedtraad.initiatives.queries import facts_about
from roedtraad.meetings.models import Meeting
from roedtraad.meetings.presence import Attendance
from roedtraad.meetings.queries import Participation, presence_of
from roedtraad.web.access import login_needed
from roedtraad.web.days import asked_day
from roedtraad.web.forms.account import InvitationForm
from roedtraad.web.lineage import kin_steps
from roedtraad.web.lookup import moved, seen_or_404
from roedtraad.web.mails import send_invitation
from roedtraad.web.measured import period_said, value_said
from roedtraad.web.parts import Crumb, Text
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.party_acts import ACTS

MEETINGS = 12  # on a page


@require_safe
def person(
    request: Request, public_id: str, slug: str = ""
) -> HttpResponse | HttpResponsePermanentRedirect | HttpResponseRedirect:
    """A person: seats now and before, and the meetings that they were at. A row that is the same person as another leads to that one."""
    this = seen_or_404(request, Person.objects.select_related("same_as__record"), public_id)
    root = queries.root_of(this)
    if root is not this:
        return HttpResponseRedirect(address(root.record, root.name))
    if there := moved(request, address(this.record, this.name)):
        return there
    tenures = queries.tenures_of(this, viewer=request.viewer)
    attended = presence_of(request.viewer, this, older_than=request.GET.get("efter", ""), limit=MEETINGS)
    context = {
        "attended": [_attended(one) for one in attended.participations],
        "older": attended.older,
        "times": sum(one.was_there for one in attended.participations),
        "person": this,
        "now": [tenure for tenure in tenures if tenure.is_valid(request.viewer.on)],
        "other": [tenure for tenure in tenures if not tenure.is_valid(request.viewer.on)],
        "shows_contact": (shows_contact := bool(may_see_contact(request.viewer, this))),
        "may_invite": shows_contact and this.user_id is None and bool(may_invite(request.viewer, this)),
        "crumbs": [Crumb(_("People")), Crumb(this.name)],
    }
    return show(request, "bodies/person.html", context)


@dataclass(frozen=True, slots=True)
class Attended:
    """A meeting on whose list the person stands, and what is known of their presence."""

    meeting: Meeting
    party: Party | None
    in_place_of: str
    word: Text
    was_there: bool
    is_known: bool


def _attended(one: Participation) -> Attended:
    """Return a meeting with one word: present, present for a part (how many items), or why not."""
    there = sum(state is Attendance.PRESENT for state in one.states)
    word: Text = one.states[0].label
    if not one.is_whole and there:
        word = _("at %(there)s of %(items)s items") % {"there": there, "items": len(one.states)}
    return Attended(
        meeting=one.meeting,
        party=one.party,
        in_place_of=one.in_place_of.name if one.in_place_of else "",
        word=word,
        was_there=one.was_there,
        is_known=set(one.states) != {Attendance.UNKNOWN},
    )


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
    """A party on a day: where it takes part, who sits for it, its figures, units, and numbers about it."""
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
        "offices": queries.offices_of(this, on=on, viewer=request.viewer),
        "former": queries.former_names_of(this),
        "acts": [(name, act.title) for name, act in ACTS.items()]
        if may_keep_register(request.viewer)
        else [],
        "population": queries.figure_of(this, "population", on=on),
        "facts": [
            (
                row,
                value_said(row.value, row.indicator.unit, is_about=row.is_about),
                period_said(row.first_on, row.last_on),
            )
            for row in facts_about(request.viewer, this)
        ],
        "kin": kin_steps(this, viewer=request.viewer),
        "crumbs": [Crumb(_("Parties"), reverse("parties")), Crumb(this.name)],
    }
    return show(request, "bodies/party.html", context, part="day")
