"""An agenda that is there reaches those who meet, with the file and the entry for their calendar."""

from __future__ import annotations

from datetime import time, timedelta
from io import BytesIO

import pytest
import vobject
from django.core import mail
from django.core.mail.message import EmailMultiAlternatives
from icalendar import Calendar
from papers import an_item
from people import TODAY, World, a_person, a_seat, a_world, somebody
from post import LATER, NOW, a_coming_meeting, begin, mails_to, post, send_out
from pypdf import PdfReader

from roedtraad.accounts.records import set_audience
from roedtraad.bodies.models import Seat, SeatRole
from roedtraad.meetings.actions import (
    Listing,
    Particulars,
    add_item,
    add_participant,
    approve_agenda,
    cancel_meeting,
    change_meeting,
    plan_meeting,
    release_agenda,
    withdraw_meeting,
)
from roedtraad.meetings.models import AgendaItem, Meeting, ParticipantFunction
from roedtraad.notices.actions.following import follow_seats
from roedtraad.notices.models import Invitation, Mail, MailState
from roedtraad.publishing.actions import publish_agenda, publish_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = a_world()
    begin()
    return made


def entry_of(message: EmailMultiAlternatives):  # type: ignore[no-untyped-def]
    """The entry in a mail, read by two libraries that agree about it."""
    [data] = [one.content for one in message.alternatives if one.mimetype.startswith("text/calendar")]
    [enclosed] = [one.content for one in message.attachments if one.filename == "moede.ics"]
    assert enclosed.encode() == data.encode() if isinstance(enclosed, str) else enclosed == data.encode()
    calendar = Calendar.from_ical(data)
    [event] = calendar.walk("VEVENT")
    other = vobject.readOne(data)
    assert other.method.value == str(calendar["method"])
    assert (other.vevent.uid.value, other.vevent.sequence.value) == (
        str(event["uid"]),
        str(event["sequence"]),
    )
    assert other.vevent.dtstart.value == event.decoded("dtstart")
    assert all(len(line) <= 75 for line in data.encode().split(b"\r\n"))
    return calendar, event


def number_of(message: EmailMultiAlternatives) -> int:
    return int(entry_of(message)[1]["sequence"])


def method_of(message: EmailMultiAlternatives) -> str:
    return str(entry_of(message)[0]["method"])


def sent_meeting(world: World) -> Meeting:
    meeting = a_coming_meeting(world)
    send_out(world, meeting)
    post()
    return meeting


def test_whoever_sits_in_the_body_is_told_of_the_agenda_once(world: World) -> None:
    meeting = sent_meeting(world)
    assert [len(mails_to(one)) for one in (world.mads, world.lone, world.sara, world.sune)] == [1, 1, 1, 1]
    assert not mails_to(world.vibe)
    assert not mails_to(world.ada)
    [message] = mails_to(world.mads)
    assert "1. Trygt hjem" in message.body
    assert f"/moede/{meeting.record.public_id}" in message.body
    post(now=NOW + LATER)
    assert len(mails_to(world.mads)) == 1


def test_the_agenda_is_enclosed_as_a_file(world: World) -> None:
    sent_meeting(world)
    [message] = mails_to(world.mads)
    [data] = [one.content for one in message.attachments if one.mimetype == "application/pdf"]
    assert "Trygt hjem" in "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def test_members_are_asked_and_substitutes_are_told_for_information(world: World) -> None:
    sent_meeting(world)
    calendar, event = entry_of(mails_to(world.mads)[0])
    assert (str(calendar["method"]), event["attendee"].params["ROLE"]) == ("REQUEST", "REQ-PARTICIPANT")
    assert str(event["attendee"]) == f"MAILTO:{world.mads.email}"
    _, other = entry_of(mails_to(world.sune)[0])
    assert (other["attendee"].params["ROLE"], str(other["transp"])) == ("OPT-PARTICIPANT", "TRANSPARENT")


def test_a_mail_says_what_mail_programs_ask_for(world: World) -> None:
    meeting = sent_meeting(world)
    [message] = mails_to(world.mads)
    row = Mail.objects.get(addressee__user=world.mads)
    headers = message.message()
    assert headers["Message-ID"] == f"<mail-{row.public_id}@127.0.0.1>"
    assert headers["References"] == f"<om-{meeting.record.public_id}@127.0.0.1>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/beskeder/stop/" in headers["List-Unsubscribe"]
    assert [one.mimetype.split(";")[0] for one in message.alternatives] == ["text/html", "text/calendar"]


