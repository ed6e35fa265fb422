"""What stands on an initiative is put right on pages: reached, over, ended, told otherwise, taken back; by those who may."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from efforts import Effort, a_leader, an_effort
from people import World, a_world
from sessions import log_in

from roedtraad.accounts.models import JournalEntry, User
from roedtraad.bodies.models import Level
from roedtraad.initiatives.models import EvaluationState, Indicator, State
from roedtraad.initiatives.queries import states_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def effort(world: World) -> Effort:
    return an_effort(world)


def at(effort: Effort, key: str = "") -> str:
    return f"/indsats/{effort.initiative.record.public_id}/skrevet{'/' if key else ''}{key}"


def sends(user: User, path: str, **data: str) -> tuple[int, str]:
    response = log_in(Client(), user).post(path, data)
    return response.status_code, response.content.decode()


def text_of(user: User, path: str) -> str:
    response = log_in(Client(), user).get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_the_secretariat_sees_all_that_stands_and_a_member_is_refused(world: World, effort: Effort) -> None:
    text = text_of(world.sara, at(effort))
    for words in ("Fælles telefonnummer", "For få borgere", "Sandager Kommune", "Kørsel mellem sygehuse", "Slutevaluering",
                  "Genindlagt inden 30 dage", "projektet i Nordbælt", "Udskrivning", "Projektleder"):  # fmt: skip
        assert words in text, words
    assert log_in(Client(), world.mads).get(at(effort)).status_code == 403
    assert Client().get(at(effort)).status_code == 302


def test_a_leader_says_what_was_reached_and_what_is_over_and_no_more(world: World, effort: Effort) -> None:
    a_leader(world, effort)
    milestone, risk = effort.initiative.milestones.get(), effort.initiative.risks.get()
    assert "Sandager Kommune" not in text_of(world.mads, at(effort)).split("<main")[1]
    page = text_of(world.mads, at(effort, milestone.cited_as))
    assert 'value="naaet"' in page
    assert 'value="tilbage"' not in page
    assert sends(world.mads, at(effort, milestone.cited_as), goer="naaet", on="2026-09-15")[0] == 302
    answer = {"on": "2026-10-01", "answer": "Målgruppen er udvidet"}
    assert sends(world.mads, at(effort, risk.cited_as), goer="ovre", **answer)[0] == 302
    milestone.refresh_from_db()
    risk.refresh_from_db()
    assert milestone.reached_on == date(2026, 9, 15)
    assert (risk.over_on, risk.answer) == (date(2026, 10, 1), "Målgruppen er udvidet")
    assert sends(world.mads, at(effort, milestone.cited_as), goer="tilbage", why="Fejl")[0] == 200
    milestone.refresh_from_db()
    assert milestone.withdrawn_at is None


def test_a_milestone_is_not_reached_on_a_day_that_is_to_come(world: World, effort: Effort) -> None:
    milestone = effort.initiative.milestones.get()
    status, text = sends(world.sara, at(effort, milestone.cited_as), goer="naaet", on="2199-01-01")
    assert status == 200
    assert "2199-01-01" in text  # what was written is kept
    milestone.refresh_from_db()
    assert milestone.reached_on is None


def test_a_state_that_was_entered_wrongly_is_taken_back_with_a_reason(world: World, effort: Effort) -> None:
    row = effort.initiative.states.get(state=State.RUNNING)
    assert sends(world.sara, at(effort, row.cited_as), goer="tilbage", why=" ")[0] == 200
    assert sends(world.sara, at(effort, row.cited_as), goer="tilbage", why="Den var ikke begyndt")[0] == 302
    viewer = world.viewer(world.sara)
    assert states_on(viewer, [effort.initiative]) == {effort.initiative.pk: State.APPROVED}
    told = JournalEntry.objects.filter(act="initiatives.row.taken_back").latest("number")
    assert told.reason == "Den var ikke begyndt"
    assert log_in(Client(), world.sara).get(at(effort, row.cited_as)).status_code == 404


def test_a_party_takes_part_no_longer(world: World, effort: Effort) -> None:
    part = effort.initiative.parties.order_by("pk")[0]
    assert sends(world.sara, at(effort, part.cited_as), goer="slut", last_day="2026-06-30")[0] == 302
    part.refresh_from_db()
    assert part.valid_to == date(2026, 6, 30)


def test_an_evaluation_is_finished_and_told_to_each_level(world: World, effort: Effort) -> None:
    one = effort.initiative.evaluations.get(name="Slutevaluering")
    there = at(effort, f"evaluation.{one.pk}")
    done = {"goer": "ret", "name": one.name, "state": "done"}
    status, text = sends(world.sara, there, **done, result="Det gik godt")
    assert (status, "Det gik godt" in text) == (200, True)  # the day is missing
    assert sends(world.sara, there, **done, result="Det gik godt", done_on="2026-11-02")[0] == 302
    one.refresh_from_db()
    assert (one.state, one.result) == (EvaluationState.DONE, "Det gik godt")
    level = Level.objects.order_by("pk")[0]
    told = {"level": str(level.pk), "text": "Kort: det virker.", "as_what": "dias"}
    assert sends(world.sara, there, goer="niveau", **told)[0] == 302
    assert one.texts.get(withdrawn_at=None).form == "dias"
    assert sends(world.sara, there, goer="deltager", as_written="Universitetet")[0] == 302
    page = log_in(Client(), None).get(f"/indsats/{effort.initiative.record.public_id}", follow=True)
    for words in ("Kort: det virker.", "Universitetet", "Det gik godt"):
        assert words in page.content.decode(), words


def test_an_indicator_gets_another_target_and_keeps_its_numbers(world: World, effort: Effort) -> None:
    one = effort.readmitted
    data = {
        "goer": "ret", "name": one.name, "kind": one.kind, "unit": "%", "numerator": one.numerator,
        "denominator": one.denominator, "baseline": "18,4", "target": "12", "aims": "at_most",
    }  # fmt: skip
    there = at(effort, f"indicator.{one.pk}")
    assert "18,4" in text_of(world.sara, there)
    assert sends(world.sara, there, **data)[0] == 302
    changed = Indicator.objects.get(pk=one.pk)
    assert changed.target == 12
    assert changed.measurements.filter(withdrawn_at=None).exists()


def test_an_initiative_that_never_was_one_is_taken_back(world: World, effort: Effort) -> None:
    there = f"/indsats/{effort.initiative.record.public_id}/skriv"
    response = log_in(Client(), world.sara).post(there, {"goer": "tilbage", "why": "Det var en møderække"})
    assert response["Location"] == "/indsatser"
    assert Client().get(f"/indsats/{effort.initiative.record.public_id}", follow=True).status_code == 404


def test_what_is_of_another_initiative_is_not_there(world: World, effort: Effort) -> None:
    other = an_effort(world, name="En anden", tail=" to")
    key = other.initiative.milestones.get().cited_as
    for wrong in (key, "milestone.x", "evaluation", "record.1"):
        assert log_in(Client(), world.sara).get(at(effort, wrong)).status_code == 404, wrong


def test_the_pages_cost_the_same_with_more_of_everything(world: World, effort: Effort) -> None:
    client = log_in(Client(), world.sara)
    key = effort.initiative.milestones.get().cited_as
    sizes = []
    for number in range(2):
        asked = []
        for path in (at(effort), at(effort, key)):
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            asked.append(len(queries))
        sizes.append(asked)
        an_effort(world, name=f"Anden {number}", tail=f" {number}")
    assert sizes[0] == sizes[1]
    assert sizes[0][0] <= 35
    assert sizes[0][1] <= 45
