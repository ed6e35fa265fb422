"""FirstAgenda's publication JSON becomes a draft like any other file: read, quoted, and closed where it says so."""

import json

import pytest
from drafting import a_draft, brought
from people import World

from roedtraad.accounts.policy import Viewer
from roedtraad.importing.actions import accept, read_waiting
from roedtraad.importing.models import ReadingState
from roedtraad.meetings.models import AgendaItem, Decision, Meeting, Participant
from roedtraad.meetings.queries import meeting_page

pytestmark = pytest.mark.django_db
AGENDA = {
    "Id": "0f8e3a52-0000-4000-8000-000000000001",
    "Udvalg": {"Navn": "Sundhedsklynge Vestbælt - politisk niveau"},
    "Moede": {
        "MeetingBeginUtc": "2026-03-13T09:00:00Z",
        "MeetingEndUtc": "2026-03-13T11:00:00Z",
        "Sted": "Fjordby Rådhus",
        "Moededeltagere": [
            {"Name": "Mads Ravn", "Absent": False},
            {"Name": "Bente Ravnmose", "Absent": True},
        ],
    },
    "Dagsordenpunkter": [
        {
            "Punktnummer": "2.",
            "Navn": "En sag for lukkede døre",
            "Sorting": 2,
            "IsOpen": False,
            "SagsNummer": "26/4711",
            "Felter": [{"Navn": "Beslutning", "Html": "<p>Godkendt.</p>"}],
        },
        {
            "Punktnummer": "1.",
            "Navn": "Fælles akutteam",
            "Sorting": 1,
            "IsOpen": True,
            "SagsNummer": "26/4711",
            "Felter": [
                {"Navn": "Sagsfremstilling", "Html": "<p>Akutteamet har haft 742 kald.</p>"},
                {"Navn": "Indstilling", "Html": "<p>Det indstilles, at budgettet godkendes.</p>"},
                {"Navn": "Beslutning", "Html": "<p>Godkendt.</p>"},
            ],
            "Bilag": [{"Navn": "Budget 2026", "Order": 1}],
        },
    ],
}


def test_a_publication_becomes_a_meeting_in_the_order_of_its_items(sara: Viewer) -> None:
    draft = a_draft(sara, json.dumps(AGENDA), filename="dagsorden.json")
    assert (str(draft.held_on), draft.paper, draft.item_count) == ("2026-03-13", "minutes", 2)
    accept(draft, version=draft.version, viewer=sara)
    meeting = Meeting.objects.get()
    assert (meeting.start_time.isoformat(), meeting.place) == ("10:00:00", "Fjordby Rådhus")  # type: ignore[union-attr]
    assert list(AgendaItem.objects.order_by("order").values_list("title", "is_closed")) == [
        ("Fælles akutteam", False),
        ("En sag for lukkede døre", True),
    ]
    assert Decision.objects.get(item__number="1").text == "Godkendt."
    assert set(Participant.objects.values_list("person__name", flat=True)) == {"Mads Ravn", "Bente Ravnmose"}


def test_what_it_calls_closed_is_closed_for_those_who_may_not_see_it(world: World, sara: Viewer) -> None:
    draft = a_draft(sara, json.dumps(AGENDA), filename="dagsorden.json")
    recorded = accept(draft, version=draft.version, viewer=sara)
    page = meeting_page(world.viewer(world.sune), recorded.meeting.record.public_id)
    assert page is not None
    assert "En sag for lukkede døre" not in {line.title for line in page.items}


@pytest.mark.parametrize("text", ['{"andet": 1}', "{i stykker", "[]"])
def test_json_of_another_kind_is_refused_in_words(sara: Viewer, text: str) -> None:
    reading = brought(sara, text, filename="noget.json")
    assert [done.draft for done in read_waiting(jobs=1)] == [None]
    reading.refresh_from_db()
    assert reading.state == ReadingState.FAILED
    assert "FirstAgenda" in reading.error
