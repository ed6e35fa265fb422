"""People are entered and changed; two rows can be said to be one person, and parted again, without losing anything."""

import pytest
from people import TODAY, World, a_person, a_seat, a_user
from refusing import refused

from roedtraad.accounts.models import Audience, JournalEntry, Record
from roedtraad.accounts.policy import Circle, Viewer, may_see
from roedtraad.bodies.actions import (
    PersonDetails,
    add_alias,
    change_person,
    create_person,
    link_user,
    not_same_person,
    same_person,
    withdraw_alias,
)
from roedtraad.bodies.models import Correction, NameKey, Person, SeatRole
from roedtraad.bodies.queries import members_of, people_in_several_bodies, rows_of, seats_of, tenures_of

pytestmark = pytest.mark.django_db


def keys_of(person: Person) -> set[str]:
    return set(NameKey.objects.filter(person=person).values_list("key", flat=True))


def test_a_person_is_entered_for_the_circle_of_a_body(world: World, sara: Viewer) -> None:
    person = create_person(
        viewer=sara,
        details=PersonDetails("Rigmor  Sandhave", initials="RS", email="rigmor@fjordby.example"),
        aliases=["Rigmor Holm Sandhave"],
        bodies=[world.political],
    )
    assert person.name == "Rigmor Sandhave"
    assert not person.record.is_public
    assert may_see(world.viewer(world.mads), person.record)
    assert not may_see(world.viewer(world.vibe), person.record)
    assert keys_of(person) >= {"rigmor|s", "sandhave|r", "holm|s"}


def test_a_member_cannot_enter_change_or_name_a_person(world: World, mads: Viewer) -> None:
    person = a_person()
    for act in (
        lambda: create_person(viewer=mads, details=PersonDetails("Ny Person")),
        lambda: change_person(viewer=mads, person=person, details=PersonDetails("Ny Person")),
        lambda: add_alias(viewer=mads, of=person, name="Ny Person"),
    ):
        with refused("bodies.register"):
            act()


def test_a_person_who_changes_their_name_is_still_found_by_the_old_one(sara: Viewer) -> None:
    person = create_person(viewer=sara, details=PersonDetails("Mia Toft"))
    change_person(viewer=sara, person=person, details=PersonDetails("Mia Bro"), reason="Gift")
    assert person.aliases.get().name == "Mia Toft"
    assert keys_of(person) == {"mia|b", "bro|m", "mia|t", "toft|m"}


def test_an_alias_that_is_taken_back_is_no_longer_found(sara: Viewer) -> None:
    person = create_person(viewer=sara, details=PersonDetails("Mia Toft"))
    alias = add_alias(viewer=sara, of=person, name="Maja Tofte")
    withdraw_alias(viewer=sara, alias=alias)
    assert keys_of(person) == {"mia|t", "toft|m"}


def test_contact_data_leave_no_trace_when_they_change(sara: Viewer) -> None:
    person = create_person(
        viewer=sara, details=PersonDetails("Mia Toft", email="mia@old.example", telephone="12345678")
    )
    change_person(viewer=sara, person=person, details=PersonDetails("Mia Toft", email="mia@new.example"))
    corrections = Correction.objects.filter(record=person.record)
    assert {correction.field for correction in corrections} == {"email", "telephone"}
    assert not any(correction.before or correction.after for correction in corrections)


def test_two_rows_become_one_person_with_the_seats_of_both(world: World, sara: Viewer, ada: Viewer) -> None:
    one, other = a_person("Mia Toft"), a_person("Mia Toft Bro")
    a_seat(one, world.political)
    a_seat(other, world.strategic)
    standing = same_person(viewer=ada, person=other, same_as=one, reason="Samme e-mail")
    assert standing == one
    for row in (one, other):
        assert set(seats_of(row, on=TODAY).values_list("body", flat=True)) == {
            world.political.pk,
            world.strategic.pk,
        }
        assert set(rows_of(row)) == {one.pk, other.pk}
        assert len(tenures_of(row, viewer=ada)) == 2
    listed = members_of(world.strategic, on=TODAY, viewer=ada).seatings
    assert one in [seating.person for seating in listed]
    assert [several.person for several in people_in_several_bodies(on=TODAY, viewer=ada)] == [one]
    assert Person.objects.filter(pk=other.pk).exists()


