"""What is typed while a meeting is planned and its agenda composed."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Body
from roedtraad.meetings.actions import Particulars, Planned
from roedtraad.meetings.models import AgendaItem, Meeting, MeetingKind
from roedtraad.web.forms.writing import bodies_kept_by
from roedtraad.web.naming import short_name


class MeetingForm(forms.Form):
    """When and where a meeting is held, and of which body."""

    organ = forms.ChoiceField(label=_("Body"))
    dato = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    slutdato = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only for a meeting of several days."),
    )
    begynder = forms.TimeField(
        label=_("Begins"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    slutter = forms.TimeField(label=_("Ends"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    sted = forms.CharField(
        label=_("Place"),
        required=False,
        max_length=300,
        help_text=_("Leave it empty if it is not decided yet."),
    )
    form = forms.ChoiceField(
        label=_("Kind of meeting"),
        choices=[(value, capfirst(str(label))) for value, label in MeetingKind.choices],
        initial=MeetingKind.ORDINARY,
    )
    titel = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=300,
        help_text=_("Leave it empty for an ordinary meeting: it is then called by its body and day."),
    )
    sagsnummer = forms.CharField(
        label=_("File number"),
        required=False,
        max_length=40,
        help_text=_("Printed with every item of the meeting."),
    )
    sammen = forms.MultipleChoiceField(
        label=_("Together with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bodies that meet here too. Their members see the agenda; one secretariat writes."),
    )

    def __init__(
        self, data: QueryDict | None, *, viewer: Viewer, chosen: str = "", known: Meeting | None = None
    ) -> None:
        super().__init__(data, initial=_known(known) if known else {"organ": chosen})
        self.bodies = {body.record.public_id: body for body in bodies_kept_by(viewer)}
        self.others = {body.record.public_id: body for body in _joinable(self.bodies.values())}
        self.fields["sammen"].choices = [(key, body.name) for key, body in self.others.items()]  # type: ignore[attr-defined]
        if known is not None:
            self.fields.pop("organ")
            self.fields.pop("sammen")
            return
        if not self.others:
            self.fields.pop("sammen")
        choices = [
            (key, f"{short_name(body)} ({body.collaboration.name})") for key, body in self.bodies.items()
        ]
        self.fields["organ"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, object]:
        """Refuse a meeting that ends before it begins."""
        data = super().clean() or {}
        begins, ends = data.get("begynder"), data.get("slutter")
        first, last = data.get("dato"), data.get("slutdato")
        if first and last and last < first:
            self.add_error("slutdato", _("The last day is before the first. Correct one of them."))
        if begins and ends and ends <= begins and not (first and last and last > first):
            self.add_error("slutter", _("The meeting would end before it begins. Correct one of the times."))
        return data

    def body(self) -> Body:
        """Return the body that was chosen."""
        return self.bodies[self.cleaned_data["organ"]]

    def joint_bodies(self) -> list[Body]:
        """Return the other bodies that meet."""
        return [self.others[key] for key in self.cleaned_data.get("sammen", ())]

    def particulars(self) -> Particulars:
        """Return what was typed."""
        data = self.cleaned_data
        return Particulars(
            held_on=data["dato"],
            kind=MeetingKind(data["form"]),
            start_time=data["begynder"],
            end_time=data["slutter"],
            place=data["sted"],
            is_place_open=not data["sted"],
            title=data["titel"],
            ends_on=data["slutdato"] if data["slutdato"] != data["dato"] else None,
            file_number=data["sagsnummer"],
        )


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    aarsag = forms.CharField(
        label=_("Why it is cancelled"),
        max_length=300,
        help_text=_("It stands in the calendar, with the meeting."),
    )


def _known(meeting: Meeting) -> dict[str, object]:
    return {
        "dato": meeting.held_on,
        "slutdato": meeting.ends_on,
        "begynder": meeting.start_time,
        "slutter": meeting.end_time,
        "sted": meeting.place,
        "form": meeting.kind,
        "titel": meeting.title,
        "sagsnummer": meeting.file_number,
    }


def _joinable(bodies: Iterable[Body]) -> list[Body]:
    """Return the bodies that can meet together with these: all of the same collaborations. One query."""
    own = list(bodies)
    rows = Body.objects.filter(collaboration__in={body.collaboration_id for body in own}, valid_to=None)
    return list(rows.select_related("record").order_by("name"))


def minutes_in(value: str) -> int | None:
    """Return a number of minutes as it was typed; None where there is none to read. Too many are refused later."""
    value = value.strip()
    return int(value) if value.isdecimal() and len(value) <= len("99999") else None


def planned_of(posted: QueryDict, item: AgendaItem) -> Planned | None:
    """Return how an item was planned in the fields of its row, None where the row was not sent."""
    key = item.record.public_id
    if f"min-{key}" not in posted:
        return None
    return Planned(
        minutes=minutes_in(str(posted.get(f"min-{key}", ""))),
        presenter=posted.get(f"frem-{key}", ""),
        guests=posted.get(f"gaest-{key}", ""),
        heading=posted.get(f"over-{key}", ""),
        pause_minutes=minutes_in(posted.get(f"pause-{key}", "")) or 0,
        kind=posted.get(f"art-{key}", ""),
    )
