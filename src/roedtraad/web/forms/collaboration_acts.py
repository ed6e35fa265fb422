"""What can be written about a collaboration: what it is, who takes part from day to day, the bodies in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.forms import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import CollaborationDetails, Days
from roedtraad.bodies.models import Body, Collaboration, CollaborationMember, Person
from roedtraad.bodies.queries import NamedLevel
from roedtraad.web.forms.act_forms import ActForm, squeezed, tick
from roedtraad.web.forms.body_acts import FoundForm
from roedtraad.web.forms.by_name import ByName
from roedtraad.web.forms.initiative_acts import day, labelled, line, one_of


class CollaborationForm(ActForm):
    """A collaboration: its name, kind and region, where that is known from."""

    name = line(gettext_lazy("Name"))
    kind = one_of(gettext_lazy("Kind"), choices=labelled(Collaboration.Kind))
    region = ByName(gettext_lazy("Region"), what="regioner", required=False)
    source = line(gettext_lazy("Source"), required=False, longest=300)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        viewer: Viewer,
        regions: Iterable[str],
        now: Collaboration | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        own = {name: getattr(now, name) for name in ("name", "kind", "source")} if now else {}
        super().__init__(data, initial={**own, **(initial or {})})
        region = now.region if now else None
        self.look_for("region", viewer, offered=regions, now=region.name if region else "", row=region)

    def details(self) -> CollaborationDetails:
        """Return what was written."""
        data = self.cleaned_data
        return CollaborationDetails(
            name=squeezed(data["name"]),
            kind=Collaboration.Kind(data["kind"]),
            region=data["region"],
            source=data["source"],
        )


class NewCollaborationForm(CollaborationForm):
    """A collaboration that is founded, with its days."""

    first = day(gettext_lazy("First day"))
    last = day(gettext_lazy("Last day, where it is known"))
    field_order = ("name", "kind", "region", "first", "last")

    def days(self) -> Days:
        """Return the days that were written."""
        return Days(self.cleaned_data["first"], self.cleaned_data["last"])


class ChangeCollaborationForm(CollaborationForm):
    """What is otherwise written about a collaboration; a new name from a day."""

    renamed_on = day(gettext_lazy("A new name holds from"))
    field_order = ("name", "renamed_on")


class MemberForm(ActForm):
    """Which party takes part, from when to when."""

    party = ByName(gettext_lazy("Party"), what="parter")
    first = day(gettext_lazy("First day"))
    last = day(gettext_lazy("Last day"))
    source = line(gettext_lazy("Source"), required=False, longest=300)

    def __init__(self, data: QueryDict | None, *, viewer: Viewer, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.look_for("party", viewer)

    def days(self) -> Days:
        """Return the days that were written."""
        return Days(self.cleaned_data["first"], self.cleaned_data["last"])


class OnMembershipForm(ActForm):
    """About one of the parties that take part."""

    membership = one_of(gettext_lazy("Party"))
    reason = line(gettext_lazy("Why"), required=False, longest=500)

    def __init__(self, data: QueryDict | None, *, memberships: Sequence[CollaborationMember]) -> None:
        super().__init__(data)
        self.memberships = {str(one.pk): one for one in memberships}
        self.offer("membership", {key: _told(one) for key, one in self.memberships.items()})

    def chosen(self) -> CollaborationMember:
        """Return from when to when the party takes part."""
        return self.memberships[self.cleaned_data["membership"]]


class LeaveForm(OnMembershipForm):
    """Who leaves a collaboration, and on which day."""

    last = day(gettext_lazy("Last day"), required=True)
    field_order = ("membership", "last")


class NeverTookPartForm(OnMembershipForm):
    """Who never took part, and how that came to be written."""

    reason = line(gettext_lazy("Why it is taken back"), longest=500)


def _told(membership: CollaborationMember) -> str:
    days = Days(membership.valid_from, membership.valid_to)
    return f"{membership.party.name} ({days})" if days != Days() else membership.party.name


class FoundInForm(FoundForm):
    """A body that is founded in a collaboration, the first one too, with somebody in its secretariat."""

    closed_numbers = tick(gettext_lazy("The numbers of closed items are shown"), initial=True)
    secretary = ByName(
        gettext_lazy("Secretary, somebody in the register"),
        what="personer",
        required=False,
    )
    new_secretary = line(gettext_lazy("Or somebody new: first name and surname"), required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        viewer: Viewer,
        levels: Sequence[NamedLevel],
        parents: Sequence[Body],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, levels=levels, parents=parents, initial=initial)
        self.look_for("secretary", viewer)
        self.fields["secretary"].help_text = _(
            "Whoever keeps the body: seats, agendas, minutes. Seats can be given later too."
        )

    def clean(self) -> dict[str, Any]:
        """Refuse two secretaries at once."""
        data = super().clean() or self.cleaned_data
        if data.get("secretary") and squeezed(data.get("new_secretary")):
            raise ValidationError(_("Write one secretary here, and give the other a seat afterwards."))
        return data

    def known_secretary(self) -> Person | None:
        """Return the secretary who stands in the register."""
        person: Person | None = self.cleaned_data["secretary"]
        return person

    def new_secretary_name(self) -> str:
        """Return the name of a secretary who does not; '' where there is none."""
        return squeezed(self.cleaned_data["new_secretary"])
