"""What the cluster decided, each party adopts: who may say so, what is refused, who waits, who is reminded."""

from datetime import date, timedelta

import pytest
from money import a_decision
from people import World, a_person, a_world
from refusing import refused

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Party
from roedtraad.commitments.actions import (
    AdoptionAsked,
    Answered,
    adopt,
    ask_to_adopt,
    drop_adoption,
    refuse_adoption,
    reword_adoption,
)
from roedtraad.commitments.models import Adoption, AdoptionKind
from roedtraad.commitments.queries import adoption_for, adoptions_due, adoptions_of, adoptions_waiting
from roedtraad.meetings.models import Decision
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 18)


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def decision(world: World) -> Decision:
    return a_decision(world)


def asked(world: World, decision: Decision, **more: object) -> Adoption:
    party = Party.objects.get(name="Fjordby Kommune")
    ask = AdoptionAsked(party, AdoptionKind.APPROPRIATION, "Det indstilles …", **more)  # type: ignore[arg-type]
    (row,) = ask_to_adopt(decision, [ask], due_on=DUE, viewer=world.viewer(world.sara))
    return row


def answer(viewer: Viewer, on: date | None = None, **more: str) -> Answered:
    return Answered(on or viewer.on, "Byrådet, punkt 7", **more)


def test_a_party_adopts_with_day_own_number_and_link(world: World, decision: Decision) -> None:
    row, mads = asked(world, decision), world.viewer(world.mads)  # Mads sits for Fjordby
    adopt(row, answer(mads, case_number="26/101", link="https://fjordby.example/7"), viewer=mads)
    row.refresh_from_db()
    assert (row.state, row.answered_on, row.case_number, row.entered_by) == (
        "adopted",
        mads.on,
        "26/101",
        world.mads,
    )
    acts = JournalEntry.objects.filter(record=decision.record).values_list("act", flat=True)
    assert {"commitments.adoption.asked", "commitments.adoption.adopted"} <= set(acts)


def test_the_secretariat_may_answer_for_a_party_and_the_contact_too(world: World, decision: Decision) -> None:
    contact = a_person("Omar Bech")
    row, sara = asked(world, decision, contact=contact), world.viewer(world.sara)
    refuse_adoption(row, on=sara.on, by="Byrådet", reason="Budgettet er lukket", viewer=sara)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("refused", "Budgettet er lukket")
    publish_minutes(decision.item.meeting, viewer=sara)
    omar = Viewer(on=sara.on, user=world.vibe, tokens=frozenset({f"person:{contact.pk}"}))
    adopt(row, answer(omar), viewer=omar)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("adopted", "")


@pytest.mark.parametrize("who", ["lone", "sune"])
def test_others_of_the_body_cannot_answer_for_a_party(world: World, decision: Decision, who: str) -> None:
    row, viewer = asked(world, decision), world.viewer(getattr(world, who))
    with refused("commitments.adoption"):
        adopt(row, answer(viewer), viewer=viewer)
    with refused("commitments.adoption"):
        reword_adoption(row, text="Andet", due_on=None, viewer=viewer)
    row.refresh_from_db()
    assert row.state == "waiting"


def test_a_stranger_to_the_decision_is_told_that_there_is_none(world: World, decision: Decision) -> None:
    row, vibe = asked(world, decision), world.viewer(world.vibe)
    with refused("commitments.adoption.unseen"):
        adopt(row, answer(vibe), viewer=vibe)
    assert adoptions_of(vibe, [decision.pk]) == ()
    assert adoption_for(vibe, decision.record.public_id, row.pk) is None


