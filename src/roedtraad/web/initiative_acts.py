"""What the secretariat can write about an initiative on one page: each act with its words, its form, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Viewer
from roedtraad.initiatives import actions
from roedtraad.initiatives.actions import (
    EvaluationDetails,
    IndicatorDetails,
    InitiativeDetails,
    LeadDetails,
    Partner,
    PostDetails,
    Stand,
)
from roedtraad.initiatives.models import (
    Aims,
    EvaluationState,
    Indicator,
    IndicatorKind,
    Initiative,
    InitiativeKind,
    LinkKind,
    PartRole,
    State,
)
from roedtraad.initiatives.queries.offering import Offer
from roedtraad.web.forms import initiative_acts as forms
from roedtraad.web.forms.initiative_acts import WriteForm


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be written: its name in the form, its words, its form, and what it does.

    Where `do` returns an address, the way leads there; else to `leads_to`, or back to the same page.
    """

    name: str
    label: Promise
    button: Promise
    form: type[WriteForm]
    do: Callable[[Any, WriteForm, Viewer], object]
    leads_to: str = ""  # the name of the page where it leads; '' is the same page again


@dataclass(frozen=True, slots=True)
class Offered:
    """An act with its form."""

    act: Act
    form: WriteForm


def _state(one: Initiative, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    stand = stand_of(form)
    actions.set_state(
        viewer=viewer, initiative=one, state=stand.state, on=data["on"], stand=stand, origin=form.origin()
    )


def stand_of(form: WriteForm) -> Stand:
    """Return how far something has come, as a form says it."""
    data = form.cleaned_data
    return Stand(
        State(data["state"]),
        data["on"],
        data["reason"],
        data["awaits"],
        data["watch_on"],
        data["went_on"],
        form.chosen("handed_to"),
    )


def about(form: WriteForm, *, before: Initiative | None = None) -> InitiativeDetails:
    """Return what a form says of an initiative; what it does not ask for stays as it was."""
    data = form.cleaned_data
    return InitiativeDetails(
        data["name"],
        aim=data["aim"],
        pays_for=data["pays_for"],
        is_development=before.is_development if before is not None else None,
        evidence=data["evidence"],
        days=form.days(),
        kind=InitiativeKind(data["kind"]),
        mark=data["mark"],
        description=data["description"],
    )


def _about(one: Initiative, form: WriteForm, viewer: Viewer) -> None:
    details, reason = about(form, before=one), form.cleaned_data["reason"]
    actions.change_initiative(viewer=viewer, initiative=one, details=details, reason=reason)


def _aim(one: Initiative, form: WriteForm, viewer: Viewer) -> None:
    actions.serve(
        viewer=viewer,
        initiative=one,
        focus_area=form.chosen("focus_area"),
        vision=form.chosen("vision"),
        origin=form.origin(),
    )


def _target(one: Initiative, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    actions.set_target_group(
        viewer=viewer,
        initiative=one,
        text=data["text"],
        days=form.days(),
        party=form.chosen("party"),
        diagnosis=data["diagnosis"],
        discharged_to=data["discharged_to"],
        is_trial=data["is_trial"],
        origin=form.origin(),
    )


def _party(one: Initiative, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    actions.add_party(
        viewer=viewer,
        initiative=one,
        party=form.chosen("party"),
        role=PartRole(data["role"]),
        days=form.days(),
        depth=data["depth"],
        origin=form.origin(),
    )


def _post(one: Initiative, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    details = PostDetails(
        data["title"],
        leads=data["leads"],
        person=form.chosen("person"),
        as_written=data["as_written"],
        party=form.chosen("party"),
        sector=data["sector"],
        tasks=data["tasks"],
        hours_a_week=data["hours_a_week"],
        days=form.days(),
        is_wished=data["is_wished"],
    )
    actions.add_post(viewer=viewer, initiative=one, details=details)


def _milestone(one: Initiative, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    actions.add_milestone(
        viewer=viewer,
        initiative=one,
        text=data["text"],
        due_on=data["due_on"],
        due_as_told=data["due_as_told"],
        after=form.chosen("after"),
        origin=form.origin(),
    )


def _risk(one: Initiative, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    actions.add_risk(viewer=viewer, initiative=one, text=data["text"], on=data["on"], answer=data["answer"])


def _boundary(one: Initiative, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    actions.set_boundary(
        viewer=viewer, initiative=one, text=data["text"], on=data["on"], origin=form.origin()
    )


def _link(one: Initiative, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    actions.link_initiatives(
        viewer=viewer,
        initiative=one,
        kind=LinkKind(data["kind"]),
        other=form.chosen("other"),
        as_written=data["as_written"],
        reason=data["reason"],
    )


def _lead(one: Initiative, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    details = LeadDetails(
        data["theme"],
        vision=form.chosen("vision"),
        rules=data["rules"],
        rules_by=data["rules_by"],
        checked_by=data["checked_by"],
        meets_rules={"ja": True, "nej": False}.get(data["meets_rules"]),
        days=form.days(),
    )
    actions.give_lead(viewer=viewer, initiative=one, details=details, origin=form.origin())


def indicator_of(form: WriteForm, *, order: int, before: Indicator | None = None) -> IndicatorDetails:
    """Return what is measured, as a form says it; what it does not ask for stays as it was."""
    data = form.cleaned_data
    whole = before.whole if before is not None else None
    return IndicatorDetails(
        data["name"],
        IndicatorKind(data["kind"]),
        definition=data["definition"],
        unit=data["unit"],
        numerator=data["numerator"],
        denominator=data["denominator"],
        data_source=data["data_source"],
        baseline=data["baseline"],
        target=data["target"],
        aims=Aims(data["aims"]) if data["aims"] else None,
        target_on=data["target_on"],
        whole=form.chosen("whole") if "whole" in form.rows else whole,
        baseline_as_told=before.baseline_as_told if before is not None else "",
        order=order,
    )


def _indicator(one: Initiative, form: WriteForm, viewer: Viewer) -> None:
    details = indicator_of(form, order=len(form.offer.indicators) + 1)
    actions.define_indicator(viewer=viewer, collaboration=one.collaboration, details=details, initiative=one)


def evaluation_of(form: WriteForm) -> tuple[EvaluationDetails, tuple[Partner, ...]]:
    """Return an evaluation as a form says it, and who makes it."""
    data = form.cleaned_data
    details = EvaluationDetails(
        data["name"],
        state=EvaluationState(data["state"]),
        aim=data["aim"],
        due_on=data["due_on"],
        due_as_told=data["due_as_told"],
        condition=data["condition"],
        leads_to=data["leads_to"],
        done_on=data["done_on"],
        result=data["result"],
        source=data["source"],
    )
    names = (name.strip() for name in data["makers"].split(","))
    return details, tuple(Partner(as_written=name) for name in names if name)


def _evaluation(one: Initiative, form: WriteForm, viewer: Viewer) -> None:
    details, makers = evaluation_of(form)
    actions.enter_evaluation(
        viewer=viewer, collaboration=one.collaboration, details=details, initiative=one, partners=makers
    )


ACTS: tuple[Act, ...] = (
    Act("tilstand", _("How far it has come"), _("Save the state"), forms.StateForm, _state),
    Act("om", _("What it is"), _("Save"), forms.AboutForm, _about),
    Act("fokus", _("What it belongs to"), _("Save what it belongs to"), forms.AimForm, _aim),
    Act("maalgruppe", _("Whom it is for"), _("Save the target group"), forms.TargetForm, _target),
    Act("graense", _("What it is not about"), _("Save the boundary"), forms.BoundaryForm, _boundary),
    Act("part", _("Who takes part"), _("Save the party"), forms.PartyForm, _party),
    Act("stilling", _("Who leads it, and posts"), _("Save the post"), forms.PostForm, _post),
    Act("milepael", _("What is to be reached"), _("Save the milestone"), forms.MilestoneForm, _milestone),
    Act("risiko", _("What may go wrong"), _("Save the risk"), forms.RiskForm, _risk),
    Act("led", _("What it is linked to"), _("Save the link"), forms.LinkForm, _link),
    Act("lead", _("Goes first (LEAD)"), _("Save the role"), forms.LeadForm, _lead),
    Act("indikator", _("What is measured"), _("Save the indicator"), forms.IndicatorForm, _indicator),
    Act("evaluering", _("Evaluation"), _("Save the evaluation"), forms.EvaluationForm, _evaluation),
    Act(
        "kaldes", _("Also called"), _("Save the name"), forms.AliasForm,
        lambda one, form, viewer: actions.add_alias(
            viewer=viewer, initiative=one, name=form.cleaned_data["name"]
        ),
    ),
    Act(
        "vis", _("Who sees it"), _("Save who sees it"), forms.VisibilityForm,
        lambda one, form, viewer: actions.set_visibility(
            viewer=viewer, initiative=one, is_public=form.cleaned_data["is_public"]
        ),
    ),
    Act(
        "tilbage", _("That it never was an initiative"), _("Take the initiative back"), forms.WithdrawForm,
        lambda one, form, viewer: actions.withdraw_initiative(
            viewer=viewer, initiative=one, reason=form.cleaned_data["why"]
        ),
        "initiatives",
    ),
)  # fmt: skip


def offered(
    acts: tuple[Act, ...],
    offer: Offer,
    one: object,
    *,
    sent: str = "",
    data: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
) -> list[Offered]:
    """Return every act with its form; the one that was sent has what was written."""
    return [
        Offered(
            act,
            act.form(
                data if act.name == sent else None, name=act.name, offer=offer, one=one, initial=initial
            ),
        )
        for act in acts
    ]
