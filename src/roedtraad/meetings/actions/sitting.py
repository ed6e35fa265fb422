"""Run a meeting: begin it with its members on the list, go from item to item, end it; change what was said to the minutes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body, Seat, SeatRole
from roedtraad.bodies.queries import rosters_of
from roedtraad.bodies.queries.rosters import SEATED_ROLES
from roedtraad.meetings import audience
from roedtraad.meetings.actions.correcting import correction_of, keep_aside, said_under
from roedtraad.meetings.actions.writing import unpublished
from roedtraad.meetings.models import (
    FUNCTION_OF_ROLE,
    AgendaItem,
    Meeting,
    MeetingState,
    OutcomeKind,
    Participant,
    ParticipantFunction,
    Phrase,
    Presence,
    PresenceKind,
    Sitting,
    Statement,
)
from roedtraad.meetings.policy import may_keep_meetings
from roedtraad.meetings.queries.expecting import bodies_of
from roedtraad.meetings.wording import cut, plain


@transaction.atomic
def begin_meeting(meeting: Meeting, *, at: datetime, viewer: Viewer) -> Sitting:
    """Begin a meeting: whoever sits in the body is on its list and present until something else is said.

    Said again it changes nothing.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: it was cancelled, or its minutes are published.
    """
    meeting = unpublished(meeting.pk, viewer=viewer)
    sitting, is_new = Sitting.objects.get_or_create(meeting=meeting, defaults={"begun_at": at})
    if not is_new:
        return sitting
    first = AgendaItem.objects.filter(meeting=meeting, record__withdrawn_at=None).order_by("order").first()
    sitting.item, sitting.item_begun_at = first, at
    sitting.save()
    _list_members(meeting, viewer)
    audience.renew([meeting.pk], on=viewer.on)
    journal.write(viewer.user, "meetings.meeting.begun", meeting.record)
    return sitting


def _list_members(meeting: Meeting, viewer: Viewer) -> None:
    """Put the members and the secretariat on the list, those who stand there already apart, and say that all are present."""
    known = dict(Participant.objects.filter(meeting=meeting).values_list("person", "pk"))
    rows: dict[int, Participant] = {}
    for roster in rosters_of(bodies_of(meeting), on=meeting.held_on, viewer=viewer):
        for seating in roster.with_role(*SEATED_ROLES, SeatRole.SECRETARIAT):
            if seating.person is None or seating.person.pk in known or seating.person.pk in rows:
                continue
            rows[seating.person.pk] = Participant(
                meeting=meeting,
                person=seating.person,
                party=seating.party,
                seat=Seat(pk=seating.seat.pk),
                function=FUNCTION_OF_ROLE.get(seating.role, ParticipantFunction.MEMBER),
                order=len(known) + len(rows) + 1,
            )
    Participant.objects.bulk_create(rows.values())
    told = Presence.objects.filter(participant__meeting=meeting).values("participant")
    Presence.objects.bulk_create(
        Presence(participant=one, kind=PresenceKind.PRESENT)
        for one in Participant.objects.filter(meeting=meeting).exclude(pk__in=told)
    )


@transaction.atomic
def go_to(meeting: Meeting, item: AgendaItem, *, at: datetime, viewer: Viewer) -> None:
    """Say which item the meeting is at now; its time runs from here.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: it has not begun, or the item is not on its agenda.
    """
    meeting = unpublished(meeting.pk, viewer=viewer)
    sitting = Sitting.objects.filter(meeting=meeting).first()
    if sitting is None or item.meeting_id != meeting.pk:
        raise Refused("meetings.not_begun", _("The meeting has not begun. Begin it first."))
    if sitting.item_id == item.pk:
        return
    sitting.item, sitting.item_begun_at = item, at
    sitting.save(update_fields=["item", "item_begun_at"])
    journal.write(viewer.user, "meetings.meeting.at_item", meeting.record, facts={"item": item.pk})


@transaction.atomic
def end_meeting(meeting: Meeting, *, at: datetime, viewer: Viewer) -> None:
    """Say that a meeting was held; what was recorded can be corrected until the minutes are published.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: it has not begun.
    """
    meeting = unpublished(meeting.pk, viewer=viewer)
    if not Sitting.objects.filter(meeting=meeting).update(ended_at=at):
        raise Refused("meetings.not_begun", _("The meeting has not begun. Begin it first."))
    meeting.state = MeetingState.HELD
    meeting.save(update_fields=["state"])
    journal.write(viewer.user, "meetings.meeting.ended", meeting.record)


@transaction.atomic
def change_statement(statement: Statement, text: str, *, viewer: Viewer) -> None:
    """Write a remark, reservation or minority statement anew; without words it is taken out.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published.
    """
    decision = statement.decision
    item = decision.item
    unpublished(item.meeting_id, viewer=viewer, is_correctable=True)
    if (correction := correction_of(item.meeting_id)) is not None:
        said = said_under(item).with_words(statement.pk, plain(text))
        keep_aside(correction, item, said, viewer=viewer)
        return
    if text.strip():
        statement.text = plain(text)
        statement.save(update_fields=["text"])
    else:
        statement.delete()
    journal.write(viewer.user, "meetings.statement.changed", decision.record, facts={"text": text.strip()})


@transaction.atomic
def add_phrase(body: Body, text: str, *, viewer: Viewer, kind: OutcomeKind | None = None) -> Phrase:
    """Add a standard phrase of a body. Twice the same is once.

    Raises:
        NotAllowed: the viewer does not keep the meetings of this body.
        Refused: there are no words.
    """
    may_keep_meetings(viewer, body).or_refuse()
    if not text.strip():
        raise Refused("meetings.no_words", _("Write what is to stand in the minutes."))
    order = Phrase.objects.filter(body=body).count() + 1
    row, is_new = Phrase.objects.get_or_create(
        body=body, text=cut(text, 300), ended_at=None, defaults={"kind": kind or "", "order": order}
    )
    if is_new:
        journal.write(viewer.user, "meetings.phrase.added", body.record, facts={"text": row.text})
    return row
