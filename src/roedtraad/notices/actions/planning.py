"""Plan mails: a row for each, once. Whatever is planned here may be planned again and again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from roedtraad.accounts.models import JournalHead, Record, User
from roedtraad.bodies.models import Person
from roedtraad.commitments.models import Reminder, State
from roedtraad.commitments.queries.adoptions import adoptions_due
from roedtraad.danish import COPENHAGEN
from roedtraad.meetings.models import Meeting, MeetingBody, MeetingState, Participant
from roedtraad.notices.actions.addressing import addressees_of
from roedtraad.notices.letters.invited import invited_to
from roedtraad.notices.models import (
    Addressee,
    Follow,
    Invitation,
    Mail,
    MailKind,
    MailState,
    Part,
    ReminderMail,
    Rhythm,
)
from roedtraad.notices.working_days import OPENS, first_working_day_of_week, gentle_time, is_working_day

MINUTES_ARE_NEWS = timedelta(days=180)  # since the meeting; older minutes are read in, not new
REMINDERS_ARE_NEWS = timedelta(days=14)  # since they fell due
LOOKED_BACK_DAYS = 5  # a long weekend
AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Planned:
    """A mail to plan. `key` names what it tells, and to whom."""

    addressee: Addressee
    kind: MailKind
    key: str
    record_id: int | None
    at: datetime
    not_before: datetime


def plan(mails: Iterable[Planned]) -> int:
    """Save mails that are not planned yet; return how many are new. Three queries for each kind and record.

    A mail that still waits, of the same kind to the same person about the same record, is put aside for the new one.
    """
    wanted = {one.key: one for one in mails}
    known = set(Mail.objects.filter(key__in=wanted).values_list("key", flat=True))
    new = [one for key, one in wanted.items() if key not in known]
    by_subject: dict[tuple[str, int | None], set[int]] = {}
    for one in new:
        by_subject.setdefault((one.kind, one.record_id), set()).add(one.addressee.pk)
    for (kind, record_id), addressees in by_subject.items():
        if record_id is not None:
            older = Mail.objects.filter(
                kind=kind, record=record_id, addressee__in=addressees, state=MailState.WAITING
            )
            older.update(
                state=MailState.EMPTY, ended_at=F("planned_at"), note=_("A later mail tells the same.")
            )
    Mail.objects.bulk_create(
        (
            Mail(
                addressee=one.addressee,
                kind=one.kind,
                key=one.key,
                record_id=one.record_id,
                planned_at=one.at,
                not_before=one.not_before,
            )
            for one in new
        ),
        ignore_conflicts=True,
    )
    return len(new)


def plan_agenda(meeting: Meeting, *, number: int, on: date, at: datetime) -> int:
    """Plan that everybody who is invited is told of an agenda that is there now, by this act of the journal."""
    if meeting.state != MeetingState.PLANNED or (meeting.ends_on or meeting.held_on) < on:
        return 0
    invited = invited_to(meeting, on=on)
    return plan(
        Planned(one, MailKind.AGENDA, f"agenda:{number}:{one.pk}", meeting.pk, at, at)
        for one in addressees_of(invited.keys()).values()
        if one.wants_agendas
    )


def plan_change(meeting: Meeting, *, kind: MailKind, number: int, at: datetime) -> int:
    """Plan that everybody who has a meeting in their calendar is told that it was changed, or cancelled."""
    standing = Invitation.objects.filter(meeting=meeting, is_standing=True).select_related("addressee")
    return plan(
        Planned(one.addressee, kind, f"{kind}:{number}:{one.addressee_id}", meeting.pk, at, at)
        for one in standing
    )


def plan_minutes(meeting: Meeting, *, number: int, on: date, at: datetime) -> int:
    """Plan that those who were on the list, who sit in the bodies, and who follow meeting or body hear of the minutes."""
    if meeting.held_on < on - MINUTES_ARE_NEWS:
        return 0
    listed = Participant.objects.filter(meeting=meeting).select_related("person")
    people = {row.person.same_as_id or row.person_id for row in listed}
    people |= {pk for pk, part in invited_to(meeting, on=on).items() if part == Part.REQUIRED}
    bodies = [meeting.body_id, *MeetingBody.objects.filter(meeting=meeting).values_list("body", flat=True)]
    followed = Follow.objects.filter(record__in=[meeting.pk, *bodies]).select_related("addressee")
    told = {one.pk: one for one in addressees_of(people).values()}
    told |= {one.addressee_id: one.addressee for one in followed}
    return plan(
        Planned(one, MailKind.MINUTES, f"minutes:{number}:{one.pk}", meeting.pk, at, at)
        for one in told.values()
        if one.wants_minutes
    )


def plan_who_comes(meeting_ids: Collection[int], *, on: date, at: datetime) -> int:
    """Plan what follows when other people are invited to meetings than those whose calendars they stand in.

    Only of meetings that were sent out by mail, and are still to come: who is new gets the agenda, who is called as a
    substitute is told, who is no longer invited is told that too. Ten queries for each such meeting.
    """
    rows = Meeting.objects.filter(
        pk__in=Invitation.objects.filter(meeting__in=meeting_ids).values("meeting"),
        state=MeetingState.PLANNED,
        held_on__gte=on,
        record__withdrawn_at__isnull=True,
    )
    return sum(_plan_who_comes(meeting, on=on, at=at) for meeting in rows)


def _kind_for(row: Invitation | None, part: Part) -> MailKind | None:
    """Return what somebody who is invited in this part is to be told, given what their calendar says; None: nothing."""
    if row is None or not row.is_standing:
        return MailKind.AGENDA
    if row.part == part:
        return None
    return MailKind.CALLED if part == Part.REQUIRED else MailKind.INVITATION


def coming_with_invitations(*, on: date) -> list[int]:
    """Return the meetings to come that stand in somebody's calendar. One query."""
    rows = Invitation.objects.filter(is_standing=True, meeting__held_on__gte=on)
    return list(rows.order_by().values_list("meeting", flat=True).distinct())


