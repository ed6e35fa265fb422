"""The values of a proposal: what is taken for each name, what else it could be, and what a person is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roedtraad.bodies.models import Body, Collaboration, Party, PartyKind, Person
from roedtraad.importing.models import Weight
from roedtraad.importing.proposing.answers import NEW, Answer, AnswerKind
from roedtraad.importing.sheet.things import Spans, folded


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that can be answered: `answer` is its code, `score` 0–100 (None where nothing is compared)."""

    answer: str
    label: str
    score: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Words of the document, and what is taken for them.

    `chosen` is a code as in `Candidate.answer`; '' where nothing can be taken before a person has said it.
    `is_answered`: a person chose it. `is_certain`: nobody needs to look.
    """

    words: str
    chosen: str
    label: str = ""
    candidates: tuple[Candidate, ...] = ()
    is_certain: bool = False
    is_answered: bool = False

    @property
    def is_new(self) -> bool:
        """Return whether something is made in the register when the draft is accepted."""
        word = Answer.read(self.chosen).word
        return word in (NEW, AnswerKind.COLLABORATION)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. `code` and `key` name it, whatever the reading; `ref` is the thing that it is about."""

    code: str
    key: str
    weight: Weight
    message: str
    ref: str = ""
    spans: Spans = ()
    candidates: tuple[Candidate, ...] = ()
    chosen: str = ""  # what is taken meanwhile

    @property
    def blocks(self) -> bool:
        """Return whether nothing is accepted before it is answered."""
        return self.weight == Weight.BLOCKS


@dataclass(frozen=True, slots=True)
class NewBody:
    """A body to be founded: its name, level and collaboration; without `collaboration_id` that is founded too."""

    name: str
    level_key: str
    collaboration_id: int | None
    collaboration_name: str = ""


@dataclass(slots=True)
class Rows:
    """The rows of the register that the choices name, by key."""

    bodies: dict[int, Body] = field(default_factory=dict)
    collaborations: dict[int, Collaboration] = field(default_factory=dict)
    parties: dict[int, Party] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What names mean, by the name in small letters; what items treat, by ref; and the questions, the heaviest first."""

    body: Match
    new_body: NewBody | None
    meeting: Match
    joint_body_ids: tuple[int, ...] = ()
    people: Mapping[str, Match] = field(default_factory=dict)
    parties: Mapping[str, Match] = field(default_factory=dict)
    new_parties: Mapping[str, PartyKind] = field(default_factory=dict)
    cases: Mapping[str, Match] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    rows: Rows = field(default_factory=Rows)

    @property
    def body_row(self) -> Body | None:
        """Return the known body that is taken."""
        key = Answer.read(self.body.chosen).key_of(AnswerKind.BODY)
        return self.rows.bodies.get(key) if key is not None else None

    @property
    def blocking(self) -> tuple[Asked, ...]:
        """Return the questions that must be answered first."""
        return tuple(one for one in self.asked if one.blocks)

    @property
    def is_unproblematic(self) -> bool:
        """Return whether it can be accepted with many others: nothing to answer, nothing to look at."""
        return all(one.weight == Weight.NOTE for one in self.asked)

    def person(self, name: str) -> Match | None:
        """Return what a name means."""
        return self.people.get(folded(name))

    def party(self, words: str) -> Match | None:
        """Return what an affiliation means."""
        return self.parties.get(folded(words))
