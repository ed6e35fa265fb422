"""What is new in an agenda since it was last sent out. Pure: no database."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ChangeKind(StrEnum):
    """What happened to an item, in the order in which it is told."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"

    @property
    def label(self) -> Promise:
        """Return it in words."""
        return CHANGE_LABELS[self]


CHANGE_LABELS: dict[ChangeKind, Promise] = {
    ChangeKind.ADDED: _("new"),
    ChangeKind.CHANGED: _("changed"),
    ChangeKind.MOVED: _("moved"),
    ChangeKind.REMOVED: _("taken off"),
}


class Part(StrEnum):
    """What of an item is another."""

    TITLE = "title"
    TIME = "time"
    PRESENTER = "presenter"
    TEXTS = "texts"
    RECOMMENDED = "recommended"
    PAPERS = "papers"
    CLOSED = "closed"

    @property
    def label(self) -> Promise:
        """Return it in words."""
        return PART_LABELS[self]


PART_LABELS: dict[Part, Promise] = {
    Part.TITLE: _("the title"),
    Part.TIME: _("the time set aside"),
    Part.PRESENTER: _("who presents it"),
    Part.TEXTS: _("the case text"),
    Part.RECOMMENDED: _("the recommendation"),
    Part.PAPERS: _("the attachments"),
    Part.CLOSED: _("whether it is closed"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How an item stands on an agenda. `texts`, `recommended`, `papers`: marks that differ when those do."""

    item_id: int
    number: str
    title: str
    is_closed: bool
    minutes: int | None
    presenter: str
    texts: str
    recommended: str
    papers: str


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one item since the version before. `parts`: what of it is another."""

    kind: ChangeKind
    standing: Standing  # as it stands now; of one that was taken off, as it stood
    parts: tuple[Part, ...] = ()
    old_number: str = ""


def changes_between(before: Sequence[Standing], after: Sequence[Standing]) -> tuple[Change, ...]:
    """Return what is new, in the order of the agenda; what was taken off comes last.

    An item is moved where others that stood before it now stand after it, not where its number alone is another.
    What was moved and changed is told once, as changed, with its old number.
    """
    old = {one.item_id: one for one in before}
    now = {one.item_id for one in after}
    places = {one.item_id: place for place, one in enumerate(before)}
    stayed = _longest_rise([places[one.item_id] for one in after if one.item_id in old])
    found: list[Change] = []
    for one in after:
        known = old.get(one.item_id)
        if known is None:
            found.append(Change(ChangeKind.ADDED, one))
            continue
        parts = tuple(_parts(known, one))
        has_moved = places[one.item_id] not in stayed
        if parts or has_moved:
            kind = ChangeKind.CHANGED if parts else ChangeKind.MOVED
            found.append(Change(kind, one, parts, known.number if has_moved else ""))
    found += [Change(ChangeKind.REMOVED, one) for one in before if one.item_id not in now]
    return tuple(found)


def _parts(old: Standing, new: Standing) -> Iterable[Part]:
    pairs = {
        Part.TITLE: (old.title, new.title),
        Part.TIME: (old.minutes, new.minutes),
        Part.PRESENTER: (old.presenter, new.presenter),
        Part.TEXTS: (old.texts, new.texts),
        Part.RECOMMENDED: (old.recommended, new.recommended),
        Part.PAPERS: (old.papers, new.papers),
        Part.CLOSED: (old.is_closed, new.is_closed),
    }
    return (part for part, (one, other) in pairs.items() if one != other)


def _longest_rise(places: Sequence[int]) -> set[int]:
    """Return a longest part of these numbers that rises: what stayed in order. Patience sorting, n log n."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(tails, place)
        before[place] = tails[at - 1] if at else None
        tails[at : at + 1] = [place]
    rise: set[int] = set()
    last: int | None = tails[-1] if tails else None
    while last is not None:
        rise.add(last)
        last = before[last]
    return rise
