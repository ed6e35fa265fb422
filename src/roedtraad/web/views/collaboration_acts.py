"""What is written about collaborations: founded, changed, parties that join and leave, the bodies in them, what comes after."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from roedtraad import danish
from roedtraad.accounts.policy import visible
from roedtraad.bodies import actions, queries
from roedtraad.bodies.actions.days import before
from roedtraad.bodies.actions.loading import load_register
from roedtraad.bodies.models import Body, Collaboration, Party, PartyKind
from roedtraad.bodies.models.dated import not_over_on
from roedtraad.bodies.policy import may_keep_collaboration, may_keep_register, may_load_register
from roedtraad.bodies.register import SHIPPED
from roedtraad.web.access import login_needed
from roedtraad.web.forms import collaboration_acts as forms
from roedtraad.web.forms import standing
from roedtraad.web.lookup import seen_or_404
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.body_standing import save_names
from roedtraad.web.views.register_acts import Act, face_of, written

COLLABORATIONS = Collaboration.objects.select_related("region")


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Found a collaboration; its parties and its first body come after."""
    may_keep_register(request.viewer).or_refuse()
    form = forms.NewCollaborationForm(
        request.POST or None,
        viewer=request.viewer,
        regions=_regions(request),
        initial={"kind": Collaboration.Kind.HEALTH_COUNCIL, "first": request.viewer.on},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = actions.create_collaboration(
                viewer=request.viewer, details=form.details(), days=form.days()
            )
            messages.success(request, _("It is written down. Next: the parties, and the first body."))
            return redirect(face_of(made))
    crumbs = [Crumb(_("Collaborations"), reverse("collaborations")), Crumb(_("Found a collaboration"))]
    return show(request, "bodies/new_collaboration.html", {"form": form, "crumbs": crumbs})


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: Request) -> HttpResponse:
    """Load the register that the program comes with; what a person has changed stays as it is."""
    may_load_register(request.viewer).or_refuse()
    if request.method == "POST":
        report = load_register(SHIPPED, viewer=request.viewer)
        number = sum(report.created.values())
        sentence = ngettext("One row was entered.", "%(number)s rows were entered.", number)
        messages.success(request, sentence % {"number": danish.number(number)})
        return redirect("collaborations")
    crumbs = [Crumb(_("Collaborations"), reverse("collaborations")), Crumb(_("Load the register"))]
    return show(request, "bodies/load.html", {"crumbs": crumbs})


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, public_id: str, what: str) -> HttpResponse:
    """Show the form of an act, or do it."""
    this = seen_or_404(request, COLLABORATIONS, public_id)
    may_keep_collaboration(request.viewer, this).or_refuse()
    return written(request, this, what, acts=ACTS, route="collaboration_write")


def _regions(request: Request) -> list[str]:
    regions = Party.objects.filter(
        visible(request.viewer), not_over_on(request.viewer.on), kind=PartyKind.REGION
    )
    return list(regions.order_by("name").values_list("name", flat=True))


def _change_form(request: Request, this: Collaboration) -> forms.ChangeCollaborationForm:
    return forms.ChangeCollaborationForm(
        request.POST or None, viewer=request.viewer, regions=_regions(request), now=this
    )


def _change(request: Request, this: Collaboration, form: forms.ChangeCollaborationForm) -> str:
    actions.change_collaboration(
        viewer=request.viewer,
        collaboration=this,
        details=form.details(),
        first_day=form.cleaned_data["renamed_on"],
    )
    return face_of(this)


def _names_form(request: Request, this: Collaboration) -> standing.NamesForm:
    return standing.NamesForm(request.POST or None, aliases=standing.alias_rows(this))


def _names(request: Request, this: Collaboration, form: standing.NamesForm) -> str:
    save_names(request.viewer, this, form)
    return face_of(this)


def _member_form(request: Request, this: Collaboration) -> forms.MemberForm:
    first = this.valid_from or request.viewer.on
    return forms.MemberForm(request.POST or None, viewer=request.viewer, initial={"first": first})


def _join(request: Request, this: Collaboration, form: forms.MemberForm) -> str:
    """Let a party join; the page stands ready for the next."""
    data = form.cleaned_data
    actions.add_member(
        viewer=request.viewer,
        collaboration=this,
        party=data["party"],
        days=form.days(),
        source=data["source"],
    )
    return face_of(this)


def _leave_form(request: Request, this: Collaboration) -> forms.LeaveForm:
    standing_ones = queries.memberships_in(this).filter(not_over_on(request.viewer.on))
    return forms.LeaveForm(request.POST or None, memberships=tuple(standing_ones))


def _leave(request: Request, this: Collaboration, form: forms.LeaveForm) -> str:
    data = form.cleaned_data
    actions.end_membership(
        viewer=request.viewer, membership=form.chosen(), last_day=data["last"], reason=data["reason"]
    )
    return face_of(this)


def _never_form(request: Request, this: Collaboration) -> forms.NeverTookPartForm:
    return forms.NeverTookPartForm(request.POST or None, memberships=tuple(queries.memberships_in(this)))


