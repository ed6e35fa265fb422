"""The post for tests: what happened is followed, planned and sent, at a moment that the test chooses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.core import mail
from django.core.mail.message import EmailMultiAlternatives
from papers import an_item, minutes_of, present
from people import TODAY, World

from roedtraad.accounts.policy import Viewer
from roedtraad.meetings.actions import Particulars, change_meeting, record_minutes
from roedtraad.meetings.facts import ItemFacts
from roedtraad.meetings.models import Meeting, PaperKind
from roedtraad.notices.actions.following import follow_journal
from roedtraad.notices.actions.sending import Sent, send_waiting
from roedtraad.notices.awaiting import Waiting
from roedtraad.publishing.actions import publish_agenda

NOW = datetime.combine(TODAY + timedelta(days=1), time(9), UTC)  # a Monday
LATER = timedelta(minutes=6)


def nothing(viewer: Viewer) -> Sequence[Waiting]:
    """Nothing waits for anybody."""
    return ()


def begin() -> None:
    """Let the post begin here: what happened before is no news."""
    follow_journal(now=NOW)


def post(*, now: datetime = NOW, waiting_for=nothing) -> Sent:  # type: ignore[no-untyped-def]
    """Follow the journal to its end, and send everything that waits."""
    while follow_journal(now=now).is_behind:
        pass
    return send_waiting(now=now, waiting_for=waiting_for)


def mails_to(user) -> list[EmailMultiAlternatives]:  # type: ignore[no-untyped-def]
    """What somebody got, in order."""
    email = getattr(user, "email", user)
    return [one for one in mail.outbox if one.to == [email]]


def a_coming_meeting(
    world: World,
    *items: ItemFacts,
    held_on: date = TODAY + timedelta(days=14),
    place: str = "Rådhuset i Fjordby",
) -> Meeting:
    """A meeting to come with an agenda that nobody has been told of."""
    sara = world.viewer(world.sara)
    facts = minutes_of(
        world.political,
        *(items or (an_item("Trygt hjem", decision=None),)),
        held_on=held_on,
        paper=PaperKind.AGENDA,
        participants=(present(world.mads.person.pk),),
    )
    meeting = record_minutes(facts, viewer=sara).meeting
    change_meeting(
        meeting, Particulars(held_on, start_time=time(10), end_time=time(12), place=place), viewer=sara
    )
    return meeting


def send_out(world: World, meeting: Meeting) -> None:
    """Let everybody see the agenda; those who meet are told."""
    publish_agenda(meeting, viewer=world.viewer(world.sara))
