"""What is typed while minutes are looked at: days, remarks, answers, a moment, a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad import danish
from roedtraad.meetings.models import AgendaItem, PaperKind
from roedtraad.publishing.models import Approver


class SendForm(forms.Form):
    """Until when those who were there can remark."""

    frist = forms.DateField(
        label=_("Remarks until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class MinutesRemarkForm(forms.Form):
    """What somebody who was there says, and to which item."""

    punkt = forms.ChoiceField(label=_("To which item?"), required=False)
    tekst = forms.CharField(label=_("Remark"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, items: Sequence[AgendaItem], **others: Any) -> None:
        super().__init__(*args, **others)
        self.items = {item.record.public_id: item for item in items}
        choices = [("", _("The minutes as a whole")), *((key, str(one)) for key, one in self.items.items())]
        self.fields["punkt"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def item(self) -> AgendaItem | None:
        """Return the item that was chosen."""
        return self.items.get(self.cleaned_data["punkt"])


class RuleForm(forms.Form):
    """Who approves the minutes of the body from the next ones on."""

    hvem = forms.ChoiceField(
        label=_("Who approves the minutes before they are published?"), widget=forms.RadioSelect
    )
    dage = forms.IntegerField(
        label=_("Days for remarks"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )

    def __init__(self, *args: Any, **others: Any) -> None:
        super().__init__(*args, **others)
        choices = [(value, capfirst(str(label))) for value, label in Approver.choices]
        self.fields["hvem"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class MomentForm(forms.Form):
    """Which paper is published when."""

    papir = forms.ChoiceField(label=_("Which paper?"))
    dag = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    kl = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}))

    def __init__(self, *args: Any, kinds: Sequence[PaperKind], **others: Any) -> None:
        super().__init__(*args, **others)
        choices = [(kind.value, capfirst(str(kind.label))) for kind in kinds]
        self.fields["papir"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def due_at(self) -> datetime:
        """Return the moment, as clocks in Denmark say it."""
        data = self.cleaned_data
        return datetime.combine(data["dag"], data["kl"], danish.COPENHAGEN)


class ReasonForm(forms.Form):
    """Why published minutes are corrected."""

    grund = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("Everybody reads it beside the corrected version.")
    )
