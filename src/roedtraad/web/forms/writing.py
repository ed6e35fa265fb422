"""What is typed while a case is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.bodies.models import Body, Party, Person
from roedtraad.bodies.queries import members_in
from roedtraad.cases.actions import DraftParticulars, DraftPointGiven, standing_particulars
from roedtraad.cases.models import Act, CaseDraft, DraftPart
from roedtraad.cases.written.plain import as_html, as_text
from roedtraad.web.naming import short_name

SPARE_POINTS = 1
ACTS = [("", "–"), *((value, capfirst(str(label))) for value, label in Act.choices)]


class BeginForm(forms.Form):
    """The title of a new case, and the body that is to treat it first."""

    titel = forms.CharField(label=_("What is the case about?"), max_length=300)
    organ = forms.ChoiceField(label=_("Which body treats it first?"))

    def __init__(self, data: QueryDict | None, *, viewer: Viewer, chosen: str = "") -> None:
        super().__init__(data, initial={"organ": chosen})
        self.bodies = {body.record.public_id: body for body in bodies_kept_by(viewer)}
        choices = [
            (key, f"{short_name(body)} ({body.collaboration.name})") for key, body in self.bodies.items()
        ]
        self.fields["organ"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def body(self) -> Body:
        """Return the body that was chosen."""
        return self.bodies[self.cleaned_data["organ"]]


class ProposeForm(forms.Form):
    """What a member wants a body to treat, and why."""

    titel = forms.CharField(label=_("What is the case about?"), max_length=300)
    organ = forms.ChoiceField(label=_("Which body is to treat it?"))
    hvorfor = forms.CharField(
        label=_("Why?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What is the matter, and what do you want the body to do? The secretariat answers you."),
    )

    def __init__(self, data: QueryDict | None, *, viewer: Viewer, chosen: str = "") -> None:
        super().__init__(data)
        self.bodies = {body.record.public_id: body for body in bodies_of(viewer)}
        choices = [
            (key, f"{short_name(body)} ({body.collaboration.name})") for key, body in self.bodies.items()
        ]
        self.fields["organ"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.initial["organ"] = chosen

    def body(self) -> Body:
        """Return the body that was chosen."""
        return self.bodies[self.cleaned_data["organ"]]


def bodies_of(viewer: Viewer) -> Iterable[Body]:
    """Return the bodies that the viewer belongs to. One query."""
    own = [
        int(key)
        for circle, _sign, key in (token.partition(":") for token in viewer.tokens)
        if circle in (Circle.CIRCLE, Circle.MEMBERS, Circle.SECRETARIAT)
    ]
    rows = Body.objects.filter(visible(viewer), pk__in=own)
    return rows.select_related("record", "collaboration").order_by("name")


def bodies_kept_by(viewer: Viewer) -> Iterable[Body]:
    """Return the bodies whose secretariat the viewer is of; an administrator keeps all. One query."""
    prefix = f"{Circle.SECRETARIAT}:"
    own = [int(token.removeprefix(prefix)) for token in viewer.tokens if token.startswith(prefix)]
    rows = Body.objects.filter(visible(viewer)).select_related("record", "collaboration").order_by("name")
    return rows if viewer.is_administrator else rows.filter(pk__in=own)


class DetailsForm(forms.Form):
    """What a case is called, who raises it, and what it needs of a meeting."""

    titel = forms.CharField(label=_("Title"), max_length=300)
    rejst_af = forms.ChoiceField(label=_("Raised by"), required=False)
    minutter = forms.IntegerField(
        label=_("Expected minutes"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    fremlaegger = forms.CharField(label=_("Presented by"), required=False, max_length=200)
    gaester = forms.CharField(label=_("Guests for this item"), required=False, max_length=500)
    indstiller = forms.ChoiceField(
        label=_("Recommended by"),
        required=False,
        help_text=_("Where another body recommends it to this one."),
    )
    sagsnr = forms.CharField(label=_("File number"), required=False, max_length=40)
    oenskes = forms.DateField(
        label=_("Wanted treated by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    lukket = forms.BooleanField(label=_("To be treated behind closed doors"), required=False)

    def __init__(self, data: QueryDict | None, *, draft: CaseDraft, viewer: Viewer) -> None:
        stands = standing_particulars(draft)
        others = Body.objects.filter(visible(viewer), collaboration=draft.body.collaboration_id)
        self.recommenders = {
            body.record.public_id: body
            for body in others.exclude(pk=draft.body_id).select_related("record").order_by("name")
        }
        recommender = stands.recommender
        if recommender is not None:
            self.recommenders.setdefault(recommender.record.public_id, recommender)
        self.parties = {
            party.record.public_id: party
            for party in members_in(draft.case.collaboration, on=viewer.on).select_related("record")
        }
        party = draft.case.raised_by_party
        if party is not None:
            self.parties.setdefault(party.record.public_id, party)
        initial = {
            "titel": draft.case.title,
            "rejst_af": party.record.public_id if party else "",
            "minutter": draft.minutes_planned,
            "fremlaegger": draft.presenter,
            "gaester": draft.guests,
            "indstiller": recommender.record.public_id if recommender else "",
            "sagsnr": stands.file_number,
            "oenskes": draft.wanted_on,
            "lukket": draft.is_closed,
        }
        super().__init__(data, initial=initial)
        choices = [("", "–"), *((key, one.name) for key, one in self.parties.items())]
        self.fields["rejst_af"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        bodies = [("", "–"), *((key, short_name(body)) for key, body in self.recommenders.items())]
        self.fields["indstiller"].choices = bodies  # type: ignore[attr-defined]  # a ChoiceField

    def told(self) -> DraftParticulars:
        """Return what was typed."""
        data = self.cleaned_data
        return DraftParticulars(
            title=data["titel"],
            minutes_planned=data["minutter"],
            presenter=data["fremlaegger"],
            guests=data["gaester"],
            is_closed=data["lukket"],
            raised_by_party=self.party(),
            recommender=self.recommenders.get(data["indstiller"]),
            file_number=data["sagsnr"],
            wanted_on=data["oenskes"],
        )

    def party(self) -> Party | None:
        """Return who raises the case."""
        return self.parties.get(self.cleaned_data["rejst_af"])


class InviteWriterForm(forms.Form):
    """Who is to write in a case, or to read it beforehand."""

    person = forms.ChoiceField(label=_("Who?"))
    maa = forms.ChoiceField(
        label=_("To do what?"),
        choices=[("skrive", _("Write in the case")), ("laese", _("Read it beforehand, and remark"))],
        widget=forms.RadioSelect,
        initial="skrive",
    )

    def __init__(self, data: QueryDict | None, *, viewer: Viewer, draft: CaseDraft) -> None:
        super().__init__(data)
        rows = Person.objects.filter(visible(viewer), user__isnull=False, same_as=None)
        rows = rows.exclude(writes__draft=draft).select_related("record").order_by("name")
        self.people = {person.record.public_id: person for person in rows}
        choices = [("", "–"), *((key, one.name) for key, one in self.people.items())]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class RemarkForm(forms.Form):
    """What somebody says to a case in the making."""

    bemaerkning = forms.CharField(
        label=_("Remark"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


def mark(text: str) -> str:
    """Return a short mark of a text, by which a form tells that nobody wrote in a field."""
    return sha256("\n".join(line.rstrip() for line in text.splitlines()).strip().encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a case as the page shows it: for the editor, for a plain field, and what tells whether it was written in."""

    part: DraftPart
    plain: str
    was: str


