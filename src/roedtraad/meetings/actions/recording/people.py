"""The list of participants and their presence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roedtraad.bodies.models import Seat
from roedtraad.bodies.models.dated import standing_on, valid_on
from roedtraad.meetings.actions.recording.items import PutItems
from roedtraad.meetings.facts import MeetingFacts, ParticipantFacts, PresenceFacts
from roedtraad.meetings.models import Meeting, Participant, ParticipantFunction, Presence, PresenceKind
from roedtraad.meetings.presence import Said, moved, said
from roedtraad.meetings.wording import cut

FIELDS = ["party", "seat", "function", "title", "letter", "order", "is_moderator"]


def put_people(
    meeting: Meeting, put: PutItems, facts: MeetingFacts, *, is_new: bool, bodies: Sequence[int]
) -> tuple[Participant, ...]:
    """Save the participants in the order of the list, and what was said of their presence. At most ten queries.

    Somebody listed twice is one participant. Where an earlier paper had a list, this one's word counts.
    """
    told = _once(facts.participants)
    before = {} if is_new else {row.person_id: row for row in Participant.objects.filter(meeting=meeting)}
    seats = _seats(told, facts, bodies)
    rows = {
        one.person_id: _row(before.get(one.person_id), meeting, one, order, seats.get(one.person_id))
        for order, one in enumerate(told, start=1)
    }
    Participant.objects.bulk_create(row for row in rows.values() if row.pk is None)
    Participant.objects.bulk_update([row for row in rows.values() if row.person_id in before], FIELDS)
    _put_in_place(rows, before, told)
    _put_presence(put, facts, rows, told, before)
    return tuple(rows[one.person_id] for one in told)


def _once(participants: Iterable[ParticipantFacts]) -> list[ParticipantFacts]:
    """Return each person once: the first listing, with what all of them say of presence."""
    once: dict[int, list[ParticipantFacts]] = {}
    for one in participants:
        once.setdefault(one.person_id, []).append(one)
    return [rows[0] if len(rows) == 1 else _joined(rows) for rows in once.values()]


def _joined(rows: Sequence[ParticipantFacts]) -> ParticipantFacts:
    first = rows[0]
    functions = [row.function for row in rows if row.function != ParticipantFunction.UNKNOWN]
    return ParticipantFacts(
        person_id=first.person_id,
        function=functions[0] if functions else first.function,
        party_id=next((row.party_id for row in rows if row.party_id is not None), None),
        seat_id=next((row.seat_id for row in rows if row.seat_id is not None), None),
        title=next((row.title for row in rows if row.title), ""),
        letter=next((row.letter for row in rows if row.letter), ""),
        is_moderator=any(row.is_moderator for row in rows),
        in_place_of=next((row.in_place_of for row in rows if row.in_place_of is not None), None),
        presences=tuple(dict.fromkeys(one for row in rows for one in row.presences)),
        citations=tuple(one for row in rows for one in row.citations),
    )


def _seats(told: Sequence[ParticipantFacts], facts: MeetingFacts, bodies: Sequence[int]) -> dict[int, int]:
    """Return the seat that each person held in these bodies on the day, by name or by office. Two queries."""
    people = [one.person_id for one in told if one.seat_id is None]
    if not people:
        return {}
    seats = Seat.objects.filter(
        valid_on(facts.held_on), body__in=bodies, record__withdrawn_at__isnull=True
    ).order_by("-pk")
    holder = "office__holdings__person"
    by_office = seats.filter(
        standing_on(facts.held_on, prefix="office__holdings__"), **{f"{holder}__in": people}
    )
    rows = (
        *by_office.values_list(holder, "pk"),
        *seats.filter(person__in=people).values_list("person", "pk"),
    )
    return {person: seat for person, seat in rows if person is not None}


def _row(
    known: Participant | None, meeting: Meeting, told: ParticipantFacts, order: int, seat: int | None
) -> Participant:
    row = known or Participant(meeting=meeting, person_id=told.person_id)
    row.party_id = told.party_id or row.party_id
    row.seat_id = told.seat_id or seat or row.seat_id
    if known is None or told.function != ParticipantFunction.UNKNOWN:
        row.function = told.function
    row.title = cut(told.title, 300) or row.title
    row.letter = cut(told.letter, 4) or row.letter
    row.is_moderator = told.is_moderator or row.is_moderator
    row.order = order
    return row


def _put_in_place(
    rows: dict[int, Participant], before: dict[int, Participant], told: Sequence[ParticipantFacts]
) -> None:
    """Say who took whose place. One query, or none."""
    everybody = before | rows
    changed: list[Participant] = []
    for one in told:
        if one.in_place_of is None or one.in_place_of == one.person_id:
            continue
        if one.in_place_of not in everybody:
            raise ValueError(f"person {one.in_place_of}, whose place somebody took, is not on the list")
        rows[one.person_id].in_place_of = everybody[one.in_place_of]
        changed.append(rows[one.person_id])
    Participant.objects.bulk_update(changed, ["in_place_of"])


@dataclass(frozen=True, slots=True)
class _Spoken:
    participant: Participant
    known: tuple[Said, ...]


def _put_presence(
    put: PutItems,
    facts: MeetingFacts,
    rows: dict[int, Participant],
    told: Sequence[ParticipantFacts],
    before: dict[int, Participant],
) -> None:
    """Write what is said of presence; of people of whom this paper says nothing, what was said before stands.

    Three queries at most.
    """
    places = [put.order.index(item.pk) for item in put.items]
    spoken = [_Spoken(rows[one.person_id], _known(one, places)) for one in told if one.presences]
    if before:
        silent = set(before) - {one.participant.person_id for one in spoken}
        spoken += _still_standing(put, [before[person] for person in silent])
        Presence.objects.filter(participant__in=[one.participant for one in spoken]).delete()
    Presence.objects.bulk_create(
        presence_row(one.participant, part, put.order) for one in spoken for part in one.known
    )


def _known(told: ParticipantFacts, places: Sequence[int]) -> tuple[Said, ...]:
    """Return what this paper says of somebody, the wider statements first: the narrower ones count."""
    known: tuple[Said, ...] = ()
    for part in sorted(told.presences, key=_width, reverse=True):
        for one in _said(part, places):
            known = said(known, one)
    return known


def _width(told: PresenceFacts) -> int:
    return 1 << 30 if told.first is None or told.last is None else told.last - told.first


def _said(told: PresenceFacts, places: Sequence[int]) -> Iterable[Said]:
    """Return what was said in places of the whole agenda; items of one paper may stand apart in it."""
    note = cut(told.note, 300)
    if told.first is None or told.last is None:
        return [Said(told.kind, note=note)]
    if not 0 <= told.first <= told.last < len(places):
        raise ValueError(f"items {told.first} to {told.last} are not on the agenda")
    return [Said(told.kind, place, place, note) for place in places[told.first : told.last + 1]]


def _still_standing(put: PutItems, silent: Sequence[Participant]) -> list[_Spoken]:
    """Return what was said before of people, if the items stand in another order now. One query, or none."""
    new_places = [put.places[place] for place in sorted(put.places)]
    if new_places == sorted(new_places) or not silent:
        return []
    old = {put.order[new]: place for place, new in put.places.items()}  # item → its old place
    found: dict[int, list[Said]] = {row.pk: [] for row in silent}
    for row in Presence.objects.filter(participant__in=silent):
        first = None if row.first_item_id is None else old[row.first_item_id]
        last = None if row.last_item_id is None else old[row.last_item_id]
        found[row.participant_id].append(Said(PresenceKind(row.kind), first, last, row.note))
    return [_Spoken(row, moved(found[row.pk], put.places)) for row in silent]


def presence_row(participant: Participant, part: Said, order: Sequence[int]) -> Presence:
    """Return the row of what was said; `order` holds the keys of the items of the meeting."""
    return Presence(
        participant=participant,
        kind=part.kind,
        first_item_id=None if part.first is None else order[part.first],
        last_item_id=None if part.last is None else order[part.last],
        note=part.note,
    )
