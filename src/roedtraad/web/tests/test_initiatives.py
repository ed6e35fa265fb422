"""The pages of initiatives: what they show, what they take, what they refuse, what they cost, and what stays hidden."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _
from efforts import Effort, a_leader, an_effort, told_closed
from papers import a_recorded_meeting, an_item
from people import TODAY, World, a_world
from sessions import log_in

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.models import Record, User
from roedtraad.accounts.policy import Viewer
from roedtraad.initiatives.models import Initiative, InitiativeState, Measurement, State, StatusReport
from roedtraad.initiatives.queries import awaited_from, names_like
from roedtraad.meetings.models import AgendaItem
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def effort(world: World) -> Effort:
    return an_effort(world)


def at(effort: Effort, word: str = "") -> str:
    return f"/indsats/{effort.initiative.record.public_id}{word}"


def page(path: str, user: User | None = None) -> str:
    response = log_in(Client(), user).get(path, follow=True)
    assert response.status_code == 200, response.content
    return response.content.decode()


def test_the_page_answers_who_decided_what_came_of_it_and_what_is_missing(effort: Effort) -> None:
    text = page(at(effort))
    for words in (
        "Hjem i god tid", "Borgere med hoftebrud følges hjem", danish.short_day(date(2025, 6, 1)), "18,4\xa0% → 14,6\xa0%",
        "Også borgere med bækkenbrud", "Kørsel mellem sygehuse", "For få borgere", "projektet i Nordbælt",
        "Rammer for LEAD", "Slutevaluering", _("%(who)s has not counted: %(what)s") % {"who": "Nordvig Kommune", "what": "Borgere fulgt hjem"}, "Hoftesporet", "Det virker.",
    ):  # fmt: skip
        assert words in text, words
    assert '<span class="unknown">ukendt</span>' in text


def test_results_are_drawn_with_target_and_baseline_and_told_in_a_sentence(effort: Effort) -> None:
    text = page(at(effort))
    assert "mål 14\xa0%" in text
    assert "før: 18,4\xa0%" in text
    assert text.count("<polyline") == 2  # one party, and all together
    assert "Fra 17,9\xa0%" in text


def test_the_page_costs_the_same_with_a_large_archive(world: World, effort: Effort) -> None:
    client = Client()
    client.get(at(effort), follow=True)
    path = address(effort.initiative.record, effort.initiative.name)
    with CaptureQueriesContext(
        connection,
    ) as small:
        client.get(path)
    for number in range(3):
        an_effort(world, name=f"Anden indsats {number}", tail=f" {number}")
    with CaptureQueriesContext(connection) as large:
        client.get(path)
    assert len(small) == len(large) <= 60


def test_the_list_is_narrowed_by_state_focus_area_and_party_in_five_queries(
    world: World, effort: Effort
) -> None:
    an_effort(world, name="Noget andet", tail=" to")
    text = page(f"/indsatser?fokus={effort.area.record.public_id}&status=running")
    assert "Hjem i god tid" in text
    assert "Noget andet</a>" not in text
    assert "Ingen indsats er sådan" in page("/indsatser?status=paused")
    with CaptureQueriesContext(connection) as asked:
        Client().get("/indsatser")
    assert len(asked) <= 6


def test_an_agreement_shows_its_visions_and_which_are_only_words(effort: Effort) -> None:
    text = page(f"/aftale/{effort.agreement.record.public_id}")
    assert text.index("Sammenhæng i overgange") < text.index("Udskrivning")
    assert "Hjem i god tid" in text
    assert "Der gøres endnu intet for" in text
    assert "Flere sunde leveår" in text


def test_a_focus_area_says_that_it_is_paused_and_why(effort: Effort) -> None:
    text = page(f"/fokusomraade/{effort.paused.record.public_id}")
    assert "På pause" in text
    assert "Afventer kommissionen" in text
    overview = page("/aftaler")
    assert effort.paused.name in overview
    for words in (
        "Aftale om udskrivning",
        "Skal revideres",
        "Det Nationale Ledelsesprogram",
        "Sektorovergange",
    ):
        assert words in overview, words


def test_what_a_closed_item_told_is_not_on_the_page_of_those_who_may_not_see_it(
    world: World, effort: Effort
) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political, an_item("Lukket", number="1", is_closed=True))
    told_closed(world, effort, AgendaItem.objects.get(), "lederen er gået på orlov")
    publish_minutes(recorded.meeting, viewer=sara)
    assert "orlov" in page(at(effort), world.mads)
    assert "orlov" not in page(at(effort))
    assert "På pause" not in page("/indsatser").split("<tbody>")[1]


def test_an_initiative_that_is_not_public_does_not_exist_for_a_stranger(world: World) -> None:
    hidden = an_effort(world, name="Skjult indsats", is_public=False)
    assert Client().get(at(hidden)).status_code == 404
    assert "Skjult indsats" not in page("/indsatser")
    assert "Skjult indsats" in page("/indsatser", world.mads)


def test_the_secretariat_writes_a_state_and_others_do_not(world: World, effort: Effort) -> None:
    there, data = at(effort, "/skriv"), {"goer": "tilstand", "state": "paused", "on": "2026-04-01"}
    assert log_in(Client(), world.mads).post(there, data).status_code == 403
    client = log_in(Client(), world.sara)
    refused = client.post(there, data)
    assert "Skriv hvorfor" in refused.content.decode()
    assert client.post(there, {**data, "reason": "Ingen sygeplejersker"}).status_code == 302
    newest = InitiativeState.objects.filter(initiative=effort.initiative).latest("pk")
    assert (newest.state, newest.reason) == (State.PAUSED, "Ingen sygeplejersker")


def test_a_new_initiative_needs_only_a_name(world: World) -> None:
    client = log_in(Client(), world.sara)
    response = client.post("/indsatser/ny", {"name": "Fælles vagt", "kind": "pilot"}, follow=True)
    assert "Indsatsen er indtastet" in response.content.decode()
    assert "Fælles vagt" in page("/indsatser", world.sara)  # though nobody has said how far it has come
    assert not Initiative.objects.get().record.is_public
    assert log_in(Client(), world.mads).get("/indsatser/ny").status_code == 403


def test_what_is_called_something_like_it_is_offered_before_it_is_entered_twice(
    world: World, effort: Effort
) -> None:
    client = log_in(Client(), world.sara)
    data = {"name": "Hoftespor", "kind": "pilot", "aim": "Det samme, med andre ord"}
    asked = client.post("/indsatser/ny", data)
    text = asked.content.decode()
    assert asked.status_code == 200
    for words in ("Findes den allerede?", "Hjem i god tid", "Hoftesporet", "Det samme, med andre ord"):
        assert words in text, words
    assert Initiative.objects.count() == 1
    assert client.post("/indsatser/ny", {**data, "is_other": "on"}).status_code == 302
    assert Initiative.objects.count() == 2
    assert client.post("/indsatser/ny", {"name": "Medicin på tværs", "kind": "pilot"}).status_code == 302


def test_what_is_like_it_is_offered_while_it_is_typed_and_nothing_that_may_not_be_seen(
    world: World, effort: Effort
) -> None:
    client = log_in(Client(), world.sara)
    there = "/indsatser/ny?name=god%20tid%20hjem"
    text = client.get(there, headers={"HX-Request": "true"}).content.decode()
    assert text.lstrip().startswith('<div id="ligner"')
    assert "Hjem i god tid" in text
    assert (
        "Hjem i god tid" not in client.get("/indsatser/ny", headers={"HX-Request": "true"}).content.decode()
    )
    assert names_like(Viewer(on=TODAY), "Hjem i god tid")
    Record.objects.filter(pk=effort.initiative.pk).update(is_public=False)
    assert not names_like(Viewer(on=TODAY), "Hjem i god tid")


def test_numbers_are_entered_in_a_grid_and_unknown_is_a_number(world: World, effort: Effort) -> None:
    a_leader(world, effort)
    client = log_in(Client(), world.mads)
    key = effort.readmitted.record.public_id
    path = at(effort, f"/maalinger?indikator={key}&aar=2026&trin=kvartal")
    first, second = (party.record.public_id for party in effort.parties)
    wrong = client.post(path, {f"c-{first}-2026-01-01": "tolv"})
    assert "”tolv” er ikke et tal" in wrong.content.decode()
    assert not Measurement.objects.filter(first_on=date(2026, 1, 1)).exists()
    assert (
        client.post(path, {f"c-{first}-2026-01-01": "12,5", f"c-{second}-2026-01-01": "ukendt"}).status_code
        == 302
    )
    told = {row.party: row.value for row in Measurement.objects.filter(first_on=date(2026, 1, 1))}
    assert told == {effort.parties[0]: Decimal("12.5000"), effort.parties[1]: None}
    assert 'value="12,5"' in client.get(path).content.decode()
    before = (
        Measurement.objects.count()
    )  # what stands as it stood is not told again, and keeps what is behind it
    client.post(path, {f"c-{first}-2026-01-01": "12,5", f"c-{second}-2026-01-01": "ukendt"})
    assert Measurement.objects.count() == before


def test_the_grid_opens_with_the_periods_that_the_numbers_were_told_for(world: World, effort: Effort) -> None:
    key = effort.included.record.public_id
    text = page(at(effort, f"/maalinger?indikator={key}&aar=2026"), world.sara)
    assert 'value="168"' in text
    assert 'value="ukendt"' in text
    assert 'value="182"' in page(at(effort, f"/maalinger?indikator={key}&aar=2026&planlagt=1"), world.sara)


def test_numbers_come_from_a_file_all_or_none(world: World, effort: Effort) -> None:
    client = log_in(Client(), world.sara)
    heads = "Indikator;Part;Periode;Værdi\r\n"
    row = "Genindlagt inden 30 dage;Nordvig Kommune;marts 2026;{}\r\n"

    def send(content: str) -> str:
        file = SimpleUploadedFile("tal.csv", content.encode("utf-8-sig"))
        return client.post(at(effort, "/maalinger/fil"), {"file": file}, follow=True).content.decode()

    text = send(heads + row.format("12,1") + "Noget andet;;2026;7\r\n")
    assert "Række 3" in text
    assert "der er ingen indikator" in text
    assert not Measurement.objects.filter(first_on=date(2026, 3, 1)).exists()
    assert "skal have overskrifterne" in send("a;b\r\n1;2\r\n")
    send(heads + row.format("12,1"))
    assert Measurement.objects.get(first_on=date(2026, 3, 1)).value == Decimal("12.1000")
    assert "Genindlagt inden 30 dage" in client.get(at(effort, "/maalinger.csv")).content.decode()


def test_whoever_leads_it_answers_a_status_that_is_saved_as_they_write(world: World, effort: Effort) -> None:
    a_leader(world, effort)
    path = at(effort, f"/status/{effort.status.pk}")
    assert log_in(Client(), world.lone).get(path).status_code == 403
    client = log_in(Client(), world.mads)
    assert "Hjem i god tid" in client.get("/skrivebord").content.decode()
    saved = client.post(path, {"progress": "Alle fem er med", "revision": "0", "autosave": "1"}).json()
    assert saved["fields"] == {"revision": 1}
    late = client.post(path, {"progress": "Noget andet", "revision": "0", "autosave": "1"}).json()
    assert "En anden har skrevet" in late["sentence"]
    assert "Sig, hvordan det går" in client.post(path, {"progress": "Alle fem er med"}).content.decode()
    assert client.post(path, {"progress": "Alle fem er med", "outlook": "on_track"}).status_code == 302
    assert StatusReport.objects.get().sent_at is not None
    assert "Alle fem er med" in client.get(path).content.decode()


def test_a_status_that_is_not_needed_any_more_is_dropped_with_a_reason(world: World, effort: Effort) -> None:
    a_leader(world, effort)
    there = at(effort, f"/status/{effort.status.pk}")
    data = {"goer": "frafald", "reason": "Mødet er aflyst"}
    log_in(Client(), world.mads).post(there, data)  # who leads it answers, and does not drop it
    effort.status.refresh_from_db()
    assert effort.status.dropped_at is None
    sara = log_in(Client(), world.sara)
    assert sara.post(there, {**data, "reason": ""})["Location"] == there
    assert sara.post(there, data)["Location"] == at(effort, "/status")
    effort.status.refresh_from_db()
    assert effort.status.dropped_at is not None
    assert str(effort.status.pk) not in [str(row.pk) for row in awaited_from(world.viewer(world.mads))]
