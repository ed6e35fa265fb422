"""What can be said of a promise: how it went, that it is kept, moved, owed by somebody else, dropped, open again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad import danish
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body
from roedtraad.bodies.queries import members_in, members_of
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Named
from roedtraad.commitments.models import Commitment, Owner
from roedtraad.commitments.queries import CommitmentView
from roedtraad.meetings.queries import coming_meetings

LONGEST_WORDS = 2000
LONGEST_NAME = 200
MEETINGS_OFFERED = 20
Choices = Sequence[tuple[str, str]]


class ActForm(forms.Form):
    """A form on the page of a promise. Several stand there, so that the ids of its fields carry its name."""

    def __init__(self, data: Mapping[str, Any] | None, *, name: str, found: CommitmentView, viewer: Viewer):
        super().__init__(data, auto_id=f"id_{name}_%s")
        self.found, self.viewer = found, viewer
        self.fill()

    def fill(self) -> None:
        """Fill the choices of the fields."""

    def text(self) -> str:
        """Return what was written: words, or the reason."""
        return str(self.cleaned_data.get("ord") or self.cleaned_data.get("grund") or "")

    def choose(self, name: str, choices: Choices) -> None:
        """Give a field its choices."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def part(self) -> Owner | None:
        """Return the one of several owners who is meant, where each answers for themselves. One query, or none."""
        chosen = self.cleaned_data.get("hvem")
        return Owner.objects.get(commitment=self.found.commitment, pk=chosen) if chosen else None


class PartForm(ActForm):
    """Asks for which owner, where each answers for themselves."""

    is_for_all = False  # whether nobody chosen means all of them
    hvem = forms.ChoiceField(label=_("For whom?"), required=False)

    def fill(self) -> None:
        """Offer those who owe a part; ask nothing where the promise is one."""
        if not self.found.commitment.is_each:
            del self.fields["hvem"]
            return
        parts = [(str(one.owner_id), one.name) for one in self.found.line.owners if one.owner_id]
        self.choose("hvem", [("", str(_("All of them")) if self.is_for_all else "–"), *parts])


class ReportForm(PartForm):
    """What came of it, as those who owe it say."""

    ord = forms.CharField(
        label=_("What came of it?"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only those who follow the body read it, until the secretariat has accepted it."),
    )
    field_order = ("hvem", "ord")


class KeepForm(PartForm):
    """That it is kept, and what shows it."""

    is_for_all = True
    ord = forms.CharField(
        label=_("What shows it?"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Everybody who sees the promise can read it. Left empty, what was reported last is shown."
        ),
    )
    field_order = ("hvem", "ord")


class ReasonForm(ActForm):
    """Why."""

    grund = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the history of the promise, for everybody who sees it."),
    )


class SendBackForm(PartForm, ReasonForm):
    """Why what was reported is not enough."""

    is_for_all = True
    field_order = ("hvem", "grund")


class AskForm(ActForm):
    """A word along with the reminder."""

    ord = forms.CharField(
        label=_("A word along"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MoveForm(ReasonForm):
    """When it is due from now on: on a day, at a meeting, or when something has happened."""

    moede = forms.ChoiceField(label=_("At a meeting"), required=False)
    dag = forms.DateField(
        label=_("Or on a day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    afventer = forms.CharField(
        label=_("Or when this has happened"),
        max_length=300,
        required=False,
        help_text=_(
            "For example: the national framework is there. With a day, it is looked at again on that day."
        ),
    )
    field_order = ("moede", "dag", "afventer", "grund")

    def fill(self) -> None:
        """Offer the next meetings of the body at which it is due."""
        lines = coming_meetings(self.viewer, limit=MEETINGS_OFFERED, body=self.found.line.due_body)
        offered = [(str(one.meeting.pk), danish.weekday(one.meeting.held_on)) for one in lines]
        self.choose("moede", [("", "–"), *offered])

    def clean_dag(self) -> date | None:
        """Return the day, if it is still to come."""
        day: date | None = self.cleaned_data["dag"]
        if day is not None and day < self.viewer.on:
            raise forms.ValidationError(_("That day has passed. Choose one that is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for one way to say when."""
        data = self.cleaned_data
        if "dag" not in data or "moede" not in data:
            return data
        if not (data["moede"] or data["dag"] or data.get("afventer")):
            self.add_error("moede", _("Say when: at a meeting, on a day, or what it waits for."))
        elif data["moede"] and (data["dag"] or data.get("afventer")):
            self.add_error("moede", _("Choose either a meeting, or a day, or what it waits for."))
        return data

    def due(self) -> DueTold:
        """Return what was said."""
        data = self.cleaned_data
        if data["moede"]:
            return DueTold(meeting_id=int(data["moede"]))
        if data["afventer"]:
            return DueTold(awaits=data["afventer"], watch_on=data["dag"])
        return DueTold(edtf=data["dag"].isoformat())


class OwnersForm(ActForm):
    """Who owes it from now on."""

    parter = forms.MultipleChoiceField(
        label=_("Parties"), required=False, widget=forms.CheckboxSelectMultiple
    )
    organer = forms.MultipleChoiceField(
        label=_("Bodies"), required=False, widget=forms.CheckboxSelectMultiple
    )
    personer = forms.MultipleChoiceField(
        label=_("People"), required=False, widget=forms.CheckboxSelectMultiple
    )
    andre = forms.CharField(
        label=_("Others"),
        max_length=LONGEST_NAME * 5,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("As they are to be called, one on each line."),
    )

    def fill(self) -> None:
        """Offer the parties, bodies and people round the body that got the promise; those who owe it are ticked."""
        row, viewer = self.found.commitment, self.viewer
        owners = [*_owners(row)]
        cluster = row.body.collaboration
        bodies = Body.objects.filter(
            visible(viewer), collaboration=cluster, record__withdrawn_at__isnull=True
        ).order_by("level__rank", "name")
        roster = members_of(row.body, on=viewer.on, viewer=viewer)
        people = [one.person for one in roster.seatings if one.person is not None]
        self._offer("parter", members_in(cluster, on=viewer.on), [one.party for one in owners])
        self._offer("organer", bodies, [one.body for one in owners])
        self._offer("personer", sorted(people, key=str), [one.person for one in owners])
        written = [one.as_written for one in owners if not (one.person or one.body or one.party)]
        self.initial["andre"] = "\n".join(written)

    def _offer(self, name: str, known: Iterable[Any], owing: Iterable[Any]) -> None:
        ticked = [one for one in owing if one is not None]
        every = {str(one.pk): str(one) for one in (*known, *ticked)}
        self.choose(name, list(every.items()))
        self.initial[name] = [str(one.pk) for one in ticked]
        if not every:
            del self.fields[name]

    def clean_andre(self) -> list[str]:
        """Return the names, one of each line."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["andre"].splitlines()]
        if any(len(line) > LONGEST_NAME for line in lines):
            raise forms.ValidationError(_("A name can have at most 200 letters. Write one on each line."))
        return [line for line in lines if line]

    def owners(self) -> list[Named]:
        """Return those who were chosen."""
        data = self.cleaned_data
        return [
            *(Named(party_id=int(key)) for key in data.get("parter", ())),
            *(Named(body_id=int(key)) for key in data.get("organer", ())),
            *(Named(person_id=int(key)) for key in data.get("personer", ())),
            *(Named(as_written=name) for name in data["andre"]),
        ]


def _owners(row: Commitment) -> Iterable[Owner]:
    """Return those who owe it now. One query."""
    rows = Owner.objects.filter(commitment=row, released_on__isnull=True)
    return rows.select_related("person", "body", "party")
