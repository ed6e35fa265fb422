"""What the list of initiatives is narrowed to."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad.initiatives.models import State
from roedtraad.initiatives.queries import InitiativeFilters, InitiativeLine
from roedtraad.web.forms.narrowing import ALL, FilterForm


class InitiativesForm(FilterForm):
    """The filters beside the list; the choices are what the initiatives that the viewer sees have."""

    address = reverse_lazy("initiatives")  # type: ignore[assignment]  # becomes text when it is written

    ord = forms.CharField(label=_("Words"), required=False, max_length=100)
    status = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[ALL, *((one.value, capfirst(str(one.label))) for one in State)],
    )
    fokus = forms.ChoiceField(label=_("Focus area"), required=False)
    part = forms.ChoiceField(label=_("Party"), required=False)

    def __init__(self, data: QueryDict | None, *, lines: Iterable[InitiativeLine]) -> None:
        super().__init__(data)
        listed = list(lines)
        areas = {one.record.public_id: one.name for line in listed for one in line.focus_areas}
        parties = {one.record.public_id: one.name for line in listed for one in line.parties}
        self._offer("fokus", areas)
        self._offer("part", parties)

    def _offer(self, name: str, choices: dict[str, str]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [ALL, *sorted(choices.items(), key=lambda pair: pair[1])]

    def filters(self) -> InitiativeFilters:
        """Return what was chosen."""
        chosen = {name: str(value) for name, value in self.chosen().items()}
        state = chosen.get("status", "")
        return InitiativeFilters(
            focus_area=chosen.get("fokus", ""),
            state=State(state) if state else None,
            party=chosen.get("part", ""),
            words=chosen.get("ord", ""),
        )
