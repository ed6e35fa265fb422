"""From the names in a document to people: the name, the seat and the party together; nobody is taken for another."""

from datetime import date

import pytest
from people import TODAY, World, a_body, a_collaboration, a_party, a_person, a_seat

from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import register, register_many, withdraw
from roedtraad.bodies.actions import PersonDetails, create_person, make_missing_keys, same_person
from roedtraad.bodies.matching import Likeness, NameSeen, PersonMatch, match_person
from roedtraad.bodies.models import (
    Body,
    NameKey,
    Office,
    OfficeHolding,
    Party,
    PartyKind,
    Person,
    PersonAlias,
    Seat,
    SeatRole,
)

pytestmark = pytest.mark.django_db
ONCE = date(2020, 5, 5)


def a_match(name: str, affiliation: str = "", *, body: Body | None = None, on: date = TODAY) -> PersonMatch:
    return match_person([NameSeen(name, affiliation)], body=body, on=on)[0]


def told(match: PersonMatch) -> list[tuple[str, int]]:
    return [(candidate.person.name, candidate.score) for candidate in match.candidates]


def test_the_same_name_with_a_seat_in_the_body_is_certain(world: World) -> None:
    match = a_match("Mads Ravn", body=world.political)
    assert match.certain == world.mads.person
    assert match.candidates[0].reason == "samme navn, har plads i organet den dag"


def test_the_same_name_with_the_same_party_is_certain_without_a_seat_here(world: World) -> None:
    elsewhere = a_body("Østbælt", collaboration=a_collaboration("Østbælt"))
    rigmor = a_person("Rigmor Sandhave")
    a_seat(rigmor, elsewhere, party=a_party("Hedelund Kommune"))
    match = a_match("Rigmor Sandhave", "Hedelund Kommune", body=world.political)
    assert match.certain == rigmor
    assert match.candidates[0].reason == "samme navn, samme part"


def test_a_name_alone_is_a_proposal_not_a_certainty(world: World) -> None:
    rigmor = a_person("Rigmor Sandhave")
    match = a_match("Rigmor Sandhave", body=world.political)
    assert told(match) == [("Rigmor Sandhave", 93)]
    assert match.certain is None
    assert match.candidates[0].person == rigmor


def test_somebody_of_the_same_name_from_another_party_is_not_taken_for_them(world: World) -> None:
    hedelund = a_party("Hedelund Kommune")
    a_seat(a_person("Jens Dam"), world.political, party=hedelund)
    match = a_match("Jens Dam", "Fjordby Kommune", body=world.political)
    assert match.certain is None
    assert match.candidates[0].score < 90
    assert "sidder for en anden part den dag" in match.candidates[0].reason


def test_two_people_of_one_name_are_told_apart_by_their_party(world: World) -> None:
    one, other = a_person("Jens Dam"), a_person("Jens Dam")
    a_seat(one, world.political, party=a_party("Hedelund Kommune"))
    a_seat(other, world.political, party=a_party("Strandby Kommune"))
    assert a_match("Jens Dam", "Strandby Kommune", body=world.political).certain == other
    assert a_match("Jens Dam", "Hedelund Kommune", body=world.political).certain == one
    undecided = a_match("Jens Dam", body=world.political)
    assert undecided.certain is None
    assert {candidate.person for candidate in undecided.candidates} == {one, other}


def test_a_slip_of_spelling_is_a_proposal_even_with_seat_and_party(world: World) -> None:
    party = a_party("Hedelund Kommune")
    johannes = a_person("Johannes Lundsfred")
    a_seat(johannes, world.political, party=party)
    match = a_match("Johannes Lundsred", "Hedelund Kommune", body=world.political)
    assert match.certain is None
    assert match.candidates[0].person == johannes
    assert (match.candidates[0].likeness, match.candidates[0].score) == (Likeness.ONE_LETTER, 92)


def test_a_name_that_sounds_the_same_is_certain_with_seat_and_party(world: World) -> None:
    kristian = a_person("Kristian Nilsen")
    a_seat(kristian, world.political, party=a_party("Hedelund Kommune"))
    assert a_match("Christian Nielsen", "Hedelund Kommune", body=world.political).certain == kristian
    assert a_match("Christian Nielsen", body=world.political).certain is None


def test_an_alias_that_a_person_gave_is_as_good_as_the_name(world: World, sara: Viewer) -> None:
    person = create_person(viewer=sara, details=PersonDetails("Mia Toft"), aliases=["Maria Bro Tofte"])
    a_seat(person, world.political)
    match = a_match("Maria Bro Tofte", body=world.political)
    assert match.certain == person
    assert "kendt som »Maria Bro Tofte«" in match.candidates[0].reason


def test_a_row_that_is_the_same_person_leads_to_the_one_that_stands(world: World, ada: Viewer) -> None:
    standing, other = a_person("Mia Toft"), a_person("Mia Toft Bro")
    a_seat(other, world.political)
    same_person(viewer=ada, person=other, same_as=standing, reason="")
    match = a_match("Mia Toft Bro", body=world.political)
    assert told(match) == [("Mia Toft", 100)]
    assert match.certain == standing


