"""Files that are brought to a case or an item, and what is said of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from roedtraad.cases.actions import PaperGiven
from roedtraad.cases.models import Attachment
from roedtraad.cases.papers import ENDINGS
from roedtraad.web.forms.importing import FilesField, ManyFiles

MOST_AT_ONCE = 20
STATUSES = [("draft", _("Draft")), ("final", _("Finished"))]


class PapersForm(forms.Form):
    """New papers: one or several files, each called as its file unless there is one with a title."""

    filer = FilesField(
        label=_("Files"),
        widget=ManyFiles(attrs={"accept": ENDINGS}),
        help_text=_(
            "PDF, Word, Excel, PowerPoint, OpenDocument, pictures or text; several at a time if you like."
        ),
    )
    titel = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=300,
        help_text=_("For a single file. Otherwise they are called as the files."),
    )
    status = forms.ChoiceField(
        label=_("How finished is it?"), choices=STATUSES, initial="final", widget=forms.RadioSelect
    )
    lukket = forms.BooleanField(label=_("Closed: only for the members"), required=False)

    def __init__(self, *args: Any, **others: Any) -> None:
        super().__init__(*args, **others)
        self.fields["filer"].required = True  # shown so; what is wrong with one file is said of that one

    def clean_filer(self) -> list[UploadedFile[Any]]:
        """Return the files; at least one, and not more than can be looked through."""
        files: list[UploadedFile[Any]] = self.cleaned_data["filer"]
        if not files:
            raise forms.ValidationError(_("Choose the file that you want to attach."))
        if len(files) > MOST_AT_ONCE:
            raise forms.ValidationError(
                _("Choose at most %(number)s files at a time.") % {"number": MOST_AT_ONCE}
            )
        return files

    def given(self) -> PaperGiven:
        """Return what was said of the files."""
        data = self.cleaned_data
        title = data["titel"] if len(data["filer"]) == 1 else ""
        return PaperGiven(title, data["lukket"], Attachment.Status(data["status"]))
