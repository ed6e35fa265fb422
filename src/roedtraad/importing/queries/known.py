"""People, parties and bodies of the register found by what somebody types: answers that nothing in the draft suggested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import (
    Body,
    BodyAlias,
    Party,
    PartyAlias,
    PartyKind,
    Person,
    PersonAlias,
    Seat,
)
from roedtraad.importing.proposing import AnswerKind, Candidate
from roedtraad.importing.proposing.answers import known

MOST = 12
MOST_NAMED = 200  # rows, before it is asked who may be seen
MOST_WORDS = 6
Row = TypeVar("Row", bound=Model)


def known_by_name(viewer: Viewer, kind: AnswerKind, typed: str) -> tuple[Candidate, ...]:
    """Return those whom all the words are a part of the name of, or of one of their other names, by name.

    The reason says what tells two of one name apart: where a person sits, the collaboration of a body. Nobody is found
    whom the viewer may not see. Four queries at most.
    """
    words = typed.split()[:MOST_WORDS]
    if not words:
        return ()
    if kind is AnswerKind.PERSON:
        return _people(viewer, words)
    if kind is AnswerKind.PARTY:
        return tuple(
            Candidate(known(kind, one.pk), one.name, reason=str(PartyKind(one.kind).label))
            for one in _found(
                Party.objects.all(), PartyAlias.objects.filter(party=OuterRef("pk")), viewer, words
            )
        )
    if kind is AnswerKind.BODY:
        rows = Body.objects.select_related("collaboration")
        return tuple(
            Candidate(known(kind, one.pk), one.name, reason=one.collaboration.name)
            for one in _found(rows, BodyAlias.objects.filter(body=OuterRef("pk")), viewer, words)
        )
    return ()


def _found(
    rows: QuerySet[Row], aliases: QuerySet[Model], viewer: Viewer, words: Collection[str]
) -> QuerySet[Row]:
    standing = aliases.filter(withdrawn_at=None)
    named = _has(words) | _has(words, "short_name") | Q(Exists(standing.filter(_has(words))))
    return rows.filter(named, visible(viewer)).order_by("name", "pk")[:MOST]


def _people(viewer: Viewer, words: Collection[str]) -> tuple[Candidate, ...]:
    aliases = PersonAlias.objects.filter(person=OuterRef("pk"), withdrawn_at=None)
    named = Person.objects.filter(_has(words) | Q(Exists(aliases.filter(_has(words)))), visible(viewer))
    # A row that is somebody else under another name leads to the one that stands for them.
    ids = {root or pk for pk, root in named.order_by("name", "pk").values_list("pk", "same_as")[:MOST_NAMED]}
    rows = list(Person.objects.filter(visible(viewer), pk__in=ids).order_by("name", "pk")[:MOST])
    sits = _seats(viewer, [one.pk for one in rows])
    return tuple(
        Candidate(known(AnswerKind.PERSON, one.pk), one.name, reason=", ".join(sits[one.pk])) for one in rows
    )


def _seats(viewer: Viewer, people: Collection[int]) -> dict[int, list[str]]:
    """Return the party and the body of each person's newest seat that the viewer may see. One query."""
    seats = (
        Seat.objects.filter(visible(viewer), person__in=people)
        .order_by("person", "valid_from", "pk")
        .values_list("person", "party__name", "body__name")
    )
    found: dict[int, list[str]] = defaultdict(list)
    for pk, *names in seats:
        found[pk or 0] = [name for name in names if name]
    return found


def _has(words: Collection[str], field: str = "name") -> Q:
    """Return the condition that each word is a part of the name. SQLite knows no small å for a great one: both are asked for."""
    every = Q()
    for word in words:
        every &= Q(**{f"{field}__icontains": word}) | Q(**{f"{field}__icontains": word.capitalize()})
    return every
