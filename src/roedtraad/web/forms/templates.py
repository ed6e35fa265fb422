"""What is typed on the page for the template and the phrases of a body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad.cases.written.template import PartGiven
from roedtraad.meetings.models import OutcomeKind
from roedtraad.planning.actions import StandingGiven
from roedtraad.publishing.labels import CHOICES, NAMES, Label

SPARE_PARTS = 2


class PhraseForm(forms.Form):
    """A phrase, and the outcome that goes with it."""

    tekst = forms.CharField(label=_("A new phrase"), max_length=300)
    udfald = forms.ChoiceField(label=_("Outcome that goes with it"), required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        kinds = [(value, capfirst(str(label))) for value, label in OutcomeKind.choices]
        self.fields["udfald"].choices = [("", _("none")), *kinds]  # type: ignore[attr-defined]  # a ChoiceField

    def kind(self) -> OutcomeKind | None:
        """Return the outcome that was chosen."""
        told = self.cleaned_data["udfald"]
        return OutcomeKind(told) if told else None


class StandingForm(forms.Form):
    """Something that stands on every agenda of a body."""

    fast = forms.CharField(label=_("A new standing item"), max_length=300)
    minutter = forms.IntegerField(
        label=_("Minutes it takes"),
        required=False,
        min_value=0,
        max_value=600,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def given(self, order: int) -> StandingGiven:
        """Return what was typed, to stand after the others."""
        data = self.cleaned_data
        return StandingGiven(data["fast"], order=order, minutes_planned=data["minutter"])


class LookForm(forms.Form):
    """Which words the papers of a body use; the first of each is the usual one."""

    def __init__(self, data: QueryDict | None = None, *, initial: Mapping[Label, str] | None = None) -> None:
        super().__init__(data, initial={label.value: word for label, word in (initial or {}).items()})
        for label in Label:
            self.fields[label.value] = forms.ChoiceField(
                label=str(NAMES[label]), choices=[(word, word) for word in CHOICES[label]], required=False
            )


class LogoForm(forms.Form):
    """A logo, and what it shows."""

    logo = forms.FileField(
        label=_("Logo"),
        widget=forms.FileInput(attrs={"accept": ".png,.svg"}),
        help_text=_("PNG or SVG, at most 200 kB. It stands above the first page."),
    )
    logo_tekst = forms.CharField(
        label=_("What the logo shows"),
        max_length=200,
        help_text=_("Read aloud to those who cannot see it, for example: The health cluster's logo."),
    )


def parts_written(posted: QueryDict) -> Sequence[PartGiven]:
    """Return the parts as they were written, in the order of their numbers; a part whose heading was emptied goes."""
    rows = []
    for place, heading in enumerate(posted.getlist("overskrift")):
        key = _nth(posted, "noegle", place)
        number = _nth(posted, "nr", place)
        if heading.strip():
            part = PartGiven(
                key[:30], heading, _nth(posted, "hjaelp", place), str(place) in posted.getlist("skal")
            )
            rows.append((int(number) if number.isdecimal() and len(number) < 5 else 999, place, part))
    return [part for _number, _place, part in sorted(rows, key=lambda one: one[:2])]


def _nth(posted: QueryDict, name: str, place: int) -> str:
    told = posted.getlist(name)
    return told[place] if place < len(told) else ""
