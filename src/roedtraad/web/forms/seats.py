"""Confirming who sits in a body: the seats that only minutes showed, which were chosen, and from when to when they hold."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from roedtraad.bodies.models import Seat

STILL, AS_SEEN, NEVER = "still", "seen", "never"
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ConfirmSeatsForm(forms.Form):
    """Which seats, and what is true of them. `seats` are those that can be chosen."""

    plads = forms.ModelMultipleChoiceField(
        Seat.objects.none(),
        error_messages={"required": _("Tick at least one seat.")},
        widget=forms.CheckboxSelectMultiple,
    )
    svar = forms.ChoiceField(
        label=_("What is true of those that are ticked?"),
        choices=[
            (STILL, _("They sit there still")),
            (AS_SEEN, _("They sat there in the days that the minutes show")),
            (NEVER, _("They never had a seat; they were guests, or were read wrongly")),
        ],
        initial=STILL,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: QueryDict | None, *, seats: Sequence[Seat]) -> None:
        super().__init__(data)
        field = self.fields["plads"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = Seat.objects.filter(pk__in=[seat.pk for seat in seats])
