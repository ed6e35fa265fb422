"""Offices in parties, and who holds them from day to day. Whoever holds an office sits in its seats."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies import policy
from roedtraad.bodies.actions.amending import amend, named, withdraw_row
from roedtraad.bodies.actions.days import ALWAYS, Days, before, days_of
from roedtraad.bodies.actions.showing import show_members
from roedtraad.bodies.models import Office, OfficeHolding, Party, Person
from roedtraad.bodies.models.dated import not_over_on
from roedtraad.bodies.queries.people import root_of


@transaction.atomic
def create_office(*, viewer: Viewer, party: Party, title: str) -> Office:
    """Enter an office of a party: 'Borgmester', 'Formand for Sundhedsudvalget'.

    Raises:
        NotAllowed: the viewer is no secretariat.
        Refused: no title, or the party has that office already.
    """
    policy.may_keep_register(viewer).or_refuse()
    title = named(title)
    _refuse_taken(party, title)
    office = Office.objects.create(party=party, title=title)
    journal.write(viewer.user, "bodies.office.created", party.record, facts={"title": title})
    return office


@transaction.atomic
def change_office(*, viewer: Viewer, office: Office, title: str, reason: str = "") -> Office:
    """Give an office another title: a committee has got a new name.

    Raises:
        NotAllowed: the viewer is no secretariat.
        Refused: no title, or the party has that office already.
    """
    policy.may_keep_register(viewer).or_refuse()
    title = named(title)
    if title != office.title:
        _refuse_taken(office.party, title)
    act, record = "bodies.office.changed", office.party.record
    amend(office, {"title": title}, by=viewer.user, act=act, record=record, reason=reason)
    return office


@transaction.atomic
def hold_office(*, viewer: Viewer, office: Office, person: Person, days: Days = ALWAYS) -> OfficeHolding:
    """Say that somebody holds an office from day to day, and so its seats.

    Raises:
        NotAllowed: the viewer is not the secretariat of every body in which the office sits.
        Refused: days out of order, or somebody else holds the office on some of these days.
    """
    policy.may_fill_office(viewer, office).or_refuse()
    _locked(office)
    days.in_order()
    _refuse_overlap(office, days, other_than=None)
    return _hold(viewer, office, person, days)


@transaction.atomic
def pass_office(*, viewer: Viewer, office: Office, to: Person, first_day: date) -> OfficeHolding:
    """Let an office pass to somebody on a day; whoever held it held it until the day before.

    Raises:
        NotAllowed: the viewer is not the secretariat of every body in which the office sits.
        Refused: somebody holds it from that day or later.
    """
    policy.may_fill_office(viewer, office).or_refuse()
    _locked(office)
    last_day = before(first_day)
    for holding in office.holdings.filter(not_over_on(first_day), withdrawn_at=None):
        if holding.valid_from is not None and holding.valid_from >= first_day:
            raise Refused(
                "bodies.office.held_later",
                _("%(person)s holds the office from %(day)s. Choose a later day, or correct that first.")
                % {"person": holding.person.name, "day": danish.day(holding.valid_from)},
            )
        act, record = "bodies.office.left", holding.person.record
        amend(holding, {"valid_to": last_day}, by=viewer.user, act=act, record=record)
    return _hold(viewer, office, to, Days(first_day))


@transaction.atomic
def correct_holding(*, viewer: Viewer, holding: OfficeHolding, days: Days, reason: str = "") -> OfficeHolding:
    """Put right from when to when somebody holds an office; with a last day it is how a holding is ended.

    Raises:
        NotAllowed: the viewer is not the secretariat of every body in which the office sits.
        Refused: days out of order, or somebody else holds the office on some of these days.
    """
    policy.may_fill_office(viewer, holding.office).or_refuse()
    _locked(holding.office)
    days.in_order()
    _refuse_overlap(holding.office, days, other_than=holding)
    wanted = {"valid_from": days.first, "valid_to": days.last}
    act, record = "bodies.office.dated", holding.person.record
    amend(holding, wanted, by=viewer.user, act=act, record=record, reason=reason)
    return holding


@transaction.atomic
def withdraw_holding(*, viewer: Viewer, holding: OfficeHolding, reason: str) -> None:
    """Say that somebody never held an office.

    Raises:
        NotAllowed: the viewer is not the secretariat of every body in which the office sits.
    """
    policy.may_fill_office(viewer, holding.office).or_refuse()
    act, record = "bodies.office.withdrawn", holding.person.record
    withdraw_row(holding, by=viewer.user, act=act, record=record, reason=reason)


def _hold(viewer: Viewer, office: Office, person: Person, days: Days) -> OfficeHolding:
    who = root_of(person)
    holding = OfficeHolding.objects.create(
        office=office, person=who, valid_from=days.first, valid_to=days.last
    )
    for seat in office.seats.filter(record__withdrawn_at=None).select_related("body"):
        show_members(seat.body, [seat])
    facts = {"office": office.pk, "valid_from": days.first, "valid_to": days.last}
    journal.write(viewer.user, "bodies.office.taken", who.record, facts=facts)
    return holding


def _locked(office: Office) -> None:
    """Let nobody else fill the office until the end of the transaction."""
    Office.objects.select_for_update().get(pk=office.pk)


def _refuse_taken(party: Party, title: str) -> None:
    if Office.objects.filter(party=party, title=title).exists():
        raise Refused(
            "bodies.office.taken",
            _("%(party)s already has the office “%(title)s”.") % {"party": party.name, "title": title},
        )


def _refuse_overlap(office: Office, days: Days, *, other_than: OfficeHolding | None) -> None:
    others = office.holdings.filter(withdrawn_at=None).select_related("person")
    for other in others:
        if other != other_than and days_of(other).overlaps(days):
            raise Refused(
                "bodies.office.held",
                _("%(person)s holds the office (%(days)s). End that first, or choose other days.")
                % {"person": other.person.name, "days": days_of(other)},
            )
