"""People: which rows are one person, where somebody sits, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from roedtraad import danish
from roedtraad.accounts.models import User
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body, Collaboration, Office, OfficeHolding, Person, Seat, SeatBasis
from roedtraad.bodies.models.dated import standing_on, valid_on


def root_id(person: Person) -> int:
    """Return the key of the row that stands for this person. No query."""
    root: int = person.same_as_id or person.pk
    return root


def root_of(person: Person) -> Person:
    """Return the row that stands for this person. No query when `same_as` is loaded, or there is none."""
    return person.same_as or person


def is_person(person: Person, *, prefix: str = "person") -> Q:
    """Return the filter for rows about this person, under any of its rows; `prefix` is the path to the person."""
    root = root_id(person)
    return Q(**{f"{prefix}": root}) | Q(**{f"{prefix}__same_as": root})


def rows_of(person: Person) -> tuple[int, ...]:
    """Return the keys of all rows that are this person, the one that stands for it first. One query."""
    root = root_id(person)
    others = Person.objects.filter(same_as=root).order_by("pk").values_list("pk", flat=True)
    return (root, *others)


def rows_of_user(user: User) -> tuple[int, ...]:
    """Return the keys of all rows that are this user's person, the one that stands for it first. One query.

    Empty for a user who is nobody in the register.
    """
    root = Person.objects.filter(user=user).annotate(root=Coalesce("same_as", "pk")).values("root")[:1]
    rows = Person.objects.filter(Q(pk=root) | Q(same_as=root)).values_list("pk", "same_as")
    return tuple(pk for pk, _ in sorted(rows, key=lambda row: (row[1] is not None, row[0])))


def seats_of(person: Person, *, on: date) -> QuerySet[Seat]:
    """Return the seats that a person holds on a day, by name or by office, under any of its rows. One query."""
    root = root_id(person)
    return seats_of_rows(Person.objects.filter(Q(pk=root) | Q(same_as=root)), on=on)


def seats_of_rows(rows: Iterable[int] | QuerySet[Person], *, on: date) -> QuerySet[Seat]:
    """Return the seats that these rows of `Person` hold on a day. One query, by index however many seats there are."""
    offices = OfficeHolding.objects.filter(standing_on(on), person__in=rows).values("office")
    # Two indexed halves: an OR over a join makes both databases read every seat there ever was.
    by_name = Seat.objects.filter(person__in=rows).order_by().values("pk")
    by_office = Seat.objects.filter(office__in=offices).order_by().values("pk")
    held = by_name.union(by_office)
    return Seat.objects.filter(valid_on(on), pk__in=held, record__withdrawn_at=None)


@dataclass(frozen=True, slots=True)
class Tenure:
    """A stretch of days in which somebody held a seat: in their own name, or through an office."""

    seat: Seat
    valid_from: date | None
    valid_to: date | None  # the last day; None: still, as far as is known
    office: Office | None = None

    def is_valid(self, on: date) -> bool:
        """Return whether it holds on this day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


def tenures_of(person: Person, *, viewer: Viewer) -> tuple[Tenure, ...]:
    """Return every stretch in which a person held a seat that the viewer may see, newest first. Three queries."""
    rows = rows_of(person)
    seats = Seat.objects.filter(visible(viewer)).select_related(
        "body__record", "body__level", "party", "office"
    )
    tenures = [Tenure(seat, seat.valid_from, seat.valid_to) for seat in seats.filter(person__in=rows)]
    holdings = OfficeHolding.objects.filter(person__in=rows, withdrawn_at=None)
    through = seats.filter(office__holdings__in=holdings).annotate(
        held_from=F("office__holdings__valid_from"), held_to=F("office__holdings__valid_to")
    )
    for seat in through:
        first, last = _both(seat, seat.held_from, seat.held_to)
        if first is None or last is None or first <= last:
            tenures.append(Tenure(seat, first, last, seat.office))
    return tuple(sorted(tenures, key=_newest_first))


def _both(seat: Seat, held_from: date | None, held_to: date | None) -> tuple[date | None, date | None]:
    begins = [day for day in (seat.valid_from, held_from) if day is not None]
    ends = [day for day in (seat.valid_to, held_to) if day is not None]
    return max(begins, default=None), min(ends, default=None)


def _newest_first(tenure: Tenure) -> tuple[int, int, str]:
    last = (tenure.valid_to or date.max).toordinal()
    first = (tenure.valid_from or date.min).toordinal()
    return -last, -first, tenure.seat.body.name


