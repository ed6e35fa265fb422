"""Put into the register what a draft needs and what is not there: body, parties, people; and note who sat where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.actions import (
    BodyDetails,
    CollaborationDetails,
    PartyDetails,
    PersonDetails,
    Sighting,
    create_body,
    create_collaboration,
    create_party,
    create_person,
    see_seats,
)
from roedtraad.bodies.matching import fold
from roedtraad.bodies.matching.words import collaboration_kind_of
from roedtraad.bodies.models import Body, Collaboration, Level, Party, PartyKind, Person, Seat, SeatRole
from roedtraad.importing.facts import Known
from roedtraad.importing.proposing import Answer, AnswerKind, Content, Match, Proposal
from roedtraad.importing.proposing.answers import NEW
from roedtraad.importing.proposing.organisations import is_letter
from roedtraad.importing.proposing.proposal import NewBody
from roedtraad.importing.sheet.things import Field, Thing, folded
from roedtraad.meetings.wording import cut


@dataclass(frozen=True, slots=True)
class Register:
    """The rows behind the words of a draft: the body, people and parties by words in small letters."""

    body: Body
    parties: Mapping[str, Party]
    people: Mapping[str, Known]


def found(content: Content, proposal: Proposal, *, on: date, viewer: Viewer) -> Register:
    """Return the rows that a draft names, those that are new made in the caller's transaction.

    Raises:
        NotAllowed: the viewer may not found the body, or keeps no register.
    """
    body = proposal.body_row or _new_body(proposal.new_body, viewer)
    parties = _parties(proposal, body, viewer)
    people = _people(proposal, body, viewer)
    return Register(body, parties, _seated(content, body, people, parties, on=on, viewer=viewer))


def _new_body(new: NewBody | None, viewer: Viewer) -> Body:
    if new is None:
        raise ValueError("the body was to be asked about")
    collaboration = (
        Collaboration.objects.get(pk=new.collaboration_id)
        if new.collaboration_id is not None
        else _new_collaboration(new.collaboration_name, viewer)
    )
    level = Level.objects.filter(key=new.level_key).first()
    details = BodyDetails(name=cut(new.name, 200), level=level)
    return create_body(viewer=viewer, collaboration=collaboration, details=details)


def _new_collaboration(name: str, viewer: Viewer) -> Collaboration:
    kind = collaboration_kind_of(tuple(fold(name).split())) or Collaboration.Kind.OTHER
    return create_collaboration(viewer=viewer, details=CollaborationDetails(cut(name, 200), kind))


def _parties(proposal: Proposal, body: Body, viewer: Viewer) -> dict[str, Party]:
    parties: dict[str, Party] = {}
    for words, match in proposal.parties.items():
        key = Answer.read(match.chosen).key_of(AnswerKind.PARTY)
        if key is not None:
            parties[words] = proposal.rows.parties[key]
        elif match.chosen == NEW:
            kind = proposal.new_parties.get(words, PartyKind.OTHER)
            region = body.collaboration.region if kind == PartyKind.HOSPITAL else None
            details = PartyDetails(cut(match.words, 200), kind, part_of=region)
            parties[words] = create_party(viewer=viewer, details=details)
    return parties


def _people(proposal: Proposal, body: Body, viewer: Viewer) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for name, match in proposal.people.items():
        key = Answer.read(match.chosen).key_of(AnswerKind.PERSON)
        people[name] = proposal.rows.people[key] if key is not None else _new_person(match, body, viewer)
    return people


def _new_person(match: Match, body: Body, viewer: Viewer) -> Person:
    return create_person(viewer=viewer, details=PersonDetails(cut(match.words, 200)), bodies=[body])


def _seated(
    content: Content,
    body: Body,
    people: Mapping[str, Person],
    parties: Mapping[str, Party],
    *,
    on: date,
    viewer: Viewer,
) -> dict[str, Known]:
    """Return the people with the seats that they hold on the day; what the minutes alone show is noted as seen."""
    sighted = dict(_sightings(content, people, parties))
    seats = see_seats(viewer=viewer, body=body, on=on, sightings=list(sighted.values()))
    by_name = dict(zip(sighted, seats, strict=True))
    return {name: _known(person, by_name.get(name)) for name, person in people.items()}


def _known(person: Person, seat: Seat | None) -> Known:
    if seat is None:
        return Known(person.pk)
    return Known(person.pk, seat.party_id, seat.pk, SeatRole(seat.role))


_ROLES = {
    "chair": SeatRole.CHAIR,
    "member": SeatRole.MEMBER,
    "patient_representative": SeatRole.PATIENT_REPRESENTATIVE,
    "secretariat": SeatRole.SECRETARIAT,
    "administration": SeatRole.ADMINISTRATION,
}


def _sightings(
    content: Content, people: Mapping[str, Person], parties: Mapping[str, Party]
) -> Iterable[tuple[str, Sighting]]:
    """Yield those on the list whose part in the meeting is a seat. Guests, and those in another's place, have none."""
    chairs = sum(one.get(Field.FUNCTION) == "chair" for one in content.sheet.people)
    seen: set[int] = set()
    for one in content.sheet.people:
        name = folded(one.get(Field.NAME))
        person = people.get(name)
        role = _ROLES.get(one.get(Field.FUNCTION))
        if person is None or role is None or not _is_seated(one) or person.pk in seen:
            continue
        seen.add(person.pk)
        role = SeatRole.CO_CHAIR if role == SeatRole.CHAIR and chairs > 1 else role
        affiliation = one.get(Field.AFFILIATION)
        yield (
            name,
            Sighting(
                person,
                role,
                party=parties.get(folded(affiliation)),
                title=cut(one.get(Field.ROLE), 200),
                letter=cut(affiliation.strip().strip("()."), 4) if is_letter(affiliation) else "",
            ),
        )


def _is_seated(one: Thing) -> bool:
    return not one.get(Field.ITEMS) and not one.get(Field.SUBSTITUTE_FOR)
