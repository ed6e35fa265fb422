"""Forms for what is rarer in a fund: split by a key or by percent, reserve, move, give back, note, open, keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad.bodies.models import Collaboration, Party, Person
from roedtraad.documents.models import Document
from roedtraad.fund.actions import EstimateDetails, FundDetails, Place, Share, Told, Weighed
from roedtraad.fund.models import EstimateKind, FundKind, Objection
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import Decision
from roedtraad.web.forms.fund import AllocateForm, MoneyForm, SharesForm, day_field, offer, said, year_field
from roedtraad.web.forms.kroner import KronerInput

NOT_DISTRIBUTED = "ikke-fordelt"


def _weight(label: str, **options: Any) -> forms.DecimalField:
    field = forms.DecimalField(label=label, required=False, min_value=0, decimal_places=4, **options)
    field.localize = True
    field.widget.is_localized = True
    field.short = True  # type: ignore[attr-defined]
    return field


class KeyForm(MoneyForm):
    """An amount that is split by population, or by shares that were agreed on. Parties left empty get nothing."""

    total = KronerInput(label=_("Amount to split, kr."))
    year = year_field(label=_("Budget year"))
    key_source = forms.CharField(
        label=_("Where the key comes from"),
        max_length=300,
        help_text=_("For example: Statistics Denmark, FOLK1A, 1 July 2026; or the agreement with its date."),
    )
    source = forms.CharField(label=_("Where the amount comes from"), max_length=300)
    field_order = ("total", "year", "on", "text", "source", "key_source")

    def __init__(self, *args: Any, parties: Sequence[Party], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parties = parties
        for party in parties:
            self.fields[f"vaegt_{party.record.public_id}"] = _weight(party.name)

    def key(self) -> list[Weighed]:
        """Return what each party counts for."""
        data = self.cleaned_data
        weights = [(party, data.get(f"vaegt_{party.record.public_id}")) for party in self.parties]
        return [Weighed(weight, data["key_source"], party) for party, weight in weights if weight]

    def told(self) -> Told:
        """Return what is told of the entry."""
        data = self.cleaned_data
        return Told(on=data["on"], text=data["text"], source=data["source"])


class PercentForm(SharesForm):
    """What each party pays, shared out between initiatives by percent."""

    decision = forms.ChoiceField(label=_("Decision"))
    key_source = forms.CharField(label=_("Where the percentages are agreed"), max_length=300)
    field_order = ("decision", "year", "on", "text", "key_source")

    def __init__(
        self, *args: Any, initiatives: Sequence[Initiative], decisions: Sequence[Decision], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.initiatives = initiatives
        self.decisions = {one.record.public_id: one for one in decisions}
        offer(self, "decision", [(key, said(one)) for key, one in self.decisions.items()])
        for one in initiatives:
            self.fields[f"procent_{one.record.public_id}"] = _weight(f"{one.name}, %", max_value=100)

    def percents(self) -> dict[Initiative, Decimal]:
        """Return the percentages that were written."""
        found = {one: self.cleaned_data.get(f"procent_{one.record.public_id}") for one in self.initiatives}
        return {one: percent for one, percent in found.items() if percent}

    def purses(self) -> dict[Place, Decimal]:
        """Return what each party pays."""
        return {share.place: share.amount for share in self.shares()}

    def key(self) -> list[Weighed]:
        """Return the percentages as the key that is kept with the entry."""
        source = self.cleaned_data["key_source"]
        return [Weighed(percent, source, initiative=one) for one, percent in self.percents().items()]

    def told(self) -> Told:
        """Return what is told of the entry."""
        data = self.cleaned_data
        return Told(on=data["on"], text=data["text"], decision=self.decisions[data["decision"]])


class RankForm(forms.Form):
    """The order in which initiatives get money in a year: 1 comes first, those left empty are not ranked."""

    year = year_field(label=_("Budget year"))
    decision = forms.ChoiceField(label=_("Decision"), required=False)

    def __init__(
        self, *args: Any, initiatives: Sequence[Initiative], decisions: Sequence[Decision], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.initiatives = initiatives
        self.decisions = {one.record.public_id: one for one in decisions}
        offer(self, "decision", [("", "—"), *((key, said(one)) for key, one in self.decisions.items())])
        for one in initiatives:
            field = forms.IntegerField(label=one.name, required=False, min_value=1, max_value=999)
            field.short = True  # type: ignore[attr-defined]
            self.fields[f"plads_{one.record.public_id}"] = field

    def clean(self) -> dict[str, Any]:
        """Refuse a place that is given twice."""
        data = super().clean() or {}
        seen: dict[int, str] = {}
        for one in self.initiatives:
            name = f"plads_{one.record.public_id}"
            place = data.get(name)
            if place in seen:
                self.add_error(name, _("%(name)s has the same place.") % {"name": seen[place]})
            elif place:
                seen[place] = one.name
        return data

    def in_order(self) -> list[Initiative]:
        """Return those that have a place, the first first."""
        places = {one: self.cleaned_data.get(f"plads_{one.record.public_id}") for one in self.initiatives}
        return sorted((one for one, place in places.items() if place), key=lambda one: places[one] or 0)


class ReserveForm(AllocateForm):
    """What is set aside for an initiative before it is finally decided on."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["waiver"]
        self.fields["decision"].required = False

    def told(self) -> Told:
        """Return what is told of the entry."""
        data = self.cleaned_data
        return Told(on=data["on"], text=data["text"], decision=self.decisions.get(data["decision"]))


