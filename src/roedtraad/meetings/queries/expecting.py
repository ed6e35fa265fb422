"""Who is expected at a meeting that is to come, and what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.bodies.models import Body, Party, Person, SeatBasis
from roedtraad.bodies.queries.people import root_of, rows_of, rows_of_user, seats_of_rows
from roedtraad.bodies.queries.rosters import DEPUTY_ROLES, Seating, rosters_of
from roedtraad.meetings.models import (
    AgendaRelease,
    AnswerKind,
    Invited,
    Meeting,
    MeetingAnswer,
    MeetingBody,
    MeetingState,
    Participant,
    PresenceKind,
    Sitting,
)
from roedtraad.meetings.queries.seeing import SeenMeeting, shown


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who is expected. `reason` is empty to those who may not read it."""

    person: Person
    party: Party | None
    role: str
    title: str
    kind: AnswerKind | None
    reason: str
    in_place_of: Person | None
    items: tuple[str, ...]  # the numbers of the items that a guest is invited to

    @property
    def is_away(self) -> bool:
        """Return whether they have said that they do not come."""
        return self.kind is not None and self.kind != AnswerKind.COMES


@dataclass(frozen=True, slots=True)
class Expecting:
    """Everybody who is expected, in the order of a list of members, then substitutes and guests."""

    people: tuple[Expected, ...]
    own: Expected | None  # the viewer's own line
    is_open: bool  # whether one may still answer

    def how_many(self, kind: AnswerKind | None) -> int:
        """Return how many answered this; None: how many have not."""
        return sum(one.kind == kind for one in self.people)

    @property
    def come(self) -> int:
        """Return how many have said that they come."""
        return self.how_many(AnswerKind.COMES)

    @property
    def away(self) -> int:
        """Return how many have said that they do not."""
        return sum(one.is_away for one in self.people)

    @property
    def silent(self) -> int:
        """Return how many have not answered."""
        return self.how_many(None)


def bodies_of(meeting: Meeting) -> tuple[Body, ...]:
    """Return the bodies that meet, the host first. One query."""
    joined = meeting.bodies.select_related("body").order_by("pk")
    return (meeting.body, *(one.body for one in joined))


def seats_at(meeting: Meeting) -> tuple[Seating, ...]:
    """Return who has a seat at a meeting, whoever asks; not those who are called only when somebody is away. Three queries."""
    bodies = bodies_of(meeting)
    circles = (Circle.SECRETARIAT, Circle.MEMBERS, Circle.CIRCLE)
    tokens = frozenset(circle.of(body.pk) for body in bodies for circle in circles)
    rosters = rosters_of(bodies, on=meeting.held_on, viewer=Viewer(on=meeting.held_on, tokens=tokens))
    return tuple(
        one
        for roster in rosters
        for one in roster.seatings
        if one.person is not None and one.role not in DEPUTY_ROLES and one.is_confirmed
    )


def seat_of_person(meeting: Meeting, person: Person) -> Seating | None:
    """Return the seat that somebody has at a meeting, if they have one. Three queries."""
    root = root_of(person)
    return next((one for one in seats_at(meeting) if one.person and one.person.pk == root.pk), None)


def is_expected(meeting: Meeting, person: Person) -> bool:
    """Return whether somebody has a seat at a meeting, or was invited to it. At most five queries."""
    rows = rows_of(person)
    seats = seats_of_rows(rows, on=meeting.held_on).filter(basis=SeatBasis.ENTERED)
    return (
        seats.filter(body__in=bodies_of(meeting)).exclude(role__in=DEPUTY_ROLES).exists()
        or Invited.objects.filter(meeting=meeting, person__in=rows, withdrawn_at=None).exists()
        or Participant.objects.filter(meeting=meeting, person__in=rows).exists()
    )


