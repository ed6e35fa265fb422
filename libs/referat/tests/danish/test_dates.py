"""The forms of dates, one a line: the text, and what is found in it as `value[flags]<words>`.

Flags: `+` is tied to the next by 'og' or a comma, `~` by a dash or 'til'. A fault stands as `!impossible`.
"""

from datetime import date

import pytest

from referat.danish.dates import Join, Part, Tense, TimeKind, bounds, find_times, interval, resolve

JOINS = {None: "", Join.AND: "+", Join.TO: "~"}


def found(text: str) -> list[str]:
    """Return what is found, in the notation of the tables below."""
    return [
        f"{f'!{time.fault}' if time.fault else time.value}{JOINS[time.joined]}<{text[time.span.start : time.span.end]}>"
        for time in find_times(text)
    ]


DAYS = [
    ("den 16. januar 2023", ["2023-01-16<16. januar 2023>"]),
    ("Den 16. Januar 2023", ["2023-01-16<16. Januar 2023>"]),
    ("16. JANUAR 2023", ["2023-01-16<16. JANUAR 2023>"]),
    ("d. 04. februar 2025", ["2025-02-04<04. februar 2025>"]),
    ("fra d.15. januar 2025 foretages", ["2025-01-15<15. januar 2025>"]),
    ("16.januar 2023", ["2023-01-16<16.januar 2023>"]),
    ("den 16 januar 2023", ["2023-01-16<16 januar 2023>"]),
    ("d. 5 maj", ["XXXX-05-05<5 maj>"]),
    ("den 3. marts", ["XXXX-03-03<3. marts>"]),
    ("9. sept. 2022 blev", ["2022-09-09<9. sept. 2022>"]),
    ("9. sep 2022", ["2022-09-09<9. sep 2022>"]),
    ("den 10. dec.", ["XXXX-12-10<10. dec.>"]),
    ("den 3. febuar 2023", ["2023-02-03<3. febuar 2023>"]),
    ("den 16. januar, 2023", ["2023-01-16<16. januar, 2023>"]),
    ("den 3. marts i 2023", ["2023-03-03<3. marts i 2023>"]),
    ("d. 16. januar 23.", ["2023-01-16<16. januar 23>"]),
    ("d. 16. januar '23 kl. 12", ["2023-01-16<16. januar '23>"]),
    ("mødet den 16.\njanuar 2023", ["2023-01-16<16.\njanuar 2023>"]),
    ("mødet den 16. januar\n2023", ["2023-01-16<16. januar\n2023>"]),
    ("den 29. februar 2024", ["2024-02-29<29. februar 2024>"]),
    ("den 29. februar", ["XXXX-02-29<29. februar>"]),
    ("30. maj 2023 kl. 9:00-12:00", ["2023-05-30<30. maj 2023>"]),
    ("den 16. januar kl. 12.30", ["XXXX-01-16<16. januar>"]),
    ("Grundloven af 5. juni 1849", ["1849-06-05<5. juni 1849>"]),
    ("d. 16-01-2023", ["2023-01-16<16-01-2023>"]),
    ("16-1-2023", ["2023-01-16<16-1-2023>"]),
    ("16/01/2023", ["2023-01-16<16/01/2023>"]),
    ("16.1.2023", ["2023-01-16<16.1.2023>"]),
    ("d. 16. 01. 2023", ["2023-01-16<16. 01. 2023>"]),
    ("d. 16 - 01 - 2023", ["2023-01-16<16 - 01 - 2023>"]),
    ("16–01–2023", ["2023-01-16<16–01–2023>"]),
    ("25/1 2024", ["2024-01-25<25/1 2024>"]),
    ("25/1-2024", ["2024-01-25<25/1-2024>"]),
    ("16/1-23", ["2023-01-16<16/1-23>"]),
    ("16/1/23", ["2023-01-16<16/1/23>"]),
    ("01.09.23", ["2023-09-01<01.09.23>"]),
    ("16-01-23", ["2023-01-16<16-01-23>"]),
    ("den 1.9.23", ["2023-09-01<1.9.23>"]),
    ("24-12-98", ["1998-12-24<24-12-98>"]),
    ("2023-01-16", ["2023-01-16<2023-01-16>"]),
    ("2023-01-16T12:30", ["2023-01-16<2023-01-16>"]),
    ("2023.01.16", ["2023-01-16<2023.01.16>"]),
    ("den 16/1", ["XXXX-01-16<16/1>"]),
    ("mandag 16/1", ["XXXX-01-16<16/1>"]),
    ("tirsdag den 16.01. kl. 12", ["XXXX-01-16<16.01>"]),
    ("d. 6.1. mødes vi", ["XXXX-01-06<6.1>"]),
    ("1.januar2024", ["2024-01-01<1.januar2024>"]),
    ("senest 1/9 sendes", ["XXXX-09-01<1/9>"]),
    ("pr. 1/1", ["XXXX-01-01<1/1>"]),
    ("Oversigt over deltagere - 291222", ["2022-12-29<291222>"]),
    ("Referat_20230116.pdf", ["2023-01-16<20230116>"]),
    ("160123_Oplæg.pptx", ["2016-01-23<160123>"]),
    ("230116 - Oplæg", ["2023-01-16<230116>"]),
]

