"""What was entered by mistake goes out of sight; what something leans on does not, and nothing is deleted."""

import pytest
from people import World, a_body, a_collaboration, a_party, a_person, a_seat
from refusing import refused

from roedtraad.accounts.models import JournalEntry, Record
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import add_alias, withdraw_entry, withdraw_membership
from roedtraad.bodies.models import CollaborationMember, Party

pytestmark = pytest.mark.django_db


def test_a_party_that_was_entered_by_mistake_goes_out_of_sight(sara: Viewer) -> None:
    party = a_party("Fjorby Kommune")
    add_alias(viewer=sara, of=party, name="Fjorby")
    withdraw_entry(viewer=sara, entry=party, reason="Tastefejl")
    assert Party.objects.filter(pk=party.pk).exists()
    record = Record.objects.get(pk=party.pk)
    assert (record.withdrawn_at is not None, record.is_public) == (True, False)
    assert JournalEntry.objects.get(act="party.withdrawn").reason == "Tastefejl"


def test_what_something_leans_on_stays(world: World, sara: Viewer, ada: Viewer) -> None:
    fjordby = Party.objects.get(name="Fjordby Kommune")  # Mads sits for it
    for entry in (fjordby, world.political, world.political.collaboration):
        with refused("bodies.entry.used", saying=entry.name):
            withdraw_entry(viewer=ada, entry=entry, reason="")
    person = a_person("Otto Vang")
    a_seat(person, world.political)
    with refused("bodies.entry.used", saying="Otto Vang"):
        withdraw_entry(viewer=sara, entry=person, reason="")


def test_what_leant_on_it_and_was_taken_back_is_no_hindrance(world: World, ada: Viewer) -> None:
    party = a_party("Fjorby Kommune")
    membership = CollaborationMember.objects.create(collaboration=world.political.collaboration, party=party)
    with refused("bodies.entry.used"):
        withdraw_entry(viewer=ada, entry=party, reason="")
    withdraw_membership(viewer=ada, membership=membership, reason="Tastefejl")
    withdraw_entry(viewer=ada, entry=party, reason="Tastefejl")
    assert Record.objects.get(pk=party.pk).withdrawn_at is not None


def test_whoever_may_not_keep_it_may_not_withdraw_it(world: World, sara: Viewer, mads: Viewer) -> None:
    elsewhere = a_body("Østbælt", collaboration=a_collaboration("Østbælt"))
    for viewer, entry, code in (
        (mads, a_party("Ny"), "bodies.register"),
        (mads, a_person("Ny Person"), "bodies.register"),
        (sara, elsewhere, "bodies.keep"),
        (sara, elsewhere.collaboration, "bodies.collaboration"),
    ):
        with refused(code):
            withdraw_entry(viewer=viewer, entry=entry, reason="")
