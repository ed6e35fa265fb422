"""What the register of decisions is narrowed to."""

from __future__ import annotations

from datetime import date

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Viewer
from roedtraad.meetings.models import OutcomeKind
from roedtraad.meetings.queries import RegisterFilters
from roedtraad.web.forms.narrowing import ALL, PlaceForm

OLDEST_FIRST = "aeldste"


class RegisterForm(PlaceForm):
    """The filters beside the register."""

    address = reverse_lazy("decisions")  # type: ignore[assignment]  # becomes text when it is written

    ord = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=100,
        help_text=_("All of them stand in the decision, in any form, also inside longer words."),
    )
    udfald = forms.ChoiceField(label=_("Outcome"), required=False)
    fra = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    til = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    penge = forms.BooleanField(label=_("Names an amount"), required=False)
    orden = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("Newest first")), (OLDEST_FIRST, _("Oldest first"))],
    )
    field_order = ("ord", "organ", "niveau", "udfald", "fra", "til", "penge", "orden")

    def __init__(self, data: QueryDict | None, *, viewer: Viewer) -> None:
        super().__init__(data, viewer=viewer)
        self.fields["organ"].label = _("Body")
        self.fields["niveau"].label = _("Level")
        kinds = [(value, capfirst(str(label))) for value, label in OutcomeKind.choices]
        self.fields["udfald"].choices = [ALL, *kinds]  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def is_oldest_first(self) -> bool:
        """Return whether the oldest come first."""
        return self.chosen().get("orden") == OLDEST_FIRST

    def filters(self) -> RegisterFilters:
        """Return what was chosen; what cannot be read narrows nothing."""
        chosen, body = self.chosen(), self.body()
        outcome = str(chosen.get("udfald", ""))
        since, until = chosen.get("fra"), chosen.get("til")
        return RegisterFilters(
            body_ids=(body.pk,) if body else (),
            level_key=str(chosen.get("niveau", "")),
            outcome=OutcomeKind(outcome) if outcome else None,
            since=since if isinstance(since, date) else None,
            until=until if isinstance(until, date) else None,
            words=str(chosen.get("ord", "")),
            also=Q(names_kroner=True) if chosen.get("penge") else None,
        )
