"""Dates, numbers and kroner are written as a Danish secretary writes them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from roedtraad import danish

MARCH = date(2026, 3, 13)


def plain(text: str) -> str:
    """The text with ordinary spaces, so that the tests can be read."""
    return text.replace(danish.NBSP, " ")


def test_dates_are_written_out() -> None:
    assert plain(danish.day(MARCH)) == "13. marts 2026"
    assert plain(danish.weekday(MARCH)) == "fredag den 13. marts 2026"
    assert plain(danish.day_and_month(MARCH)) == "13. marts"
    assert danish.month(MARCH) == "marts 2026"


def test_a_day_never_leaves_its_month_at_the_end_of_a_line() -> None:
    assert "13.\N{NO-BREAK SPACE}marts" in danish.day(MARCH)
    assert " " not in danish.short_day(MARCH)
    assert " " not in danish.kroner(Decimal("600000"))


@pytest.mark.parametrize(
    ("month", "written"),
    [(1, "jan."), (2, "feb."), (3, "marts"), (4, "april"), (5, "maj"), (6, "juni"), (7, "juli"), (8, "aug."),
     (9, "sep."), (10, "okt."), (11, "nov."), (12, "dec.")],
)  # fmt: skip
def test_long_months_are_shortened_and_short_ones_are_not(month: int, written: str) -> None:
    assert plain(danish.short_day(date(2026, month, 8))) == f"8. {written} 2026"


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (date(2026, 3, 12), "i går"),
        (MARCH, "i dag"),
        (date(2026, 3, 14), "i morgen"),
        (date(2026, 3, 19), "på torsdag"),
        (date(2026, 3, 20), "20. marts 2026"),
        (date(2026, 3, 11), "11. marts 2026"),
    ],
)
def test_near_days_are_said_in_words(on: date, written: str) -> None:
    assert plain(danish.near_day(on, today=MARCH)) == written


def test_hours_have_a_point_and_no_leading_zero() -> None:
    assert plain(danish.hours(time(9, 0), time(12, 30))) == "kl. 9.00–12.30"
    assert plain(danish.hours(time(10), None)) == "kl. 10.00"
    assert danish.hours(None, None) == ""


def test_a_moment_is_shown_in_danish_time_summer_and_winter() -> None:
    assert plain(danish.moment(datetime(2026, 7, 1, 22, 30, tzinfo=UTC))) == "2. juli 2026 kl. 0.30"
    assert plain(danish.moment(datetime(2026, 1, 1, 9, 5, tzinfo=UTC))) == "1. januar 2026 kl. 10.05"


def test_periods_say_what_is_known() -> None:
    assert plain(danish.period(MARCH, date(2026, 12, 31))) == "13. marts 2026 – 31. dec. 2026"
    assert plain(danish.period(MARCH, None)) == "siden 13. marts 2026"
    assert plain(danish.period(None, MARCH)) == "til 13. marts 2026"
    assert danish.period(None, None) == ""


def test_amounts_in_tables_always_have_oere_and_in_text_only_where_there_are_any() -> None:
    assert danish.amount(Decimal("154144.33")) == "154.144,33"
    assert danish.amount(Decimal("0")) == "0,00"
    assert plain(danish.kroner(Decimal("1748000.00"))) == "1.748.000 kr."
    assert plain(danish.kroner(Decimal("-5254.92"))) == "-5.254,92 kr."
    assert plain(danish.about_kroner(Decimal("1700000"))) == "ca. 1,7 mio. kr."
    assert plain(danish.about_kroner(50000)) == "ca. 50.000 kr."


def test_numbers_keep_their_decimals_unless_told() -> None:
    assert danish.number(1748000) == "1.748.000"
    assert danish.number(Decimal("1.67")) == "1,67"
    assert plain(danish.percent(Decimal("18.4"))) == "18,4 %"


def test_sizes_of_files() -> None:
    assert [plain(danish.size(n)) for n in (512, 212_400, 4_130_000)] == ["512 byte", "212 kB", "4,1 MB"]


def test_a_list_ends_with_og() -> None:
    assert danish.listed(["Fjordby"]) == "Fjordby"
    assert danish.listed(["Fjordby", "Hedelund", "Strandby"]) == "Fjordby, Hedelund og Strandby"
    assert danish.listed([]) == ""


def test_names_sort_as_in_a_danish_dictionary() -> None:
    names = ["Åse", "Ørsted", "Ærø", "Anders", "Aabyskov", "Zita"]
    assert sorted(names, key=danish.alphabetical) == ["Anders", "Zita", "Ærø", "Ørsted", "Aabyskov", "Åse"]
