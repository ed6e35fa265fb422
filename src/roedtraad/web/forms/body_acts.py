"""What can be written about a body: who gets a seat and who leaves it, groups below it, its end, its terms of reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import BodyDetails, Days, PublishingPolicy, SeatDetails, TermsText
from roedtraad.bodies.models import Body, Office, Person, Seat, SeatRole, TermsOfReference
from roedtraad.bodies.queries import Choices, NamedLevel, holder_told
from roedtraad.bodies.queries.by_name import people_by_name
from roedtraad.bodies.queries.rosters import SEATED_ROLES
from roedtraad.web.forms.act_forms import ActForm, squeezed, tick
from roedtraad.web.forms.by_name import ByName
from roedtraad.web.forms.initiative_acts import day, labelled, line, one_of, words

PARTS = ("purpose", "tasks", "deliverables", "organisation", "mandate", "resources", "delimitation")
LONGEST_PART = 20_000


def told(seat: Seat) -> str:
    """Return a seat as it is offered: who holds it, as what, for whom."""
    holder = holder_told(seat) or _("the name is not shown")
    whole = f"{holder}, {seat.get_role_display()}"
    return f"{whole}, {seat.party.name}" if seat.party else whole


class OnSeatForm(ActForm):
    """About one of the seats that stand."""

    seat = one_of(gettext_lazy("Seat"))

    def __init__(self, data: QueryDict | None, *, seats: Sequence[Seat], initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.seats = {str(seat.pk): seat for seat in seats}
        self.offer("seat", {key: told(seat) for key, seat in self.seats.items()})

    def chosen(self) -> Seat:
        """Return the seat."""
        return self.seats[self.cleaned_data["seat"]]


class EndSeatForm(OnSeatForm):
    """Who leaves, on which day, and why."""

    last_day = day(gettext_lazy("Last day"), required=True)
    reason = line(gettext_lazy("Why"), required=False, longest=500)


class TakeBackSeatForm(OnSeatForm):
    """Which seat was never held, and how it came to be written."""

    reason = line(gettext_lazy("Why it is taken back"), longest=500)


class HolderForm(ActForm):
    """Who holds a seat: somebody in the register, somebody new, or whoever holds an office.

    `must_be_said` is False where nobody need hold it. Only where a new name is that of somebody in the register is it asked whether they are two.
    """

    must_be_said: ClassVar[bool] = True
    person = ByName(
        gettext_lazy("Somebody in the register"),
        what="personer",
        required=False,
        help_text=gettext_lazy("Write a part of the name, and choose among those that are suggested."),
    )
    new_name = line(gettext_lazy("Or somebody new: first name and surname"), required=False)
    is_other = tick(gettext_lazy("It is somebody else than the one of the same name in the register"))
    office = ByName(
        gettext_lazy("Or whoever holds an office"),
        what="hverv",
        required=False,
        help_text=gettext_lazy(
            "For example mayor, and the municipality. Offices are written on the page of the party."
        ),
    )

    def look(self, viewer: Viewer, *, people: Iterable[str] = ()) -> None:
        """Look as this viewer, with these suggestions; ask whether two are two only where the new name is known."""
        self.look_for("person", viewer, offered=people)
        if "office" in self.fields:
            self.look_for("office", viewer)
        name = squeezed(self.data.get("new_name"))
        found = people_by_name(viewer, name) if name else ()
        self.is_known = any(one.row.name.casefold() == name.casefold() for one in found)
        if not self.is_known:
            del self.fields["is_other"]

    def clean(self) -> dict[str, Any]:
        """Refuse nobody, several, and a new name that the register knows."""
        data = super().clean() or self.cleaned_data
        if {"person", "office"} & set(self.errors):
            return data
        name = self.name()
        said = len([one for one in (data.get("person"), name, data.get("office")) if one])
        if said > 1 or (self.must_be_said and not said):
            told_twice = _("Say who it is: somebody in the register, a new name, or an office – one of them.")
            raise ValidationError(told_twice)
        if self.is_known and not data.get("is_other"):
            sentence = _(
                "%(name)s stands in the register. Write the name under “Somebody in the register”, or tick that it is somebody else."
            )
            self.add_error("new_name", sentence % {"name": name})
        return data

    def name(self) -> str:
        """Return the new name, without superfluous space; '' where somebody known was chosen."""
        return squeezed(self.cleaned_data.get("new_name"))

    def known(self) -> Person | None:
        """Return the person who was chosen."""
        person: Person | None = self.cleaned_data.get("person")
        return person

    def office_chosen(self) -> Office | None:
        """Return the office that was chosen."""
        office: Office | None = self.cleaned_data.get("office")
        return office


class GiveSeatForm(HolderForm):
    """Who gets a seat, as what, for whom, from when."""

    role = one_of(gettext_lazy("Role"), choices=labelled(SeatRole), initial=SeatRole.MEMBER)
    party = ByName(gettext_lazy("For"), what="parter", required=False)
    title = line(
        gettext_lazy("Position"),
        required=False,
        help_text=gettext_lazy("For example mayor, or head of department."),
    )
    letter = line(gettext_lazy("Party letter"), required=False, longest=4)
    deputy_for = one_of(
        gettext_lazy("Deputy or substitute for"),
        required=False,
        help_text=gettext_lazy("Only with the role of an appointed deputy or a substitute."),
    )
    deputy_order = forms.IntegerField(
        label=gettext_lazy("Number among the substitutes"), min_value=1, max_value=99, initial=1
    )
    first = day(gettext_lazy("First day"), required=True)
    last = day(gettext_lazy("Last day"))

    def __init__(
        self, data: QueryDict | None, *, viewer: Viewer, choices: Choices, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.look(viewer, people=choices.people)
        self.look_for("party", viewer, offered=[one.name for one in choices.members])
        self.seats = {str(one.pk): one for one in choices.seats if one.role in SEATED_ROLES}
        self.offer("deputy_for", {key: told(one) for key, one in self.seats.items()})

    def details(self) -> SeatDetails:
        """Return what was written about the seat."""
        data = self.cleaned_data
        return SeatDetails(
            role=SeatRole(data["role"]),
            party=data["party"],
            title=data["title"],
            letter=data["letter"],
            deputy_for=self.seats.get(data["deputy_for"]),
            deputy_order=data["deputy_order"],
        )

    def days(self) -> Days:
        """Return the days that were written."""
        return Days(self.cleaned_data["first"], self.cleaned_data["last"])


class PassSeatForm(HolderForm):
    """Who takes a seat over, from when; the role and the party stay."""

    seat = one_of(gettext_lazy("Seat"))
    first = day(gettext_lazy("First day of the new holder"), required=True)
    title = line(gettext_lazy("Position"), required=False)
    letter = line(gettext_lazy("Party letter"), required=False, longest=4)
    keep_deputies = tick(
        gettext_lazy("Deputies and substitutes go on for whoever takes the seat over"), initial=True
    )
    field_order = ("seat",)

    def __init__(
        self, data: QueryDict | None, *, viewer: Viewer, choices: Choices, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.look(viewer, people=choices.people)
        self.seats = {str(seat.pk): seat for seat in choices.seats}
        self.offer("seat", {key: told(seat) for key, seat in self.seats.items()})

    def chosen(self) -> Seat:
        """Return the seat."""
        return self.seats[self.cleaned_data["seat"]]


class FoundForm(ActForm):
    """A body or a group that is founded."""

    name = line(gettext_lazy("Name"))
    short_name = line(gettext_lazy("Short name"), required=False, longest=60)
    kind = one_of(gettext_lazy("Kind"), choices=labelled(Body.Kind), initial=Body.Kind.WORKING_GROUP)
    level = one_of(gettext_lazy("Level"), required=False)
    parent = one_of(gettext_lazy("Stands below"), required=False)
    first = day(gettext_lazy("First day"))
    last = day(gettext_lazy("Last day, where it is known"))
    minutes = tick(gettext_lazy("Its minutes are published"), initial=True)
    members = tick(gettext_lazy("Its list of members is published"), initial=True)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        levels: Sequence[NamedLevel],
        parents: Sequence[Body],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.levels = {str(one.level.pk): one.level for one in levels}
        self.parents = {str(one.pk): one for one in parents}
        self.offer("level", {str(one.level.pk): one.name for one in levels})
        self.offer("parent", {key: one.name for key, one in self.parents.items()})

    def clean_name(self) -> str:
        """Refuse the name of a body that stands in the collaboration."""
        name = squeezed(self.cleaned_data["name"])
        if name.casefold() in {one.name.casefold() for one in self.parents.values()}:
            sentence = _("%(name)s stands in the collaboration already. Choose another name.")
            raise ValidationError(sentence % {"name": name})
        return name

    def details(self) -> BodyDetails:
        """Return what was written about the body."""
        data = self.cleaned_data
        return BodyDetails(
            name=data["name"],
            kind=Body.Kind(data["kind"]),
            short_name=data["short_name"],
            level=self.levels.get(data["level"]),
            parent=self.parents.get(data["parent"]),
        )

    def days(self) -> Days:
        """Return the days that were written."""
        return Days(self.cleaned_data["first"], self.cleaned_data["last"])

    def publishing(self, *, closed_numbers: bool = True) -> PublishingPolicy:
        """Return what it publishes; the form does not ask whether the numbers of closed items are shown."""
        data = self.cleaned_data
        return PublishingPolicy(
            minutes=data["minutes"], members=data["members"], numbers_of_closed_items=closed_numbers
        )


class ConcludeForm(ActForm):
    """On which day a body ends, and what it came to."""

    last_day = day(gettext_lazy("Last day"), required=True)
    conclusion = words(gettext_lazy("Conclusion"), rows=6, required=False, longest=10_000)
    reason = line(gettext_lazy("Why it ends"), required=False, longest=500)


class TermsForm(ActForm):
    """A version of terms of reference, in its parts."""

    first = day(gettext_lazy("Holds from"))
    purpose = words(gettext_lazy("Purpose"), rows=4, required=False, longest=LONGEST_PART)
    tasks = words(gettext_lazy("Tasks"), rows=4, required=False, longest=LONGEST_PART)
    deliverables = words(gettext_lazy("Deliverables"), rows=4, required=False, longest=LONGEST_PART)
    organisation = words(gettext_lazy("Organisation"), rows=4, required=False, longest=LONGEST_PART)
    mandate = words(gettext_lazy("Mandate"), rows=4, required=False, longest=LONGEST_PART)
    resources = words(gettext_lazy("Resources"), rows=4, required=False, longest=LONGEST_PART)
    delimitation = words(gettext_lazy("Delimitation"), rows=4, required=False, longest=LONGEST_PART)

    def __init__(self, data: QueryDict | None, *, before: TermsOfReference | None) -> None:
        super().__init__(data, initial={part: getattr(before, part) for part in PARTS} if before else {})
        self.fields["first"].help_text = _("Leave it empty to keep the version as a draft.")

    def clean(self) -> dict[str, Any]:
        """Refuse terms of reference without a word."""
        data = super().clean() or self.cleaned_data
        if not any(data.get(part) for part in PARTS):
            raise ValidationError(_("Write at least one part of the terms of reference."))
        return data

    def text(self) -> TermsText:
        """Return the parts."""
        return TermsText(**{part: self.cleaned_data[part] for part in PARTS})