def expecting(viewer: Viewer, seen: SeenMeeting) -> Expecting:
    """Return who is expected and what they answered, to those who know of the meeting. Nine queries at most.

    Reasons are for the secretariat, and for whoever gave them. Whoever sent apologies without an answer is away.
    """
    meeting = seen.meeting
    said = _Said(
        viewer,
        seen,
        {row.person_id: row for row in MeetingAnswer.objects.filter(meeting=meeting)},
        _away(meeting),
        _invited(meeting),
    )
    lines: dict[int, Expected] = {}
    for one in seats_at(meeting):
        if one.person is not None and one.person.pk not in lines:
            role = str(one.role.label)
            lines[one.person.pk] = said.of(one.person, one.party, role, one.seat.title, None)
    listed = Participant.objects.filter(meeting=meeting).select_related(
        "person__same_as", "party", "in_place_of__person"
    )
    for row in listed.order_by("order", "pk"):
        person = root_of(row.person)
        if person.pk not in lines:
            place = row.in_place_of.person if row.in_place_of else None
            role = str(_("substitute") if place else row.get_function_display())
            lines[person.pk] = said.of(person, row.party, role, row.title, place)
    begun = Sitting.objects.filter(meeting=meeting).exists()
    is_open = meeting.state == MeetingState.PLANNED and not begun
    return Expecting(tuple(lines.values()), lines.get(viewer.person_id or 0), is_open)


def unanswered(viewer: Viewer, *, limit: int = 10) -> tuple[Meeting, ...]:
    """Return the meetings to come whose agenda was sent out, to which the viewer is invited and has not answered. Four queries."""
    if viewer.person_id is None or viewer.user is None:
        return ()
    rows = rows_of_user(viewer.user)
    seats = seats_of_rows(rows, on=viewer.on).filter(basis=SeatBasis.ENTERED).exclude(role__in=DEPUTY_ROLES)
    bodies = set(seats.values_list("body", flat=True))
    called = Invited.objects.filter(meeting=OuterRef("pk"), person__in=rows, withdrawn_at=None)
    joined = MeetingBody.objects.filter(meeting=OuterRef("pk"), body__in=bodies)
    answered = MeetingAnswer.objects.filter(meeting=OuterRef("pk"), person__in=rows)
    sent_out = AgendaRelease.objects.filter(meeting=OuterRef("pk"))
    found = (
        Meeting.objects.filter(visible(viewer), state=MeetingState.PLANNED, held_on__gte=viewer.on)
        .filter(Q(body__in=bodies) | Exists(joined) | Exists(called), Exists(sent_out), sitting=None)
        .filter(~Exists(answered))
        .select_related("record", "body")
        .order_by("held_on", "pk")
    )
    return tuple(found[:limit])


def _away(meeting: Meeting) -> frozenset[int]:
    """Return who has sent apologies for the whole meeting."""
    rows = Participant.objects.filter(
        meeting=meeting, presences__kind=PresenceKind.APOLOGY, presences__first_item=None
    ).annotate(root=Coalesce("person__same_as", "person"))
    return frozenset(rows.values_list("root", flat=True))


def _invited(meeting: Meeting) -> Mapping[int, tuple[str, ...]]:
    """Return the numbers of the items that guests are invited to, by person."""
    found: dict[int, tuple[str, ...]] = {}
    rows = Invited.objects.filter(meeting=meeting, withdrawn_at=None, item__isnull=False)
    for person, number in rows.order_by("item__order").values_list("person", "item__number"):
        found[person] = (*found.get(person, ()), number)
    return found


@dataclass(frozen=True, slots=True)
class _Said:
    """What is known of everybody who is expected, and who asks."""

    viewer: Viewer
    seen: SeenMeeting
    answers: Mapping[int, MeetingAnswer]
    away: frozenset[int]
    items: Mapping[int, tuple[str, ...]]

    def of(
        self, person: Person, party: Party | None, role: str, title: str, in_place_of: Person | None
    ) -> Expected:
        """Return somebody's line."""
        told = self.answers.get(person.pk)
        may_read = self.seen.is_keeper or self.viewer.person_id == person.pk
        kind = AnswerKind(told.kind) if told else None
        if kind is None and person.pk in self.away:
            kind = AnswerKind.AWAY
        return Expected(
            person=person,
            party=party,
            role=role,
            title=shown(title, is_keeper=self.seen.is_keeper),
            kind=kind,
            reason=told.reason if told and may_read else "",
            in_place_of=in_place_of,
            items=self.items.get(person.pk, ()),
        )
