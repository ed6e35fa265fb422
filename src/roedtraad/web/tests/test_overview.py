"""Members and organisation on one sheet: of a body with those below it, of a collaboration; by day, as a file, as far as one may see."""

from datetime import date

import pytest
from django.test import Client
from papers import a_recorded_meeting, an_item
from people import World, a_party, a_person, a_seat, a_world, known_to_their_body
from sessions import log_in

from roedtraad.accounts.records import set_audience
from roedtraad.bodies.models import Person, Seat, SeatRole
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = a_world()
    known_to_their_body(made)
    set_audience([one.record for one in Person.objects.all()], tokens=[], is_public=True)
    return made


def words_of(client: Client, path: str) -> str:
    return client.get(path).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def sheet(world: World, end: str = "") -> str:
    return f"/organ/{world.political.record.public_id}/medlemmer{end}"


def test_a_body_is_shown_with_those_below_it_and_a_collaboration_with_all(world: World) -> None:
    for page in (sheet(world), f"/samarbejde/{world.political.collaboration.record.public_id}/medlemmer"):
        words = words_of(Client(), page)
        assert "Mads Ravn" in words
        assert "Vibe Krog" in words  # sits on the level below
    below = words_of(Client(), f"/organ/{world.strategic.record.public_id}/medlemmer")
    assert "Vibe Krog" in below
    assert "Mads Ravn" not in below


def test_a_change_gives_a_new_edition_and_the_one_before_can_be_read(world: World) -> None:
    mads = Seat.objects.get(person__name="Mads Ravn")
    Seat.objects.filter(pk=mads.pk).update(valid_to=date(2026, 2, 28))
    now = words_of(Client(), f"{sheet(world)}?dag=2026-11-22")
    assert "Mads Ravn, medlem: gik" in now
    assert "Sådan siden 1. marts 2026" in now
    assert f"{sheet(world)}?dag=2026-03-01" in now
    before = words_of(Client(), f"{sheet(world)}?dag=2026-02-28")
    assert "Mads Ravn</th>" in before
    assert "Sådan siden 1. januar 2024" in before


def test_the_file_has_a_line_for_each_seat_and_no_formula(world: World) -> None:
    party = a_party("=HYPERLINK(1)")
    who = a_person("Åse Østergård")
    set_audience([who.record], tokens=[], is_public=True)
    a_seat(who, world.political, SeatRole.OBSERVER, party=party)
    lines = words_of(Client(), sheet(world, ".csv?dag=2026-11-22")).splitlines()
    assert lines[0].endswith("Organ;Niveau;Side;Navn;Plads;Stilling;For;Partibogstav")
    told = next(line for line in lines if "Åse Østergård" in line)
    assert "Observatør" in told
    assert "'=HYPERLINK(1)" in told


def test_who_may_not_be_seen_is_on_no_sheet(world: World) -> None:
    otto = a_person("Otto Brændholt")
    a_seat(otto, world.political)
    for end in ("", ".csv"):
        assert "Otto" not in words_of(Client(), sheet(world, end))
        assert "navnet vises ikke" in words_of(Client(), sheet(world, end))
        assert "Otto Brændholt" in words_of(log_in(Client(), world.ada), sheet(world, end))


def test_published_minutes_lead_to_the_members_of_their_day(world: World) -> None:
    ada = world.viewer(world.ada)
    meeting = a_recorded_meeting(
        ada, world.political, an_item("Akutbilen"), held_on=date(2025, 3, 13)
    ).meeting
    publish_minutes(meeting, viewer=ada)
    page = Client().get(f"/moede/{meeting.record.public_id}", follow=True).content.decode()
    assert f"{sheet(world)}?dag=2025-03-13" in page


def test_the_sheet_costs_the_same_for_few_and_for_many(
    world: World,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    with django_assert_num_queries(COSTS):
        words_of(Client(), sheet(world))
    for number in range(15):
        a_seat(a_person(f"Person {number}"), world.strategic, party=a_party(f"Kommune {number}"))
    with django_assert_num_queries(COSTS):
        words_of(Client(), sheet(world))


COSTS = 8
