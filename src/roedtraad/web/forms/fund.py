"""Forms for money: allocate by a decision, write what was spent, carry over, grant, reverse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad import danish
from roedtraad.bodies.models import Party
from roedtraad.fund.actions import Place, Share, Told
from roedtraad.fund.models import CostKind, Entry, ProposedAs
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import Decision
from roedtraad.web.forms.kroner import KronerInput

EARLIEST_YEAR, LATEST_YEAR = 2000, 2200


def day_field(**options: Any) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **options)


def year_field(**options: Any) -> forms.IntegerField:
    """Return a field for a budget year."""
    field = forms.IntegerField(min_value=EARLIEST_YEAR, max_value=LATEST_YEAR, **options)
    field.short = True  # type: ignore[attr-defined]
    return field


def said(decision: Decision) -> str:
    """Return a decision as a choice."""
    return f"{danish.short_day(decision.decided_on)}: {decision.item.title[:80]}"


class MoneyForm(forms.Form):
    """What every act on money tells: a day and a text."""

    on = day_field(label=_("Date"))
    text = forms.CharField(
        label=_("Text"), max_length=500, help_text=_("What it is, as it shall stand in the ledger.")
    )


class SharesForm(MoneyForm):
    """An amount for each party. Parties left empty get nothing."""

    year = year_field(label=_("Budget year"))

    def __init__(self, *args: Any, parties: Sequence[Party], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parties = parties
        for party in parties:
            self.fields[f"part_{party.record.public_id}"] = KronerInput(label=party.name, required=False)

    def clean(self) -> dict[str, Any]:
        """See to it that somebody gets something."""
        cleaned: dict[str, Any] = super().clean() or {}
        if (
            not any(cleaned.get(f"part_{party.record.public_id}") for party in self.parties)
            and not self.errors
        ):
            self.add_error(None, _("Write an amount for at least one party."))
        return cleaned

    def shares(self, initiative: Initiative | None = None) -> list[Share]:
        """Return the amounts that were written."""
        found: Iterable[tuple[Party, Decimal | None]] = (
            (party, self.cleaned_data[f"part_{party.record.public_id}"]) for party in self.parties
        )
        year: int = self.cleaned_data["year"]
        return [Share(Place(party, year, initiative), amount) for party, amount in found if amount]


class GrantForm(SharesForm):
    """What each party got for a year."""

    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("Where anybody can look it up."))
    field_order = ("year", "on", "text", "source")

    def told(self) -> Told:
        """Return what is told of the entry."""
        data = self.cleaned_data
        return Told(on=data["on"], text=data["text"], source=data["source"])


class AllocateForm(SharesForm):
    """What an initiative gets from each party by a decision; without the rules of purpose met, why."""

    initiative = forms.ChoiceField(label=_("Initiative"))
    decision = forms.ChoiceField(label=_("Decision"))
    waiver = forms.CharField(
        label=_("Why, if the rules of purpose are not met"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("decision", "initiative", "year", "on", "text")

    def __init__(
        self, *args: Any, initiatives: Sequence[Initiative], decisions: Sequence[Decision], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.initiatives = {one.record.public_id: one for one in initiatives}
        self.decisions = {one.record.public_id: one for one in decisions}
        offer(self, "initiative", [(key, one.name) for key, one in self.initiatives.items()])
        offer(self, "decision", [(key, said(one)) for key, one in self.decisions.items()])

    def initiative_chosen(self) -> Initiative:
        """Return the initiative that was chosen."""
        return self.initiatives[self.cleaned_data["initiative"]]

    def told(self) -> Told:
        """Return what is told of the entry."""
        data = self.cleaned_data
        return Told(on=data["on"], text=data["text"], decision=self.decisions[data["decision"]])


class SpendForm(MoneyForm):
    """What a party paid for an initiative."""

    party = forms.ChoiceField(label=_("Party"))
    initiative = forms.ChoiceField(label=_("Initiative"))
    year = year_field(label=_("Budget year"))
    amount = KronerInput(label=_("Amount, kr."))
    voucher = forms.CharField(label=_("Voucher"), max_length=60)
    cost_kind = forms.ChoiceField(
        label=_("Kind of cost"), choices=[(kind.value, capfirst(str(kind.label))) for kind in CostKind]
    )
    hours_a_week = forms.DecimalField(
        label=_("Hours a week"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(1000),
        decimal_places=2,
    )
    first_on = day_field(label=_("First day"), required=False)
    last_on = day_field(label=_("Last day"), required=False)
    decision = forms.ChoiceField(
        label=_("Decision"), required=False, help_text=_("Only where several decisions gave the money.")
    )
    field_order = ("party", "initiative", "year", "amount", "on", "text", "voucher", "cost_kind")

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

    def share(self) -> Share:
        """Return what was paid, and for what."""
        data = self.cleaned_data
        place = Place(self.parties[data["party"]], data["year"], self.initiatives[data["initiative"]])
        return Share(place, data["amount"])

    def told(self) -> Told:
        """Return what is told of the entry."""
        data = self.cleaned_data
        return Told(
            on=data["on"],
            text=data["text"],
            decision=self.decisions.get(data["decision"]),
            voucher=data["voucher"],
            cost_kind=CostKind(data["cost_kind"]),
            hours_a_week=data["hours_a_week"],
            first_on=data["first_on"],
            last_on=data["last_on"],
        )


class CarryForm(MoneyForm):
    """That a party carries over what it has left of a year."""

    party = forms.ChoiceField(label=_("Party"))
    from_year = year_field(label=_("From budget year"))
    to_year = year_field(label=_("To budget year"))
    own_decision = forms.CharField(
        label=_("The party's own decision"),
        max_length=300,
        help_text=_("For example: the city council, 12 December 2026, item 7."),
    )
    own_decision_on = day_field(label=_("Decided on"), required=False)
    field_order = ("party", "from_year", "to_year", "own_decision", "own_decision_on", "on", "text")

    def __init__(self, *args: Any, parties: Sequence[Party], **options: Any) -> None:
        super().__init__(*args, **options)
        self.parties = {one.record.public_id: one for one in parties}
        offer(self, "party", [(key, one.name) for key, one in self.parties.items()])

    def told(self) -> Told:
        """Return what is told of the entry."""
        data = self.cleaned_data
        on: date = data["on"]
        return Told(
            on=on,
            text=data["text"],
            own_decision=data["own_decision"],
            own_decision_on=data["own_decision_on"],
        )


class ReverseForm(forms.Form):
    """Why an entry is undone."""

    reason = forms.CharField(label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


DECLINE, TABLE, AGAIN = "declined", "table", "igen-"


class ProposalForm(forms.Form):
    """What becomes of an amount, or of a table, that minutes tell of. Several stand on a page; `number` tells them apart."""

    as_what = forms.ChoiceField(label=_("What it becomes"))
    year = year_field(label=_("Budget year"), required=False)
    initiative = forms.CharField(label=_("Initiative"), max_length=200, required=False)
    reason = forms.CharField(label=_("Why, if it is not taken"), max_length=400, required=False)

    def __init__(
        self, *args: Any, number: int, is_table: bool, told_before: Sequence[Entry] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.told_before = {f"{AGAIN}{one.record.public_id}": one for one in told_before}
        self.auto_id = f"id_{number}_%s"
        self.number = number
        kinds = [(kind.value, capfirst(str(kind.label))) for kind in ProposedAs if kind != ProposedAs.PRINTED]
        if is_table:
            kinds = [(TABLE, str(_("A grant, and an allocation for each initiative")))]
            del self.fields["initiative"]
        field = self.fields["as_what"]
        if isinstance(field, forms.ChoiceField):
            again = [
                (key, _("Told before: %(text)s, %(day)s") % {"text": one.text, "day": danish.day(one.on)})
                for key, one in self.told_before.items()
            ]
            field.choices = [*again, *kinds, (DECLINE, _("No money of this fund"))]

    @property
    def is_sent(self) -> bool:
        """Return whether it is this one that somebody sent."""
        return self.is_bound


def offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a field its choices, after one that chooses nothing."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", _("Choose")), *choices]
