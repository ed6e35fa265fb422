"""Answer an invitation, and invite others: a substitute in somebody's place, a guest to an item, a wider circle."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body, Person, Seat
from roedtraad.bodies.queries.calling import call_orders
from roedtraad.bodies.queries.people import root_id, root_of, rows_of
from roedtraad.meetings import audience, policy
from roedtraad.meetings.actions.presence import Listing, add_participant, set_presence
from roedtraad.meetings.actions.writing import unpublished
from roedtraad.meetings.models import (
    FUNCTION_OF_ROLE,
    AgendaItem,
    AnswerKind,
    Invited,
    Meeting,
    MeetingAnswer,
    MeetingState,
    Participant,
    ParticipantFunction,
    Presence,
    PresenceKind,
    Sitting,
)
from roedtraad.meetings.queries.expecting import bodies_of, seat_of_person
from roedtraad.meetings.wording import cut


@transaction.atomic
def answer(
    meeting: Meeting,
    person: Person,
    kind: AnswerKind,
    *,
    at: datetime,
    viewer: Viewer,
    reason: str = "",
) -> Person | None:
    """Say whether somebody comes, in place of what was said before; return the substitute who was invited, if one was.

    Whoever does not come has sent apologies. Whoever sends a substitute: the first of those who are called for the
    seat, and has not said no, is invited. A substitute who does not come is replaced by the next one. Whoever comes
    after all takes the place back. When the meeting begins, what was answered is its attendance.

    Raises:
        NotAllowed: it is neither the person's own answer nor said by the secretariat, or the person is not invited.
        Refused: the meeting has begun, or was cancelled; a guest cannot send a substitute.
    """
    policy.may_answer(viewer, meeting, person).or_refuse()
    meeting = _still_coming(meeting)
    person = root_of(person)
    place = Invited.objects.filter(
        meeting=meeting, person__in=rows_of(person), withdrawn_at=None, in_place_of__isnull=False
    ).first()
    if kind == AnswerKind.SUBSTITUTE and place is None and seat_of_person(meeting, person) is None:
        raise Refused("meetings.no_seat", _("A guest cannot send a substitute. Answer that you do not come."))
    MeetingAnswer.objects.update_or_create(
        meeting=meeting,
        person=person,
        defaults={"kind": kind, "reason": cut(reason, 300), "at": at, "by": viewer.user},
    )
    invited = _followed(meeting, person, kind, place, at=at, viewer=viewer)
    audience.renew([meeting.pk], on=viewer.on)
    journal.write(
        viewer.user, "meetings.answer.given", meeting.record, facts={"person": person.pk, "kind": kind}
    )
    return invited


def _followed(
    meeting: Meeting, person: Person, kind: AnswerKind, place: Invited | None, *, at: datetime, viewer: Viewer
) -> Person | None:
    """Do what follows from an answer; `place` is the invitation of a substitute. Return who was invited by it."""
    if kind == AnswerKind.COMES:
        _takes_part(meeting, person, at=at, viewer=viewer)
        return None
    _set_whole(_listed(meeting, person), PresenceKind.APOLOGY)
    if place is not None or kind == AnswerKind.SUBSTITUTE:
        missing = place.in_place_of if place is not None else person
        return _call_next(meeting, missing or person, at=at, viewer=viewer)
    _let_substitutes_go(meeting, person, at=at, viewer=viewer)
    return None


@transaction.atomic
def invite_guest(
    meeting: Meeting,
    person: Person,
    *,
    at: datetime,
    viewer: Viewer,
    item: AgendaItem | None = None,
    title: str = "",
) -> Invited:
    """Invite somebody who has no seat: to one item, or to the whole meeting (a wider circle). `title` is their remit.

    A guest of an item sees that item, also a closed one, once the agenda is sent out.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the person is on the list already or invited to the same, or the item is not on the agenda.
    """
    unpublished(meeting.pk, viewer=viewer)
    meeting, person = _still_coming(meeting), root_of(person)
    if item is not None and (item.meeting_id != meeting.pk or item.record.withdrawn_at is not None):
        raise Refused("meetings.other_item", _("The item is not on the agenda of this meeting."))
    known = Invited.objects.filter(meeting=meeting, person=person, withdrawn_at=None)
    listed = Participant.objects.filter(meeting=meeting, person__in=rows_of(person)).first()
    is_guest = listed is not None and listed.function == ParticipantFunction.GUEST
    if known.filter(item=item).exists() or (listed is not None and not (is_guest and item is not None)):
        raise Refused("meetings.listed", _("%(name)s is on the list already.") % {"name": person.name})
    if listed is None:
        listing = Listing(person, ParticipantFunction.GUEST, title=title)
        listed = add_participant(meeting, listing, viewer=viewer)
    if item is not None:
        set_presence(listed, PresenceKind.PRESENT, first=item, viewer=viewer)
    row = Invited.objects.create(meeting=meeting, person=person, item=item, at=at, by=viewer.user)
    journal.write(viewer.user, "meetings.guest.invited", meeting.record, facts={"person": person.pk})
    return row


def _still_coming(meeting: Meeting) -> Meeting:
    """Return the meeting, locked, if it is still to come."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("record", "body")
    row = rows.get(pk=meeting.pk)
    if row.state != MeetingState.PLANNED or Sitting.objects.filter(meeting=row).exists():
        raise Refused(
            "meetings.not_coming",
            _("The meeting has begun, was held or was cancelled. Tell the secretariat."),
        )
    return row


