"""Letters about a meeting: its agenda, a change, that one is called, that it is cancelled, its minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Body
from roedtraad.documents.queries import hidden_words
from roedtraad.meetings.models import AgendaItem, Meeting, MeetingState, PaperKind
from roedtraad.meetings.queries.attendance import agenda_of
from roedtraad.meetings.queries.meetings import ItemLine, item_lines
from roedtraad.meetings.queries.releases import ChangeLine, releases_of
from roedtraad.meetings.queries.seeing import SeenMeeting, seen_meeting, shown
from roedtraad.meetings.releases import ChangeKind
from roedtraad.notices.letters.entries import asking, enclosed, next_sequence, says_the_same, taking_away
from roedtraad.notices.letters.invited import invited_to
from roedtraad.notices.letters.letter import (
    Button,
    Letter,
    Line,
    NothingToSay,
    closed_words,
    record_url,
    safe,
    section,
    whole_url,
)
from roedtraad.notices.letters.papers import agenda_file
from roedtraad.notices.models import Invitation, Mail, MailKind, MailState, Part
from roedtraad.notices.seeing import Reached
from roedtraad.publishing.content import written as written_content
from roedtraad.publishing.queries import compose
from roedtraad.publishing.queries.calendars import sequence_of

Written = Letter | NothingToSay
TOLD = (MailState.SENT, MailState.UNCERTAIN)


@dataclass(frozen=True, slots=True)
class _Invited:
    """A meeting to which the reader is invited, as they may see it."""

    seen: SeenMeeting
    part: Part
    body: str
    day: str


def agenda(mail: Mail, reader: Reached, *, at: datetime) -> Written:
    """Write to somebody that the agenda is there, or what is new in it. Fifty queries at most."""
    found = _invited(mail, reader)
    if isinstance(found, NothingToSay):
        return found
    releases = releases_of(reader.viewer, found.seen)
    last = _told_before(mail)
    version = releases[0].version if releases else 1
    lines = _item_lines(reader, found.seen)
    told = f"v{version}" if releases else f"p{sha256(repr(lines).encode()).hexdigest()[:16]}"
    if last == told and _is_invited_as(mail, found):
        return NothingToSay(_("The reader has this version already."))
    since = int(last[1:]) if last.startswith("v") else 0
    news = [line for one in releases if since < one.version for line in one.changes] if last else []
    is_new = bool(last) and last != told
    names = {"body": found.body, "day": found.day}
    subject = _("New version of the agenda: %(body)s, %(day)s") if is_new else _("Agenda: %(body)s, %(day)s")
    sections = [section(_("What is new"), _change_lines(news))] if news else []
    enclosure = agenda_file(reader.viewer, found.seen, version=version, at=at)
    return _asking(
        mail,
        reader,
        found,
        at=at,
        letter=Letter(
            subject=subject % names,
            opening=(_agenda_opening(found, is_new=is_new), *_when_and_where(found.seen)),
            sections=(*sections, section(_("On the agenda"), lines)),
            button=_meeting_button(found.seen, _("Open the agenda")),
            closing=_for_information(found.part),
            enclosures=(enclosure,) if enclosure else (),
            told=told,
        ),
    )


def changed(mail: Mail, reader: Reached, *, at: datetime) -> Written:
    """Write to somebody who is invited that time or place of a meeting were changed. Twenty queries."""
    found = _invited(mail, reader)
    if isinstance(found, NothingToSay):
        return found
    names = {"body": found.body, "day": found.day}
    standing = _invitation(mail)
    if standing and standing.part == Part.REQUIRED and found.part == Part.OPTIONAL:
        subject = _("You are no longer needed as a substitute: %(body)s, %(day)s")
        text = _("The member comes after all, so you are no longer called to the meeting of %(body)s.")
    else:
        subject = _("Changed meeting: %(body)s, %(day)s")
        text = _("The meeting of %(body)s was changed.")
    letter = Letter(
        subject=subject % names,
        opening=(text % names, *_when_and_where(found.seen)),
        button=_meeting_button(found.seen, _("Open the meeting")),
        closing=_for_information(found.part),
    )
    written = _asking(mail, reader, found, at=at, letter=letter)
    if standing and standing.is_standing and written.entry and says_the_same(written.entry, standing):
        return NothingToSay(_("The meeting stands so in the reader's calendar."))
    return written


def called(mail: Mail, reader: Reached, *, at: datetime) -> Written:
    """Write to a substitute that they are called to a meeting. Fifty queries at most."""
    found = _invited(mail, reader)
    if isinstance(found, NothingToSay):
        return found
    if found.part != Part.REQUIRED:
        return NothingToSay(_("The reader is not called any more."))
    names = {"body": found.body, "day": found.day}
    enclosure = agenda_file(reader.viewer, found.seen, version=1, at=at)
    letter = Letter(
        subject=_("You are called as a substitute: %(body)s, %(day)s") % names,
        opening=(
            _("A member cannot come to the meeting of %(body)s, and you are called in their place.") % names,
            *_when_and_where(found.seen),
        ),
        sections=(section(_("On the agenda"), _item_lines(reader, found.seen)),),
        button=_meeting_button(found.seen, _("Open the meeting")),
        enclosures=(enclosure,) if enclosure else (),
    )
    return _asking(mail, reader, found, at=at, letter=letter)


def cancelled(mail: Mail, reader: Reached, *, at: datetime) -> Written:
    """Write that a meeting is cancelled, or that somebody is no longer invited to it. Six queries.

    Of a meeting that the reader may not see any more nothing is told but which entry to take out of the calendar.
    """
    invitation = _invitation(mail)
    if invitation is None or not invitation.is_standing:
        return NothingToSay(_("The meeting is not in the reader's calendar."))
    meeting = Meeting.objects.select_related("body__collaboration").get(pk=invitation.meeting_id)
    seen = seen_meeting(reader.viewer, pk=meeting.pk)
    names = {"body": _body(meeting.body), "day": danish.day(meeting.held_on)}
    entry = taking_away(invitation, at=at)
    if seen is not None and meeting.state == MeetingState.CANCELLED:
        reason = safe(meeting.cancel_reason)
        opening = [_("The meeting of %(body)s on %(day)s is cancelled.") % names]
        opening += [_("The reason: %(reason)s") % {"reason": reason}] if reason else []
        subject = _("Cancelled: %(body)s, %(day)s") % names
    elif seen is not None and mail.addressee.person_id in _invited_ids(meeting, reader):
        return NothingToSay(_("The reader is invited again."))
    else:
        opening = [_("You are no longer invited to the meeting. Take it out of your calendar.")]
        subject = _("You are no longer invited to a meeting")
    return Letter(
        subject=subject,
        opening=tuple(opening),
        button=_meeting_button(seen, _("Open the meeting")) if seen else None,
        thread=mail.record.public_id if mail.record else "",
        entry=entry,
        enclosures=(enclosed(entry),),
    )


def minutes(mail: Mail, reader: Reached, *, at: datetime) -> Written:
    """Write that the minutes of a meeting are published, to those who were there or follow it. Forty queries at most."""
    assert mail.record is not None
    seen = seen_meeting(reader.viewer, pk=mail.record.pk)
    if seen is None or seen.minutes_published_at is None:
        return NothingToSay(_("The minutes are not published any more."))
    told = _minutes_mark(seen)
    last = _told_before(mail)
    if last == told:
        return NothingToSay(_("The reader has this version already."))
    names = {"body": _body(seen.meeting.body), "day": danish.day(seen.meeting.held_on)}
    subject = _("Corrected minutes: %(body)s, %(day)s") if last else _("Minutes: %(body)s, %(day)s")
    text = _("The minutes of the meeting of %(body)s on %(day)s can now be read by everybody.")
    return Letter(
        subject=subject % names,
        opening=(text % names,),
        sections=(section(_("What was treated"), _item_lines(reader, seen)),),
        button=_meeting_button(seen, _("Read the minutes")),
        thread=seen.meeting.record.public_id,
        told=told,
    )


def _minutes_mark(seen: SeenMeeting) -> str:
    """Return a mark that differs when what everybody may read in the minutes does. 22 queries."""
    everybody = Viewer(on=seen.meeting.held_on)
    content = compose(everybody, seen.meeting.pk, PaperKind.MINUTES, version=1)
    return sha256(written_content(content).encode()).hexdigest() if content else ""


def _invited(mail: Mail, reader: Reached) -> _Invited | NothingToSay:
    """Return the meeting of a mail, if it is still to come, the reader is invited, and may see it. Eight queries."""
    assert mail.record is not None
    seen = seen_meeting(reader.viewer, pk=mail.record.pk)
    if seen is None:
        return NothingToSay(_("The reader may not see the meeting."))
    meeting = seen.meeting
    if meeting.state != MeetingState.PLANNED or (meeting.ends_on or meeting.held_on) < reader.viewer.on:
        return NothingToSay(_("The meeting is not to come any more."))
    part = invited_to(meeting, on=reader.viewer.on).get(reader.viewer.person_id or 0)
    if part is None:
        return NothingToSay(_("The reader is not invited any more."))
    return _Invited(seen, part, _body(meeting.body), danish.day(meeting.held_on))


def _invited_ids(meeting: Meeting, reader: Reached) -> set[int]:
    return set(invited_to(meeting, on=reader.viewer.on))


def _asking(mail: Mail, reader: Reached, found: _Invited, *, at: datetime, letter: Letter) -> Letter:
    """Return the letter with the entry for the reader's calendar. Three queries."""
    meeting = found.seen.meeting
    sequence = next_sequence(meeting, mail.addressee_id, at_least=sequence_of(meeting))
    entry = asking(
        found.seen, address=reader.address, name=reader.name, part=found.part, sequence=sequence, at=at
    )
    return Letter(
        subject=letter.subject,
        opening=letter.opening,
        sections=letter.sections,
        button=letter.button,
        closing=letter.closing,
        thread=meeting.record.public_id,
        entry=entry,
        enclosures=(*letter.enclosures, enclosed(entry)),
        told=letter.told,
    )


