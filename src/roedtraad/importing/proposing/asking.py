"""What a person is asked about a draft. The sentences say what is in doubt, and what is taken meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad import danish
from roedtraad.documents.models import MaskedRegion
from roedtraad.importing.models import Draft, Weight
from roedtraad.importing.proposing.answers import (
    ANOTHER,
    DROP,
    MINE,
    NEW,
    NONE,
    READER,
)
from roedtraad.importing.proposing.content import Content
from roedtraad.importing.proposing.organisations import BodyFound, JointFound, PartiesFound, held_on
from roedtraad.importing.proposing.people import is_doubtful, is_one_word
from roedtraad.importing.proposing.proposal import Asked, Candidate, Match
from roedtraad.importing.sheet.overlay import Doubt, DoubtKind
from roedtraad.importing.sheet.things import YES, Field, Thing, folded

MUCH_UNREAD = 250  # per mille of the letters
LONGEST_KEY = 160


def unread_permille(content: Content) -> int:
    """Return how much of the text no rule understood, of a thousand letters."""
    letters = sum(not char.isspace() for char in content.sheet.text)
    unread = sum(
        sum(not char.isspace() for char in content.sheet.text[start:end])
        for start, end in content.sheet.unread
    )
    return round(1000 * unread / letters) if letters else 0


def about_document(content: Content, cpr: Sequence[MaskedRegion]) -> Iterator[Asked]:
    """Yield what must be known of the document as a whole."""
    if cpr:
        yield Asked(
            "cpr",
            "",
            Weight.BLOCKS,
            ngettext(
                "The document holds a CPR number. Say whether it stays hidden.",
                "The document holds %(number)s CPR numbers. Say for each whether it stays hidden.",
                len(cpr),
            )
            % {"number": len(cpr)},
            spans=tuple((one.start, one.end) for one in cpr),
        )
    if held_on(content) is None:
        message = _("The document does not tell on which day the meeting was held. Write the day.")
        yield Asked("day", "", Weight.BLOCKS, message, ref="meeting")
    elif any(one.code == "date_year_inferred" for one in content.sheet.problems):
        day = content.sheet.meeting.said(Field.HELD_ON)
        if day is not None and not day.is_corrected and not _says_year(content):
            message = _("The year of the meeting is not printed where its day is. Is it %(day)s?")
            on = held_on(content)
            shown = danish.day(on) if on is not None else ""
            yield Asked("year", "", Weight.NOTE, message % {"day": shown}, "meeting", day.spans, _right())
    if not content.sheet.items:
        message = _("No items were found in the document. Is it minutes or an agenda?")
        yield Asked("no_items", "", Weight.LOOK, message, candidates=_right())
    if unread_permille(content) >= MUCH_UNREAD:
        message = _("Much of the text was not understood. See whether something is missing.")
        yield Asked("unread", "", Weight.LOOK, message, candidates=_right())


# Questions that are answered by having looked.
LOOKED_AT = ("year", "no_items", "unread", "joint")


def _right() -> tuple[Candidate, ...]:
    return (Candidate(MINE, _("It is right so")),)


def _says_year(content: Content) -> bool:
    day = content.sheet.meeting.said(Field.HELD_ON)
    return day is not None and day.value[:4] in content.sheet.quote(day.spans)


def about_body(content: Content, found: BodyFound) -> Iterator[Asked]:
    """Yield whether somebody must say which body met."""
    match = found.match
    said = content.sheet.meeting.said(Field.BODY)
    spans = said.spans if said is not None else ()
    if not match.chosen:
        message = (
            _("Which body is “%(name)s”?") % {"name": match.words}
            if match.words
            else _("The document does not tell which body met. Choose the body.")
        )
        new = (Candidate(NEW, _("A new body")),) if match.words else ()
        yield Asked("body", "", Weight.BLOCKS, message, "meeting", spans, (*match.candidates, *new))
    elif found.new is not None and not match.is_answered:
        message = _("“%(name)s” is not in the register. It will be founded in %(collaboration)s.") % {
            "name": found.new.name,
            "collaboration": found.new.collaboration_name,
        }
        yield Asked(
            "new_body",
            "",
            Weight.LOOK,
            message,
            "meeting",
            spans,
            (*match.candidates, _kept(match)),
            match.chosen,
        )


def about_joint(content: Content, found: JointFound) -> Iterator[Asked]:
    """Yield the bodies of a joint meeting that are not in the register."""
    said = content.sheet.meeting.said(Field.BODY)
    for name in found.unknown:
        message = _(
            "“%(name)s” takes part in this joint meeting, and is not in the register. It is left out."
        )
        yield Asked(
            "joint",
            name[:LONGEST_KEY],
            Weight.NOTE,
            message % {"name": name},
            "meeting",
            said.spans if said is not None else (),
            _right(),
        )


def _kept(match: Match) -> Candidate:
    return Candidate(match.chosen, match.label)


def about_meeting(match: Match, twins: Sequence[Draft]) -> Iterator[Asked]:
    """Yield whether it is the same meeting as a known one, or the same paper as another draft."""
    if not match.chosen:
        message = (
            _("The body has other meetings on this day. Which one is it?")
            if len(match.candidates) > 1
            else _(
                "The same paper of a meeting on this day is recorded already. Set the draft aside, or say that "
                "this is another meeting."
            )
        )
        yield Asked("meeting", "", Weight.BLOCKS, message, "meeting", (), match.candidates)
    if twins and not match.is_answered:
        names = danish.listed(twin.document.filename for twin in twins)
        message = _("Another file seems to be the same paper of the same meeting: %(names)s.") % {
            "names": names
        }
        candidates = (Candidate(ANOTHER, _("Another meeting on the same day")),)
        yield Asked("same_paper", "", Weight.LOOK, message, "meeting", (), candidates)


def about_people(content: Content, people: dict[str, Match]) -> Iterator[Asked]:
    """Yield the names that could be somebody else than who is taken."""
    first: dict[str, Thing] = {}
    for one in content.sheet.people:
        first.setdefault(folded(one.get(Field.NAME)), one)
    for key, match in people.items():
        if match.is_certain or match.is_answered:
            continue
        thing = first[key]
        if match.chosen == NEW:
            if not is_doubtful(match.words, match.candidates):
                continue
            message, weight = _("Who is “%(name)s”? Taken as a new person."), Weight.LOOK
        else:
            message = _("Is “%(name)s” the known %(label)s? Taken as the same person.")
            weight = Weight.LOOK if is_one_word(match.words) else Weight.NOTE
        said = thing.said(Field.NAME)
        yield Asked(
            "person",
            match.words[:LONGEST_KEY],
            weight,
            message % {"name": match.words, "label": match.label},
            thing.ref,
            said.spans if said is not None else (),
            (*match.candidates, Candidate(NEW, _("A new person"))),
            match.chosen,
        )


def about_parties(content: Content, found: PartiesFound) -> Iterator[Asked]:
    """Yield the affiliations that are no party of the register for certain."""
    first: dict[str, Thing] = {}
    for one in content.sheet.people:
        first.setdefault(folded(one.get(Field.AFFILIATION)), one)
    for key, match in found.matches.items():
        if match.is_certain or match.is_answered:
            continue
        if match.chosen == NEW:
            message = _("“%(name)s” is not in the register. Taken as a new party.")
        elif match.chosen == NONE:
            message = _("Which party is “%(name)s”? Taken as none: the words stay with the person.")
        else:
            message = _("Is “%(name)s” the party %(label)s? Taken as that.")
        thing = first.get(key)
        said = thing.said(Field.AFFILIATION) if thing is not None else None
        others = (Candidate(NEW, _("A new party")), Candidate(NONE, _("No party")))
        yield Asked(
            "party",
            match.words[:LONGEST_KEY],
            Weight.NOTE,
            message % {"name": match.words, "label": match.label},
            thing.ref if thing is not None else "",
            said.spans if said is not None else (),
            (*match.candidates, *others),
            match.chosen,
        )


def about_cases(content: Content, cases: dict[str, Match]) -> Iterator[Asked]:
    """Yield the items that seem to treat a known case."""
    for ref, match in cases.items():
        item = content.sheet.thing(ref)
        if match.is_answered or item is None:
            continue
        said = item.said(Field.TITLE)
        message = _("Item %(number)s seems to treat the case “%(case)s”. Taken as that case.") % {
            "number": item.get(Field.NUMBER),
            "case": match.label,
        }
        yield Asked(
            "case",
            _key(item.get(Field.NUMBER), item.label),
            Weight.NOTE,
            message,
            ref,
            said.spans if said is not None else (),
            (*match.candidates, Candidate(NEW, _("A case of its own"))),
            match.chosen,
        )


def about_corrections(content: Content) -> Iterator[Asked]:
    """Yield the corrections on which the present reading says something else, or that fit nothing any more."""
    for doubt in content.overlaid.doubts:
        yield _differs(content, doubt) if doubt.kind is DoubtKind.DIFFERS else _lost(doubt)


def _differs(content: Content, doubt: Doubt) -> Asked:
    one = doubt.correction
    thing = content.sheet.thing(doubt.ref)
    value = thing.said(one.field) if thing is not None and one.field is not None else None
    message = _("Somebody wrote “%(mine)s”. The document is read anew, and now says “%(now)s”.") % {
        "mine": shown(one.new_value) or _("nothing"),
        "now": shown(doubt.now) or _("nothing"),
    }
    return Asked(
        "differs",
        _key(str(one.key), doubt.now),
        Weight.LOOK,
        message,
        doubt.ref,
        value.spans if value is not None else one.anchor.spans,
        (Candidate(MINE, _("Keep what was written")), Candidate(READER, _("Take what is read"))),
        MINE,
    )


def _lost(doubt: Doubt) -> Asked:
    one = doubt.correction
    message = _("Somebody corrected “%(label)s”. It is not found in the document as it is now read.") % {
        "label": shown(one.anchor.label or one.new_value)
    }
    return Asked(
        "lost",
        str(one.key),
        Weight.LOOK,
        message,
        doubt.ref,
        one.anchor.spans,
        (Candidate(DROP, _("Give the correction up")),),
    )


def shown(value: str) -> str:
    """Return a value as a sentence can hold it."""
    words = " ".join(value.split())
    words = {YES: _("yes")}.get(words, words)
    return words if len(words) <= 120 else f"{words[:119]}…"


def _key(*parts: str) -> str:
    """Return a key that is short enough, and another one for other words."""
    whole = "|".join(parts)
    if len(whole) <= LONGEST_KEY:
        return whole
    return f"{whole[:80]}|{hashlib.sha256(whole.encode('utf-8', 'replace')).hexdigest()[:40]}"
