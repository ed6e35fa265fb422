"""What the words of a due say beside the time they name: which meeting, which part of a month, before or after what.

Only words that Danish minutes use for the purpose, and only inside the words of a due ('på næste møde', 'primo juni').
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from roedtraad.commitments.models import FollowUp, MeetingRef


class Part(StrEnum):
    """A third of a month."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Said:
    """What the words say. `awaits`: what must happen first, in the words as they stand."""

    meets: MeetingRef = MeetingRef.NONE
    is_extraordinary: bool = False
    part: Part | None = None
    is_before: bool = False
    is_after: bool = False
    is_christmas: bool = False
    awaits: str = ""
    is_condition: bool = False
    is_ongoing: bool = False


_MEETING = r"(?:\w*møde[t]?\b|gang\b)"
_BETWEEN = r"(?:[\w-]+\s+){0,4}?"
_NEXT = re.compile(
    rf"\b(?:næst\w*|førstkommende|nærmest\w*|efterfølgende|(?:det|den|på|til|ved)\s+kommende)\s+{_BETWEEN}{_MEETING}",
    re.IGNORECASE,
)
_SOME = re.compile(
    rf"\b(?:et|en)\s+kommende\s+{_BETWEEN}{_MEETING}|\b(?:kommende|senere|fremtidig\w*)\s+{_BETWEEN}\w*møde\w*",
    re.IGNORECASE,
)
_AFTER_MEETING = re.compile(rf"\befter\s+{_BETWEEN}{_MEETING}", re.IGNORECASE)
_ANY = re.compile(r"\b(?:\w*møde|\w*mødet|\w*samling|seminar\w*)\b", re.IGNORECASE)
_EXTRAORDINARY = re.compile(r"\b(?:ekstraordinær\w*|ekstra\s+møde|ekstramøde\w*)\b", re.IGNORECASE)
_PARTS = (
    (Part.START, re.compile(r"\bprimo\s+(?:i\s+)?(?!\d)\w|\bstarten\s+af\s+(?!\d)\w|\bbegyndelsen\s+af\s+(?!\d)\w", re.I)),
    (Part.MIDDLE, re.compile(r"\bmedio\s+(?:i\s+)?(?!\d)\w|\bmidten\s+af\s+(?!\d)\w", re.I)),
    (Part.END, re.compile(r"\bultimo\s+(?:i\s+)?(?!\d)\w|\bslutningen\s+af\s+(?!\d)\w", re.I)),
)  # fmt: skip
_BEFORE = re.compile(
    r"\b(?:inden|før|forud\s+for)\s+(?!for\b|udgangen|slutningen|ultimo|årets|året\s+er|den\b|d\.|\d)", re.IGNORECASE
)  # fmt: skip
_AFTER = re.compile(r"\b(?:efter)\s+(?!d\.|den\b|\d)", re.IGNORECASE)
_CHRISTMAS = re.compile(r"\bjul(?:en|eferien)?\b", re.IGNORECASE)
_REST = r"\s+[^,.;]{3,150}"  # up to the next comma
_AWAITS = re.compile(
    rf"\b(?:når|så\s+snart|afvent\w*|efter\s+at){_REST}"
    r"|\befter\s+[^,.;]{0,80}?(?:udgivelse|vedtagelse|offentliggørelse|evaluering)\w*",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    rf"\b(?:forudsat|hvis|såfremt|betinget\s+af|under\s+forudsætning\s+af|med\s+forbehold\s+for){_REST}",
    re.IGNORECASE,
)
_ONGOING = re.compile(r"\b(?:løbende|fortløbende|på\s+hvert\s+møde)\b", re.IGNORECASE)

# What in the text of a promise can say when it is due, where no time was found in it.
_NAMED = (_CONDITION, _NEXT, _AFTER_MEETING, _AWAITS, _SOME, _ONGOING)
_LEADS = re.compile(
    r"\b(?:på|ved|til|inden|før|forud for|efter|senest|primo|medio|ultimo|næst\w*)\s", re.IGNORECASE
)
_REACH, _NEAR = 90, 20

# The kinds of follow-up, the more particular first.
_KINDS = (
    (FollowUp.DECISION, r"(?=.*\bevaluering)(?=.*\b(?:forankring|beslut|tage\w*\s+stilling|træffe))"),
    (FollowUp.ORIENTATION, r"\bskriftlig\w*\s+(?:orientering|status|redegørelse)"),
    (FollowUp.FOLLOWING, r"\bfølges?\s+(?:løbende|tæt|fortsat)|\bløbende\b"),
    (FollowUp.PROPOSAL, r"\b(?:oplæg|forslag|udkast|beslutningsgrundlag|beslutningsoplæg|indstilling|procesplan|kommissorium)"),
    (FollowUp.STATUS, r"\bstatus"),
    (FollowUp.RELISTING, r"\b(?:dagsordens?sæt|tages?\s+op|sættes?\s+på|genoptage|genbehandle|drøfte\w*\s+igen|temadrøft)"),
    (FollowUp.INFORMATION, r"\b(?:orienter|oriente?ring|informer)"),
)  # fmt: skip
_KIND_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for kind, pattern in _KINDS)


def read(words: str) -> Said:
    """Return what the words say; nothing for words without any of it. Never raises, and ends in time linear in them."""
    words = words[:1000]
    condition = _CONDITION.search(words)
    awaits = condition or _AWAITS.search(words)
    return Said(
        meets=_meets(words),
        is_extraordinary=_EXTRAORDINARY.search(words) is not None,
        part=next((part for part, pattern in _PARTS if pattern.search(words)), None),
        is_before=_BEFORE.search(words) is not None,
        is_after=_AFTER.search(words) is not None and _AFTER_MEETING.search(words) is None,
        is_christmas=_CHRISTMAS.search(words) is not None,
        awaits=awaits.group().strip(" ,.;") if awaits else "",
        is_condition=condition is not None,
        is_ongoing=_ONGOING.search(words) is not None,
    )


def kind_in(text: str) -> FollowUp:
    """Return what is to come of a promise, from its words; a task where they say nothing in particular."""
    return next((kind for kind, pattern in _KIND_PATTERNS if pattern.search(text[:2000])), FollowUp.TASK)


def due_in(text: str, words: str = "") -> str:
    """Return the words of a promise that say when it is due, around the words of the time that somebody found there.

    'efteråret 2023' becomes 'ved mødet i efteråret 2023'; without such words, a meeting or an event that the text
    names ('på næste møde', 'når rammen foreligger'); '' where it names neither.
    """
    text, words = " ".join(text.split())[:2000], " ".join(words.split())
    place = text.find(words) if words else -1
    if place < 0:
        found = (pattern.search(text) for pattern in _NAMED)
        return words or next((match.group().strip() for match in found if match), "")
    before = re.split(r"[.;:,]\s", text[max(0, place - _REACH) : place])[-1]
    starts = [match.start() for match in _LEADS.finditer(before)]
    wide = [start for start in starts if _ANY.search(before, start)]
    near = [start for start in starts if len(before) - start <= _NEAR]
    start = wide[-1] if wide else (near[0] if near else len(before))
    return before[start:] + words


def _meets(words: str) -> MeetingRef:
    if _AFTER_MEETING.search(words):
        return MeetingRef.AFTER
    if _NEXT.search(words):
        return MeetingRef.NEXT
    if _SOME.search(words):
        return MeetingRef.SOME
    return MeetingRef.WITHIN if _ANY.search(words) else MeetingRef.NONE
