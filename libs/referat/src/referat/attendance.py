"""The participants of the meeting: every person once, with what all the mentions together say.

Whoever is listed was present, unless some place says that they were away; what the meeting itself corrects
('NN deltog') counts more than the list that was made before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from referat.danish.names import initials_of, is_certain_name, variant
from referat.danish.words import WORDS, folded
from referat.manuscript import Manuscript
from referat.mention import ITEMS, Mention, item_numbers, people_in
from referat.model import Attendance, Function, Participant, Quote
from referat.source import Span, Spans

_MOST_ALIKE = 12  # people with the same first or last name that are compared with a new one
_CHAIR_OF = re.compile(r"\b(?:formand|forkvinde|forperson|medformand)\s+(?:for|i)\b", re.IGNORECASE)
_INSTEAD = re.compile(
    r"(?:\d\.\s*)?(?:suppleant|stedfortræder|afløser|vikar|afløst\s+af|erstattet\s+af|repræsenteret\s+(?:ved|af)"
    r"|i\s+(?:hans\s+|hendes\s+)?sted(?:et)?\s+(?:mødte|deltog|deltager|møder))(?:en)?"
    r"\s*:?\s+(?!for\b)(?:var\s+)?(?=(?-i:[A-ZÆØÅ]))",
    re.IGNORECASE,
)
_STANDS_IN = re.compile(
    r"(?:\d\.\s*)?(?:stedfortræder|suppleant|afløser|vikar)(?:\s+for\b|\s*\Z)", re.IGNORECASE
)
_INITIALS = re.compile(r"[A-ZÆØÅ]{2,4}")
_CALLED = re.compile(r"\s{0,2}\((?P<initials>[A-ZÆØÅ]{2,4})\s?[,)]")
_ANY_WORD = re.compile(r"\w")


@dataclass(slots=True)
class _Person:
    """What is known of a person while the mentions are gone through."""

    name: Span
    words: str
    mentions: list[Mention] = field(default_factory=list)
    absent: Spans = ()
    corrected: bool | None = None
    corrected_by: Spans = ()
    function: Function = Function.UNKNOWN
    substitute_for: Span | None = None
    arrived: Span | None = None
    left: Span | None = None
    items: tuple[str, ...] | None = None


class Roll:
    """The people found so far. A name is looked up whole, then among those that share its first or last word."""

    def __init__(self, script: Manuscript) -> None:
        self.script = script
        self.people: list[_Person] = []
        self._whole: dict[str, _Person] = {}
        self._by_word: dict[str, list[_Person]] = {}

    def find(self, words: str) -> _Person | None:
        """Return the person with this name, spelled this way or nearly so; None if there is none."""
        person = self._whole.get(folded(words))
        if person is None and _INITIALS.fullmatch(words):
            person = next((one for one in self.people if self._is_called(one, words)), None)
        if person is not None:
            return person
        parts = words.split()
        if not parts:
            return None
        near: list[_Person] = [
            *self._by_word.get(folded(parts[0]), []),
            *self._by_word.get(folded(parts[-1]), []),
        ]
        for known in near:
            difference = variant(known.words, words)
            if difference is not None:
                return known
        return self._by_beginning(parts)

    def _is_called(self, person: _Person, initials: str) -> bool:
        """Return whether the initials stand in brackets behind the person's name: 'Bo Lund (BL, kasserer)'."""
        called = _CALLED.match(self.script.text, person.name.end)
        return called is not None and called["initials"] == initials

    def _by_beginning(self, parts: Sequence[str]) -> _Person | None:
        """Return the only person whose name begins with these words: 'Tina Maria' is 'Tina Maria Larsen'."""
        sharing = self._by_word.get(folded(parts[0]), [])
        known = [person for person in sharing if person.words.split()[: len(parts)] == list(parts)]
        return known[0] if len(known) == 1 else None

    def add(self, mention: Mention) -> _Person | None:
        """Add a mention to the person it names, who is new if nobody has the name."""
        quote = self.script.quote(mention.name)
        if quote is None:
            return None
        person = self.find(quote.text)
        if person is None:
            if not mention.listed and not is_certain_name(quote.text):
                return None
            person = _Person(mention.name, quote.text)
            self.people.append(person)
            parts = quote.text.split()
            for key in {folded(parts[0]), folded(parts[-1])}:
                sharing = self._by_word.setdefault(key, [])
                if len(sharing) < _MOST_ALIKE:
                    sharing.append(person)
        self._whole.setdefault(folded(quote.text), person)
        person.mentions.append(mention)
        return person