def test_all_rows_lead_straight_to_the_one_that_stands(ada: Viewer) -> None:
    a, b, c = a_person("A Toft"), a_person("B Toft"), a_person("C Toft")
    same_person(viewer=ada, person=a, same_as=b, reason="")
    same_person(viewer=ada, person=b, same_as=c, reason="")
    a.refresh_from_db()
    b.refresh_from_db()
    assert (a.same_as, b.same_as, c.same_as) == (c, c, None)
    assert rows_of(a) == (c.pk, a.pk, b.pk)


def test_joining_what_is_joined_already_is_refused(ada: Viewer) -> None:
    a, b, c = a_person("A Toft"), a_person("B Toft"), a_person("C Toft")
    same_person(viewer=ada, person=a, same_as=c, reason="")
    same_person(viewer=ada, person=b, same_as=c, reason="")
    for one, other in ((a, c), (c, a), (a, b), (a, a)):
        with refused("bodies.person.same_already"):
            same_person(viewer=ada, person=one, same_as=other, reason="")


def test_whoever_could_see_the_one_row_can_see_the_person(world: World, ada: Viewer) -> None:
    one, other = a_person("Mia Toft"), a_person("Mia Toft Bro")
    Audience.objects.create(record=one.record, token=Circle.CIRCLE.of(world.strategic.pk))
    Record.objects.filter(pk=one.pk).update(is_public=True)
    same_person(viewer=ada, person=one, same_as=other, reason="")
    other.record.refresh_from_db()
    assert other.record.is_public
    assert other.record.audience.get().token == Circle.CIRCLE.of(world.strategic.pk)


def test_rows_are_parted_again(world: World, ada: Viewer) -> None:
    one, other = a_person("Mia Toft"), a_person("Mia Toft Bro")
    a_seat(one, world.political)
    same_person(viewer=ada, person=one, same_as=other, reason="")
    not_same_person(viewer=ada, person=one, reason="Det var to personer")
    assert set(seats_of(one, on=TODAY).values_list("body", flat=True)) == {world.political.pk}
    assert not seats_of(other, on=TODAY).exists()
    acts = JournalEntry.objects.filter(record=one.record).values_list("act", flat=True)
    assert list(acts) == ["bodies.person.joined", "bodies.person.parted"]
    with refused("bodies.person.not_joined"):
        not_same_person(viewer=ada, person=one, reason="")


def test_a_secretary_joins_people_of_her_own_body_and_nobody_elses(world: World, sara: Viewer) -> None:
    one, other, stranger = a_person("Mia Toft"), a_person("Mia Toft Bro"), a_person("Mia Tofte")
    a_seat(one, world.political)
    a_seat(stranger, world.strategic)
    same_person(viewer=sara, person=one, same_as=other, reason="Samme e-mail")
    with refused("bodies.rights", saying="fagligt strategisk"):
        same_person(viewer=sara, person=other, same_as=stranger, reason="")


def test_a_member_cannot_join_or_part_people(world: World, mads: Viewer, ada: Viewer) -> None:
    one, other = a_person("Mia Toft"), a_person("Mia Toft Bro")
    with refused("bodies.register"):
        same_person(viewer=mads, person=one, same_as=other, reason="")
    same_person(viewer=ada, person=one, same_as=other, reason="")
    with refused("bodies.register"):
        not_same_person(viewer=mads, person=one, reason="")


def test_an_administrator_says_who_a_user_is(world: World, ada: Viewer, sara: Viewer) -> None:
    user, person = a_user("Nils Bo"), a_person("Nils Bo")
    link_user(viewer=ada, person=person, user=user)
    a_seat(person, world.political, SeatRole.SECRETARIAT)
    user.refresh_from_db()
    assert world.viewer(user).holds(Circle.SECRETARIAT.of(world.political.pk))
    with refused("bodies.person.link"):
        link_user(viewer=sara, person=a_person("Sara igen"), user=user)
    with refused("bodies.person.user_taken", saying="Nils Bo"):
        link_user(viewer=ada, person=a_person("En anden"), user=user)
    link_user(viewer=ada, person=person, user=None)
    assert Person.objects.get(pk=person.pk).user is None
