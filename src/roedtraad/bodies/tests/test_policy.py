"""Who somebody is today follows from seats and dates; who may change what follows from that."""

from datetime import date

import pytest
from people import TODAY, World, a_body, a_collaboration, a_party, a_person, a_seat, a_user, somebody

from roedtraad.accounts.models import RecordKind, User
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import register
from roedtraad.bodies import policy
from roedtraad.bodies.models import Office, OfficeHolding, Person, Seat, SeatBasis, SeatRole
from roedtraad.bodies.policy import viewer_of

pytestmark = pytest.mark.django_db


def an_office_seat(world: World, holder: Person, *, valid_to: date | None = None) -> Office:
    """The mayor of Fjordby is a member of the political level."""
    office = Office.objects.create(party=a_party(), title="Borgmester")
    OfficeHolding.objects.create(office=office, person=holder, valid_to=valid_to)
    Seat.objects.create(
        record=register(RecordKind.SEAT), body=world.political, office=office, role=SeatRole.MEMBER
    )
    return office


def test_whoever_holds_an_office_is_a_member_by_it(world: World) -> None:
    mayor = a_person("Borghild Mark", user=a_user("Borghild Mark"))
    an_office_seat(world, mayor, valid_to=date(2026, 11, 30))
    assert mayor.user is not None
    assert viewer_of(mayor.user, on=date(2026, 11, 30)).holds(Circle.MEMBERS.of(world.political.pk))
    assert not viewer_of(mayor.user, on=date(2026, 12, 1)).tokens - {Circle.PERSON.of(mayor.pk)}


def test_a_seat_that_only_minutes_showed_gives_nothing(world: World) -> None:
    Seat.objects.filter(person=world.mads.person).update(basis=SeatBasis.SEEN)
    assert viewer_of(world.mads, on=TODAY).tokens == {Circle.PERSON.of(world.mads.person.pk)}


def test_a_withdrawn_seat_gives_nothing(world: World) -> None:
    record = world.mads.person.seats.get().record
    record.is_public, record.withdrawn_at = False, record.created_at
    record.save()
    assert not viewer_of(world.mads, on=TODAY).holds(Circle.CIRCLE.of(world.political.pk))


@pytest.mark.parametrize("with_account", ["row that stands", "other row"])
def test_somebody_who_stands_twice_in_the_register_has_the_seats_of_both(
    world: World, with_account: str
) -> None:
    user = a_user("Mia Toft")
    standing, other = a_person("Mia Toft"), a_person("Mia Toft Bro")
    Person.objects.filter(pk=other.pk).update(same_as=standing)
    Person.objects.filter(pk=(standing if with_account == "row that stands" else other).pk).update(user=user)
    a_seat(standing, world.political)
    a_seat(other, world.strategic, SeatRole.OBSERVER)
    viewer = viewer_of(User.objects.get(pk=user.pk), on=TODAY)
    assert viewer.tokens == {
        Circle.PERSON.of(standing.pk),
        Circle.PERSON.of(other.pk),
        Circle.CIRCLE.of(world.political.pk),
        Circle.MEMBERS.of(world.political.pk),
        Circle.CIRCLE.of(world.strategic.pk),
    }
    assert viewer.person_id == standing.pk


def test_a_viewer_costs_two_queries_in_a_large_register_too(world: World, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(30):
        a_seat(world.mads.person, a_body(f"Organ {number}", collaboration=world.political.collaboration))
    user = User.objects.get(pk=world.mads.pk)
    with django_assert_num_queries(2):
        assert len(viewer_of(user, on=TODAY).tokens) > 60


def test_the_register_is_kept_by_secretariats_and_administrators(world: World) -> None:
    may = {
        name
        for name in ("sara", "mads", "lone", "sune", "ada")
        if policy.may_keep_register(world.viewer(getattr(world, name)))
    }
    assert may == {"sara", "ada"}


def test_an_office_that_sits_in_two_bodies_is_filled_by_both_secretariats(world: World) -> None:
    office = an_office_seat(world, a_person("Borghild Mark"))
    elsewhere = a_body("Østbælt – politisk niveau", collaboration=a_collaboration("Østbælt"))
    Seat.objects.create(record=register(RecordKind.SEAT), body=elsewhere, office=office, role=SeatRole.MEMBER)
    sara = world.viewer(world.sara)
    answer = policy.may_fill_office(sara, office)
    assert not answer
    assert "Østbælt" in str(answer.sentence)
    a_seat(world.sara.person, elsewhere, SeatRole.SECRETARIAT)
    assert policy.may_fill_office(world.viewer(world.sara), office)


def test_an_office_whose_other_seat_is_over_is_filled_by_the_one_secretariat(world: World) -> None:
    office = an_office_seat(world, a_person("Borghild Mark"))
    elsewhere = a_body("Østbælt – politisk niveau", collaboration=a_collaboration("Østbælt"))
    Seat.objects.create(
        record=register(RecordKind.SEAT),
        body=elsewhere,
        office=office,
        role=SeatRole.MEMBER,
        valid_to=date(2025, 12, 31),
    )
    assert policy.may_fill_office(world.viewer(world.sara), office)


def test_nobody_gives_themselves_the_seats_of_another_by_joining_two_people(world: World) -> None:
    sara = world.viewer(world.sara)
    stranger = a_person("Vagn Krog")
    a_seat(stranger, world.strategic, SeatRole.CHAIR)
    answer = policy.may_join_people(sara, world.sara.person, stranger)
    assert not answer
    assert "fagligt strategisk niveau" in str(answer.sentence)


def test_two_people_who_can_both_log_in_are_joined_by_an_administrator_only(world: World) -> None:
    pair = (world.mads.person, world.sune.person)
    assert not policy.may_join_people(world.viewer(world.sara), *pair)
    assert policy.may_join_people(world.viewer(world.ada), *pair)


def test_nobody_gets_a_guests_papers_by_joining_two_people(world: World) -> None:
    guest = a_person("Gorm Gæst")
    sara = world.viewer(world.sara)
    assert policy.may_join_people(sara, world.sara.person, guest)
    register(RecordKind.ITEM, audience=[Circle.PERSON.of(guest.pk)])
    assert not policy.may_join_people(sara, world.sara.person, guest)
    assert policy.may_join_people(sara, a_person("Gorm G."), guest)


def test_how_to_reach_somebody_is_for_the_secretariat_of_their_bodies_and_themselves(world: World) -> None:
    mads, may_see = world.mads.person, policy.may_see_contact
    vera = somebody("Vera Lund", world.strategic, SeatRole.SECRETARIAT)
    those = {
        name: bool(may_see(world.viewer(user), mads))
        for name, user in {
            "sara": world.sara,
            "mads": world.mads,
            "lone": world.lone,
            "vera": vera,
            "ada": world.ada,
            "karen": None,
        }.items()
    }
    assert {name for name, may in those.items() if may} == {"sara", "mads", "ada"}


def test_a_collaboration_without_bodies_is_kept_by_any_secretariat(world: World) -> None:
    new = a_collaboration("Sundhedsråd Bælt Nord")
    assert policy.may_keep_collaboration(world.viewer(world.sara), new)
    assert not policy.may_keep_collaboration(world.viewer(world.mads), new)
    a_body("Forberedende råd", collaboration=new)
    assert not policy.may_keep_collaboration(world.viewer(world.sara), new)


def test_somebody_without_a_person_has_no_tokens(world: World) -> None:
    assert viewer_of(world.ada, on=TODAY) == Viewer(on=TODAY, user=world.ada)
