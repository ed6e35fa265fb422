"""Which people a document's names mean: by the name itself, by seats in the body, by the party that is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.bodies.matching.folding import tokens
from roedtraad.bodies.matching.known import Known, known_as, people_by_root
from roedtraad.bodies.matching.likeness import Likeness, likeness
from roedtraad.bodies.matching.parties import PartyMatch, match_parties
from roedtraad.bodies.matching.sitting import Sitting, sittings_of
from roedtraad.bodies.models import Body, Person

CERTAIN = 95
LIKELY = 80
MOST_CANDIDATES = 5
LEAST_SHOWN = 55
CLEARLY_AHEAD = 6
LONGEST_LETTER = 2

# What context adds to a name, and takes from it.
SAME_PARTY = 7
RELATED_PARTY = 4
OTHER_PARTY = -15
OTHER_PARTY_ONCE = -6  # people change jobs: the seat with the other party is not from this day
SAME_LETTER = 3
SEAT_ON_THE_DAY = 7
SEAT_ANOTHER_DAY = 5
SEAT_IN_COLLABORATION = 3


@dataclass(frozen=True, slots=True)
class NameSeen:
    """A name as a document writes it, and the organisation or party letter that stands with it."""

    name: str
    affiliation: str = ""

    @property
    def letter(self) -> str:
        """Return the letter of a political party, or an empty text."""
        text = self.affiliation.strip().strip("().")
        return text if len(text) <= LONGEST_LETTER and text.isalpha() and text.isupper() else ""


@dataclass(frozen=True, slots=True)
class PersonCandidate:
    """Somebody whom a name may mean: how sure (0–100), in what way the name is alike, and every reason in words."""

    person: Person
    score: int
    likeness: Likeness
    reasons: tuple[str | Promise, ...]

    @property
    def reason(self) -> str:
        """Return the reasons in one line."""
        return ", ".join(str(reason) for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A name, and the people whom it may mean, the likeliest first."""

    seen: NameSeen
    candidates: tuple[PersonCandidate, ...]

    @property
    def certain(self) -> Person | None:
        """Return the person when there is no doubt: at least 95, and well ahead of the next."""
        if not self.candidates or self.candidates[0].score < CERTAIN:
            return None
        is_alone = len(self.candidates) == 1
        if is_alone or self.candidates[0].score - self.candidates[1].score >= CLEARLY_AHEAD:
            return self.candidates[0].person
        return None


def match_person(names: Sequence[NameSeen], *, body: Body | None, on: date) -> tuple[PersonMatch, ...]:
    """Return for each name whom it may mean, in the order given. At most twelve queries for any number of names.

    A name alone is never certain: a seat in the body, or the party that stands with the name, must agree. A single
    given name and initials are looked for among those who have sat in the body, nowhere else.
    """
    known = known_as(names=[seen.name for seen in names], body=body)
    alike = [_alike(seen, known) for seen in names]
    roots = sorted({root for found in alike for root in found})
    people = people_by_root(roots)
    sittings: dict[int, list[Sitting]] = {}
    for sitting in sittings_of(roots):
        sittings.setdefault(sitting.root, []).append(sitting)
    collaboration = body.collaboration if body else None
    named = [seen.affiliation for seen in names if seen.affiliation and not seen.letter]
    parties = (
        dict(zip(named, match_parties(named, collaboration=collaboration, on=on), strict=True))
        if named
        else {}
    )
    matches = []
    for seen, found in zip(names, alike, strict=True):
        context = _Context(seen, parties.get(seen.affiliation), body, on)
        candidates = [
            _candidate(people[root], way, sittings.get(root, ()), context)
            for root, way in found.items()
            if root in people
        ]
        matches.append(PersonMatch(seen, _best(candidates)))
    return tuple(matches)


@dataclass(frozen=True, slots=True)
class _Way:
    likeness: Likeness
    alias: str  # the other name under which the person is known, when that is the one that is alike


@dataclass(frozen=True, slots=True)
class _Context:
    seen: NameSeen
    parties: PartyMatch | None
    body: Body | None
    on: date


def _alike(seen: NameSeen, known: Known) -> dict[int, _Way]:
    """Return the rows that stand for those whose name is alike, each with the closest likeness."""
    found: dict[int, _Way] = {}
    only_near = len(tokens(seen.name)) == 1
    for one in known.near if only_near else known.under(seen.name):
        way = likeness(seen.name, one.name)
        if way is None or (way == Likeness.ONE_NAME and not only_near):
            continue
        if one.root not in found or way.score > found[one.root].likeness.score:
            found[one.root] = _Way(way, one.name if one.is_alias else "")
    return found


def _candidate(person: Person, way: _Way, sittings: Sequence[Sitting], context: _Context) -> PersonCandidate:
    reasons: list[str | Promise] = [way.likeness.reason]
    if way.alias:
        reasons.append(_("known as “%(alias)s”") % {"alias": way.alias})
    score = way.likeness.score
    for points, reason in (*_of_seat(sittings, context), *_of_party(sittings, context)):
        score += points
        reasons.append(reason)
    return PersonCandidate(person, max(0, min(100, score)), way.likeness, tuple(reasons))


def _of_seat(sittings: Sequence[Sitting], context: _Context) -> Iterable[tuple[int, Promise]]:
    if context.body is None:
        return
    here = [sitting for sitting in sittings if sitting.body == context.body.pk]
    if any(sitting.is_valid(context.on) for sitting in here):
        yield SEAT_ON_THE_DAY, gettext_lazy("has a seat in the body on this day")
    elif here:
        yield SEAT_ANOTHER_DAY, gettext_lazy("has had a seat in the body")
    elif any(sitting.collaboration == context.body.collaboration_id for sitting in sittings):
        yield SEAT_IN_COLLABORATION, gettext_lazy("has a seat in another body of the collaboration")


def _of_party(sittings: Sequence[Sitting], context: _Context) -> Iterable[tuple[int, Promise]]:
    letter = context.seen.letter
    if letter:
        if any(sitting.letter == letter for sitting in sittings):
            yield SAME_LETTER, gettext_lazy("same party letter")
        return
    named = {party.pk: party for party in context.parties.likely} if context.parties else {}
    known = [sitting for sitting in sittings if sitting.party is not None]
    if not named or not known:
        return
    wider = {party.part_of_id for party in named.values() if party.part_of_id}
    if any(sitting.party in named for sitting in known):
        yield SAME_PARTY, gettext_lazy("same party")
    elif any(
        sitting.party in wider or sitting.part_of in named or sitting.part_of in wider for sitting in known
    ):
        yield RELATED_PARTY, gettext_lazy("related party")
    elif any(sitting.is_valid(context.on) for sitting in known):
        yield OTHER_PARTY, gettext_lazy("sits for another party on this day")
    else:
        yield OTHER_PARTY_ONCE, gettext_lazy("has sat for another party")


def _best(candidates: Sequence[PersonCandidate]) -> tuple[PersonCandidate, ...]:
    shown = (candidate for candidate in candidates if candidate.score >= LEAST_SHOWN)
    return tuple(
        sorted(shown, key=lambda one: (-one.score, one.person.name, one.person.pk))[:MOST_CANDIDATES]
    )
