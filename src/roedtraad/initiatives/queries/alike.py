"""Which known initiatives have a name like one that somebody types, so that none is entered twice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz import fuzz

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.models import Collaboration
from roedtraad.initiatives.models import Initiative
from roedtraad.initiatives.queries.initiatives import names_of

SHORTEST = 4  # letters; fewer are like everything
LIKE, LIKE_IN_PART = (
    78,
    95,
)  # percent, of all words in whichever order; of the words that the shorter name has
MOST = 6


@dataclass(frozen=True, slots=True)
class AlikeName:
    """An initiative with the name of it that is like what was typed; `is_alias`: not its present name."""

    initiative: Initiative
    name: str
    is_alias: bool


def names_like(
    viewer: Viewer, typed: str, *, home: Collaboration | None = None, besides: Collection[int] = ()
) -> tuple[AlikeName, ...]:
    """Return initiatives that are called something like this, those of `home` first, then the most alike.

    Their own names and their aliases count, of all collaborations. Three queries; none for a few letters.
    """
    wanted = fold(typed)
    if len(wanted) < SHORTEST:
        return ()
    best: dict[int, tuple[float, str, bool]] = {}
    for one in names_of(viewer):
        score = _likeness(wanted, one.folded)
        if score and one.initiative_id not in besides and score > best.get(one.initiative_id, (0.0,))[0]:
            best[one.initiative_id] = (score, one.name, one.is_alias)
    rows = Initiative.objects.filter(pk__in=best).select_related("record", "collaboration__record")
    found = [(best[row.pk], row) for row in rows]
    found.sort(key=lambda pair: (pair[1].collaboration != home, -pair[0][0], pair[1].name))
    return tuple(AlikeName(row, name, is_alias) for (_score, name, is_alias), row in found[:MOST])


def _likeness(wanted: str, known: str) -> float:
    """Return how alike two folded names are, in percent; 0 where they are not."""
    whole = fuzz.token_sort_ratio(wanted, known)
    in_part = fuzz.token_set_ratio(wanted, known) if len(known) >= SHORTEST else 0.0
    return max(whole if whole >= LIKE else 0.0, in_part if in_part >= LIKE_IN_PART else 0.0)
