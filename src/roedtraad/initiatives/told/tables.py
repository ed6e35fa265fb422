"""Tables and lists of numbers: outcomes with shares, answers of a survey, numbers by party. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from roedtraad.initiatives.numbers import is_unknown, read_number
from roedtraad.initiatives.told.text import Line, Sentence, days_in, subject_of, unquoted
from roedtraad.initiatives.told.things import Row, Thing, ToldAs, ToldTable

WHOLE = re.compile(r"\b(?:total|i alt|samlet)\b", re.IGNORECASE)
SHARE = re.compile(r"%|andel|procent", re.IGNORECASE)
NUMBER_OF = re.compile(
    r"^(?P<who>.{2,60}?):\s*(?P<number>[\d.,]+|ukendt|\?)\s*(?P<unit>[a-zæøå]{3,30})?\.?$", re.IGNORECASE
)
PARTY = re.compile(r"\b(?:kommune|region|sygehus|klynge)\b", re.IGNORECASE)
CAPTION = re.compile(r"tabel \d+\s*:\s*(?P<text>.+)", re.IGNORECASE)
SOURCE = re.compile(r"data fra (?P<source>.+?)(?: for .+)?$", re.IGNORECASE)
YEAR = re.compile(r"\b(20\d\d)\b")
HUNDRED = Decimal(100)
LEAST_ROWS = 2
WHOLE_COLUMNS = 3


def outcome_of(table: ToldTable, heading: str, on: date | None) -> Thing | None:
    """Return a table whose first column counts and whose last gives shares of a whole, as an outcome."""
    rows = table.rows
    if (
        len(rows) <= LEAST_ROWS
        or any(len(row) != WHOLE_COLUMNS for row in rows)
        or not SHARE.search(rows[0][2])
    ):
        return None
    read = [(" ".join(row[0].split()), read_number(row[1]), read_number(row[2])) for row in rows[1:]]
    if any(number is None or share is None for _name, number, share in read):
        return None
    whole = next(
        ((name, number) for name, number, share in read if share == HUNDRED or WHOLE.search(name)), None
    )
    if whole is None or not whole[1]:
        return None
    shares_hold = all(
        abs(HUNDRED * (number or 0) / whole[1] - (share or 0)) <= 1 for _name, number, share in read
    )
    if not shares_hold:
        return None
    days = days_in(rows[0][0])
    parts = [Row(name, number) for name, number, _share in read if name != whole[0]]
    return Thing(
        ToldAs.OUTCOME,
        heading,
        (table.span,),
        "Tabellen tæller et hele og dets dele, og andelene passer til tallene.",
        on=days[0] if days else on,
        until=days[-1] if days else on,
        beside=unquoted(rows[0][1]),
        rows=(Row(whole[0], whole[1]), *parts),
    )


def survey_of(table: ToldTable, lines: Sequence[Line], heading: str, on: date | None) -> Thing | None:
    """Return a table of questions with the share that gave an answer, in each group, as a survey."""
    rows = table.rows
    if len(rows) < LEAST_ROWS or any(len(row) != len(rows[0]) for row in rows) or len(rows[0]) < LEAST_ROWS:
        return None
    groups = [" ".join(cell.split()) for cell in rows[0][1:]]
    asked = [row for row in rows[1:] if "?" in row[0]]
    if len(asked) < LEAST_ROWS or any("%" not in cell for row in asked for cell in row[1:]):
        return None
    caption = next(
        (
            match["text"]
            for line in lines
            if line.start >= table.span[0] and (match := CAPTION.match(line.text))
        ),
        "",
    )
    source = SOURCE.search(caption)
    year = YEAR.search(caption)
    of = int(year[1]) if year else (on.year if on else 0)
    found = tuple(
        Row(" ".join(row[0].split()), read_number(cell), group)
        for row in asked
        for group, cell in zip(groups, row[1:], strict=True)
    )
    return Thing(
        ToldAs.SURVEY,
        heading,
        (table.span,),
        "Tabellen stiller spørgsmål og viser, hvor stor en andel der svarede, for hver gruppe.",
        on=date(of, 1, 1) if of else on,
        until=date(of, 12, 31) if of else on,
        text=source["source"].strip(" .") if source else caption,
        beside="%",
        rows=found,
    )


def numbers_in(lines: Sequence[Line], sentences: Sequence[Sentence], on: date | None) -> list[Thing]:
    """Return the lists that give each party a number, with the day of the sentence before and the heading above."""
    found: list[Thing] = []
    group: list[tuple[Line, re.Match[str]]] = []
    heading = ""
    for line in (*lines, None):
        match = NUMBER_OF.match(line.list_text) if line is not None and line.list_text else None
        if line is not None and match is not None and PARTY.search(match["who"]):
            group.append((line, match))
            continue
        if len(group) >= LEAST_ROWS:
            found.append(_numbers(group, sentences, heading, on))
        group = []
        if line is not None and line.is_heading:
            heading = subject_of(line)
    return found


def _numbers(
    group: Sequence[tuple[Line, re.Match[str]]], sentences: Sequence[Sentence], heading: str, on: date | None
) -> Thing:
    first, last = group[0][0], group[-1][0]
    before = [one for one in sentences if one.start < first.start][-1:]
    told = before[0].text if before else ""
    as_of = re.search(r"\bpr\. (?:den )?(.+)", told)
    days = days_in(as_of[1] if as_of else told)
    unit = next(
        (match["unit"] for _line, match in group if match["unit"] and not is_unknown(match["unit"])), ""
    )
    span = (before[0].start if before else first.start, last.end)
    return Thing(
        ToldAs.NUMBERS,
        heading,
        (span,),
        "Listen giver hver part et tal, og et af dem kan være ukendt.",
        on=days[-1] if days else on,
        until=days[-1] if days else on,
        beside=unit or "antal",
        rows=tuple(
            Row(
                " ".join(match["who"].split()),
                None if is_unknown(match["number"]) else read_number(match["number"].rstrip(".,")),
            )
            for _line, match in group
        ),
    )
