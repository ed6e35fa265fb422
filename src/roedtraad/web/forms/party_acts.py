"""What can be written about a party: what it is, its inhabitants, its offices and who holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import Days, FigureDetails, PartyDetails
from roedtraad.bodies.models import Office, OfficeHolding, Party, PartyKind
from roedtraad.web.forms.act_forms import ActForm, squeezed
from roedtraad.web.forms.body_acts import HolderForm
from roedtraad.web.forms.by_name import ByName
from roedtraad.web.forms.initiative_acts import day, labelled, line, one_of


class PartyForm(ActForm):
    """A party: its name, kind and code, and what it is part of."""

    name = line(gettext_lazy("Name"))
    short_name = line(gettext_lazy("Short name"), required=False, longest=60)
    kind = one_of(gettext_lazy("Kind"), choices=labelled(PartyKind))
    code = line(
        gettext_lazy("Authority code"),
        required=False,
        longest=12,
        help_text=gettext_lazy("Four digits, of a region or a municipality."),
    )
    part_of = ByName(
        gettext_lazy("Part of"),
        what="parter",
        required=False,
        help_text=gettext_lazy("For example the region of a hospital."),
    )
    source = line(gettext_lazy("Source"), required=False, longest=300)

    def __init__(self, data: QueryDict | None, *, viewer: Viewer, now: Party | None = None) -> None:
        names = ("name", "short_name", "kind", "code", "source")
        super().__init__(data, initial={name: getattr(now, name) for name in names} if now else {})
        above = now.part_of if now else None
        self.look_for("part_of", viewer, now=above.name if above else "", row=above)

    def details(self) -> PartyDetails:
        """Return what was written."""
        data = self.cleaned_data
        return PartyDetails(
            name=squeezed(data["name"]),
            kind=PartyKind(data["kind"]),
            short_name=data["short_name"],
            code=data["code"],
            part_of=data["part_of"],
            source=data["source"],
        )


class ChangePartyForm(PartyForm):
    """What is otherwise written about a party; a new name from a day."""

    renamed_on = day(gettext_lazy("A new name holds from"))
    field_order = ("name", "renamed_on")


class PopulationForm(ActForm):
    """How many inhabitants a party has on a day, and where that can be looked up."""

    on = day(gettext_lazy("Day"), required=True)
    value = forms.IntegerField(label=gettext_lazy("Inhabitants"), min_value=0, max_value=99_999_999)
    source = line(
        gettext_lazy("Source"),
        longest=300,
        help_text=gettext_lazy("Where anybody can look it up, for example Statistics Denmark, table FOLK1A."),
    )

    def details(self) -> FigureDetails:
        """Return the figure."""
        data = self.cleaned_data
        return FigureDetails(on=data["on"], value=Decimal(data["value"]), source=data["source"])


class OfficeForm(HolderForm):
    """An office, and who holds it now, where that is known."""

    title = line(
        gettext_lazy("Title of the office"),
        help_text=gettext_lazy("For example mayor, or chair of the health committee."),
    )
    first = day(gettext_lazy("Holds it from"))
    field_order = ("title",)
    must_be_said = False

    def __init__(self, data: QueryDict | None, *, viewer: Viewer) -> None:
        super().__init__(data)
        del self.fields["office"]
        self.look(viewer)


class OnOfficeForm(HolderForm):
    """Who takes over which office, from when."""

    which = one_of(gettext_lazy("Office"))
    first = day(gettext_lazy("First day"), required=True)
    field_order = ("which",)

    def __init__(
        self, data: QueryDict | None, *, viewer: Viewer, offices: Sequence[Office], initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.rows = {str(one.pk): one for one in offices}
        self.offer("which", {key: one.title for key, one in self.rows.items()})
        del self.fields["office"]
        self.look(viewer)

    def chosen(self) -> Office:
        """Return the office."""
        return self.rows[self.cleaned_data["which"]]


class RenameOfficeForm(ActForm):
    """A new title of an office: a committee has got another name."""

    which = one_of(gettext_lazy("Office"))
    title = line(gettext_lazy("New title"))

    def __init__(self, data: QueryDict | None, *, offices: Sequence[Office]) -> None:
        super().__init__(data)
        self.rows = {str(one.pk): one for one in offices}
        self.offer("which", {key: one.title for key, one in self.rows.items()})

    def chosen(self) -> Office:
        """Return the office."""
        return self.rows[self.cleaned_data["which"]]


class HoldingForm(ActForm):
    """From when to when somebody holds an office."""

    which = one_of(gettext_lazy("Office"))
    last = day(gettext_lazy("Last day"), required=True)
    reason = line(gettext_lazy("Why"), required=False, longest=500)

    def __init__(self, data: QueryDict | None, *, holdings: Mapping[OfficeHolding, str]) -> None:
        super().__init__(data)
        self.rows = {str(one.pk): one for one in holdings}
        self.offer("which", {str(one.pk): told for one, told in holdings.items()})

    def chosen(self) -> OfficeHolding:
        """Return the holding."""
        return self.rows[self.cleaned_data["which"]]

    def days(self) -> Days:
        """Return its days, with the last one that was written."""
        return Days(self.chosen().valid_from, self.cleaned_data["last"])
