"""Publishing a meeting's papers, taking them back, and trying whether a file is genuine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from roedtraad import danish
from roedtraad.meetings.models import PaperKind
from roedtraad.publishing.models import Publication
from roedtraad.publishing.queries import PaperOutlook

LARGEST_BYTES = 10_000_000  # what we publish is far smaller
EVERYTHING = "alt"


class PublishForm(forms.Form):
    """Which paper, and that what will be public was read through."""

    papir = forms.ChoiceField(label=_("What is to be public?"), widget=forms.RadioSelect)
    set = forms.BooleanField(
        label=_("I have seen what everybody will be able to read"),
        error_messages={"required": _("Look through what will be public, and tick that you have.")},
    )

    def __init__(self, *args: Any, papers: Sequence[PaperOutlook], **others: Any) -> None:
        super().__init__(*args, **others)
        field = self.fields["papir"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.kind.value, capfirst(str(one.kind.label))) for one in papers]
        self.initial.setdefault("papir", papers[0].kind.value if papers else None)

    def kind(self) -> PaperKind:
        """Return which paper was chosen."""
        return PaperKind(self.cleaned_data["papir"])


class TakeBackForm(forms.Form):
    """What is taken back, and why."""

    hvad = forms.ChoiceField(label=_("What is taken back?"), widget=forms.RadioSelect)
    grund = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("Written in the journal, so that others can understand it later."),
    )

    def __init__(self, *args: Any, versions: Sequence[Publication], **others: Any) -> None:
        super().__init__(*args, **others)
        field = self.fields["hvad"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                *((one.public_id, _version(one)) for one in versions),
                (EVERYTHING, _("Everything that is published of the meeting")),
            ]
        self.initial.setdefault("hvad", EVERYTHING if not versions else versions[0].public_id)


def _version(publication: Publication) -> str:
    paper = publication.paper
    told = {
        "paper": capfirst(str(PaperKind(paper.kind).label)),
        "number": paper.version,
        "at": danish.moment(publication.at),
    }
    return _now("%(paper)s, version %(number)s of %(at)s") % told


class VerifyForm(forms.Form):
    """A file that somebody was given."""

    fil = forms.FileField(
        label=_("The file"),
        allow_empty_file=True,
        error_messages={"required": _("Choose the file that you want to have tried.")},
        help_text=_("The PDF or Word file as you got it. It is not kept here."),
    )

    def clean_fil(self) -> UploadedFile[Any]:
        """Return the file, unless it is larger than anything that is published here."""
        found: UploadedFile[Any] = self.cleaned_data["fil"]
        if (found.size or 0) > LARGEST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s. No agenda or minutes published here are that large.")
                % {"limit": danish.size(LARGEST_BYTES)}
            )
        return found
