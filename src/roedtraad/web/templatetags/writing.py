"""Filters that write dates, numbers and kroner; the rules are in `roedtraad.danish`.

A value that is None is written as `–` (it does not exist); what exists and is not known is `{% unknown %}`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

from django.template import Library
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from roedtraad import danish
from roedtraad.accounts.addresses import WORDS, address_of
from roedtraad.accounts.addresses import address as address_of_record
from roedtraad.accounts.models import Record, RecordKind
from roedtraad.web.deeds import told

register = Library()


def _local_date(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def _date_filter(name: str, write: Callable[[date], str]) -> None:
    def written(value: date | datetime | None) -> str:
        return danish.NONE if value is None else write(_local_date(value))

    register.filter(name, written)


_date_filter("day", danish.day)
_date_filter("short_day", danish.short_day)
_date_filter("day_and_month", danish.day_and_month)
_date_filter("short_month", danish.short_month)
_date_filter("month", danish.month)
_date_filter("short_weekday", danish.short_weekday)
_date_filter("weekday", danish.weekday)
_date_filter("near_day", lambda on: danish.near_day(on, today=timezone.localdate()))


@register.filter
def clock(value: time | datetime | None) -> str:
    """Write '10.42'."""
    return danish.NONE if value is None else danish.clock(value)


@register.filter
def moment(value: datetime | None) -> str:
    """Write '13. marts 2026 kl. 10.42'."""
    return danish.NONE if value is None else danish.moment(value)


@register.simple_tag
def hours(begins: time | None, ends: time | None = None) -> str:
    """Write 'kl. 10.00–12.30', or nothing."""
    return danish.hours(begins, ends)


@register.simple_tag
def period(first: date | None, last: date | None) -> str:
    """Write 'siden 1. jan. 2024', '1. jan. 2024 – 31. dec. 2026', or nothing."""
    return danish.period(first, last)


@register.filter
def number(value: Decimal | int | None, places: int | None = None) -> str:
    """Write '1.748.000'."""
    return danish.NONE if value is None else danish.number(value, places)


@register.filter
def percent(value: Decimal | int | None, places: int = 1) -> str:
    """Write '18,4 %' for 18.4."""
    return danish.NONE if value is None else danish.percent(value, places)


@register.filter
def amount(value: Decimal | None) -> str:
    """Write '154.144,33', for tables."""
    return danish.NONE if value is None else danish.amount(value)


@register.filter
def kroner(value: Decimal | int | None) -> str:
    """Write '600.000 kr.'."""
    return danish.NONE if value is None else danish.kroner(value)


@register.filter
def about_kroner(value: Decimal | int | None) -> str:
    """Write 'ca. 1,7 mio. kr.'."""
    return danish.NONE if value is None else danish.about_kroner(value)


@register.filter
def file_size(size_bytes: int) -> str:
    """Write '212 kB'."""
    return danish.size(size_bytes)


@register.filter
def listed(words: list[object]) -> str:
    """Write 'a, b og c'."""
    return danish.listed(str(word) for word in words)


@register.simple_tag
def unknown() -> SafeString:
    """Write 'ukendt', which is a value: somebody has looked and it is not said."""
    return format_html('<span class="unknown">{}</span>', danish.UNKNOWN)


@register.simple_tag(name="address_of")
def address_by_id(kind: str, public_id: str, title: object) -> str:
    """Write the address of a record of which only kind and id are at hand: `{% address_of "decision" id title %}`."""
    return address_of(RecordKind(kind), public_id, title)


@register.filter
def page_of_record(record: Record) -> str:
    """Write the permanent address of a record whose title is not at hand; '' where its kind has no page."""
    kind = RecordKind(record.kind)
    return address_of(kind, record.public_id, "") if kind in WORDS else ""


@register.filter
def deed(act: str) -> str:
    """Write what the journal tells in words: 'afsluttede en plads'."""
    return told(act)


@register.filter
def address(record: Record, title: object) -> str:
    """Write the address of a record: `{{ body.record|address:body.name }}`."""
    return address_of_record(record, title)
