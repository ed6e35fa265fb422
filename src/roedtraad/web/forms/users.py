"""Closing a user."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class CloseForm(forms.Form):
    """Why somebody can log in no more."""

    grund = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("Written in the journal, so that others can understand it later."),
    )
