"""What the calendar is narrowed to."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Viewer
from roedtraad.meetings.models import MeetingKind
from roedtraad.meetings.queries.calendar import MeetingFilters
from roedtraad.web.forms.narrowing import ALL, PlaceForm


class CalendarForm(PlaceForm):
    """The filters beside the calendar. The year is chosen in the chart, and kept."""

    address = reverse_lazy("meetings")  # type: ignore[assignment]  # becomes text when it is written

    form = forms.ChoiceField(label=_("Kind of meeting"), required=False)
    aar = forms.IntegerField(
        required=False, min_value=date.min.year, max_value=date.max.year, widget=forms.HiddenInput
    )

    def __init__(self, data: QueryDict | None, *, viewer: Viewer) -> None:
        super().__init__(data, viewer=viewer)
        self.fields["organ"].label = _("Body")
        self.fields["niveau"].label = _("Level")
        kinds = [(value, capfirst(str(label))) for value, label in MeetingKind.choices]
        self.fields["form"].choices = [ALL, *kinds]  # type: ignore[attr-defined]  # a ChoiceField

    def year(self) -> int | None:
        """Return the year that was chosen."""
        year = self.chosen().get("aar")
        return year if isinstance(year, int) else None

    def filters(self) -> MeetingFilters:
        """Return what was chosen; what cannot be read narrows nothing."""
        chosen, body = self.chosen(), self.body()
        kind = str(chosen.get("form", ""))
        return MeetingFilters(
            body_id=body.pk if body else None,
            level_key=str(chosen.get("niveau", "")),
            kind=MeetingKind(kind) if kind else None,
        )
