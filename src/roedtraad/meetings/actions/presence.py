"""Who is on the list of a meeting, and who was there for which items."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Party, Person, Seat
from roedtraad.meetings import audience
from roedtraad.meetings.actions.correcting import correction_of, keep_presence_aside, ranges_of
from roedtraad.meetings.actions.recording.people import presence_row
from roedtraad.meetings.actions.writing import opened, uncorrectable, unpublished
from roedtraad.meetings.corrected import RangeSaid
from roedtraad.meetings.models import (
    AgendaItem,
    Meeting,
    Participant,
    ParticipantFunction,
    Presence,
    PresenceKind,
)
from roedtraad.meetings.presence import Said, said
from roedtraad.meetings.wording import cut


@dataclass(frozen=True, slots=True)
class Listing:
    """How somebody stands on the list of a meeting. `in_place_of`: whose place they are called to take."""

    person: Person
    function: ParticipantFunction = ParticipantFunction.MEMBER
    party: Party | None = None
    seat: Seat | None = None
    title: str = ""
    in_place_of: Participant | None = None
    is_moderator: bool = False


@transaction.atomic
def add_participant(meeting: Meeting, listing: Listing, *, viewer: Viewer) -> Participant:
    """Put somebody on the list of a meeting: a member, a guest, or a substitute who is called in somebody's place.

    A called substitute sees the closed items too, from now on. A guest sees a closed item only once it is said that
    they take part in that item (`set_presence`).

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the person is on the list already, published minutes are being corrected, or the person would take the place of somebody at another meeting.
    """
    opened(meeting.pk, viewer=viewer)
    if correction_of(meeting.pk) is not None:
        raise uncorrectable()
    person, replaced = listing.person, listing.in_place_of
    if Participant.objects.filter(meeting=meeting, person=person).exists():
        raise Refused("meetings.listed", _("%(name)s is on the list already.") % {"name": person.name})
    if replaced is not None and replaced.meeting_id != meeting.pk:
        raise Refused(
            "meetings.other_list", _("The person who is replaced is not on the list of this meeting.")
        )
    last = Participant.objects.filter(meeting=meeting).aggregate(last=Max("order"))["last"]
    participant = Participant.objects.create(
        meeting=meeting,
        person=person,
        function=listing.function,
        party=listing.party,
        seat=listing.seat,
        title=cut(listing.title, 300),
        in_place_of=replaced,
        is_moderator=listing.is_moderator,
        order=(last or 0) + 1,
    )
    audience.renew([meeting.pk], on=viewer.on)
    journal.write(viewer.user, "meetings.participant.added", meeting.record, facts={"person": person.pk})
    return participant


@transaction.atomic
def set_presence(
    participant: Participant,
    kind: PresenceKind,
    *,
    viewer: Viewer,
    first: AgendaItem | None = None,
    last: AgendaItem | None = None,
    note: str = "",
) -> None:
    """Say that somebody was present, away or disqualified: at the whole meeting, or from one item to another.

    What is said last counts for the items it is said of. Said of the whole meeting, it replaces all that was said
    before, except that somebody was disqualified. Came late: away from the first item to the one before they came;
    left early: away from the item after to the last. With `first` alone, that item only. Eleven queries and those of
    `audience.renew`.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published, or the items are not a range of this meeting.
    """
    meeting = unpublished(participant.meeting_id, viewer=viewer, is_correctable=True)
    order = list(AgendaItem.objects.filter(meeting=meeting).order_by("order").values_list("pk", flat=True))
    new = _stated(order, kind, first=first, last=last or first, note=note)
    known = said((_said(row, order) for row in ranges_of(participant)), new)
    if (correction := correction_of(meeting.pk)) is not None:
        keep_presence_aside(correction, participant, tuple(_keyed(one, order) for one in known))
    else:
        Presence.objects.filter(participant=participant).delete()
        Presence.objects.bulk_create(presence_row(participant, one, order) for one in known)
        audience.renew([meeting.pk], on=viewer.on)
    journal.write(
        viewer.user,
        "meetings.presence.set",
        meeting.record,
        facts={"person": participant.person_id, "kind": kind, "first": new.first, "last": new.last},
    )


def _stated(
    order: list[int], kind: PresenceKind, *, first: AgendaItem | None, last: AgendaItem | None, note: str
) -> Said:
    if first is None or last is None:
        return Said(kind, note=note[:300])
    if first.pk not in order or last.pk not in order or order.index(first.pk) > order.index(last.pk):
        raise Refused(
            "meetings.range",
            _("These items are no range of this meeting. Choose the first and the last again."),
        )
    return Said(kind, order.index(first.pk), order.index(last.pk), note[:300])


def _said(row: RangeSaid, order: list[int]) -> Said:
    if row.first is None or row.last is None:
        return Said(row.kind, note=row.note)
    return Said(row.kind, order.index(row.first), order.index(row.last), row.note)


def _keyed(one: Said, order: list[int]) -> RangeSaid:
    if one.first is None or one.last is None:
        return RangeSaid(one.kind, note=one.note)
    return RangeSaid(one.kind, order[one.first], order[one.last], one.note)