def test_only_the_secretariat_asks_and_lets_go(world: World, decision: Decision) -> None:
    row, mads = asked(world, decision), world.viewer(world.mads)
    with refused("meetings.keep"):
        ask_to_adopt(decision, [], due_on=None, viewer=mads)
    with refused("meetings.keep"):
        drop_adoption(row, reason="Nej", viewer=mads)
    sara = world.viewer(world.sara)
    with refused("commitments.adoption.reason"):
        drop_adoption(row, reason=" ", viewer=sara)
    drop_adoption(row, reason="Regionen betaler", viewer=sara)
    with refused("commitments.adoption.dropped"):
        adopt(row, answer(sara), viewer=sara)
    again = asked(world, decision)
    assert (again.pk != row.pk, Adoption.objects.count()) == (True, 2)


def test_asked_twice_is_asked_once(world: World, decision: Decision) -> None:
    asked(world, decision)
    party = Party.objects.get(name="Fjordby Kommune")
    same = AdoptionAsked(party, AdoptionKind.APPROPRIATION, "Det samme")
    assert ask_to_adopt(decision, [same], due_on=None, viewer=world.viewer(world.sara)) == []
    assert Adoption.objects.count() == 1


def test_nonsense_is_refused_with_a_sentence(world: World, decision: Decision) -> None:
    row, sara = asked(world, decision), world.viewer(world.sara)
    with refused("commitments.adoption.on"):
        adopt(row, answer(sara, sara.on + timedelta(days=1)), viewer=sara)
    with refused("commitments.adoption.by"):
        adopt(row, Answered(sara.on, " "), viewer=sara)
    with refused("commitments.adoption.link"):
        adopt(row, answer(sara, link="javascript:alert(1)"), viewer=sara)
    with refused("commitments.adoption.reason"):
        refuse_adoption(row, on=sara.on, by="", reason="", viewer=sara)
    with refused("commitments.adoption.due"):
        ask_to_adopt(
            decision,
            [AdoptionAsked(row.party, AdoptionKind.CARRY_OVER, "x")],
            due_on=date(2020, 1, 1),
            viewer=sara,
        )
    row.refresh_from_db()
    assert row.state == "waiting"


def test_what_waits_stands_on_the_desk_of_the_party_and_of_its_contact(
    world: World, decision: Decision
) -> None:
    contact = a_person("Omar Bech")
    row = asked(world, decision, contact=contact)
    mads = world.viewer(world.mads)
    assert [line.adoption for line in adoptions_waiting(mads)] == [row]
    omar = Viewer(on=mads.on, tokens=frozenset({f"person:{contact.pk}"}))
    assert adoptions_waiting(omar) == ()  # he may not see the decision yet
    publish_minutes(decision.item.meeting, viewer=world.viewer(world.sara))
    assert [line.adoption for line in adoptions_waiting(omar)] == [row]
    assert adoptions_waiting(world.viewer(world.lone)) == ()
    adopt(row, answer(mads), viewer=mads)
    assert adoptions_waiting(mads) == ()


def test_the_adoption_of_a_closed_decision_is_for_those_who_see_it(world: World) -> None:
    closed = a_decision(world, "Lukket sag", is_closed=True)
    row = asked(world, closed)
    publish_minutes(closed.item.meeting, viewer=world.viewer(world.sara))
    assert adoptions_of(Viewer(on=DUE), [closed.pk]) == ()
    assert adoption_for(world.viewer(world.sune), closed.record.public_id, row.pk) is None
    assert len(adoptions_of(world.viewer(world.mads), [closed.pk])) == 1


def test_the_contact_is_reminded_before_on_and_after_the_day_until_it_is_answered(
    world: World, decision: Decision
) -> None:
    row = asked(world, decision, contact=a_person("Omar Bech"))
    steps = {
        days: [one.step for one in adoptions_due(DUE + timedelta(days=days))]
        for days in (-15, -14, 0, 1, 14, 28)
    }
    assert steps == {-15: [], -14: ["before"], 0: ["on"], 1: [], 14: ["after"], 28: ["after"]}
    sara = world.viewer(world.sara)
    adopt(row, answer(sara), viewer=sara)
    assert adoptions_due(DUE) == ()
