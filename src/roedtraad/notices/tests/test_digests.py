"""Reminders and digests: what waits, what is new in what somebody follows, never twice, never what they may not see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pytest
from django.core import mail
from papers import a_recorded_meeting, an_item
from people import TODAY, World, a_world
from post import LATER, NOW, begin, mails_to, nothing, post
from promises import a_promise, an_item_of

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.commitments.actions import fall_due, keep
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Evidence
from roedtraad.commitments.models import Commitment, Reminder
from roedtraad.danish import COPENHAGEN
from roedtraad.meetings.actions import close_item, decide
from roedtraad.notices.actions.addressing import addressee_of
from roedtraad.notices.actions.follows import choose, follow, follow_search, stop_following
from roedtraad.notices.actions.planning import plan_digests, plan_reminders
from roedtraad.notices.awaiting import Waiting
from roedtraad.notices.models import Addressee, Follow, Mail, MailKind, MailState, Rhythm
from roedtraad.notices.searches import Search
from roedtraad.notices.working_days import gentle_time, is_working_day, next_working_day
from roedtraad.publishing.actions import publish_minutes
from roedtraad.search.actions import catch_up, rebuild
from roedtraad.search.queries import Filters

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def world() -> World:
    made = a_world()
    begin()
    return made


def daily(world: World, user) -> Viewer:  # type: ignore[no-untyped-def]
    viewer = world.viewer(user)
    choose(digest=Rhythm.DAILY, agendas=False, minutes=False, reminders=True, viewer=viewer)
    return viewer


def digest(now: datetime, waiting_for=nothing):  # type: ignore[no-untyped-def]
    plan_digests(now=now)
    return post(now=now, waiting_for=waiting_for)


# Reminders


def due_soon(world: World, text: str = "Tallene fremlægges", **told: object) -> Commitment:
    day = NOW.date() + timedelta(days=5)
    return a_promise(world, text, due=DueTold(words="om lidt", edtf=day.isoformat()), **told)


def test_whoever_owes_a_promise_is_reminded_once_for_each_step(world: World) -> None:
    due_soon(world)
    for _ in range(3):
        fall_due(on=NOW.date())
        plan_reminders(now=NOW)
        post()
    [message] = mails_to(world.mads)
    assert "Tallene fremlægges" in message.body
    assert Reminder.objects.filter(sent_at=None).count() == 0


def test_reminders_escalate_to_the_chairs_and_the_secretariat(world: World) -> None:
    row = due_soon(world)
    for days in (0, 5, 12, 26):
        moment = NOW + timedelta(days=days)
        fall_due(on=moment.date())
        plan_reminders(now=moment)
        post(now=moment + timedelta(days=3))
    assert len(mails_to(world.mads)) == 4
    assert [len(mails_to(one)) for one in (world.lone, world.sara)] == [1, 1]
    assert row.reminders.count() == 6


def test_several_promises_that_fall_due_are_one_mail(world: World) -> None:
    item = an_item_of(world)
    for number in range(3):
        due_soon(world, f"Tallene fremlægges, del {number}", item=item)
    fall_due(on=NOW.date())
    plan_reminders(now=NOW)
    post()
    [message] = mails_to(world.mads)
    assert message.body.count("Tallene fremlægges") == 3


def test_nobody_is_reminded_of_what_was_kept_meanwhile(world: World) -> None:
    row = due_soon(world)
    fall_due(on=NOW.date())
    plan_reminders(now=NOW)
    keep(row, evidence=Evidence("Se bilaget"), viewer=world.viewer(world.sara))
    post()
    assert not mails_to(world.mads)
    assert Mail.objects.get(kind=MailKind.REMINDER).state == MailState.EMPTY


def test_a_promise_from_a_closed_item_is_a_closed_item_in_the_mail(world: World) -> None:
    row = due_soon(world, item=an_item_of(world, is_closed=True, title="Afskedigelse"))
    fall_due(on=NOW.date())
    plan_reminders(now=NOW)
    post()
    [message] = mails_to(world.mads)
    assert "Tallene" not in message.body
    assert f"/loefte/{row.record.public_id}\n" in message.body


def test_reminders_come_on_working_days_and_in_the_morning(world: World) -> None:
    due_soon(world)
    saturday = datetime.combine(date(2026, 11, 28), time(10), COPENHAGEN)
    fall_due(on=saturday.date())
    plan_reminders(now=saturday)
    assert post(now=saturday + LATER).sent == 0
    assert post(now=saturday + 2 * DAY).sent == 1


def test_days_on_which_nobody_works_are_known() -> None:
    assert not is_working_day(date(2026, 4, 3))  # Good Friday
    assert not is_working_day(date(2026, 12, 24))
    assert next_working_day(date(2026, 4, 2)) == date(2026, 4, 7)
    evening = datetime.combine(date(2026, 4, 1), time(18), COPENHAGEN)
    assert gentle_time(evening) == datetime.combine(date(2026, 4, 7), time(7), COPENHAGEN)


# Digests


def one_thing(viewer: Viewer) -> Sequence[Waiting]:
    return (
        Waiting("", "Se kladden igennem", "/indlaesning", "Se", goes_in_mails=True),
        Waiting("", "Afskedigelsen af Gunhild", "/sag/x", "Se"),
    )


def test_a_digest_says_what_waits_and_only_counts_what_may_not_travel(world: World) -> None:
    daily(world, world.mads)
    digest(NOW, one_thing)
    [message] = mails_to(world.mads)
    assert "Se kladden igennem" in message.body
    assert "Gunhild" not in message.body
    assert "1 ting mere venter på dit skrivebord" in message.body


def test_what_waits_is_not_said_again_each_day(world: World) -> None:
    daily(world, world.mads)
    for days in (0, 1, 2, 3):
        digest(NOW + days * DAY, one_thing)
    assert len(mails_to(world.mads)) == 1
    digest(NOW + 7 * DAY, one_thing)
    assert len(mails_to(world.mads)) == 2


def test_an_empty_digest_is_not_sent(world: World) -> None:
    daily(world, world.mads)
    digest(NOW)
    assert not mail.outbox
    assert Mail.objects.filter(state=MailState.EMPTY).exists()


def test_digests_come_as_often_as_somebody_chose(world: World) -> None:
    daily(world, world.mads)
    never = world.viewer(world.lone)
    choose(digest=Rhythm.NEVER, agendas=True, minutes=True, reminders=True, viewer=never)
    for days in range(7):
        plan_digests(now=NOW + days * DAY)
        plan_digests(now=NOW + days * DAY + LATER)
    rows = Mail.objects.filter(kind=MailKind.DIGEST)
    assert rows.filter(addressee__user=world.mads).count() == 5  # Monday to Friday
    assert rows.filter(addressee__user=world.sara).count() == 1
    assert not rows.filter(addressee__user=world.lone).exists()


def a_published(world: World, title: str = "Trygt hjem", **told: object):  # type: ignore[no-untyped-def]
    sara = world.viewer(world.sara)
    meeting = a_recorded_meeting(sara, world.political, an_item(title, **told), held_on=TODAY - DAY).meeting
    publish_minutes(meeting, viewer=sara)
    return meeting


def test_what_is_new_in_a_body_that_somebody_follows_is_told_once(world: World) -> None:
    viewer = daily(world, world.vibe)
    follow(world.political.record, viewer=viewer)
    a_published(world)
    digest(NOW)
    [message] = [
        one for one in mails_to(world.vibe) if "Overblik" in one.subject or "overblik" in one.subject
    ]
    assert world.political.name in message.body
    assert "Referatet er offentliggjort" in message.body
    digest(NOW + DAY)
    assert len(mails_to(world.vibe)) == 1


def test_what_a_follower_may_not_see_is_not_told(world: World) -> None:
    viewer = daily(world, world.vibe)
    follow(world.political.record, viewer=viewer)
    sara = world.viewer(world.sara)
    a_recorded_meeting(sara, world.political, an_item("Internt punkt"), held_on=TODAY)
    a_promise(world, "Internt løfte")
    digest(NOW)
    assert not mails_to(world.vibe)


def test_what_was_closed_before_the_digest_is_sent_is_a_closed_item_there(world: World) -> None:
    viewer, sara = daily(world, world.mads), world.viewer(world.sara)
    item = an_item_of(world, title="Afskedigelse af Gunhild")
    follow(item.cases.get().consideration.case.record, viewer=viewer)
    decide(item, text="Gunhild afskediges.", viewer=sara)
    close_item(item, reason="Personsag", viewer=sara)
    digest(NOW)
    [message] = mails_to(world.mads)
    assert "Lukket punkt" in message.body
    written = (message.body + str([one.content for one in message.alternatives])).lower()
    assert "gunhild" not in written
    assert "afskedigelse" not in written


def test_a_search_that_somebody_follows_tells_of_new_hits_only(world: World) -> None:
    viewer = daily(world, world.vibe)
    a_published(world, "Natlægevagten i Fjordby")
    rebuild()
    search = Search("natlægevagten", Filters())
    follow_search(search, query="q=natl%C3%A6gevagten", viewer=viewer)
    digest(NOW)
    assert not mails_to(world.vibe)
    sara = world.viewer(world.sara)
    other = a_recorded_meeting(
        sara, world.political, an_item("Natlægevagten på Vesterø"), held_on=TODAY - 40 * DAY
    ).meeting
    publish_minutes(other, viewer=sara)
    catch_up()
    digest(NOW + DAY)
    [message] = mails_to(world.vibe)
    assert "Natlægevagten på Vesterø" in message.body
    assert "Natlægevagten i Fjordby" not in message.body
    digest(NOW + 2 * DAY)
    assert len(mails_to(world.vibe)) == 1


def test_whoever_stops_following_hears_no_more(world: World) -> None:
    viewer = daily(world, world.vibe)
    follow(world.political.record, viewer=viewer)
    stop_following(Follow.objects.get().pk, viewer=viewer)
    a_published(world)
    digest(NOW)
    assert not mails_to(world.vibe)


def test_what_somebody_follows_is_not_in_the_journal(world: World) -> None:
    before = Record.objects.get(pk=world.political.pk).journal.count()
    follow(world.political.record, viewer=world.viewer(world.vibe))
    assert Record.objects.get(pk=world.political.pk).journal.count() == before


def test_a_digest_that_did_not_arrive_for_certain_loses_no_news(world: World, settings) -> None:  # type: ignore[no-untyped-def]
    viewer = daily(world, world.vibe)
    follow(world.political.record, viewer=viewer)
    a_published(world)
    settings.EMAIL_BACKEND = "mail_servers.SaysNo"
    digest(NOW)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    post(now=NOW + timedelta(hours=3))
    [message] = mails_to(world.vibe)
    assert "Referatet er offentliggjort" in message.body


@pytest.mark.parametrize("much", [1, 8])
def test_a_digest_asks_the_database_a_bounded_number_of_questions(
    much: int,
    world: World,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    viewer = daily(world, world.mads)
    follow(world.political.record, viewer=viewer)
    for number in range(much):
        item = an_item_of(world, held_on=TODAY - (number + 2) * DAY, title=f"Punkt {number}")
        follow(item.cases.get().consideration.case.record, viewer=viewer)
        a_promise(world, f"Løfte {number}", item=item)
    Addressee.objects.exclude(user=world.mads).update(digest=Rhythm.NEVER)
    addressee_of(world.mads)
    while plan_digests(now=NOW):
        pass
    Mail.objects.exclude(addressee__user=world.mads).delete()
    with django_assert_max_num_queries(90):
        post()
    [message] = mails_to(world.mads)
    assert "Der er givet løfter" in message.body
