"""The rows that came from register files before, by their keys; and what a register names that is nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from django.utils.translation import gettext as _

from roedtraad.bodies.models import (
    Body,
    BodySharing,
    ChangeEvent,
    Collaboration,
    CollaborationMember,
    Level,
    Office,
    OfficeHolding,
    Party,
    Person,
    RegisterRow,
    Seat,
    TermsOfReference,
)
from roedtraad.bodies.models.dated import FromRegister
from roedtraad.bodies.queries.lineage import Changed
from roedtraad.bodies.register import SHIPPED, Problem, Register, read_register
from roedtraad.bodies.register.entries import LevelEntry
from roedtraad.bodies.register.references import BODY, COLLABORATION, PARTY, is_foreign, references

Row = TypeVar("Row", bound=FromRegister)


@dataclass(slots=True)
class Known:
    """Rows by key, of this register and of every other; a load adds its own."""

    register: str
    parties: dict[str, Party] = field(default_factory=dict)
    collaborations: dict[str, Collaboration] = field(default_factory=dict)
    memberships: dict[str, CollaborationMember] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    sharings: dict[str, BodySharing] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    holdings: dict[str, OfficeHolding] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    changes: dict[str, ChangeEvent] = field(default_factory=dict)
    terms: dict[str, TermsOfReference] = field(default_factory=dict)
    levels: dict[str, Level] = field(default_factory=dict)
    said: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, register: str) -> Known:
        """Return what is known before a load. Fourteen queries."""
        return cls(
            register=register,
            parties=_by_key(Party, "record"),
            collaborations=_by_key(Collaboration, "record"),
            memberships=_by_key(CollaborationMember, "collaboration__record"),
            bodies=_by_key(Body, "record", "collaboration"),
            sharings=_by_key(BodySharing, "body__record"),
            people=_by_key(Person, "record", "same_as"),
            offices=_by_key(Office, "party__record"),
            holdings=_by_key(OfficeHolding, "person__record"),
            seats=_by_key(Seat, "record"),
            changes=_by_key(ChangeEvent),
            terms=_by_key(TermsOfReference, "body__record"),
            levels={level.key: level for level in Level.objects.all()},
            said={row.key: row.values for row in RegisterRow.objects.filter(key__startswith=f"{register}:")},
        )

    def key(self, word: str, reference: str) -> str:
        """Return the whole key that a reference names."""
        return reference if is_foreign(reference) else f"{self.register}:{word}:{reference}"

    def party(self, reference: str) -> Party | None:
        """Return the party that a reference names; None for no reference."""
        return self.parties[self.key(PARTY, reference)] if reference else None

    def collaboration(self, reference: str) -> Collaboration:
        """Return the collaboration that a reference names."""
        return self.collaborations[self.key(COLLABORATION, reference)]

    def body(self, reference: str) -> Body | None:
        """Return the body that a reference names; None for no reference."""
        return self.bodies[self.key(BODY, reference)] if reference else None

    def thing(self, reference: str) -> Changed:
        """Return what an end of a change names: a collaboration, a body or a party, in that order."""
        found = (
            self.collaborations.get(self.key(COLLABORATION, reference))
            or self.bodies.get(self.key(BODY, reference))
            or self.parties.get(self.key(PARTY, reference))
        )
        if found is None:
            raise LookupError(reference)  # `strangers` has looked before
        return found


def _by_key(model: type[Row], *related: str) -> dict[str, Row]:
    rows = model._default_manager.filter(register_key__isnull=False)
    return {row.register_key or "": row for row in (rows.select_related(*related) if related else rows)}


def strangers(register: Register, known: Known) -> Iterator[Problem]:
    """Yield what a register names in other registers that is not in the database, and codes that others have."""
    keys = known.parties.keys() | known.collaborations.keys() | known.bodies.keys() | known.people.keys()
    for _word, owner, reference in references(register):
        if is_foreign(reference) and reference not in keys:
            yield Problem(owner, _("names “%(key)s”, which has not been loaded.") % {"key": reference})
    codes = {party.code: party for party in known.parties.values() if party.code}
    for entry in register.parties:
        other = codes.get(entry.code)
        if other is not None and other.register_key != known.key(PARTY, entry.id):
            yield Problem(
                f"part {entry.id}",
                _("has the code of %(party)s. Write “%(key)s” where you mean that party.")
                % {"party": other.name, "key": other.register_key},
            )
    levels = (
        {level.id for level in register.levels} | known.levels.keys() | {one.id for one in shipped_levels()}
    )
    for body in register.bodies:
        if body.level and body.level not in levels:
            yield Problem(f"organ {body.id}", _("there is no level “%(level)s”.") % {"level": body.level})


@cache
def shipped_levels() -> tuple[LevelEntry, ...]:
    """Return the levels that the program comes with: any register may use them. Read from the files once."""
    register = read_register(SHIPPED)
    return register.levels if isinstance(register, Register) else ()
