"""A story: what hangs together with something, in the order of time, and what is missing in it. Pure values, no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from roedtraad.accounts.models import Record
from roedtraad.documents.queries import Source
from roedtraad.meetings.models import OutcomeKind
from roedtraad.thread.models import Link, ReasonKind


@dataclass(frozen=True, slots=True)
class Why:
    """A reason that the viewer may see: what it is, the words, and the record and field where they stand."""

    kind: ReasonKind
    words: str
    record: Record
    field: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A link with its reasons."""

    link: Link
    reasons: tuple[Why, ...]


class NodeKind(StrEnum):
    """What stands in a story."""

    AGREEMENT = "agreement"
    VISION = "vision"
    FOCUS_AREA = "focus_area"
    INITIATIVE = "initiative"
    CASE = "case"
    ITEM = "item"  # treated, and nothing is known to be decided
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    MONEY = "money"
    ADOPTION = "adoption"
    STATE = "state"
    MEASUREMENT = "measurement"
    EVALUATION = "evaluation"
    PROMISE = "promise"


PARTIES_RANK, MONEY_RANK, RESULTS_RANK = 100, 200, 300  # of lanes that are no levels

# What frames a story and has no day in it.
FRAME = (NodeKind.AGREEMENT, NodeKind.VISION, NodeKind.FOCUS_AREA, NodeKind.INITIATIVE, NodeKind.CASE)


@dataclass(frozen=True, slots=True)
class Lane:
    """Where something happened: a level, by its rank; parties, money and results have lanes of their own."""

    rank: int
    name: str


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in a story. `record` is what its page, or the page it stands on, is the page of.

    `source`: the words it was read from, on the record `cited`. `is_loose`: something is missing here.
    """

    key: str
    kind: NodeKind
    text: str
    on: date | None = None
    lane: Lane | None = None
    note: str = ""
    record: Record | None = None
    title: str = ""  # of the record, for its address
    place: str = ""  # 'Politisk niveau, punkt 4'
    source: Source | None = None
    cited: Record | None = None
    outcomes: tuple[OutcomeKind, ...] = ()
    is_changed: bool = False
    amount: Decimal | None = None
    value: str = ""  # of a measurement: the number with its unit; of an adoption: what came of it
    decided_by: str = ""  # of money: the key of the decision
    is_coming: bool = False
    is_loose: bool = False

    @property
    def anchor(self) -> str:
        """Return its key as it may stand in an address."""
        return self.key.replace(":", "-").replace(".", "-")


class TieKind(StrEnum):
    """What the first node is to the second. All but ABOUT and SAME follow from the records themselves."""

    ABOUT = "about"
    SAME = "same"
    LINKED = "linked"  # an initiative to another, as somebody wrote on its page
    HOLDS = "holds"  # an agreement a vision
    AIMS = "aims"  # a focus area, or an initiative, belongs under
    TREATS = "treats"  # an item, or its decision, a case
    LEADS_TO = "leads_to"  # a recommendation to a decision
    PAYS = "pays"  # a decision money, money an initiative
    ADOPTS = "adopts"
    PROMISES = "promises"
    TELLS = "tells"  # where a state, a measurement or an evaluation is known from
    OF = "of"  # a state, a measurement, an evaluation is of an initiative


@dataclass(frozen=True, slots=True)
class Tie:
    """Two nodes hang together. `link` is there where a machine or a person said so; else the records say it."""

    first: str
    second: str
    kind: TieKind
    link: Linked | None = None


class GapKind(StrEnum):
    """What can be missing, the most pressing first."""

    PROMISE = "promise"
    ADOPTION = "adoption"
    EVALUATION = "evaluation"
    UNDECIDED = "undecided"  # an evaluation is done, and what it was to lead to is not decided
    UNSPENT = "unspent"
    UNASKED = "unasked"  # money was set aside, and no party was asked to adopt its share
    UNKNOWN = "unknown"  # a party has not counted
    UNMEASURED = "unmeasured"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing: which node it is at, since when, and what it is about."""

    kind: GapKind
    text: str
    since: date | None = None
    days: int = 0
    node: str = ""
    record: Record | None = None
    title: str = ""
    amount: Decimal | None = None
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Purse:
    """Money for an initiative in a year: what was set aside, and what of it was spent."""

    initiative: int
    year: int | None
    allocated: Decimal
    spent: Decimal


@dataclass(frozen=True, slots=True)
class Story:
    """The story of a record, as a viewer may know it.

    `nodes` are in the order of their days, what frames the story first. `left_out`: so many items more belong to it,
    the oldest, which a story of this length does not show.
    """

    record: Record
    title: str
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    gaps: tuple[Gap, ...]
    purses: tuple[Purse, ...] = ()
    left_out: int = 0
    by_key: Mapping[str, Node] = field(default_factory=dict)

    @property
    def frame(self) -> tuple[Node, ...]:
        """Return what the story is about: agreement, vision, focus area, initiative, case."""
        return tuple(node for node in self.nodes if node.kind in FRAME)

    @property
    def events(self) -> tuple[Node, ...]:
        """Return what happened, in the order of time."""
        return tuple(node for node in self.nodes if node.kind not in FRAME)

    def neighbours(self, key: str) -> tuple[Node, ...]:
        """Return the nodes that hang together with one."""
        keys = {
            tie.second if tie.first == key else tie.first
            for tie in self.ties
            if key in (tie.first, tie.second)
        }
        return tuple(node for node in self.nodes if node.key in keys)


def together(nodes: Iterable[Node]) -> list[tuple[Node, ...]]:
    """Return what happened, in its order; what the parties adopted of one decision stands together.

    It stands where the first of it stands, what is missing first, then what waits.
    """
    found: dict[str, list[Node]] = {}
    for node in nodes:
        whole = f"adoptions:{node.record.pk}" if node.kind is NodeKind.ADOPTION and node.record else node.key
        found.setdefault(whole, []).append(node)
    return [
        tuple(sorted(own, key=lambda node: (not node.is_loose, not node.is_coming))) for own in found.values()
    ]


def settled(group: Iterable[Node]) -> tuple[Node, ...]:
    """Return those of what stands together that neither wait nor are missing."""
    return tuple(node for node in group if not node.is_loose and not node.is_coming)
