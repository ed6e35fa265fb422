"""People, parties, bodies and collaborations as entries: their names, and what a body is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from roedtraad.accounts.models import RecordKind
from roedtraad.bodies.models import (
    Body,
    BodyAlias,
    Collaboration,
    CollaborationAlias,
    Party,
    PartyAlias,
    Person,
    PersonAlias,
    TermsOfReference,
)
from roedtraad.search.collecting.seeing import Seen, seen_of
from roedtraad.search.collecting.texts import Texts
from roedtraad.search.collecting.weights import weight
from roedtraad.search.index.entries import Card, Entry

PARTS_OF_TERMS = ("purpose", "tasks", "deliverables", "organisation", "mandate", "resources", "delimitation")


def people(seen: Mapping[int, Seen], texts: Texts) -> Iterator[Entry]:
    """Yield the entries of these people; a row that says it is another one has none. Five queries.

    A name that only another row has counts if everybody who sees the person may see that row.
    """
    rows = list(Person.objects.filter(pk__in=seen, same_as=None))
    duplicates = list(Person.objects.filter(same_as__in=seen).order_by("pk"))
    known = seen_of([row.pk for row in duplicates])
    roots = {row.pk: row.pk for row in rows}
    for row in duplicates:
        root: int = row.same_as_id or row.pk
        if root in roots and row.pk in known and seen[root].is_within(known[row.pk]):
            roots[row.pk] = root
    names: dict[int, list[str]] = defaultdict(list)
    for row in (*rows, *duplicates):
        if row.pk in roots:
            names[roots[row.pk]] += [row.name, row.initials]
    for pk, name in (
        PersonAlias.objects.filter(person__in=roots, withdrawn_at=None)
        .order_by("pk")
        .values_list("person", "name")
    ):
        names[roots[pk]].append(name)
    for row in rows:
        yield _named(RecordKind.PERSON, row.pk, row.name, names[row.pk], seen, texts)


def parties(seen: Mapping[int, Seen], texts: Texts) -> Iterator[Entry]:
    """Yield the entries of these parties. Two queries."""
    names: dict[int, list[str]] = defaultdict(list)
    for pk, name in (
        PartyAlias.objects.filter(party__in=seen, withdrawn_at=None)
        .order_by("pk")
        .values_list("party", "name")
    ):
        names[pk].append(name)
    for row in Party.objects.filter(pk__in=seen):
        yield _named(RecordKind.PARTY, row.pk, row.name, [row.short_name, *names[row.pk]], seen, texts)


def collaborations(seen: Mapping[int, Seen], texts: Texts) -> Iterator[Entry]:
    """Yield the entries of these collaborations. Two queries."""
    names: dict[int, list[str]] = defaultdict(list)
    for pk, name in (
        CollaborationAlias.objects.filter(collaboration__in=seen, withdrawn_at=None)
        .order_by("pk")
        .values_list("collaboration", "name")
    ):
        names[pk].append(name)
    for row in Collaboration.objects.filter(pk__in=seen):
        yield _named(RecordKind.COLLABORATION, row.pk, row.name, names[row.pk], seen, texts)


def bodies(seen: Mapping[int, Seen], texts: Texts) -> Iterator[Entry]:
    """Yield the entries of these bodies, with their terms of reference that are no drafts. Three queries."""
    names: dict[int, list[str]] = defaultdict(list)
    for pk, name in (
        BodyAlias.objects.filter(body__in=seen, withdrawn_at=None).order_by("pk").values_list("body", "name")
    ):
        names[pk].append(name)
    terms: dict[int, list[str]] = defaultdict(list)
    for pk, *values in (
        TermsOfReference.objects.filter(body__in=seen, is_draft=False)
        .order_by("-version")
        .values_list("body", *PARTS_OF_TERMS)
    ):
        terms[pk] += [value for value in values if value not in terms[pk]]
    for row in Body.objects.filter(pk__in=seen).select_related("level"):
        yield Entry(
            pk=row.pk,
            kind=RecordKind.BODY,
            seen=seen[row.pk].as_found_by(),
            card=Card(
                public_id=seen[row.pk].public_id,
                title=texts.shown(row.name, row.pk),
                body_ids=(row.pk,),
                texts=texts.all_shown((row.conclusion, *terms[row.pk]), row.pk),
            ),
            level_keys=(row.level.key,) if row.level else (),
            names=_others(row.name, (row.short_name, *names[row.pk]), row.pk, texts),
            weight=weight(RecordKind.BODY),
        )


def _named(
    kind: RecordKind, pk: int, name: str, others: list[str], seen: Mapping[int, Seen], texts: Texts
) -> Entry:
    return Entry(
        pk=pk,
        kind=kind,
        seen=seen[pk].as_found_by(),
        card=Card(public_id=seen[pk].public_id, title=texts.shown(name, pk)),
        names=_others(name, others, pk, texts),
        weight=weight(kind),
    )


def _others(name: str, others: tuple[str, ...] | list[str], pk: int, texts: Texts) -> tuple[str, ...]:
    return texts.all_shown(dict.fromkeys(one for one in others if one and one != name), pk)