class MoveForm(MoneyForm):
    """Money at disposal that goes from one party to another, or out of 'ikke fordelt'."""

    amount = KronerInput(label=_("Amount, kr."))
    out_of = forms.ChoiceField(label=_("From"))
    into = forms.ChoiceField(label=_("To"))
    year = year_field(label=_("Budget year"))
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    field_order = ("amount", "out_of", "into", "year", "on", "text", "source")

    def __init__(self, *args: Any, parties: Sequence[Party], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parties = {one.record.public_id: one for one in parties}
        choices = [(key, one.name) for key, one in self.parties.items()]
        for name in ("out_of", "into"):
            offer(self, name, [*choices, (NOT_DISTRIBUTED, str(_("Not distributed")))])

    def place(self, name: str) -> Place:
        """Return one of the two places."""
        return Place(self.parties.get(self.cleaned_data[name]), self.cleaned_data["year"])

    def told(self) -> Told:
        """Return what is told of the entry."""
        data = self.cleaned_data
        return Told(on=data["on"], text=data["text"], source=data["source"])


class GiveBackForm(MoneyForm):
    """Money at disposal that goes back to the giver."""

    amount = KronerInput(label=_("Amount, kr."))
    party = forms.ChoiceField(label=_("Party"))
    year = year_field(label=_("Budget year"))
    source = forms.CharField(label=_("Source"), max_length=300)
    field_order = ("party", "year", "amount", "on", "text", "source")

    def __init__(self, *args: Any, parties: Sequence[Party], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parties = {one.record.public_id: one for one in parties}
        offer(self, "party", [(key, one.name) for key, one in self.parties.items()])

    def share(self) -> Share:
        """Return what goes back."""
        data = self.cleaned_data
        return Share(Place(self.parties[data["party"]], data["year"]), data["amount"])

    def told(self) -> Told:
        """Return what is told of the entry."""
        data = self.cleaned_data
        return Told(on=data["on"], text=data["text"], source=data["source"])


class NoteForm(MoneyForm):
    """An estimate, a frame, an application, or that there is no money, for a reason: it stands beside the ledger."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (kind.value, capfirst(str(kind.label))) for kind in EstimateKind if kind != EstimateKind.BUDGET
        ],
    )
    amount = KronerInput(label=_("Amount, kr."), required=False)
    is_about = forms.BooleanField(label=_("The amount is approximate"), required=False)
    party = forms.ChoiceField(label=_("Party"), required=False)
    year = year_field(label=_("Budget year"), required=False)
    initiative = forms.ChoiceField(label=_("Initiative"), required=False)
    decision = forms.ChoiceField(label=_("Decision"), required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    field_order = ("kind", "text", "amount", "is_about", "party", "year", "initiative", "decision", "on")

    def __init__(
        self,
        *args: Any,
        parties: Sequence[Party],
        initiatives: Sequence[Initiative],
        decisions: Sequence[Decision],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.parties = {one.record.public_id: one for one in parties}
        self.initiatives = {one.record.public_id: one for one in initiatives}
        self.decisions = {one.record.public_id: one for one in decisions}
        offer(self, "party", [(key, one.name) for key, one in self.parties.items()])
        offer(self, "initiative", [(key, one.name) for key, one in self.initiatives.items()])
        offer(self, "decision", [(key, said(one)) for key, one in self.decisions.items()])

    def details(self) -> EstimateDetails:
        """Return what was told."""
        data = self.cleaned_data
        place = Place(self.parties.get(data["party"]), data["year"], self.initiatives.get(data["initiative"]))
        return EstimateDetails(
            kind=EstimateKind(data["kind"]),
            on=data["on"],
            text=data["text"],
            amount=data["amount"],
            is_about=data["is_about"],
            place=place,
            decision=self.decisions.get(data["decision"]),
            source=data["source"],
        )


class AnswerForm(MoneyForm):
    """What came of an application for external money."""

    amount = KronerInput(
        label=_("Granted, kr."),
        required=False,
        help_text=_("Leave it empty where the application was refused."),
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    field_order = ("amount", "on", "text", "source")

    def told(self) -> Told:
        """Return what is told of the answer."""
        data = self.cleaned_data
        return Told(on=data["on"], text=data["text"], source=data["source"])


class WaiveForm(forms.Form):
    """Why a rule of purpose is set aside."""

    reason = forms.CharField(label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    objection = forms.ChoiceField(label=_("Rule"))
    field_order = ("objection", "reason")

    def __init__(self, *args: Any, objections: Iterable[tuple[Objection, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.objections = {str(one.pk): one for one, _title in objections}
        offer(
            self,
            "objection",
            [(str(one.pk), f"{one.initiative.name}: {title}") for one, title in objections],
        )

    def chosen(self) -> Objection:
        """Return what is set aside."""
        return self.objections[self.cleaned_data["objection"]]


class KeeperForm(forms.Form):
    """Who keeps a party's part of a fund."""

    party = forms.ChoiceField(label=_("Party"))
    person = forms.ChoiceField(label=_("Person"))
    valid_from = day_field(label=_("From"), required=False)

    def __init__(
        self, *args: Any, parties: Sequence[Party], people: Sequence[Person], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.parties = {one.record.public_id: one for one in parties}
        self.people = {one.record.public_id: one for one in people}
        offer(self, "party", [(key, one.name) for key, one in self.parties.items()])
        offer(self, "person", [(key, one.name) for key, one in self.people.items()])


class FundForm(forms.Form):
    """A new fund."""

    collaboration = forms.ChoiceField(label=_("Collaboration"))
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Where the money comes from"),
        choices=[(kind.value, capfirst(str(kind.label))) for kind in FundKind],
    )
    giver = forms.CharField(label=_("Who gives it"), max_length=200, required=False)
    purpose = forms.CharField(
        label=_("Principles for its use"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    is_public = forms.BooleanField(label=_("Everybody may see it"), required=False)

    def __init__(self, *args: Any, collaborations: Sequence[Collaboration], **options: Any) -> None:
        super().__init__(*args, **options)
        self.collaborations = {one.record.public_id: one for one in collaborations}
        offer(self, "collaboration", [(key, one.name) for key, one in self.collaborations.items()])

    def details(self) -> FundDetails:
        """Return what is written about the fund."""
        data = self.cleaned_data
        return FundDetails(data["name"], FundKind(data["kind"]), data["giver"], data["purpose"])


class ChangeForm(forms.Form):
    """The principles of a fund, and the note that is kept with it."""

    giver = forms.CharField(label=_("Who gives it"), max_length=200, required=False)
    purpose = forms.CharField(
        label=_("Principles for its use"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    guideline = forms.ChoiceField(label=_("Guideline"), required=False)
    is_public = forms.BooleanField(label=_("Everybody may see it"), required=False)

    def __init__(self, *args: Any, documents: Mapping[str, Document], **options: Any) -> None:
        super().__init__(*args, **options)
        self.documents = documents
        offer(self, "guideline", [(key, str(one)) for key, one in documents.items()])


class YearEndForm(forms.Form):
    """By when each party must have decided what it carries over."""

    year = year_field(label=_("Budget year"))
    carry_over_by = day_field(label=_("Carry over by"))
    source = forms.CharField(label=_("Source"), max_length=300)