def test_an_office_is_a_seat_and_a_party_too(world: World) -> None:
    fjordby, gro = a_party("Fjordby Kommune"), a_person("Gro Mark")
    office = Office.objects.create(party=fjordby, title="Borgmester")
    OfficeHolding.objects.create(office=office, person=gro, valid_to=date(2025, 12, 31))
    Seat.objects.create(
        record=register(RecordKind.SEAT), body=world.political, office=office, role=SeatRole.MEMBER
    )
    match = a_match("Gro Mark", "Fjordby Kommune", body=world.political, on=ONCE)
    assert match.certain == gro
    assert match.candidates[0].reason == "samme navn, har plads i organet den dag, samme part"
    assert (
        "har haft plads i organet" in a_match("Gro Mark", body=world.political, on=TODAY).candidates[0].reason
    )


def test_a_seat_in_another_body_of_the_collaboration_counts(world: World) -> None:
    match = a_match("Vibe Krog", body=world.political)
    assert match.certain == world.vibe.person
    assert "et andet organ i samarbejdet" in match.candidates[0].reason


def test_a_hospital_is_related_to_its_region(world: World) -> None:
    region, hospital = (
        a_party("Region Bæltet", PartyKind.REGION),
        a_party("Vestbælt Sygehus", PartyKind.HOSPITAL),
    )
    Party.objects.filter(pk=hospital.pk).update(part_of=region)
    a_seat(a_person("Rune Harb"), world.strategic, party=region)
    match = a_match("Rune Harb", "Vestbælt Sygehus")
    assert (match.candidates[0].score, match.candidates[0].reason) == (97, "samme navn, beslægtet part")


def test_a_party_letter_is_no_organisation(world: World) -> None:
    karla = a_person("Karla Vint")
    seat = a_seat(karla, world.political, party=a_party("Region Bæltet", PartyKind.REGION))
    Seat.objects.filter(pk=seat.pk).update(letter="A")
    match = a_match("Karla Vint", "A", body=world.political)
    assert match.certain == karla
    assert "samme partibogstav" in match.candidates[0].reason
    assert a_match("Karla Vint", "V", body=world.political).certain == karla


def test_a_given_name_and_initials_are_looked_for_in_the_body_only(world: World) -> None:
    a_person("Mads Anden")
    assert told(a_match("Mads", body=world.political)) == [("Mads Ravn", 63)]
    assert told(a_match("MR", body=world.political)) == [("Mads Ravn", 67)]
    assert told(a_match("Mads")) == []


def test_people_whose_keys_were_never_made_are_found_all_the_same(world: World) -> None:
    person = Person.objects.create(record=register(RecordKind.PERSON), name="Uden Nøgler")
    PersonAlias.objects.create(person=person, name="Ude Af Nøgle")
    assert not NameKey.objects.filter(person=person).exists()
    before = [told(a_match(name)) for name in ("Uden Nøgler", "Ude Nøgle", "Ude Af Nøgle")]
    assert make_missing_keys() >= 1
    assert make_missing_keys() == 0
    assert [told(a_match(name)) for name in ("Uden Nøgler", "Ude Nøgle", "Ude Af Nøgle")] == before
    assert before[0] == [("Uden Nøgler", 93)]


def test_a_withdrawn_person_is_no_candidate(world: World) -> None:
    person = a_person("Rigmor Sandhave")
    withdraw(person.record, by=world.ada, reason="Findes ikke")
    assert a_match("Rigmor Sandhave").candidates == ()


def test_nobody_is_found_for_a_new_name_an_empty_one_or_a_sentence(world: World) -> None:
    for name in (
        "Helt Ny",
        "",
        " ",
        "-",
        "Sara Holm og Mads Ravn og Lone Dalsminde og alle de andre i det politiske niveau",
    ):
        assert a_match(name, body=world.political).candidates == ()


def test_names_come_back_in_the_order_given(world: World) -> None:
    seen = [NameSeen("Mads Ravn"), NameSeen("Helt Ny"), NameSeen("Sara Holm"), NameSeen("Mads Ravn")]
    matches = match_person(seen, body=world.political, on=TODAY)
    assert [match.seen for match in matches] == seen
    assert [match.certain and match.certain.name for match in matches] == [
        "Mads Ravn",
        None,
        "Sara Holm",
        "Mads Ravn",
    ]


def test_a_long_list_in_a_large_register_costs_as_many_queries_as_one_name(
    world: World, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    with django_assert_max_num_queries(13):
        match_person([NameSeen("Mads Ravn", "Fjordby Kommune")], body=world.political, on=TODAY)
    records = register_many(RecordKind.PERSON, 600)
    people = Person.objects.bulk_create(
        Person(record=record, name=f"{chr(65 + n % 23)}ette {chr(65 + n % 19)}ansen {n % 7}")
        for n, record in enumerate(records)
    )
    make_missing_keys()
    for person in people[:40]:
        a_seat(person, world.political)
    names = [NameSeen(person.name, "Hedelund Kommune") for person in people[:60]]
    with django_assert_max_num_queries(13):
        assert len(match_person(names, body=world.political, on=TODAY)) == 60
