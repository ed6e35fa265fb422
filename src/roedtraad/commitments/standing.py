"""How a promise stands on a day: what its state and its days say together. Never stored; the same rule pure and as a filter."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.commitments.models import Commitment, DueKind, State

# The kinds of due that wait for something else than a day.
WAITING = (DueKind.EVENT, DueKind.CONDITION)


class Standing(StrEnum):
    """Where a promise stands, the most pressing first."""

    LATE = "late"  # its last day is over
    LOOSE = "loose"  # nobody said when it is due, or the day to look at it again is over
    OPEN = "open"  # due on a day that is still to come
    WAITS = "waits"  # for something outside
    ONGOING = "ongoing"  # kept all along
    REPORTED = "reported"
    KEPT = "kept"
    DROPPED = "dropped"

    @property
    def label(self) -> Promise:
        """Return the words for it."""
        return LABELS[self]

    @property
    def has_ended(self) -> bool:
        """Return whether there is nothing left to do."""
        return self in (Standing.KEPT, Standing.DROPPED)


LABELS: dict[Standing, Promise] = {
    Standing.LATE: _("late"),
    Standing.LOOSE: _("without a date"),
    Standing.OPEN: _("open"),
    Standing.WAITS: _("waits"),
    Standing.ONGOING: _("all along"),
    Standing.REPORTED: _("reported"),
    Standing.KEPT: _("kept"),
    Standing.DROPPED: _("dropped"),
}
_ENDED = {State.REPORTED: Standing.REPORTED, State.KEPT: Standing.KEPT, State.DROPPED: Standing.DROPPED}


def standing_of(row: Commitment, *, on: date) -> Standing:
    """Return where a promise stands on a day."""
    state = State(row.state)
    if state in _ENDED:
        return _ENDED[state]
    if row.due_on is not None:
        return Standing.LATE if row.due_on < on else Standing.OPEN
    if row.watch_on is not None and row.watch_on < on:
        return Standing.LOOSE
    if row.due_kind in WAITING:
        return Standing.WAITS
    if row.due_kind == DueKind.ONGOING:
        return Standing.ONGOING
    return Standing.LOOSE if row.watch_on is None else Standing.OPEN


def stands(standing: Standing, *, on: date, prefix: str = "") -> Q:
    """Return the filter over `Commitment` for those that stand so on a day; `prefix` is a path to it, ending in `__`."""

    def q(**conditions: object) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})

    by_state = {one: state for state, one in _ENDED.items()}
    if standing in by_state:
        return q(state=by_state[standing])
    is_open, no_day = q(state=State.OPEN), q(due_on__isnull=True)
    if standing is Standing.LATE:
        return is_open & q(due_on__lt=on)
    overlooked = q(watch_on__isnull=False, watch_on__lt=on)
    if standing is Standing.WAITS:
        return is_open & no_day & ~overlooked & q(due_kind__in=WAITING)
    if standing is Standing.ONGOING:
        return is_open & no_day & ~overlooked & q(due_kind=DueKind.ONGOING)
    of_a_kind = q(due_kind__in=(*WAITING, DueKind.ONGOING))
    if standing is Standing.LOOSE:
        return is_open & no_day & (overlooked | (q(watch_on__isnull=True) & ~of_a_kind))
    return is_open & (q(due_on__gte=on) | (no_day & q(watch_on__gte=on) & ~of_a_kind))
