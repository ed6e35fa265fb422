"""The names that a document's names are compared with: found by key, however many people there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from roedtraad.bodies.matching.folding import name_keys
from roedtraad.bodies.models import Body, NameKey, OfficeHolding, Person, PersonAlias, Seat


class KnownName(NamedTuple):
    """One name of one person. `root` is the key of the row that stands for the person."""

    root: int
    name: str
    is_alias: bool  # not the name on the row that stands for the person


@dataclass(frozen=True, slots=True)
class Known:
    """The names that may be meant: `near` belong to people of the body, the others are found by key."""

    near: tuple[KnownName, ...]
    rows: dict[str, set[int]]  # key → rows of people who have it
    names: dict[int, list[KnownName]]  # row → its names

    def under(self, name: str) -> Iterable[KnownName]:
        """Yield each known name of those who share a key with this one, in an order that does not change."""
        found = set().union(*(self.rows.get(key, ()) for key in name_keys(name)))
        return (one for row in sorted(found) for one in self.names[row])


def known_as(*, names: Sequence[str], body: Body | None) -> Known:
    """Return the known names that may be meant by these. Five queries at most.

    Rows whose keys have not been made yet (something else than our actions saved them) are compared all the same.
    """
    keys = sorted({key for name in names for key in name_keys(name)})
    found = NameKey.objects.filter(key__in=keys)
    known = Known(tuple(_near(body)) if body else (), {}, {})
    rows = found.values_list("key", "person", "person__same_as", "person__name")
    for key, row, same_as, name in rows:
        known.rows.setdefault(key, set()).add(row)
        if row not in known.names:
            known.names[row] = [KnownName(same_as or row, name, same_as is not None)]
    aliases = PersonAlias.objects.filter(person__in=found.values("person"), withdrawn_at=None)
    for row, one in _aliases(aliases):
        known.names[row].append(one)
    _add_without_keys(known)
    return known


def _add_without_keys(known: Known) -> None:
    changed = ~Q(indexed_as=F("name"))
    people = Person.objects.filter(changed)
    aliases = PersonAlias.objects.filter(changed, withdrawn_at=None)
    for row, one in (*_own_names(people), *_aliases(aliases)):
        known.names.setdefault(row, []).append(one)
        for key in name_keys(one.name):
            known.rows.setdefault(key, set()).add(row)


def _own_names(people: QuerySet[Person]) -> Iterable[tuple[int, KnownName]]:
    rows = people.values_list("pk", "same_as", "name")
    return ((pk, KnownName(same_as or pk, name, same_as is not None)) for pk, same_as, name in rows)


def _aliases(aliases: QuerySet[PersonAlias]) -> Iterable[tuple[int, KnownName]]:
    rows = aliases.values_list("person", "person__same_as", "name")
    return ((pk, KnownName(same_as or pk, name, True)) for pk, same_as, name in rows)


def _near(body: Body) -> Iterable[KnownName]:
    by_name = Seat.objects.filter(body=body, person__isnull=False, record__withdrawn_at=None).values("person")
    by_office = OfficeHolding.objects.filter(office__seats__body=body, withdrawn_at=None).values("person")
    people = Person.objects.filter(Q(pk__in=by_name) | Q(pk__in=by_office))
    return (one for _, one in _own_names(people))


def people_by_root(roots: Sequence[int]) -> dict[int, Person]:
    """Return the people that stand for themselves and have not been withdrawn. One query."""
    found = Person.objects.filter(pk__in=roots, record__withdrawn_at=None)
    return {person.pk: person for person in found}
