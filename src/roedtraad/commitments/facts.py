"""What somebody says of a promise before it is recorded. Frozen values without rows, keys already matched."""

from __future__ import annotations

from dataclasses import dataclass

from roedtraad.commitments.due import DueTold
from roedtraad.commitments.models import FollowUp
from roedtraad.meetings.facts import Cited


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who owes, or is owed: a person, a body or a party by key, or as written where nobody was matched.

    `as_written` may stand beside a key: how the minutes put it.
    """

    as_written: str = ""
    person_id: int | None = None
    body_id: int | None = None
    party_id: int | None = None

    def __post_init__(self) -> None:
        """Refuse a row that names nobody, or two."""
        keys = [key for key in (self.person_id, self.body_id, self.party_id) if key is not None]
        if len(keys) > 1 or not (keys or self.as_written.strip()):
            raise ValueError("somebody is one person, body or party, or is told in words")


NOT_TOLD = DueTold()


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised. `kind` None: it is read from the words. `is_each`: each owner answers for themselves."""

    text: str
    owners: tuple[Named, ...] = ()
    recipients: tuple[Named, ...] = ()
    kind: FollowUp | None = None
    due: DueTold = NOT_TOLD
    is_each: bool = False
    after_id: int | None = None


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    """A promise that a document tells of. `citations` count in the reading that `record_commitments` is given.

    Their fields: 'text', 'due', 'owner.<n>' and 'recipient.<n>', n from 1.
    """

    item_id: int
    promise: Promise
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that a promise was kept, or what came of it: a record, a citation, words, or all of these."""

    text: str = ""
    record_id: int | None = None
    citation_id: int | None = None


NOTHING = Evidence()
