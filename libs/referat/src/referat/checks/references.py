"""References to items and attachments that do not exist: 'jf. punkt 31', 'bilag 4'."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from referat.checks.numbering import CLOSED
from referat.checks.places import sentence_around, times_in
from referat.danish.dates import TimeKind
from referat.danish.vocabulary import CHECKS, alternatives
from referat.model import Finding, FindingCode, Item, Minutes, SectionKind, Severity
from referat.source import SourceText, Span

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,2})?"
_LIST = rf"(?P<numbers>{_NUMBER}(?:\s?(?:,|og|samt|eller|-|–|til|/)\s?{_NUMBER})*)(?![0-9%]|[.,:][0-9])"
_ITEM = re.compile(
    rf"(?<![\w-])(?P<word>dagsordens?punkt(?:et|erne)?|punkt(?:et|erne)?|pkt\.?)\s+{_LIST}", re.IGNORECASE
)
_ATTACHMENT = re.compile(rf"(?<![\w-])bilag(?:et|ene)?\s+(?:nr\.\s)?{_LIST}", re.IGNORECASE)
_LABELLED = re.compile(
    rf"^[ \t*#_>|•o–-]*bilag\s(?:nr\.\s)?(?P<number>{_NUMBER})(?![0-9])", re.IGNORECASE | re.MULTILINE
)
_OPENS_LINE = re.compile(r"(?:\n|\A)[ *#_|•-]*\Z")
_ONE = re.compile(_NUMBER)
_ELSEWHERE = re.compile(rf"\s(?:{alternatives(CHECKS.elsewhere)})(?![^\W\d_])", re.IGNORECASE)
_TO_ANOTHER = re.compile(r"\s(?:til|i|af|fra|vedrørende)\s", re.IGNORECASE)
_LIST_MARKER = re.compile(r"^[ \t*_]*\(?(?P<number>[0-9]{1,2})[.)]", re.MULTILINE)
_MEETING = re.compile(r"(?<!\w)(?:møde|mødet|møder)(?!\w)", re.IGNORECASE)
_OTHER_MEETING = re.compile(
    r"(?<!\w)(?:(?:sidste|forrige|seneste|tidligere|kommende|næste)\s\w*møde|dagsorden\sfor|referat\sfra|tidligere\sbehand)",
    re.IGNORECASE,
)
_FEWEST_ITEMS = 3
_SECTIONS = (SectionKind.SUMMARY, SectionKind.CASE, SectionKind.RECOMMENDATION, SectionKind.DECISION)


def references_to_nothing(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding for each reference to an item or attachment that the document does not have."""
    numbers = [item.number for item in minutes.items]
    labels = _attachment_labels(source.text, minutes)
    # Closed items may have been taken out, and then a missing number proves nothing.
    complete = len(numbers) >= _FEWEST_ITEMS and CLOSED.search(source.text) is None
    whole = frozenset(int(number) for number in numbers if number.isdecimal())
    complete = complete and all(number.isdecimal() for number in numbers)
    count = sum(len(item.attachments) for item in minutes.items)
    for item in minutes.items:
        for span in _spans(item):
            if complete:
                yield from _items(source.text, minutes, item, span, whole)
            yield from _attachments(source.text, item, span, labels, count)


def _spans(item: Item) -> list[Span]:
    sections = [item.section(kind) for kind in _SECTIONS]
    return [span for section in sections if section is not None for span in section.quote.spans]


def _items(text: str, minutes: Minutes, item: Item, span: Span, whole: frozenset[int]) -> Iterator[Finding]:
    highest: int | None = None
    for match in _ITEM.finditer(text, span.start, span.end):
        numbers = [number for number in _ONE.findall(match["numbers"]) if _is_absent(number, whole)]
        if not numbers or not _is_of_agenda(text, minutes, item, match):
            continue
        highest = _highest_in_lists(text, item) if highest is None else highest
        for number in numbers:
            if int(number.partition(".")[0]) <= highest:
                continue
            yield Finding(
                FindingCode.DANGLING_REFERENCE,
                Severity.WARNING,
                f"Punkt {item.number} henviser til punkt {number}, men det punkt findes ikke i dokumentet.",
                (Span(*match.span()),),
                item=item.number,
                expected=f"punkt {min(whole)}-{max(whole)}",
                found=" ".join(match[0].split()),
            )


