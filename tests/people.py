"""The people of the tests. Sara is secretary of the body, Mads a member, Lone chairs the level above, Omar keeps the fund,
Karen is a citizen with no account; Vibe sits in another body, Sune is a substitute, Ada administers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roedtraad.accounts.models import Record, RecordKind, User
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import register, set_audience
from roedtraad.bodies.models import Body, Collaboration, Level, Party, PartyKind, Person, Seat, SeatRole
from roedtraad.bodies.policy import viewer_of

TODAY = date(2026, 11, 22)


def a_party(name: str = "Fjordby Kommune", kind: PartyKind = PartyKind.MUNICIPALITY) -> Party:
    return Party.objects.create(record=register(RecordKind.PARTY, is_public=True), name=name, kind=kind)


def a_collaboration(name: str = "Sundhedsklynge Vestbælt") -> Collaboration:
    return Collaboration.objects.create(
        record=register(RecordKind.COLLABORATION, is_public=True),
        name=name,
        kind=Collaboration.Kind.HEALTH_CLUSTER,
    )


def a_level(key: str = "political", name: str = "Politisk niveau", rank: int = 1) -> Level:
    return Level.objects.get_or_create(key=key, defaults={"name": name, "rank": rank})[0]


def a_body(
    name: str = "Sundhedsklynge Vestbælt – politisk niveau",
    *,
    collaboration: Collaboration | None = None,
    level: Level | None = None,
    parent: Body | None = None,
) -> Body:
    return Body.objects.create(
        record=register(RecordKind.BODY, is_public=True),
        name=name,
        collaboration=collaboration or a_collaboration(),
        level=level or a_level(),
        parent=parent,
    )


def a_person(name: str = "Rigmor Sandhave", *, user: User | None = None) -> Person:
    return Person.objects.create(record=register(RecordKind.PERSON), name=name, user=user)


def a_user(name: str, *, administrator: bool = False) -> User:
    email = f"{name.split()[0].lower()}@vestbaelt.example"
    return User.objects.create_user(email, name=name, is_administrator=administrator)


def a_seat(
    person: Person,
    body: Body,
    role: SeatRole = SeatRole.MEMBER,
    *,
    party: Party | None = None,
    valid_from: date | None = date(2024, 1, 1),
    valid_to: date | None = None,
    deputy_for: Seat | None = None,
) -> Seat:
    return Seat.objects.create(
        record=register(RecordKind.SEAT, is_public=True),
        person=person,
        body=body,
        role=role,
        party=party,
        valid_from=valid_from,
        valid_to=valid_to,
        deputy_for=deputy_for,
    )


def somebody(name: str, body: Body | None, role: SeatRole, *, party: Party | None = None) -> User:
    """A user who is a person with a seat."""
    user = a_user(name)
    person = a_person(name, user=user)
    if body is not None:
        a_seat(person, body, role, party=party)
    return user


@dataclass
class World:
    """A cluster with a political and a strategic level, and the people above."""

    political: Body
    strategic: Body
    sara: User
    mads: User
    lone: User
    vibe: User
    sune: User
    ada: User

    def viewer(self, user: User | None, *, on: date = TODAY) -> Viewer:
        return Viewer(on=on) if user is None else viewer_of(user, on=on)


def a_world() -> World:
    cluster = a_collaboration()
    political = a_body(collaboration=cluster)
    strategic = a_body(
        "Sundhedsklynge Vestbælt – fagligt strategisk niveau",
        collaboration=cluster,
        level=a_level("strategic", "Fagligt strategisk niveau", 2),
        parent=political,
    )
    return World(
        political=political,
        strategic=strategic,
        sara=somebody("Sara Holm", political, SeatRole.SECRETARIAT),
        mads=somebody("Mads Ravn", political, SeatRole.MEMBER, party=a_party()),
        lone=somebody("Lone Dalsminde", political, SeatRole.CO_CHAIR),
        vibe=somebody("Vibe Krog", strategic, SeatRole.MEMBER),
        sune=somebody("Sune Falk", political, SeatRole.SUBSTITUTE),
        ada=a_user("Ada Birk", administrator=True),
    )


def known_to_their_body(world: World) -> None:
    """Let those who belong to the political body know of those who sit in it, as `bodies.actions` does."""
    rows = Record.objects.filter(person__seats__body=world.political).distinct()
    set_audience(rows, tokens=[Circle.CIRCLE.of(world.political.pk)], is_public=False)
