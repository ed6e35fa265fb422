"""What a correction says in place of what is published, kept aside until it is published too. Pure: no database."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

import orjson

from roedtraad.meetings.models import PresenceKind


@dataclass(frozen=True, slots=True)
class OutcomeSaid:
    """A conclusion about a recommendation point, by its key; without one, about the item as a whole."""

    kind: str
    point: int | None = None
    is_changed: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class StatementSaid:
    """A remark in the minutes. `key`: that of its row, below zero where it has none yet."""

    key: int
    kind: str
    text: str
    person: int | None = None
    party: int | None = None


@dataclass(frozen=True, slots=True)
class ConsentSaid:
    """What a party answered."""

    party: int
    answer: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class VoteSaid:
    """A side of a ballot."""

    ballot: int
    side: str
    about: str = ""
    person: int | None = None
    as_written: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionSaid:
    """Everything that is said of what was decided under an item."""

    text: str = ""
    outcomes: tuple[OutcomeSaid, ...] = ()
    statements: tuple[StatementSaid, ...] = ()
    consents: tuple[ConsentSaid, ...] = ()
    votes: tuple[VoteSaid, ...] = ()

    def with_statement(self, kind: str, text: str, *, person: int | None, party: int | None) -> DecisionSaid:
        """Return the same with one more statement; its key is below zero."""
        key = min([0, *(one.key for one in self.statements)]) - 1
        return replace(self, statements=(*self.statements, StatementSaid(key, kind, text, person, party)))

    def with_words(self, key: int, text: str) -> DecisionSaid:
        """Return the same with another text of a statement; without words it is left out."""
        rows = (replace(one, text=text) if one.key == key else one for one in self.statements)
        return replace(self, statements=tuple(one for one in rows if one.text))

    def with_consent(self, new: ConsentSaid) -> DecisionSaid:
        """Return the same with the answer of a party in place of the one that it gave before."""
        others = (one for one in self.consents if one.party != new.party)
        return replace(self, consents=(*others, new))

    def with_ballot(self, ballot: int, votes: tuple[VoteSaid, ...]) -> DecisionSaid:
        """Return the same with a ballot in place of what was said of it before."""
        return replace(self, votes=(*(one for one in self.votes if one.ballot != ballot), *votes))


@dataclass(frozen=True, slots=True)
class RangeSaid:
    """Presence from one item to another, by their keys; without them, at the whole meeting."""

    kind: PresenceKind
    first: int | None = None
    last: int | None = None
    note: str = ""


def written(said: DecisionSaid) -> str:
    """Return it as JSON."""
    return orjson.dumps(asdict(said)).decode()


def read(text: str) -> DecisionSaid:
    """Return what `written` wrote."""
    told: dict[str, Any] = orjson.loads(text)
    return DecisionSaid(
        told["text"],
        tuple(OutcomeSaid(**one) for one in told["outcomes"]),
        tuple(StatementSaid(**one) for one in told["statements"]),
        tuple(ConsentSaid(**one) for one in told["consents"]),
        tuple(VoteSaid(**one) for one in told["votes"]),
    )


def written_ranges(said: tuple[RangeSaid, ...]) -> str:
    """Return what was said of somebody's presence as JSON."""
    return orjson.dumps([asdict(one) for one in said]).decode()


def read_ranges(text: str) -> tuple[RangeSaid, ...]:
    """Return what `written_ranges` wrote."""
    return tuple(RangeSaid(**{**one, "kind": PresenceKind(one["kind"])}) for one in orjson.loads(text))
