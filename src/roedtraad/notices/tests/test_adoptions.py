"""A party's contact is reminded that a joint decision waits for the party's own adoption."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from money import a_decision
from people import World, a_world
from post import begin, mails_to, post

from roedtraad.bodies.models import Party
from roedtraad.commitments.actions import AdoptionAsked, Answered, adopt, ask_to_adopt
from roedtraad.commitments.models import Adoption, AdoptionKind
from roedtraad.meetings.actions import close_item
from roedtraad.meetings.models import Decision
from roedtraad.notices.actions.planning import plan_adoptions
from roedtraad.notices.models import Mail, MailKind, MailState

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 18)  # a Friday
ON_THE_DAY = datetime.combine(DUE, time(9), UTC)


@pytest.fixture
def world() -> World:
    made = a_world()
    begin()
    return made


@pytest.fixture
def decision(world: World) -> Decision:
    return a_decision(world)


@pytest.fixture
def row(world: World, decision: Decision) -> Adoption:
    party = Party.objects.get(name="Fjordby Kommune")
    ask = AdoptionAsked(party, AdoptionKind.APPROPRIATION, "Det indstilles …", contact=world.mads.person)
    (made,) = ask_to_adopt(decision, [ask], due_on=DUE, viewer=world.viewer(world.sara))
    return made


def test_the_contact_is_reminded_once_for_each_step(world: World, row: Adoption) -> None:
    for moment in (DUE - timedelta(days=14), DUE - timedelta(days=13), DUE, DUE + timedelta(days=1)):
        now = datetime.combine(moment, time(9), UTC)
        plan_adoptions(now=now)
        plan_adoptions(now=now)
        post(now=now)
    assert len(mails_to(world.mads)) == 2
    assert "Fjordby Kommune" in mails_to(world.mads)[0].body


def test_a_night_that_was_missed_loses_no_reminder(world: World, row: Adoption) -> None:
    monday = ON_THE_DAY + timedelta(days=3)
    assert plan_adoptions(now=monday) == 1
    assert post(now=monday).sent == 1


def test_nobody_is_reminded_of_what_was_adopted_meanwhile(world: World, row: Adoption) -> None:
    plan_adoptions(now=ON_THE_DAY)
    mads = world.viewer(world.mads)
    adopt(row, Answered(mads.on, "Byrådet, punkt 7"), viewer=mads)
    post(now=ON_THE_DAY)
    assert not mail.outbox
    assert Mail.objects.get(kind=MailKind.ADOPTION).state == MailState.EMPTY


def test_a_decision_that_was_closed_is_a_closed_item_in_the_mail(
    world: World, decision: Decision, row: Adoption
) -> None:
    title = decision.item.title
    close_item(decision.item, reason="Personsag", viewer=world.viewer(world.sara))
    plan_adoptions(now=ON_THE_DAY)
    post(now=ON_THE_DAY)
    for message in mails_to(world.mads):
        assert title not in message.body
        assert "Lukket punkt" in message.body