def test_a_changed_meeting_moves_in_calendars_and_a_cancelled_one_leaves_them(world: World) -> None:
    meeting, sara = sent_meeting(world), world.viewer(world.sara)
    moved = Particulars(meeting.held_on + timedelta(days=1), start_time=time(9), place="Hedelund")
    change_meeting(meeting, moved, viewer=sara)
    post(now=NOW + LATER)
    meeting.refresh_from_db()
    cancel_meeting(meeting, reason="For få kan komme", viewer=sara)
    post(now=NOW + LATER * 2)
    first, second, last = mails_to(world.mads)
    assert [method_of(one) for one in (first, second, last)] == ["REQUEST", "REQUEST", "CANCEL"]
    assert number_of(first) < number_of(second) < number_of(last)
    assert len({str(entry_of(one)[1]["uid"]) for one in (first, second, last)}) == 1
    assert "Hedelund" in second.body
    assert "For få kan komme" in last.body
    assert str(entry_of(last)[1]["status"]) == "CANCELLED"


def test_nobody_is_told_twice_of_an_agenda_that_is_published_again_unchanged(world: World) -> None:
    meeting = sent_meeting(world)
    publish_agenda(meeting, viewer=world.viewer(world.sara))
    done = post(now=NOW + LATER)
    assert (done.sent, done.empty) == (0, 4)
    assert len(mails_to(world.mads)) == 1


def test_a_new_version_is_told_of(world: World) -> None:
    meeting, sara = sent_meeting(world), world.viewer(world.sara)
    add_item(meeting, "Natlægevagten", viewer=sara)
    publish_agenda(meeting, viewer=sara)
    post(now=NOW + LATER)
    first, second = mails_to(world.mads)
    assert "Natlægevagten" in second.body
    assert number_of(first) < number_of(second)
    assert first.subject != second.subject


def test_a_closed_item_is_a_closed_item_in_mail_and_file(world: World) -> None:
    meeting = a_coming_meeting(
        world,
        an_item("Trygt hjem", decision=None),
        an_item(
            "Afskedigelse af Gunhild", number="2", decision=None, is_closed=True, attachments=("Partshøring",)
        ),
    )
    send_out(world, meeting)
    post()
    assert len(mail.outbox) == 4
    for message in mail.outbox:
        written = message.body + "".join(str(one.content) for one in message.alternatives)
        files = [one.content for one in message.attachments if one.mimetype == "application/pdf"]
        pages = "".join(page.extract_text() for data in files for page in PdfReader(BytesIO(data)).pages)
        assert "Lukket punkt" in message.body
        assert not [
            word for word in ("Afskedigelse", "afskedigelse", "Partshøring") if word in written + pages
        ]


def test_somebody_without_a_login_is_reached_by_the_address_in_the_register(world: World) -> None:
    guest = a_person("Rigmor Sandhave")
    guest.email = "rigmor@region.example"
    guest.save()
    a_seat(guest, world.political, SeatRole.GUEST)
    sent_meeting(world)
    assert len(mails_to("rigmor@region.example")) == 1


def test_a_guest_who_is_put_on_the_list_later_is_invited(world: World) -> None:
    meeting, sara = sent_meeting(world), world.viewer(world.sara)
    add_participant(meeting, Listing(world.vibe.person, ParticipantFunction.GUEST), viewer=sara)
    post(now=NOW + LATER)
    [message] = mails_to(world.vibe)
    assert method_of(message) == "REQUEST"
    assert len(mails_to(world.mads)) == 1


def test_a_substitute_who_is_called_is_told_so(world: World) -> None:
    meeting, sara = sent_meeting(world), world.viewer(world.sara)
    replaced = meeting.participants.get(person=world.mads.person)
    add_participant(meeting, Listing(world.sune.person, in_place_of=replaced), viewer=sara)
    post(now=NOW + LATER)
    first, second = mails_to(world.sune)
    assert entry_of(second)[1]["attendee"].params["ROLE"] == "REQ-PARTICIPANT"
    assert number_of(first) < number_of(second)
    post(now=NOW + LATER * 2)
    assert len(mails_to(world.sune)) == 2


def test_a_substitute_is_told_when_the_member_comes_after_all(world: World) -> None:
    meeting, sara = sent_meeting(world), world.viewer(world.sara)
    replaced = meeting.participants.get(person=world.mads.person)
    called = add_participant(meeting, Listing(world.sune.person, in_place_of=replaced), viewer=sara)
    post(now=NOW + LATER)
    called.delete()
    follow_seats(now=NOW + LATER * 2)
    post(now=NOW + LATER * 2)
    first, second, last = mails_to(world.sune)
    roles = [entry_of(one)[1]["attendee"].params["ROLE"] for one in (first, second, last)]
    assert roles == ["OPT-PARTICIPANT", "REQ-PARTICIPANT", "OPT-PARTICIPANT"]
    assert number_of(second) < number_of(last)


