"""Those who owe and are owed, as columns."""

from __future__ import annotations

from typing import TypedDict

from roedtraad.commitments.facts import Named
from roedtraad.meetings.wording import cut


class NamedColumns(TypedDict):
    """The columns that `Owner` and `Recipient` share."""

    person_id: int | None
    body_id: int | None
    party_id: int | None
    as_written: str


def named_columns(one: Named) -> NamedColumns:
    """Return who is named, as the columns of a row."""
    return NamedColumns(
        person_id=one.person_id,
        body_id=one.body_id,
        party_id=one.party_id,
        as_written=cut(one.as_written, 200),
    )