def _invitation(mail: Mail) -> Invitation | None:
    return Invitation.objects.filter(meeting=mail.record_id, addressee=mail.addressee_id).first()


def _is_invited_as(mail: Mail, found: _Invited) -> bool:
    standing = _invitation(mail)
    return standing is not None and standing.is_standing and standing.part == found.part


def _told_before(mail: Mail) -> str:
    """Return what the last mail of this kind told this reader about this; '' where there was none. One query."""
    rows = Mail.objects.filter(
        addressee=mail.addressee_id, record=mail.record_id, kind=mail.kind, state__in=TOLD
    ).exclude(told="")
    return rows.order_by("-started_at").values_list("told", flat=True).first() or ""


def _body(body: Body) -> str:
    return safe(body.name)


def _agenda_opening(found: _Invited, *, is_new: bool) -> str:
    names = {"body": found.body}
    if is_new:
        return _("There is a new version of the agenda for the meeting of %(body)s.") % names
    return _("The agenda for the meeting of %(body)s is ready.") % names


def _when_and_where(seen: SeenMeeting) -> tuple[str, ...]:
    meeting = seen.meeting
    hours = danish.hours(meeting.start_time, meeting.end_time)
    when = f"{danish.weekday(meeting.held_on)} {hours}".strip()
    if meeting.is_place_open:
        where = _("The place is not decided yet.")
    else:
        where = safe(shown(meeting.place, is_keeper=False))
    lines = [_("Time: %(when)s") % {"when": when}]
    return (*lines, _("Place: %(where)s") % {"where": where}) if where else tuple(lines)