SEVERAL_DAYS = [
    ("den 26. og 27. april", ["XXXX-04-26+<26.>", "XXXX-04-27<27. april>"]),
    ("d. 26. og 27. april 2023", ["2023-04-26+<26.>", "2023-04-27<27. april 2023>"]),
    ("26.-27. april 2023", ["2023-04-26~<26.>", "2023-04-27<27. april 2023>"]),
    ("26-27. april 2023", ["2023-04-26~<26>", "2023-04-27<27. april 2023>"]),
    ("26.–27. april", ["XXXX-04-26~<26.>", "XXXX-04-27<27. april>"]),
    ("26./27. april", ["XXXX-04-26+<26.>", "XXXX-04-27<27. april>"]),
    ("den 3., 10. og 17. marts 2024", ["2024-03-03+<3.>", "2024-03-10+<10.>", "2024-03-17<17. marts 2024>"]),
    ("den 3, 10 og 17 marts 2024", ["2024-03-03+<3>", "2024-03-10+<10>", "2024-03-17<17 marts 2024>"]),
    ("12. oktober og 7. december 2022", ["2022-10-12+<12. oktober>", "2022-12-07<7. december 2022>"]),
    ("12. oktober, 7. december 2022", ["2022-10-12+<12. oktober>", "2022-12-07<7. december 2022>"]),
    ("fra 1. juni til 31. december 2024", ["2024-06-01~<1. juni>", "2024-12-31<31. december 2024>"]),
    ("fra den 1. juni 2023 til den 1. maj 2024", ["2023-06-01~<1. juni 2023>", "2024-05-01<1. maj 2024>"]),
    ("20. december til 7. januar 2024", ["2023-12-20~<20. december>", "2024-01-07<7. januar 2024>"]),
    ("7. december og 12. oktober 2022", ["XXXX-12-07+<7. december>", "2022-10-12<12. oktober 2022>"]),
    ("01.09.23-31.12.23", ["2023-09-01~<01.09.23>", "2023-12-31<31.12.23>"]),
    ("01.09.-31.12.23", ["2023-09-01~<01.09.>", "2023-12-31<31.12.23>"]),
    ("16-01-2023-20-01-2023", ["2023-01-16~<16-01-2023>", "2023-01-20<20-01-2023>"]),
    ("16.-17.01.2023", ["2023-01-16~<16>", "2023-01-17<17.01.2023>"]),
    ("16-17/1 2023", ["2023-01-16~<16>", "2023-01-17<17/1 2023>"]),
    ("26/4 og 27/4-2023", ["2023-04-26+<26/4>", "2023-04-27<27/4-2023>"]),
    ("3/3, 10/3 og 17/3 2024", ["2024-03-03+<3/3>", "2024-03-10+<10/3>", "2024-03-17<17/3 2024>"]),
    ("16/1-23/1 2024", ["2024-01-16~<16/1>", "2024-01-23<23/1 2024>"]),
    ("mandag den 3. og tirsdag den 4. marts 2025", ["2025-03-03+<3.>", "2025-03-04<4. marts 2025>"]),
    (
        "fra den 1. oktober til og med den 31. december 2025",
        ["2025-10-01~<1. oktober>", "2025-12-31<31. december 2025>"],
    ),
    ("1. oktober frem til 31. december 2025", ["2025-10-01~<1. oktober>", "2025-12-31<31. december 2025>"]),
    ("d. 21. marts, d. 2. april", ["XXXX-03-21+<21. marts>", "XXXX-04-02<2. april>"]),
]

