"""Rows of the register found by what somebody types, each with the line by which it is offered and found again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, Model, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import (
    Body,
    BodyAlias,
    Collaboration,
    CollaborationAlias,
    Office,
    Party,
    PartyAlias,
    PartyKind,
    Person,
    PersonAlias,
    Seat,
)

MOST = 12
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Offered:
    """A row that fits what was typed; `told` is the line by which it is offered, and no other row found has it."""

    row: Any
    told: str


Finder = Callable[[Viewer, str], tuple[Offered, ...]]


def people_by_name(viewer: Viewer, typed: str) -> tuple[Offered, ...]:
    """Return those of whose name all words are a part, as 'Rigmor Sandhave, Fjordby Kommune'. Two queries."""
    name = typed.partition(",")[0]
    rows = Person.objects.filter(record__withdrawn_at=None, same_as=None)
    found = _found(rows, viewer, name, PersonAlias.objects.filter(person=OuterRef("pk")))
    return _told(found, with_parties(viewer, found))


def with_parties(viewer: Viewer, people: Collection[Person]) -> list[str]:
    """Return each person's line: the name, and the party for which they sat last. One query."""
    rows = Person.objects.filter(Q(pk__in=people) | Q(same_as__in=people)).order_by()
    sat = (
        Seat.objects.filter(visible(viewer), person__in=rows.values("pk"), party__isnull=False)
        .annotate(who=Coalesce("person__same_as", "person"))
        .order_by(F("valid_from").asc(nulls_first=True), "pk")
    )
    party_of = dict(sat.values_list("who", "party__name"))
    return [", ".join(filter(None, (one.name, party_of.get(one.pk)))) for one in people]


def parties_by_name(viewer: Viewer, typed: str) -> tuple[Offered, ...]:
    """Return the parties of whose name, short name or other name all words are a part. One query."""
    rows = Party.objects.filter(record__withdrawn_at=None)
    found = _found(rows, viewer, typed, PartyAlias.objects.filter(party=OuterRef("pk")), short=True)
    return _told(found, [one.name for one in found])


def regions_by_name(viewer: Viewer, typed: str) -> tuple[Offered, ...]:
    """Return the regions among them. One query."""
    return tuple(one for one in parties_by_name(viewer, typed) if one.row.kind == PartyKind.REGION)


def bodies_by_name(viewer: Viewer, typed: str) -> tuple[Offered, ...]:
    """Return the bodies of whose name all words are a part, as 'Forum for data, Sundhedsklynge Vestbælt'. One query."""
    rows = Body.objects.filter(record__withdrawn_at=None).select_related("collaboration")
    aliases = BodyAlias.objects.filter(body=OuterRef("pk"))
    found = _found(rows, viewer, typed, aliases, short=True)
    if not found:  # what follows the comma tells the collaboration
        found = _found(rows, viewer, typed.rpartition(",")[0], aliases, short=True)
    return _told(found, [told_body(one) for one in found])


def told_body(body: Body) -> str:
    """Return a body with its collaboration, where its own name does not tell it. No query where that is loaded."""
    whole = body.collaboration.name
    return body.name if whole.casefold() in body.name.casefold() else f"{body.name}, {whole}"


def collaborations_by_name(viewer: Viewer, typed: str) -> tuple[Offered, ...]:
    """Return the collaborations of whose name or other name all words are a part. One query."""
    rows = Collaboration.objects.filter(record__withdrawn_at=None)
    found = _found(rows, viewer, typed, CollaborationAlias.objects.filter(collaboration=OuterRef("pk")))
    return _told(found, [one.name for one in found])


def offices_by_name(viewer: Viewer, typed: str) -> tuple[Offered, ...]:
    """Return the offices of whose title and party all words are a part, as 'Borgmester, Fjordby Kommune'. One query."""
    words = _words(typed)
    if not words:
        return ()
    rows = Office.objects.filter(visible(viewer, record="party__record")).select_related("party")
    for word in words:
        rows = rows.filter(_has(word, "title") | _has(word, "party__name"))
    found = list(rows.order_by("title", "party__name", "pk")[:MOST])
    return _told(found, [str(one) for one in found])


def the_one(found: Sequence[Offered], typed: str) -> Any | None:
    """Return the row that was meant: the only one with this line, else the only one of this name; None: it must be asked."""
    wanted = " ".join(typed.split()).casefold()
    by_line = [one.row for one in found if one.told.casefold() == wanted]
    by_name = [one.row for one in found if str(getattr(one.row, "name", "")).casefold() == wanted]
    for rows in (by_line, by_name):
        if len(rows) == 1:
            return rows[0]
    return None


def _found(
    rows: QuerySet[Any], viewer: Viewer, typed: str, aliases: QuerySet[Any], *, short: bool = False
) -> list[Any]:
    words = _words(typed)
    if not words:
        return []
    named = _all(words, "name")
    if short:
        named |= _all(words, "short_name")
    named |= Q(Exists(aliases.filter(_all(words, "name"), withdrawn_at=None)))
    whole = " ".join(words)
    exact = Case(
        When(name__iexact=whole, then=Value(0)), When(name__istartswith=whole, then=Value(1)), default=2
    )
    return list(rows.filter(named, visible(viewer)).order_by(exact, "name", "pk")[:MOST])


def _words(typed: str) -> list[str]:
    return typed.replace(",", " ").split()[:MOST_WORDS]


def _all(words: Iterable[str], column: str) -> Q:
    fits = Q()
    for word in words:
        fits &= _has(word, column)
    return fits


def _has(word: str, column: str) -> Q:
    # SQLite folds the case of a to z only: 'østerås' would not find 'Østerås'.
    ways = {word, word.capitalize(), word.lower(), word.upper()}
    fits = Q()
    for way in ways:
        fits |= Q(**{f"{column}__icontains": way})
    return fits


def _told(rows: Sequence[Model], lines: Sequence[str]) -> tuple[Offered, ...]:
    """Return rows with their lines; two of one line are told apart by the id in their address."""
    times = Counter(line.casefold() for line in lines)
    return tuple(
        Offered(row, line if times[line.casefold()] == 1 else f"{line} ({_id(row)})")
        for row, line in zip(rows, lines, strict=True)
    )


def _id(row: Any) -> str:
    return str(row.record.public_id if hasattr(row, "record") else row.pk)