def _item_lines(reader: Reached, seen: SeenMeeting) -> list[Line]:
    """Return the items that the reader may see, the closed ones without their words. Five queries."""
    listed = agenda_of(reader.viewer, seen.meeting.pk)
    words = hidden_words(reader.viewer, record_ids=[column.item_id for column in listed.columns])
    return [_item_line(line) for line in item_lines(reader.viewer, seen, listed, words=words)]


def _item_line(line: ItemLine) -> Line:
    is_closed = line.is_closed or line.title is None
    title = closed_words() if is_closed else safe(line.title or "")
    url = ""
    if line.public_id is not None:
        url = record_url(RecordKind.ITEM, line.public_id, line.title or "", is_closed=is_closed)
    return Line(f"{line.number}. {title}" if line.number else title, url)


def _change_lines(changes: list[ChangeLine]) -> list[Line]:
    """Return what is new as lines; of a closed item only that there is something. One query."""
    public_ids = [one.public_id for one in changes if one.public_id]
    closed = set(
        AgendaItem.objects.filter(is_closed=True, record__public_id__in=public_ids).values_list(
            "record__public_id", flat=True
        )
    )
    return [_change_line(one, is_closed=one.public_id in closed) for one in changes]


def _change_line(one: ChangeLine, *, is_closed: bool) -> Line:
    title = closed_words() if is_closed else safe(one.title)
    number = "" if one.kind is ChangeKind.REMOVED or not one.number else f"{one.number}. "
    note = str(one.kind.label)
    if one.parts:
        note = f"{note}: {danish.listed(str(part.label) for part in one.parts)}"
    url = record_url(RecordKind.ITEM, one.public_id, one.title, is_closed=is_closed) if one.public_id else ""
    return Line(f"{number}{title}", url, note)


def _meeting_button(seen: SeenMeeting, label: str) -> Button:
    return Button(label, whole_url(address(seen.meeting.record, seen.meeting)))


def _for_information(part: Part) -> tuple[str, ...]:
    if part == Part.REQUIRED:
        return ()
    return (_("You are a substitute, and get this for information. You are told if you are called."),)


LETTERS = {
    MailKind.AGENDA: agenda,
    MailKind.INVITATION: changed,
    MailKind.CALLED: called,
    MailKind.CANCELLED: cancelled,
    MailKind.MINUTES: minutes,
}
