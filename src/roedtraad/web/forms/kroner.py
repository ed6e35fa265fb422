"""Amounts as Danes write them: '1.234,56', '1234,5 kr.', '600.000'."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from roedtraad import danish

WRITTEN = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,13})(?:,(?P<oere>\d{1,2}))?")


def read_kroner(text: str) -> Decimal | None:
    """Return the amount that a person wrote; None where it is none."""
    bare = re.sub(r"[\s\N{NO-BREAK SPACE}]|kr\.?|,-$", "", text.strip().lower())
    match = WRITTEN.fullmatch(bare)
    if match is None:
        return None
    return Decimal(f"{match['whole'].replace('.', '')}.{match['oere'] or '0'}").quantize(Decimal("0.01"))


class KronerInput(forms.CharField):
    """A field for an amount above zero."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=30, widget=widget, **options)
        self.short = True

    def prepare_value(self, value: Any) -> Any:
        """Show an amount as it is typed."""
        return danish.amount(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        """Return the amount; None where nothing was written and nothing is needed."""
        text = super().clean(value)
        if not text:
            return None
        amount = read_kroner(text)
        if amount is None:
            raise ValidationError(_("Write an amount in kroner, for example 1.234,50."), code="kroner")
        return amount