def _listed(meeting: Meeting, person: Person) -> Participant:
    """Return somebody's row on the list; whoever has a seat is put there."""
    row = Participant.objects.filter(meeting=meeting, person__in=rows_of(person)).first()
    if row is not None:
        return row
    seating = seat_of_person(meeting, person)
    return Participant.objects.create(
        meeting=meeting,
        person=person,
        party=seating.party if seating else None,
        seat=Seat(pk=seating.seat.pk) if seating else None,
        function=FUNCTION_OF_ROLE.get(seating.role, ParticipantFunction.MEMBER)
        if seating
        else ParticipantFunction.GUEST,
        order=Participant.objects.filter(meeting=meeting).count() + 1,
    )


def _set_whole(row: Participant, kind: PresenceKind) -> None:
    """Say one thing of the whole meeting, and keep only that somebody was disqualified."""
    Presence.objects.filter(participant=row).exclude(kind=PresenceKind.DISQUALIFIED).delete()
    Presence.objects.create(participant=row, kind=kind)


def _takes_part(meeting: Meeting, person: Person, *, at: datetime, viewer: Viewer) -> None:
    """Take back that somebody is away: a member's substitutes are let go, a guest is at their items again."""
    row = Participant.objects.filter(meeting=meeting, person__in=rows_of(person)).first()
    if row is None:
        return
    Presence.objects.filter(participant=row, kind=PresenceKind.APOLOGY, first_item=None).delete()
    _let_substitutes_go(meeting, person, at=at, viewer=viewer)
    known = Presence.objects.filter(participant=row).values("first_item")
    items = Invited.objects.filter(meeting=meeting, person=person, withdrawn_at=None, item__isnull=False)
    Presence.objects.bulk_create(
        Presence(
            participant=row, kind=PresenceKind.PRESENT, first_item_id=one.item_id, last_item_id=one.item_id
        )
        for one in items.exclude(item__in=known)
    )


def _let_substitutes_go(meeting: Meeting, person: Person, *, at: datetime, viewer: Viewer) -> None:
    """Take back the invitations of those who were called in somebody's place; they are no more on the list."""
    called = Invited.objects.filter(meeting=meeting, in_place_of=person, withdrawn_at=None)
    for one in list(called):
        _let_go(one, at=at)
        journal.write(
            viewer.user, "meetings.substitute.let_go", meeting.record, facts={"person": one.person_id}
        )


def _let_go(one: Invited, *, at: datetime) -> None:
    """Take one invitation back. The row on the list says only that somebody was called, and goes with it."""
    Invited.objects.filter(pk=one.pk).update(withdrawn_at=at)
    listed = Participant.objects.filter(meeting=one.meeting_id, person=one.person_id)
    Presence.objects.filter(participant__in=listed).delete()
    listed.delete()


def _call_next(meeting: Meeting, missing: Person, *, at: datetime, viewer: Viewer) -> Person | None:
    """Invite the first who is called in somebody's place and has not said no; None where there is nobody.

    Whoever was called before and said no stays known by the invitation that was taken back.
    """
    standing = Invited.objects.filter(meeting=meeting, in_place_of=missing, withdrawn_at=None)
    away = set(
        MeetingAnswer.objects.filter(meeting=meeting)
        .exclude(kind=AnswerKind.COMES)
        .values_list("person", flat=True)
    )
    for one in list(standing):
        if one.person_id not in away:
            return None  # somebody is called already
        _let_go(one, at=at)
    listed = set(Participant.objects.filter(meeting=meeting).values_list("person", flat=True))
    for body in bodies_of(meeting):
        for order in call_orders(body, on=meeting.held_on, viewer=_of_body(body, on=viewer.on)):
            if order.seating.person is None or order.seating.person.pk != root_id(missing):
                continue
            for call in order.calls:
                person = call.seating.person
                if person is None or person.pk in away | listed:
                    continue
                _invite_substitute(meeting, missing, person, call.seating.seat, at=at, viewer=viewer)
                return person
    journal.write(viewer.user, "meetings.substitute.missing", meeting.record, facts={"person": missing.pk})
    return None


def _invite_substitute(
    meeting: Meeting, missing: Person, person: Person, seat: Seat, *, at: datetime, viewer: Viewer
) -> None:
    replaced = _listed(meeting, missing)
    Participant.objects.create(
        meeting=meeting,
        person=person,
        party=replaced.party,
        seat=Seat(pk=seat.pk),
        function=ParticipantFunction.MEMBER
        if replaced.function == ParticipantFunction.CHAIR
        else replaced.function,
        in_place_of=replaced,
        order=Participant.objects.filter(meeting=meeting).count() + 1,
    )
    Invited.objects.create(meeting=meeting, person=person, in_place_of=missing, at=at, by=viewer.user)
    journal.write(viewer.user, "meetings.substitute.invited", meeting.record, facts={"person": person.pk})


def _of_body(body: Body, *, on: date) -> Viewer:
    """Return the eyes of the program: it knows who is called in a body as the body's secretariat does."""
    circles = (Circle.SECRETARIAT, Circle.MEMBERS, Circle.CIRCLE)
    return Viewer(on=on, tokens=frozenset(circle.of(body.pk) for circle in circles))
