"""A field for a number as Danes write it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roedtraad import danish
from roedtraad.initiatives.numbers import read_number


class NumberInput(forms.CharField):
    """A field for a number."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=30, widget=widget, **options)
        self.short = True

    def prepare_value(self, value: Any) -> Any:
        """Show a number as it is typed."""
        return danish.number(value.normalize()) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        """Return the number; None where nothing was written and nothing is needed."""
        text = super().clean(value)
        if not text:
            return None
        number = read_number(text)
        if number is None:
            raise ValidationError(_("Write a number, for example 1.234,5."), code="number")
        return number
