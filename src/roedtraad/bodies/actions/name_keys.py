"""The keys by which `matching` finds people: made whenever a name is saved, and anew from nothing at any time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F, Q

from roedtraad.bodies.matching.folding import name_keys
from roedtraad.bodies.models import NameKey, Person, PersonAlias

AT_ONCE = 500  # people


def make_keys(people: Sequence[int]) -> None:
    """Make the keys of these people from their names, in the caller's transaction. Six queries for up to 500 people."""
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    aliases = list(
        PersonAlias.objects.filter(person__in=people, withdrawn_at=None).values_list("person", "name")
    )
    keys = {(pk, key) for pk, name in (*names.items(), *aliases) for key in name_keys(name)}
    NameKey.objects.filter(person__in=people).delete()
    NameKey.objects.bulk_create(NameKey(person_id=pk, key=key) for pk, key in sorted(keys))
    Person.objects.filter(pk__in=people).update(indexed_as=F("name"))
    PersonAlias.objects.filter(person__in=people).update(indexed_as=F("name"))


def make_missing_keys() -> int:
    """Make the keys of everybody whose names were saved by something else than our actions; return how many people.

    Matching finds them without keys too, only slower.
    """
    changed = ~Q(indexed_as=F("name"))
    missing = sorted(
        {
            *Person.objects.filter(changed).values_list("pk", flat=True),
            *PersonAlias.objects.filter(changed, withdrawn_at=None).values_list("person", flat=True),
        }
    )
    for batch in _batches(missing):
        with transaction.atomic():
            make_keys(batch)
    return len(missing)


def _batches(people: Sequence[int]) -> Iterable[Sequence[int]]:
    return (people[at : at + AT_ONCE] for at in range(0, len(people), AT_ONCE))
