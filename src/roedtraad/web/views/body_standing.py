"""How a body stands: its names, kind and days, its place in the tree, whom it serves, what it publishes, what comes after it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies import actions, queries
from roedtraad.bodies.actions.days import before
from roedtraad.bodies.models import Body, Collaboration
from roedtraad.bodies.models.dated import not_over_on
from roedtraad.web.forms import standing as forms
from roedtraad.web.requests import Request
from roedtraad.web.views.register_acts import Act, face_of


def _change_form(request: Request, body: Body) -> forms.ChangeBodyForm:
    return forms.ChangeBodyForm(request.POST or None, body=body)


def _change(request: Request, body: Body, form: forms.ChangeBodyForm) -> str:
    first_day = form.cleaned_data["renamed_on"]
    actions.change_body(viewer=request.viewer, body=body, details=form.details(), first_day=first_day)
    return face_of(body)


def _names_form(request: Request, body: Body) -> forms.NamesForm:
    return forms.NamesForm(request.POST or None, aliases=forms.alias_rows(body))


def _names(request: Request, body: Body, form: forms.NamesForm) -> str:
    save_names(request.viewer, body, form)
    return face_of(body)


@transaction.atomic
def save_names(viewer: Viewer, thing: actions.Named, form: forms.NamesForm) -> None:
    """Add the name that was written, and take back those that were ticked: all of it or nothing."""
    if form.new_name():
        actions.add_alias(viewer=viewer, of=thing, name=form.new_name())
    for alias in form.taken_back():
        actions.withdraw_alias(viewer=viewer, alias=alias)


def _place_form(request: Request, body: Body) -> forms.PlaceForm:
    near = Body.objects.filter(visible(request.viewer), not_over_on(request.viewer.on))
    here = near.filter(collaboration=body.collaboration).exclude(pk=body.pk)
    return forms.PlaceForm(
        request.POST or None,
        viewer=request.viewer,
        body=body,
        levels=queries.levels_in(body.collaboration.region),
        near=here.select_related("collaboration").order_by("name"),
    )


def _place(request: Request, body: Body, form: forms.PlaceForm) -> str:
    reason = form.cleaned_data["reason"]
    actions.change_body(viewer=request.viewer, body=body, details=form.details(), reason=reason)
    return face_of(body)


def _share_form(request: Request, body: Body) -> forms.ShareForm:
    near = Collaboration.objects.filter(visible(request.viewer), region=body.collaboration.region)
    others = near.exclude(pk=body.collaboration_id).order_by("name").values_list("name", flat=True)
    return forms.ShareForm(
        request.POST or None, viewer=request.viewer, near=others[:MOST_NEAR], today=request.viewer.on
    )


MOST_NEAR = 40


def _share(request: Request, body: Body, form: forms.ShareForm) -> str:
    served = form.cleaned_data["collaboration"]
    actions.share_body(viewer=request.viewer, body=body, collaboration=served, days=form.days())
    return face_of(body)


def _end_sharing_form(request: Request, body: Body) -> forms.EndSharingForm:
    sharings = body.sharings.filter(not_over_on(request.viewer.on), withdrawn_at=None)
    seen = sharings.filter(visible(request.viewer, record="collaboration__record"))
    return forms.EndSharingForm(
        request.POST or None, sharings=tuple(seen.select_related("collaboration", "body"))
    )


def _end_sharing(request: Request, body: Body, form: forms.EndSharingForm) -> str:
    sharing, data = form.chosen(), form.cleaned_data
    days = actions.Days(sharing.valid_from, data["last"])
    actions.correct_sharing(viewer=request.viewer, sharing=sharing, days=days, reason=data["reason"])
    return face_of(body)


def _publishes_form(request: Request, body: Body) -> forms.PublishesForm:
    return forms.PublishesForm(request.POST or None, body=body)


def _publishes(request: Request, body: Body, form: forms.PublishesForm) -> str:
    reason = form.cleaned_data["reason"]
    actions.set_publishing(viewer=request.viewer, body=body, publishing=form.publishing(), reason=reason)
    return face_of(body)


def _days_form(request: Request, body: Body) -> forms.DaysForm:
    now = {"first": body.valid_from, "last": body.valid_to}
    return forms.DaysForm(request.POST or None, initial=now)


def _days(request: Request, body: Body, form: forms.DaysForm) -> str:
    reason = form.cleaned_data["reason"]
    actions.correct_body_days(viewer=request.viewer, body=body, days=form.days(), reason=reason)
    return face_of(body)


def _successor_form(request: Request, body: Body) -> forms.SuccessorForm:
    return forms.SuccessorForm(
        request.POST or None,
        viewer=request.viewer,
        what="organer",
        kinds=Body.Kind,
        initial={"kind": body.kind},
    )


@transaction.atomic
def _succeed(request: Request, body: Body, form: forms.SuccessorForm) -> str:
    """Record what comes after, found it where it is new, and end what was before."""
    data, after = form.cleaned_data, form.cleaned_data["known"]
    if name := form.new_one():
        after = actions.create_body(
            viewer=request.viewer,
            collaboration=body.collaboration,
            details=actions.BodyDetails(
                name, kind=Body.Kind(data["kind"] or body.kind), level=body.level, parent=body.parent
            ),
            days=actions.Days(data["first"]),
            publishing=actions.PublishingPolicy(
                body.publishes, body.shows_closed_numbers, body.publishes_members
            ),
        )
    actions.record_change(
        viewer=request.viewer,
        on=data["first"],
        text=data["text"],
        originals=[body],
        results=[after],
        source=data["source"],
    )
    if data["ends"] and body.valid_to != before(data["first"]):
        actions.end_body(viewer=request.viewer, body=body, last_day=before(data["first"]))
    return face_of(body)


STANDING: Mapping[str, Act[Body]] = {
    "ret": Act(
        gettext_lazy("Rename or change the body"),
        gettext_lazy(
            "What is written here is shown at once. The days of the body are corrected on a page of their own."
        ),
        gettext_lazy("Save the change"),
        _change_form,
        _change,
    ),
    "navne": Act(
        gettext_lazy("Other names of the body"),
        gettext_lazy("The reading of minutes knows the body by these names too."),
        gettext_lazy("Save the names"),
        _names_form,
        _names,
    ),
    "placer": Act(
        gettext_lazy("Place the body in the tree"),
        gettext_lazy("On which level it stands, and below which body; also one of another collaboration."),
        gettext_lazy("Save the place"),
        _place_form,
        _place,
    ),
    "del": Act(
        gettext_lazy("Share the body with another collaboration"),
        gettext_lazy(
            "It stands in the other collaboration's tree too, as long as it is shared. It keeps its own secretariat."
        ),
        gettext_lazy("Share the body"),
        _share_form,
        _share,
    ),
    "del-slut": Act(
        gettext_lazy("End a sharing"),
        gettext_lazy("From the day after, the body no longer stands in the other collaboration's tree."),
        gettext_lazy("End the sharing"),
        _end_sharing_form,
        _end_sharing,
    ),
    "offentliggoer": Act(
        gettext_lazy("What the body publishes"),
        gettext_lazy(
            "The list of members follows at once. Minutes are published one by one, by whoever may."
        ),
        gettext_lazy("Save what it publishes"),
        _publishes_form,
        _publishes,
    ),
    "dage": Act(
        gettext_lazy("Correct the days of the body"),
        gettext_lazy(
            "When it was founded and when it ended were written wrongly. Its seats stay as they are."
        ),
        gettext_lazy("Save the days"),
        _days_form,
        _days,
    ),
    "efterfoelger": Act(
        gettext_lazy("Say what comes after the body"),
        gettext_lazy(
            "The pages of both then lead to each other. Where it is split, write what comes after one by one."
        ),
        gettext_lazy("Save what comes after"),
        _successor_form,
        _succeed,
    ),
}
