"""Whom the names of a draft mean."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from roedtraad.bodies.matching import NameSeen, PersonMatch, match_person
from roedtraad.bodies.models import Body, Person
from roedtraad.importing.proposing.answers import NEW, Answer, AnswerKind, known
from roedtraad.importing.proposing.content import Content
from roedtraad.importing.proposing.proposal import Candidate, Match, Rows
from roedtraad.importing.sheet.things import Field, Kind, folded

# A name so alike is taken for the known person, and asked about; one less alike is a new person, and asked about.
LIKELY = 85
PERHAPS = 75
CLEARLY_AHEAD = 6


def people_of(content: Content, *, body: Body | None, on: date, rows: Rows) -> dict[str, Match]:
    """Return whom the names mean, by the name in small letters. At most thirteen queries."""
    seen = _names(content)
    if not seen:
        return {}
    found = match_person(seen, body=body, on=on)
    chosen = [content.choice(Kind.NAME, one.name) for one in seen]
    for match in found:
        rows.people.update({one.person.pk: one.person for one in match.candidates})
    _add_rows(rows, chosen)
    return {
        folded(one.name): _person(match, answered, rows, has_body=body is not None)
        for one, match, answered in zip(seen, found, chosen, strict=True)
    }


def _names(content: Content) -> list[NameSeen]:
    """Return the names of the list of participants, each once; the first affiliation told counts."""
    names: dict[str, NameSeen] = {}
    for one in content.sheet.people:
        name, affiliation = one.get(Field.NAME), one.get(Field.AFFILIATION)
        known_as = names.get(folded(name))
        if name.strip() and (known_as is None or (affiliation and not known_as.affiliation)):
            names[folded(name)] = NameSeen(name, affiliation)
    return list(names.values())


def _add_rows(rows: Rows, chosen: Iterable[str]) -> None:
    keys = {key for one in chosen if (key := Answer.read(one).key_of(AnswerKind.PERSON)) is not None}
    if keys - set(rows.people):
        rows.people.update({one.pk: one for one in Person.objects.filter(pk__in=keys)})


def _person(match: PersonMatch, answered: str, rows: Rows, *, has_body: bool) -> Match:
    name = match.seen.name
    candidates = tuple(
        Candidate(known(AnswerKind.PERSON, one.person.pk), one.person.name, one.score, one.reason)
        for one in match.candidates
    )
    if answered:
        key = Answer.read(answered).key_of(AnswerKind.PERSON)
        if key is None or key in rows.people:
            label = rows.people[key].name if key is not None else name
            return Match(name, answered, label, candidates, True, True)
    if match.certain is not None:
        chosen = known(AnswerKind.PERSON, match.certain.pk)
        return Match(name, chosen, match.certain.name, candidates, is_certain=True)
    if candidates and _is_likely(match, has_body=has_body):
        return Match(name, candidates[0].answer, candidates[0].label, candidates)
    return Match(name, NEW, name, candidates, is_certain=not is_doubtful(name, candidates))


def _is_likely(match: PersonMatch, *, has_body: bool) -> bool:
    """Return whether the first is taken: alike enough and ahead, or the only one of the body with this one name."""
    scores = [one.score for one in match.candidates]
    if is_one_word(match.seen.name):
        return has_body and len(scores) == 1
    return scores[0] >= LIKELY and (len(scores) == 1 or scores[0] - scores[1] >= CLEARLY_AHEAD)


def is_one_word(name: str) -> bool:
    """Return whether this is only a part of somebody's name."""
    return len(name.split()) < 2


def is_doubtful(name: str, candidates: tuple[Candidate, ...]) -> bool:
    """Return whether somebody should look before a new person of this name is made."""
    return is_one_word(name) or any((one.score or 0) >= PERHAPS for one in candidates)