def _read_note(script: Manuscript, person: _Person, mention: Mention, note: Span) -> Iterator[Mention]:
    """Take in what a remark says of a person; yield others of whom it tells: who is away, who came instead."""
    words = script.text[note.start : note.end]
    said = WORDS.attendance
    instead = _INSTEAD.match(words)
    if instead is not None:
        for found in people_in(script, Span(note.start + instead.end(), note.end))[:1]:
            yield Mention(
                found.name, found.affiliation, found.party, notes=found.notes, stands_in=person.name
            )
        return
    stands_in = said["substitute"].search(words)
    if stands_in is not None:
        after = Span(note.start + stands_in.end(), note.end)
        others = people_in(script, after)
        if others:
            person.substitute_for = others[0].name
            if "afbud" in stands_in.group().casefold():
                yield Mention(others[0].name, absent=True, function=mention.function, listed=False)
        if others or "afbud" in stands_in.group().casefold():
            return
    if said["disqualified"].search(words):
        return
    numbers = item_numbers(words)
    arrived, left = said["arrived"].search(words), said["left"].search(words)
    if said["absent"].search(words) and not (numbers or arrived or left):
        if mention.correction:
            person.corrected, person.corrected_by = False, (note,)
        else:
            person.absent = (*person.absent, note)
    elif arrived is not None and re.search(r"\d", words):
        person.arrived = note
    elif left is not None and re.search(r"\d", words):
        person.left = note
    elif numbers and (
        said["part"].search(words) or said["present"].search(words) or ITEMS.fullmatch(words.strip(" ()."))
    ):
        person.items = numbers
    elif mention.correction and said["present"].search(words):
        person.corrected, person.corrected_by = True, (note,)


def _take_in(script: Manuscript, person: _Person, mention: Mention, roll: Roll) -> list[Mention]:
    more: list[Mention] = []
    stands_in = any(_STANDS_IN.match(script.text[slice(*role)]) for role in mention.role)
    if mention.absent and not stands_in:  # 'Stedfortræder for Bo Lund: Eva Dam', below the list of apologies
        person.absent = (*person.absent, mention.name)
    if mention.stands_in is not None:
        person.substitute_for = mention.stands_in
    if person.function is Function.UNKNOWN and mention.function is not Function.UNKNOWN:
        person.function = mention.function
    if mention.items is not None:
        person.items = mention.items
    for note in (*mention.notes, *mention.role):
        more.extend(_read_note(script, person, mention, note))
    return more


def _best(script: Manuscript, person: _Person, field_name: str) -> Quote | None:
    """Return the first organisation named with a person, else the party letter; or the first role."""
    parties: list[Span] = []
    for mention in person.mentions:
        if field_name == "role":
            spans = [span for span in mention.role if script.trim(span) is not None]
            if spans:
                return script.quote(*_joined(script, spans))
            continue
        if mention.affiliation is not None and mention.affiliation != mention.party:
            return script.quote(mention.affiliation)
        if mention.party is not None:
            parties.append(mention.party)
    return script.quote(parties[0]) if parties else None


def _joined(script: Manuscript, spans: Sequence[Span]) -> list[Span]:
    """Join the pieces of a role between which only a comma stands."""
    joined = [spans[0]]
    for span in spans[1:]:
        between = script.text[joined[-1].end : span.start]
        if len(between) <= 3 and not _ANY_WORD.search(between) and "\n" not in between and "(" not in between:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _function(script: Manuscript, person: _Person, affiliation: Quote | None) -> Function:
    for mention in person.mentions:
        for span in (*mention.role, *mention.notes):
            words = script.text[span.start : span.end]
            bracketed = script.text[max(span.start - 1, 0) : span.start] == "("
            chair = WORDS.attendance["chair"].search(words)
            if (
                chair is not None
                and not _CHAIR_OF.search(words)
                and (bracketed or "med" in chair.group().casefold())
            ):
                return Function.CHAIR
    plain = person.function in (Function.MEMBER, Function.UNKNOWN)
    if plain and affiliation is not None and WORDS.attendance["patient"].search(affiliation.text):
        return Function.PATIENT_REPRESENTATIVE
    if person.function is Function.UNKNOWN and person.absent:
        return _function_by_role(script, person)
    return person.function


