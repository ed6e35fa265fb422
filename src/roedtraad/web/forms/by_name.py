"""A field in which somebody of the register is written by name, with suggestions; without scripts, those who fit are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.queries import by_name
from roedtraad.bodies.queries.by_name import Finder

LONGEST = 300
# What can be looked for, by its word in the address of the suggestions.
FINDERS: Mapping[str, Finder] = {
    "personer": by_name.people_by_name,
    "parter": by_name.parties_by_name,
    "regioner": by_name.regions_by_name,
    "organer": by_name.bodies_by_name,
    "samarbejder": by_name.collaborations_by_name,
    "hverv": by_name.offices_by_name,
}


class NameInput(forms.TextInput):
    """A line with a list of suggestions, which htmx makes anew as somebody types."""

    template_name = "forms/by_name.html"

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what, self.offered = what, tuple[str, ...]()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add where the suggestions come from, and those that stand there at first."""
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        own["list"] = f"{own.get('id', name)}_forslag"
        own |= {
            "autocomplete": "off",
            "data-hx-get": reverse_lazy("names", args=[self.what]),
            "data-hx-trigger": "input changed delay:150ms",
            "data-hx-target": f"#{own['list']}",
            "data-hx-sync": "this:replace",
        }
        context["widget"]["offered"] = self.offered
        return context


class ByName(forms.CharField):
    """A row of the register, written by its name. Its value is the row; None where nothing was written."""

    def __init__(self, label: Any, *, what: str, required: bool = True, **more: Any) -> None:
        super().__init__(label=label, required=required, max_length=LONGEST, widget=NameInput(what), **more)
        self.finder = FINDERS[what]
        self.viewer: Viewer | None = None
        self.kept: dict[str, Any] = {}

    def look(
        self, viewer: Viewer, *, offered: Iterable[str] = (), kept: tuple[str, Any] | None = None
    ) -> None:
        """Look as this viewer; `offered` are suggestions before anything is written, `kept` what stands there now."""
        self.viewer = viewer
        if isinstance(self.widget, NameInput):
            self.widget.offered = tuple(offered)
        if kept:
            self.kept = {kept[0]: kept[1]}

    def clean(self, value: Any) -> Any:
        """Return the row that was meant, or refuse, with those who fit. As many queries as the finder has."""
        typed = super().clean(value)
        if not typed or self.viewer is None:
            return None
        if typed in self.kept:
            return self.kept[typed]
        found = self.finder(self.viewer, typed)
        if (row := by_name.the_one(found, typed)) is not None:
            return row
        if not found:
            raise ValidationError(_("Nothing of that name stands in the register, as far as you may see."))
        lines = [one.told for one in found]
        if isinstance(self.widget, NameInput):
            self.widget.offered = tuple(lines)
        raise ValidationError(
            _("Write which of these it is: %(names)s.")
            % {"names": danish.listed(f"“{one}”" for one in lines)}
        )
