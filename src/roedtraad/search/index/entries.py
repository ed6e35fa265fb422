"""What is put into the index for one record, and the card by which a result is shown. Pure values."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson

PUBLIC = "public"  # the token that everybody holds
ADMINISTRATOR = "administrator"  # stands on every entry


@dataclass(frozen=True, slots=True)
class Card:
    """What a result shows. Everything in it may be read by all who may find the entry; texts are in NFC."""

    public_id: str
    title: str
    number: str = ""  # of the item, as printed
    day: date | None = None
    body_ids: tuple[int, ...] = ()  # the host first
    outcomes: tuple[str, ...] = ()
    is_closed: bool = False
    lead: str = ""  # what was decided
    texts: tuple[str, ...] = ()
    page_starts: tuple[int, ...] = ()  # where the pages of a file begin in its text, the last of `texts`
    document_id: str = ""  # the public id of that file

    def as_bytes(self) -> bytes:
        """Return the card as the index keeps it."""
        return orjson.dumps(self)

    @classmethod
    def of_bytes(cls, kept: bytes) -> Card:
        """Return the card that `as_bytes` gave."""
        row: dict[str, Any] = orjson.loads(kept)
        day = row.pop("day")
        listed = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
        return cls(**{**row, **listed, "day": date.fromisoformat(day) if day else None})


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in the index. `seen` are the tokens of those who may find it, PUBLIC among them for everybody."""

    pk: int
    kind: str
    seen: frozenset[str]
    card: Card
    level_keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # other names of the same thing: count as title, are not shown
    more: tuple[str, ...] = ()  # searched, not shown: a date in words, the name of the body
    weight: float = field(default=1.0)  # how much a hit of this kind counts beside others

    @property
    def is_public(self) -> bool:
        """Return whether everybody may find it."""
        return PUBLIC in self.seen

    def fingerprint(self) -> str:
        """Return a digest of all that is in the index of this entry: two are equal if their fingerprints are."""
        row = orjson.dumps(self, default=sorted)  # a set has no order of its own
        return hashlib.blake2b(row, digest_size=12).hexdigest()