def field_of(part: DraftPart) -> Field:
    """Return the field of a part."""
    plain = as_text(part.html, is_marked=True)
    return Field(part, plain, mark(plain))


def html_written(posted: QueryDict, part: DraftPart) -> str | None:
    """Return what was written in a part, None where nobody wrote in it."""
    rich = posted.get(f"{part.key}_html")
    if rich is not None:
        return rich
    plain = posted.get(part.key)
    if plain is None or mark(plain) == posted.get(f"{part.key}_was"):
        return None
    return as_html(plain)


def based_on(posted: QueryDict, key: str) -> int:
    """Return the revision from which something was written; 0 where it cannot be read."""
    value = posted.get(f"{key}_rev", "")
    return int(value) if value.isdigit() and len(value) <= len("999999999") else 0


def points_written(posted: QueryDict) -> Sequence[DraftPointGiven] | None:
    """Return the points as they were written, None where nobody wrote in them."""
    acts, texts = posted.getlist("handling"), posted.getlist("punkt")
    if not texts or points_mark(zip(acts, texts, strict=False)) == posted.get("points_was"):
        return None
    return [
        DraftPointGiven(Act(act) if act in Act.values else None, text)
        for act, text in zip(acts, texts, strict=False)
    ]


def points_mark(points: Iterable[tuple[str, str]]) -> str:
    """Return the mark of points: pairs of act and words; empty ones do not count."""
    return mark("\n".join(f"{act}|{' '.join(text.split())}" for act, text in points if act or text.strip()))
