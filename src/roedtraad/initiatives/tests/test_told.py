"""What minutes tell of initiatives is read by general rules, and becomes records with its words when a person says so."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from roedtraad.initiatives.told import Thing, ToldAs, ToldTable, read_item

ON = date(2026, 3, 13)
FOCUS = """Status på fokusområder

På møde den 4. oktober 2025 traf politisk niveau beslutning om prioritering af tre fokusområder.

Politisk niveau har besluttet at prioritere følgende tre fokusområder:

- Hjem i god tid
- Akut hjælp
- Nære senge.

Fokusområdet om Nære senge er lige nu pauseret for at afvente Kommissionens arbejde, derfor gives en status på resten.

Hjem i god tid

Kommunerne har siden den 1. november 2025 modtaget borgere. Der er pr. den 31. januar 2026 modtaget følgende antal:

- Fjordby Kommune: 16 borgere
- Vesterø Kommune: Ukendt

Det forventes, at Hjem i god tid evalueres på tværs af Sundhedsklynge Øst og Vest i et samarbejde mellem Bæltets Universitet og Det Fælles Center inden udgangen af 2026, hvorefter der skal træffes beslutning om en eventuel forankring.

Akut hjælp

Arbejdet er samlet om prøvehandlingen 'Den kørende læge'. Den kørende læge har kørt ud fra sygehuset siden den 1. september 2025.

Lænd og ryg

