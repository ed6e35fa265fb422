"""Which body a heading means: its own name, or the name of its collaboration and a level."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.matching.words import collaboration_kind_of, core, expand, level_of, telling
from roedtraad.bodies.models import Body, BodyAlias, CollaborationAlias, CollaborationMember, Party
from roedtraad.bodies.models.dated import standing_on

CERTAIN = 95
MOST_CANDIDATES = 6
LEAST_SHOWN = 50
CLEARLY_AHEAD = 6
UNKNOWN_LEVEL = "unknown"  # how the library `referat` says that a document does not tell

# What the rest of the document adds to a name, and takes from it.
LEVEL_AGREES = 8
OTHER_LEVEL = -40
PARTIES_AGREE = 10
OTHER_PARTIES = -12
NOT_THEN = -10


class BodyLikeness(StrEnum):
    """In what way a heading names a body."""

    SAME = "same"
    SAME_WORDS = "same_words"
    COLLABORATION_AND_LEVEL = "collaboration_and_level"
    SAME_CORE = "same_core"
    COLLABORATION = "collaboration"
    PART = "part"

    @property
    def score(self) -> int:
        """Return how sure the name alone makes it, 0–100."""
        return LIKENESSES[self][0]

    @property
    def reason(self) -> Promise:
        """Return the way in words."""
        return LIKENESSES[self][1]


LIKENESSES: dict[BodyLikeness, tuple[int, Promise]] = {
    BodyLikeness.SAME: (100, gettext_lazy("same name")),
    BodyLikeness.SAME_WORDS: (96, gettext_lazy("same name in another way of writing")),
    BodyLikeness.COLLABORATION_AND_LEVEL: (96, gettext_lazy("the name of the collaboration, and the level")),
    BodyLikeness.SAME_CORE: (82, gettext_lazy("the same name but for the words that all have in common")),
    BodyLikeness.COLLABORATION: (72, gettext_lazy("the name of the collaboration; the level is not told")),
    BodyLikeness.PART: (62, gettext_lazy("part of the name is the same")),
}


@dataclass(frozen=True, slots=True)
class BodyCandidate:
    """A body that a heading may mean: how sure (0–100), and every reason in words."""

    body: Body
    score: int
    likeness: BodyLikeness
    reasons: tuple[str | Promise, ...]

    @property
    def reason(self) -> str:
        """Return the reasons in one line."""
        return ", ".join(str(reason) for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class BodyMatch:
    """A heading's name and level, and the bodies that it may mean, the likeliest first."""

    name: str
    level: str
    candidates: tuple[BodyCandidate, ...]

    @property
    def certain(self) -> Body | None:
        """Return the body when there is no doubt: at least 95, and well ahead of the next."""
        if not self.candidates or self.candidates[0].score < CERTAIN:
            return None
        is_alone = len(self.candidates) == 1
        if is_alone or self.candidates[0].score - self.candidates[1].score >= CLEARLY_AHEAD:
            return self.candidates[0].body
        return None


def match_body(
    name: str, level: str = "", *, on: date | None = None, parties: Collection[Party] = ()
) -> BodyMatch:
    """Return which bodies a heading may mean. At most four queries.

    `level` is the key of a level, as `referat` gives it; empty or 'unknown' when the document does not tell.
    `parties` are those whom the document's participants come from: two regions may each have a 'Klynge Midt'.
    With a day, bodies that did not stand then lose.
    """
    told = "" if level == UNKNOWN_LEVEL else level
    heading = _Heading.of(name, told)
    if not heading.parts:
        return BodyMatch(name, level, ())
    found = _found(heading)
    members = _members(found, parties=parties, on=on)
    here = frozenset(party.pk for party in parties)
    candidates = (_candidate(body, way, heading, members, here, on) for body, way in found)
    shown = (candidate for candidate in candidates if candidate.score >= LEAST_SHOWN)
    ordered = sorted(shown, key=lambda one: (-one.score, one.body.name, one.body.pk))
    return BodyMatch(name, level, tuple(ordered[:MOST_CANDIDATES]))


@dataclass(frozen=True, slots=True)
class _Heading:
    """A name taken apart."""

    text: str
    parts: tuple[str, ...]
    level: str

    @classmethod
    def of(cls, name: str, level: str = "") -> _Heading:
        parts = expand(tuple(fold(name).split()))
        return cls(" ".join(parts), parts, level or level_of(parts) or "")


def _found(heading: _Heading) -> list[tuple[Body, BodyLikeness]]:
    bodies = {
        body.pk: body
        for body in Body.objects.filter(record__withdrawn_at=None).select_related(
            "collaboration", "collaboration__region", "level"
        )
    }
    own: dict[int, list[str]] = {pk: [body.name, body.short_name] for pk, body in bodies.items()}
    for pk, alias in BodyAlias.objects.filter(withdrawn_at=None).values_list("body", "name"):
        own.get(pk, []).append(alias)
    shared: dict[int, list[str]] = {}
    for pk, alias in CollaborationAlias.objects.filter(withdrawn_at=None).values_list(
        "collaboration", "name"
    ):
        shared.setdefault(pk, []).append(alias)
    found = []
    for pk, body in bodies.items():
        collaborations = [body.collaboration.name, *shared.get(body.collaboration_id, ())]
        way = _way(heading, body, names=own[pk], collaborations=collaborations)
        if way is not None:
            found.append((body, way))
    return found


