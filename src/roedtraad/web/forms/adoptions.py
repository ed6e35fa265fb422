"""Forms for adoption: whom to ask, and what a party answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.commitments.actions import AdoptionAsked, Answered
from roedtraad.commitments.models import AdoptionKind


def day_field(**options: Any) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **options)


class AskForm(forms.Form):
    """Which parties are asked to adopt a decision, and by when."""

    asked = forms.MultipleChoiceField(
        label=_("Who is asked"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A text for each council is written from the ledger; it can be changed afterwards."),
    )
    due_on = day_field(
        label=_("To be decided by"),
        required=False,
        help_text=_("The contact of each party is reminded two weeks before, and on the day."),
    )

    def __init__(self, *args: Any, proposed: Sequence[AdoptionAsked], **options: Any) -> None:
        super().__init__(*args, **options)
        self.proposed = {f"{one.party.record.public_id}-{one.kind}": one for one in proposed}
        field = self.fields["asked"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [
                (key, f"{one.party.name}: {AdoptionKind(one.kind).label}")
                for key, one in self.proposed.items()
            ]
            field.initial = list(self.proposed)

    def chosen(self) -> list[AdoptionAsked]:
        """Return what was chosen."""
        return [self.proposed[key] for key in self.cleaned_data["asked"]]


class NamedForm(forms.Form):
    """A form on the page of an adoption. Several stand there, so that the ids of its fields carry its name."""

    name: ClassVar[str]

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial, auto_id=f"id_{self.name}_%s")


class AdoptForm(NamedForm):
    """That a party adopted the decision."""

    name = "vedtag"

    on = day_field(label=_("Decided on"))
    by = forms.CharField(
        label=_("Decided by"), max_length=200, help_text=_("For example: the city council, item 7.")
    )
    case_number = forms.CharField(label=_("Own case number"), max_length=60, required=False)
    link = forms.URLField(
        label=_("Link to the decision"), max_length=500, required=False, assume_scheme="https"
    )

    def answered(self) -> Answered:
        """Return what was answered."""
        data = self.cleaned_data
        return Answered(data["on"], data["by"], data["case_number"], data["link"])


class RefuseForm(NamedForm):
    """That a party did not adopt it, and why."""

    name = "afvis"

    on = day_field(label=_("Decided on"))
    by = forms.CharField(label=_("Decided by"), max_length=200)
    reason = forms.CharField(label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class RewordForm(NamedForm):
    """Another text for the council, or another day."""

    name = "tekst"

    text = forms.CharField(label=_("Text for the council"), widget=forms.Textarea(attrs={"rows": 14}))
    due_on = day_field(label=_("To be decided by"), required=False)


class DropForm(NamedForm):
    """Why a party need not adopt it after all."""

    name = "frafald"

    reason = forms.CharField(label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
