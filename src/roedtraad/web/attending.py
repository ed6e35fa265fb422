"""Who was at a meeting, party by party, with a mark for each item: what `meetings/presence.html` shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.accounts.addresses import address
from roedtraad.meetings.models import ParticipantFunction
from roedtraad.meetings.presence import Attendance
from roedtraad.meetings.queries import AttendanceMatrix, AttendanceRow, PartyPresence
from roedtraad.web.parts import Text

# What stands in a cell: a letter that holds in black and white; its word is read aloud and stands in the legend.
SIGNS: dict[Attendance, str] = {
    Attendance.PRESENT: "",
    Attendance.APOLOGY: "A",
    Attendance.ABSENT: "F",
    Attendance.DISQUALIFIED: "I",
    Attendance.OUTSIDE: "–",
    Attendance.UNKNOWN: "?",
}
WITHOUT_PARTY: dict[ParticipantFunction, Promise] = {
    ParticipantFunction.ADMINISTRATION: gettext_lazy("Administration"),
    ParticipantFunction.SECRETARIAT: gettext_lazy("Secretariat"),
    ParticipantFunction.GUEST: gettext_lazy("Guests"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of somebody at one item."""

    state: Attendance
    sign: str
    word: Text

    @property
    def is_present(self) -> bool:
        """Return whether they were there."""
        return self.state is Attendance.PRESENT


@dataclass(frozen=True, slots=True)
class Attending:
    """Somebody on the list. `url` is empty where their page may not be seen."""

    name: str
    url: str
    about: str
    marks: tuple[Mark, ...]
    whole: Mark | None  # what holds for all of the meeting


@dataclass(frozen=True, slots=True)
class Side:
    """The people of one party, or of none, in the order of the list."""

    name: Text
    url: str
    people: tuple[Attending, ...]


@dataclass(frozen=True, slots=True)
class Attended:
    """The list of a meeting. `varies`: somebody was there for some items and not for others."""

    sides: tuple[Side, ...]
    legend: tuple[Mark, ...]
    varies: bool


def attended(matrix: AttendanceMatrix, seen: Collection[int]) -> Attended:
    """Return the list as the page shows it; `seen` are the keys of the people whose pages may be seen. No query."""
    sides: dict[str, tuple[Text, str, list[Attending]]] = {}
    for row in matrix.rows:
        name, url = _side(row)
        sides.setdefault(str(name), (name, url, []))[2].append(_attending(row, seen))
    states = {state for row in matrix.rows for state in shown_states(row)} | {
        row.said_of_whole for row in matrix.rows if row.said_of_whole is not None
    }
    return Attended(
        sides=tuple(Side(name, url, tuple(people)) for name, url, people in sides.values()),
        legend=tuple(_mark(state) for state in SIGNS if state in states),
        varies=any(row.whole is None and row.states for row in matrix.rows),
    )


def _side(row: AttendanceRow) -> tuple[Text, str]:
    if row.party is not None and row.function not in WITHOUT_PARTY:
        return row.party.name, address(row.party.record, row.party.name)
    return WITHOUT_PARTY.get(row.function, _("Others")), ""


def _attending(row: AttendanceRow, seen: Collection[int]) -> Attending:
    marks = tuple(_mark(state) for state in shown_states(row))
    return Attending(
        name=row.person.name,
        url=address(row.person.record, row.person.name) if row.person.pk in seen else "",
        about=" ".join(filter(None, [", ".join(_about(row)), f"({row.letter})" if row.letter else ""])),
        marks=marks,
        whole=_mark(row.whole) if row.whole is not None else None,
    )


def shown_states(row: AttendanceRow) -> tuple[Attendance, ...]:
    """Return the presence at each item; who was there for some is not called absent without apology at the others."""
    if not row.was_there:
        return row.states
    return tuple(Attendance.OUTSIDE if one is Attendance.ABSENT else one for one in row.states)


def _about(row: AttendanceRow) -> Iterable[str]:
    """Yield what the list says of somebody besides the name."""
    if row.function == ParticipantFunction.CHAIR:
        yield str(ParticipantFunction.CHAIR.label)
    elif row.function == ParticipantFunction.PATIENT_REPRESENTATIVE:
        yield str(ParticipantFunction.PATIENT_REPRESENTATIVE.label)
    if row.is_moderator:
        yield _("moderator")
    if row.title:
        yield row.title
    if row.party is not None and row.function in WITHOUT_PARTY:
        yield row.party.name
    if row.in_place_of is not None:
        yield _("in place of %(name)s") % {"name": row.in_place_of.name}
    yield from row.notes


def _mark(state: Attendance) -> Mark:
    return Mark(state, SIGNS[state], state.label)


@dataclass(frozen=True, slots=True)
class Seats:
    """How many seats were filled at some item, of how many; and which parties nobody was there for."""

    filled: int
    seats: int
    missing: tuple[str, ...]
    partly: tuple[str, ...]


def seats_at(parties: Iterable[PartyPresence]) -> Seats | None:
    """Return how a meeting was filled; None where the papers do not say it of everybody. No query."""
    told = list(parties)
    if not told or not all(one.is_told for one in told):
        return None
    return Seats(
        filled=sum(max(one.present, default=0) for one in told),
        seats=sum(one.seats for one in told),
        missing=tuple(one.party.name for one in told if one.is_missing),
        partly=tuple(one.party.name for one in told if one.missing_at and not one.is_missing),
    )
