"""A plan is written as a part of its agreement, follows an older one, is evaluated; what somebody may not see is not told."""

from datetime import date

import pytest
from django.test import Client
from efforts import Effort, an_effort
from people import World, a_world
from sessions import log_in

from roedtraad.accounts.models import User
from roedtraad.initiatives.actions import AgreementDetails, enter_agreement
from roedtraad.initiatives.models import Agreement, AgreementKind, EvaluationState, FocusArea

pytestmark = pytest.mark.django_db
PLAN = {"name": "Implementeringsplan 2024–2027", "kind": AgreementKind.IMPLEMENTATION_PLAN.value}


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def effort(world: World) -> Effort:
    return an_effort(world)


def a_plan(world: World, *, is_public: bool = True) -> Agreement:
    return enter_agreement(
        viewer=world.viewer(world.sara),
        collaboration=world.political.collaboration,
        details=AgreementDetails(PLAN["name"], AgreementKind.IMPLEMENTATION_PLAN),
        is_public=is_public,
    )


def sends(user: User, one: Agreement | FocusArea, **data: str) -> int:
    word = "aftale" if isinstance(one, Agreement) else "fokusomraade"
    return log_in(Client(), user).post(f"/{word}/{one.record.public_id}/skriv", data).status_code


def text_of(one: Agreement | FocusArea, user: User | None = None) -> str:
    word = "aftale" if isinstance(one, Agreement) else "fokusomraade"
    response = log_in(Client(), user).get(f"/{word}/{one.record.public_id}", follow=True)
    return response.content.decode()


def test_a_plan_is_a_part_of_its_agreement_and_both_pages_say_so(world: World, effort: Effort) -> None:
    plan, whole = a_plan(world), effort.agreement
    assert sends(world.sara, plan, goer="om", **PLAN, part_of=whole.record.public_id) == 302
    plan.refresh_from_db()
    assert plan.part_of == whole
    assert whole.name in text_of(plan)
    assert plan.name in text_of(whole)


def test_what_stands_is_kept_when_the_form_is_sent_as_it_is(world: World, effort: Effort) -> None:
    plan, whole = a_plan(world), effort.agreement
    sends(world.sara, plan, goer="om", **PLAN, part_of=whole.record.public_id)
    page = log_in(Client(), world.sara).get(f"/aftale/{plan.record.public_id}/skriv").content.decode()
    assert f'<option value="{whole.record.public_id}" selected>' in page
    assert sends(world.sara, plan, goer="om", **PLAN) == 302
    plan.refresh_from_db()
    assert plan.part_of is None


def test_no_agreement_is_a_part_of_itself(world: World) -> None:
    plan = a_plan(world)
    assert sends(world.sara, plan, goer="om", **PLAN, part_of=plan.record.public_id) == 200
    plan.refresh_from_db()
    assert plan.part_of is None


def test_a_plan_that_only_the_circles_see_is_not_on_the_page_of_its_agreement(
    world: World, effort: Effort
) -> None:
    plan = a_plan(world, is_public=False)
    sends(world.sara, plan, goer="om", **PLAN, part_of=effort.agreement.record.public_id)
    assert plan.name in text_of(effort.agreement, world.mads)
    assert plan.name not in text_of(effort.agreement)


def test_a_plan_is_evaluated(world: World) -> None:
    plan = a_plan(world)
    data = {
        "goer": "evaluering",
        "name": "Evaluering af planen",
        "state": "done",
        "done_on": "2026-09-01",
        "makers": "",
    }
    assert sends(world.mads, plan, **data, result="Halvdelen er nået") == 403
    assert sends(world.sara, plan, **data, result="Halvdelen er nået") == 302
    one = plan.evaluations.get()
    assert (one.state, one.done_on) == (EvaluationState.DONE, date(2026, 9, 1))
    assert "Halvdelen er nået" in text_of(plan)


def test_a_state_of_a_focus_area_that_was_written_wrongly_is_taken_back(world: World, effort: Effort) -> None:
    assert "Afventer kommissionen" in text_of(effort.paused)
    assert sends(world.mads, effort.paused, goer="tilbage", why="Den var aldrig på pause") == 403
    assert sends(world.sara, effort.paused, goer="tilbage", why="Den var aldrig på pause") == 302
    assert "Afventer kommissionen" not in text_of(effort.paused)
    assert sends(world.sara, effort.paused, goer="tilbage", why="Igen") == 200
