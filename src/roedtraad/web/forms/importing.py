"""What is told when files are brought, and what the list of drafts is narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import PUBLIC_ID_LENGTH
from roedtraad.bodies.models import Body
from roedtraad.importing.models import DraftState
from roedtraad.importing.queries import DraftFilters
from roedtraad.meetings.models import READ_KINDS, PaperKind
from roedtraad.web.forms.narrowing import FilterForm

READABLE = ".pdf,.docx,.odt,.rtf,.html,.htm,.xml,.json,.md,.txt"
LONGEST_NAME = 300
# What of the open drafts is shown; `alle` stands for no limit.
STATES: dict[str, dict[str, Any]] = {
    "": {"state": DraftState.OPEN},
    "klar": {"state": DraftState.OPEN, "unproblematic": True},
    "se": {"state": DraftState.OPEN, "unproblematic": False, "blocked": False},
    "svar": {"state": DraftState.OPEN, "blocked": True},
    "godkendt": {"state": DraftState.ACCEPTED},
    "lagt": {"state": DraftState.SET_ASIDE},
}


class ManyFiles(forms.ClearableFileInput):
    """A field in which several files can be chosen."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each may be anything, also empty: what is wrong with one is said of that one."""

    def __init__(self, **others: Any) -> None:
        others.setdefault("widget", ManyFiles(attrs={"accept": READABLE}))
        super().__init__(allow_empty_file=True, required=False, **others)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Return the files that were chosen."""
        files = data if isinstance(data, list | tuple) else [data]
        one_by_one = super().clean
        return [one_by_one(one, initial) for one in files if one]


class BringForm(forms.Form):
    """Files, and whose papers they are, if the person says so."""

    filer = FilesField(
        label=_("Files"),
        help_text=_("PDF, Word, OpenDocument, RTF, HTML, text, Markdown, SBSYS (XML) or FirstAgenda (JSON)."),
    )
    mappe = FilesField(
        label=_("Or a whole folder"),
        widget=ManyFiles(attrs={"webkitdirectory": True}),
        help_text=_("What in it is of another kind says so, and stops nothing."),
    )
    organ = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("Whose papers are they?"),
        required=False,
        empty_label=_("It stands in the files"),
        help_text=_("Only needed where the files do not tell which body met."),
    )
    navn = forms.CharField(
        label=_("Name of the pile"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("For example: Minutes 2019–2023"),
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **others: Any) -> None:
        super().__init__(*args, **others)
        field = self.fields["organ"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = bodies

    def clean(self) -> dict[str, Any]:
        """Ask for files where there are none."""
        if not self.files_brought():
            self.add_error("filer", _("Choose at least one file."))
        return self.cleaned_data

    def files_brought(self) -> list[UploadedFile[Any]]:
        """Return all files, of the folder too."""
        return [*(self.cleaned_data.get("filer") or ()), *(self.cleaned_data.get("mappe") or ())]


class DraftFilterForm(FilterForm):
    """Narrows the list of drafts."""

    vis = forms.ChoiceField(required=False, choices=[(key, key) for key in STATES])
    bunke = forms.CharField(required=False, max_length=PUBLIC_ID_LENGTH)
    spoergsmaal = forms.CharField(required=False, max_length=30)
    papir = forms.ChoiceField(
        label=_("Paper"), required=False, choices=[("", _("Minutes and agendas")), *READ_KINDS]
    )
    ord = forms.CharField(label=_("Words of the title or file name"), required=False, max_length=100)

    def filters(self) -> DraftFilters:
        """Return what was chosen."""
        chosen = self.chosen()
        paper = str(chosen.get("papir", ""))
        return DraftFilters(
            **STATES[str(chosen.get("vis", ""))],
            batch=str(chosen.get("bunke", "")),
            question=str(chosen.get("spoergsmaal", "")),
            paper=PaperKind(paper) if paper else None,
            words=str(chosen.get("ord", "")),
        )
