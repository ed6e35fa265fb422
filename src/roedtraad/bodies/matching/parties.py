"""Which party a text means: 'PLO Syd', 'Lillebælt Sygehus', 'Psykiatrien', 'Udvalget for Social, Vejen Kommune'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import OSA

from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.matching.words import expand, kind_of, without_kind
from roedtraad.bodies.models import Collaboration, CollaborationMember, Party, PartyAlias, PartyKind
from roedtraad.bodies.models.dated import standing_on

CERTAIN = 95
LIKELY = 80
MOST_CANDIDATES = 5
LEAST_SHOWN = 60
CLEARLY_AHEAD = 6
SHORTEST_PREFIX = 3
SHORTEST_NAME_WITH_A_SLIP = 5
HERE = 4  # what a party of the collaboration gains where the text is not certain, and another loses
ELSEWHERE = 10  # what a party loses that does not take part, when one of the same name does
NOT_THEN = 15  # what a party loses that did not exist on the day


class PartyLikeness(StrEnum):
    """In what way a text names a party."""

    SAME = "same"
    SHORT_NAME = "short_name"
    OF_WHAT_IS_NAMED = "of_what_is_named"
    OTHER_WRITING = "other_writing"
    THE_REGION = "the_region"
    WITHOUT_KIND = "without_kind"
    STANDS_IN = "stands_in"
    UNIT_OF_REGION = "unit_of_region"
    SHORTENED = "shortened"
    BARE_PLACE = "bare_place"
    SHORTENED_IN_TEXT = "shortened_in_text"
    IN_GENERAL = "in_general"
    ONE_LETTER = "one_letter"

    @property
    def score(self) -> int:
        """Return how sure the text alone makes it, 0–100."""
        return LIKENESSES[self][0]

    @property
    def reason(self) -> Promise:
        """Return the way in words."""
        return LIKENESSES[self][1]


LIKENESSES: dict[PartyLikeness, tuple[int, Promise]] = {
    PartyLikeness.SAME: (100, _("same name")),
    PartyLikeness.SHORT_NAME: (98, _("the short name")),
    PartyLikeness.OF_WHAT_IS_NAMED: (
        97,
        _("takes part in the collaboration and belongs to what the text names"),
    ),
    PartyLikeness.OTHER_WRITING: (96, _("same name in another way of writing")),
    PartyLikeness.THE_REGION: (96, _("the region of the collaboration")),
    PartyLikeness.WITHOUT_KIND: (88, _("the name without the word for its kind")),
    PartyLikeness.STANDS_IN: (86, _("the name stands in the text")),
    PartyLikeness.UNIT_OF_REGION: (86, _("a part of the collaboration's region whose name begins so")),
    PartyLikeness.SHORTENED: (85, _("a shortened form of the name")),
    PartyLikeness.SHORTENED_IN_TEXT: (78, _("a shortened form of the name stands in the text")),
    PartyLikeness.BARE_PLACE: (78, _("the name without the word for its kind")),
    PartyLikeness.IN_GENERAL: (80, _("named in general; the collaboration has a part of it")),
    PartyLikeness.ONE_LETTER: (76, _("one letter differs in the name")),
}


@dataclass(frozen=True, slots=True)
class PartyCandidate:
    """A party that a text may mean: how sure (0–100), and in what way it is named."""

    party: Party
    score: int
    likeness: PartyLikeness

    @property
    def reason(self) -> Promise:
        """Return in words why it is proposed."""
        return self.likeness.reason


@dataclass(frozen=True, slots=True)
class PartyMatch:
    """A text, and the parties that it may mean, the likeliest first."""

    text: str
    candidates: tuple[PartyCandidate, ...]

    @property
    def certain(self) -> Party | None:
        """Return the party when there is no doubt: at least 95, and well ahead of the next."""
        if not self.candidates or self.candidates[0].score < CERTAIN:
            return None
        is_alone = len(self.candidates) == 1
        if is_alone or self.candidates[0].score - self.candidates[1].score >= CLEARLY_AHEAD:
            return self.candidates[0].party
        return None

    @property
    def likely(self) -> tuple[Party, ...]:
        """Return the parties that it probably means (at least 80)."""
        return tuple(candidate.party for candidate in self.candidates if candidate.score >= LIKELY)


def match_party(
    text: str, *, collaboration: Collaboration | None = None, on: date | None = None
) -> PartyMatch:
    """Return which parties one text may mean; see `match_parties`. At most three queries."""
    return match_parties([text], collaboration=collaboration, on=on)[0]


def match_parties(
    texts: Sequence[str], *, collaboration: Collaboration | None = None, on: date | None = None
) -> tuple[PartyMatch, ...]:
    """Return for each text which parties it may mean, in the order given. At most three queries for any number of texts.

    With a collaboration, its own parties go before others where a text fits several ('PLO', 'Regionen').
    With a day, parties that did not exist then lose. A single letter is a political party and no organisation.
    """
    place = _place(collaboration, on=on)
    once: dict[str, PartyMatch] = {}
    for text in texts:
        if text not in once:
            once[text] = PartyMatch(text, _candidates(text, place))
    return tuple(once[text] for text in texts)


@dataclass(frozen=True, slots=True)
class _Name:
    """One way in which a party is written."""

    party: Party
    pk: int
    part_of: int | None
    parts: tuple[str, ...]
    bare: tuple[str, ...]  # without the word for its kind
    kind: PartyKind | None  # what that word tells
    is_short: bool
    initials: str
    ordered: tuple[str, ...]  # the parts by the alphabet


@dataclass(frozen=True, slots=True)
class _Text:
    """A text taken apart, once for all the names that it is compared with."""

    parts: tuple[str, ...]
    kind: PartyKind | None
    initials: str
    ordered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """What the texts are compared with: all names, and the parties at hand."""

    names: tuple[_Name, ...]
    parties: dict[int, Party]
    local: tuple[_Name, ...]  # of the collaboration, its region and what is part of that
    here: frozenset[int]
    region: int | None
    on: date | None


def _place(collaboration: Collaboration | None, *, on: date | None) -> _Place:
    names = tuple(_names())
    here = _parties_of(collaboration, on=on)
    region = collaboration.region_id if collaboration else None
    local = tuple(name for name in names if name.pk in here or (region and name.part_of == region))
    return _Place(names, {name.pk: name.party for name in names}, local, here, region, on)


def _names() -> Iterable[_Name]:
    parties = {party.pk: party for party in Party.objects.filter(record__withdrawn_at=None)}
    for party in parties.values():
        yield _name(party, party.name)
        if party.short_name:
            yield _name(party, party.short_name, is_short=True)
    for pk, alias in PartyAlias.objects.filter(withdrawn_at=None).values_list("party", "name"):
        if pk in parties:
            yield _name(parties[pk], alias)


def _parties_of(collaboration: Collaboration | None, *, on: date | None) -> frozenset[int]:
    if collaboration is None:
        return frozenset()
    memberships = CollaborationMember.objects.filter(collaboration=collaboration, withdrawn_at=None)
    if on is not None:
        memberships = memberships.filter(standing_on(on))
    members = set(memberships.values_list("party", flat=True))
    return frozenset(members | ({collaboration.region_id} if collaboration.region_id else set()))


def _name(party: Party, text: str, *, is_short: bool = False) -> _Name:
    parts = parts_of(text)
    return _Name(
        party=party,
        pk=party.pk,
        part_of=party.part_of_id,
        parts=parts,
        bare=without_kind(parts),
        kind=kind_of(parts),
        is_short=is_short,
        initials=_initials(parts),
        ordered=_ordered(parts),
    )


def _initials(parts: tuple[str, ...]) -> str:
    return "".join(part[0] for part in parts)


def _ordered(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(parts))


@lru_cache(maxsize=16_384)
def parts_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a party's name, abbreviations written out, the genitive of a place taken off."""
    parts = expand(tuple(fold(text).split()))
    return tuple(part.removesuffix("s") if len(part) > SHORTEST_NAME_WITH_A_SLIP else part for part in parts)


