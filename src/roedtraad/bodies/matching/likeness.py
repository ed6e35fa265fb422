"""How alike two names of people are, and in what way. Conservative: what could be two people says so by its kind.

Symmetric: `likeness(a, b) == likeness(b, a)`. Pure functions.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import OSA

from roedtraad.bodies.matching.folding import MOST_PARTS, initials, sound, tokens

# Shorter parts of a name must be the same: 'Lene' and 'Lone', 'Bo' and 'Ib' are different people.
SHORTEST_GIVEN_NAME_WITH_A_SLIP = 6
SHORTEST_NAME_WITH_A_SLIP = 4
SHORTEST_NAME_WITH_TWO_SLIPS = 8
LONGEST_INITIALS = 4
MOST_PARTS_LEFT_OUT = 2
VOWELS = frozenset("aeiouy")
LONGEST_SHORT_FORM = 3  # 'Chr.', 'Kr.', 'Th.'


class Likeness(StrEnum):
    """In what way two names are alike, the closest first."""

    SAME = "same"
    SAME_LETTERS = "same_letters"
    OTHER_ORDER = "other_order"
    SOUNDS_ALIKE = "sounds_alike"
    MIDDLE_NAME_LEFT_OUT = "middle_name_left_out"
    ONE_LETTER = "one_letter"
    FEW_LETTERS = "few_letters"
    PART_OF_NAME = "part_of_name"
    INITIALS = "initials"
    ONE_NAME = "one_name"

    @property
    def score(self) -> int:
        """Return how sure the name alone makes it that it is the same person, 0–100."""
        return SCORES[self]

    @property
    def reason(self) -> Promise:
        """Return the way in words."""
        return REASONS[self]


# With a seat and a party that agree (7 each, see `people`), 88 reaches CERTAIN (95) by one of them, 81 by both.
SCORES: dict[Likeness, int] = {
    Likeness.SAME: 93,
    Likeness.SAME_LETTERS: 92,
    Likeness.OTHER_ORDER: 88,
    Likeness.SOUNDS_ALIKE: 86,
    Likeness.MIDDLE_NAME_LEFT_OUT: 80,
    Likeness.ONE_LETTER: 78,
    Likeness.FEW_LETTERS: 70,
    Likeness.PART_OF_NAME: 66,
    Likeness.INITIALS: 60,
    Likeness.ONE_NAME: 56,
}
REASONS: dict[Likeness, Promise] = {
    Likeness.SAME: _("same name"),
    Likeness.SAME_LETTERS: _("same name in another way of writing"),
    Likeness.OTHER_ORDER: _("same names in another order"),
    Likeness.SOUNDS_ALIKE: _("the name sounds the same"),
    Likeness.MIDDLE_NAME_LEFT_OUT: _("same name but for a middle name"),
    Likeness.ONE_LETTER: _("one letter differs in the name"),
    Likeness.FEW_LETTERS: _("few letters differ in the name"),
    Likeness.PART_OF_NAME: _("part of the name is the same"),
    Likeness.INITIALS: _("the initials fit"),
    Likeness.ONE_NAME: _("one of the names is the same"),
}


RANK: dict[Likeness, int] = {likeness: rank for rank, likeness in enumerate(Likeness)}


class _Fit(StrEnum):
    """How one part of a name fits another."""

    EXACT = "exact"
    SOUND = "sound"
    LETTER = "letter"  # the same single letter: it fits, and holds nothing together
    INITIAL = "initial"
    ONE = "one"
    TWO = "two"


def likeness(one: str, other: str) -> Likeness | None:
    """Return in what way two names are alike, or None when they are not. Symmetric."""
    if one.split() == other.split() and one.strip():
        return Likeness.SAME
    first, second = tokens(one), tokens(other)
    if not first or not second:
        return None
    if first == second:
        return Likeness.SAME_LETTERS
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    if len(long) > MOST_PARTS:
        return None
    if len(short) == 1:
        if _are_initials(one, first, of=other) or _are_initials(other, second, of=one):
            return Likeness.INITIALS
        return _of_one_part(short[0], long)
    if len(short) == len(long) and sorted(first) == sorted(second):
        return Likeness.OTHER_ORDER
    return _of_parts(short, long)


def _are_initials(name: str, parts: tuple[str, ...], *, of: str) -> bool:
    word = name.strip()
    is_one_word = len(parts) == 1 and word.isalpha() and word.isupper() and 2 <= len(word) <= LONGEST_INITIALS
    return is_one_word and len(tokens(of)) > 1 and initials(of) == parts[0]


def _of_one_part(part: str, long: tuple[str, ...]) -> Likeness | None:
    if len(long) == 1:
        return {_Fit.SOUND: Likeness.SOUNDS_ALIKE, _Fit.ONE: Likeness.ONE_LETTER}.get(
            _fit(part, long[0], True)  # type: ignore[arg-type]
        )
    fits = {_fit(part, long[0], True), _fit(part, long[-1], False)}
    return Likeness.ONE_NAME if fits & {_Fit.EXACT, _Fit.SOUND} else None


def _of_parts(short: tuple[str, ...], long: tuple[str, ...]) -> Likeness | None:
    """Return the best way to find every part of the shorter name, in order, in the longer one."""
    if len(long) - len(short) > MOST_PARTS_LEFT_OUT:
        return None
    ways = [_judged(fits, places, len(long)) for fits, places in _alignments(short, long)]
    found = [way for way in ways if way is not None]
    return min(found, key=RANK.__getitem__, default=None)


def _alignments(
    short: tuple[str, ...], long: tuple[str, ...], *, at: int = 0, place: int = 0
) -> list[tuple[list[_Fit], list[int]]]:
    if at == 0 and len(short) == len(long):
        fits = [_fit(one, other, n == 0) for n, (one, other) in enumerate(zip(short, long, strict=True))]
        found = [fit for fit in fits if fit is not None]
        return [(found, list(range(len(long))))] if len(found) == len(fits) else []
    if at == len(short):
        return [([], [])]
    ways: list[tuple[list[_Fit], list[int]]] = []
    last = len(long) - (len(short) - at)
    for there in range(place, last + 1):
        fit = _fit(short[at], long[there], at == 0 or there == 0)
        if fit is not None:
            rest = _alignments(short, long, at=at + 1, place=there + 1)
            ways.extend(([fit, *fits], [there, *places]) for fits, places in rest)
    return ways


def _judged(fits: list[_Fit], places: list[int], length: int) -> Likeness | None:
    slips = sum({_Fit.ONE: 1, _Fit.TWO: 2}.get(fit, 0) for fit in fits)
    is_whole = len(fits) == length
    has_both_ends = places[0] == 0 and places[-1] == length - 1
    # One part must be the same, or nothing holds the two names together (nor would a key find them).
    if not {_Fit.EXACT, _Fit.SOUND} & set(fits):
        return None
    if _Fit.INITIAL in fits:
        return Likeness.INITIALS if slips == 0 and has_both_ends else None
    if slips > 2 or (slips and not has_both_ends):
        return None
    if slips:
        return Likeness.ONE_LETTER if slips == 1 and is_whole else Likeness.FEW_LETTERS
    if is_whole:
        return Likeness.SOUNDS_ALIKE
    return Likeness.MIDDLE_NAME_LEFT_OUT if has_both_ends else Likeness.PART_OF_NAME


@lru_cache(maxsize=131_072)
def _fit(one: str, other: str, is_given: bool) -> _Fit | None:
    """Return how two parts fit; `is_given`: one of them is a given name, where one letter often is another person."""
    if sound(one) == sound(other):
        if len(sound(one)) == 1:
            return _Fit.LETTER
        return _Fit.EXACT if one == other else _Fit.SOUND
    short, long = sorted((one, other), key=lambda part: (len(part), part))
    if len(short) == 1 or (len(short) <= LONGEST_SHORT_FORM and VOWELS.isdisjoint(short)):
        return _Fit.INITIAL if sound(long).startswith(sound(short)) else None
    if sound(one)[0] != sound(other)[0]:
        return None
    distance = OSA.distance(one, other, score_cutoff=2)
    least = SHORTEST_GIVEN_NAME_WITH_A_SLIP if is_given else SHORTEST_NAME_WITH_A_SLIP
    if distance == 1 and len(short) >= least:
        return _Fit.ONE
    if distance == 2 and len(short) >= SHORTEST_NAME_WITH_TWO_SLIPS and not is_given:
        return _Fit.TWO
    return None
