"""A meeting as an entry that is sent: the same UID as everywhere, asking (REQUEST) or taking it away (CANCEL)."""

from __future__ import annotations

from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from icalendar import Calendar, Component, vCalAddress, vText

from roedtraad.meetings.models import Meeting
from roedtraad.meetings.queries.seeing import SeenMeeting
from roedtraad.notices.letters.letter import Enclosure, Entry
from roedtraad.notices.models import Invitation, Part
from roedtraad.publishing.queries.calendars import PRODUCT, event_of

REQUEST, CANCEL = "REQUEST", "CANCEL"
ROLES = {Part.REQUIRED: "REQ-PARTICIPANT", Part.OPTIONAL: "OPT-PARTICIPANT"}


def next_sequence(meeting: Meeting, addressee_id: int, *, at_least: int) -> int:
    """Return the number of the next entry for somebody: above the last, and not below that of the meeting. One query."""
    last = Invitation.objects.filter(meeting=meeting, addressee=addressee_id).values_list(
        "sequence", flat=True
    )
    return max(at_least, *(number + 1 for number in last)) if last else at_least


def asking(seen: SeenMeeting, *, address: str, name: str, part: Part, sequence: int, at: datetime) -> Entry:
    """Return the entry that invites somebody. A substitute who was not called is asked, and the time stays free. No query."""
    event = event_of(seen, sequence=sequence, at=at)
    event["organizer"] = _organizer(name=str(event.get("summary", "")))
    attendee = vCalAddress(f"MAILTO:{address}")
    attendee.params["CN"] = vText(name or address)
    attendee.params["ROLE"] = vText(ROLES[part])
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("FALSE")  # answered here, not by mail
    event.add("attendee", attendee)
    event.add("transp", "TRANSPARENT" if part == Part.OPTIONAL else "OPAQUE")
    return Entry(_file(event, REQUEST), REQUEST, seen.meeting.pk, part, sequence)


def taking_away(invitation: Invitation, *, at: datetime) -> Entry:
    """Return the entry that takes a meeting out of a calendar: what was sent last, cancelled. No query.

    It is made of that and not of the meeting, which the reader may not be allowed to see any more.
    """
    event = Calendar.from_ical(invitation.entry).walk("VEVENT")[0]
    sequence = invitation.sequence + 1
    for name in ("sequence", "status", "dtstamp", "last-modified", "description", "comment", "location"):
        event.pop(name.upper(), None)
    event.add("sequence", sequence)
    event.add("status", "CANCELLED")
    event.add("dtstamp", at)
    event.add("last-modified", at)
    return Entry(_file(event, CANCEL), CANCEL, invitation.meeting_id, invitation.part, sequence)


def enclosed(entry: Entry) -> Enclosure:
    """Return the entry as a file, for programs that do not read it in the mail itself."""
    return Enclosure("moede.ics", f"text/calendar; method={entry.method}", entry.data)


def says_the_same(entry: Entry, invitation: Invitation) -> bool:
    """Return whether an entry says of when, where and in which part what the one that was sent last says."""
    one = Calendar.from_ical(entry.data).walk("VEVENT")[0]
    other = Calendar.from_ical(invitation.entry).walk("VEVENT")[0]
    return all(
        one.get(name) == other.get(name) for name in ("dtstart", "dtend", "location", "comment", "transp")
    )


def _organizer(*, name: str) -> vCalAddress:
    organizer = vCalAddress(f"MAILTO:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["CN"] = vText(name)
    return organizer


def _file(event: Component, method: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
