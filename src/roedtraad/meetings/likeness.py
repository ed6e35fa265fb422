"""Which items, points and attachments of two papers of one meeting are the same. Pure: no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from roedtraad.meetings.wording import folded

ALIKE = 86  # two titles that differ in a word or two
ALIKE_WITH_NUMBER = 55  # the same number, and a title that was shortened or made longer
SHORTEST_PART = 5  # letters of a title that can be recognised inside a longer one


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the number that is printed before it."""

    text: str
    number: str = ""


def pairs(known: Sequence[Labelled], new: Sequence[Labelled]) -> dict[int, int]:
    """Return which of `new` is which of `known`, by place: the most alike first, each at most once."""
    mine_folded = [(folded(one.text), _bare(one.number)) for one in known]
    scored = sorted(
        (
            (score, -abs(mine - theirs), theirs, mine)
            for theirs, one in enumerate((folded(one.text), _bare(one.number)) for one in new)
            for mine, other in enumerate(mine_folded)
            if (score := _score(other, one)) > 0
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, theirs, mine in scored:
        if theirs not in found and mine not in taken:
            found[theirs] = mine
            taken.add(mine)
    return found


def _score(known: tuple[str, str], new: tuple[str, str]) -> float:
    """Return how much two (text, number) are alike, 0 where they are not the same."""
    (mine, my_number), (theirs, their_number) = known, new
    same_number = bool(their_number) and my_number == their_number
    likeness = 100.0 if mine == theirs else fuzz.token_sort_ratio(mine, theirs)
    if same_number and min(len(mine), len(theirs)) >= SHORTEST_PART:
        likeness = max(likeness, fuzz.partial_ratio(mine, theirs) * 0.9)
    if likeness >= ALIKE or (same_number and likeness >= ALIKE_WITH_NUMBER):
        return likeness + (20 if same_number else 0)
    return 0.0


def _bare(number: str) -> str:
    return number.strip(" .)(").casefold().removeprefix("punkt").strip()
