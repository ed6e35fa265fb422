"""Seats are given from day to day, end, pass on with their deputies, and are put right; nonsense is refused."""

from datetime import date

import pytest
from people import TODAY, World, a_party, a_person
from refusing import refused

from roedtraad.accounts.models import JournalEntry, Record
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.bodies.actions import (
    Days,
    SeatDetails,
    change_seat,
    correct_body_days,
    correct_seat_days,
    create_office,
    create_seat,
    details_of,
    end_seat,
    hold_office,
    replace_holder,
    same_person,
    set_publishing,
    withdraw_seat,
)
from roedtraad.bodies.actions.bodies import PublishingPolicy
from roedtraad.bodies.models import Correction, PartyKind, Person, Seat, SeatRole
from roedtraad.bodies.queries import call_orders, members_of

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2025, 1, 1)


def sitting(world: World, viewer: Viewer, on: date) -> list[str]:
    roster = members_of(world.political, on=on, viewer=viewer)
    return [seating.person.name for seating in roster.seatings if seating.person]


@pytest.fixture
def rigmor() -> Person:
    return a_person("Rigmor Sandhave")


@pytest.fixture
def seat(world: World, sara: Viewer, rigmor: Person) -> Seat:
    return create_seat(
        viewer=sara, body=world.political, details=SeatDetails(), person=rigmor, days=Days(date(2024, 1, 1))
    )


def test_a_seat_is_held_from_its_first_to_its_last_day(world: World, sara: Viewer, seat: Seat) -> None:
    end_seat(viewer=sara, seat=seat, last_day=date(2025, 6, 30), reason="Flyttet")
    assert [
        ("Rigmor Sandhave" in sitting(world, sara, day))
        for day in (date(2023, 12, 31), date(2024, 1, 1), date(2025, 6, 30), date(2025, 7, 1))
    ] == [False, True, True, False]
    correction = Correction.objects.get(record=seat.record)
    assert (correction.after, correction.entry.reason) == ("2025-06-30", "Flyttet")


def test_a_member_of_a_body_that_publishes_its_members_is_public(seat: Seat, rigmor: Person) -> None:
    assert seat.record.is_public
    assert Record.objects.get(person=rigmor).is_public


def test_a_member_of_a_body_that_does_not_is_seen_by_its_circle(world: World, sara: Viewer) -> None:
    set_publishing(viewer=sara, body=world.political, publishing=PublishingPolicy(members=False))
    otto = a_person("Otto Vang")
    seat = create_seat(viewer=sara, body=world.political, details=SeatDetails(), person=otto)
    for record in (seat.record, Record.objects.get(person=otto)):
        assert may_see(world.viewer(world.sune), record)
        assert not may_see(world.viewer(world.vibe), record)
        assert not may_see(world.viewer(None), record)


def test_only_the_secretariat_of_the_body_gives_and_takes_seats(
    world: World, sara: Viewer, seat: Seat
) -> None:
    for viewer in (world.viewer(world.mads), world.viewer(world.lone), world.viewer(None)):
        for act in (
            lambda viewer: create_seat(
                viewer=viewer, body=world.political, details=SeatDetails(), person=a_person()
            ),
            lambda viewer: end_seat(viewer=viewer, seat=seat, last_day=TODAY),
            lambda viewer: replace_holder(viewer=viewer, seat=seat, first_day=TODAY, person=a_person()),
            lambda viewer: change_seat(viewer=viewer, seat=seat, details=SeatDetails()),
            lambda viewer: correct_seat_days(viewer=viewer, seat=seat, days=Days()),
            lambda viewer: withdraw_seat(viewer=viewer, seat=seat, reason=""),
        ):
            with refused("bodies.keep", saying="Vestbælt – politisk niveau"):
                act(viewer)
    with refused("bodies.keep"):
        create_seat(viewer=sara, body=world.strategic, details=SeatDetails(), person=a_person())


def test_a_seat_has_a_person_or_an_office(world: World, sara: Viewer, rigmor: Person) -> None:
    office = create_office(viewer=sara, party=a_party(), title="Borgmester")
    for person, held in ((None, None), (rigmor, office)):
        with refused("bodies.seat.holder"):
            create_seat(viewer=sara, body=world.political, details=SeatDetails(), person=person, office=held)


def test_a_seat_outside_the_life_of_its_body_is_refused(world: World, sara: Viewer, rigmor: Person) -> None:
    correct_body_days(viewer=sara, body=world.political, days=Days(date(2022, 7, 1), date(2026, 12, 31)))
    for days, code, saying in (
        (Days(date(2022, 6, 30)), "bodies.seat.before_body", "1. juli 2022"),
        (Days(None, date(2022, 6, 30)), "bodies.seat.before_body", "1. juli 2022"),
        (Days(date(2024, 1, 1), date(2027, 1, 1)), "bodies.seat.after_body", "31. december 2026"),
        (Days(date(2027, 1, 1)), "bodies.seat.after_body", "31. december 2026"),
        (Days(date(2024, 1, 2), date(2024, 1, 1)), "bodies.days", "1. januar 2024"),
    ):
        with refused(code, saying=saying):
            create_seat(viewer=sara, body=world.political, details=SeatDetails(), person=rigmor, days=days)