@dataclass(frozen=True, slots=True)
class InSeveral:
    """Somebody who sits in more than one body on a day."""

    person: Person
    bodies: tuple[Body, ...]


def people_in_several_bodies(
    *, on: date, viewer: Viewer, collaboration: Collaboration | None = None
) -> tuple[InSeveral, ...]:
    """Return those who sit in two or more bodies on a day, the busiest first, as far as the viewer may see. Four queries.

    With a collaboration: those who sit in one of its bodies and in another body anywhere.
    """
    named = _sittings(Seat.objects.filter(person__isnull=False), "person", on=on, viewer=viewer)
    official = _sittings(
        Seat.objects.filter(standing_on(on, prefix="office__holdings__"), office__holdings__isnull=False),
        "office__holdings__person",
        on=on,
        viewer=viewer,
    )
    bodies: dict[int, set[int]] = {}
    for person, body in (*named, *official):
        bodies.setdefault(person, set()).add(body)
    several = {person: sitting for person, sitting in bodies.items() if len(sitting) > 1}
    return _with_rows(several, viewer=viewer, collaboration=collaboration)


def _sittings(seats: QuerySet[Seat], person: str, *, on: date, viewer: Viewer) -> Iterable[tuple[int, int]]:
    """Yield (key of the row that stands for the person, key of the body)."""
    return (
        seats.filter(valid_on(on), valid_on(on, prefix="body__"), visible(viewer))
        .annotate(who=Coalesce(f"{person}__same_as", person))
        .order_by()
        .values_list("who", "body")
        .distinct()
    )


def _with_rows(
    several: dict[int, set[int]], *, viewer: Viewer, collaboration: Collaboration | None
) -> tuple[InSeveral, ...]:
    bodies = (
        Body.objects.filter(visible(viewer))
        .select_related("collaboration", "level")
        .in_bulk(sorted(set().union(*several.values())))
    )
    people = Person.objects.filter(visible(viewer)).in_bulk(sorted(several))
    found = []
    for pk, sitting in several.items():
        seen = sorted(
            (bodies[body] for body in sitting if body in bodies),
            key=lambda body: danish.alphabetical(body.name),
        )
        here = collaboration is None or any(body.collaboration_id == collaboration.pk for body in seen)
        if pk in people and len(seen) > 1 and here:
            found.append(InSeveral(people[pk], tuple(seen)))
    return tuple(sorted(found, key=lambda one: (-len(one.bodies), danish.alphabetical(one.person.name))))


def holder_of(office: Office, *, on: date) -> Person | None:
    """Return who holds an office on a day, or None. One query."""
    holding = (
        OfficeHolding.objects.filter(standing_on(on), office=office)
        .select_related("person__same_as")
        .order_by("-valid_from")
        .first()
    )
    return root_of(holding.person) if holding else None


def unconfirmed_seats_of(viewer: Viewer, body: Body) -> tuple[Seat, ...]:
    """Return the seats of a body that only minutes showed, those seen last first, then by name. One query.

    For those who keep the body: they are asked which of them are so. Each has `person_is_visible`: a name that the
    viewer may not see is not told (`holder_told`).
    """
    rows = Seat.objects.filter(
        basis=SeatBasis.SEEN, body=body, record__withdrawn_at=None, person__isnull=False
    ).annotate(person_is_visible=visible(viewer, record="person__record"))
    known = rows.select_related("person__record", "person__same_as__record", "party")
    return tuple(known.order_by("-valid_to", "person__name", "pk"))


def count_unconfirmed(body: Body) -> int:
    """Return how many seats of a body only minutes showed. One query."""
    return Seat.objects.filter(
        basis=SeatBasis.SEEN, body=body, record__withdrawn_at=None, person__isnull=False
    ).count()


def bodies_with_unconfirmed_seats(*, viewer: Viewer) -> QuerySet[Body]:
    """Return the bodies with seats that only minutes showed, each with `unconfirmed`, their number; the most first. One query."""
    seen = Seat.objects.filter(basis=SeatBasis.SEEN, body=OuterRef("pk"), record__withdrawn_at=None)
    number = seen.order_by().values("body").annotate(number=Count("pk")).values("number")
    # Of each body by index: together they would read every seat there ever was.
    bodies = Body.objects.annotate(unconfirmed=Subquery(number))
    return bodies.filter(visible(viewer), unconfirmed__gt=0).order_by("-unconfirmed", "pk")