def _is_absent(number: str, whole: frozenset[int]) -> bool:
    """Return whether no item has the number; one below the first belongs to another meeting."""
    main = int(number.partition(".")[0])
    return main not in whole and main > min(whole)


def _is_of_agenda(text: str, minutes: Minutes, item: Item, match: re.Match[str]) -> bool:
    """Return whether 'punkt 9' means an item of this meeting, as far as the words around it show."""
    before = text[max(0, match.start() - 40) : match.start()]
    word = (before.split() or [""])[-1].casefold().strip("(*_\"”’'")
    if not before.rpartition("\n")[2].strip(" *#_|-•"):
        return False  # a heading
    if word in CHECKS.not_agenda or (
        len(word) > 3 and word.endswith("s") and word not in CHECKS.own_references
    ):
        return False
    if _ELSEWHERE.match(text, match.end()):
        return False
    if "§" in before:
        return False
    sentence = sentence_around(text, Span(*match.span()))
    if _OTHER_MEETING.search(text, sentence.start, sentence.end):
        return False
    # Another meeting's items are not ours: 'mødet den 3. maj, punkt 12', 'Ældrerådet, 18. februar 2025, punkt 4'.
    held_on, told_of = (
        minutes.meeting.held_on,
        _MEETING.search(text, sentence.start, sentence.end) is not None,
    )
    found = times_in(text)
    first = bisect_left(found, sentence.start, key=lambda time: time.span.start)
    last = bisect_left(found, sentence.end, key=lambda time: time.span.start)
    times = found[first:last]
    return not any(time.day != held_on and (told_of or time.kind is TimeKind.DAY) for time in times)


def _highest_in_lists(text: str, item: Item) -> int:
    """Return the highest number of a list inside the item: 'punkt 3' may be one of its points."""
    marked = [int(match["number"]) for match in _LIST_MARKER.finditer(text, item.title.end, item.span.end)]
    return max([len(item.recommendations), *marked])


def _attachment_labels(text: str, minutes: Minutes) -> dict[str, None]:
    """Return the numbers that attachments bear anywhere in the document, in order."""
    listed = [attachment.text for item in minutes.items for attachment in item.attachments]
    numbers = [match["number"] for words in listed for match in _LABELLED.finditer(words)]
    return dict.fromkeys([*numbers, *(match["number"] for match in _LABELLED.finditer(text))])


def _attachments(text: str, item: Item, span: Span, labels: dict[str, None], count: int) -> Iterator[Finding]:
    for match in _ATTACHMENT.finditer(text, span.start, span.end):
        opens_line = _OPENS_LINE.search(text[max(0, match.start() - 20) : match.start()]) is not None
        if opens_line or _TO_ANOTHER.match(text, match.end()) or _ELSEWHERE.match(text, match.end()):
            continue
        for number in _ONE.findall(match["numbers"]):
            if number in labels or not _is_missing(number, item, labels, count):
                continue
            yield Finding(
                FindingCode.DANGLING_REFERENCE,
                Severity.WARNING,
                f"Punkt {item.number} henviser til bilag {number}, men det bilag findes ikke i dokumentet.",
                (Span(*match.span()),),
                item=item.number,
                expected=f"bilag {', '.join(labels)}" if labels else f"højst bilag {count}",
                found=" ".join(match[0].split()),
            )


def _is_missing(number: str, item: Item, labels: dict[str, None], count: int) -> bool:
    """Return whether the list of attachments shows that there is no such attachment."""
    if labels:
        return "." in number or all("." not in label for label in labels)
    if not item.attachments:
        return False  # an item without any attachment is another finding
    main, dot, part = number.partition(".")
    return int(part) > len(item.attachments) if dot and main == item.number else not dot and int(main) > count
