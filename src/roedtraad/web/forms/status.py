"""Asking how an initiative goes, and the answer: five minutes, one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad import danish
from roedtraad.bodies.models import Body
from roedtraad.initiatives.actions import Answer
from roedtraad.initiatives.models import Outlook, Priority, StatusReport, Wish
from roedtraad.web.forms.initiative_acts import NOTHING, day, labelled, line, words

LONGEST = 4000


class AskForm(forms.Form):
    """Ask for a status by a day."""

    body = forms.ChoiceField(label=_("Which body wants to know"))
    due_on = day(_("Answer by"), required=True)
    question = line(_("What you want to know in particular"), required=False, longest=500)
    asks_priority = forms.BooleanField(
        label=_("Status plus: ask also for a priority"),
        required=False,
        help_text=_("When the body is to choose which initiatives go on."),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, bodies: Sequence[Body], on: date) -> None:
        super().__init__(data, initial={"due_on": on})
        self.bodies = {body.record.public_id: body for body in bodies}
        field = self.fields["body"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(key, body.name) for key, body in self.bodies.items()]

    def body_chosen(self) -> Body:
        """Return the body that was chosen."""
        return self.bodies[self.cleaned_data["body"]]


class AnswerForm(forms.Form):
    """How it goes. Only the first two must be there to send it."""

    is_filter = True  # all can be left out while it is written, so no label says so
    outlook = forms.ChoiceField(
        label=_("How does it go?"), required=False, choices=labelled(Outlook), widget=forms.RadioSelect
    )
    progress = words(_("What has happened since the last time?"), rows=4, required=False, longest=LONGEST)
    results = words(_("Which results are there?"), rows=3, required=False, longest=LONGEST)
    obstacles = words(_("What stands in the way?"), rows=3, required=False, longest=LONGEST)
    ahead = words(_("What happens now?"), rows=3, required=False, longest=LONGEST)
    wish = forms.ChoiceField(
        label=_("What do you propose?"), required=False, choices=[NOTHING, *labelled(Wish)]
    )
    priority = forms.ChoiceField(
        label=_("How much does it matter that the initiative goes on?"),
        required=False,
        choices=labelled(Priority),
        widget=forms.RadioSelect,
    )
    priority_why = words(_("Why this priority?"), rows=2, required=False, longest=500)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, report: StatusReport) -> None:
        names = (
            "outlook", "progress", "results", "obstacles", "ahead", "wish", "priority", "priority_why", "revision",
        )  # fmt: skip
        super().__init__(data, initial={name: getattr(report, name) for name in names})
        if not report.asks_priority:
            del self.fields["priority"], self.fields["priority_why"]

    def answer(self) -> Answer:
        """Return what was written."""
        data = self.cleaned_data
        return Answer(
            Outlook(data["outlook"]) if data["outlook"] else None,
            data["progress"],
            data["results"],
            data["obstacles"],
            data["ahead"],
            Wish(data["wish"]) if data["wish"] else None,
            Priority(data["priority"]) if data.get("priority") else None,
            data.get("priority_why", ""),
        )


class DropForm(forms.Form):
    """Why a status is not needed after all."""

    reason = line(_("Why it is not needed"), longest=500)


class CalendarForm(forms.Form):
    """When a body asks by itself."""

    days_before = forms.IntegerField(
        label=_("Days before the meeting"), min_value=1, max_value=180, initial=21
    )
    days_to_answer = forms.IntegerField(label=_("Days to answer"), min_value=1, max_value=180, initial=10)


class PlaceForm(forms.Form):
    """The meeting at which a status is treated."""

    meeting = forms.ChoiceField(label=_("Meeting"))

    def __init__(self, data: Mapping[str, Any] | None, *, meetings: Sequence[Any]) -> None:
        super().__init__(data)
        self.meetings = {str(one.meeting.record.public_id): one.meeting for one in meetings}
        field = self.fields["meeting"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (key, f"{danish.day(one.held_on)}, {capfirst(one.body.name)}")
                for key, one in self.meetings.items()
            ]
