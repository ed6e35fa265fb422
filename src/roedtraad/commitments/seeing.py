"""Who sees a promise: whoever sees the decision that gave it (`meetings.audience`), and whoever has to act on it.

Those who have to act are its owners, and secretariat and chairs of the bodies that owe it, are owed it, or at whose
meeting it is due. They see it before the minutes are published; one from a closed item they see only if they see
what was decided there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.bodies.models import Seat, SeatBasis
from roedtraad.bodies.queries.people import seats_of_rows
from roedtraad.commitments.models import Owner, Recipient


@dataclass(frozen=True, slots=True)
class Acting:
    """For whom a viewer acts on their day: themselves, bodies they lead or keep, parties for which they sit."""

    viewer: Viewer
    person_ids: frozenset[int]
    body_ids: frozenset[int]
    party_ids: frozenset[int]

    def is_one_of(self, owner: Owner) -> bool:
        """Return whether they act for an owner."""
        return (
            owner.person_id in self.person_ids
            or owner.body_id in self.body_ids
            or owner.party_id in self.party_ids
        )

    @property
    def owned(self) -> Q:
        """Return the filter over `Owner` for those they act for."""
        return Q(released_on__isnull=True) & (
            Q(person__in=self.person_ids) | Q(body__in=self.body_ids) | Q(party__in=self.party_ids)
        )


def acting_for(viewer: Viewer) -> Acting:
    """Return for whom a viewer acts. One query; none for somebody who is not in the register.

    A party is represented by those who sit for it in some body on that day, by name or by office; a seat that only
    minutes showed does not count.
    """
    people = ids_of(viewer, Circle.PERSON)
    parties: Iterable[int] = ()
    if people:
        seats = seats_of_rows(people, on=viewer.on).filter(basis=SeatBasis.ENTERED)
        parties = _parties(seats)
    bodies = ids_of(viewer, Circle.CHAIRS) | ids_of(viewer, Circle.SECRETARIAT)
    return Acting(viewer, people, bodies, frozenset(parties))


def ids_of(viewer: Viewer, circle: Circle) -> frozenset[int]:
    """Return the keys in the viewer's tokens of one kind."""
    prefix = f"{circle.value}:"
    return frozenset(int(token[len(prefix) :]) for token in viewer.tokens if token.startswith(prefix))


def seen_commitments(acting: Acting) -> Q:
    """Return the filter over `Commitment` for those that a viewer may see. No query of its own."""
    standing = Q(record__withdrawn_at__isnull=True)
    seen = visible(acting.viewer)
    if acting.viewer.is_administrator or not (acting.person_ids or acting.body_ids):
        return seen
    owed_by = Owner.objects.filter(acting.owned, commitment=OuterRef("pk"))
    owed_to = Recipient.objects.filter(body__in=acting.body_ids, commitment=OuterRef("pk"))
    concerned = Q(due_body__in=acting.body_ids) | Q(Exists(owed_by)) | Q(Exists(owed_to))
    return seen | (standing & Q(item__is_closed=False, item__record__withdrawn_at__isnull=True) & concerned)


def _parties(seats: Iterable[Seat]) -> set[int]:
    return {seat.party_id for seat in seats if seat.party_id is not None}
