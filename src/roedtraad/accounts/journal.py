"""The journal: the one place that says what was done, and the one outbox that search, notices and feeds read.

Entries are numbered in the order in which their transactions commit: whoever writes holds the row `JournalHead`
until the end of the transaction. Each entry's hash includes the hash before it, so that a missing or changed entry
shows (`verify`).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from roedtraad.accounts.models import JournalEntry, JournalHead, Record, User

Fact = str | int | bool | Decimal | date | datetime | None


def write(
    by: User | None,
    act: str,
    record: Record | None = None,
    *,
    facts: Mapping[str, Fact] | None = None,
    reason: str = "",
) -> JournalEntry:
    """Write one act in the caller's transaction; `by` is None when the program itself acted. Three queries.

    `act` reads `<app>.<noun>.<verb in the past>`: `meetings.item.decided`.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the journal is written in the transaction of the act that it tells of")
    head = JournalHead.objects.select_for_update().get(pk=1)
    salt = secrets.token_hex(16)
    entry = JournalEntry(
        number=head.number + 1,
        at=timezone.now(),
        actor=by,
        act=act,
        record=record,
        reason=reason,
        salt=salt,
        digest=digest(salt, facts or {}),
    )
    entry.hash = _chained(head.hash, entry)
    entry.save(force_insert=True)
    JournalHead.objects.filter(pk=1).update(number=entry.number, hash=entry.hash)
    return entry


def digest(salt: str, facts: Mapping[str, Fact]) -> str:
    """Return the salted hash of the facts of an act."""
    lines = [salt, *(f"{name}={facts[name]!s}" for name in sorted(facts))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _chained(before: str, entry: JournalEntry) -> str:
    parts = (
        before,
        str(entry.number),
        entry.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(),
        str(entry.actor_id or ""),
        entry.act,
        str(entry.record_id or ""),
        entry.reason,
        entry.salt,
        entry.digest,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the journal does not hold together."""

    number: int
    what: str  # 'missing', 'changed' or 'head'


def verify() -> Iterator[Break]:
    """Yield each place where an entry is missing or was changed, reading the journal once from its beginning."""
    before, expected = "0" * 64, 1
    for entry in JournalEntry.objects.order_by("number").iterator(chunk_size=2000):
        while expected < entry.number:
            yield Break(expected, "missing")
            expected += 1
        if _chained(before, entry) != entry.hash:
            yield Break(entry.number, "changed")
        before, expected = entry.hash, entry.number + 1
    head = JournalHead.objects.get(pk=1)
    if (head.number, head.hash) != (expected - 1, before):
        yield Break(head.number, "head")
