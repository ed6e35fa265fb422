"""Follow the journal, and plan the mails that its acts lead to. Nothing is planned twice, whoever follows, how often.

Where no cursor stands yet (a new installation, or one whose cursor was taken away), following begins at the end of the
journal: what happened before is told to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from roedtraad.accounts.models import Cursor, JournalEntry, JournalHead
from roedtraad.danish import COPENHAGEN
from roedtraad.meetings.models import Meeting
from roedtraad.notices.actions.planning import (
    coming_with_invitations,
    plan_agenda,
    plan_change,
    plan_minutes,
    plan_who_comes,
)
from roedtraad.notices.models import MailKind

CURSOR = "notices"
ACTS_AT_A_TIME = 200
STILL_NEWS = timedelta(days=7)  # whoever followed nothing for longer lets bygones be bygones
AGENDA = ("meetings.agenda.released", "publishing.agenda.published", "publishing.agenda.issued")
MINUTES = ("publishing.minutes.published", "publishing.minutes.issued")
CHANGES: Mapping[str, MailKind] = {
    "meetings.meeting.changed": MailKind.INVITATION,
    "meetings.meeting.cancelled": MailKind.CANCELLED,
    "meetings.meeting.withdrawn": MailKind.CANCELLED,
}
# What can change who is invited: to one meeting, or to any.
ON_THE_LIST = ("meetings.participant.", "meetings.substitute.", "meetings.answer.", "meetings.guest.")
IN_SEATS = ("bodies.seat.", "bodies.seats.", "bodies.office.", "bodies.person.joined", "bodies.person.parted")


@dataclass(frozen=True, slots=True)
class Followed:
    """What was done: how many acts were read, and how many mails planned; `is_behind`: there are more acts."""

    acts: int = 0
    planned: int = 0
    is_behind: bool = False


@transaction.atomic
def follow_journal(*, now: datetime) -> Followed:
    """Plan what the next acts of the journal lead to, and move the cursor past them, in one transaction.

    Three queries where nothing happened. Others who follow wait until it is done.
    """
    cursor, is_new = Cursor.objects.get_or_create(name=CURSOR)
    cursor = Cursor.objects.select_for_update().get(pk=CURSOR)
    if is_new:
        cursor.number = JournalHead.objects.values_list("number", flat=True).get(pk=1)
        cursor.save(update_fields=["number"])
        return Followed()
    acts = list(
        JournalEntry.objects.filter(number__gt=cursor.number)
        .order_by("number")
        .values_list("number", "act", "record", "at")[:ACTS_AT_A_TIME]
    )
    if not acts:
        return Followed()
    fresh = [(number, act, record) for number, act, record, at in acts if at > now - STILL_NEWS]
    planned = _plan(fresh, on=now.astimezone(COPENHAGEN).date(), now=now)
    cursor.number = acts[-1][0]
    cursor.save(update_fields=["number"])
    return Followed(len(acts), planned, is_behind=len(acts) == ACTS_AT_A_TIME)


@transaction.atomic
def follow_seats(*, now: datetime) -> int:
    """Plan what follows from seats that began or ended with the day; return how many mails are new."""
    on = now.astimezone(COPENHAGEN).date()
    return plan_who_comes(coming_with_invitations(on=on), on=on, at=now)


def _plan(acts: Sequence[tuple[int, str, int | None]], *, on: date, now: datetime) -> int:
    told = (*AGENDA, *MINUTES, *CHANGES)
    meetings = Meeting.objects.in_bulk([record for _, act, record in acts if record and act in told])
    planned = 0
    for number, act, record in acts:
        meeting = meetings.get(record or 0)
        if meeting is None:
            continue
        if act in AGENDA:
            planned += plan_agenda(meeting, number=number, on=on, at=now)
        elif act in MINUTES:
            planned += plan_minutes(meeting, number=number, on=on, at=now)
        elif act in CHANGES:
            planned += plan_change(meeting, kind=CHANGES[act], number=number, at=now)
    listed = {record for _, act, record in acts if record and act.startswith(ON_THE_LIST)}
    if any(act.startswith(IN_SEATS) for _, act, _ in acts):
        listed |= set(coming_with_invitations(on=on))
    return planned + (plan_who_comes(listed, on=on, at=now) if listed else 0)
