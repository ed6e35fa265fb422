"""What can be read of the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from roedtraad.accounts.models import JournalEntry


@dataclass(frozen=True, slots=True)
class JournalFilters:
    """What the reader narrows the journal to; '' and None narrow nothing."""

    actor: str = ""  # part of the name or the e-mail address
    act: str = ""  # the beginning of the act: 'meetings.', 'accounts.user.'
    record: str = ""  # the public id of a record
    since: date | None = None
    until: date | None = None  # this day included


def journal_entries(filters: JournalFilters) -> QuerySet[JournalEntry]:
    """Return the entries, newest first, with actor and record. One query."""
    rows = JournalEntry.objects.select_related("actor", "record").order_by("-number")
    if filters.actor:
        rows = rows.filter(Q(actor__name__icontains=filters.actor) | Q(actor__email__icontains=filters.actor))
    if filters.act:
        rows = rows.filter(act__startswith=filters.act)
    if filters.record:
        rows = rows.filter(record__public_id=filters.record)
    if filters.since:
        rows = rows.filter(at__gte=_midnight(filters.since))
    if filters.until:
        rows = rows.filter(at__lt=_midnight(filters.until + timedelta(days=1)))
    return rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