def test_still_means_no_longer_than_the_body(world: World, sara: Viewer, rigmor: Person) -> None:
    correct_body_days(viewer=sara, body=world.political, days=Days(date(2022, 7, 1), date(2026, 12, 31)))
    seat = create_seat(viewer=sara, body=world.political, details=SeatDetails(), person=rigmor)
    assert seat.valid_to == date(2026, 12, 31)


def test_the_same_seat_twice_on_a_day_is_refused(
    world: World, sara: Viewer, seat: Seat, rigmor: Person
) -> None:
    with refused("bodies.seat.twice", saying="Rigmor Sandhave"):
        create_seat(viewer=sara, body=world.political, details=SeatDetails(), person=rigmor, days=Days(TODAY))
    end_seat(viewer=sara, seat=seat, last_day=date(2025, 6, 30))
    again = create_seat(
        viewer=sara, body=world.political, details=SeatDetails(), person=rigmor, days=Days(date(2025, 7, 1))
    )
    with refused("bodies.seat.twice"):
        correct_seat_days(viewer=sara, seat=again, days=Days(date(2025, 6, 30)))


def test_the_same_seat_twice_is_refused_under_another_row_of_the_person_too(
    world: World, sara: Viewer, ada: Viewer, rigmor: Person
) -> None:
    other = a_person("Rigmor S. Sandhave")
    create_seat(viewer=sara, body=world.political, details=SeatDetails(), person=other)
    same_person(viewer=ada, person=other, same_as=rigmor, reason="")
    for row in (rigmor, Person.objects.get(pk=other.pk)):
        with refused("bodies.seat.twice"):
            create_seat(
                viewer=sara, body=world.political, details=SeatDetails(), person=row, days=Days(TODAY)
            )


def test_somebody_may_sit_in_two_roles_and_for_two_parties(
    world: World, sara: Viewer, seat: Seat, rigmor: Person
) -> None:
    for details in (SeatDetails(SeatRole.OBSERVER), SeatDetails(party=a_party())):
        create_seat(viewer=sara, body=world.political, details=details, person=rigmor)
    assert Seat.objects.filter(person=rigmor).count() == 3


def test_a_third_chair_is_not_forbidden(world: World, sara: Viewer) -> None:
    for name in ("Anden Formand", "Tredje Formand"):
        create_seat(
            viewer=sara, body=world.political, details=SeatDetails(SeatRole.CO_CHAIR), person=a_person(name)
        )
    assert len(members_of(world.political, on=TODAY, viewer=sara).chairs) == 3


def test_a_deputy_is_for_somebody_else_in_the_same_body(
    world: World, sara: Viewer, ada: Viewer, seat: Seat, rigmor: Person
) -> None:
    elsewhere = create_seat(
        viewer=ada, body=world.strategic, details=SeatDetails(), person=a_person("Else Where")
    )
    for details, code in (
        (SeatDetails(SeatRole.APPOINTED_DEPUTY), "bodies.seat.deputy_for"),
        (SeatDetails(SeatRole.MEMBER, deputy_for=seat), "bodies.seat.no_deputy"),
        (SeatDetails(SeatRole.SUBSTITUTE, deputy_for=elsewhere), "bodies.seat.other_body"),
    ):
        with refused(code):
            create_seat(viewer=sara, body=world.political, details=details, person=a_person("D Eputy"))
    with refused("bodies.seat.own_deputy"):
        create_seat(
            viewer=sara,
            body=world.political,
            details=SeatDetails(SeatRole.SUBSTITUTE, deputy_for=seat),
            person=rigmor,
        )


def test_a_seat_that_ends_takes_its_deputies_with_it(world: World, sara: Viewer, seat: Seat) -> None:
    deputy = create_seat(
        viewer=sara,
        body=world.political,
        details=SeatDetails(SeatRole.APPOINTED_DEPUTY, deputy_for=seat),
        person=a_person("Dan Deputy"),
    )
    end_seat(viewer=sara, seat=seat, last_day=date(2025, 6, 30))
    deputy.refresh_from_db()
    assert deputy.valid_to == date(2025, 6, 30)


def test_a_seat_that_has_ended_is_not_ended_later(sara: Viewer, seat: Seat) -> None:
    end_seat(viewer=sara, seat=seat, last_day=date(2025, 6, 30))
    with refused("bodies.seat.ended_before", saying="30. juni 2025"):
        end_seat(viewer=sara, seat=seat, last_day=date(2025, 7, 31))
    with refused("bodies.days"):
        end_seat(viewer=sara, seat=seat, last_day=date(2023, 12, 31))


