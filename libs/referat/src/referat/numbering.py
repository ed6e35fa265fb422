"""The numbers of items, in every style that minutes use.

'Punkt 1:', 'Pkt. 3a', 'Ad 1', 'Sag nr. 4', '1.', '1)', '1 -', '1:', '1 (Åben) …', '2.1', 'IV.', 'a)'. A number that
is found here is only a candidate: `outline` decides which candidates are the items of the meeting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from referat.danish.words import WORDS, folded
from referat.lines import Line, Marker, MarkerKind, marker_at
from referat.slots import slot_at
from referat.source import Span


class Style(StrEnum):
    """How a number is written."""

    PREFIX = "prefix"  # after a word: 'Punkt 1'
    DOT = "dot"
    PAREN = "paren"
    DASH = "dash"
    COLON = "colon"
    BARE = "bare"
    DECIMAL = "decimal"
    ROMAN = "roman"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the beginning of a line.

    `value` is as printed, without punctuation ('3a', '2.1', 'IV'); `order` is its place in the series; `sub` what
    comes after the first full stop or letter. `rest` is where the words after it begin. `prefix` is folded.
    """

    style: Style
    value: str
    order: int
    span: Span
    rest: int
    sub: str = ""
    prefix: str = ""
    separated: bool = True  # something stands between number and words, or no words follow

    def follows(self, before: Number) -> bool:
        """Whether this is the next number after `before`, written the same way."""
        return self.style is before.style and self.order == before.order + 1


_LONGEST = 600


def _loosely(prefix: str) -> str:
    """Return the source of a pattern for a prefix, with or without full stops and spaces: 'pkt. nr.' is also 'Pkt.nr'."""
    parts = [re.escape(part.rstrip(".")) for part in prefix.split()]
    return r"\.?[\s-]*".join(parts) + r"\.?"


_PREFIXES = "|".join(
    dict.fromkeys(
        _loosely(prefix) for prefix in sorted(WORDS.prefixes, key=lambda prefix: (-len(prefix), prefix))
    )
)
_PREFIX_STARTS = frozenset(
    prefix[:2] for prefix in (*WORDS.prefixes, "åben", "lukket", "(åben", "(lukket", "§ ")
)
_PREFIXED = re.compile(
    rf"(?:\(?(?:åben|åbent|lukket)\)?\s+(?:(?:punkt|sag)\s*[:–-]\s*)?)?(?P<prefix>{_PREFIXES})\s*(?P<number>\d{{1,4}}(?:\.\d{{1,2}}){{0,2}}[a-zæøå]?|[IVX]{{1,6}}|[A-ZÆØÅ])"
    r"(?![\w])(?!\.\d)(?P<separator>\s*(?:[:.)]|\.\))?\s*(?:[-–—]\s+)?)",
    re.IGNORECASE,
)
_DECIMAL = re.compile(
    r"(?P<number>\d{1,3}(?:(?:\.\d{1,2}){1,3}|\.[a-zæøå]))(?P<separator>[.):]?\s*(?:[-–—]\s+)?)(?=\s|$|[A-ZÆØÅ])"
)
_PLAIN = re.compile(
    r"(?P<number>\d{1,4}[a-zæøå]?)(?P<separator>\s*[-–—]\s+|\s*:\s*|\.?\s*[-–—]\s+|[ \t]+|\s*$)"
)
_ROMAN = re.compile(r"(?P<number>[IVX]{1,6})(?P<separator>\s*[.):]\s*|\s+[-–—]\s+|\s*$)")
_ALONE = re.compile(r"(?P<number>\d{1,4}[a-zæøå]?)\s*(?:\.\)|[.):])?")
_IN_CELL = re.compile(
    r"(?:(?:punkt|pkt\.?)\s+)?(?P<number>\d{1,3}[a-zæøå]?(?:\.\d{1,2}){0,2})(?:[.):]+\s*|\s+[-–]\s+|\s+)(?=\S)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})")
_LONGEST_RANGE = 50
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_TITLE_START = re.compile(r"[a-zæøå][A-ZÆØÅ]|[A-ZÆØÅÉÜÖÄ\d\"”“'’»«(\[§]")
_DATE_LIKE = re.compile(r"\d{1,2}\.\d{1,2}(?:\.|\s*$|\s*[-–]\s*\d)")


def roman_value(text: str) -> int:
    """Return the value of a Roman number, or 0 if it is not written as one."""
    total = 0
    values = [_ROMAN_VALUES.get(letter, 0) for letter in text.casefold()]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total if total > 0 and all(values) and _roman(total) == text.casefold() else 0


def _roman(value: int) -> str:
    out = ""
    for number, letters in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while value >= number:
            out += letters
            value -= number
    return out


def _parts(value: str) -> tuple[int, str]:
    """Return the leading number and what follows it: '3a' → (3, 'a'), '2.1' → (2, '1')."""
    digits = re.match(r"\d+", value)
    if digits is None:
        return roman_value(value) or (ord(value.casefold()[0]) - ord("a") + 1 if len(value) == 1 else 0), ""
    return int(digits.group()), value[digits.end() :].strip(". ").casefold()


