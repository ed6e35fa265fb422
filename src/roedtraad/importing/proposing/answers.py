"""How a choice is written: 'person:12' for a known one, 'new', 'none', 'another', 'mine', 'reader'."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NEW = "new"  # somebody or something that is not in the register yet
NONE = "none"  # nothing: the words stay words
ANOTHER = "another"  # another meeting than the known ones
MINE = "mine"  # what the person said before stays
READER = "reader"  # what the reader says now counts
DROP = "drop"  # the correction is given up


class AnswerKind(StrEnum):
    """What a key is of."""

    BODY = "body"
    COLLABORATION = "collaboration"  # a new body in this one
    PARTY = "party"
    PERSON = "person"
    MEETING = "meeting"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Answer:
    """A choice taken apart. Without a key it is one of the words above."""

    word: str
    key: int | None = None

    @classmethod
    def read(cls, written: str) -> Answer:
        """Return what was written; a key that is no number is no key."""
        word, _, number = written.partition(":")
        return cls(word, int(number) if number.isdecimal() and len(number) < 18 else None)

    def key_of(self, kind: AnswerKind) -> int | None:
        """Return the key, if it is of this kind."""
        return self.key if self.word == kind.value else None


def known(kind: AnswerKind, key: int) -> str:
    """Return how a known one is written."""
    return f"{kind.value}:{key}"