def _function_by_role(script: Manuscript, person: _Person) -> Function:
    """A list of apologies does not say in which capacity people would have come: their titles may."""
    words = " ".join(script.text[start:end] for mention in person.mentions for start, end in mention.role)
    if WORDS.attendance["member_roles"].search(words):
        return Function.MEMBER
    return (
        Function.ADMINISTRATION
        if WORDS.attendance["administration_roles"].search(words)
        else Function.UNKNOWN
    )


def _participant(script: Manuscript, person: _Person, everywhere: frozenset[int]) -> Participant | None:
    name = script.quote(person.name)
    if name is None:
        return None
    absent = bool(person.absent) or id(person) in everywhere
    spans = person.absent
    if person.corrected is not None:
        absent, spans = not person.corrected, person.corrected_by
    affiliation = _best(script, person, "affiliation")
    return Participant(
        name=name,
        attendance=Attendance.ABSENT if absent else Attendance.PRESENT,
        function=_function(script, person, affiliation),
        affiliation=affiliation,
        role=_best(script, person, "role"),
        items=person.items,
        substitute_for=script.quote(person.substitute_for) if person.substitute_for else None,
        arrived=script.quote(_without_stop(script, person.arrived)) if person.arrived else None,
        left=script.quote(_without_stop(script, person.left)) if person.left else None,
        attendance_spans=spans,
    )


def _without_stop(script: Manuscript, span: Span) -> Span:
    words = script.text[span.start : span.end].rstrip(" .")
    return Span(span.start, span.start + len(words))


def participants(
    script: Manuscript, mentions: Iterable[Mention], away: Sequence[Sequence[Span]]
) -> tuple[Participant, ...]:
    """Return the participants in the order in which they are first listed.

    `away` holds, for each item that was decided, the names recorded as absent for it: whoever is away for all of
    them was not at the meeting.
    """
    roll = Roll(script)
    ordered = sorted(mentions, key=lambda mention: (mention.correction or not mention.listed, mention.name))
    waiting: list[Mention] = []
    for mention in ordered:
        person = roll.add(mention)
        if person is not None:
            waiting.extend(_take_in(script, person, mention, roll))
    for mention in waiting:
        person = roll.add(mention)
        if person is None:
            continue
        if mention.stands_in is not None:
            person.substitute_for = person.substitute_for or mention.stands_in
            continue
        person.absent = person.absent or (mention.name,)
        if person.function is Function.UNKNOWN:
            person.function = mention.function
    everywhere = _away_throughout(script, roll, away)
    found = (_participant(script, person, everywhere) for person in roll.people)
    return tuple(sorted((p for p in found if p is not None), key=lambda p: p.name.start))


def _away_throughout(script: Manuscript, roll: Roll, away: Sequence[Sequence[Span]]) -> frozenset[int]:
    """Return the people who are recorded as absent for every item that was decided; they are added if nobody listed them."""
    if not away or not all(away):
        return frozenset()
    counts: dict[str, int] = {}
    first: dict[str, Span] = {}
    for names in away:
        quotes = ((span, script.quote(span)) for span in names)
        here = {folded(quote.text): span for span, quote in quotes if quote is not None}
        for key, span in here.items():
            counts[key] = counts.get(key, 0) + 1
            first.setdefault(key, span)
    throughout: set[int] = set()
    for key, count in counts.items():
        person = roll.add(Mention(first[key], listed=False)) if count == len(away) else None
        if person is not None:
            throughout.add(id(person))
    return frozenset(throughout)


def names_of(people: Sequence[Participant]) -> frozenset[str]:
    """Return what the participants may be called further down: whole names, first names, initials; folded."""
    names: set[str] = set()
    for person in people:
        words = person.name.text.split()
        names.update(
            {folded(person.name.text), folded(words[0]), folded(" ".join(words[:2]))} if words else ()
        )
        names.add(folded(initials_of(person.name.text)))
        if person.affiliation is not None:
            # Organisations act too, and may be called 'Fjordby' for short; initials look like one: 'Anne (AN)'.
            whole = folded(person.affiliation.text)
            names.update({whole, whole.removesuffix(" kommune")})
    return frozenset(name for name in names if len(name) > 1)
