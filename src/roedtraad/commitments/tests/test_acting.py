"""What is done with a promise, by whom, and what stays of it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from people import World, a_party, a_person, a_world, somebody
from promises import a_promise, an_item_of
from refusing import refused

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import NotAllowed
from roedtraad.bodies.models import SeatRole
from roedtraad.commitments.actions import (
    ask,
    assign,
    change_words,
    drop,
    keep,
    move,
    pass_over,
    reopen,
    report,
    send_back,
    withdraw_commitment,
)
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Evidence, Named
from roedtraad.commitments.models import Commitment, Event, EventKind
from roedtraad.commitments.queries import CommitmentFilters, commitment_page, commitments

pytestmark = pytest.mark.django_db
DONE = Evidence("Tavlen er i drift på Hedelund.")


@pytest.fixture
def world() -> World:
    return a_world()


def state(row: Commitment) -> str:
    row.refresh_from_db()
    return row.state


def test_a_promise_is_reported_by_who_owes_it_and_kept_by_who_is_owed(world: World) -> None:
    row, sara, mads = a_promise(world), world.viewer(world.sara), world.viewer(world.mads)
    report(row, DONE, viewer=mads)
    assert state(row) == "reported"
    with refused("commitments.receiver"):
        keep(row, viewer=mads)
    event = keep(row, viewer=sara)
    assert state(row) == "kept"
    assert (row.ended_on, event.text) == (sara.on, DONE.text), "what was reported shows it"
    assert JournalEntry.objects.latest("number").act == "commitments.commitment.kept"


def test_what_is_not_enough_is_sent_back_with_a_reason(world: World) -> None:
    row, sara = a_promise(world), world.viewer(world.sara)
    report(row, DONE, viewer=world.viewer(world.mads))
    with refused("commitments.reason"):
        send_back(row, reason=" ", viewer=sara)
    send_back(row, reason="Tallene mangler", viewer=sara)
    assert state(row) == "open"


def test_nothing_is_kept_without_something_that_shows_it(world: World) -> None:
    row, sara = a_promise(world), world.viewer(world.sara)
    with refused("commitments.no_evidence"):
        keep(row, viewer=sara)
    keep(row, evidence=Evidence(record_id=row.item.decision.pk), viewer=sara)
    assert row.events.last().evidence_id == row.item.decision.pk


def test_what_one_may_not_see_is_no_evidence(world: World) -> None:
    row = a_promise(world, owners=(Named(body_id=world.strategic.pk),))
    ada, vibe = world.viewer(world.ada), world.viewer(somebody("Bo Lund", world.strategic, SeatRole.CHAIR))
    hidden = an_item_of(world, is_closed=True, held_on=date(2026, 4, 4))
    with refused("commitments.evidence"):
        report(row, Evidence(record_id=hidden.pk), viewer=vibe)
    report(row, Evidence(record_id=hidden.pk), viewer=ada)


def test_a_promise_is_moved_with_a_reason_and_the_day_it_had_before(world: World) -> None:
    row, sara = a_promise(world, due=DueTold("1. juni 2026", "2026-06-01")), world.viewer(world.sara)
    with refused("commitments.reason"):
        move(row, DueTold("1. december 2026", "2026-12-01"), reason="", viewer=sara)
    with refused("commitments.no_due"):
        move(row, DueTold(), reason="Ferie", viewer=sara)
    event = move(row, DueTold("1. december 2026", "2026-12-01"), reason="Ferie", viewer=sara)
    assert (event.due_before, event.due_after) == (date(2026, 6, 1), date(2026, 12, 1))
    row.refresh_from_db()
    assert (row.due_as_told, row.due_on) == ("1. december 2026", date(2026, 12, 1))
    assert JournalEntry.objects.latest("number").reason == "Ferie"


def test_a_promise_is_dropped_with_a_reason_and_reopened(world: World) -> None:
    row, sara = a_promise(world), world.viewer(world.sara)
    with refused("commitments.reason"):
        drop(row, reason="", viewer=sara)
    drop(row, reason="Fjordby gør det alene", decision=row.item.decision, viewer=sara)
    assert state(row) == "dropped"
    with refused("commitments.kept"):
        keep(row, evidence=DONE, viewer=sara)
    reopen(row, reason="Fjordby trak sig", viewer=sara)
    assert state(row) == "open"
    assert row.ended_on is None
    assert [event.kind for event in row.events.all()] == ["given", "dropped", "reopened"]


def test_an_open_promise_need_not_be_reopened_and_the_sentence_says_so(world: World) -> None:
    row, sara = a_promise(world), world.viewer(world.sara)
    with refused("commitments.reopened", saying="ikke afsluttet"):
        reopen(row, reason="For en sikkerheds skyld", viewer=sara)


def test_somebody_else_can_owe_it_and_whoever_did_stays_in_its_history(world: World) -> None:
    row, sara = a_promise(world), world.viewer(world.sara)
    rigmor = a_person()
    with refused("commitments.nobody"):
        assign(row, [], viewer=sara)
    event = assign(row, [Named(person_id=rigmor.pk), Named("Driftsforum")], viewer=sara)
    assert event.text == "Mads Ravn"
    assert [str(one) for one in row.owners.filter(released_on=None)] == ["Rigmor Sandhave", "Driftsforum"]
    assert row.owners.get(person=world.mads.person).released_on == sara.on
    with refused("commitments.owner"):
        report(row, DONE, viewer=world.viewer(world.mads))


def test_other_words_keep_the_old_ones(world: World) -> None:
    row, sara = a_promise(world), world.viewer(world.sara)
    event = change_words(row, "Der gives skriftlig status.", viewer=sara)
    row.refresh_from_db()
    assert (row.text, event.text) == ("Der gives skriftlig status.", "Der gives status på næste møde.")


def test_where_each_answers_it_is_kept_when_all_have(world: World) -> None:
    sara, lone = world.viewer(world.sara), world.lone.person
    owners = (Named(person_id=world.mads.person.pk), Named(person_id=lone.pk))
    row = a_promise(world, owners=owners, is_each=True)
    first, second = row.owners.all()
    report(row, DONE, viewer=world.viewer(world.mads))
    assert state(row) == "open", "3 of 5 have answered is no answer yet"
    with refused("commitments.part"):
        report(row, DONE, owner=second, viewer=world.viewer(world.mads))
    keep(row, owner=first, viewer=sara)
    assert state(row) == "open"
    report(row, DONE, owner=second, viewer=sara)
    assert state(row) == "reported"
    keep(row, viewer=sara)
    assert state(row) == "kept"
    assert {one.state for one in row.owners.all()} == {"kept"}


def test_asking_is_told_and_reminds(world: World) -> None:
    row, sara = a_promise(world), world.viewer(world.sara)
    ask(row, text="Hvordan går det?", viewer=sara)
    ask(row, viewer=sara)
    assert [(one.step, one.number, one.person) for one in row.reminders.order_by("number")] == [
        ("asked", 1, world.mads.person),
        ("asked", 2, world.mads.person),
    ]
    with refused("commitments.nobody"):
        ask(a_promise(world, "Nogen gør noget.", item=row.item, owners=()), viewer=sara)


def test_a_party_answers_by_who_sits_for_it(world: World) -> None:
    party = world.mads.person.seats.get().party
    assert party is not None
    row = a_promise(world, owners=(Named(party_id=party.pk),))
    report(row, DONE, viewer=world.viewer(world.mads))
    assert state(row) == "reported"
    other = a_promise(
        world, "Andet.", item=row.item, owners=(Named(party_id=a_party("Strandby Kommune").pk),)
    )
    with refused("commitments.owner"):
        report(other, DONE, viewer=world.viewer(world.mads))


STRANGERS = ("karen", "vibe", "sune")
ACTS: dict[str, Callable[[Commitment, Viewer], object]] = {
    "ask": lambda row, viewer: ask(row, viewer=viewer),
    "report": lambda row, viewer: report(row, DONE, viewer=viewer),
    "keep": lambda row, viewer: keep(row, evidence=DONE, viewer=viewer),
    "move": lambda row, viewer: move(row, DueTold("2027", "2027"), reason="Fordi", viewer=viewer),
    "drop": lambda row, viewer: drop(row, reason="Fordi", viewer=viewer),
    "assign": lambda row, viewer: assign(row, [Named("Ingen")], viewer=viewer),
    "change": lambda row, viewer: change_words(row, "Andet", viewer=viewer),
    "pass over": lambda row, viewer: pass_over(row, row.item.meeting, reason="Fordi", viewer=viewer),
    "withdraw": lambda row, viewer: withdraw_commitment(row, reason="Fordi", viewer=viewer),
}


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("act", ACTS)
def test_a_stranger_does_nothing_with_a_promise(world: World, who: str, act: str) -> None:
    row = a_promise(world)
    before = (row.events.count(), JournalEntry.objects.count())
    with pytest.raises(NotAllowed) as refusal:
        ACTS[act](row, world.viewer(getattr(world, who, None)))
    # Sune is of the circle, and may know of it; the others may not even know that there is one.
    assert (refusal.value.code == "commitments.unseen") == (who != "sune")
    assert (row.events.count(), JournalEntry.objects.count()) == before


def test_what_an_owner_answers_is_for_the_circle_until_it_is_accepted(world: World) -> None:
    row, sara = a_promise(world), world.viewer(world.sara)
    row.record.is_public = True
    row.record.save()
    report(row, DONE, viewer=world.viewer(world.mads))
    public_id, karen = row.record.public_id, world.viewer(None)
    page = commitment_page(karen, public_id)
    assert page is not None
    assert [event.kind for event in page.history] == ["given"]
    assert page.line.latest is None
    inside = commitment_page(world.viewer(world.mads), public_id)
    assert inside is not None
    assert [event.text for event in inside.history] == ["", DONE.text]
    keep(row, viewer=sara)
    page = commitment_page(karen, public_id)
    assert page is not None
    assert [(event.kind, event.text, event.by) for event in page.history][1:] == [("kept", DONE.text, "")]


def test_a_promise_that_nobody_gave_is_taken_out_of_sight(world: World) -> None:
    row, sara = a_promise(world), world.viewer(world.sara)
    withdraw_commitment(row, reason="Læst forkert", viewer=sara)
    assert commitments(sara, CommitmentFilters()).lines == ()
    with refused("commitments.unseen"):
        keep(row, evidence=DONE, viewer=sara)
    assert a_promise(world, item=row.item) != row, "it can be recorded anew"


def test_what_happened_is_never_changed(world: World) -> None:
    row = a_promise(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(commitment=row).update(text="Aldrig sket")
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(commitment=row).delete()
    assert row.events.get().kind == EventKind.GIVEN