LONGER_TIMES = [
    ("I oktober 2016 besluttede", ["2016-10<oktober 2016>"]),
    ("Sundhedsministeriet sept. 2022", ["2022-09<sept. 2022>"]),
    ("okt 2024", ["2024-10<okt 2024>"]),
    ("på mødet i maj.", ["XXXX-05<maj>"]),
    ("til april-mødet i Fjordby", ["XXXX-04<april>"]),
    ("i marts måned", ["XXXX-03<marts>"]),
    ("september-november 2023", ["2023-09~<september>", "2023-11<november 2023>"]),
    ("fra maj 2023 til august 2023", ["2023-05~<maj 2023>", "2023-08<august 2023>"]),
    ("i januar og februar 2025", ["2025-01+<januar>", "2025-02<februar 2025>"]),
    ("ultimo 2025", ["2025-12<ultimo 2025>"]),
    ("primo 2025", ["2025-01<primo 2025>"]),
    ("medio 2025", ["2025-06<medio 2025>"]),
    ("primo juni", ["XXXX-06<primo juni>"]),
    ("primo i juni", ["XXXX-06<primo i juni>"]),
    ("medio marts 2024", ["2024-03<medio marts 2024>"]),
    ("Denne udkom ultimo november og", ["XXXX-11<ultimo november>"]),
    ("Primo Juni 2024", ["2024-06<Primo Juni 2024>"]),
    ("start januar", ["XXXX-01<start januar>"]),
    ("i slutningen af 2024", ["2024<slutningen af 2024>"]),
    ("ved udgangen af 2023", ["2023-12<udgangen af 2023>"]),
    ("inden udgangen af 1. kvartal 2024", ["2024-01/2024-03<udgangen af 1. kvartal 2024>"]),
    ("efteråret 2023", ["2023-23<efteråret 2023>"]),
    ("i efteråret", ["XXXX-23<efteråret>"]),
    ("i løbet af foråret og forsommeren", ["XXXX-21+<foråret>", "XXXX-22<forsommeren>"]),
    ("til efterår", ["XXXX-23<efterår>"]),
    ("vinteren 2023-24", ["2023-24<vinteren 2023-24>"]),
    ("forår 2025", ["2025-21<forår 2025>"]),
    ("forår og efterår 2024", ["2024-23<efterår 2024>"]),
    ("inden sommerferien", ["XXXX-07<sommerferien>"]),
    ("inden jul", ["XXXX-12<jul>"]),
    ("efter nytår", ["XXXX-01<nytår>"]),
    ("efter sommerferien 2024", ["2024-07<sommerferien 2024>"]),
    ("1. halvår 2025", ["2025-01/2025-06<1. halvår 2025>"]),
    ("i 1. halvår i 2025", ["2025-01/2025-06<1. halvår i 2025>"]),
    ("andet halvår af 2023", ["2023-07/2023-12<andet halvår af 2023>"]),
    ("anden halvdel af 2023", ["2023-07/2023-12<anden halvdel af 2023>"]),
    ("første halvår", ["XXXX-01/XXXX-06<første halvår>"]),
    ("3. kvartal", ["XXXX-07/XXXX-09<3. kvartal>"]),
    ("1. kvartal 2023", ["2023-01/2023-03<1. kvartal 2023>"]),
    ("fjerde kvartal 2023", ["2023-10/2023-12<fjerde kvartal 2023>"]),
    ("1.-3. kvartal 2024", ["2024-01/2024-09<1.-3. kvartal 2024>"]),
    ("3. og 4. kvartal 2024", ["2024-07/2024-12<3. og 4. kvartal 2024>"]),
    ("1. kvartal og 3. kvartal 2024", ["2024-01/2024-03+<1. kvartal>", "2024-07/2024-09<3. kvartal 2024>"]),
    ("Q3 2024", ["2024-07/2024-09<Q3 2024>"]),
    ("K1 2025", ["2025-01/2025-03<K1 2025>"]),
    ("H2 2025", ["2025-07/2025-12<H2 2025>"]),
    ("i uge 42", ["XXXX<uge 42>"]),
    ("uge 42 2024", ["2024-10-14/2024-10-20<uge 42 2024>"]),
    ("uge 42-43, 2024", ["2024-10-14/2024-10-27<uge 42-43, 2024>"]),
    ("ugerne 7 og 8 i 2025", ["2025-02-10/2025-02-23<ugerne 7 og 8 i 2025>"]),
    ("Sundhedsaftalen 2024-2027", ["2024/2027<2024-2027>"]),
    ("Sundhedsaftale 2024-27", ["2024/2027<2024-27>"]),
    ("2024 – 2027", ["2024/2027<2024 – 2027>"]),
    ("skoleåret 2022/23", ["2022/2023<2022/23>"]),
    ("2022/2023", ["2022/2023<2022/2023>"]),
    ("årsskiftet 2022-23", ["2022-12/2023-01<årsskiftet 2022-23>"]),
    ("årsskiftet 2025/26", ["2025-12/2026-01<årsskiftet 2025/26>"]),
    ("ved årsskiftet", ["XXXX-12/XXXX-01<årsskiftet>"]),
    ("i 2025 og 2026", ["2025+<2025>", "2026<2026>"]),
    ("Fra 2028 vil", ["2028<2028>"]),
    ("Den nuværende Sundhedsaftale 2019 indeholder", ["2019<2019>"]),
    ("i 1990'erne", ["199X<1990'erne>"]),
    ("Opdateret 2023-05", ["2023-05<2023-05>"]),
]

