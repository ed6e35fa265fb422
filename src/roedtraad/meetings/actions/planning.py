"""Plan a meeting, change when and where it is held, cancel it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.meetings import audience, policy
from roedtraad.meetings.actions.papers import free_cases
from roedtraad.meetings.models import Decision, Meeting, MeetingBody, MeetingKind, MeetingState
from roedtraad.meetings.wording import cut


@dataclass(frozen=True, slots=True)
class Particulars:
    """When, where and what kind. `is_place_open`: the place is not decided yet."""

    held_on: date
    kind: MeetingKind = MeetingKind.ORDINARY
    title: str = ""
    ends_on: date | None = None
    start_time: time | None = None
    end_time: time | None = None
    place: str = ""
    is_place_open: bool = False
    file_number: str = ""


@transaction.atomic
def plan_meeting(
    body: Body, particulars: Particulars, *, viewer: Viewer, joint_bodies: Collection[Body] = ()
) -> Meeting:
    """Put a meeting of a body into the calendar; the circles of all bodies that meet see it. Nobody is told of it here.

    Raises:
        NotAllowed: the viewer does not keep the meetings of this body.
        Refused: it would end before it begins.
    """
    policy.may_keep_meetings(viewer, body).or_refuse()
    _in_order(particulars)
    meeting = _written(Meeting(record=register(RecordKind.MEETING), body=body), particulars)
    meeting.save(force_insert=True)
    MeetingBody.objects.bulk_create(
        MeetingBody(meeting=meeting, body=one) for one in dict.fromkeys(joint_bodies) if one != body
    )
    audience.renew([meeting.pk], on=viewer.on)
    journal.write(
        viewer.user, "meetings.meeting.planned", meeting.record, facts={"held_on": particulars.held_on}
    )
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, particulars: Particulars, *, viewer: Viewer) -> None:
    """Say anew when, where and what kind a meeting is; what was decided there bears the new day.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: it was cancelled, or would end before it begins.
    """
    policy.may_keep(viewer, meeting).or_refuse()
    _in_order(particulars)
    if meeting.state == MeetingState.CANCELLED:
        raise Refused("meetings.cancelled", _("The meeting was cancelled. Plan a new one."))
    _written(meeting, particulars).save()
    Decision.objects.filter(item__meeting=meeting).update(decided_on=particulars.held_on)
    journal.write(
        viewer.user, "meetings.meeting.changed", meeting.record, facts={"held_on": particulars.held_on}
    )


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, viewer: Viewer) -> None:
    """Cancel a meeting that has not been held; it stays in the calendar, and says why.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: it has been held, or there is no reason.
    """
    policy.may_keep(viewer, meeting).or_refuse()
    if not reason.strip():
        raise Refused("meetings.reason", _("Write why the meeting is cancelled."))
    if meeting.state != MeetingState.PLANNED:
        raise Refused("meetings.not_planned", _("Only a meeting that has not been held can be cancelled."))
    meeting.state, meeting.cancel_reason = MeetingState.CANCELLED, reason[:300]
    meeting.save(update_fields=["state", "cancel_reason"])
    free_cases(meeting, viewer=viewer)
    journal.write(viewer.user, "meetings.meeting.cancelled", meeting.record, reason=reason)


def _written(meeting: Meeting, particulars: Particulars) -> Meeting:
    meeting.kind = particulars.kind
    meeting.title = particulars.title
    meeting.held_on = particulars.held_on
    meeting.ends_on = particulars.ends_on
    meeting.start_time = particulars.start_time
    meeting.end_time = particulars.end_time
    meeting.place = particulars.place
    meeting.is_place_open = particulars.is_place_open
    meeting.is_date_inferred = False
    meeting.file_number = cut(particulars.file_number, 40)
    return meeting


def _in_order(particulars: Particulars) -> None:
    if particulars.ends_on is not None and particulars.ends_on < particulars.held_on:
        raise Refused("meetings.days", _("The last day is before the first. Correct one of them."))
