"""What stands beside the initiatives is written and put right by the secretariat, and everybody reads it where it belongs."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from efforts import Effort, an_effort
from people import World, a_world
from sessions import log_in

from roedtraad.accounts.models import JournalEntry, User
from roedtraad.initiatives.models import (
    Cohort,
    EvaluationState,
    Indicator,
    InitiativeParty,
    Measurement,
    Presentation,
    Priority,
    Team,
    Vision,
    VisionKind,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def effort(world: World) -> Effort:
    return an_effort(world)


def sends(user: User, path: str, **data: object) -> tuple[int, str]:
    response = log_in(Client(), user).post(path, data)
    return response.status_code, response.content.decode()


def text_of(path: str, user: User | None = None) -> str:
    response = log_in(Client(), user).get(path, follow=True)
    assert response.status_code == 200, path
    return response.content.decode()


def at(one: object, word: str, key: str = "") -> str:
    tail = f"skrevet/{key}" if key else "skriv"
    return f"/{word}/{one.record.public_id}/{tail}"  # type: ignore[attr-defined]


def test_a_vision_is_written_in_other_words_and_moved_under_another(world: World, effort: Effort) -> None:
    other = effort.agreement.visions.exclude(pk=effort.vision.pk).get()
    data = {"goer": "om", "name": "Én indgang", "kind": "goal", "text": "", "order": 3}
    there = at(effort.vision, "vision")
    assert effort.vision.name in text_of(there, world.sara)
    assert sends(world.mads, there, **data)[0] == 403
    assert sends(world.sara, there, **data, part_of=other.record.public_id)[0] == 302
    kept = Vision.objects.get(pk=effort.vision.pk)
    assert (kept.name, kept.kind, kept.order, kept.part_of) == ("Én indgang", VisionKind.GOAL, 3, other)
    page = text_of(f"/aftale/{effort.agreement.record.public_id}")
    assert "Én indgang" in page
    assert there not in page  # a stranger is not led to the form
    assert there in text_of(f"/aftale/{effort.agreement.record.public_id}", world.sara)


def test_a_vision_that_something_serves_is_not_taken_back_and_one_that_nothing_serves_is(
    world: World, effort: Effort
) -> None:
    other = effort.agreement.visions.exclude(pk=effort.vision.pk).get()
    assert sends(world.sara, at(effort.vision, "vision"), goer="tilbage", why="Fejl")[0] == 200
    assert sends(world.sara, at(other, "vision"), goer="tilbage", why="Den står der to gange")[0] == 302
    page = text_of(f"/aftale/{effort.agreement.record.public_id}")
    assert effort.vision.name in page
    assert other.name not in page


def test_a_part_of_a_plan_is_where_an_initiative_comes_from(world: World, effort: Effort) -> None:
    plan = {"goer": "vision", "name": "Spor 2: Hjem efter sygehus", "kind": "part", "order": 4}
    assert sends(world.sara, at(effort.agreement, "aftale"), **plan)[0] == 302
    part = effort.agreement.visions.get(kind=VisionKind.PART)
    aim = {"goer": "fokus", "vision": part.record.public_id}
    assert sends(world.sara, at(effort.initiative, "indsats"), **aim)[0] == 302
    page = text_of(f"/indsats/{effort.initiative.record.public_id}")
    assert "Kommer fra" in page
    assert "Spor 2: Hjem efter sygehus" in page


def test_a_principle_of_the_collaborations_own_stands_among_the_agreements(
    world: World, effort: Effort
) -> None:
    data = {"goer": "princip", "name": "Patienten er med", "text": "I alle projekter", "order": 1}
    response = log_in(Client(), world.sara).post("/aftaler/ny", data)
    made = Vision.objects.get(name="Patienten er med")
    assert response["Location"] == at(made, "vision")
    assert (made.agreement, made.kind) == (None, VisionKind.PRINCIPLE)
    assert "Patienten er med" not in text_of("/aftaler")
    assert sends(world.sara, at(made, "vision"), goer="vis", is_public="on")[0] == 302
    assert "Patienten er med" in text_of("/aftaler")
    aim = {"goer": "fokus", "vision": made.record.public_id}
    assert sends(world.sara, at(effort.initiative, "indsats"), **aim)[0] == 302
    assert "Patienten er med" in text_of(f"/indsats/{effort.initiative.record.public_id}")


def test_who_sees_a_vision_of_an_agreement_follows_the_agreement(world: World, effort: Effort) -> None:
    assert 'value="vis"' not in text_of(at(effort.vision, "vision"), world.sara)
    assert sends(world.sara, at(effort.vision, "vision"), goer="vis")[0] == 200  # no such form
    effort.vision.record.refresh_from_db()
    assert effort.vision.record.is_public


def test_a_cooperation_agreement_is_changed_treated_and_put_right(world: World, effort: Effort) -> None:
    one = effort.initiative.collaboration.cooperations.get()
    there = at(one, "samarbejdsaftale")
    data = {"goer": "om", "name": "Aftale om hjemtransport", "text": "", "source": "", "reason": "Nyt navn"}
    owner = world.strategic.record.public_id
    assert sends(world.mads, there, **data)[0] == 403
    assert sends(world.sara, there, **data, owner=owner, first="2026-01-01")[0] == 302
    one.refresh_from_db()
    assert (one.name, one.owner, one.valid_from) == (
        "Aftale om hjemtransport",
        world.strategic,
        date(2026, 1, 1),
    )
    assert (
        sends(world.sara, there, goer="behandling", on="2026-11-01", verdict="revise")[0] == 200
    )  # and why?
    said = {"goer": "behandling", "on": "2026-11-01", "verdict": "holds"}
    assert sends(world.sara, there, **said)[0] == 302
    assert "gælder" in text_of("/aftaler").lower()
    newest = one.treatments.get(on=date(2026, 11, 1))
    assert newest.cited_as in text_of(there, world.sara)
    assert (
        sends(world.sara, at(one, "samarbejdsaftale", newest.cited_as), goer="tilbage", why="Forkert møde")[0]
        == 302
    )
    newest.refresh_from_db()
    assert newest.withdrawn_at is not None


def test_a_cohort_has_numbers_by_sector_events_and_teams_with_a_sparring_partner(
    world: World, effort: Effort
) -> None:
    one = Cohort.objects.get()
    there = at(one, "hold")
    for data in (
        {"goer": "deltagere", "as_written": "regionale", "people": "16"},
        {"goer": "deltagere", "as_written": "kommunale", "people": "20"},
        {"goer": "dag", "kind": "event", "on": "2027-05-20", "text": "Resultaterne fejres"},
        {"goer": "hold", "name": "Sidste leveår", "number": "2", "sparring": "Afdelingschef i regionen"},
        {
            "goer": "om",
            "programme": one.programme,
            "name": one.name,
            "days_away": "7",
            "aim": "Ledelse på tværs",
        },
    ):
        assert sends(world.mads, there, **data)[0] == 403
        assert sends(world.sara, there, **data)[0] == 302, data
    team = Team.objects.get(name="Sektorovergange")
    row = at(one, "hold", team.cited_as)
    party = effort.parties[0]
    assert sends(world.sara, row, goer="deltagere", party=party.record.public_id, people="3")[0] == 302
    changed = {"goer": "ret", "name": "Sektorovergange", "sparring": "Kvalitetschefen"}
    assert sends(world.sara, row, **changed, initiative=effort.initiative.record.public_id)[0] == 302
    page = text_of("/aftaler")
    for words in ("regionale (16)", "kommunale (20)", "Resultaterne fejres", "Sidste leveår", "Kvalitetschefen",
                  f"{party.name} (3)", "Ledelse på tværs", "Afdelingschef i regionen"):  # fmt: skip
        assert words in page, words
    assert "Kvalitetschefen" in text_of(f"/indsats/{effort.initiative.record.public_id}")


def test_what_was_written_of_a_cohort_is_taken_back(world: World, effort: Effort) -> None:
    one = Cohort.objects.get()
    row = one.dates.get()
    assert row.text in text_of("/aftaler")
    assert (
        sends(world.sara, at(one, "hold", row.cited_as), goer="tilbage", why="Fristen er flyttet")[0] == 302
    )
    assert row.text not in text_of("/aftaler")
    assert log_in(Client(), world.sara).get(at(one, "hold", row.cited_as)).status_code == 404
    assert JournalEntry.objects.filter(act="initiatives.row.taken_back").exists()


def test_the_evaluation_of_a_plan_is_finished_on_a_page_of_its_own(world: World, effort: Effort) -> None:
    first = {"goer": "evaluering", "name": "Evaluering af planen", "state": "planned", "makers": ""}
    assert sends(world.sara, at(effort.agreement, "aftale"), **first)[0] == 302
    one = effort.agreement.evaluations.get()
    there = at(effort.agreement, "aftale", f"evaluation.{one.pk}")
    assert there in text_of(at(effort.agreement, "aftale"), world.sara)
    done = {"name": one.name, "state": "done", "done_on": "2026-09-01", "result": "Halvdelen er nået"}
    assert sends(world.sara, there, goer="ret", **done, source="Handleplanen, side 4")[0] == 302
    one.refresh_from_db()
    assert one.state == EvaluationState.DONE
    page = text_of(f"/aftale/{effort.agreement.record.public_id}")
    assert "Halvdelen er nået" in page
    assert "Handleplanen, side 4" in page


def test_a_fact_about_a_place_has_number_unit_day_and_source_and_stands_with_its_party(
    world: World, effort: Effort
) -> None:
    party = effort.parties[0]
    data = {"goer": "tal", "name": "Daglige brugere", "kind": "count", "unit": "borgere"}
    response = log_in(Client(), world.sara).post("/aftaler/ny", data)
    one = Indicator.objects.get(name="Daglige brugere")
    there = at(one, "tal")
    assert response["Location"] == there
    number = {
        "goer": "maal", "value": "1.600", "is_about": "on", "first_on": "2026-10-01",
        "party": party.record.public_id, "group": "Sundhedshuset ved åen", "source": "Husets opgørelse",
    }  # fmt: skip
    assert (
        sends(world.sara, there, goer="maal", first_on="2026-10-01")[0] == 200
    )  # neither a number nor unknown
    assert sends(world.mads, there, **number)[0] in (403, 404)
    assert sends(world.sara, there, **number)[0] == 302
    row = Measurement.objects.get(indicator=one)
    assert (row.value, row.is_about, row.source, row.last_on) == (
        Decimal(1600),
        True,
        "Husets opgørelse",
        date(2026, 10, 1),
    )
    page = f"/part/{party.record.public_id}"
    assert "Sundhedshuset ved åen" not in text_of(page)
    assert sends(world.sara, there, goer="vis", is_public="on")[0] == 302
    for words in ("Daglige brugere", "Sundhedshuset ved åen", "1.600", "Husets opgørelse"):
        assert words in text_of(page), words
    assert sends(world.sara, at(one, "tal", row.cited_as), goer="tilbage", why="Forkert hus")[0] == 302
    assert "Sundhedshuset ved åen" not in text_of(page)


def test_what_nobody_knows_is_a_number_too(world: World, effort: Effort) -> None:
    one = Indicator.objects.get(name="Sengepladser")
    data = {"goer": "maal", "is_unknown": "on", "first_on": "2026-10-01", "group": "Medicin"}
    assert sends(world.sara, at(one, "tal"), **data)[0] == 302
    assert Measurement.objects.get(indicator=one, group="Medicin").value is None


def test_an_indicator_of_an_initiative_is_written_about_there(world: World, effort: Effort) -> None:
    assert log_in(Client(), world.sara).get(at(effort.readmitted, "tal")).status_code == 404


def test_some_initiatives_are_chosen_to_be_presented_and_all_read_which(world: World, effort: Effort) -> None:
    there = "/indsatser/praesentationer"
    data = {
        "initiatives": [effort.initiative.record.public_id], "on": "2026-12-10", "where": "Politisk niveau",
        "invited": "Borgere, der er fulgt hjem",
    }  # fmt: skip
    assert sends(world.mads, there, **data)[0] == 403
    assert sends(world.sara, there, **{**data, "initiatives": []})[0] == 200
    assert sends(world.sara, there, **data)[0] == 302
    assert sends(world.sara, there, **data)[0] == 302
    assert Presentation.objects.filter(where="Politisk niveau").count() == 1  # twice the same is once
    for page in (there, f"/indsats/{effort.initiative.record.public_id}"):
        assert "Borgere, der er fulgt hjem" in text_of(page)


def test_the_steps_of_a_decision_follow_each_other(world: World, effort: Effort) -> None:
    first = effort.initiative.milestones.get()
    data = {"goer": "milepael", "text": "Anden etape", "after": str(first.pk)}
    assert sends(world.sara, at(effort.initiative, "indsats"), **data)[0] == 302
    assert effort.initiative.milestones.get(text="Anden etape").after == first
    assert f"efter: {first.text}" in text_of(f"/indsats/{effort.initiative.record.public_id}")


def test_a_target_group_has_diagnosis_and_where_people_are_discharged_to(
    world: World, effort: Effort
) -> None:
    data = {"goer": "maalgruppe", "text": "Borgere med KOL", "diagnosis": "KOL", "discharged_to": "eget hjem"}
    assert sends(world.sara, at(effort.initiative, "indsats"), **data)[0] == 302
    page = text_of(f"/indsats/{effort.initiative.record.public_id}")
    assert "Diagnose: KOL" in page
    assert "Udskrives til: eget hjem" in page


def test_a_post_that_is_only_wished_for_is_held_by_nobody(world: World, effort: Effort) -> None:
    data = {"goer": "stilling", "title": "Klyngeleder for telemedicin", "is_wished": "on"}
    assert sends(world.sara, at(effort.initiative, "indsats"), **data, as_written="Rigmor")[0] == 200
    assert sends(world.sara, at(effort.initiative, "indsats"), **data)[0] == 302
    page = text_of(f"/indsats/{effort.initiative.record.public_id}")
    assert "Klyngeleder for telemedicin" in page
    assert "Kun et ønske" in page


def test_a_party_that_volunteered_is_shown_as_one(world: World, effort: Effort) -> None:
    party = effort.parties[0].record.public_id
    InitiativeParty.objects.all().update(valid_to=date(2026, 1, 1))
    data = {"goer": "part", "party": party, "role": "volunteered", "first": "2026-02-01"}
    assert sends(world.sara, at(effort.initiative, "indsats"), **data)[0] == 302
    assert "Meldte sig selv" in text_of(f"/indsats/{effort.initiative.record.public_id}")


def test_a_status_plus_asks_for_a_priority_and_a_plain_one_does_not(world: World, effort: Effort) -> None:
    there = f"/indsats/{effort.initiative.record.public_id}/status"
    plain = f"{there}/{effort.status.pk}"
    assert "Hvor vigtigt er det" not in text_of(plain, world.sara)
    body = world.political.record.public_id
    assert (
        sends(world.sara, there, goer="spoerg", body=body, due_on="2027-01-10", asks_priority="on")[0] == 302
    )
    plus = effort.initiative.status_reports.get(asks_priority=True)
    answer = {"outlook": "on_track", "progress": "Det går godt", "revision": "0"}
    assert sends(world.sara, f"{there}/{plus.pk}", **answer)[0] == 200
    told = {**answer, "priority": "high", "priority_why": "Den er billig"}
    assert sends(world.sara, f"{there}/{plus.pk}", **told)[0] == 302
    plus.refresh_from_db()
    assert (plus.priority, plus.priority_why) == (Priority.HIGH, "Den er billig")
    assert "Prioritet: Høj. Den er billig" in text_of(f"{there}/{plus.pk}", world.sara)


def test_the_pages_cost_the_same_with_more_of_everything(world: World, effort: Effort) -> None:
    client = log_in(Client(), world.sara)
    cohort, number = Cohort.objects.get(), Indicator.objects.get(name="Sengepladser")
    paths = [
        at(effort.vision, "vision"),
        at(cohort, "hold"),
        at(cohort, "hold", cohort.teams.get().cited_as),
        at(number, "tal"),
        at(effort.agreement, "aftale"),
        "/aftaler",
        "/indsatser/praesentationer",
        f"/part/{effort.parties[0].record.public_id}",
    ]
    sizes = []
    for turn in range(2):
        asked = {}
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path, follow=True)
            asked[path] = len(queries)
        sizes.append(asked)
        an_effort(world, name=f"Anden {turn}", tail=f" {turn}")
    assert sizes[0] == sizes[1]
    assert max(sizes[0].values()) <= 45, sizes[0]
