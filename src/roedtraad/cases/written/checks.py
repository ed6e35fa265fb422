"""What is to be looked at in a case before it is ready. Findings are returned, never raised; nothing is read into the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from roedtraad import danish

SHORTEST_HELP = 20
MONTHS = {danish.month(date(2024, number, 1)).split()[0]: number for number in range(1, 13)}
WEEKDAYS = [danish.weekday(date(2024, 1, 1) + timedelta(days=n)).split()[0] for n in range(7)]
_SPACE = r"[\s\u00a0]"
_DAY = re.compile(
    rf"(?:\b({'|'.join(WEEKDAYS)}){_SPACE}+(?:(?:den|d\.){_SPACE}*)?)?"
    rf"\b(\d{{1,2}})\.?{_SPACE}*({'|'.join(MONTHS)}){_SPACE}+(\d{{4}})\b",
    re.IGNORECASE,
)
_SHORT_DAY = re.compile(r"\b(\d{1,2})[-./](\d{1,2})[-./](\d{4})\b")
_PAPER = re.compile(rf"\bbilag{_SPACE}+(\d{{1,2}})\b", re.IGNORECASE)
_SUM = re.compile(r"^(?:i alt|sum|total|samlet)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"^[-–−]?[\d.\s\u00a0]*\d(?:,\d+)?(?:[\s\u00a0]*(?:kr\.?|t\.?kr\.?|mio\.?(?:[\s\u00a0]*kr\.?)?|%))?$"
)


@dataclass(frozen=True, slots=True)
class TextGiven:
    """A part as it stands: its words without HTML, tables as lines with tabs."""

    key: str
    heading: str
    text: str
    help: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something to look at, in a part (`key`) or in the whole ('')."""

    code: str
    sentence: str
    key: str = ""
    is_blocking: bool = False


def troubles_in(
    parts: Sequence[TextGiven], *, points: Sequence[tuple[str, str]], attachments: int
) -> tuple[Trouble, ...]:
    """Return what is to be looked at; `points` are pairs of act and words. Those that block come first."""
    found = [*_points(points)]
    for part in parts:
        found += [*_missing(part), *_left_over(part), *_days(part), *_sums(part), *_papers(part, attachments)]
    return tuple(sorted(found, key=lambda one: not one.is_blocking))


def _missing(part: TextGiven) -> Iterator[Trouble]:
    if part.is_required and not part.text.strip():
        sentence = _("“%(part)s” is empty.") % {"part": part.heading}
        yield Trouble("empty", sentence, part.key, is_blocking=True)


def _left_over(part: TextGiven) -> Iterator[Trouble]:
    said = " ".join(part.help.split())
    if len(said) >= SHORTEST_HELP and said.casefold() in " ".join(part.text.split()).casefold():
        sentence = _("The help of the template still stands in “%(part)s”.") % {"part": part.heading}
        yield Trouble("help", sentence, part.key, is_blocking=True)


def _points(points: Iterable[tuple[str, str]]) -> Iterator[Trouble]:
    rows = list(points)
    if not rows:
        yield Trouble("no_points", _("Nothing is recommended yet."), "points", is_blocking=True)
    for number, (act, words) in enumerate(rows, start=1):
        if not act:
            sentence = _("Point %(number)s does not say what is asked for.") % {"number": number}
            yield Trouble("no_act", sentence, "points", is_blocking=True)
        if not words.strip():
            sentence = _("Point %(number)s has no words.") % {"number": number}
            yield Trouble("no_words", sentence, "points", is_blocking=True)


def _days(part: TextGiven) -> Iterator[Trouble]:
    for found in _DAY.finditer(part.text):
        on = _day(int(found[4]), MONTHS[found[3].casefold()], int(found[2]))
        if on is None:
            yield _no_day(part, found[0])
        elif found[1] and WEEKDAYS[on.weekday()] != found[1].casefold():
            sentence = _("%(day)s is a %(weekday)s, not a %(written)s.") % {
                "day": danish.day(on),
                "weekday": WEEKDAYS[on.weekday()],
                "written": found[1].casefold(),
            }
            yield Trouble("weekday", sentence, part.key)
    for found in _SHORT_DAY.finditer(part.text):
        if _day(int(found[3]), int(found[2]), int(found[1])) is None:
            yield _no_day(part, found[0])


def _no_day(part: TextGiven, words: str) -> Trouble:
    sentence = _("“%(words)s” is no day of any calendar.") % {"words": " ".join(words.split())}
    return Trouble("no_day", sentence, part.key)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _papers(part: TextGiven, attachments: int) -> Iterator[Trouble]:
    for number in sorted({int(found[1]) for found in _PAPER.finditer(part.text)}):
        if number > attachments:
            sentence = _("The text mentions attachment %(number)s, which is not there.") % {"number": number}
            yield Trouble("no_paper", sentence, part.key)


def _sums(part: TextGiven) -> Iterator[Trouble]:
    """Yield the columns of tables whose last line says that it is their sum, and is not."""
    for block in part.text.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if "\t" in line]
        if len(rows) < len(("head", "row", "sum")) or not _SUM.match(rows[-1][0].strip()):
            continue
        for column in range(1, len(rows[-1])):
            values = [_number(row[column]) if column < len(row) else None for row in rows]
            told, parts = values[-1], [one for one in values[1:-1] if one is not None]
            if told is not None and len(parts) > 1 and sum(parts) != told:
                sentence = _("“%(heading)s” is said to be %(told)s, but the rows make %(sum)s.") % {
                    "heading": rows[0][column].strip() or rows[-1][0].strip(),
                    "told": danish.number(told),
                    "sum": danish.number(sum(parts, Decimal(0))),
                }
                yield Trouble("sum", sentence, part.key)


def _number(cell: str) -> Decimal | None:
    cell = cell.strip()
    if not _NUMBER.match(cell) or cell.endswith("%"):
        return None
    digits = re.sub(r"[^\d,]", "", cell).replace(",", ".")
    sign = -1 if cell[0] in "-–−" else 1
    try:
        return sign * Decimal(digits)
    except InvalidOperation:
        return None
