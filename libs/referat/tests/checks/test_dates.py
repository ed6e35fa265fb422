"""Weekdays, impossible and garbled dates, and a past told from the future. The meeting is on Monday 16 January 2023."""

import pytest
from small_documents import HEAD, a_case, a_document, an_item, findings, told

from referat.checks.date_faults import impossible_and_garbled_dates
from referat.checks.date_order import past_from_the_future
from referat.checks.weekdays import weekdays_against_dates
from referat.model import FindingCode

WRONG_WEEKDAYS = [
    ("Næste møde er mandag den 30. maj 2023.", "tirsdag den 30. maj 2023", "mandag den 30. maj 2023"),
    ("Mødet holdes Torsdag d. 16-03-2022.", "onsdag den 16. marts 2022", "Torsdag d. 16-03-2022"),
    ("Mødet holdes torsdag den 15. marts.", "onsdag den 15. marts 2023", "torsdag den 15. marts"),
    (
        "Seminaret er onsdag den 8. og torsdag den 9. marts 2022.",
        "tirsdag den 8. marts 2022",
        "onsdag den 8.",
    ),
]
RIGHT_WEEKDAYS = [
    "Næste møde er tirsdag den 30. maj 2023.",
    "Mødet holdes onsdag den 15. marts.",
    "Mødet holdes torsdag den 16. marts.",  # of 2023
    "Mødet holdes tirsdag den 20. juni.",  # of 2023
    "Mødet holdes fredag den 20. oktober.",  # of 2023; far away
    "Seminaret er mandag-tirsdag den 6.-7. marts 2023.",
    "Der er åbent hver mandag fra den 31. maj 2023.",
    "Den 30. maj 2023 er en god dag. Mandag er bedre.",
    "Mandag er mødet. Den 31. maj 2023 er der frist.",
]


@pytest.mark.parametrize(("case", "expected", "found"), WRONG_WEEKDAYS)
def test_a_weekday_that_its_date_does_not_fall_on_is_told(case: str, expected: str, found: str) -> None:
    assert told(weekdays_against_dates, a_case(case))[:1] == [("2", expected, found)]


@pytest.mark.parametrize("case", RIGHT_WEEKDAYS)
def test_a_weekday_that_may_be_right_is_left_alone(case: str) -> None:
    assert told(weekdays_against_dates, a_case(case)) == []


def test_the_weekday_in_the_head_belongs_to_the_document() -> None:
    text = a_document(head=HEAD.replace("Mandag d. 16. januar", "Tirsdag d. 16. januar"))
    (finding,) = findings(weekdays_against_dates, text)
    assert finding.item is None
    assert finding.message == "Den 16. januar 2023 er en mandag, ikke en tirsdag."


FAULTS = [
    ("Aftalen udløber den 31. november 2025.", FindingCode.DATE_IMPOSSIBLE, "November har 30 dage; den 31. november 2025 findes ikke."),
    ("Aftalen udløber den 29. februar 2023.", FindingCode.DATE_IMPOSSIBLE, "Februar 2023 har 28 dage; den 29. februar 2023 findes ikke."),
    ("Aftalen udløber den 31-04-2024.", FindingCode.DATE_IMPOSSIBLE, "April har 30 dage; den 31-04-2024 findes ikke."),
    ("Aftalen udløber den 12-13-2024.", FindingCode.DATE_IMPOSSIBLE, "Datoen ’12-13-2024’ findes ikke."),
    ("Besøget er den 12. maj juni 2025.", FindingCode.DATE_GARBLED, "Datoen ’12. maj juni 2025’ nævner to måneder."),
    ("Besøget er den 12. maj 2024 2025.", FindingCode.DATE_GARBLED, "Datoen ’12. maj 2024 2025’ nævner to årstal."),
    ("Besøget er den 12-05-20245.", FindingCode.DATE_GARBLED, "Datoen ’12-05-20245’ kan ikke læses."),
]  # fmt: skip


@pytest.mark.parametrize(("case", "code", "message"), FAULTS)
def test_a_date_that_cannot_be_is_told(case: str, code: FindingCode, message: str) -> None:
    (finding,) = findings(impossible_and_garbled_dates, a_case(case))
    assert (finding.code, finding.item, finding.message) == (code, "2", message)


def test_the_last_day_of_the_month_is_expected() -> None:
    assert told(impossible_and_garbled_dates, a_case("Senest den 31. april 2025.")) == [
        ("2", "30. april 2025", "31. april 2025")
    ]


@pytest.mark.parametrize(
    "case",
    ["Den 29. februar 2024 og den 31. december.", "Sag 31/11-2 og version 31.11.2.", "5. juni juli august"],
)
def test_a_date_that_can_be_is_left_alone(case: str) -> None:
    assert told(impossible_and_garbled_dates, a_case(case)) == []


def test_a_fault_in_a_title_is_told_once_though_the_contents_repeat_it() -> None:
    contents = (
        "Indholdsfortegnelse\n\nDagsorden.....3\nSeminar den 31. november 2023.....4\nEventuelt.....5\n"
    )
    text = a_document(
        an_item(1, "Dagsorden"),
        an_item(2, "Seminar den 31. november 2023"),
        an_item(3, "Eventuelt"),
        head=f"{HEAD}\n{contents}",
    )
    assert [finding.item for finding in findings(impossible_and_garbled_dates, text)] == ["2"]


