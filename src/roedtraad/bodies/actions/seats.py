"""Seats: given to a person or to an office, ended, passed on, put right."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal, records
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies import policy
from roedtraad.bodies.actions.amending import actor, amend
from roedtraad.bodies.actions.days import ALWAYS, Days, before, days_of, within
from roedtraad.bodies.actions.secretariat import refuse_last_secretary
from roedtraad.bodies.actions.showing import show_members
from roedtraad.bodies.models import Body, Office, Party, Person, Seat, SeatBasis, SeatRole
from roedtraad.bodies.models.dated import not_over_on
from roedtraad.bodies.queries.people import is_person, root_of

DEPUTIES = frozenset({SeatRole.APPOINTED_DEPUTY, SeatRole.SUBSTITUTE})


@dataclass(frozen=True, slots=True)
class SeatDetails:
    """What is written about a seat.

    `party` is whom the seat represents; None: the party of its office. `letter` is that of a political party.
    `deputy_for` is the seat that a deputy or substitute stands in for; `deputy_order` 1 is called first.
    """

    role: SeatRole = SeatRole.MEMBER
    party: Party | None = None
    title: str = ""
    letter: str = ""
    deputy_for: Seat | None = None
    deputy_order: int = 1


@transaction.atomic
def create_seat(
    *,
    viewer: Viewer,
    body: Body,
    details: SeatDetails,
    person: Person | None = None,
    office: Office | None = None,
    days: Days = ALWAYS,
) -> Seat:
    """Give a person, or whoever holds an office, a seat in a body. A body may have any number of chairs: see `oddities_of`.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
        Refused: neither or both of person and office; days outside the body's life; the same seat twice on a day;
            a deputy for nobody, for a seat in another body, or for themselves.
    """
    policy.may_keep_body(viewer, body).or_refuse()
    if (person is None) == (office is None):
        raise Refused(
            "bodies.seat.holder", _("A seat is held by a person or by an office. Choose one of them.")
        )
    Body.objects.select_for_update().get(pk=body.pk)
    seat = Seat(
        body=body,
        person=root_of(person) if person else None,
        office=office,
        basis=SeatBasis.ENTERED,
        **_columns(details),
    )
    _date(seat, within(days.in_order(), body))
    _refuse_unsound(seat)
    return _saved(viewer, seat, act="bodies.seat.created")


@transaction.atomic
def end_seat(*, viewer: Viewer, seat: Seat, last_day: date, reason: str = "") -> Seat:
    """End a seat on a day, and with it the seats of those who were deputies for it.

    Raises:
        NotAllowed: the viewer is not the body's secretariat, or it is the last seat in it.
        Refused: the day is before the seat begins.
    """
    policy.may_keep_body(viewer, seat.body).or_refuse()
    refuse_last_secretary(viewer, seat, gone_on=last_day + timedelta(days=1))
    return _ended(viewer, seat, last_day, reason)


def _ended(viewer: Viewer, seat: Seat, last_day: date, reason: str) -> Seat:
    _end(viewer, seat, last_day, reason)
    for deputy in seat.deputies.filter(not_over_on(last_day), record__withdrawn_at=None):
        if deputy.valid_from is None or deputy.valid_from <= last_day:
            _end(viewer, deputy, last_day, reason)
    return seat


@transaction.atomic
def replace_holder(
    *,
    viewer: Viewer,
    seat: Seat,
    first_day: date,
    person: Person | None = None,
    office: Office | None = None,
    title: str = "",
    letter: str = "",
    keep_deputies: bool = True,
) -> Seat:
    """Let somebody else take over a seat from a day, and return the new seat; the old one ends the day before.

    The role and the party stay. Deputies and substitutes go on for the new holder, unless told not to.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
        Refused: as for `create_seat`; or the old holder's seat begins on that day or later.
    """
    policy.may_keep_body(viewer, seat.body).or_refuse()
    if seat.valid_from is not None and seat.valid_from >= first_day:
        raise Refused(
            "bodies.seat.begins_later",
            _("The seat begins on %(day)s. The new holder must come after that day.")
            % {"day": danish.day(seat.valid_from)},
        )
    deputies = list(seat.deputies.filter(not_over_on(first_day), record__withdrawn_at=None))
    days = Days(first_day, seat.valid_to if seat.valid_to and seat.valid_to >= first_day else None)
    lasting = [days_of(deputy) for deputy in deputies]
    _ended(viewer, seat, before(first_day), "")
    details = replace(details_of(seat), title=title, letter=letter)
    new = create_seat(viewer=viewer, body=seat.body, details=details, person=person, office=office, days=days)
    if keep_deputies:
        for deputy, held in zip(deputies, lasting, strict=True):
            _stand_in_for(viewer, deputy, held, new, first_day)
    return new


def _stand_in_for(viewer: Viewer, deputy: Seat, held: Days, new: Seat, first_day: date) -> None:
    """Let a deputy go on for a new holder: one who has not begun yet as they are, others with a seat from that day."""
    if held.first is not None and held.first >= first_day:
        act = "bodies.seat.changed"
        amend(deputy, {"deputy_for": new}, by=viewer.user, act=act, record=deputy.record)
        return
    create_seat(
        viewer=viewer,
        body=new.body,
        details=replace(details_of(deputy), deputy_for=new),
        person=deputy.person,
        office=deputy.office,
        days=Days(first_day, held.last),
    )


@transaction.atomic
def change_seat(*, viewer: Viewer, seat: Seat, details: SeatDetails, reason: str = "") -> Seat:
    """Put right what is written about a seat. Whoever becomes something else one day gets a new seat from that day.

    Raises:
        NotAllowed: the viewer is not the body's secretariat, or it is the last seat in it and would be another.
        Refused: as for `create_seat`.
    """
    policy.may_keep_body(viewer, seat.body).or_refuse()
    if details.role != seat.role:
        refuse_last_secretary(viewer, seat, gone_on=viewer.on)
    Body.objects.select_for_update().get(pk=seat.body_id)
    wish = copy(seat)
    for name, value in _columns(details).items():
        setattr(wish, name, value)
    _refuse_unsound(wish)
    wanted = _columns(details)
    amend(seat, wanted, by=viewer.user, act="bodies.seat.changed", record=seat.record, reason=reason)
    return seat


@transaction.atomic
def correct_seat_days(*, viewer: Viewer, seat: Seat, days: Days, reason: str = "") -> Seat:
    """Put right from when to when a seat is held.

    Raises:
        NotAllowed: the viewer is not the body's secretariat.
        Refused: days out of order or outside the body's life, or the same seat twice on a day.
    """
    policy.may_keep_body(viewer, seat.body).or_refuse()
    Body.objects.select_for_update().get(pk=seat.body_id)
    days = within(days.in_order(), seat.body)
    if days.last is not None:
        refuse_last_secretary(viewer, seat, gone_on=days.last + timedelta(days=1))
    if days.first is not None and days.first > viewer.on:
        refuse_last_secretary(viewer, seat, gone_on=viewer.on)
    _refuse_twice(seat, days)
    wanted = {"valid_from": days.first, "valid_to": days.last}
    amend(seat, wanted, by=viewer.user, act="bodies.seat.dated", record=seat.record, reason=reason)
    return seat


@transaction.atomic
def withdraw_seat(*, viewer: Viewer, seat: Seat, reason: str) -> None:
    """Say that somebody never had a seat. One that is left is ended instead.

    Raises:
        NotAllowed: the viewer is not the body's secretariat, or it is the last seat in it.
    """
    policy.may_keep_body(viewer, seat.body).or_refuse()
    refuse_last_secretary(viewer, seat, gone_on=viewer.on)
    records.withdraw(seat.record, by=actor(viewer), reason=reason)


def details_of(seat: Seat) -> SeatDetails:
    """Return what is written about a seat."""
    return SeatDetails(
        role=SeatRole(seat.role),
        party=seat.party,
        title=seat.title,
        letter=seat.letter,
        deputy_for=seat.deputy_for,
        deputy_order=seat.deputy_order,
    )


def _columns(details: SeatDetails) -> dict[str, Seat | Party | str | int | None]:
    return {
        "role": details.role,
        "party": details.party,
        "title": details.title.strip(),
        "letter": details.letter.strip(),
        "deputy_for": details.deputy_for,
        "deputy_order": details.deputy_order,
    }


def _date(seat: Seat, days: Days) -> None:
    seat.valid_from, seat.valid_to = days.first, days.last


def _saved(viewer: Viewer, seat: Seat, *, act: str) -> Seat:
    seat.record = register(RecordKind.SEAT)
    seat.save(force_insert=True)
    show_members(seat.body, [seat])
    seat.record.refresh_from_db()
    facts = {
        "body": seat.body_id,
        "person": seat.person_id,
        "office": seat.office_id,
        "role": seat.role,
        "valid_from": seat.valid_from,
        "valid_to": seat.valid_to,
    }
    journal.write(viewer.user, act, seat.record, facts=facts)
    return seat


def _end(viewer: Viewer, seat: Seat, last_day: date, reason: str) -> None:
    within(Days(seat.valid_from, last_day).in_order(), seat.body)
    if seat.valid_to is not None and seat.valid_to < last_day:
        raise Refused(
            "bodies.seat.ended_before",
            _("The seat ended already on %(day)s. Correct its days instead.")
            % {"day": danish.day(seat.valid_to)},
        )
    act = "bodies.seat.ended"
    amend(seat, {"valid_to": last_day}, by=viewer.user, act=act, record=seat.record, reason=reason)


def _refuse_unsound(seat: Seat) -> None:
    _refuse_wrong_deputy(seat)
    _refuse_twice(seat, days_of(seat))


def _refuse_wrong_deputy(seat: Seat) -> None:
    member = seat.deputy_for
    if member is None:
        if seat.role == SeatRole.APPOINTED_DEPUTY:
            raise Refused("bodies.seat.deputy_for", _("Say for whom the deputy is appointed."))
        return
    if seat.role not in DEPUTIES:
        raise Refused(
            "bodies.seat.no_deputy",
            _("Only a deputy or a substitute can stand in for somebody. Change the role."),
        )
    if member.body_id != seat.body_id:
        raise Refused(
            "bodies.seat.other_body",
            _("%(member)s sits in another body. Choose a member of %(body)s.")
            % {"member": member, "body": seat.body.name},
        )
    themselves = member.pk == seat.pk or (
        seat.person is not None
        and member.person is not None
        and root_of(seat.person).pk == root_of(member.person).pk
    )
    if themselves:
        raise Refused("bodies.seat.own_deputy", _("Nobody can be their own deputy. Choose somebody else."))


def _refuse_twice(seat: Seat, days: Days) -> None:
    others = Seat.objects.filter(
        body=seat.body,
        role=seat.role,
        party=seat.party,
        deputy_for=seat.deputy_for,
        basis=SeatBasis.ENTERED,
        record__withdrawn_at=None,
    ).exclude(pk=seat.pk)
    others = others.filter(is_person(seat.person)) if seat.person else others.filter(office=seat.office)
    for other in others:
        if days_of(other).overlaps(days):
            raise Refused(
                "bodies.seat.twice",
                _("%(holder)s already has this seat (%(days)s). End it first, or choose other days.")
                % {"holder": seat.person or seat.office, "days": days_of(other)},
            )
