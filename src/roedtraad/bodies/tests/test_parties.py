"""Parties are entered with their other names, change their names without losing the old ones, and end on a day."""

from datetime import date

import pytest
from people import World, a_party
from refusing import refused

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import (
    Days,
    PartyDetails,
    add_alias,
    change_party,
    correct_party_days,
    create_party,
    end_party,
    withdraw_alias,
)
from roedtraad.bodies.models import Correction, PartyAlias, PartyKind

pytestmark = pytest.mark.django_db
FJORDBY = PartyDetails("Fjordby Kommune", PartyKind.MUNICIPALITY, code="0999", source="Kommunens hjemmeside")


def test_a_party_is_entered_with_its_source_and_its_other_names(sara: Viewer) -> None:
    party = create_party(viewer=sara, details=FJORDBY, aliases=["Fjordby  By", "Fjordby"])
    assert (party.name, party.code, party.source) == ("Fjordby Kommune", "0999", "Kommunens hjemmeside")
    assert set(party.aliases.values_list("name", flat=True)) == {"Fjordby By", "Fjordby"}
    assert party.record.is_public
    entry = JournalEntry.objects.get(record=party.record, act="bodies.party.created")
    assert entry.actor == sara.user


def test_a_member_cannot_enter_a_party(mads: Viewer) -> None:
    with refused("bodies.register", saying="sekretariat"):
        create_party(viewer=mads, details=FJORDBY)


def test_a_citizen_cannot_change_a_party(world: World) -> None:
    with refused("bodies.register"):
        change_party(viewer=world.viewer(None), party=a_party(), details=FJORDBY)


def test_a_party_needs_a_name(sara: Viewer) -> None:
    with refused("bodies.name", saying="navn"):
        create_party(viewer=sara, details=PartyDetails("  ", PartyKind.OTHER))


def test_a_code_belongs_to_one_party(sara: Viewer) -> None:
    create_party(viewer=sara, details=FJORDBY)
    with refused("bodies.party.code", saying="Fjordby Kommune"):
        create_party(viewer=sara, details=PartyDetails("Hedelund", PartyKind.MUNICIPALITY, code="0999"))


def test_a_party_keeps_its_own_code_when_it_is_changed(sara: Viewer) -> None:
    party = create_party(viewer=sara, details=FJORDBY)
    change_party(viewer=sara, party=party, details=FJORDBY)
    assert party.code == "0999"


def test_a_party_that_changes_its_name_is_still_found_by_the_old_one(sara: Viewer) -> None:
    party = create_party(viewer=sara, details=PartyDetails("Vestbælt Sygehus", PartyKind.HOSPITAL))
    new = PartyDetails("Sygehus Vestbælt", PartyKind.HOSPITAL)
    change_party(viewer=sara, party=party, details=new, reason="Nyt navn fra nytår")
    party.refresh_from_db()
    assert party.name == "Sygehus Vestbælt"
    assert party.aliases.get().name == "Vestbælt Sygehus"
    correction = Correction.objects.get(record=party.record, field="name")
    assert (correction.before, correction.after) == ("Vestbælt Sygehus", "Sygehus Vestbælt")
    assert correction.entry.reason == "Nyt navn fra nytår"


def test_nothing_is_written_when_nothing_changes(sara: Viewer) -> None:
    party = create_party(viewer=sara, details=FJORDBY)
    written = JournalEntry.objects.count()
    change_party(viewer=sara, party=party, details=FJORDBY)
    assert JournalEntry.objects.count() == written
    assert not Correction.objects.exists()


def test_a_party_is_never_part_of_itself(sara: Viewer) -> None:
    region = create_party(viewer=sara, details=PartyDetails("Region Bæltet", PartyKind.REGION))
    hospital = create_party(
        viewer=sara, details=PartyDetails("Vestbælt Sygehus", PartyKind.HOSPITAL, part_of=region)
    )
    with refused("bodies.party.part_of_itself"):
        change_party(
            viewer=sara,
            party=region,
            details=PartyDetails("Region Bæltet", PartyKind.REGION, part_of=hospital),
        )


def test_a_party_ends_on_a_day(sara: Viewer) -> None:
    party = create_party(viewer=sara, details=FJORDBY, days=Days(date(2007, 1, 1)))
    end_party(viewer=sara, party=party, last_day=date(2026, 12, 31))
    assert party.is_valid(date(2026, 12, 31))
    assert not party.is_valid(date(2027, 1, 1))


def test_a_party_cannot_end_before_it_begins(sara: Viewer) -> None:
    party = create_party(viewer=sara, details=FJORDBY, days=Days(date(2007, 1, 1)))
    with refused("bodies.days", saying="31. december 2006"):
        end_party(viewer=sara, party=party, last_day=date(2006, 12, 31))


def test_a_corrected_day_is_kept_beside_the_new_one(sara: Viewer) -> None:
    party = create_party(viewer=sara, details=FJORDBY, days=Days(date(2007, 1, 1)))
    correct_party_days(viewer=sara, party=party, days=Days(date(2006, 1, 1)), reason="Tastefejl")
    correction = Correction.objects.get(record=party.record)
    assert (correction.field, correction.before, correction.after) == (
        "valid_from",
        "2007-01-01",
        "2006-01-01",
    )
    assert (correction.entry.act, correction.entry.actor) == ("bodies.party.dated", sara.user)


def test_a_name_that_was_taken_back_can_come_back(sara: Viewer) -> None:
    party = create_party(viewer=sara, details=FJORDBY)
    alias = add_alias(viewer=sara, of=party, name="Fjordbyen")
    withdraw_alias(viewer=sara, alias=alias, reason="Det er en anden by")
    assert not party.aliases.filter(withdrawn_at=None).exists()
    add_alias(viewer=sara, of=party, name="Fjordbyen")
    assert party.aliases.filter(withdrawn_at=None).get() == alias
    assert PartyAlias.objects.count() == 1


def test_a_member_cannot_give_a_party_another_name(mads: Viewer) -> None:
    with refused("bodies.register"):
        add_alias(viewer=mads, of=a_party(), name="Fjordbyen")
