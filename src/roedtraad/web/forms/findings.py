"""What the register of findings is narrowed to, and what a person says to one."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Viewer
from roedtraad.checks.models import FindingState, Severity
from roedtraad.checks.queries import FindingFilters
from roedtraad.web.forms.narrowing import ALL, PlaceForm

EVERY_STATE = "alle"
REOPEN = "reopen"


class FindingsForm(PlaceForm):
    """The filters beside the findings; those that nobody has settled are shown first."""

    address = reverse_lazy("findings")  # type: ignore[assignment]  # becomes text when it is written

    vaegt = forms.ChoiceField(
        label=_("Weight"),
        required=False,
        choices=[ALL, *((value, capfirst(str(label))) for value, label in Severity.choices)],
    )
    tilstand = forms.ChoiceField(label=_("State"), required=False)
    field_order = ("tilstand", "vaegt", "organ")

    def __init__(self, data: QueryDict | None, *, viewer: Viewer) -> None:
        super().__init__(data, viewer=viewer)
        del self.fields["niveau"]
        self.fields["organ"].label = _("Body")
        states = [
            (value, capfirst(str(label)))
            for value, label in FindingState.choices
            if value != FindingState.OPEN
        ]
        choices = [("", capfirst(str(FindingState.OPEN.label))), *states, (EVERY_STATE, _("All"))]
        self.fields["tilstand"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def filters(self) -> FindingFilters:
        """Return what was chosen; what cannot be read narrows nothing."""
        chosen, body = self.chosen(), self.body()
        state, severity = str(chosen.get("tilstand", "")), str(chosen.get("vaegt", ""))
        return FindingFilters(
            severity=Severity(severity) if severity else None,
            state=None if state == EVERY_STATE else FindingState(state or FindingState.OPEN),
            body_id=body.pk if body else None,
        )


class SettleForm(forms.Form):
    """What somebody says to a finding, and why."""

    svar = forms.ChoiceField(label=_("What do you say to it?"), widget=forms.RadioSelect)
    grund = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Others read this later, when they wonder about the same."),
    )

    def __init__(self, data: QueryDict | None, *, is_open: bool) -> None:
        super().__init__(data)
        answers = [
            (FindingState.EXPLAINED.value, _("It is as it should be")),
            (FindingState.CORRECTED.value, _("It has been corrected")),
            (FindingState.SET_ASIDE.value, _("It does not add up, and is left so")),
        ]
        choices = answers if is_open else [(REOPEN, _("Open it again"))]
        self.fields["svar"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        if not is_open:
            self.fields["svar"].initial = REOPEN
