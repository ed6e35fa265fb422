"""What is typed about the coming meetings of a body: wishes, and how often it is to meet."""

from __future__ import annotations

import re

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad.meetings.models import Decision
from roedtraad.planning.cadences import CadenceGiven
from roedtraad.planning.models import Per, WishKind

_ADDRESS = re.compile(r"/beslutning/([0-9a-z]+)")


class WishForm(forms.Form):
    """Something that is wished for a coming meeting."""

    art = forms.ChoiceField(label=_("What do you wish for?"))
    tekst = forms.CharField(
        label=_("In words"),
        max_length=300,
        help_text=_("For example: The next meeting at the health centre."),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        kinds = [(value, capfirst(str(label))) for value, label in WishKind.choices]
        self.fields["art"].choices = kinds  # type: ignore[attr-defined]  # a ChoiceField


class CadenceForm(forms.Form):
    """How often a body is to meet, from day to day."""

    gange = forms.IntegerField(
        label=_("How many times"),
        min_value=1,
        max_value=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    pr = forms.ChoiceField(label=_("In each"))
    fra = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    til = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    hvorfor = forms.CharField(
        label=_("Why, or what is delegated"),
        max_length=300,
        required=False,
        help_text=_("For example: Matters in between are decided by the body below, and need not wait."),
    )
    beslutning = forms.CharField(
        label=_("The decision that says so"),
        max_length=300,
        required=False,
        help_text=_(
            "Its address, copied from the page of the decision. It may be a body above that decided it."
        ),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        choices = [(value, capfirst(str(label))) for value, label in Per.choices]
        self.fields["pr"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean_beslutning(self) -> Decision | None:
        """Return the decision whose address was written; whether one may cite it, the act says."""
        told = self.cleaned_data["beslutning"].strip()
        if not told:
            return None
        found = _ADDRESS.search(told)
        row = Decision.objects.filter(record__public_id=found[1]).first() if found else None
        return row or Decision(pk=0)  # an unknown one is refused as one that may not be seen

    def given(self) -> CadenceGiven:
        """Return what was typed."""
        data = self.cleaned_data
        return CadenceGiven(
            data["gange"], Per(data["pr"]), data["fra"], data["til"], data["hvorfor"], data["beslutning"]
        )
