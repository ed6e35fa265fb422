"""Which parties were represented at a meeting, item by item: an empty seat of general practice shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Party
from roedtraad.bodies.queries import rosters_of
from roedtraad.bodies.queries.rosters import SEATED_ROLES
from roedtraad.meetings.models import ParticipantFunction
from roedtraad.meetings.presence import Attendance
from roedtraad.meetings.queries.attendance import AttendanceMatrix, AttendanceRow, agenda_of, attendance_of
from roedtraad.meetings.queries.seeing import SeenMeeting

# Those who count for a party. Its administration and guests do not represent it.
REPRESENT = (
    ParticipantFunction.CHAIR,
    ParticipantFunction.MEMBER,
    ParticipantFunction.PATIENT_REPRESENTATIVE,
)
AWAY = (Attendance.APOLOGY, Attendance.ABSENT, Attendance.DISQUALIFIED, Attendance.OUTSIDE)


@dataclass(frozen=True, slots=True)
class PartyPresence:
    """A party at a meeting. `present` has one number for each item that the viewer may see.

    `seats` are those of the bodies that met on that day, and at least as many as stand on the list. `is_told`: the
    minutes say of each of them whether they were there.
    """

    party: Party
    seats: int
    present: tuple[int, ...]
    is_told: bool

    @property
    def is_missing(self) -> bool:
        """Return whether nobody was there for it at any item."""
        return self.is_told and not any(self.present)

    @property
    def missing_at(self) -> tuple[int, ...]:
        """Return the columns (from 0) at which nobody was there for it."""
        return tuple(n for n, number in enumerate(self.present) if self.is_told and number == 0)


def representation_at(
    viewer: Viewer, seen: SeenMeeting, matrix: AttendanceMatrix | None = None
) -> tuple[PartyPresence, ...]:
    """Return how each party was represented, by name. Five queries; none to those who may not read who was there.

    `matrix`: who was there, where that is known already; two queries then.
    """
    if not seen.shows_people:
        return ()
    if matrix is None:
        matrix = attendance_of(seen, agenda_of(viewer, seen.meeting.pk))
    rows: dict[int, list[AttendanceRow]] = defaultdict(list)
    parties: dict[int, Party] = {}
    for row in matrix.rows:
        if row.party is not None and row.function in REPRESENT:
            rows[row.party.pk].append(row)
            parties[row.party.pk] = row.party
    seats = _seats(viewer, seen)
    parties |= {party.pk: party for party, _ in seats.values()}
    found = (
        _presence(party, rows[pk], seats.get(pk, (party, 0))[1], matrix) for pk, party in parties.items()
    )
    return tuple(sorted(found, key=lambda one: one.party.name))


def _seats(viewer: Viewer, seen: SeenMeeting) -> dict[int, tuple[Party, int]]:
    """Return the number of deciding seats of each party on the day of the meeting."""
    found: dict[int, tuple[Party, int]] = {}
    for roster in rosters_of(seen.bodies, on=seen.meeting.held_on, viewer=viewer):
        for seating in roster.with_role(*SEATED_ROLES):
            if seating.party is not None:
                party, number = found.get(seating.party.pk, (seating.party, 0))
                found[party.pk] = (party, number + 1)
    return found


def _presence(
    party: Party, rows: Iterable[AttendanceRow], seats: int, matrix: AttendanceMatrix
) -> PartyPresence:
    listed = list(rows)
    taken = {row.in_place_of.pk for row in listed if row.in_place_of is not None}
    present = tuple(
        sum(row.states[column] is Attendance.PRESENT for row in listed)
        for column in range(len(matrix.columns))
    )
    away = all(state in AWAY or state is Attendance.PRESENT for row in listed for state in row.states)
    own = [row for row in listed if row.person.pk not in taken]
    return PartyPresence(party, max(seats, len(own)), present, is_told=bool(listed) and away)
