"""Whether a sentence tells that something happened at a time: the words before and behind the time decide.

Only words that tie the time itself to what happened count: 'på mødet den 3. maj blev', 'Den 3. maj besluttede', 'blev
godkendt den 3. maj', 'siden den 3. maj', 'I maj 2031 vedtog'. A sentence that speaks of what is to come, or of the
minutes themselves (approved later, and rightly so), tells nothing.
"""

from __future__ import annotations

import re

from referat.checks.places import sentence_around
from referat.danish.dates import FoundTime, TimeKind
from referat.danish.time_patterns import WEEKDAY
from referat.danish.vocabulary import CHECKS, alternatives

_VERB = rf"(?:{alternatives(CHECKS.past_verbs)})(?![^\W_])"
_PARTICIPLE = rf"(?:{alternatives(CHECKS.past_participles)})(?![^\W_])"
_DEN = rf"(?:(?:{WEEKDAY}\s)?(?:den|d\.)\s?|{WEEKDAY}\s)?"
# Right before the date.
_AT_MEETING = re.compile(
    rf"(?<![^\W_])på\s(?:(?:et|det|sit|sine|deres|vores|rådets|udvalgets|byrådets|regionsrådets)\s)?"
    rf"(?:[^\W\d_]+e\s){{0,2}}[^\W\d_]*(?:møde|mødet|møder|temadag|seminar|seminaret)\s"
    rf"(?:[^,.;:]{{0,60}}?\s)?{_DEN}\Z",
    re.IGNORECASE,
)
_DONE = re.compile(
    rf"(?<![^\W_])(?:blev|er|var|har|havde)\s(?:[^,.;:]{{0,80}}?\s)?{_PARTICIPLE}\s(?:(?:i|af|på|hos|ved)\s[^,.;:]{{1,50}}?\s)?{_DEN}\Z",
    re.IGNORECASE,
)
_DONE_IN = re.compile(
    rf"(?<![^\W_])(?:blev|er|var|har|havde)\s(?:[^,.;:]{{0,80}}?\s)?{_PARTICIPLE}\si\s(?:løbet\saf\s)?\Z",
    re.IGNORECASE,
)
# 'behandlede sagen den 3. maj': a verb that leaves no doubt, and nothing on the way that may itself have a date.
_DID = re.compile(
    rf"(?<![^\W_])(?:{alternatives(CHECKS.certain_verbs)})(?![^\W_])(?P<object>[^,.;:]{{0,60}}?)\s{_DEN}\Z",
    re.IGNORECASE,
)
_DATED_THING = re.compile(
    r"møde|seminar|temadag|frist|konference|arrangement|invitation|forum|dagen|kursus|plan|aftale|begivenhed|fest|valg|\sat\s|\stil\s|\sfra\s|\smed\s",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?<![^\W_])(?:har|havde|er|blev)\s(?:[^.;:]{0,120}?\s)?siden\s(?:den|d\.)\s?\Z", re.IGNORECASE
)
# The minutes of a meeting that has been held: 'referatet fra mødet den 3. maj'.
_MINUTES_OF = re.compile(
    rf"(?<![^\W_])referat(?:et|er|erne)?\s(?:fra|af|for)\s(?:[^\W\d_]+\s){{0,3}}[^\W\d_]*mødet?\s(?:i\s[^\W\d_]+\s)?{_DEN}\Z",
    re.IGNORECASE,
)
_OPENS_IN = re.compile(r"(?:\A|[.:]\s|\n)\s*(?:I|i)\s(?:løbet\saf\s)?\Z")
_OPENS = re.compile(rf"(?:\A|[.:]\s|\n)\s*{_DEN}\Z", re.IGNORECASE)
# Somewhere in the sentence, or right behind the date.
_HAPPENED = re.compile(rf"(?<![^\W_]){_VERB}", re.IGNORECASE)
_THEN = re.compile(rf"(?:\s(?:[^\W\d_]+\s){{0,1}})?\s?{_VERB}", re.IGNORECASE)
_NOT_PAST = re.compile(rf"(?<![^\W_])(?:{alternatives(CHECKS.not_past)})(?![^\W_])", re.IGNORECASE)
_LATER = re.compile(rf"(?<![^\W_])(?:{alternatives(CHECKS.rightly_later)})", re.IGNORECASE)
_NEXT = re.compile(r"(?<![^\W_])(?:næste|kommende|skal|vil)(?![^\W_])", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r",\s(?:at|hvor|som|der|hvis|når|idet|så)\s|\sat\s(?=[^\W\d_]+(?:e|er|es)\s)", re.IGNORECASE
)


def is_told(text: str, time: FoundTime) -> bool:
    """Return whether the sentence around `time` tells that something happened then."""
    sentence = sentence_around(text, time.span)
    before, behind = text[sentence.start : time.span.start], text[time.span.end : sentence.end]
    if time.kind is not TimeKind.DAY:
        return _is_told_of_month(before, behind)
    if _MINUTES_OF.search(before):
        return not _NEXT.search(before)
    if _NOT_PAST.search(before) or _LATER.search(before) or _LATER.search(behind):
        return False
    for pattern in (_DONE, _SINCE):
        if done := pattern.search(before):
            return not _SUBORDINATE.search(done[0])
    if _OPENS.search(before):
        return _THEN.match(behind) is not None
    did = _DID.search(before)
    if did is not None and not _DATED_THING.search(did["object"]):
        return not _SUBORDINATE.search(did[0])
    return _is_told_of_meeting(before, behind)


def _is_told_of_meeting(before: str, behind: str) -> bool:
    meeting = _AT_MEETING.search(before)
    if meeting is None:
        return False
    ahead = before[: meeting.start()]
    told_before = _HAPPENED.search(ahead) is not None and not _SUBORDINATE.search(ahead)
    opens = not ahead.strip(" \n*-•") or ahead.rstrip().endswith(",")
    return told_before or (opens and _THEN.match(behind) is not None)


def _is_told_of_month(before: str, behind: str) -> bool:
    """'I maj 2031 vedtog byrådet', 'blev indgået i maj 2031'."""
    if _NOT_PAST.search(before) or _LATER.search(before) or _LATER.search(behind):
        return False
    if done := _DONE_IN.search(before):
        return not _SUBORDINATE.search(done[0])
    return _OPENS_IN.search(before) is not None and _THEN.match(behind) is not None
