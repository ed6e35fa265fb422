"""What is odd in a body and yet allowed: a third chair, a vacant office, a party that takes no part. Never refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Body, Party, SeatRole
from roedtraad.bodies.queries.parties import members_in
from roedtraad.bodies.queries.rosters import CHAIR_ROLES, SEATED_ROLES, Roster, Seating, members_of


class OddityCode(StrEnum):
    """The kinds of oddity."""

    NO_CHAIR = "no_chair"
    THIRD_CHAIR = "third_chair"
    CHAIR_BESIDE_CO_CHAIRS = "chair_beside_co_chairs"
    CO_CHAIRS_OF_ONE_SIDE = "co_chairs_of_one_side"
    VACANT_OFFICE = "vacant_office"
    TWO_HOLDERS = "two_holders"
    PARTY_NOT_IN_COLLABORATION = "party_not_in_collaboration"
    SEAT_AFTER_THE_BODY = "seat_after_the_body"
    DEPUTY_FOR_NOBODY = "deputy_for_nobody"


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something that a secretary should look at: a sentence, and the seat it is about, if it is about one."""

    code: OddityCode
    sentence: str | Promise
    seating: Seating | None = None


def oddities_of(body: Body, *, on: date, viewer: Viewer) -> tuple[Oddity, ...]:
    """Return what is odd in a body on a day, in an order that does not change. Three queries."""
    roster = members_of(body, on=on, viewer=viewer)
    if not roster.seatings:
        return ()
    members = tuple(members_in(body.collaboration, on=on))
    return (*_of_chairs(roster), *_of_seats(roster, members=members))


def _of_chairs(roster: Roster) -> Iterator[Oddity]:
    roles = Counter(one.role for one in roster.chairs)
    if not roles:
        yield Oddity(OddityCode.NO_CHAIR, _("The body has no chair on this day."))
    if len(roster.chairs) > 2:
        yield Oddity(OddityCode.THIRD_CHAIR, _("The body has more than two chairs on this day."))
    if len(roles) > 1:
        yield Oddity(
            OddityCode.CHAIR_BESIDE_CO_CHAIRS,
            _("The body has both a chair and a co-chair. Two equal chairs are both co-chairs."),
        )
    sides = {one.side for one in roster.chairs}
    if roles[SeatRole.CO_CHAIR] == 2 and len(sides) == 1:
        yield Oddity(OddityCode.CO_CHAIRS_OF_ONE_SIDE, _("Both chairs come from the same side."))


def _of_seats(roster: Roster, *, members: tuple[Party, ...]) -> Iterator[Oddity]:
    end = roster.body.valid_to
    taking_part = {party.pk for party in members}
    holders = Counter(one.seat.pk for one in roster.seatings)
    sitting = frozenset().union(*(one.rows for one in roster.seatings))
    for one in roster.seatings:
        if one.person is None and one.seat.office_id is not None:
            yield Oddity(OddityCode.VACANT_OFFICE, _("Nobody is known to hold this office on this day."), one)
        if holders[one.seat.pk] > 1:
            yield Oddity(OddityCode.TWO_HOLDERS, _("Two people hold this office on the same day."), one)
        deciding = one.role in (*CHAIR_ROLES, SeatRole.VICE_CHAIR, SeatRole.MEMBER)
        if deciding and one.party and taking_part and not {one.party.pk, one.party.part_of_id} & taking_part:
            yield Oddity(
                OddityCode.PARTY_NOT_IN_COLLABORATION,
                _("The party does not take part in the collaboration on this day."),
                one,
            )
        if end is not None and (one.seat.valid_to is None or one.seat.valid_to > end):
            yield Oddity(OddityCode.SEAT_AFTER_THE_BODY, _("The seat lasts longer than the body."), one)
        named_for = one.seat.deputy_for_id
        if named_for is not None and named_for not in sitting and one.role not in SEATED_ROLES:
            yield Oddity(
                OddityCode.DEPUTY_FOR_NOBODY, _("The member whom this person is deputy for has left."), one
            )