def test_a_new_representative_takes_over_with_the_deputies(
    world: World, sara: Viewer, rigmor: Person
) -> None:
    plo = a_party("PLO-Bæltet", PartyKind.GENERAL_PRACTICE)
    old = create_seat(
        viewer=sara,
        body=world.political,
        details=SeatDetails(party=plo, title="Formand"),
        person=rigmor,
        days=Days(date(2024, 1, 1), date(2027, 12, 31)),
    )
    for order, name in ((2, "Anden Suppleant"), (1, "Første Suppleant")):
        create_seat(
            viewer=sara,
            body=world.political,
            details=SeatDetails(SeatRole.SUBSTITUTE, deputy_for=old, deputy_order=order),
            person=a_person(name),
        )
    new = replace_holder(
        viewer=sara, seat=old, first_day=NEW_YEAR, person=a_person("Nye Ny"), title="Næstformand"
    )
    old.refresh_from_db()
    assert (old.valid_to, new.valid_from, new.valid_to) == (date(2024, 12, 31), NEW_YEAR, date(2027, 12, 31))
    assert (new.party, new.title) == (plo, "Næstformand")
    for day, seat in ((date(2024, 12, 31), old), (NEW_YEAR, new)):
        order = next(
            one for one in call_orders(world.political, on=day, viewer=sara) if one.seating.seat == seat
        )
        assert [call.seating.person.name for call in order.calls if call.seating.person] == [
            "Første Suppleant",
            "Anden Suppleant",
        ]


def test_a_deputy_who_has_not_begun_goes_to_the_new_holder_as_they_are(
    world: World, sara: Viewer, seat: Seat
) -> None:
    later = create_seat(
        viewer=sara,
        body=world.political,
        details=SeatDetails(SeatRole.SUBSTITUTE, deputy_for=seat),
        person=a_person("Sen Suppleant"),
        days=Days(date(2026, 1, 1)),
    )
    new = replace_holder(viewer=sara, seat=seat, first_day=NEW_YEAR, person=a_person("Nye Ny"))
    later.refresh_from_db()
    assert (later.deputy_for, later.valid_from) == (new, date(2026, 1, 1))


def test_a_new_holder_may_come_without_the_deputies(world: World, sara: Viewer, seat: Seat) -> None:
    create_seat(
        viewer=sara,
        body=world.political,
        details=SeatDetails(SeatRole.SUBSTITUTE, deputy_for=seat),
        person=a_person("Sus Suppleant"),
    )
    replace_holder(viewer=sara, seat=seat, first_day=NEW_YEAR, person=a_person("Nye Ny"), keep_deputies=False)
    assert "Sus Suppleant" in sitting(world, sara, date(2024, 12, 31))
    assert "Sus Suppleant" not in sitting(world, sara, NEW_YEAR)


def test_a_seat_can_pass_from_a_person_to_an_office(world: World, sara: Viewer, seat: Seat) -> None:
    office = create_office(viewer=sara, party=a_party(), title="Borgmester")
    hold_office(viewer=sara, office=office, person=a_person("Borghild Mark"))
    replace_holder(viewer=sara, seat=seat, first_day=NEW_YEAR, office=office)
    assert "Borghild Mark" in sitting(world, sara, NEW_YEAR)


def test_a_seat_that_begins_later_is_not_taken_over_before(sara: Viewer, seat: Seat) -> None:
    with refused("bodies.seat.begins_later", saying="1. januar 2024"):
        replace_holder(viewer=sara, seat=seat, first_day=date(2024, 1, 1), person=a_person("Nye Ny"))


def test_what_is_written_about_a_seat_is_put_right(sara: Viewer, seat: Seat) -> None:
    change_seat(
        viewer=sara, seat=seat, details=SeatDetails(SeatRole.PATIENT_REPRESENTATIVE, title="Ældre Sagen")
    )
    seat.refresh_from_db()
    assert (seat.role, seat.title) == (SeatRole.PATIENT_REPRESENTATIVE, "Ældre Sagen")
    assert {correction.field for correction in Correction.objects.all()} == {"role", "title"}


def test_a_correction_that_is_refused_changes_nothing(sara: Viewer, seat: Seat) -> None:
    with refused("bodies.seat.deputy_for"):
        change_seat(viewer=sara, seat=seat, details=SeatDetails(SeatRole.APPOINTED_DEPUTY))
    assert details_of(seat) == SeatDetails()
    assert not Correction.objects.exists()


def test_a_seat_that_never_was_is_withdrawn(world: World, sara: Viewer, seat: Seat) -> None:
    withdraw_seat(viewer=sara, seat=seat, reason="Forkert person")
    assert "Rigmor Sandhave" not in sitting(world, sara, TODAY)
    assert JournalEntry.objects.get(record=seat.record, act="seat.withdrawn").reason == "Forkert person"
