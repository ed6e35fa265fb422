"""What every name of a draft has become, as keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roedtraad.bodies.models import SeatRole
from roedtraad.importing.sheet.things import Field, Sheet, Spans, Thing, folded
from roedtraad.meetings.facts import Cited


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the list: the key, the party, and the seat that they hold in the body on the day."""

    person_id: int
    party_id: int | None = None
    seat_id: int | None = None
    role: SeatRole | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The keys behind the words of a sheet; names and affiliations in small letters, cases by the ref of their item.

    `levels` leads from the key of a level to the body of the collaboration that stands on it.
    """

    sheet: Sheet
    text_id: int
    document_id: int
    body_id: int
    people: Mapping[str, Known] = field(default_factory=dict)
    parties: Mapping[str, int] = field(default_factory=dict)
    cases: Mapping[str, int] = field(default_factory=dict)
    case_numbers: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    joint_body_ids: tuple[int, ...] = ()
    is_joint: bool = False
    meeting_id: int | None = None
    is_another: bool = False

    def person(self, name: str) -> Known | None:
        """Return whom a name means."""
        return self.people.get(folded(name))

    def party(self, words: str) -> int | None:
        """Return which party an affiliation means."""
        return self.parties.get(folded(words))

    def cited(self, name: str, spans: Spans) -> tuple[Cited, ...]:
        """Return the citation of a fact, none where it stands nowhere."""
        kept = tuple((start, end) for start, end in spans if start < end)
        if not kept:
            return ()
        return (Cited(name, kept, self.sheet.page_of(kept[0][0]), self.sheet.quote(kept)),)

    def citations(self, thing: Thing, facts: Mapping[Field, str]) -> tuple[Cited, ...]:
        """Return the citations of a thing's values that have any, under the names of their facts."""
        return tuple(
            cited
            for value_of, name in facts.items()
            if (value := thing.said(value_of)) is not None and value.value
            for cited in self.cited(name, value.spans)
        )
