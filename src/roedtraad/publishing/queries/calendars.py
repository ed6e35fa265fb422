"""A meeting as a calendar file (RFC 5545): one UID for ever, so that changes and cancellations find their entry."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.db.models import Count, Max
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import Viewer
from roedtraad.documents.masking import hide
from roedtraad.meetings.models import Meeting, MeetingState
from roedtraad.meetings.queries.seeing import SeenMeeting, seen_meeting

PRODUCT = "-//Roed Traad//Moeder//DA"
# What changes the entry in a calendar; each raises its number.
ACTS = ("meetings.meeting.changed", "meetings.meeting.cancelled", "meetings.minutes.recorded")


def calendar_of(viewer: Viewer, public_id: str) -> bytes | None:
    """Return the calendar file of a meeting; None where there is none to see. Four queries.

    A meeting without an hour takes the whole day. One that was cancelled says so, and takes itself out of calendars.
    """
    seen = seen_meeting(viewer, record__public_id=public_id)
    if seen is None:
        return None
    told = JournalEntry.objects.filter(record=seen.meeting.pk, act__in=ACTS).aggregate(
        number=Count("pk"), at=Max("at")
    )
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    is_cancelled = seen.meeting.state == MeetingState.CANCELLED
    calendar.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    calendar.add_component(
        event_of(seen, sequence=told["number"], at=told["at"] or seen.meeting.record.created_at)
    )
    return bytes(calendar.to_ical())


def sequence_of(meeting: Meeting) -> int:
    """Return how often the entry of a meeting was changed. One query."""
    return JournalEntry.objects.filter(record=meeting.pk, act__in=ACTS).count()


def uid(meeting: Meeting) -> str:
    """Return the name of a meeting in calendars; the same for ever."""
    return f"moede-{meeting.record.public_id}@roedtraad"


def event_of(seen: SeenMeeting, *, sequence: int, at: datetime) -> Event:
    """Return the entry of a meeting; nothing in it is closed, and contact data is masked. No query."""
    meeting = seen.meeting
    event = Event()
    event.add("uid", uid(meeting))
    event.add("sequence", sequence)
    event.add("dtstamp", at)
    event.add("last-modified", at)
    event.add("summary", " og ".join(body.name for body in seen.bodies))
    event.add("url", f"{settings.BASE_URL}{address(meeting.record, meeting)}")
    event.add("status", _status(meeting))
    if meeting.title:
        event.add("description", hide(meeting.title, ()))
    if meeting.place:
        event["location"] = vText(hide(meeting.place, ()))
    elif meeting.is_place_open:
        event.add("comment", _("The place is not decided yet."))
    _add_days(event, meeting)
    return event


def _status(meeting: Meeting) -> str:
    return "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED"


def _add_days(event: Event, meeting: Meeting) -> None:
    last = meeting.ends_on or meeting.held_on
    if meeting.start_time is None:
        event.add("dtstart", meeting.held_on)
        event.add("dtend", last + timedelta(days=1))  # the first day after it
        return
    begins = datetime.combine(meeting.held_on, meeting.start_time, danish.COPENHAGEN)
    ends = datetime.combine(last, meeting.end_time or time(23, 59), danish.COPENHAGEN)
    # In universal time, so that no calendar needs to know what Copenhagen is.
    event.add("dtstart", begins.astimezone(UTC))
    if meeting.end_time is not None and ends > begins:
        event.add("dtend", ends.astimezone(UTC))
