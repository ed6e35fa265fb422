"""Who may find records, as tokens of the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from roedtraad.accounts.models import Audience, Record
from roedtraad.search.index.entries import ADMINISTRATOR, PUBLIC


@dataclass(frozen=True, slots=True)
class Seen:
    """A record that has not been withdrawn, with the tokens of its audience."""

    public_id: str
    tokens: frozenset[str]  # PUBLIC alone where everybody may see it

    @property
    def is_public(self) -> bool:
        """Return whether everybody may see it."""
        return PUBLIC in self.tokens

    def is_within(self, other: Seen, *, except_for: Collection[str] = ()) -> bool:
        """Return whether everybody who sees this sees the other one too."""
        return other.is_public or (not self.is_public and self.tokens - frozenset(except_for) <= other.tokens)

    def as_found_by(self) -> frozenset[str]:
        """Return the tokens that stand on the entry."""
        return self.tokens | {ADMINISTRATOR}


def seen_of(pks: Collection[int]) -> Mapping[int, Seen]:
    """Return who sees each of these records; those that were withdrawn are left out. Two queries."""
    records = Record.objects.filter(pk__in=pks, withdrawn_at=None).values_list("pk", "public_id", "is_public")
    tokens: dict[int, set[str]] = defaultdict(set)
    for pk, token in Audience.objects.filter(record__in=pks).values_list("record", "token"):
        tokens[pk].add(token)
    return {
        pk: Seen(public_id, frozenset({PUBLIC}) if is_public else frozenset(tokens[pk]))
        for pk, public_id, is_public in records
    }
