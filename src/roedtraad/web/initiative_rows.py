"""The things that stand on an initiative, each with its words, and what can be said of it afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad import danish
from roedtraad.accounts.policy import Viewer
from roedtraad.initiatives import actions
from roedtraad.initiatives.actions import EvaluationDetails, Partner
from roedtraad.initiatives.models import (
    Boundary,
    Evaluation,
    EvaluationState,
    Indicator,
    InitiativeAim,
    InitiativeLink,
    InitiativeParty,
    InitiativeState,
    LeadRole,
    Milestone,
    Post,
    Presentation,
    Risk,
    State,
    TargetGroup,
)
from roedtraad.initiatives.queries import InitiativeView
from roedtraad.web.forms import initiative_rows as forms
from roedtraad.web.forms.initiative_acts import WriteForm
from roedtraad.web.initiative_acts import Act, indicator_of

KINDS: Mapping[type[Model], Promise] = {
    InitiativeState: gettext_lazy("How far it has come"),
    InitiativeAim: gettext_lazy("What it belongs to"),
    InitiativeParty: gettext_lazy("Who takes part"),
    TargetGroup: gettext_lazy("Whom it is for"),
    Boundary: gettext_lazy("What it is not about"),
    Post: gettext_lazy("Who leads it, and posts"),
    Milestone: gettext_lazy("What is to be reached"),
    Risk: gettext_lazy("What may go wrong"),
    InitiativeLink: gettext_lazy("What it is linked to"),
    LeadRole: gettext_lazy("Goes first (LEAD)"),
    Presentation: gettext_lazy("Where it is presented"),
    Indicator: gettext_lazy("What is measured"),
    Evaluation: gettext_lazy("Evaluation"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A thing that stands: its key in the address, what it is, and its words."""

    key: str
    kind: Promise
    text: str
    note: str
    row: Model


def standing_of(found: InitiativeView) -> list[Standing]:
    """Return everything that stands on an initiative, kind by kind. No query."""
    return [Standing(key_of_row(row), KINDS[type(row)], *_said(row), row) for row in _rows(found)]


def key_of_row(row: Model) -> str:
    """Return how an address names a row, as its words are cited: 'milestone.12'."""
    return f"{row._meta.model_name}.{row.pk}"


def _rows(found: InitiativeView) -> Iterator[Model]:
    yield from reversed(found.history)
    yield from found.aims
    yield from found.parties
    yield from found.target_groups
    yield from found.boundaries
    yield from found.posts
    yield from found.milestones
    yield from found.risks
    yield from (link for link in found.links if link.first_id == found.initiative.pk)
    yield from found.leads
    yield from found.presentations
    yield from (series.indicator for series in found.series)
    yield from (view.evaluation for view in found.evaluations)


def _said(row: Model) -> tuple[str, str]:
    """Return the words of a row, and its day or who it is of."""
    match row:
        case InitiativeState():
            note = f"{_('From')} {danish.day(row.on)}"
            return capfirst(str(State(row.state).label)), " · ".join(filter(None, (note, row.reason)))
        case InitiativeAim():
            return str(row.focus_area or row.vision), ""
        case InitiativeParty():
            return row.party.name, " · ".join(filter(None, (capfirst(row.get_role_display()), _days(row))))
        case TargetGroup():
            return row.text, " · ".join(filter(None, (row.party.name if row.party else "", _days(row))))
        case Boundary():
            return row.text, danish.day(row.on)
        case Post():
            empty = _("Only wished for") if row.is_wished else _("Not filled")
            who = row.person.name if row.person else row.as_written or empty
            return f"{row.title}: {who}", _days(row)
        case Milestone():
            return row.text, _milestone_note(row)
        case Risk():
            over = (
                _("Over since %(day)s") % {"day": danish.day(row.over_on)}
                if row.over_on
                else danish.day(row.on)
            )
            return row.text, over
        case InitiativeLink():
            return row.second.name if row.second else row.as_written, capfirst(row.get_kind_display())
        case LeadRole():
            return row.theme, _days(row)
        case Presentation():
            return row.where, danish.day(row.on)
        case Evaluation():
            return row.name, capfirst(row.get_state_display())
    return str(row), ""