def _never(request: Request, this: Collaboration, form: forms.NeverTookPartForm) -> str:
    reason = form.cleaned_data["reason"]
    actions.withdraw_membership(viewer=request.viewer, membership=form.chosen(), reason=reason)
    return face_of(this)


def _found_form(request: Request, this: Collaboration) -> forms.FoundInForm:
    here = this.bodies.filter(
        visible(request.viewer), not_over_on(request.viewer.on), record__withdrawn_at=None
    )
    kind = Body.Kind.WORKING_GROUP if here else Body.Kind.STANDING
    return forms.FoundInForm(
        request.POST or None,
        viewer=request.viewer,
        levels=queries.levels_in(this.region),
        parents=tuple(here.order_by("name")),
        initial={"kind": kind, "first": this.valid_from or request.viewer.on},
    )


@transaction.atomic
def _found(request: Request, this: Collaboration, form: forms.FoundInForm) -> str:
    """Found a body, with its secretary, who is entered where the register does not know them."""
    secretary = form.known_secretary()
    if name := form.new_secretary_name():
        secretary = actions.create_person(viewer=request.viewer, details=actions.PersonDetails(name=name))
    made = actions.create_body(
        viewer=request.viewer,
        collaboration=this,
        details=form.details(),
        days=form.days(),
        publishing=form.publishing(closed_numbers=form.cleaned_data["closed_numbers"]),
        secretariat=[secretary] if secretary else [],
    )
    return reverse("body_seats", args=[made.record.public_id]) if secretary else face_of(made)


def _days_form(request: Request, this: Collaboration) -> standing.DaysForm:
    now = {"first": this.valid_from, "last": this.valid_to}
    return standing.DaysForm(request.POST or None, initial=now)


def _days(request: Request, this: Collaboration, form: standing.DaysForm) -> str:
    reason = form.cleaned_data["reason"]
    actions.correct_collaboration_days(
        viewer=request.viewer, collaboration=this, days=form.days(), reason=reason
    )
    return face_of(this)


def _successor_form(request: Request, this: Collaboration) -> standing.SuccessorForm:
    return standing.SuccessorForm(
        request.POST or None,
        viewer=request.viewer,
        what="samarbejder",
        kinds=Collaboration.Kind,
        initial={"kind": Collaboration.Kind.HEALTH_COUNCIL},
    )


@transaction.atomic
def _succeed(request: Request, this: Collaboration, form: standing.SuccessorForm) -> str:
    """Record what comes after, found it where it is new, and end what was before; its bodies are ended one by one."""
    data, after = form.cleaned_data, form.cleaned_data["known"]
    if name := form.new_one():
        kind = Collaboration.Kind(data["kind"] or this.kind)
        details = actions.CollaborationDetails(name, kind, region=this.region)
        after = actions.create_collaboration(
            viewer=request.viewer, details=details, days=actions.Days(data["first"])
        )
    actions.record_change(
        viewer=request.viewer,
        on=data["first"],
        text=data["text"],
        originals=[this],
        results=[after],
        source=data["source"],
    )
    if data["ends"] and this.valid_to != before(data["first"]):
        last = before(data["first"])
        actions.end_collaboration(viewer=request.viewer, collaboration=this, last_day=last)
    return face_of(this)


ACTS: Mapping[str, Act[Collaboration]] = {
    "part": Act(
        gettext_lazy("Let a party take part"),
        gettext_lazy("A region, a municipality, general practice, patients: from which day they take part."),
        gettext_lazy("Let it take part"),
        _member_form,
        _join,
    ),
    "forlad": Act(
        gettext_lazy("Let a party leave"),
        gettext_lazy("On the last day it still takes part. Its seats are ended on the pages of the bodies."),
        gettext_lazy("Save the last day"),
        _leave_form,
        _leave,
    ),
    "aldrig": Act(
        gettext_lazy("Take a party's participation back"),
        gettext_lazy(
            "It was written wrongly: the party never took part. One that leaves gets a last day instead."
        ),
        gettext_lazy("Take it back"),
        _never_form,
        _never,
    ),
    "organ": Act(
        gettext_lazy("Found a body"),
        gettext_lazy(
            "A body stands on a level and can stand below another. Its secretary gives the others their seats."
        ),
        gettext_lazy("Found it"),
        _found_form,
        _found,
    ),
    "ret": Act(
        gettext_lazy("Rename or change the collaboration"),
        gettext_lazy("What is written here is shown at once."),
        gettext_lazy("Save the change"),
        _change_form,
        _change,
    ),
    "navne": Act(
        gettext_lazy("Other names of the collaboration"),
        gettext_lazy("The reading of minutes knows the collaboration by these names too."),
        gettext_lazy("Save the names"),
        _names_form,
        _names,
    ),
    "dage": Act(
        gettext_lazy("The first and the last day of the collaboration"),
        gettext_lazy("Its bodies are ended one by one, on their own pages: some may live on elsewhere."),
        gettext_lazy("Save the days"),
        _days_form,
        _days,
    ),
    "efterfoelger": Act(
        gettext_lazy("Say what comes after the collaboration"),
        gettext_lazy(
            "The pages of both then lead to each other. Where it is split, write what comes after one by one."
        ),
        gettext_lazy("Save what comes after"),
        _successor_form,
        _succeed,
    ),
}