def _way(
    heading: _Heading, body: Body, *, names: Iterable[str], collaborations: Iterable[str]
) -> BodyLikeness | None:
    ways = [way for name in names if name and (way := _named(heading, _Heading.of(name)))]
    level = body.level.key if body.level else ""
    ways += [way for name in collaborations if (way := _of_collaboration(heading, _Heading.of(name), level))]
    return min(ways, key=list(BodyLikeness).index, default=None)


def _named(heading: _Heading, name: _Heading) -> BodyLikeness | None:
    if heading.text == name.text:
        return BodyLikeness.SAME
    said, meant = telling(heading.parts), telling(name.parts)
    if not said or not meant:
        return None
    if said == meant:
        return BodyLikeness.SAME_WORDS
    if _kinds_differ(heading, name):
        return None
    if core(heading.parts) == core(name.parts) and heading.level == name.level and core(name.parts):
        return BodyLikeness.SAME_CORE
    smaller, larger = sorted((said, meant), key=len)
    return BodyLikeness.PART if smaller < larger and len(smaller) > 1 and core(tuple(smaller)) else None


def _of_collaboration(heading: _Heading, name: _Heading, level: str) -> BodyLikeness | None:
    if _kinds_differ(heading, name):
        return None
    # As it stands: 'Vestklyngen' is one cluster, 'Klynge Vest' another, though both come down to 'vest'.
    is_named = f" {name.text} " in f" {heading.text} "
    has_same_core = core(name.parts) == core(heading.parts)
    is_in_it = telling(name.parts) <= telling(heading.parts)
    if not core(name.parts) or not (is_in_it or has_same_core):
        return None
    if not heading.level:
        return BodyLikeness.COLLABORATION
    if heading.level != level:
        return None
    return BodyLikeness.COLLABORATION_AND_LEVEL if is_named and has_same_core else BodyLikeness.SAME_CORE


def _kinds_differ(heading: _Heading, name: _Heading) -> bool:
    one, other = collaboration_kind_of(heading.parts), collaboration_kind_of(name.parts)
    return one is not None and other is not None and one != other


def _members(
    found: Sequence[tuple[Body, BodyLikeness]], *, parties: Collection[Party], on: date | None
) -> dict[int, frozenset[int]]:
    """Return the parties of each collaboration that was found, its region among them. One query; none without parties."""
    if not parties:
        return {}
    regions = {body.collaboration_id: body.collaboration.region_id for body, _way in found}
    rows = CollaborationMember.objects.filter(collaboration__in=regions, withdrawn_at=None)
    if on is not None:
        rows = rows.filter(standing_on(on))
    members = {pk: {region} if region else set() for pk, region in regions.items()}
    for collaboration, party in rows.values_list("collaboration", "party"):
        members[collaboration].add(party)
    return {pk: frozenset(listed) for pk, listed in members.items()}


def _candidate(
    body: Body,
    way: BodyLikeness,
    heading: _Heading,
    members: dict[int, frozenset[int]],
    here: frozenset[int],
    on: date | None,
) -> BodyCandidate:
    reasons: list[str | Promise] = [way.reason]
    score = way.score
    context = (
        *_of_level(body, way, heading),
        *_of_parties(members.get(body.collaboration_id, frozenset()), here),
        *_of_day(body, on),
    )
    for points, reason in context:
        score += points
        reasons.append(reason)
    return BodyCandidate(body, max(0, min(100, score)), way, tuple(reasons))


def _of_level(body: Body, way: BodyLikeness, heading: _Heading) -> Iterable[tuple[int, str | Promise]]:
    if not heading.level or body.level is None or way == BodyLikeness.COLLABORATION_AND_LEVEL:
        return
    if body.level.key == heading.level:
        yield LEVEL_AGREES, _("the level is the same (%(level)s)") % {"level": body.level.name}
    else:
        yield OTHER_LEVEL, _("the body stands on another level (%(level)s)") % {"level": body.level.name}


def _of_parties(members: frozenset[int], here: frozenset[int]) -> Iterable[tuple[int, Promise]]:
    if not members or not here:
        return
    if members & here:
        yield PARTIES_AGREE, gettext_lazy("the participants come from its parties")
    else:
        yield OTHER_PARTIES, gettext_lazy("no participant comes from its parties")


def _of_day(body: Body, on: date | None) -> Iterable[tuple[int, Promise]]:
    if on is not None and not body.is_valid(on):
        yield NOT_THEN, gettext_lazy("the body did not stand on this day")