def _candidates(text: str, place: _Place) -> tuple[PartyCandidate, ...]:
    parts = parts_of(text)
    if len("".join(parts)) < 2:
        return ()
    found = _found(parts, place.names)
    found = _with_local(found, parts, place)
    # Of two parties of one name, the one that takes part in the collaboration is meant.
    is_here = any(pk in place.here and likeness.score >= CERTAIN for pk, likeness in found.items())
    rated = (
        PartyCandidate(
            place.parties[pk], _rated(likeness, place.parties[pk], place, is_here=is_here), likeness
        )
        for pk, likeness in found.items()
    )
    shown = [candidate for candidate in rated if candidate.score >= LEAST_SHOWN]
    return tuple(sorted(shown, key=lambda one: (-one.score, one.party.name))[:MOST_CANDIDATES])


def _found(parts: tuple[str, ...], names: Sequence[_Name]) -> dict[int, PartyLikeness]:
    text = _Text(parts, kind_of(parts), _initials(parts), _ordered(parts))
    found: dict[int, PartyLikeness] = {}
    for name in names:
        likeness = _compared(text, name)
        if likeness is not None:
            _keep_best(found, name.pk, likeness)
    if any(likeness.score >= CERTAIN for likeness in found.values()):
        # What is in the register as it stands is no slip of the pen for another.
        return {pk: likeness for pk, likeness in found.items() if likeness is not PartyLikeness.ONE_LETTER}
    return found