def _plan_who_comes(meeting: Meeting, *, on: date, at: datetime) -> int:
    invited = invited_to(meeting, on=on)
    told = {
        row.addressee_id: row
        for row in Invitation.objects.filter(meeting=meeting).select_related("addressee")
    }
    found: list[Planned] = []
    now: set[int] = set()
    for person, one in addressees_of(invited.keys()).items():
        now.add(one.pk)
        row, part = told.get(one.pk), invited[person]
        kind = _kind_for(row, part)
        if kind is not None and (kind != MailKind.AGENDA or one.wants_agendas):
            key = f"{kind}:{meeting.pk}:{one.pk}:{row.sequence if row else 0}"
            found.append(Planned(one, kind, key, meeting.pk, at, at))
    for pk, row in told.items():
        if row.is_standing and pk not in now:
            key = f"gone:{meeting.pk}:{pk}:{row.sequence}"
            found.append(Planned(row.addressee, MailKind.CANCELLED, key, meeting.pk, at, at))
    return plan(found)


@transaction.atomic
def plan_reminders(*, now: datetime) -> int:
    """Plan the mails of reminders that have fallen due: one to each person, on a working day; return how many.

    Six queries, and three for each person.
    """
    today = now.astimezone(COPENHAGEN).date()
    due = Reminder.objects.filter(
        sent_at__isnull=True,
        mailed__isnull=True,
        found_on__gt=today - REMINDERS_ARE_NEWS,
        commitment__state=State.OPEN,
        commitment__record__withdrawn_at__isnull=True,
    ).select_related("person")
    by_person: dict[int, list[Reminder]] = {}
    for row in due.order_by("pk")[:AT_A_TIME]:
        by_person.setdefault(row.person.same_as_id or row.person_id, []).append(row)
    planned = 0
    for person, one in addressees_of(by_person.keys()).items():
        rows = by_person[person]
        mail = Mail.objects.create(
            addressee=one,
            kind=MailKind.REMINDER,
            key=f"reminder:{rows[0].pk}:{one.pk}",
            planned_at=now,
            not_before=gentle_time(now),
        )
        ReminderMail.objects.bulk_create(ReminderMail(mail=mail, reminder=row) for row in rows)
        planned += 1
    return planned


