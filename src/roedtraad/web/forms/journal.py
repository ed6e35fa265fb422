"""What the journal is narrowed to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.queries import JournalFilters


class JournalForm(forms.Form):
    """The filters beside the journal; all can be left out, so no label says so."""

    is_filter = True

    hvem = forms.CharField(label=_("Who"), required=False, max_length=100)
    handling = forms.CharField(
        label=_("What was done"),
        required=False,
        max_length=60,
        help_text=_("For example meetings. or accounts.user."),
    )
    id = forms.CharField(label=_("Id of the record"), required=False, max_length=8)
    fra = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    til = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def filters(self) -> JournalFilters:
        """Return what was chosen; what cannot be read narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        return JournalFilters(
            actor=chosen.get("hvem") or "",
            act=chosen.get("handling") or "",
            record=chosen.get("id") or "",
            since=chosen.get("fra"),
            until=chosen.get("til"),
        )
