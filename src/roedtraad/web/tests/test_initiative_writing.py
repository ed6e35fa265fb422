"""What the secretariat writes on the forms of initiatives and agreements is on the page that everybody reads."""

import pytest
from django.test import Client
from efforts import Effort, an_effort
from people import World, a_world
from sessions import log_in

from roedtraad.initiatives.models import Cohort, FocusArea

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def effort(world: World) -> Effort:
    return an_effort(world)


def page_after(world: World, one: object, word: str, **data: str) -> str:
    """Send a form as the secretary, and return the page as a stranger reads it."""
    there = f"/{word}/{one.record.public_id}"  # type: ignore[attr-defined]
    response = log_in(Client(), world.sara).post(f"{there}/skriv", data)
    assert response.status_code == 302, response.content.decode()
    return Client().get(there, follow=True).content.decode()


ABOUT = {"goer": "om", "name": "Hjem i god tid", "kind": "project"}
SAID: tuple[tuple[dict[str, str], str], ...] = (
    ({**ABOUT, "mark": "Forslag 2"}, "Forslag 2"),
    ({**ABOUT, "kind": "pathway"}, "Forløbsprogram"),
    ({**ABOUT, "kind": "course"}, "Kompetenceforløb"),
    (
        {"goer": "led", "kind": "gathers", "as_written": "to forslag fra driftsforum"},
        "to forslag fra driftsforum",
    ),
    ({"goer": "led", "kind": "scales", "as_written": "holdets forsøg"}, "holdets forsøg"),
    ({"goer": "lead", "theme": "Medicin", "meets_rules": "nej"}, "Den opfylder ikke rammerne"),
    ({"goer": "evaluering", "name": "Udkast til evaluering", "state": "working"}, "Udkast til evaluering"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words"), SAID, ids=lambda told: told.get("goer") if isinstance(told, dict) else ""
)
def test_what_is_written_stands_on_the_page(
    world: World, effort: Effort, data: dict[str, str], words: str
) -> None:
    assert words in page_after(world, effort.initiative, "indsats", **data)


def test_what_ended_in_operation_says_who_has_taken_it_over(world: World, effort: Effort) -> None:
    data = {"goer": "tilstand", "state": "anchored", "on": "2026-10-01"}
    text = page_after(world, effort.initiative, "indsats", **data, handed_to=world.strategic.record.public_id)
    assert "Forankret i drift" in text
    assert world.strategic.name in text


def test_a_focus_area_says_which_body_was_given_it_by_which(world: World, effort: Effort) -> None:
    bodies = {"given_by": world.political.record.public_id, "given_to": world.strategic.record.public_id}
    text = page_after(world, effort.area, "fokusomraade", goer="om", name=effort.area.name, **bodies)
    assert f"{world.political.name} → {world.strategic.name}" in text
    kept = FocusArea.objects.get(pk=effort.area.pk)
    assert (kept.given_by, kept.given_to) == (world.political, world.strategic)


def test_a_cohort_has_its_days_and_camps(world: World, effort: Effort) -> None:
    data = {"goer": "hold", "programme": "Lederforløb", "name": "hold 5", "days_away": "9", "camps": "4"}
    assert log_in(Client(), world.sara).post("/aftaler/ny", data).status_code == 302
    made = Cohort.objects.get(name="hold 5")
    assert (made.days, made.camps) == (9, 4)


def test_an_indicator_without_numbers_stands_among_what_is_written(world: World, effort: Effort) -> None:
    data = {"goer": "indikator", "name": "Nye forløb pr. dag", "kind": "rate", "unit": "pr. dag"}
    page_after(world, effort.initiative, "indsats", **data)
    there = f"/indsats/{effort.initiative.record.public_id}/skrevet"
    assert "Nye forløb pr. dag" in log_in(Client(), world.sara).get(there).content.decode()
