"""What can be written about an initiative: how far it has come, for whom it is, who takes part, what is measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad import danish
from roedtraad.bodies.actions.days import Days
from roedtraad.initiatives.actions import BY_HAND, Origin
from roedtraad.initiatives.models import (
    Aims,
    EvaluationState,
    IndicatorKind,
    Initiative,
    InitiativeKind,
    LinkKind,
    PartRole,
    State,
    Vision,
)
from roedtraad.initiatives.queries.offering import Offer
from roedtraad.meetings.models import Decision
from roedtraad.web.forms.numbers import NumberInput

NOTHING = ("", "–")


def words(
    label: Any, *, rows: int = 2, required: bool = True, longest: int = 2000, **more: Any
) -> forms.CharField:
    """Return a field for a few lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=longest, widget=widget, **more)


def line(label: Any, *, required: bool = True, longest: int = 200, **more: Any) -> forms.CharField:
    """Return a field for one line."""
    return forms.CharField(label=label, required=required, max_length=longest, **more)


def day(label: Any, *, required: bool = False) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


def one_of(label: Any, *, required: bool = True, choices: Any = (), **more: Any) -> forms.ChoiceField:
    """Return a field for one of some."""
    return forms.ChoiceField(label=label, required=required, choices=choices, **more)


def labelled(kinds: Any, *, with_nothing: bool = False) -> list[tuple[str, str]]:
    """Return the choices of an enumeration, with capitals."""
    rows = [(kind.value, capfirst(str(kind.label))) for kind in kinds]
    return [NOTHING, *rows] if with_nothing else rows


class WriteForm(forms.Form):
    """One of several forms on a page, so that the ids of its fields carry its name. `FILLED` names what is offered."""

    FILLED: ClassVar[Mapping[str, str]] = {}

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        name: str,
        offer: Offer,
        one: Any = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, auto_id=f"id_{name}_%s", initial={**self.before(one), **(initial or {})})
        self.offer, self.one = offer, one
        self.rows: dict[str, dict[str, Model]] = {}
        for field, what in self.FILLED.items():
            rows: Iterable[Any] = getattr(offer, what)
            self.rows[field] = {_key(row): row for row in rows if self.fits(field, row)}
            own = self.fields[field]
            if isinstance(own, forms.ChoiceField):
                named = [(key, self.said(row)) for key, row in self.rows[field].items()]
                own.choices = named if own.required else [NOTHING, *named]

    def before(self, one: Any) -> Mapping[str, Any]:
        """Return what the fields say before anybody writes."""
        return {}

    def fits(self, field: str, row: Any) -> bool:
        """Return whether a row is offered in a field of this form."""
        return True

    def said(self, row: Any) -> str:
        """Return a row as it is offered."""
        if isinstance(row, Decision):
            return f"{danish.short_day(row.decided_on)}: {row.item.title[:80]}"
        if isinstance(row, Initiative):
            return f"{row.collaboration.name}: {row.name}"
        if isinstance(row, Vision) and row.agreement is not None:
            return f"{row.name} ({row.agreement.name})"
        return str(row)

    def chosen(self, field: str) -> Any:
        """Return the row that was chosen in a field, or None."""
        return self.rows[field].get(str(self.cleaned_data.get(field) or ""))

    def origin(self) -> Origin:
        """Return where it is known from: the decision that was chosen, or the person."""
        decision = self.chosen("decision") if "decision" in self.rows else None
        return Origin(decision=decision) if isinstance(decision, Decision) else BY_HAND

    def days(self) -> Days:
        """Return the days that were written."""
        return Days(self.cleaned_data.get("first"), self.cleaned_data.get("last"))


DECISION = {"decision": "decisions"}


class StateForm(WriteForm):
    """How far it has come from a day on."""

    FILLED = {**DECISION, "handed_to": "bodies"}
    state = one_of(_("State"), choices=labelled(State))
    on = day(_("From"), required=True)
    reason = words(_("Why"), required=False, longest=500)
    awaits = line(_("What it waits for"), required=False, longest=300)
    watch_on = day(_("Look again on"))
    went_on = line(_("Where it goes on"), required=False, longest=300)
    handed_to = one_of(_("Handed over to"), required=False)
    decision = one_of(_("Decision"), required=False)


