"""Leadership programmes: cohorts, their days and duties, teams and how many take part. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from roedtraad.initiatives.numbers import read_period
from roedtraad.initiatives.told.text import MONTH, Line, Sentence, days_in, find, unquoted
from roedtraad.initiatives.told.things import Row, Thing, ToldAs

PROGRAMME = re.compile(r"(?:Det )?National\w* Ledelsesprogram(?: på \w+)?", re.IGNORECASE)
COHORT = re.compile(r"\bhold (?P<number>\d+)\b", re.IGNORECASE)
BEGINS = re.compile(r"starter (?P<month>\w+ 20\d\d)", re.IGNORECASE)
ENDS = re.compile(r"afsluttes (?P<month>\w+ 20\d\d)", re.IGNORECASE)
DAYS = re.compile(
    r"(?P<days>\d{1,2}|to|tre|fire|fem|seks|syv|otte|ni|ti) dage(?: med (?P<camps>\d{1,2}) internater)?",
    re.IGNORECASE,
)
PEOPLE = re.compile(r"(?P<number>\d{1,4}) (?P<who>[a-zæøå]{4,30}e)(?= (?:og \d|deltagere))", re.IGNORECASE)
WORDS = ("nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")


def programmes_in(lines: Sequence[Line], sentences: Sequence[Sentence]) -> Iterator[Thing]:
    """Yield the cohort that an item tells of, and its teams."""
    about = [one for one in sentences if PROGRAMME.search(one.text)]
    every = [*(line.text for line in lines if line.is_heading), *(one.text for one in sentences)]
    if not about:
        return
    numbers = [match["number"] for text in every for match in COHORT.finditer(text)]
    if not numbers:
        return
    number = max(set(numbers), key=lambda one: (numbers.count(one), -numbers.index(one)))
    named = PROGRAMME.search(about[0].text)
    programme = " ".join(named[0].split()) if named else ""
    begins = next((match for text in every if (match := BEGINS.search(text))), None)
    ends = next((match for text in every if (match := ENDS.search(text))), None)
    away = next(
        (match for one in sentences if "afsted" in one.low and (match := DAYS.search(one.text))), None
    )
    deadline = next(
        (one for one in sentences if find(one.text, "programme", "deadline") and days_in(one.text)), None
    )
    spans = [one.span for one in about[:2]] + ([deadline.span] if deadline else [])
    first, last = _month(begins), _month(ends)
    yield Thing(
        ToldAs.COHORT,
        programme[:1].upper() + programme[1:],
        tuple(spans),
        "Punktet nævner ledelsesprogrammet og et hold.",
        state=f"hold {number}",
        on=first[0] if first else None,
        until=last[1] if last else None,
        text="\n".join(_duties(lines)),
        awaits=deadline.text if deadline else "",
        beside=_away(away),
        rows=tuple(_people(sentences)),
    )
    yield from _teams(lines, programme, number)


def _people(sentences: Sequence[Sentence]) -> Iterator[Row]:
    """Yield how many take part, for each sector that is told: '16 regionale og 20 kommunale deltagere'."""
    for one in sentences:
        if "deltager" in one.low:
            for match in PEOPLE.finditer(one.text):
                yield Row(f"{match['who']} deltagere", Decimal(match["number"]))


def _duties(lines: Sequence[Line]) -> list[str]:
    """Return the points of the list behind 'klyngens opgave er:'."""
    found: list[str] = []
    begun = False
    for line in lines:
        if begun and line.list_text:
            found.append(line.list_text)
        elif begun and found:
            break
        elif find(line.text, "programme", "duties"):
            begun = True
    return found


def _teams(lines: Sequence[Line], programme: str, number: str) -> Iterator[Thing]:
    """Yield what stands in the numbered list behind 'en del af to fælles projekter'."""
    begun = False
    for line in lines:
        if begun and line.list_text:
            sentences = re.split(r"(?<=[a-zæøå])\.\s", line.list_text)
            parts = next((one for one in sentences if re.match(r"Deltager", one)), "")
            target = next((one for one in sentences if one.lower().startswith("målgruppen")), "")
            yield Thing(
                ToldAs.TEAM,
                unquoted(sentences[0]),
                ((line.list_start, line.end),),
                "Listen nævner de projekter, som deltagerne i programmet arbejder med.",
                state=f"hold {number}",
                text=target,
                beside=programme[:1].upper() + programme[1:],
                rows=tuple(Row(one) for one in _parts(parts)),
            )
        elif find(line.text, "programme", "teams"):
            begun = True
        elif begun:
            break


def _parts(text: str) -> list[str]:
    """Return who is in a team: 'A, B og C kommune samt D'."""
    told = re.sub(
        r"^Deltager\w*(?: fra [\wæøå]+)? (?:består af(?: repræsentanter fra)?|er)\s*", "", text.strip(" .")
    )
    pieces = re.split(r",\s|\sog\s(?=[A-ZÆØÅ])|\ssamt\s(?:repræsentanter fra\s)?", told)
    return [piece.strip() for piece in pieces if piece.strip()]


def _month(match: re.Match[str] | None) -> tuple[date, date] | None:
    return read_period(match["month"]) if match and MONTH.fullmatch(match["month"]) else None


def _away(match: re.Match[str] | None) -> str:
    """Return days and camps as '9;4'."""
    if match is None:
        return ""
    told = match["days"].lower()
    days = told if told.isdigit() else str(WORDS.index(told))
    return f"{days};{match['camps'] or ''}"
