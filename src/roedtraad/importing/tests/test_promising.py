"""What accepted minutes promise becomes a record with its owner, its day and its words; an agenda promises nothing."""

from datetime import date

import pytest
from drafting import AGENDA, MINUTES, a_draft
from people import World

from roedtraad.accounts.policy import Viewer
from roedtraad.commitments.models import Commitment
from roedtraad.documents.models import Citation
from roedtraad.importing.actions import accept

pytestmark = pytest.mark.django_db

BY_A_PARTY = MINUTES.replace(
    "Sekretariatet vender tilbage med en status i november 2026.",
    "Fjordby Kommune beskriver den fælles tavle senest den 1. juni 2026.",
)
BY_A_PERSON = MINUTES.replace(
    "Sekretariatet vender tilbage med en status i november 2026.",
    "Mads Ravn undersøger adgangen til tavlen senest den 1. juni 2026.",
)


def promised(viewer: Viewer, text: str) -> Commitment:
    draft = a_draft(viewer, text)
    accept(draft, version=draft.version, viewer=viewer)
    return Commitment.objects.prefetch_related("owners").get()


def test_a_promise_is_recorded_under_its_item_with_its_words(world: World, sara: Viewer) -> None:
    promise = promised(sara, MINUTES)
    assert promise.item.title == "Fælles akutteam"
    assert promise.text == "Sekretariatet vender tilbage med en status i november 2026."
    assert (promise.due_edtf, promise.due_on) == ("2026-11", date(2026, 11, 30))
    assert [owner.as_written for owner in promise.owners.all()] == ["Sekretariatet"]
    cited = {row.field: row.quote for row in Citation.objects.filter(record=promise.record)}
    assert cited == {"text": promise.text, "due": "november 2026", "owner.1": "Sekretariatet"}


def test_a_party_that_owes_is_the_party_of_the_register(world: World, sara: Viewer) -> None:
    owner = promised(sara, BY_A_PARTY).owners.get()
    assert owner.party is not None
    assert owner.party.name == "Fjordby Kommune"


def test_somebody_of_the_list_who_owes_is_that_person(world: World, sara: Viewer) -> None:
    assert promised(sara, BY_A_PERSON).owners.get().person == world.mads.person


def test_the_chairs_who_owe_are_the_body_which_answers_by_whoever_is_chair(
    world: World, sara: Viewer
) -> None:
    text = MINUTES.replace("Sekretariatet vender tilbage", "Formandskabet vender tilbage")
    owner = promised(sara, text).owners.get()
    assert (owner.body, owner.as_written) == (world.political, "Formandskabet")


def test_the_chairs_of_another_body_are_that_body(world: World, sara: Viewer) -> None:
    text = MINUTES.replace(
        "Sekretariatet vender tilbage", f"Formandskabet for {world.strategic.name} vender tilbage"
    )
    owner = promised(sara, text).owners.get()
    assert owner.body in (world.strategic, world.political)
    assert owner.as_written.startswith("Formandskabet")


def test_an_agenda_promises_nothing(world: World, sara: Viewer) -> None:
    text = AGENDA.replace(
        "har haft 742 kald", "vender tilbage med en status i november 2026 og har haft 742 kald"
    )
    draft = a_draft(sara, text)
    accept(draft, version=draft.version, viewer=sara)
    assert not Commitment.objects.exists()
