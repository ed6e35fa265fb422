"""The text of an item in lines, headings, lists and sentences, each with its place; days as minutes write them. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from roedtraad.initiatives.numbers import MONTHS

LIST = re.compile(r"[ \t]*(?:[-•*–o]|\d{1,2}[.)])[ \t]+(?:[-•*–o][ \t]+)?(?P<text>\S.*)")
NUMBERED = re.compile(r"[ \t]*\d{1,2}[.)]")
END = re.compile(r"(?<=[a-zæøå0-9)”\"'*%])[.!?](?=\s+[”\"'*]*[A-ZÆØÅ]|\s*$)")
DAY = re.compile(
    r"(?:d\.\s?|den\s)?(?P<day>\d{1,2})\.?\s(?P<month>" + "|".join(MONTHS) + r")\s(?P<year>20\d\d)",
    re.IGNORECASE,
)
SHORT = re.compile(r"(?P<day>\d{1,2})[.-](?P<month>\d{1,2})[.-](?P<year>20\d\d|\d\d)(?!\d)")
MONTH = re.compile(r"(?P<month>" + "|".join(MONTHS) + r")\s(?P<year>20\d\d)", re.IGNORECASE)
YEAR_END = re.compile(r"(?:udgangen|slutningen) af (?P<year>20\d\d)", re.IGNORECASE)
LONGEST_HEADING = 70
CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty; `list_text` is what stands behind its mark, for a point of a list."""

    text: str
    start: int
    list_text: str = ""
    list_start: int = 0
    is_numbered: bool = False
    is_heading: bool = False

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its place, and the heading that it stands under ('' for none)."""

    text: str
    start: int
    heading: str

    @property
    def span(self) -> tuple[int, int]:
        """Return its place."""
        return self.start, self.start + len(self.text)

    @property
    def low(self) -> str:
        """Return it in small letters."""
        return self.text.lower()


def lines_of(text: str, offset: int) -> tuple[Line, ...]:
    """Return the lines of a text that begins at `offset`. A short line by itself, without a full stop, is a heading."""
    found: list[Line] = []
    at = 0
    raw = text.split("\n")
    for number, whole in enumerate(raw):
        bare = whole.strip()
        start = offset + at + (len(whole) - len(whole.lstrip()))
        at += len(whole) + 1
        if not bare:
            continue
        match = LIST.fullmatch(bare)
        alone = (number == 0 or not raw[number - 1].strip()) and (
            number + 1 == len(raw) or not raw[number + 1].strip()
        )
        is_heading = (
            match is None
            and alone
            and len(bare) <= LONGEST_HEADING
            and bare[-1] not in ".:;,?!"
            and "\t" not in bare
            and any(letter.isalpha() for letter in bare)
        )
        list_text = match["text"].strip() if match else ""
        list_start = start + (match.start("text") if match else 0)
        found.append(
            Line(
                bare,
                start,
                list_text,
                list_start,
                bool(NUMBERED.match(bare)) and match is not None,
                is_heading,
            )
        )
    return tuple(found)


def sentences_of(lines: Iterable[Line]) -> Iterator[Sentence]:
    """Yield the sentences of lines that are no headings; those that are wrapped over lines are put together."""
    heading = ""
    for line in lines:
        if line.is_heading:
            heading = subject_of(line)
            continue
        start = 0
        for match in END.finditer(line.text):
            piece = line.text[start : match.end()]
            yield Sentence(piece.strip(), line.start + start + len(piece) - len(piece.lstrip()), heading)
            start = match.end()
        rest = line.text[start:]
        if rest.strip():
            yield Sentence(rest.strip(), line.start + start + len(rest) - len(rest.lstrip()), heading)


def subject_of(heading: Line) -> str:
    """Return what a heading is about; '' for one that only says which part of the item begins."""
    text = heading.text.strip("#* ")
    return "" if find(text, "parts", "heading") else text


def days_in(text: str) -> tuple[date, ...]:
    """Return the days that a text tells, in its order."""
    found: list[tuple[int, date]] = []
    for match in DAY.finditer(text):
        month = MONTHS.index(match["month"].lower()) + 1
        _add(found, match.start(), int(match["year"]), month, int(match["day"]))
    for match in SHORT.finditer(text):
        year = int(match["year"])
        _add(
            found,
            match.start(),
            year if year > 99 else CENTURY + year,
            int(match["month"]),
            int(match["day"]),
        )
    return tuple(day for _place, day in sorted(found))


def words(group: str, name: str) -> tuple[re.Pattern[str], ...]:
    """Return the words of a group as patterns."""
    return tuple(re.compile(word, re.IGNORECASE) for word in _words()[group][name])


def find(text: str, group: str, name: str) -> re.Match[str] | None:
    """Return the first of a group's words in a text."""
    found = [match for pattern in words(group, name) if (match := pattern.search(text))]
    return min(found, key=lambda match: match.start()) if found else None


def behind(text: str, group: str, name: str) -> str:
    """Return what stands behind one of a group's words, to the end of its clause; '' where there is none."""
    match = find(text, group, name)
    if match is None:
        return ""
    return re.split(r",\s(?:derfor|så|hvorfor|hvorefter|som|der)\b|[;.]\s*$", text[match.end() :])[0].strip(
        " .:"
    )


def unquoted(text: str) -> str:
    """Return a name without the marks round it."""
    return " ".join(text.strip(" .,;:*”“\"'’‘").split())


@cache
def _words() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    file = resources.files("roedtraad.initiatives").joinpath("data/told.toml")
    return {
        group: {name: tuple(rows) for name, rows in told.items()}
        for group, told in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }


def _add(found: list[tuple[int, date]], place: int, year: int, month: int, day: int) -> None:
    try:
        found.append((place, date(year, month, day)))
    except ValueError:
        return
