"""Numbers, amounts and dates as the sentences of findings print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from referat.danish.vocabulary import TIME


def number(value: Decimal) -> str:
    """Return a number the Danish way, with no more decimals than it has: '1.234,5'."""
    plain = f"{value.normalize():,f}" if value != value.to_integral_value() else f"{value:,.0f}"
    return plain.translate(str.maketrans(",.", ".,")).replace("-", "−")


def kroner(value: Decimal) -> str:
    """Return an amount with kroner and øre: '1.874.400,01 kr.'; whole kroner without øre."""
    whole = value == value.to_integral_value()
    plain = f"{value:,.0f}" if whole else f"{value:,.2f}"
    return f"{plain.translate(str.maketrans(',.', '.,')).replace('-', '−')} kr."


def plain(value: Decimal) -> str:
    """Return a number for machines: '1874400.01', with two decimals where it has any."""
    return f"{value:.0f}" if value == value.to_integral_value() else f"{value:.2f}"


def day(value: date) -> str:
    """Return a day: '16. januar 2023'."""
    return f"{value.day}. {TIME.month_names[value.month - 1]} {value.year}"


def weekday(value: date) -> str:
    """Return the weekday: 'mandag'."""
    return next(name for name, number_ in TIME.weekdays.items() if number_ == value.isoweekday())


def quoted(words: str) -> str:
    """Return words in quotation marks on one line, shortened where they are long."""
    line = " ".join(words.split())
    return f"’{line if len(line) <= 80 else line[:77].rstrip() + '…'}’"