Beskrivelsen af udviklingsinitiativet blev drøftet den 25. januar 2026. Der var dog ikke opbakning til at gennemføre udviklingsinitiativet i klyngen grundet manglende fokus på samarbejdet. Strandby Kommune gennemfører det uden for klyngens regi.
"""


def told(text: str, *tables: ToldTable) -> dict[ToldAs, list[Thing]]:
    found: dict[ToldAs, list[Thing]] = {}
    for thing in read_item(text, on=ON, tables=tables):
        found.setdefault(thing.kind, []).append(thing)
        for start, end in thing.spans:
            assert 0 <= start < end <= len(text) + 10_000
    return found


def test_a_list_of_what_was_prioritised_is_focus_areas_with_the_day_of_the_choice() -> None:
    one = told(FOCUS)[ToldAs.FOCUS_AREAS][0]
    assert [row.name for row in one.rows] == ["Hjem i god tid", "Akut hjælp", "Nære senge"]
    assert (one.on, one.beside) == (date(2025, 10, 4), "")
    ordered = told("Midlerne skal i prioriteret rækkefølge bruges på følgende:\n\n1. Ældre\n2. Unge\n")
    assert ordered[ToldAs.FOCUS_AREAS][0].beside == "ordered"


def test_what_was_only_brought_up_is_no_focus_area() -> None:
    assert ToldAs.FOCUS_AREAS not in told(
        "Der blev der foreslået følgende fokusområder:\n\n- Ældre\n- Unge\n"
    )


def test_a_pause_has_its_reason_and_what_it_waits_for() -> None:
    one = told(FOCUS)[ToldAs.FOCUS_STATE][0]
    assert (one.subject, one.state, one.awaits) == ("Nære senge", "paused", "Kommissionens arbejde")
    assert one.text == "afvente Kommissionens arbejde"


def test_what_was_turned_down_has_its_reason_and_where_it_goes_on() -> None:
    one = next(thing for thing in told(FOCUS)[ToldAs.STATE] if thing.state == "rejected")
    assert one.subject == "Udviklingsinitiativ – Lænd og ryg"
    assert one.text == "manglende fokus på samarbejdet"
    assert one.went_on == "Strandby Kommune gennemfører det uden for klyngens regi"
    assert one.on == date(2026, 1, 25)


def test_numbers_by_party_may_be_unknown_and_have_their_day() -> None:
    one = told(FOCUS)[ToldAs.NUMBERS][0]
    assert [(row.name, row.value) for row in one.rows] == [("Fjordby Kommune", 16), ("Vesterø Kommune", None)]
    assert (one.subject, one.on, one.beside) == ("Hjem i god tid", date(2026, 1, 31), "borgere")


def test_an_evaluation_has_who_makes_it_what_it_covers_and_when() -> None:
    one = told(FOCUS)[ToldAs.EVALUATION][0]
    assert (one.subject, one.on) == ("Hjem i god tid", date(2026, 12, 31))
    assert one.beside == "Bæltets Universitet og Det Fælles Center"
    assert one.text == "Sundhedsklynge Øst og Vest"


def test_a_quoted_name_behind_a_word_for_it_is_an_initiative_and_says_since_when_it_runs() -> None:
    found = told(FOCUS)
    one = found[ToldAs.INITIATIVE][0]
    assert (one.subject, one.text, one.beside) == ("Den kørende læge", "pilot", "Akut hjælp")
    running = [(thing.subject, thing.on) for thing in found[ToldAs.STATE] if thing.state == "running"]
    assert running == [("Hjem i god tid", date(2025, 11, 1)), ("Den kørende læge", date(2025, 9, 1))]


def test_a_table_of_a_whole_and_its_parts_is_an_outcome_only_where_the_shares_fit() -> None:
    head = ("Forløb 01.09.25-31.12.25", "Antal borgere", "Andel (%)")
    rows = (head, ("I alt", "300", "100"), ("Afsluttet hjemme", "210", "70"), ("Indlagt", "90", "30"))
    text = "Akut hjælp\n\nPrøvehandlingen 'Den kørende læge' er talt op.\n\n"
    one = told(text, ToldTable(rows, (len(text), len(text) + 5)))[ToldAs.OUTCOME][0]
    assert (one.subject, one.on, one.until) == ("Den kørende læge", date(2025, 9, 1), date(2025, 12, 31))
    assert [(row.name, row.value) for row in one.rows] == [
        ("I alt", 300),
        ("Afsluttet hjemme", 210),
        ("Indlagt", 90),
    ]
    wrong = (*rows[:3], ("Indlagt", "90", "55"))
    assert ToldAs.OUTCOME not in told(text, ToldTable(wrong, (0, 5)))


def test_questions_with_shares_by_group_are_a_survey_with_its_source() -> None:
    rows = (
        ("", "5. klasse", "8. klasse"),
        ('Har du nogen at tale med? Svar: "Nej"', "7 %", "6 %"),
        ('Er du blevet mobbet? Svar: "tit"', "24 %", "13 %"),
    )
    text = "Trivsel\n\nTallene er nye.\n\nTabel 1: Data fra Børneundersøgelsen 2021 for klyngen\n"
    one = told(text, ToldTable(rows, (10, 20)))[ToldAs.SURVEY][0]
    assert (one.text, one.on, one.until) == ("Børneundersøgelsen 2021", date(2021, 1, 1), date(2021, 12, 31))
    assert [row.value for row in one.rows] == [7, 6, 24, 13]


def test_a_lead_effort_has_its_theme_rules_and_whom_it_is_for_and_what_it_is_not_about() -> None:
    text = (
        "Klyngen er LEAD på at ”Afprøve fælles redskaber”. På mødet den 4. april 2026 blev LEAD-indsatsen godkendt, "
        "men med ønske om, at målgruppen skal være på børn og unge. Gruppen sikrer, at LEAD-indsatsen lever op til "
        "”Rammer for LEAD”, som er godkendt af Strategisk Forum. "
        "Der var ikke opbakning til, at LEAD omhandler breve mellem læger."
    )
    found = told(text)
    one = found[ToldAs.LEAD][0]
    assert (one.subject, one.text, one.beside, one.awaits) == (
        "Afprøve fælles redskaber", "Rammer for LEAD", "Strategisk Forum", "børn og unge",
    )  # fmt: skip
    assert one.on == date(2026, 4, 4)
    kept_out = found[ToldAs.BOUNDARY][0]
    assert (kept_out.subject, kept_out.text) == ("Afprøve fælles redskaber", "breve mellem læger")


def test_a_cohort_has_days_duties_and_deadline_and_its_teams_who_is_in_them() -> None:
    text = (
        "Det er tid til hold 4 på Det Nationale Ledelsesprogram på sundhedsområdet.\n\n"
        "Der er deadline for udpegning d. 30. april 2026.\n\nProgrammet starter september 2026 og afsluttes juni 2027\n\n"
        "- Deltagerne er afsted 9 dage med 4 internater\n\nKlyngens opgave er:\n\n- At udvælge initiativer\n- At udpege\n\n"
        "De deltager som en del af to fælles projekter,\n\n"
        "1. Fokus på overgange. Deltagerne består af repræsentanter fra Fjordby Kommune samt Vestbælt Sygehus.\n"
    )
    found = told(text)
    one = found[ToldAs.COHORT][0]
    assert (one.state, one.on, one.until, one.beside) == (
        "hold 4",
        date(2026, 9, 1),
        date(2027, 6, 30),
        "9;4",
    )
    assert one.text == "At udvælge initiativer\nAt udpege"
    team = found[ToldAs.TEAM][0]
    assert team.subject == "Fokus på overgange"
    assert [row.name for row in team.rows] == ["Fjordby Kommune", "Vestbælt Sygehus"]


@pytest.mark.parametrize(
    "text", ["", ":", "- \n- ", "LEAD ”", "evalueres", "Forløb\t1\t%", "prioriteret rækkefølge:"]
)
def test_odd_texts_tell_nothing_and_break_nothing(text: str) -> None:
    assert isinstance(read_item(text, on=None), tuple)


SEEDS = Path(os.environ.get("SHARED", "../shared")) / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real documents are not here")
def test_the_real_documents_tell_what_their_readers_found() -> None:
    by_document = [list(read_item(path.read_text("utf-8"), on=ON)) for path in sorted(SEEDS.glob("*.txt"))]
    every = [thing for things in by_document for thing in things]
    focus = [thing for thing in by_document[2] if thing.kind is ToldAs.FOCUS_AREAS]
    assert [len(thing.rows) for thing in focus] == [5]
    paused = [thing for thing in by_document[2] if thing.kind is ToldAs.FOCUS_STATE]
    assert [thing.awaits.endswith("arbejde") for thing in paused] == [True]
    rejected = [thing for thing in by_document[2] if thing.state == "rejected"]
    assert [bool(thing.text and thing.went_on) for thing in rejected] == [True]
    numbers = [thing for thing in by_document[2] if thing.kind is ToldAs.NUMBERS]
    assert [sum(row.value is None for row in thing.rows) for thing in numbers] == [1]
    assert sum(row.value or Decimal(0) for row in numbers[0].rows) == 93
    assert {thing.state for thing in every if thing.kind is ToldAs.COHORT} >= {"hold 1", "hold 4"}
    assert len([thing for thing in every if thing.kind is ToldAs.TEAM]) == 2
    assert any(thing.kind is ToldAs.LEAD and thing.text for thing in by_document[4])
