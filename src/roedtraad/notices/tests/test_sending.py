"""A mail is sent at most once, whatever happens while it is sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from mail_servers import Killed
from people import World, a_world
from post import LATER, NOW, a_coming_meeting, begin, mails_to, nothing, post, send_out

from roedtraad.accounts.models import Cursor
from roedtraad.notices.actions.following import CURSOR, STILL_NEWS, follow_journal
from roedtraad.notices.actions.sending import LEASE, MOST_ATTEMPTS, give_up, send_waiting
from roedtraad.notices.models import Invitation, Mail, MailState

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = a_world()
    begin()
    send_out(made, a_coming_meeting(made))
    return made


def states() -> set[str]:
    return set(Mail.objects.values_list("state", flat=True))


def test_a_worker_that_is_killed_while_sending_sends_nothing_twice(world: World, settings) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_BACKEND = "mail_servers.DiesAfterwards"
    with pytest.raises(Killed):
        post()
    assert len(mail.outbox) == 1
    [taken] = Mail.objects.filter(state=MailState.SENDING)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    post(now=NOW + LEASE + LATER)
    taken.refresh_from_db()
    assert taken.state == MailState.UNCERTAIN
    assert len(mail.outbox) == 4
    assert len({one.to[0] for one in mail.outbox}) == 4


def test_a_mail_that_another_worker_is_sending_is_left_to_it(world: World) -> None:
    follow_journal(now=NOW)
    Mail.objects.update(state=MailState.SENDING, started_at=NOW)
    assert post(now=NOW + timedelta(minutes=1)).sent == 0
    assert states() == {MailState.SENDING}


def test_where_the_line_broke_nobody_knows_and_nothing_is_sent_again(world: World, settings) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_BACKEND = "mail_servers.LosesTheLine"
    assert post().uncertain == 1
    assert Mail.objects.filter(state=MailState.UNCERTAIN).count() == 1
    assert Mail.objects.filter(state=MailState.WAITING).count() == 3
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    post(now=NOW + LATER)
    assert len(mail.outbox) == 3


def test_a_mail_that_the_server_refused_is_tried_again_later_and_then_given_up(
    world: World, settings
) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_BACKEND = "mail_servers.SaysNo"
    now = NOW
    for _ in range(MOST_ATTEMPTS):
        post(now=now)
        assert states() == {MailState.WAITING}
        assert post(now=now + timedelta(minutes=1)).refused == 0
        now += timedelta(hours=9)
    give_up(now=now)
    assert states() == {MailState.FAILED}
    assert not mail.outbox


def test_what_waits_while_no_server_answers_is_sent_when_one_does(world: World, settings) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_BACKEND = "mail_servers.IsNotThere"
    assert post().sent == 0
    assert set(Mail.objects.values_list("attempts", flat=True)) == {0}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert post(now=NOW + LATER).sent == 4


def test_a_mail_that_has_waited_a_week_is_no_news(world: World) -> None:
    follow_journal(now=NOW)
    post(now=NOW + timedelta(days=8))
    assert states() == {MailState.EMPTY}
    assert not mail.outbox


def test_made_from_nothing_the_post_sends_nothing_old(world: World) -> None:
    post()
    mail.outbox.clear()
    Invitation.objects.all().delete()
    Mail.objects.all().delete()
    Cursor.objects.filter(pk=CURSOR).delete()
    assert post(now=NOW + LATER).sent == 0
    assert not Mail.objects.exists()


def test_a_post_that_stood_still_for_long_lets_bygones_be_bygones(world: World) -> None:
    post(now=NOW + STILL_NEWS + timedelta(days=1))
    assert not Mail.objects.exists()


def test_the_journal_read_again_plans_nothing_again(world: World) -> None:
    post()
    Cursor.objects.filter(pk=CURSOR).update(number=0)
    assert post(now=NOW + LATER).sent == 0
    assert len(mails_to(world.mads)) == 1


def test_somebody_whose_login_was_closed_gets_nothing(world: World) -> None:
    world.mads.is_active = False
    world.mads.save()
    post()
    assert not mails_to(world.mads)
    assert Mail.objects.get(addressee__user=world.mads).state == MailState.EMPTY


def test_no_more_than_so_many_are_sent_at_once(world: World) -> None:
    follow_journal(now=NOW)
    assert send_waiting(now=NOW, waiting_for=nothing, most=3).sent == 3
    assert Mail.objects.filter(state=MailState.WAITING).count() == 1