FAULTS = [
    ("den 31. november", ["!impossible<31. november>"]),
    ("31. november 2023", ["!impossible<31. november 2023>"]),
    ("den 29. februar 2023", ["!impossible<29. februar 2023>"]),
    ("30. februar", ["!impossible<30. februar>"]),
    ("32. marts 2024", ["!impossible<32. marts 2024>"]),
    ("den 31-11-2023", ["!impossible<31-11-2023>"]),
    ("31.04.2024", ["!impossible<31.04.2024>"]),
    ("d. 25-13-2023", ["!impossible<25-13-2023>"]),
    ("den 31/4 2024", ["!impossible<31/4 2024>"]),
    ("29. februar og 3. marts 2023", ["!impossible+<29. februar>", "2023-03-03<3. marts 2023>"]),
    ("13. oktober september 2023 kl. 12:00-15:00", ["!garbled<13. oktober september 2023>"]),
    ("den 13. oktober september.", ["!garbled<13. oktober september>"]),
    ("den 13. 14. oktober 2023", ["!garbled<13. 14. oktober 2023>"]),
    ("den 13. oktober 2023 2024", ["!garbled<13. oktober 2023 2024>"]),
    ("d. 16-01-20233", ["!garbled<16-01-20233>"]),
]

NOT_DATES = [
    "22/43575",
    "Sag 22/4357",
    "Sagsnr. 23/12-24",
    "journalnr. 2023-004512",
    "EMN-2023-00123",
    "tlf. 75 12 10 23",
    "tlf. 20121023",
    "20 12 10 23",
    "23-11-12-45",
    "+45 12102023",
    "010203-1234",
    "version 2.1.10",
    "version 01.10.23",
    "v. 1.2.23",
    "punkt 10.11.12",
    "3.4.12 Økonomi",
    "side 32-34",
    "s. 12-14",
    "§ 16",
    "§ 16, stk. 2",
    "§13, Det fagligt-strategiske niveau",
    "kl. 9:00-12:00",
    "kl. 16.30",
    "kl. 2030",
    "72 timers udvidet behandlingsansvar",
    "1. Godkender dagsordenen",
    "2. Maj-arrangement",
    "punkt 3 og 4",
    "5. og 8. klasse",
    "1.234.567,50 kr.",
    "2.024 borgere",
    "2019 borgere",
    "2000 Frederiksberg",
    "cirka 2000 patienter",
    "nr. 2022",
    "lov nr. 2020 af",
    "2/3 flertal",
    "3/4 af medlemmerne",
    "bemandet 24/7",
    "den 24/7 åbne akutmodtagelse",
    "12/12 seminar",
    "1,5 år",
    "15-18 år",
    "3-4 indsatser",
    "10-årsplan",
    "16 regionale og 20 kommunale deltagere",
    "65% og 80 %",
    "2022,5",
    "12.345.678",
    "192.168.10.12",
    "bilag 3 maj-festen",
    "Maj Lund",
    "August Holm",
    "sommerhus",
    "uge 54",
    "37 timer om ugen",
    "K1 er en kode",
    "næste møde",
    "på det kommende møde",
    "Konto 291222",
    "Projekt 20230116",
    "123456",
    "forstander",
    "majestæt",
    "som det er i dag",
    "mandag 10.10",
    "den 2.5 km lange tur",
    "se afsnit 10.12",
    "God jul",
    "d. 16.30",
]


