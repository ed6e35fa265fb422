"""A spreadsheet with measurements."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class FileForm(forms.Form):
    """The file, CSV or XLSX."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_(
            "CSV or XLSX with the heads Indikator, Part, Periode and Værdi. All of it is saved, or nothing."
        ),
    )
