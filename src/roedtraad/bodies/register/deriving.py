"""What follows from what a register file writes: people named in seats, offices held, equal chairs, members, successors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.matching.words import collaboration_kind_of
from roedtraad.bodies.models import Collaboration, PartyKind
from roedtraad.bodies.register.entries import (
    BodyEntry,
    ChangeEntry,
    CollaborationEntry,
    MembershipEntry,
    PersonEntry,
    Register,
)
from roedtraad.bodies.register.seating import seated
from roedtraad.bodies.register.table import Problem


def derived(told: Register) -> tuple[Register, tuple[Problem, ...]]:
    """Return the whole register that the files imply, and what is wrong with it.

    - A body that belongs to no collaboration gets one of its own name and days.
    - Whoever has a seat is a person; whoever sits by an office holds it on those days.
    - Two chairs of a body on the same day are equal.
    - A party that goes to a council takes part in it; a cluster that names no members has those who sit in its bodies.
    - A collaboration with successors is followed by them: on the day after its last, or on their first.
    """
    own = tuple(_own_collaboration(body) for body in told.bodies if not body.collaboration)
    bodies = tuple(
        body if body.collaboration else replace(body, collaboration=body.id) for body in told.bodies
    )
    people = {person.id: person for person in told.people}
    for row in told.rows:
        if row.person_name:
            people.setdefault(row.person, PersonEntry(row.person, row.person_name))
    register, problems = seated(replace(told, bodies=bodies, collaborations=(*told.collaborations, *own)))
    register = replace(register, people=tuple(people.values()))
    memberships = (*register.memberships, *_by_council(register), *_by_seat(register))
    return (
        replace(
            register,
            memberships=tuple({membership.id: membership for membership in memberships[::-1]}.values())[::-1],
            changes=(*register.changes, *_successions(register)),
            rows=(),
        ),
        tuple(problems),
    )


def _own_collaboration(body: BodyEntry) -> CollaborationEntry:
    kind = collaboration_kind_of(tuple(fold(body.name).split())) or Collaboration.Kind.OTHER
    return CollaborationEntry(body.id, body.name, kind, first=body.first, last=body.last, source=body.source)


def collaboration_of(register: Register, id: str) -> CollaborationEntry | None:
    """Return the collaboration that an id names, or that the body which it names belongs to."""
    bodies = {body.id: body.collaboration for body in register.bodies}
    known = {one.id: one for one in register.collaborations}
    return known.get(id) or known.get(bodies.get(id, ""))


def _by_council(register: Register) -> Iterator[MembershipEntry]:
    for party in register.parties:
        for council in party.councils:
            collaboration = collaboration_of(register, council)
            target = collaboration.id if collaboration else council
            days = (collaboration.first, collaboration.last) if collaboration else (None, None)
            yield MembershipEntry(f"{target}/{party.id}", target, party.id, *days)


def _by_seat(register: Register) -> Iterator[MembershipEntry]:
    """Yield the parties that sit in a cluster's bodies, where the cluster names none: the whole, not its parts."""
    silent = {
        one.id: one
        for one in register.collaborations
        if one.kind == Collaboration.Kind.HEALTH_CLUSTER
        and not any(membership.collaboration == one.id for membership in register.memberships)
    }
    bodies = {body.id: body.collaboration for body in register.bodies}
    offices = {office.id: office.party for office in register.offices}
    parties = {party.id: party for party in register.parties}
    for seat in register.seats:
        cluster = silent.get(bodies.get(seat.body, ""))
        party = parties.get(seat.party or offices.get(seat.office, ""))
        if (
            cluster is None
            or party is None
            or party.kind in {PartyKind.PATIENTS, PartyKind.JOINT_SECRETARIAT}
        ):
            continue
        whole = parties.get(party.part_of, party)
        yield MembershipEntry(f"{cluster.id}/{whole.id}", cluster.id, whole.id, cluster.first, cluster.last)


def _successions(register: Register) -> Iterator[ChangeEntry]:
    for one in register.collaborations:
        if not one.successors:
            continue
        targets = [collaboration_of(register, id) for id in one.successors]
        known = [target for target in targets if target is not None]
        names = danish.listed(target.name for target in known)
        yield ChangeEntry(
            id=f"{one.id}/efterfoelgere",
            on=_first_day(one, known),
            text=_("%(old)s is followed by %(new)s") % {"old": one.name, "new": names},
            originals=(one.id,),
            results=tuple(
                target.id if target else id for target, id in zip(targets, one.successors, strict=True)
            ),
            source=one.source,
        )


def _first_day(old: CollaborationEntry, new: Iterable[CollaborationEntry]) -> date:
    if old.last is not None:
        return old.last + timedelta(days=1)
    return min((one.first for one in new if one.first is not None), default=date.max)
