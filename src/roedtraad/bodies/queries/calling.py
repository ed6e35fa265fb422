"""Who is called when somebody does not come: the deputy, then the substitutes in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Body, Seat, SeatRole
from roedtraad.bodies.queries.rosters import DEPUTY_ROLES, SEATED_ROLES, Seating, members_of


class CalledAs(StrEnum):
    """Why somebody is called, in the order in which they are."""

    APPOINTED_DEPUTY = "appointed_deputy"
    OWN_SUBSTITUTE = "own_substitute"
    PARTY_SUBSTITUTE = "party_substitute"
    BODY_SUBSTITUTE = "body_substitute"

    @property
    def label(self) -> Promise:
        """Return the reason in words."""
        return CALLED_AS[self]


CALLED_AS: dict[CalledAs, Promise] = {
    CalledAs.APPOINTED_DEPUTY: _("appointed deputy for this member"),
    CalledAs.OWN_SUBSTITUTE: _("substitute for this member"),
    CalledAs.PARTY_SUBSTITUTE: _("substitute for the party"),
    CalledAs.BODY_SUBSTITUTE: _("substitute for the body"),
}


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody who can be called, and why."""

    seating: Seating
    called_as: CalledAs


@dataclass(frozen=True, slots=True)
class CallOrder:
    """Who is called for one seat, the first first. Empty: nobody is named for it."""

    seating: Seating
    calls: tuple[Call, ...]


def call_orders(body: Body, *, on: date, viewer: Viewer) -> tuple[CallOrder, ...]:
    """Return for each seat that takes part in decisions who is called when its holder does not come. Two queries.

    First the deputy appointed for the seat, then its own substitutes in their order, then substitutes of the same
    party who are named for nobody, then those of the body who are named for no party. Whoever has a seat of their own
    in the body on that day is not called, nor is an office that nobody holds.
    """
    everybody = members_of(body, on=on, viewer=viewer).seatings
    seated = {one.person.pk for one in everybody if one.person and one.role in SEATED_ROLES}
    free = [
        one for one in everybody if one.role in DEPUTY_ROLES and one.person and one.person.pk not in seated
    ]
    return tuple(CallOrder(one, _calls(one, free)) for one in everybody if one.role in SEATED_ROLES)


def who_is_called(seat: Seat, *, on: date, viewer: Viewer) -> tuple[Call, ...]:
    """Return who is called when the holder of one seat does not come on a day. Two queries (three to load the body)."""
    orders = call_orders(seat.body, on=on, viewer=viewer)
    return next((order.calls for order in orders if seat.pk in order.seating.rows), ())


def _calls(missing: Seating, free: Sequence[Seating]) -> tuple[Call, ...]:
    calls = [
        Call(one, called_as) for one in free if (called_as := _called_as(one, missing=missing)) is not None
    ]
    order = list(CalledAs)
    calls.sort(
        key=lambda call: (order.index(call.called_as), call.seating.seat.deputy_order, call.seating.seat.pk)
    )
    once: dict[int, Call] = {}
    for call in calls:
        if call.seating.person is not None:
            once.setdefault(call.seating.person.pk, call)
    return tuple(once.values())


def _called_as(one: Seating, *, missing: Seating) -> CalledAs | None:
    named_for = one.seat.deputy_for_id
    if named_for is not None:
        if named_for not in missing.rows:
            return None
        is_deputy = one.role == SeatRole.APPOINTED_DEPUTY
        return CalledAs.APPOINTED_DEPUTY if is_deputy else CalledAs.OWN_SUBSTITUTE
    if one.party is None:
        return CalledAs.BODY_SUBSTITUTE
    return CalledAs.PARTY_SUBSTITUTE if one.party == missing.party else None
