"""The page where a secretariat keeps the template of its cases and its standard phrases."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from people import World, a_world
from sessions import log_in

from roedtraad.cases.actions import begin_draft
from roedtraad.cases.models import TemplateVersion
from roedtraad.meetings.actions import Particulars, plan_meeting
from roedtraad.meetings.models import AgendaItem, Phrase
from roedtraad.meetings.queries.sitting import phrases_of
from roedtraad.planning.models import StandingItem
from roedtraad.planning.queries import standing_items

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def sara(world: World) -> Client:
    return log_in(Client(), world.sara)


def url(world: World) -> str:
    return f"/sager/skabelon/{world.political.record.public_id}"


def template(*rows: tuple[str, str, str], must: tuple[int, ...] = ()) -> dict[str, object]:
    """What the form sends: key, number and heading of each part."""
    return {
        "goer": "skabelon",
        "noegle": [key for key, _, _ in rows],
        "nr": [number for _, number, _ in rows],
        "overskrift": [heading for *_, heading in rows],
        "hjaelp": ["" for _ in rows],
        "skal": [str(place) for place in must],
    }


def test_new_cases_are_written_on_the_template_and_those_begun_keep_theirs(
    world: World, sara: Client
) -> None:
    viewer = world.viewer(world.sara)
    before = begin_draft("Før", body=world.political, viewer=viewer)
    rows = (("points", "2", "Vi beder om"), ("", "1", "Hvorfor nu?"), ("", "", ""))
    sara.post(url(world), template(*rows, must=(1,)))
    after = begin_draft("Efter", body=world.political, viewer=viewer)
    assert [(one.heading, one.is_required) for one in after.parts.all()] == [
        ("Hvorfor nu?", True),
        ("Vi beder om", False),
    ]
    assert before.parts.count() == 7


def test_each_change_is_a_version_and_saying_the_same_is_none(world: World, sara: Client) -> None:
    for heading in ("Vi beder om", "Vi beder om", "Indstilling"):
        sara.post(url(world), template(("points", "1", heading)))
    assert [one.number for one in TemplateVersion.objects.all()] == [2, 1]
    assert "Sara Holm" in sara.get(url(world)).content.decode()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((("", "1", "Hvorfor?"),), "skal blive i skabelonen"),
        ((("points", "1", "Sag"), ("", "2", "sag")), "samme overskrift"),
    ],
)
def test_a_template_that_cannot_be_meant_is_refused(
    world: World, sara: Client, rows: tuple[tuple[str, str, str], ...], words: str
) -> None:
    page = sara.post(url(world), template(*rows), follow=True).content.decode()
    assert words in page
    assert not TemplateVersion.objects.exists()


def test_a_phrase_is_added_and_ended_and_what_it_was_stays(world: World, sara: Client) -> None:
    sara.post(url(world), {"goer": "saetning", "tekst": "Taget til efterretning.", "udfald": "noted"})
    assert [one.text for one in phrases_of(world.political)] == ["Taget til efterretning."]
    sara.post(url(world), {"goer": f"slut:{Phrase.objects.get().pk}"})
    assert phrases_of(world.political) == ()
    assert "Taget til efterretning." in sara.get(url(world)).content.decode()
    sara.post(url(world), {"goer": "saetning", "tekst": "Taget til efterretning.", "udfald": "noted"})
    assert len(phrases_of(world.political)) == 1


def test_standing_items_are_put_on_an_agenda_with_one_click_until_they_end(
    world: World, sara: Client
) -> None:
    viewer = world.viewer(world.sara)
    for title, minutes in (("Velkomst", "5"), ("Eventuelt", "")):
        sara.post(url(world), {"goer": "fast", "fast": title, "minutter": minutes})
    page = sara.post(url(world), {"goer": "fast", "fast": "", "minutter": "ti"}, follow=True)
    assert "Giv punktet en overskrift" in page.content.decode()
    meeting = plan_meeting(world.political, Particulars(viewer.on.replace(month=12)), viewer=viewer)
    agenda = f"/moede/{meeting.record.public_id}/dagsorden"
    assert "Sæt alle på" in sara.get(agenda).content.decode()
    sara.post(agenda, {"goer": "alle:standing"})
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("order")
    assert [(one.number, one.title, one.minutes_planned) for one in rows] == [
        ("1", "Velkomst", 5),
        ("2", "Eventuelt", None),
    ]
    sara.post(agenda, {"goer": "alle:standing"})
    assert rows.count() == 2, "what is on it is not put on it again"
    first = StandingItem.objects.get(title="Velkomst")
    sara.post(url(world), {"goer": f"fast-slut:{first.pk}"})
    assert [one.title for one in standing_items(world.political, on=meeting.held_on)] == ["Eventuelt"]


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_only_the_secretariat_has_the_page(world: World, who: str) -> None:
    assert log_in(Client(), getattr(world, who)).get(url(world)).status_code == HTTPStatus.NOT_FOUND


def test_a_logo_and_words_are_chosen_on_the_page(world: World, sara: Client) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"><rect width="4" height="2"/></svg>'
    file = SimpleUploadedFile("logo.svg", svg)
    data = {"goer": "logo", "logo": file, "logo_tekst": "Klyngens logo"}
    assert "Logoet står" in sara.post(url(world), data, follow=True).content.decode()
    page = sara.post(url(world), {"goer": "ord", "decision": "Konklusion"}, follow=True).content.decode()
    assert "Klyngens logo" in page
    assert '<option value="Konklusion" selected>' in page
    bad = {"goer": "logo", "logo": SimpleUploadedFile("a.gif", b"GIF89a"), "logo_tekst": "Logo"}
    assert "hverken PNG eller SVG" in sara.post(url(world), bad, follow=True).content.decode()
    assert "Vælg en fil" in sara.post(url(world), {"goer": "logo"}, follow=True).content.decode()
    sara.post(url(world), {"goer": "logo-væk"})
    assert "Klyngens logo" not in sara.get(url(world)).content.decode()
