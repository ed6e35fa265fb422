"""Forms for a party's own accounts: a file, a balance, and what a difference is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.fund.own_accounts import Column
from roedtraad.web.forms.adoptions import NamedForm, day_field
from roedtraad.web.forms.kroner import KronerInput

EARLIEST_YEAR, LATEST_YEAR = 2000, 2200


def _year() -> forms.IntegerField:
    field = forms.IntegerField(
        label=_("Budget year"), min_value=EARLIEST_YEAR, max_value=LATEST_YEAR, required=False
    )
    field.short = True  # type: ignore[attr-defined]
    return field


class AccountsForm(NamedForm):
    """A file, and what its columns are called where that is not plain."""

    name = "fil"

    accounts = forms.FileField(
        label=_("File"), help_text=_("CSV or XLSX, at most 5 MB: one line for each voucher.")
    )
    year = _year()
    dato = forms.CharField(
        label=_("Column with the day"),
        max_length=60,
        required=False,
        help_text=_("Only where it is called something unusual; so too the others."),
    )
    beloeb = forms.CharField(label=_("Column with the amount"), max_length=60, required=False)
    tekst = forms.CharField(label=_("Column with the text"), max_length=60, required=False)
    bilag = forms.CharField(label=_("Column with the voucher"), max_length=60, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        files: Any = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        if data is not None:
            self.files = files

    def named(self) -> dict[Column, str]:
        """Return what the columns are called, where that was written."""
        return {column: self.cleaned_data.get(column.value) or "" for column in Column}


class BalanceForm(NamedForm):
    """What the party's own accounts say it has spent."""

    name = "saldo"

    on = day_field(label=_("Day"))
    year = _year()
    amount = KronerInput(label=_("Spent by that day, kr."))


class NoteForm(NamedForm):
    """What a difference is."""

    name = "note"

    note = forms.CharField(label=_("What it is"), max_length=300)
