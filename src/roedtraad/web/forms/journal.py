"""What the journal is narrowed to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import PUBLIC_ID_LENGTH
from roedtraad.accounts.queries import JournalFilters

# The beginning of an act says which part of the program wrote it.
ABOUT = (
    ("", "–"),
    ("accounts.", _("Users and logging in")),
    ("bodies.", _("Bodies, seats and people")),
    ("documents.", _("Documents")),
    ("importing.", _("Reading in")),
    ("cases.", _("Cases")),
    ("meetings.", _("Meetings")),
    ("planning.", _("Agendas")),
    ("publishing.", _("Publishing")),
    ("commitments.", _("Promises")),
    ("initiatives.", _("Initiatives")),
    ("fund.", _("Money")),
    ("checks.", _("What does not add up")),
)


class JournalForm(forms.Form):
    """The filters beside the journal; all can be left out, so no label says so."""

    is_filter = True

    hvem = forms.CharField(label=_("Who"), required=False, max_length=100)
    handling = forms.ChoiceField(label=_("What it was about"), required=False, choices=ABOUT)
    id = forms.CharField(label=_("Id of the record"), required=False, max_length=PUBLIC_ID_LENGTH)
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