@pytest.mark.parametrize(("text", "expected"), DAYS, ids=[text for text, _ in DAYS])
def test_a_day_is_read_in_every_form(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("text", "expected"), SEVERAL_DAYS, ids=[text for text, _ in SEVERAL_DAYS])
def test_days_share_the_month_and_the_year_that_follow(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("text", "expected"), LONGER_TIMES, ids=[text for text, _ in LONGER_TIMES])
def test_a_longer_time_becomes_a_month_a_season_an_interval_or_a_year(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("text", "expected"), FAULTS, ids=[text for text, _ in FAULTS])
def test_an_impossible_or_garbled_date_has_a_fault_instead_of_a_value(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert found(text) == []


WEEKDAYS = [
    ("Mandag d. 16. januar 2023", ["mandag"]),
    ("mandag den 16-01-2023", ["mandag"]),
    ("tirsdagen den 3. marts", ["tirsdag"]),
    ("tors. 3/3", ["torsdag"]),
    ("ONSDAG 5. JUNI 2024", ["onsdag"]),
    ("16. januar 2023 (mandag)", ["mandag"]),
    ("mandag den 3. og tirsdag den 4. marts", ["mandag", "tirsdag"]),
    ("mandag-tirsdag den 3.-4. marts", ["mandag", "tirsdag"]),
    ("mandag og tirsdag den 3. og 4. marts", ["mandag", "tirsdag"]),
    ("mandag, onsdag og fredag den 3., 5. og 7. marts", [None, None, None]),
    ("fra mandag den 3. til fredag den 7. marts 2025", ["mandag", "fredag"]),
    ("lørdag den 8. - søndag den 9. marts 2025", ["lørdag", "søndag"]),
    ("torsdag/fredag den 3. marts", [None]),
    ("Lukket mandag. 17. januar 2023 åbnes.", [None]),
    ("hver mandag fra den 3. marts", [None]),
    ("mandage 3/3 2025", [None]),
    ("den 3. marts", [None]),
]


@pytest.mark.parametrize(("text", "expected"), WEEKDAYS, ids=[text for text, _ in WEEKDAYS])
def test_a_weekday_belongs_to_the_date_behind_it(text: str, expected: list[str | None]) -> None:
    assert [time.weekday for time in find_times(text)] == expected


def test_a_weekday_has_its_own_span() -> None:
    text = "Mødet er Torsdag den 5. maj 2022."
    (time,) = find_times(text)
    assert time.weekday_span is not None
    assert text[slice(*time.weekday_span)] == "Torsdag"


HELD_ON = date(2023, 1, 16)
RESOLVED = [
    ("den 7. december", "2022-12-07"),
    ("den 30. maj", "2023-05-30"),
    ("i maj", "2023-05"),
    ("ultimo november", "2022-11"),
    ("i efteråret", "2022-23"),
    ("inden sommerferien", "2023-07"),
    ("uge 3", "2023-01-16/2023-01-22"),
    ("ved årsskiftet", "2022-12/2023-01"),
    ("3. kvartal", "2022-07/2022-09"),
    ("næste år", "2024"),
    ("dags dato", "2023-01-16"),
    ("i morgen", "2023-01-17"),
    ("næste uge", "2023-01-23/2023-01-29"),
    ("sidste måned", "2022-12"),
    ("inden årets udgang", "2023-12"),
    ("i begyndelsen af det nye år", "2024-01"),
    ("den 16. januar 2020", "2020-01-16"),
    ("den 31. november", None),
    ("Referat_230116.pdf", "2023-01-16"),
]


@pytest.mark.parametrize(("text", "expected"), RESOLVED, ids=[text for text, _ in RESOLVED])
def test_a_missing_year_is_the_one_nearest_to_the_meeting(text: str, expected: str | None) -> None:
    (time,) = find_times(text)
    assert resolve(time, held_on=HELD_ON).value == expected


def test_what_was_inferred_is_named() -> None:
    (day,) = find_times("den 7. december")
    assert resolve(day, held_on=HELD_ON).inferred == ("year",)
    (full,) = find_times("den 7. december 2022")
    assert resolve(full, held_on=HELD_ON).inferred == ()


def test_the_tense_decides_between_two_years() -> None:
    (time,) = find_times("i oktober")
    assert resolve(time, held_on=HELD_ON).value == "2022-10"
    assert resolve(time, held_on=HELD_ON, tense=Tense.FUTURE).value == "2023-10"
    (may,) = find_times("i maj")
    assert resolve(may, held_on=HELD_ON, tense=Tense.PAST).value == "2022-05"


def test_the_weekday_decides_between_two_years() -> None:
    (time,) = find_times("tirsdag den 20. juni")  # a Tuesday in 2023, a Monday in 2022
    assert resolve(time, held_on=date(2022, 9, 1)).value == "2023-06-20"


def test_six_digits_that_can_be_read_two_ways_keep_both() -> None:
    (time,) = find_times("Oplæg - 101112")
    assert (time.value, time.alternative) == ("2012-11-10", "2010-11-12")


def test_the_part_of_a_month_is_kept() -> None:
    parts = [time.part for time in find_times("primo juni, medio juni, ultimo juni, i juni")]
    assert parts == [Part.START, Part.MIDDLE, Part.END, None]


def test_a_range_becomes_an_interval() -> None:
    first, last = find_times("fra 1. juni til 31. december 2024")
    assert interval(first, last) == "2024-06-01/2024-12-31"


def test_only_the_given_stretch_is_searched() -> None:
    text = "den 1. maj 2023 og den 2. juni 2023"
    assert [time.value for time in find_times(text, 16)] == ["2023-06-02"]
    assert [time.value for time in find_times(text, 0, 15)] == ["2023-05-01"]


BOUNDS = [
    ("2023-05-30", date(2023, 5, 30), date(2023, 5, 30)),
    ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
    ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ("2023-23", date(2023, 9, 1), date(2023, 11, 30)),
    ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
    ("2024/2027", date(2024, 1, 1), date(2027, 12, 31)),
    ("2025-01/2025-06", date(2025, 1, 1), date(2025, 6, 30)),
    ("199X", date(1990, 1, 1), date(1999, 12, 31)),
]


@pytest.mark.parametrize(("value", "first", "last"), BOUNDS, ids=[value for value, _, _ in BOUNDS])
def test_a_value_has_a_first_and_a_last_day(value: str, first: date, last: date) -> None:
    assert bounds(value) == (first, last)


@pytest.mark.parametrize("value", ["XXXX-05-30", "2023-13", "", "i morgen", "2023-02-30", None])
def test_a_value_without_a_year_has_no_days(value: str | None) -> None:
    assert bounds(value) is None


def test_a_week_and_a_day_have_their_kinds() -> None:
    kinds = [time.kind for time in find_times("uge 3, den 3. maj, efteråret, 2024, næste år, sommerferien")]
    expected = ["week", "day", "season", "year", "relative", "holiday"]
    assert kinds == [TimeKind(kind) for kind in expected]