def _prefixed(text: str, at: int, end: int) -> Number | None:
    match = _PREFIXED.match(text, at, end)
    if match is None:
        return None
    value = match.group("number")
    order, sub = _parts(value)
    rest = match.end()
    mark = bool(match.group("separator").strip()) or rest >= end
    if order <= 0 or (not mark and not _TITLE_START.match(text, rest)):
        return None
    letter = not value[0].isdigit()
    if letter and not (value.isupper() and text[match.start("number") - 1] in " \t\u00a0."):
        return None
    span = Span(match.start("number"), match.end("number"))
    return Number(Style.PREFIX, value, order, span, rest, sub, folded(match.group("prefix")), separated=mark)


def _plain(text: str, at: int, end: int) -> Number | None:
    match = _PLAIN.match(text, at, end)
    if match is None:
        return None
    rest, separator = match.end(), match.group("separator").strip()
    if rest < end and not _TITLE_START.match(text, rest):
        return None
    style = (
        Style.DASH
        if separator and separator[-1] in "-–—"
        else Style.COLON
        if separator == ":"
        else Style.BARE
    )
    value = match.group("number")
    order, sub = _parts(value)
    span = Span(match.start("number"), match.end("number"))
    return Number(style, value, order, span, rest, sub, separated=bool(separator) or rest >= end)


def _marked(marker: Marker, rest: int) -> Number | None:
    """A number that also could be the marker of a list: '1.', '1)', 'a)', 'IV.'."""
    if marker.kind is MarkerKind.BULLET:
        return None
    style = {MarkerKind.LETTER: Style.LETTER, MarkerKind.ROMAN: Style.ROMAN}.get(marker.kind)
    if style is None:
        style = Style.PAREN if marker.text.endswith(")") else Style.DOT
    order, sub = _parts(marker.value)
    if style is Style.ROMAN:
        order = roman_value(marker.value)
        if order and not marker.value.isupper():
            return None
    start = marker.span.start + marker.text.index(marker.value)
    return (
        Number(style, marker.value, order, Span(start, start + len(marker.value)), rest, sub)
        if order
        else None
    )


def _behind_slot(text: str, line: Line) -> tuple[int, Marker | None, int]:
    """Return where a number may begin, the marker that it may be, and where the words behind that begin."""
    if line.marker is not None:
        return line.marker.span.start, line.marker, line.start
    slot = slot_at(text, line.start, line.end)
    if slot is None:
        return line.start, None, line.start
    marker = marker_at(text, slot.rest, line.end)  # 'kl. 9.30-9.35  1. Velkomst'
    rest = marker.span.end if marker is not None else slot.rest
    return slot.rest, marker, line.end - len(text[rest : line.end].lstrip())


def number_at(text: str, line: Line) -> Number | None:
    """Return the number that the line begins with, if it begins with one; the time set aside may stand before it."""
    at, marker, start = _behind_slot(text, line)
    end = min(line.end, at + _LONGEST)
    if at >= end:
        return None
    first = text[at]
    if not (first.isalnum() or first in "(§#"):
        return None
    if first == "#" or (not first.isdigit() and text[at : at + 2].casefold() in _PREFIX_STARTS):
        prefixed = _prefixed(text, at, end)
        if prefixed is not None:
            return prefixed
    decimal = _DECIMAL.match(text, at, end) if first.isdigit() else None
    if decimal is not None and not _DATE_LIKE.match(text, at, end):
        value = decimal.group("number")
        order, sub = _parts(value)
        span = Span(decimal.start("number"), decimal.end("number"))
        rest = decimal.end() + len(text[decimal.end() : end]) - len(text[decimal.end() : end].lstrip())
        return Number(Style.DECIMAL, value, order, span, rest, sub)
    if marker is not None:
        return _marked(marker, start)
    alone = _ALONE.fullmatch(text, at, line.end)
    if alone is not None:
        value = alone.group("number")
        order, sub = _parts(value)
        return Number(Style.DOT, value, order, Span(at, alone.end("number")), line.end, sub)
    if first.isdigit():
        return _plain(text, at, end)
    roman = _ROMAN.match(text, at, end)
    if roman is not None and (order := roman_value(roman.group("number"))):
        if roman.end() < end and not _TITLE_START.match(text, roman.end()):
            return None
        return Number(Style.ROMAN, roman.group("number"), order, Span(at, roman.end("number")), roman.end())
    return None


def numbers_in(words: str) -> tuple[str, ...]:
    """Return the numbers that a list of them names: '1 og 2' → ('1', '2'), '2-4' → ('2', '3', '4')."""
    numbers: list[str] = []
    for one, two in _RANGE.findall(words):
        numbers.extend(
            str(number) for number in range(int(one), min(int(two), int(one) + _LONGEST_RANGE) + 1)
        )
    numbers.extend(re.findall(r"\d{1,3}[a-z]?", _RANGE.sub(" ", words)))
    return tuple(dict.fromkeys(numbers))


def number_in(text: str, start: int, end: int) -> Number | None:
    """Return the number with which a stretch inside a line begins: a cell, or the value of a field ('1. Velkomst')."""
    match = _IN_CELL.match(text, start, end)
    if match is None:
        return None
    order, sub = _parts(match["number"])
    return Number(Style.DOT, match["number"], order, Span(*match.span("number")), match.end(), sub)