def _milestone_note(row: Milestone) -> str:
    if row.reached_on:
        return _("Reached %(day)s") % {"day": danish.day(row.reached_on)}
    return danish.day(row.due_on) if row.due_on else row.due_as_told


def _days(row: Any) -> str:
    return danish.period(row.valid_from, row.valid_to) if row.valid_from or row.valid_to else ""


def _change_evaluation(one: Evaluation, form: WriteForm, viewer: Viewer) -> None:
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
        document=one.document,
        source=data["source"],
    )
    actions.change_evaluation(viewer=viewer, evaluation=one, details=details)


def _tell_level(one: Evaluation, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    actions.tell_level(
        viewer=viewer,
        evaluation=one,
        level=form.chosen("level"),
        text=data["text"],
        form=data["as_what"],
        presented_by=data["presented_by"],
    )


def _add_maker(one: Evaluation, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    partner = Partner(
        party=form.chosen("party"), as_written=data["as_written"], is_covered=bool(data["is_covered"])
    )
    actions.add_partner(viewer=viewer, evaluation=one, partner=partner)


def _change_indicator(one: Indicator, form: WriteForm, viewer: Viewer) -> None:
    details = indicator_of(form, order=one.order, before=one)
    actions.change_indicator(viewer=viewer, indicator=one, details=details, reason=form.cleaned_data["why"])


TAKE_BACK = Act(
    "tilbage", gettext_lazy("Take it back"), gettext_lazy("Take it back"), forms.TakeBackForm,
    lambda one, form, viewer: actions.take_back(viewer=viewer, row=one, reason=form.cleaned_data["why"]),
)  # fmt: skip
REACH = Act(
    "naaet", gettext_lazy("It has been reached"), gettext_lazy("Save the day"), forms.ReachForm,
    lambda one, form, viewer: actions.reach_milestone(
        viewer=viewer, milestone=one, on=form.cleaned_data["on"]
    ),
)  # fmt: skip
SETTLE = Act(
    "ovre", gettext_lazy("It is over"), gettext_lazy("Save that it is over"), forms.SettleForm,
    lambda one, form, viewer: actions.settle_risk(viewer=viewer, risk=one, **form.cleaned_data),
)  # fmt: skip
END = Act(
    "slut", gettext_lazy("It takes part no longer"), gettext_lazy("Save the last day"), forms.EndForm,
    lambda one, form, viewer: actions.end_party(viewer=viewer, part=one, **form.cleaned_data),
)  # fmt: skip
OF_EVALUATION = (
    Act("ret", gettext_lazy("State and result"), gettext_lazy("Save the evaluation"), forms.ChangedEvaluationForm, _change_evaluation),
    Act("niveau", gettext_lazy("Tell it to a level"), gettext_lazy("Save the text"), forms.LevelForm, _tell_level),
    Act("deltager", gettext_lazy("Who makes it, and what it covers"), gettext_lazy("Save who"), forms.MakerForm, _add_maker),
)  # fmt: skip
OF_INDICATOR = (
    Act("ret", gettext_lazy("What it means, and its target"), gettext_lazy("Save the indicator"), forms.ChangedIndicatorForm, _change_indicator),
)  # fmt: skip
FOR_LEADERS = frozenset({REACH.name, SETTLE.name})


def acts_on(row: Model, *, may_keep: bool) -> tuple[Act, ...]:
    """Return what this viewer can say of a row: a leader what was reached and what is over, the secretariat the rest too."""
    match row:
        case Milestone():
            acts: tuple[Act, ...] = (REACH, TAKE_BACK)
        case Risk():
            acts = (SETTLE, TAKE_BACK)
        case InitiativeParty():
            acts = (END, TAKE_BACK)
        case Evaluation():
            acts = OF_EVALUATION
        case Indicator():
            acts = OF_INDICATOR
        case _:
            acts = (TAKE_BACK,)
    return tuple(act for act in acts if may_keep or act.name in FOR_LEADERS)