def test_a_version_that_was_sent_out_tells_what_is_new_in_it(world: World) -> None:
    chair = somebody("Carl Vang", world.strategic, SeatRole.CHAIR)
    set_audience([chair.person.record], tokens=[], is_public=True)
    a_seat(world.sara.person, world.strategic, SeatRole.SECRETARIAT)
    sara = world.viewer(world.sara)
    told = Particulars(TODAY + timedelta(days=14), start_time=time(10), place="Rådhuset")
    meeting = plan_meeting(world.strategic, told, viewer=sara)
    add_item(meeting, "Trygt hjem", viewer=sara)
    for number, title in enumerate(("", "Natlægevagten på Vesterø"), start=1):
        if title:
            add_item(meeting, title, viewer=sara)
        approve_agenda(meeting, at=NOW, viewer=world.viewer(chair))
        release_agenda(meeting, at=NOW, viewer=sara)
        post(now=NOW + LATER * number)
    first, second = mails_to(world.vibe)
    assert "Natlægevagten" not in first.body
    news = second.body.split("PÅ DAGSORDENEN")[0]
    assert "Natlægevagten på Vesterø (ny" in news
    assert "Trygt hjem" not in news


def test_whoever_leaves_the_body_before_the_meeting_is_taken_out_of_the_invitation(world: World) -> None:
    sent_meeting(world)
    Seat.objects.filter(person=world.lone.person).update(valid_to=TODAY + timedelta(days=3))
    follow_seats(now=NOW + LATER)
    post(now=NOW + LATER)
    first, last = mails_to(world.lone)
    assert (method_of(first), method_of(last)) == ("REQUEST", "CANCEL")
    assert "Trygt hjem" not in last.body
    assert not Invitation.objects.get(addressee__user=world.lone).is_standing


def test_a_meeting_that_is_withdrawn_leaves_the_calendars_and_says_nothing(world: World) -> None:
    meeting = sent_meeting(world)
    withdraw_meeting(meeting, reason="Oprettet ved en fejl", viewer=world.viewer(world.ada))
    post(now=NOW + LATER)
    last = mails_to(world.mads)[-1]
    assert method_of(last) == "CANCEL"
    assert "fejl" not in last.body
    assert "Rådhuset" not in last.body + "".join(str(one.content) for one in last.alternatives)


def test_an_agenda_of_a_meeting_that_was_held_is_told_to_nobody(world: World) -> None:
    meeting = a_coming_meeting(world, held_on=TODAY - timedelta(days=3))
    send_out(world, meeting)
    post()
    assert not Mail.objects.exists()


def test_somebody_who_may_not_see_the_meeting_any_more_gets_nothing(world: World) -> None:
    meeting = a_coming_meeting(world)
    send_out(world, meeting)
    begin()
    Seat.objects.filter(person=world.mads.person).update(valid_to=TODAY)
    meeting.participants.all().delete()
    post()
    assert not mails_to(world.mads)
    assert Mail.objects.get(addressee__user=world.mads).state == MailState.EMPTY


def test_minutes_that_are_published_are_told_to_those_who_were_there(world: World) -> None:
    meeting = a_coming_meeting(world, held_on=TODAY - timedelta(days=3))
    from_agenda = meeting.papers.get()
    from_agenda.kind = "minutes"
    from_agenda.save()
    Meeting.objects.filter(pk=meeting.pk).update(state="held")
    publish_minutes(meeting, viewer=world.viewer(world.sara))
    post()
    [message] = mails_to(world.mads)
    assert "Trygt hjem" in message.body
    assert not mails_to(world.sune)
    publish_minutes(meeting, viewer=world.viewer(world.sara))
    assert post(now=NOW + LATER).sent == 0  # they say what they said
    item = meeting.items.get()
    AgendaItem.objects.filter(pk=item.pk).update(title="Trygt hjem i hele klyngen")
    publish_minutes(meeting, viewer=world.viewer(world.sara))
    post(now=NOW + LATER * 2)
    assert "i hele klyngen" in mails_to(world.mads)[-1].body


def test_old_minutes_that_are_read_in_and_published_are_told_to_nobody(world: World) -> None:
    meeting = a_coming_meeting(world, held_on=TODAY - timedelta(days=400))
    from_agenda = meeting.papers.get()
    from_agenda.kind = "minutes"
    from_agenda.save()
    Meeting.objects.filter(pk=meeting.pk).update(state="held")
    publish_minutes(meeting, viewer=world.viewer(world.sara))
    post()
    assert not Mail.objects.exists()