class AboutForm(WriteForm):
    """What an initiative is."""

    name = line(_("Name"))
    kind = one_of(_("Kind"), choices=labelled(InitiativeKind))
    mark = line(_("Number as printed"), required=False, longest=30)
    aim = words(_("Why"), required=False)
    description = words(_("What it is"), rows=5, required=False, longest=10_000)
    evidence = words(_("Evidence"), required=False)
    pays_for = words(_("What the money pays for"), required=False)
    first = day(_("First day"))
    last = day(_("Last day"))
    reason = line(_("Why it is changed"), required=False)

    def before(self, one: Any) -> Mapping[str, Any]:
        """Return what stands."""
        if not isinstance(one, Initiative):
            return {}
        names = ("name", "kind", "mark", "aim", "description", "evidence", "pays_for")
        return {name: getattr(one, name) for name in names} | {"first": one.valid_from, "last": one.valid_to}


class NewForm(AboutForm):
    """What a new initiative is. Where others are called something like it, the writer says that it is not one of them."""

    reason = None  # type: ignore[assignment]  # there is nothing to change yet
    is_other = forms.BooleanField(label=_("It is none of these"), required=False)

    def __init__(self, *args: Any, alike: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.alike = alike
        if not alike:
            del self.fields["is_other"]

    def clean(self) -> dict[str, Any]:
        """Ask whether it is there already."""
        data = super().clean() or {}
        if self.alike and not data.get("is_other"):
            self.add_error(
                "is_other",
                _("Others are called something like it. Open one of them, or say that it is none of these."),
            )
        return data


class AimForm(WriteForm):
    """What an initiative belongs to or serves."""

    FILLED = {"focus_area": "focus_areas", "vision": "visions", **DECISION}
    focus_area = one_of(_("Focus area"), required=False)
    vision = one_of(_("Vision, principle or part of a plan"), required=False)
    decision = one_of(_("Decision"), required=False)


class TargetForm(WriteForm):
    """Whom it is for, from a day on."""

    FILLED = {"party": "parties", **DECISION}
    text = words(_("Whom it is for"))
    diagnosis = line(_("Diagnosis"), required=False)
    discharged_to = line(_("Discharged to"), required=False)
    party = one_of(_("Only in"), required=False)
    is_trial = forms.BooleanField(label=_("On trial"), required=False)
    first = day(_("First day"))
    last = day(_("Last day"))
    decision = one_of(_("Decision"), required=False)


class PartyForm(WriteForm):
    """Who takes part, and how deeply."""

    FILLED = {"party": "parties", **DECISION}
    party = one_of(_("Party"))
    role = one_of(_("What it does"), choices=labelled(PartRole))
    depth = line(_("How deeply"), required=False, longest=300)
    first = day(_("First day"))
    last = day(_("Last day"))
    decision = one_of(_("Decision"), required=False)


class PostForm(WriteForm):
    """A post, filled or not, or one that somebody wishes for."""

    FILLED = {"person": "people", "party": "parties"}
    title = line(_("Post"), initial=_("Project manager"))
    is_wished = forms.BooleanField(
        label=_("Only wished for"), required=False, help_text=_("Nobody has made the post yet.")
    )
    leads = forms.BooleanField(label=_("Answers for the initiative"), required=False)
    person = one_of(_("Person"), required=False)
    as_written = line(_("Name, where the person is not in the list"), required=False)
    party = one_of(_("Party"), required=False)
    sector = line(_("Sector"), required=False, longest=100)
    tasks = words(_("Tasks"), required=False)
    hours_a_week = NumberInput(label=_("Hours a week"), required=False)
    first = day(_("First day"))
    last = day(_("Last day"))


class MilestoneForm(WriteForm):
    """Something to be reached, perhaps in steps."""

    FILLED = {"after": "milestones", **DECISION}
    text = line(_("What is to be reached"), longest=500)
    due_on = day(_("By"))
    due_as_told = line(_("When, in words"), required=False)
    after = one_of(_("After"), required=False)
    decision = one_of(_("Decision"), required=False)


class RiskForm(WriteForm):
    """Something that may go wrong."""

    text = words(_("What may go wrong"), longest=500)
    answer = words(_("What is done about it"), required=False, longest=500)
    on = day(_("Seen on"), required=True)


class BoundaryForm(WriteForm):
    """What it is not about."""

    FILLED = DECISION
    text = words(_("What is not in it"), longest=500)
    on = day(_("Date"), required=True)
    decision = one_of(_("Decision"), required=False)


class LinkForm(WriteForm):
    """What it is to another initiative."""

    FILLED = {"other": "others"}
    kind = one_of(_("How"), choices=labelled(LinkKind))
    other = one_of(_("Initiative"), required=False)
    as_written = line(_("Which, where it is not in the list"), required=False, longest=300)
    reason = line(_("Why"), required=False, longest=500)


class LeadForm(WriteForm):
    """A theme with which the collaboration goes first for all."""

    FILLED = {"vision": "visions", **DECISION}
    theme = line(_("Theme"), longest=300)
    vision = one_of(_("Vision or principle"), required=False)
    rules = line(_("Rules that it must meet"), required=False, longest=300)
    rules_by = line(_("Who approved the rules"), required=False)
    checked_by = line(_("Who sees to it"), required=False)
    meets_rules = one_of(
        _("Meets the rules"), required=False, choices=[NOTHING, ("ja", _("yes")), ("nej", _("no"))]
    )
    first = day(_("First day"))
    last = day(_("Last day"))
    decision = one_of(_("Decision"), required=False)


class AliasForm(WriteForm):
    """Another name that documents use."""

    name = line(_("Name"))


class IndicatorForm(WriteForm):
    """What is measured, and what it means."""

    FILLED = {"whole": "indicators"}
    name = line(_("Name"), longest=300)
    kind = one_of(_("Kind"), choices=labelled(IndicatorKind))
    definition = words(_("Definition"), required=False)
    unit = line(
        _("Unit"), required=False, longest=40, help_text=_("For example a percent sign, or what is counted.")
    )
    numerator = line(_("Numerator"), required=False, longest=300)
    denominator = line(_("Denominator"), required=False, longest=300)
    data_source = line(_("Where the numbers come from"), required=False)
    baseline = NumberInput(label=_("Baseline"), required=False)
    target = NumberInput(label=_("Target"), required=False)
    aims = one_of(_("The target is"), required=False, choices=labelled(Aims, with_nothing=True))
    target_on = day(_("To be met by"))
    whole = one_of(_("Counts a part of"), required=False)


class EvaluationForm(WriteForm):
    """An evaluation, and what it came to."""

    name = line(_("Name"), longest=300, initial=_("Evaluation"))
    state = one_of(_("State"), choices=labelled(EvaluationState))
    aim = words(_("What is to be found out"), required=False)
    due_on = day(_("Due"))
    due_as_told = line(_("When, in words"), required=False)
    makers = line(_("Made by"), required=False)
    condition = line(_("Only if"), required=False, longest=300)
    leads_to = line(_("What is decided afterwards"), required=False, longest=300)
    done_on = day(_("Done on"))
    result = words(_("Result"), required=False, longest=10_000)
    source = line(
        _("Source"),
        required=False,
        longest=300,
        help_text=_("For example the part of a plan that it comes from."),
    )


class VisibilityForm(WriteForm):
    """Who sees it."""

    is_public = forms.BooleanField(label=_("Everybody sees it"), required=False)

    def before(self, one: Any) -> Mapping[str, Any]:
        """Return whether everybody sees it now."""
        return {"is_public": one is not None and one.record.is_public}


class WithdrawForm(WriteForm):
    """Why an initiative is taken back."""

    why = words(_("Why it is taken back"), longest=500)


def _key(row: Any) -> str:
    record = getattr(row, "record", None)
    return record.public_id if record is not None else str(row.pk)
