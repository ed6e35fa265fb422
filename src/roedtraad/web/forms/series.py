"""The meetings of a body for a year, in one form."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad.bodies.models import Body
from roedtraad.meetings.actions import Particulars
from roedtraad.meetings.models import MeetingKind

ROWS = 12


class SeriesForm(forms.Form):
    """What the meetings have in common, and a day and a place for each."""

    begynder = forms.TimeField(
        label=_("Begins"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    slutter = forms.TimeField(label=_("Ends"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    sted = forms.CharField(
        label=_("Place, where no other is written"),
        required=False,
        max_length=300,
        help_text=_("Leave it empty if it is not decided yet."),
    )
    form = forms.ChoiceField(
        label=_("Kind of meeting"),
        choices=[(value, capfirst(str(label))) for value, label in MeetingKind.choices],
        initial=MeetingKind.ORDINARY,
    )

    def __init__(self, data: QueryDict | None, *, body: Body) -> None:
        super().__init__(data)
        self.body = body
        for number in range(1, ROWS + 1):
            self.fields[f"dato-{number}"] = forms.DateField(
                label=_("Day %(number)s") % {"number": number},
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )
            self.fields[f"sted-{number}"] = forms.CharField(
                label=_("Place of meeting %(number)s") % {"number": number}, required=False, max_length=300
            )

    def clean(self) -> dict[str, object]:
        """Refuse meetings that end before they begin."""
        data = super().clean() or {}
        begins, ends = data.get("begynder"), data.get("slutter")
        if begins and ends and ends <= begins:
            self.add_error("slutter", _("The meeting would end before it begins. Correct one of the times."))
        return data

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the fields of each meeting: day and place."""
        return [(self[f"dato-{number}"], self[f"sted-{number}"]) for number in range(1, ROWS + 1)]

    def days(self) -> list[date]:
        """Return the days that were typed."""
        found = (self.cleaned_data.get(f"dato-{number}") for number in range(1, ROWS + 1))
        return [day for day in found if day]

    def planned(self) -> list[Particulars]:
        """Return what was typed."""
        data = self.cleaned_data
        places = {number: data[f"sted-{number}"] or data["sted"] for number in range(1, ROWS + 1)}
        return [
            Particulars(
                held_on=day,
                kind=MeetingKind(data["form"]),
                start_time=data["begynder"],
                end_time=data["slutter"],
                place=places[number],
                is_place_open=not places[number],
            )
            for number in range(1, ROWS + 1)
            if (day := data[f"dato-{number}"])
        ]
