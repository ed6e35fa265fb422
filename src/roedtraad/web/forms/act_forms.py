"""What the forms of the register share: rows offered by their key, rows looked for by name, and a tick."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from roedtraad.accounts.policy import Viewer
from roedtraad.web.forms.by_name import ByName
from roedtraad.web.forms.initiative_acts import NOTHING


def tick(label: Any, **more: Any) -> forms.BooleanField:
    """Return a field that is ticked or not."""
    return forms.BooleanField(label=label, required=False, **more)


def squeezed(text: str | None) -> str:
    """Return a text without superfluous space."""
    return " ".join((text or "").split())


class ActForm(forms.Form):
    """A form of a body: rows are offered by their key, and found again by it."""

    def offer(self, field: str, rows: Mapping[str, str]) -> None:
        """Offer these rows, their names by their keys, in a field of choices."""
        own = self.fields[field]
        if isinstance(own, forms.ChoiceField):
            own.choices = [NOTHING, *rows.items()]  # nobody is proposed

    def look_for(
        self, field: str, viewer: Viewer, *, offered: Iterable[str] = (), now: str = "", row: Any = None
    ) -> None:
        """Let a name in a field be looked for as this viewer; `now` is what stands there, and means `row`."""
        own = self.fields[field]
        if isinstance(own, ByName):
            own.look(viewer, offered=offered, kept=(now, row) if now else None)
        if now:
            self.initial.setdefault(field, now)
