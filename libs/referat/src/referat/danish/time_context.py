"""What stands before an expression of time: a weekday, 'den', a word that makes a number a year, or forbids it."""

from __future__ import annotations

import re

from referat.danish.vocabulary import TIME, alternatives
from referat.source import Span

_WEEKDAY = (
    rf"(?:(?:{alternatives(TIME.weekdays)})(?:en|s)?(?![^\W\d_])|(?:{alternatives(TIME.short_weekdays)})\.)"
)
# A weekday, perhaps two ('mandag-tirsdag den 3.-4. marts'), and 'den' or 'd.', up to the date.
_LEAD = re.compile(
    rf"(?<![^\W_])(?:(?P<first>{_WEEKDAY})\s?(?:[-–/]|og|til)\s?)?(?P<last>{_WEEKDAY})[,:]?\s{{0,3}}"
    r"(?:(?:den|d\.)\s{0,3})?\Z",
    re.IGNORECASE,
)
_MORE = re.compile(rf"{_WEEKDAY}\s?(?:,|og|[-–/])\s?\Z", re.IGNORECASE)  # a third weekday before two
_AFTER = re.compile(rf"\s?\((?P<last>{_WEEKDAY})\)", re.IGNORECASE)
_INTRODUCED = re.compile(
    rf"(?<![^\W_])(?:{alternatives(TIME.before_short_date)}|{_WEEKDAY},?)\s?:?\s{{0,3}}\Z", re.IGNORECASE
)
_DEN = re.compile(rf"(?<![^\W_])(?:den|d\.|{_WEEKDAY},?)\s{{0,3}}\Z", re.IGNORECASE)
_WINDOW = 40
_NEAR = 18  # characters in which 'mandag, den' or 'mødet' stands
_MAY_BE_WEEKDAY = re.compile(rf"dag|(?:{alternatives(TIME.short_weekdays)})\.", re.IGNORECASE)

Weekday = tuple[str, Span]  # its full name and where it stands


def _weekday(word: str, start: int) -> Weekday:
    """Return the weekday of a word such as 'Mandagen' or 'tirs.'."""
    key = word.casefold()
    number = TIME.short_weekdays.get(key.rstrip("."))
    if number is None:
        number = next(number for name, number in TIME.weekdays.items() if key.startswith(name))
    name = next(name for name, value in TIME.weekdays.items() if value == number)
    return name, Span(start, start + len(word))


def weekdays_before(text: str, start: int) -> tuple[Weekday, ...]:
    """Return the weekday, or the two weekdays, that stand right before a date at `start`."""
    base = max(0, start - _WINDOW)
    window = text[base:start]
    match = _LEAD.search(window) if _MAY_BE_WEEKDAY.search(window) else None
    if match is None:
        return ()
    groups = ("first", "last") if match["first"] else ("last",)
    ahead = base + match.start(groups[0])
    if _MORE.search(text[max(0, ahead - 16) : ahead]):
        return ()  # 'mandag, onsdag og fredag den 3., 5. og 7. maj'
    return tuple(_weekday(match[group], base + match.start(group)) for group in groups)


def weekday_after(text: str, end: int) -> Weekday | None:
    """Return a weekday in parentheses right after a date that ends at `end`."""
    match = _AFTER.match(text, end)
    return None if match is None else _weekday(match["last"], match.start("last"))


def is_introduced(text: str, start: int) -> bool:
    """Return whether a word stands before `start` that makes '16/1' a date."""
    return _INTRODUCED.search(text[max(0, start - _NEAR) : start]) is not None


def has_article(text: str, start: int) -> bool:
    """Return whether 'den', 'd.' or a weekday stands before `start`, so that only a date can follow."""
    return _DEN.search(text[max(0, start - _NEAR) : start]) is not None


def previous_word(text: str, start: int) -> str:
    """Return the word before `start` in lower case, with its full stop; '' at the beginning of a line."""
    words = text[max(0, start - 24) : start].rpartition("\n")[2].split()
    return words[-1].lstrip("(\"”'»-–").casefold() if words else ""


def next_word(text: str, end: int) -> str:
    """Return the word after `end` on the same line in lower case, without punctuation; '' where none follows."""
    words = text[end : end + 32].partition("\n")[0].split(None, 1)
    if not words or text[end : end + 1] not in " \u00a0\t":
        return ""
    return words[0].strip(".,;:)").casefold()
