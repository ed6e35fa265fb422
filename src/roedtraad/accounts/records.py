"""The registry of records: how a record comes into being, who may see it, and how it is withdrawn."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from roedtraad.accounts import journal
from roedtraad.accounts.models import Audience, Record, RecordKind, User


def register(kind: RecordKind, *, audience: Iterable[str] = (), is_public: bool = False) -> Record:
    """Save the identity of a new record in the caller's transaction. One query, and one more for an audience."""
    record = Record.objects.create(kind=kind, is_public=is_public)
    tokens = sorted(set(audience))
    if tokens:
        Audience.objects.bulk_create(Audience(record=record, token=token) for token in tokens)
    return record


def register_many(
    kind: RecordKind, count: int, *, audience: Iterable[str] = (), is_public: bool = False
) -> list[Record]:
    """Save the identities of `count` new records that share an audience. Two queries for any count below a thousand."""
    records = Record.objects.bulk_create([Record(kind=kind, is_public=is_public) for _ in range(count)])
    tokens = sorted(set(audience))
    Audience.objects.bulk_create(
        Audience(record=record, token=token) for record in records for token in tokens
    )
    return records


def set_audience(records: Iterable[Record], *, tokens: Iterable[str], is_public: bool) -> None:
    """Say anew who may see these records. Three queries for any number."""
    ids = [record.pk for record in records]
    wanted = sorted(set(tokens))
    Record.objects.filter(pk__in=ids).update(is_public=is_public)
    Audience.objects.filter(record__in=ids).delete()
    Audience.objects.bulk_create(Audience(record_id=pk, token=token) for pk in ids for token in wanted)


@transaction.atomic
def withdraw(record: Record, *, by: User, reason: str) -> None:
    """Take a record out of sight; nothing is deleted, and the journal says who did it and why.

    The caller has asked the policy of the record's own app.
    """
    Record.objects.filter(pk=record.pk).update(is_public=False, withdrawn_at=timezone.now())
    journal.write(by, f"{record.kind}.withdrawn", record, reason=reason)
