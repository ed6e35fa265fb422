"""What lists are narrowed to by body, level and collaboration: the choices that a viewer may know of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlencode

from django import forms
from django.db.models import F
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body
from roedtraad.web.naming import short_name

Choices = list[tuple[str, str | Sequence[tuple[str, str]]]]
ALL = ("", _("All"))


class FilterForm(forms.Form):
    """A form beside a list: all of it can be left out, and what cannot be read narrows nothing."""

    is_filter = True
    address = ""  # of the list, from the root of the site

    def url(self, **changes: str) -> str:
        """Return the address of the list as it is narrowed now, with these changes."""
        names = [name for name in self.fields if self.data.get(name)]
        kept = {name: str(self.data[name]) for name in names} | changes
        query = urlencode({name: value for name, value in kept.items() if value})
        return f"{self.address}?{query}" if query else self.address

    def chosen(self) -> dict[str, object]:
        """Return what was chosen and could be read."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class PlaceForm(FilterForm):
    """Narrows to a body or a level. The choices are read with the form: one query."""

    organ = forms.ChoiceField(required=False)
    niveau = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict | None, *, viewer: Viewer) -> None:
        super().__init__(data)
        self.bodies = {
            body.record.public_id: body
            for body in Body.objects.filter(visible(viewer))
            .select_related("record", "collaboration", "level")
            .order_by("collaboration__name", F("level__rank").asc(nulls_last=True), "name")
        }
        _field(self, "organ").choices = [ALL, *self._bodies()]
        _field(self, "niveau").choices = [ALL, *self._levels()]

    def _bodies(self) -> Choices:
        """Return the bodies, by collaboration."""
        rows = groupby(self.bodies.items(), key=lambda row: row[1].collaboration.name)
        return [(name, [(key, short_name(body)) for key, body in found]) for name, found in rows]

    def _levels(self) -> Choices:
        levels = {body.level.key: body.level for body in self.bodies.values() if body.level is not None}
        return [(key, levels[key].name) for key in sorted(levels, key=lambda key: levels[key].rank)]

    def body(self) -> Body | None:
        """Return the body that was chosen."""
        return self.bodies.get(str(self.chosen().get("organ", "")))


def _field(form: forms.Form, name: str) -> forms.ChoiceField:
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    return field