@transaction.atomic
def plan_digests(*, now: datetime) -> int:
    """Plan the digests of today, for those whose turn it is; return how many. Four queries for each 500 people.

    From seven in the morning on working days: daily ones each day, weekly ones on the first of the week or, where that
    was missed, on a later one.
    """
    local = now.astimezone(COPENHAGEN)
    today = local.date()
    if local.time() < OPENS or not is_working_day(today):
        return 0
    _everybody()
    monday = today - timedelta(days=today.weekday())
    since: Mapping[str, date] = {Rhythm.DAILY: today, Rhythm.WEEKLY: monday}
    planned = 0
    for rhythm, first in since.items():
        if rhythm == Rhythm.WEEKLY and today < first_working_day_of_week(today):
            continue
        rows = Addressee.objects.filter(digest=rhythm, user__is_active=True)
        turn = rows.exclude(digested_on__gte=first).order_by("pk")[:AT_A_TIME]
        found = list(turn)
        planned += plan(
            Planned(one, MailKind.DIGEST, f"digest:{today}:{one.pk}", None, now, now) for one in found
        )
        Addressee.objects.filter(pk__in=[one.pk for one in found]).update(digested_on=today)
    return planned


def _everybody() -> None:
    """Give every user a row, so that nobody is forgotten. Two queries; more for those who are new."""
    missing = User.objects.filter(is_active=True, addressee__isnull=True).order_by("pk")[:AT_A_TIME]
    users = list(missing)
    if not users:
        return
    number = JournalHead.objects.values_list("number", flat=True).get(pk=1)
    roots = {
        row.user_id: row.same_as_id or row.pk
        for row in Person.objects.filter(user__in=users).only("pk", "same_as", "user")
    }
    taken = dict(Addressee.objects.filter(person__in=roots.values()).values_list("person", "pk"))
    for user in users:
        root = roots.get(user.pk)
        if root in taken:
            Addressee.objects.filter(pk=taken[root], user=None).update(user=user)
    known = set(Addressee.objects.filter(user__in=users).values_list("user", flat=True))
    Addressee.objects.bulk_create(
        Addressee(
            user=user,
            person_id=roots.get(user.pk) if roots.get(user.pk) not in taken else None,
            told_number=number,
        )
        for user in users
        if user.pk not in known
    )


@transaction.atomic
def plan_adoptions(*, now: datetime) -> int:
    """Plan the reminders of adoptions that are due, also of days on which nobody looked; return how many are new.

    One to each contact for each decision and step, on a working day. Two queries for each day, and four more.
    """
    today = now.astimezone(COPENHAGEN).date()
    due = {
        (one.person_id, one.decision_public_id, one.step, day): one
        for day in (today - timedelta(days=back) for back in range(LOOKED_BACK_DAYS))
        for one in adoptions_due(day)
    }
    people = dict(
        Person.objects.filter(pk__in={key[0] for key in due}).values_list("pk", Coalesce("same_as", "pk"))
    )
    addressees = addressees_of(set(people.values()))
    decisions = dict(
        Record.objects.filter(public_id__in={key[1] for key in due}).values_list("public_id", "pk")
    )
    return plan(
        Planned(
            addressees[people[person]],
            MailKind.ADOPTION,
            f"adoption:{decision}:{day}:{addressees[people[person]].pk}",
            decisions[decision],
            now,
            gentle_time(now),
        )
        for person, decision, _step, day in due
    )