PAST = [
    "Det blev på mødet den 13. september 2024 i styregruppen foreslået at tage punktet op på et kommende møde.",
    "Styregruppen besluttede på sit møde den 7. december 2023 at nedsætte en gruppe.",
    "Den 17. februar 2023 besluttede rådet, at midlerne deles.",
    "Planen blev enstemmigt godkendt den 13. marts 2024.",
    "Udtrækket blev lavet den 24. oktober 2023 af regionens datateam.",
    "På mødet den 17. september 2023 besluttede rådet at besøge alle plejecentre.",
    "Bilen har kørt siden den 1. september 2023.",
    "Projektet er blevet evalueret. På møde den 4. oktober 2023 traf rådet beslutning om tre indsatser.",
]
PAST += [
    "Kommunalbestyrelsen behandlede sagen den 25. januar 2024.",
    "Sagen har været behandlet i Økonomiudvalget den 25. januar 2024.",
    "Aftalen blev indgået i februar 2024.",
    "I oktober 2024 besluttede byrådet at etablere et sundhedshus.",
    "Gruppen mødtes første gang den 3. marts 2024.",
    "Referatet fra mødet den 17. september 2023 blev godkendt.",
    "Godkendelse af referat af møde den 17. september 2023.",
]
NOT_PAST = [
    "Kommunalbestyrelsen behandlede sagen den 25. januar 2022.",
    "Udvalget vedtog en mødeplan med møde den 3. marts 2023.",
    "Udvalget nedsatte en gruppe til at forberede temadagen den 3. marts 2023.",
    "Byrådet vedtog at holde borgermøde den 3. marts 2023.",
    "I oktober 2023 begynder næste runde.",
    "I 2024 er der afsat 2 mio. kr. i budgettet.",
    "Projektet er finansieret i 2024.",
    "Referatet fra næste møde den 17. september 2023 sendes ud.",
    "Referatet fra mødet den 17. september 2022 blev godkendt.",
    "Det blev på mødet den 13. september 2022 foreslået at tage punktet op.",
    "Det blev besluttet, at planen drøftes på mødet den 11. november 2023.",
    "Sagen blev udsat til mødet den 11. november 2023.",
    "Næste møde blev aftalt til den 30. maj 2023.",
    "Punktet tages op på mødet den 11. november 2023.",
    "Planen skal godkendes på rådets møde den 19. juni 2023.",
    "Fristen blev forlænget til den 1. marts 2023.",
    "Deadline er den 30. april 2023.",
    "Ordningen træder i kraft den 1. juli 2023.",
    "Det forventes, at planen er godkendt den 1. marts 2023.",
    "Planen gælder fra den 1. marts 2023.",
    "Når planen er godkendt den 1. marts 2023, sendes den ud.",
    "Referatet blev godkendt den 25. januar 2023.",
    "Efter mødet blev budgettet godkendt den 20. januar 2023.",
    "Varmemesteren har opsagt sin stilling pr. 30. juni 2023.",
    "Formanden orienterede om KL's forum den 8. og 9. maj 2023.",
    "Den 30. maj 2023 afholdes næste møde.",
    "Den 30. maj 2023 er der møde.",
    "Der er indkaldt ordinært møde d. 21. marts 2023.",
    "Hold 3 afholdes d. 4. juni 2023.",
    "Der var enighed om at mødes den 4. juni 2023.",
    "Klyngen godkendte, at indsatsen fortsætter til den 31. december 2023.",
    "Gruppen blev bedt om at aflevere den 1. marts 2023.",
]


@pytest.mark.parametrize("case", PAST)
def test_something_past_that_is_dated_after_the_meeting_is_told(case: str) -> None:
    (finding,) = findings(past_from_the_future, a_case(case))
    assert (finding.code, finding.item) == (FindingCode.DATE_ORDER, "2")


@pytest.mark.parametrize("case", NOT_PAST)
def test_what_is_to_come_or_may_be_is_left_alone(case: str) -> None:
    assert findings(past_from_the_future, a_case(case)) == []


def test_what_stands_outside_the_items_may_be_later() -> None:
    text = a_document() + "\nReferat\n\nBeslutningen blev udsendt den 20. januar 2023.\n"
    head = a_document(head=HEAD + "\nIndkaldelsen blev udsendt den 20. januar 2023.\n")
    assert findings(past_from_the_future, head) == []
    assert all(finding.item for finding in findings(past_from_the_future, text))


def test_the_same_day_of_another_year_is_offered_as_the_likely_one() -> None:
    case = "På mødet den 13. september 2024 blev det drøftet. Senere, den 13. september 2022, blev det besluttet."
    (finding,) = findings(past_from_the_future, a_case(case))
    assert (finding.expected, finding.found) == ("13. september 2022", "13. september 2024")


def test_nothing_is_told_where_the_day_of_the_meeting_was_misread() -> None:
    case = " ".join(f"Den {day}. marts 2024 besluttede rådet det." for day in range(1, 8))
    assert findings(past_from_the_future, a_case(case)) == []


def test_a_decision_cannot_be_headed_by_a_later_day() -> None:
    item = an_item(2, "Status på indsatser").replace(
        "Beslutning\n", "Beslutning i Sundhedsklynge Vestbælt den 17-01-2023\n"
    )
    text = a_document(an_item(1, "Godkendelse af dagsorden"), item, an_item(3, "Eventuelt"))
    assert [finding.item for finding in findings(past_from_the_future, text)] == ["2"]
    assert findings(past_from_the_future, text.replace("17-01-2023", "16-01-2023")) == []
