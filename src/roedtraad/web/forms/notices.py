"""Which mails somebody wants to get."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.notices.models import MailState, Rhythm


class MailsForm(forms.Form):
    """How often a digest comes, and which other mails do."""

    overblik = forms.ChoiceField(
        label=_("Digest"),
        help_text=_("What waits for you, and what is new in what you follow. An empty one is not sent."),
        choices=Rhythm.choices,
        widget=forms.RadioSelect,
    )
    dagsordener = forms.BooleanField(
        label=_("Agendas and invitations"),
        help_text=_("With the file and an entry for your calendar. Cancelled meetings are always told."),
        required=False,
    )
    referater = forms.BooleanField(label=_("Published minutes"), required=False)
    paamindelser = forms.BooleanField(label=_("Reminders of promises"), required=False)


class OutboxForm(forms.Form):
    """What the list of mails is narrowed to."""

    is_filter = True

    tilstand = forms.ChoiceField(
        label=_("Mail status"), choices=[("", _("all")), *MailState.choices], required=False
    )
