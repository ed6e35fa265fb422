"""What register files tell of, as frozen values. References are ids of the same register, or whole keys of another."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from roedtraad.bodies.models import Body, Collaboration, PartyKind, SeatRole


@dataclass(frozen=True, slots=True)
class LocalName:
    """What a level is called in one region."""

    region: str
    name: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class LevelEntry:
    """A level; `id` is its key ('political')."""

    id: str
    name: str
    rank: int
    local: tuple[LocalName, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """A party."""

    id: str
    name: str
    kind: PartyKind
    short_name: str = ""
    code: str = ""
    part_of: str = ""
    aliases: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()  # the health councils that it goes to, as bodies or collaborations
    first: date | None = None
    last: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class CollaborationEntry:
    """A collaboration."""

    id: str
    name: str
    kind: Collaboration.Kind
    region: str = ""
    aliases: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()  # collaborations, or bodies that stand alone
    first: date | None = None
    last: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class MembershipEntry:
    """A party in a collaboration."""

    id: str
    collaboration: str
    party: str
    first: date | None = None
    last: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """A body."""

    id: str
    name: str
    collaboration: str = ""  # empty: it stands alone, and gets a collaboration of its own name
    kind: Body.Kind = Body.Kind.STANDING
    short_name: str = ""
    level: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    shared_with: tuple[str, ...] = ()
    publishes: bool = True
    publishes_members: bool = True
    conclusion: str = ""
    first: date | None = None
    last: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person."""

    id: str
    name: str
    initials: str = ""
    email: str = ""
    telephone: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """An office of a party."""

    id: str
    party: str
    title: str


@dataclass(frozen=True, slots=True)
class HoldingEntry:
    """Who holds an office."""

    id: str
    office: str
    person: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class SeatEntry:
    """A seat, of a person or of an office."""

    id: str
    body: str
    role: SeatRole
    person: str = ""
    office: str = ""
    party: str = ""
    title: str = ""
    letter: str = ""
    deputy_for: str = ""  # the id of a seat
    deputy_order: int = 1
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """What becomes of what. An end is the id of a collaboration, a body or a party, in that order."""

    id: str
    on: date
    text: str
    originals: tuple[str, ...]
    results: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class TermsEntry:
    """A version of a body's terms of reference."""

    id: str
    body: str
    version: int
    purpose: str = ""
    tasks: str = ""
    deliverables: str = ""
    organisation: str = ""
    mandate: str = ""
    resources: str = ""
    delimitation: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A figure from outside about a party."""

    party: str
    what: str
    on: date
    value: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat as a file writes it: a person, with the office by which they sit, if they sit by one."""

    where: str
    body: str
    person: str
    person_name: str
    role: SeatRole
    party: str = ""
    title: str = ""
    letter: str = ""
    office: str = ""  # its title
    deputy_for: str = ""  # the id of a person
    deputy_order: int = 1
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """All that a set of register files tells. `ignored` are the tables that are not about the register."""

    id: str
    levels: tuple[LevelEntry, ...] = ()
    parties: tuple[PartyEntry, ...] = ()
    collaborations: tuple[CollaborationEntry, ...] = ()
    memberships: tuple[MembershipEntry, ...] = ()
    bodies: tuple[BodyEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    offices: tuple[OfficeEntry, ...] = ()
    holdings: tuple[HoldingEntry, ...] = ()
    seats: tuple[SeatEntry, ...] = ()
    changes: tuple[ChangeEntry, ...] = ()
    terms: tuple[TermsEntry, ...] = ()
    figures: tuple[FigureEntry, ...] = ()
    rows: tuple[SeatRow, ...] = ()  # before `deriving` has made seats of them
    ignored: tuple[str, ...] = field(default=())
