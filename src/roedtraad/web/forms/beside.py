"""What can be written about cooperation agreements, cohorts and numbers beside the initiatives; what is presented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roedtraad.initiatives.actions import Origin
from roedtraad.initiatives.models import (
    Aims,
    Cohort,
    CohortDate,
    Cooperation,
    Indicator,
    IndicatorKind,
    Initiative,
    Team,
    Treatment,
)
from roedtraad.web.forms.initiative_acts import DECISION, WriteForm, day, labelled, line, one_of, words
from roedtraad.web.forms.numbers import NumberInput


class ChangedCooperationForm(WriteForm):
    """What a cooperation agreement is, as it stands."""

    FILLED = {"owner": "bodies"}
    name = line(_("Name"), longest=300)
    text = words(_("What it is about"), required=False)
    owner = one_of(_("Owner"), required=False)
    first = day(_("First day"))
    last = day(_("Last day"))
    source = line(_("Source"), required=False, longest=300)
    reason = line(_("Why it is changed"), required=False)

    def before(self, one: Any) -> Mapping[str, Any]:
        """Return what stands."""
        if not isinstance(one, Cooperation):
            return {}
        return {name: getattr(one, name) for name in ("name", "text", "source")} | {
            "owner": one.owner.record.public_id if one.owner is not None else "",
            "first": one.valid_from,
            "last": one.valid_to,
        }


class VerdictForm(WriteForm):
    """What was concluded when a body looked at it."""

    FILLED = DECISION
    on = day(_("Treated on"), required=True)
    verdict = one_of(_("Conclusion"), choices=labelled(Treatment.Verdict))
    remark = line(_("Remark"), required=False, longest=500)
    decision = one_of(_("Decision"), required=False)


class ChangedCohortForm(WriteForm):
    """What a cohort is, as it stands."""

    programme = line(_("Programme"))
    name = line(_("Cohort"), required=False, longest=60)
    first = day(_("First day"))
    last = day(_("Last day"))
    days_away = forms.IntegerField(label=_("Days away"), min_value=1, max_value=365, required=False)
    camps = forms.IntegerField(label=_("Camps"), min_value=1, max_value=99, required=False)
    aim = words(_("Purpose"), required=False)
    duties = words(_("What the collaboration has to do"), required=False)
    reason = line(_("Why it is changed"), required=False)

    def before(self, one: Any) -> Mapping[str, Any]:
        """Return what stands."""
        if not isinstance(one, Cohort):
            return {}
        return {name: getattr(one, name) for name in ("programme", "name", "camps", "aim", "duties")} | {
            "days_away": one.days,
            "first": one.valid_from,
            "last": one.valid_to,
        }


class CohortDayForm(WriteForm):
    """A deadline, or an event such as the day on which results are celebrated."""

    FILLED = DECISION
    kind = one_of(_("What the day is"), choices=labelled(CohortDate.Kind))
    on = day(_("Date"), required=True)
    text = line(_("What happens"), longest=300)
    decision = one_of(_("Decision"), required=False)


class TeamForm(WriteForm):
    """A team: what it works on, for whom, and who spars with it."""

    FILLED = {"initiative": "others", **DECISION}
    name = line(_("What it works on"), longest=300)
    number = line(_("Number as printed"), required=False, longest=12)
    initiative = one_of(_("Initiative"), required=False)
    target_group = line(_("Whom it is for"), required=False, longest=500)
    sparring = line(_("Sparring partner"), required=False)
    decision = one_of(_("Decision"), required=False)

    def before(self, one: Any) -> Mapping[str, Any]:
        """Return what stands."""
        if not isinstance(one, Team):
            return {}
        return {name: getattr(one, name) for name in ("name", "number", "target_group", "sparring")} | {
            "initiative": one.initiative.record.public_id if one.initiative is not None else ""
        }


class ChangedTeamForm(TeamForm):
    """A team, as it stands."""

    FILLED = {"initiative": "others"}
    decision = None  # type: ignore[assignment]  # it stays known from where it was
    reason = line(_("Why it is changed"), required=False)


class PartForm(WriteForm):
    """Who takes part, a party or a sector, and how many."""

    FILLED = {"party": "places", **DECISION}
    party = one_of(_("Party"), required=False)
    as_written = line(
        _("Sector, or a name that is not in the list"), required=False, help_text=_("For example: regional.")
    )
    people = forms.IntegerField(label=_("Participants"), min_value=0, max_value=10_000, required=False)
    decision = one_of(_("Decision"), required=False)


class BesideIndicatorForm(WriteForm):
    """What is measured of a collaboration or of a place, apart from any initiative."""

    FILLED = {"focus_area": "focus_areas"}
    name = line(_("Name"), longest=300, help_text=_("For example beds, daily users, or staff."))
    kind = one_of(_("Kind"), choices=labelled(IndicatorKind))
    unit = line(_("Unit"), required=False, longest=40)
    definition = words(_("Definition"), required=False)
    numerator = line(_("Numerator"), required=False, longest=300)
    denominator = line(_("Denominator"), required=False, longest=300)
    data_source = line(_("Where the numbers come from"), required=False)
    baseline = NumberInput(label=_("Baseline"), required=False)
    target = NumberInput(label=_("Target"), required=False)
    aims = one_of(_("The target is"), required=False, choices=labelled(Aims, with_nothing=True))
    target_on = day(_("To be met by"))
    focus_area = one_of(_("Focus area"), required=False)


class ChangedBesideIndicatorForm(BesideIndicatorForm):
    """What is measured, as it stands."""

    FILLED: ClassVar[dict[str, str]] = {}
    focus_area = None  # type: ignore[assignment]  # it stays where it belongs
    why = line(_("Why it is changed"), required=False)

    def before(self, one: Any) -> Mapping[str, Any]:
        """Return what stands."""
        if not isinstance(one, Indicator):
            return {}
        names = (
            "name", "kind", "definition", "unit", "numerator", "denominator", "data_source", "baseline", "target", "aims",
            "target_on",
        )  # fmt: skip
        return {name: getattr(one, name) for name in names}


class MeasureForm(WriteForm):
    """One number: of which place or party, for which days, and where it is known from."""

    FILLED = {"party": "places", **DECISION}
    value = NumberInput(label=_("Number"), required=False)
    is_unknown = forms.BooleanField(label=_("Nobody knows the number"), required=False)
    is_about = forms.BooleanField(label=_("Approximate"), required=False)
    first_on = day(_("As of, or first day"), required=True)
    last_on = day(_("Last day"))
    party = one_of(_("Party or unit"), required=False)
    group = line(
        _("Place or group, in words"),
        required=False,
        longest=100,
        help_text=_("For example the name of a health centre."),
    )
    source = line(_("Source"), required=False, longest=300)
    remark = line(_("Remark"), required=False, longest=300)
    decision = one_of(_("Decision"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a number, or for the word that nobody knows it."""
        data = super().clean() or {}
        if not self.errors and (data.get("value") is None) != bool(data.get("is_unknown")):
            raise ValidationError(_("Write the number, or say that nobody knows it."), code="number")
        return data

    def origin(self) -> Origin:
        """Return the decision that was chosen, and the source in words."""
        return Origin(decision=super().origin().decision, source=self.cleaned_data["source"])


class PresentForm(WriteForm):
    """Which initiatives are presented, when and where, and who is invited."""

    FILLED = {"initiatives": "own", **DECISION}
    initiatives = forms.MultipleChoiceField(
        label=_("Initiatives"), widget=forms.CheckboxSelectMultiple, choices=()
    )
    on = day(_("Date"), required=True)
    where = line(_("Where"))
    invited = line(
        _("Who is invited"), required=False, longest=300, help_text=_("For example citizens who took part.")
    )
    decision = one_of(_("Decision"), required=False)

    def said(self, row: Any) -> str:
        """Return an initiative by its name alone: all of them are of one collaboration."""
        return str(row) if isinstance(row, Initiative) else super().said(row)

    def chosen_all(self) -> list[Any]:
        """Return the initiatives that were chosen."""
        return [self.rows["initiatives"][key] for key in self.cleaned_data["initiatives"]]
