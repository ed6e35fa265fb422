"""What the secretariat can write about visions, cooperation agreements, cohorts and numbers beside the initiatives."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Viewer
from roedtraad.initiatives import actions
from roedtraad.initiatives.actions import CohortDetails, CooperationDetails, Measured, Part, TeamDetails
from roedtraad.initiatives.models import (
    Cohort,
    CohortDate,
    Cooperation,
    Indicator,
    Initiative,
    Team,
    Treatment,
)
from roedtraad.web.agreement_acts import vision_details
from roedtraad.web.forms import beside as forms
from roedtraad.web.forms.agreement_acts import VisionForm
from roedtraad.web.forms.initiative_acts import VisibilityForm, WithdrawForm, WriteForm
from roedtraad.web.initiative_acts import Act, indicator_of


def _show(one: Any, form: WriteForm, viewer: Viewer) -> None:
    actions.show_beside(viewer=viewer, one=one, is_public=form.cleaned_data["is_public"])


def _withdraw(one: Any, form: WriteForm, viewer: Viewer) -> None:
    actions.withdraw_beside(viewer=viewer, one=one, reason=form.cleaned_data["why"])


def _change_cooperation(one: Cooperation, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    owner = form.chosen("owner")
    if owner is None and one.owner is not None and one.owner.record.public_id not in form.rows["owner"]:
        owner = one.owner  # a body that the writer may not see stays
    details = CooperationDetails(
        data["name"], data["text"], owner, form.days(), document=one.document, source=data["source"]
    )
    actions.change_cooperation(viewer=viewer, cooperation=one, details=details, reason=data["reason"])


def _treat(one: Cooperation, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    actions.treat_cooperation(
        viewer=viewer,
        cooperation=one,
        on=data["on"],
        verdict=Treatment.Verdict(data["verdict"]),
        remark=data["remark"],
        origin=form.origin(),
    )


def _change_cohort(one: Cohort, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    details = CohortDetails(
        data["programme"],
        data["name"],
        days=form.days(),
        days_away=data["days_away"],
        camps=data["camps"],
        aim=data["aim"],
        duties=data["duties"],
    )
    actions.change_cohort(viewer=viewer, cohort=one, details=details, reason=data["reason"])


def _date(one: Cohort, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    kind = CohortDate.Kind(data["kind"])
    actions.date_cohort(
        viewer=viewer, cohort=one, kind=kind, on=data["on"], text=data["text"], origin=form.origin()
    )


def _team_details(form: WriteForm, *, before: Initiative | None = None) -> TeamDetails:
    """Return what a form says of a team; an initiative that the writer may not see stays."""
    data = form.cleaned_data
    chosen: Initiative | None = form.chosen("initiative")
    if chosen is None and before is not None and before.record.public_id not in form.rows["initiative"]:
        chosen = before
    return TeamDetails(data["name"], data["number"], chosen, data["target_group"], data["sparring"])


def _team(one: Cohort, form: WriteForm, viewer: Viewer) -> None:
    actions.add_team(viewer=viewer, cohort=one, details=_team_details(form), origin=form.origin())


def _change_team(one: Team, form: WriteForm, viewer: Viewer) -> None:
    details = _team_details(form, before=one.initiative)
    actions.change_team(viewer=viewer, team=one, details=details, reason=form.cleaned_data["reason"])


def _part(form: WriteForm) -> Part:
    data = form.cleaned_data
    return Part(form.chosen("party"), data["as_written"], data["people"])


def _count_cohort(one: Cohort, form: WriteForm, viewer: Viewer) -> None:
    actions.count_cohort(viewer=viewer, cohort=one, part=_part(form), origin=form.origin())


def _count_team(one: Team, form: WriteForm, viewer: Viewer) -> None:
    actions.count_cohort(viewer=viewer, cohort=one.cohort, part=_part(form), team=one, origin=form.origin())


def _change_vision(one: Any, form: WriteForm, viewer: Viewer) -> None:
    actions.change_vision(viewer=viewer, vision=one, details=vision_details(form))


def _change_indicator(one: Indicator, form: WriteForm, viewer: Viewer) -> None:
    details = indicator_of(form, order=one.order, before=one)
    actions.change_indicator(viewer=viewer, indicator=one, details=details, reason=form.cleaned_data["why"])


def _measure(one: Indicator, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    row = Measured(
        data["first_on"],
        data["last_on"] or data["first_on"],
        data["value"],
        party=form.chosen("party"),
        group=data["group"],
        is_about=data["is_about"],
        remark=data["remark"],
    )
    actions.measure(viewer=viewer, indicator=one, rows=[row], origin=form.origin())


SHOW = Act("vis", _("Who sees it"), _("Save who sees it"), VisibilityForm, _show)
WITHDRAW = Act(
    "tilbage", _("That it was entered wrongly"), _("Take it back"), WithdrawForm, _withdraw, "agreements"
)
OF_VISION = (
    Act("om", _("What it is"), _("Save"), VisionForm, _change_vision),
    SHOW,
    WITHDRAW,
)
OF_COOPERATION = (
    Act("behandling", _("That it was looked at"), _("Save the conclusion"), forms.VerdictForm, _treat),
    Act("om", _("What it is"), _("Save"), forms.ChangedCooperationForm, _change_cooperation),
    SHOW,
)
OF_COHORT = (
    Act("hold", _("A team"), _("Save the team"), forms.TeamForm, _team),
    Act("deltagere", _("How many take part"), _("Save how many"), forms.PartForm, _count_cohort),
    Act("dag", _("A deadline or an event"), _("Save the day"), forms.CohortDayForm, _date),
    Act("om", _("What it is"), _("Save"), forms.ChangedCohortForm, _change_cohort),
    SHOW,
)
OF_TEAM = (
    Act("ret", _("What the team is"), _("Save the team"), forms.ChangedTeamForm, _change_team),
    Act("deltagere", _("Who is in the team"), _("Save who"), forms.PartForm, _count_team),
)
OF_INDICATOR_BESIDE = (
    Act("maal", _("A number"), _("Save the number"), forms.MeasureForm, _measure),
    Act("ret", _("What it means, and its target"), _("Save the indicator"), forms.ChangedBesideIndicatorForm, _change_indicator),
    SHOW,
    WITHDRAW,
)  # fmt: skip
