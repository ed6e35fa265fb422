"""Whatever is done, in whatever order: nobody is told twice, and no mail and no feed tells what is closed."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.mail.message import EmailMultiAlternatives
from django.db import transaction
from happenings import Archive, secrets, steps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people import a_world
from post import NOW, begin, nothing
from pypdf import PdfReader

from roedtraad.accounts.models import Cursor, Record, RecordKind, User
from roedtraad.accounts.policy import visible
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.meetings.actions import Particulars, change_meeting
from roedtraad.meetings.models import Meeting, MeetingState
from roedtraad.notices.actions.addressing import addressee_of
from roedtraad.notices.actions.following import CURSOR, follow_journal
from roedtraad.notices.actions.planning import plan_digests
from roedtraad.notices.actions.sending import send_waiting
from roedtraad.notices.feeds.collecting import body_feed, case_feed, decisions_feed, meetings_feed
from roedtraad.notices.feeds.writing import as_atom
from roedtraad.notices.models import Addressee, Follow, Invitation, Mail, Rhythm

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def everything_in(message: EmailMultiAlternatives) -> str:
    """Every word of a mail: subject, text, HTML, entry, file, and the names of what is enclosed."""
    files = [one.content for one in message.attachments if one.mimetype == "application/pdf"]
    pages = [page.extract_text() for data in files for page in PdfReader(BytesIO(data)).pages]
    names = [str(one.filename) for one in message.attachments]
    parts = [str(one.content) for one in message.alternatives]
    return "\n".join([str(message.subject), str(message.body), *parts, *names, *pages])


def follow_everything(user: User) -> None:
    """Let somebody follow all that there is, also what they may not see."""
    one = addressee_of(user)
    kinds = (RecordKind.BODY, RecordKind.CASE, RecordKind.MEETING)
    for record in Record.objects.filter(kind__in=kinds):
        Follow.objects.get_or_create(addressee=one, record=record)
    Addressee.objects.filter(pk=one.pk).update(digest=Rhythm.DAILY)


def soon(archive: Archive) -> None:
    """Move the meetings of agendas to the days to come, so that they are sent out."""
    for meeting in Meeting.objects.filter(state=MeetingState.PLANNED, held_on__lt=NOW.date()):
        change_meeting(
            meeting, Particulars(NOW.date() + timedelta(days=30 + meeting.held_on.day)), viewer=archive.sara
        )


def without_closed(archive: Archive) -> set[str]:
    """The words of closed items: whoever they are for, they travel in no mail."""
    return secrets(archive)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps, st.lists(st.integers(0, 13), max_size=3))
def test_no_mail_tells_what_is_closed_and_nobody_is_told_twice(
    done: list[tuple[str, int, bool]], posts: list[int]
) -> None:
    mail.outbox = []
    with transaction.atomic():
        world = a_world()
        begin()
        archive = Archive(world)
        moment = NOW
        for number, (action, place, yes) in enumerate(done):
            try:
                with transaction.atomic():
                    archive.do(action, place, yes)
            except Refused:
                pass
            if number in posts or number == len(done) - 1:
                soon(archive)
                for user in (world.mads, world.vibe, world.sune, world.ada):
                    follow_everything(user)
                moment += timedelta(days=1)
                _post_and_look(archive, moment)
        _nothing_is_told_again(moment)
        transaction.set_rollback(True)


def _post_and_look(archive: Archive, moment: object) -> None:
    """Send what there is, and hold it against what is closed at this moment."""
    before = len(mail.outbox)
    while follow_journal(now=moment).is_behind:  # type: ignore[arg-type]
        pass
    while plan_digests(now=moment):  # type: ignore[arg-type]
        pass
    send_waiting(now=moment, waiting_for=nothing)  # type: ignore[arg-type]
    closed = without_closed(archive)
    seen = {user.email: user for user in User.objects.all()}
    for message in mail.outbox[before:]:
        words = everything_in(message)
        told = [word for word in closed if word in words.replace("\u00ad", "")]
        assert not told, (message.to, message.subject)
        viewer = archive.world.viewer(seen[message.to[0]])
        hidden = Record.objects.filter(kind=RecordKind.ITEM).exclude(visible(viewer, record=""))
        unseen = [one.item.title for one in hidden.select_related("item")]
        assert not [word for word in unseen if f"{word} " in f"{words} "], (message.to, message.subject)
    _feeds_are_public(closed, moment)


def _feeds_are_public(closed: set[str], moment: object) -> None:
    on = moment.date()  # type: ignore[attr-defined]
    feeds = [decisions_feed(on=on), meetings_feed(on=on)]
    feeds += [body_feed(pk, on=on) for pk in Body.objects.values_list("record__public_id", flat=True)]
    cases = Record.objects.filter(kind=RecordKind.CASE).values_list("public_id", flat=True)
    feeds += [case_feed(pk, on=on) for pk in cases]
    private = Record.objects.filter(kind=RecordKind.ITEM, is_public=False).select_related("item")
    for feed in feeds:
        words = as_atom(feed).decode() if feed else ""
        assert not [word for word in closed if word in words]
        assert not [one.item.title for one in private if f">{one.item.title} (" in words]


def _nothing_is_told_again(moment: object) -> None:
    """Read the journal again from its beginning: what was told is known."""
    told = Counter(
        (one.to[0], str(one.subject), str(one.body).split("/beskeder/stop/")[0]) for one in mail.outbox
    )
    assert not [key for key, number in told.items() if number > 1]
    sequences = list(Invitation.objects.values_list("meeting", "addressee"))
    assert len(sequences) == len(set(sequences))
    before = len(mail.outbox)
    Cursor.objects.filter(pk=CURSOR).update(number=0)
    while follow_journal(now=moment).is_behind:  # type: ignore[arg-type]
        pass
    send_waiting(now=moment + timedelta(minutes=30), waiting_for=nothing)  # type: ignore[operator]
    assert len(mail.outbox) == before
    Mail.objects.all().delete()
    Invitation.objects.all().delete()
    Cursor.objects.filter(pk=CURSOR).delete()
    follow_journal(now=moment)  # type: ignore[arg-type]
    send_waiting(now=moment + timedelta(hours=1), waiting_for=nothing)  # type: ignore[operator]
    assert len(mail.outbox) == before
