"""What somebody may change of their own account."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    """The name that others see."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As it should stand on pages and in the journal."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class InvitationForm(forms.Form):
    """Where the invitation goes; it becomes the address with which the person logs in."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The person logs in with this address. A mail tells how."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
