"""Times of day: the text and (begins, ends)."""

import pytest

from referat.danish.clock import find_clock_times

TIMES = [
    ("kl. 12:30", [("12:30", None)]),
    ("kl. 16", [("16:00", None)]),
    ("Kl 9", [("09:00", None)]),
    ("kl.12.30", [("12:30", None)]),
    ("klokken 14", [("14:00", None)]),
    ("kl. 1230", [("12:30", None)]),
    ("kl. 9.00-12.00", [("09:00", "12:00")]),
    ("kl. 9:00 – 12:00", [("09:00", "12:00")]),
    ("kl. 12-14", [("12:00", "14:00")]),
    ("kl. 14.15 til kl. 16", [("14:15", "16:00")]),
    ("kl. 9 - ca. 11.30", [("09:00", "11:30")]),
    ("kl. ca. 15.00", [("15:00", None)]),
    ("fra kl. 8.15.", [("08:15", None)]),
    ("9:00–12:00", [("09:00", "12:00")]),
    ("9.00-12.00", [("09:00", "12:00")]),
    ("Tid: 14-16", [("14:00", "16:00")]),
    ("Tidspunkt: 9.00 til 12.00", [("09:00", "12:00")]),
    ("Mødestart 14.00", [("14:00", None)]),
    ("16. januar 2023 kl. 12:30", [("12:30", None)]),
    ("d. 30. maj 2023 kl. 9:00-12:00. Mødet", [("09:00", "12:00")]),
    ("2023-01-16 12:30", [("12:30", None)]),
    ("mellem kl. 8 og kl. 10", [("08:00", None), ("10:00", None)]),
    ("kl. 25", []),
    ("kl. 12.75", []),
    ("forholdet 1:10", []),
    ("9.00-12.00 kr.", []),
    ("1.5-2.5 %", []),
    ("Tid 3 timer", []),
    ("start 2024", []),
    ("16-01-2023", []),
    ("22/43575", []),
    ("punkt 2-4", []),
    ("30.000", []),
    ("(15 min)", []),
]


@pytest.mark.parametrize(("text", "expected"), TIMES, ids=[text for text, _ in TIMES])
def test_times_of_day_are_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(clock.starts, clock.ends) for clock in find_clock_times(text)] == expected


def test_the_spans_are_those_of_the_two_times() -> None:
    text = "Mødet varer kl. 9.00-12.00 i dag."
    (clock,) = find_clock_times(text)
    assert clock.ends_span is not None
    words = [text[slice(*span)] for span in (clock.span, clock.starts_span, clock.ends_span)]
    assert words == ["kl. 9.00-12.00", "9.00", "12.00"]
