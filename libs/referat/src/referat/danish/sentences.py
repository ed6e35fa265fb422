"""Where Danish sentences begin and end: over soft line ends, past abbreviations, dates and initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from referat.danish.time_patterns import MONTH
from referat.danish.vocabulary import ABBREVIATIONS
from referat.source import Span

# '- ', '• ', 'o ', '1. ', '1) ', 'a. ', '(a) ' at the beginning of a line.
_MARKER = re.compile(
    rf"[ \t\u00a0]*(?:[-–—•·▪◦●○*■□§➢✓](?![^\s])|[-–•·▪●](?=[^\W\d_])|o(?=[ \t])"
    rf"|\(?[0-9]{{1,3}}(?:\.[0-9]{{1,2}}){{0,3}}[.)](?=[ \t\u00a0])(?!\s(?:{MONTH}|halvår|kvartal|og\b|til\b|[-–]))"
    r"|\(?(?!d\.[ \t\u00a0][0-9])[a-zæøå][.)](?=[ \t\u00a0]))[ \t\u00a0]*",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]*")
# A full stop or its like, what closes behind it, and white space or the end.
_STOP = re.compile(r"(?:[.!?…]+)[)\]”\"’»'*_]*(?=\s|\Z)")
_BETWEEN_WORDS = re.compile(r"[\s(„“”\"'’«»*_/]")
_NEXT = re.compile(r"\s*[(\[„“”\"'’«»*_–-]*\s?(?P<first>\S)")
_NUMBER = re.compile(r"[0-9]{1,2}\.")
_INITIAL = re.compile(r"[^\W\d_]\.")
_MONTH_NEXT = re.compile(rf"\s*{MONTH}")
_LONG_LINE = 55  # a line shorter than this that does not go on in lower case stands by itself
_WINDOW = 32


_ALSO_WORDS = frozenset({"med."})  # abbreviations only behind another: 'cand.med.'


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the sentences and list items of `text[start:end]`, in order, without white space around them.

    A list item begins a sentence, without its marker; a line end inside a paragraph does not end one. Never raises.
    """
    stop = len(text) if end is None else min(max(end, 0), len(text))
    found: list[Span] = []
    for begins, ends in _paragraphs(text, max(start, 0), stop):
        found.extend(_split(text, begins, ends))
    return found


def _paragraphs(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield stretches of lines that belong together; the marker of a list item is left out."""
    begin, last = -1, -1
    position = start
    while position < stop:
        line_end = text.find("\n", position, stop)
        line_end = stop if line_end < 0 else line_end
        words = _after_markers(text, position, line_end)
        if text[position:line_end].isspace() or position == line_end:
            if begin >= 0:
                yield begin, last
            begin = -1
        elif begin >= 0 and words == position and _goes_on(text, begin, last, position, line_end):
            last = line_end
        else:
            if begin >= 0:
                yield begin, last
            begin, last = words, line_end
        position = line_end + 1
    if begin >= 0:
        yield begin, last


def _after_markers(text: str, start: int, end: int) -> int:
    """Return where the words of a line begin, behind at most two markers ('- o Børn og unge')."""
    for _ in range(2):
        match = _MARKER.match(text, start, end)
        if match is None or match.end() >= end:
            break
        start = match.end()
    return start


def _goes_on(text: str, begin: int, last: int, position: int, line_end: int) -> bool:
    """Return whether the line at `position` continues the line that ended at `last`."""
    first = text[position:line_end].lstrip()[:1]
    if "\t" in text[position:line_end]:
        return False
    if first.islower():
        return True
    line_start = max(begin, text.rfind("\n", begin, last) + 1)
    return (
        last - line_start >= _LONG_LINE and text[last - 1] not in ":;" and "\t" not in text[line_start:last]
    )


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match.end() < end and _ends(text, begin, match, end):
            yield from _trimmed(text, begin, match.end())
            begin = match.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _ends(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Return whether a sentence ends with this full stop."""
    following = _NEXT.match(text, match.end(), end)
    if following is None:
        return True
    first = following["first"]
    if match[0][0] != "." or len(match[0]) > 1:
        return not first.islower()
    if first.islower():
        return False
    dot = match.start() + 1
    word = _BETWEEN_WORDS.split(text[max(begin, dot - _WINDOW) : dot])[-1].casefold()
    if word in ABBREVIATIONS.ending:
        return first.isalpha()
    if _goes_on_behind(word):
        return False
    if _NUMBER.fullmatch(word):
        return first.isalpha() and dot - len(word) > begin and _MONTH_NEXT.match(text, match.end()) is None
    return True


def _goes_on_behind(word: str) -> bool:
    """Return whether the word is an initial or an abbreviation, also one of several parts ('cand.scient.pol.')."""
    if (word in ABBREVIATIONS.inside and word not in _ALSO_WORDS) or _INITIAL.fullmatch(word):
        return True
    parts = word[:-1].split(".")
    return (
        len(parts) > 1 and parts[-1] + "." in ABBREVIATIONS.inside and parts[0] + "." in ABBREVIATIONS.inside
    )
