"""What lists of meetings and decisions share: the bodies that are asked for, and keys that lead from page to page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from roedtraad.bodies.models import Body
from roedtraad.meetings.models import MeetingBody

Key = tuple[date, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The bodies that are asked for, and the meetings that one of them joined."""

    body_ids: tuple[int, ...]
    joined: tuple[int, ...]


def wanted_bodies(
    *, collaboration_id: int | None = None, body_ids: Collection[int] = (), level_key: str = ""
) -> Wanted | None:
    """Return the bodies that are meant, all conditions together; None where none is given.

    Two queries, small tables; none where none is given.
    """
    if collaboration_id is None and not body_ids and not level_key:
        return None
    bodies = Body.objects.order_by()
    if collaboration_id is not None:
        bodies = bodies.filter(collaboration=collaboration_id)
    if level_key:
        bodies = bodies.filter(level__key=level_key)
    if body_ids:
        bodies = bodies.filter(pk__in=body_ids)
    wanted = tuple(bodies.values_list("pk", flat=True))
    joined = MeetingBody.objects.filter(body__in=wanted).order_by().values_list("meeting", flat=True)
    return Wanted(wanted, tuple(joined.distinct()))


def written_key(pk: int, day: date) -> str:
    """Return the key of a row in a list by day."""
    return f"{day.isoformat()}.{pk}"


def read_key(written: str) -> Key | None:
    """Return what `written_key` wrote; None for anything else."""
    day, _dot, pk = written.partition(".")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None