def _keep_best(found: dict[int, PartyLikeness], pk: int, likeness: PartyLikeness) -> None:
    if pk not in found or found[pk].score < likeness.score:
        found[pk] = likeness


def _with_local(
    found: dict[int, PartyLikeness], parts: tuple[str, ...], place: _Place
) -> dict[int, PartyLikeness]:
    """Let the collaboration's own parties stand for what a text names in general: 'PLO', 'Regionen', 'Psykiatrien'."""
    named = {pk for pk, likeness in found.items() if likeness.score >= CERTAIN}
    is_just_region = kind_of(parts) == PartyKind.REGION and not without_kind(parts)
    local = dict(found)
    for name in place.local:
        if name.pk in place.here and name.part_of in named and not named & place.here:
            local[name.pk] = PartyLikeness.OF_WHAT_IS_NAMED
            local[name.part_of] = PartyLikeness.IN_GENERAL
        elif name.pk == place.region and is_just_region:
            local[name.pk] = PartyLikeness.THE_REGION
        elif place.region and name.part_of == place.region and _begins(name.parts, parts):
            _keep_best(local, name.pk, PartyLikeness.UNIT_OF_REGION)
    return local


def _begins(name: tuple[str, ...], text: tuple[str, ...]) -> bool:
    return len(text) < len(name) and name[: len(text)] == text


def _rated(likeness: PartyLikeness, party: Party, place: _Place, *, is_here: bool) -> int:
    score = likeness.score
    if is_here and score >= CERTAIN and party.pk not in place.here:
        score -= ELSEWHERE
    elif place.here and score < CERTAIN:
        score += HERE if {party.pk, party.part_of_id} & place.here else -HERE
    if place.on is not None and not party.is_valid(place.on):
        score -= NOT_THEN
    return score


def _compared(text: _Text, name: _Name) -> PartyLikeness | None:
    parts = text.parts
    if parts == name.parts:
        return PartyLikeness.SHORT_NAME if name.is_short else PartyLikeness.SAME
    if name.is_short:
        return None
    if text.ordered == name.ordered:
        return PartyLikeness.OTHER_WRITING
    if text.kind is None and parts == name.bare:
        is_place = name.party.kind == PartyKind.MUNICIPALITY
        return PartyLikeness.WITHOUT_KIND if is_place else PartyLikeness.BARE_PLACE
    if name.parts and name.parts[0] in parts and _stands_in(parts, name.parts):
        return PartyLikeness.STANDS_IN
    if text.kind != name.kind:
        return None
    if len(parts) > len(name.parts) > 1 and name.parts[0] in parts and _stands_shortened(parts, name.parts):
        return PartyLikeness.SHORTENED_IN_TEXT
    # What follows leaves the first letter of every word as it is.
    if text.initials != name.initials:
        return None
    if _is_shortened(parts, name.parts):
        return PartyLikeness.SHORTENED
    return PartyLikeness.ONE_LETTER if _one_letter_apart(parts, name.parts) else None


def _stands_in(text: tuple[str, ...], name: tuple[str, ...]) -> bool:
    is_telling = len(name) > 1 or len(name[0] if name else "") > SHORTEST_PREFIX
    width = len(name)
    return is_telling and any(text[at : at + width] == name for at in range(len(text) - width + 1))


def _is_shortened(text: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Return whether each word of the text begins the word of the name in its place, and one is whole: 'PLO Syd'."""
    if len(text) < 2:
        return False
    pairs = list(zip(text, name, strict=True))
    begun = all(
        long == short or (len(short) >= SHORTEST_PREFIX and long.startswith(short)) for short, long in pairs
    )
    return begun and any(short == long for short, long in pairs)


def _stands_shortened(text: tuple[str, ...], name: tuple[str, ...]) -> bool:
    width = len(name)
    return any(
        text[at] == name[0] and _is_shortened(text[at : at + width], name)
        for at in range(len(text) - width + 1)
    )


def _one_letter_apart(text: tuple[str, ...], name: tuple[str, ...]) -> bool:
    differing = [(one, other) for one, other in zip(text, name, strict=True) if one != other]
    if len(differing) != 1:
        return False
    one, other = differing[0]
    is_long = min(len(one), len(other)) >= SHORTEST_NAME_WITH_A_SLIP
    return is_long and OSA.distance(one, other, score_cutoff=1) <= 1
