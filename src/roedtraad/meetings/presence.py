"""Presence per item, worked out from what was said of ranges of items. Pure: no database.

Items are told apart by their place on the agenda, from 0. What was said of a whole meeting is a `Said` without
places. In what `said` returns, ranges never overlap, so that there is nothing to choose between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.meetings.models import PresenceKind

NO_PLACE = -1  # where no item stands


class Attendance(StrEnum):
    """What is known of somebody at one item."""

    PRESENT = "present"
    APOLOGY = "apology"
    ABSENT = "absent"
    DISQUALIFIED = "disqualified"
    UNKNOWN = "unknown"
    OUTSIDE = "outside"  # takes part in some items only, and this is not one of them

    @property
    def label(self) -> str | Promise:
        """Return the word for it."""
        return (
            _("takes no part in this item") if self is Attendance.OUTSIDE else PresenceKind(self.value).label
        )


@dataclass(frozen=True, slots=True)
class Said:
    """Something said of somebody's presence, from one place on the agenda to another, both included."""

    kind: PresenceKind
    first: int | None = None
    last: int | None = None
    note: str = ""

    @property
    def is_of_whole_meeting(self) -> bool:
        """Return whether it was said of no item in particular."""
        return self.first is None or self.last is None

    def covers(self, place: int) -> bool:
        """Return whether it was said of the item at this place in particular."""
        return self.first is not None and self.last is not None and self.first <= place <= self.last

    @property
    def width(self) -> int:
        """Return how many items it was said of; a whole meeting is wider than any."""
        return 1 << 30 if self.first is None or self.last is None else self.last - self.first + 1


def at(known: Iterable[Said], place: int) -> Attendance:
    """Return the presence at one item: what was said of the fewest items counts, then the whole meeting."""
    known = tuple(known)
    covering = [one for one in known if one.covers(place) or one.is_of_whole_meeting]
    if covering:
        return Attendance(min(covering, key=lambda one: one.width).kind.value)
    only_some = any(one.kind == PresenceKind.PRESENT for one in known)
    return Attendance.OUTSIDE if only_some else Attendance.UNKNOWN


def at_each(known: Iterable[Said], places: Sequence[int]) -> tuple[Attendance, ...]:
    """Return the presence at each of these items; the same as `at`, in one go."""
    known = tuple(known)
    ranges = sorted((one for one in known if not one.is_of_whole_meeting), key=lambda one: -one.width)
    of_items = _by_place(ranges)
    otherwise = at(known, NO_PLACE)
    return tuple(
        Attendance(of_items[place].kind.value) if place in of_items else otherwise for place in places
    )


def said(known: Iterable[Said], new: Said) -> tuple[Said, ...]:
    """Return what is known after something more was said; what is said last counts.

    Of a whole meeting: it replaces all that was said before, except that somebody was disqualified for an item.
    """
    known = tuple(known)
    ranges = [one for one in known if not one.is_of_whole_meeting]
    whole = [one for one in known if one.is_of_whole_meeting]
    if new.is_of_whole_meeting:
        return (new, *(one for one in ranges if one.kind == PresenceKind.DISQUALIFIED))
    by_place = _by_place(sorted(ranges, key=lambda one: -one.width))
    by_place |= _by_place([new])
    return (*whole, *_joined(by_place))


def moved(known: Iterable[Said], places: Mapping[int, int]) -> tuple[Said, ...]:
    """Return the same after items were put in another order; `places` leads from old places to new ones."""
    known = tuple(known)
    by_place = _by_place([one for one in known if not one.is_of_whole_meeting])
    anew = {places[place]: one for place, one in by_place.items() if place in places}
    return (*(one for one in known if one.is_of_whole_meeting), *_joined(anew))


def _by_place(ranges: Sequence[Said]) -> dict[int, Said]:
    return {
        place: one
        for one in ranges
        if one.first is not None and one.last is not None
        for place in range(one.first, one.last + 1)
    }


def _joined(by_place: Mapping[int, Said]) -> tuple[Said, ...]:
    """Return neighbours of which the same was said as one range."""
    joined: list[Said] = []
    for place in sorted(by_place):
        one = by_place[place]
        if (
            joined
            and joined[-1].last == place - 1
            and (joined[-1].kind, joined[-1].note) == (one.kind, one.note)
        ):
            joined[-1] = Said(one.kind, joined[-1].first, place, one.note)
        else:
            joined.append(Said(one.kind, place, place, one.note))
    return tuple(joined)
