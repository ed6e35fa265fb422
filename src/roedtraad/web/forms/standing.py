"""What can be written about how something of the register stands: its names, its days, its place, what comes after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import BodyDetails, Days, PublishingPolicy
from roedtraad.bodies.models import (
    Body,
    BodyAlias,
    BodySharing,
    Collaboration,
    CollaborationAlias,
    PartyAlias,
)
from roedtraad.bodies.queries import NamedLevel
from roedtraad.bodies.queries.by_name import told_body
from roedtraad.web.forms.act_forms import ActForm, squeezed, tick
from roedtraad.web.forms.by_name import ByName
from roedtraad.web.forms.initiative_acts import day, labelled, line, one_of

Alias = BodyAlias | CollaborationAlias | PartyAlias


class DaysForm(ActForm):
    """From when to when something stands."""

    first = day(gettext_lazy("First day"))
    last = day(gettext_lazy("Last day"))
    reason = line(gettext_lazy("Why it is corrected"), required=False, longest=500)

    def days(self) -> Days:
        """Return the days that were written."""
        return Days(self.cleaned_data["first"], self.cleaned_data["last"])


class NamesForm(ActForm):
    """Other names by which documents call something: one more, and those that are not meant after all."""

    name = line(gettext_lazy("Another name"), required=False)
    gone = forms.MultipleChoiceField(
        label=gettext_lazy("Does not mean it after all"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: QueryDict | None, *, aliases: Sequence[Alias]) -> None:
        super().__init__(data)
        self.aliases = {str(one.pk): one for one in aliases}
        gone = self.fields["gone"]
        if isinstance(gone, forms.MultipleChoiceField):
            gone.choices = [(key, one.name) for key, one in self.aliases.items()]
        if not self.aliases:
            del self.fields["gone"]

    def clean(self) -> dict[str, Any]:
        """Refuse nothing at all."""
        data = super().clean() or self.cleaned_data
        if not squeezed(data.get("name")) and not data.get("gone"):
            raise ValidationError(_("Write another name, or tick one that does not mean it after all."))
        return data

    def new_name(self) -> str:
        """Return the new name, '' where there is none."""
        return squeezed(self.cleaned_data["name"])

    def taken_back(self) -> list[Alias]:
        """Return those that are not meant after all."""
        return [self.aliases[key] for key in self.cleaned_data.get("gone", ())]


class ChangeBodyForm(ActForm):
    """What a body is called, and what kind of body it is."""

    name = line(gettext_lazy("Name"))
    renamed_on = day(gettext_lazy("A new name holds from"))
    short_name = line(gettext_lazy("Short name"), required=False, longest=60)
    kind = one_of(gettext_lazy("Kind"), choices=labelled(Body.Kind))
    source = line(gettext_lazy("Source"), required=False, longest=300)

    def __init__(self, data: QueryDict | None, *, body: Body) -> None:
        own = {name: getattr(body, name) for name in ("name", "short_name", "kind", "source")}
        super().__init__(data, initial=own)
        self.body = body
        self.fields["renamed_on"].help_text = _(
            "Its name before then stays with it, so that old minutes are still understood. At the latest today."
        )

    def details(self) -> BodyDetails:
        """Return what was written, and its place as it was."""
        data = self.cleaned_data
        return BodyDetails(
            name=squeezed(data["name"]),
            kind=Body.Kind(data["kind"]),
            short_name=data["short_name"],
            level=self.body.level,
            parent=self.body.parent,
            source=data["source"],
        )


class PlaceForm(ActForm):
    """On which level a body stands, and below which other."""

    level = one_of(gettext_lazy("Level"), required=False)
    parent = ByName(gettext_lazy("Stands below"), what="organer", required=False)
    reason = line(gettext_lazy("Why it is moved"), required=False, longest=500)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        viewer: Viewer,
        body: Body,
        levels: Sequence[NamedLevel],
        near: Iterable[Body],
    ) -> None:
        super().__init__(data, initial={"level": str(body.level_id or "")})
        self.body = body
        self.levels = {str(one.level.pk): one.level for one in levels}
        self.offer("level", {str(one.level.pk): one.name for one in levels})
        above = body.parent
        offered = [told_body(one) for one in near]
        self.look_for("parent", viewer, offered=offered, now=told_body(above) if above else "", row=above)
        self.fields["parent"].help_text = _("Empty: it stands at the top.")

    def details(self) -> BodyDetails:
        """Return the body as it is written, in its new place."""
        body, data = self.body, self.cleaned_data
        return BodyDetails(
            name=body.name,
            kind=Body.Kind(body.kind),
            short_name=body.short_name,
            level=self.levels.get(data["level"]),
            parent=data["parent"],
            source=body.source,
        )


class ShareForm(ActForm):
    """Which other collaboration a body serves, from when to when."""

    collaboration = ByName(gettext_lazy("Collaboration"), what="samarbejder")
    first = day(gettext_lazy("First day"))
    last = day(gettext_lazy("Last day"))

    def __init__(self, data: QueryDict | None, *, viewer: Viewer, near: Iterable[str], today: date) -> None:
        super().__init__(data, initial={"first": today})
        self.look_for("collaboration", viewer, offered=near)

    def days(self) -> Days:
        """Return the days that were written."""
        return Days(self.cleaned_data["first"], self.cleaned_data["last"])


class EndSharingForm(ActForm):
    """Which sharing ends, and when."""

    sharing = one_of(gettext_lazy("Collaboration"))
    last = day(gettext_lazy("Last day"), required=True)
    reason = line(gettext_lazy("Why"), required=False, longest=500)

    def __init__(self, data: QueryDict | None, *, sharings: Sequence[BodySharing]) -> None:
        super().__init__(data)
        self.sharings = {str(one.pk): one for one in sharings}
        self.offer("sharing", {key: one.collaboration.name for key, one in self.sharings.items()})

    def chosen(self) -> BodySharing:
        """Return the sharing."""
        return self.sharings[self.cleaned_data["sharing"]]


class PublishesForm(ActForm):
    """What a body publishes."""

    minutes = tick(gettext_lazy("Its minutes are published"))
    closed_numbers = tick(gettext_lazy("The numbers of closed items are shown"))
    members = tick(gettext_lazy("Its list of members is published"))
    reason = line(gettext_lazy("Why, for example which decision"), required=False, longest=500)

    def __init__(self, data: QueryDict | None, *, body: Body) -> None:
        now = {
            "minutes": body.publishes,
            "closed_numbers": body.shows_closed_numbers,
            "members": body.publishes_members,
        }
        super().__init__(data, initial=now)

    def publishing(self) -> PublishingPolicy:
        """Return what was ticked."""
        data = self.cleaned_data
        return PublishingPolicy(
            minutes=data["minutes"], numbers_of_closed_items=data["closed_numbers"], members=data["members"]
        )


class SuccessorForm(ActForm):
    """What comes after a body or a collaboration: one that stands in the register, or a new one of this name."""

    known = ByName("", what="organer", required=False)
    new_name = line(gettext_lazy("Or a new one, which is founded now: its name"), required=False)
    kind = one_of(gettext_lazy("Kind of the new one"), required=False)
    first = day(gettext_lazy("First day of what comes after"), required=True)
    text = line(gettext_lazy("What happens"), longest=300)
    source = line(gettext_lazy("Source"), required=False, longest=300)
    ends = tick(gettext_lazy("What was before ends on the day before"), initial=True)

    def __init__(
        self, data: QueryDict | None, *, viewer: Viewer, what: str, kinds: Any, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["known"] = ByName(_("One that stands in the register"), what=what, required=False)
        self.order_fields(["known"])
        self.look_for("known", viewer)
        self.fields["text"].help_text = _(
            "For example: The health council takes over the tasks of the cluster."
        )
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = labelled(kinds)

    def clean(self) -> dict[str, Any]:
        """Refuse nothing, and both."""
        data = super().clean() or self.cleaned_data
        if "known" not in self.errors and bool(data.get("known")) == bool(squeezed(data.get("new_name"))):
            raise ValidationError(_("Say what comes after: one in the register, or the name of a new one."))
        return data

    def new_one(self) -> str:
        """Return the name of the new one, '' where one in the register comes after."""
        return squeezed(self.cleaned_data["new_name"])


def alias_rows(thing: Body | Collaboration) -> tuple[BodyAlias | CollaborationAlias, ...]:
    """Return the other names that stand, by name. One query."""
    return tuple(thing.aliases.filter(withdrawn_at=None).order_by("name"))
