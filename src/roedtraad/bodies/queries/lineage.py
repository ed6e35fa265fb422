"""What came before and after a collaboration, a body or a party, through any number of changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from roedtraad.bodies.models import Body, ChangeEvent, ChangeEventPart, Collaboration, Party

Changed = Collaboration | Body | Party
# A thing that changes: the name of its column in `ChangeEventPart`, and its key.
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Kin:
    """Something that came before or after, the change that led to it, and how many changes away it is (1 = next)."""

    thing: Changed
    event: ChangeEvent
    distance: int


@dataclass(frozen=True, slots=True)
class FormerName:
    """What something was called, until and with this day."""

    name: str
    last_day: date


def former_names_of(thing: Changed) -> tuple[FormerName, ...]:
    """Return what something was called before, the newest first; ways of writing it are none of these. One query."""
    rows = thing.aliases.filter(withdrawn_at=None, last_day__isnull=False).order_by("-last_day", "pk")
    return tuple(FormerName(row.name, row.last_day) for row in rows if row.last_day)


def predecessors_of(thing: Changed) -> tuple[Kin, ...]:
    """Return all that came before, the nearest first, each once. One query, whatever the depth."""
    return _kin(thing, back=True)


def successors_of(thing: Changed) -> tuple[Kin, ...]:
    """Return all that comes after, the nearest first, each once. One query, whatever the depth."""
    return _kin(thing, back=False)


def key_of(thing: Changed) -> Key:
    """Return the column in which a change names this thing, and its key."""
    return type(thing).__name__.lower(), thing.pk


def part_key(part: ChangeEventPart) -> Key:
    """Return the key of what one part of a change names."""
    for name in ("collaboration", "body", "party"):
        if (pk := getattr(part, f"{name}_id")) is not None:
            return name, pk
    raise ValueError(f"the part {part.pk} names nothing")  # a constraint of the table forbids it


def thing_of(part: ChangeEventPart) -> Changed:
    """Return what one part of a change names."""
    thing: Changed = getattr(part, part_key(part)[0])
    return thing


def standing_parts() -> list[ChangeEventPart]:
    """Return the parts of every change that has not been taken back. One query; there are hundreds, not more."""
    return list(
        ChangeEventPart.objects.filter(event__withdrawn_at=None)
        .select_related("event", "collaboration__record", "body__record", "party__record")
        .order_by("event__on", "pk")
    )


def _kin(thing: Changed, *, back: bool) -> tuple[Kin, ...]:
    parts = standing_parts()
    found: dict[Key, Kin] = {}
    frontier, distance = {key_of(thing)}, 0
    seen = set(frontier)
    while frontier:
        distance += 1
        events = {
            part.event_id for part in parts if part.is_original is not back and part_key(part) in frontier
        }
        frontier = set()
        for part in _far_ends(parts, events, back=back):
            key = part_key(part)
            if key not in seen:
                seen.add(key)
                frontier.add(key)
                found[key] = Kin(thing_of(part), part.event, distance)
    return tuple(found.values())


def _far_ends(parts: list[ChangeEventPart], events: set[int], *, back: bool) -> Iterable[ChangeEventPart]:
    return (part for part in parts if part.event_id in events and part.is_original is back)


def would_circle(
    parts: Iterable[ChangeEventPart], *, originals: Iterable[Changed], results: Iterable[Changed]
) -> bool:
    """Return whether a new change would make something its own predecessor. No query."""
    after: dict[int, tuple[set[Key], set[Key]]] = {}
    for part in parts:
        ends = after.setdefault(part.event_id, (set(), set()))
        ends[0 if part.is_original else 1].add(part_key(part))
    wanted = {key_of(thing) for thing in originals}
    frontier = {key_of(thing) for thing in results}
    reached = set(frontier)
    while frontier:
        frontier = {
            key for before, then in after.values() if before & frontier for key in then if key not in reached
        }
        reached |= frontier
    return bool(wanted & reached)
