"""Who was there: the list of participants, and what is said of their presence, item by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from roedtraad.bodies.models import SeatRole
from roedtraad.importing.facts.settled import Known, Settled
from roedtraad.importing.proposing.organisations import is_letter
from roedtraad.importing.sheet.things import Field, Kind, Thing, folded
from roedtraad.meetings.facts import ParticipantFacts, PresenceFacts
from roedtraad.meetings.models import ParticipantFunction, PresenceKind

# What a seat says of somebody's part in the meeting, where the list does not tell, or says 'member' of all.
_BY_SEAT = {
    SeatRole.CHAIR: ParticipantFunction.CHAIR,
    SeatRole.CO_CHAIR: ParticipantFunction.CHAIR,
    SeatRole.MEMBER: ParticipantFunction.MEMBER,
    SeatRole.VICE_CHAIR: ParticipantFunction.MEMBER,
    SeatRole.PATIENT_REPRESENTATIVE: ParticipantFunction.PATIENT_REPRESENTATIVE,
    SeatRole.SECRETARIAT: ParticipantFunction.SECRETARIAT,
    SeatRole.ADMINISTRATION: ParticipantFunction.ADMINISTRATION,
}
MODERATOR = "ordstyrer"


def participants(settled: Settled, *, is_agenda: bool) -> tuple[ParticipantFacts, ...]:
    """Return the list, in its order; a name that nobody stands behind is left out."""
    listed = {
        known.person_id
        for one in settled.sheet.people
        if (known := settled.person(one.get(Field.NAME))) is not None
    }
    return tuple(
        _participant(settled, one, known, listed, is_agenda=is_agenda)
        for one in settled.sheet.people
        if (known := settled.person(one.get(Field.NAME))) is not None
    )


def _participant(
    settled: Settled, told: Thing, known: Known, listed: set[int], *, is_agenda: bool
) -> ParticipantFacts:
    affiliation, role = told.get(Field.AFFILIATION), told.get(Field.ROLE)
    letter = affiliation.strip().strip("().") if is_letter(affiliation) else ""
    party = settled.party(affiliation) or known.party_id
    instead = settled.person(told.get(Field.SUBSTITUTE_FOR))
    place_of = instead.person_id if instead is not None and instead.person_id in listed else None
    titles = [role] if party is not None or letter or not affiliation else [role, affiliation]
    return ParticipantFacts(
        person_id=known.person_id,
        function=_function(told, known),
        party_id=party,
        seat_id=known.seat_id,
        title=", ".join(one for one in titles if one),
        letter=letter,
        is_moderator=MODERATOR in role.casefold(),
        in_place_of=place_of if place_of != known.person_id else None,
        presences=() if is_agenda else tuple(_presences(settled, told)),
        citations=settled.citations(told, _FACTS),
    )


def _function(told: Thing, known: Known) -> ParticipantFunction:
    said = told.get(Field.FUNCTION)
    read = ParticipantFunction(said) if said in ParticipantFunction.values else ParticipantFunction.UNKNOWN
    seated = _BY_SEAT.get(known.role) if known.role is not None else None
    corrected = told.said(Field.FUNCTION)
    if corrected is not None and corrected.is_corrected:
        return read
    if seated is not None and read in (ParticipantFunction.UNKNOWN, ParticipantFunction.MEMBER):
        return seated
    return read


# The fact's name under 'participant.<person>.', by the value that tells it.
_FACTS = {
    Field.NAME: "name",
    Field.AFFILIATION: "party",
    Field.ROLE: "title",
    Field.ATTENDANCE: "presence",
    Field.SUBSTITUTE_FOR: "in_place_of",
}


def _presences(settled: Settled, told: Thing) -> Iterator[PresenceFacts]:
    """Yield what is said of the whole meeting, then of the items at which somebody was not there."""
    attendance = told.get(Field.ATTENDANCE)
    if attendance == "absent":
        yield PresenceFacts(PresenceKind.APOLOGY)
        return
    numbers = set(told.lines(Field.ITEMS))
    places = [place for place, item in enumerate(settled.sheet.items) if item.get(Field.NUMBER) in numbers]
    if places:
        for first, last in _runs(places):
            yield PresenceFacts(PresenceKind.PRESENT, first, last)
    elif attendance == "present":
        yield PresenceFacts(PresenceKind.PRESENT, note=_when(told))
    yield from _absences(settled, folded(told.get(Field.NAME)), attendance)


def _when(told: Thing) -> str:
    """Return the words that say when somebody came or went."""
    words = (told.get(Field.ARRIVED), told.get(Field.LEFT))
    return "; ".join(one for one in words if one)[:300]


def _absences(settled: Settled, name: str, attendance: str) -> Iterator[PresenceFacts]:
    """Yield the items at which the person is named as absent, disqualified, late or gone; each item once."""
    last = len(settled.sheet.items) - 1
    said: dict[int, PresenceFacts] = {}
    for place, item in enumerate(settled.sheet.items):
        for part in item.of(Kind.ABSENCE):
            if folded(part.get(Field.NAME)) != name:
                continue
            reason = part.get(Field.REASON)
            if reason == "disqualified":
                said.setdefault(place, PresenceFacts(PresenceKind.DISQUALIFIED, place, place))
            elif reason == "left" and attendance == "present":
                for gone in range(place + 1, last + 1):
                    said.setdefault(gone, PresenceFacts(PresenceKind.ABSENT, gone, gone))
            elif reason != "late":
                said.setdefault(place, PresenceFacts(PresenceKind.ABSENT, place, place))
    yield from said.values()


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each stretch of places without a gap."""
    ordered = sorted(places)
    first = last = ordered[0]
    for place in ordered[1:]:
        if place > last + 1:
            yield first, last
            first = place
        last = place
    yield first, last
