"""Ask how initiatives go, by hand or by a body's calendar; answer; let the answer become the content of an item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.bodies.policy import may_keep_body
from roedtraad.initiatives import policy
from roedtraad.initiatives.actions.telling import said
from roedtraad.initiatives.models import (
    AT_WORK,
    Initiative,
    InitiativeState,
    Outlook,
    Priority,
    StatusCalendar,
    StatusReport,
    Wish,
)
from roedtraad.meetings.actions import add_item, write_section
from roedtraad.meetings.models import AgendaItem, Meeting, MeetingState, PaperKind, SectionKind

LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Answer:
    """What whoever leads an initiative says of it. Empty words are what has not been written yet."""

    outlook: Outlook | None = None
    progress: str = ""
    results: str = ""
    obstacles: str = ""
    ahead: str = ""
    wish: Wish | None = None
    priority: Priority | None = None
    priority_why: str = ""


@transaction.atomic
def ask_status(
    *,
    viewer: Viewer,
    initiative: Initiative,
    body: Body,
    due_on: date,
    meeting: Meeting | None = None,
    question: str = "",
    asks_priority: bool = False,
) -> StatusReport:
    """Ask how an initiative goes, for a body and perhaps for one of its meetings.

    With `asks_priority` ('status plus') whoever leads it also says how much it matters that it goes on, and why.

    Raises:
        NotAllowed: the viewer is not the secretariat of the body.
        Refused: the day is past, or it has been asked for this meeting already.
    """
    may_keep_body(viewer, body).or_refuse()
    policy.may_keep(viewer, initiative.collaboration).or_refuse()
    if due_on < viewer.on:
        raise Refused("initiatives.status.past", _("The day for the answer is past. Choose a later one."))
    if meeting is not None and _asked(meeting, [initiative.pk]):
        raise Refused("initiatives.status.twice", _("It has been asked for this meeting already."))
    report = StatusReport.objects.create(
        initiative=initiative,
        body=body,
        meeting=meeting,
        asked_on=viewer.on,
        asked_by=viewer.user,
        due_on=due_on,
        question=question.strip()[:500],
        asks_priority=asks_priority,
    )
    journal.write(viewer.user, "initiatives.status.asked", initiative.record, facts={"due": due_on})
    return report


@transaction.atomic
def set_calendar(*, viewer: Viewer, body: Body, days_before: int, days_to_answer: int) -> StatusCalendar:
    """Ask every running initiative how it goes before each meeting of a body from now on.

    Raises:
        NotAllowed: the viewer is not the secretariat of the body.
        Refused: the answer would come after the meeting.
    """
    may_keep_body(viewer, body).or_refuse()
    if not 0 < days_to_answer <= days_before <= 180:
        raise Refused(
            "initiatives.status.days",
            _("The answer must be there before the meeting. Choose fewer days for it."),
        )
    calendar, _made = StatusCalendar.objects.update_or_create(
        body=body,
        withdrawn_at=None,
        defaults={"days_before": days_before, "days_to_answer": days_to_answer, "begins_on": viewer.on},
    )
    facts: dict[str, journal.Fact] = {"days_before": days_before, "days_to_answer": days_to_answer}
    journal.write(viewer.user, "initiatives.status_calendar.set", body.record, facts=facts)
    return calendar


@transaction.atomic
def ask_by_calendar(*, on: date) -> int:
    """Ask what the calendars say is to be asked by this day, and return how many were asked. Asking again asks nobody twice.

    The program itself acts: nobody stands in the journal. Three queries, and seven for each meeting that is near.
    """
    count = 0
    calendars = StatusCalendar.objects.filter(withdrawn_at=None, begins_on__lte=on)
    for calendar in calendars.select_related("body__record"):
        near = Meeting.objects.filter(
            body=calendar.body,
            state=MeetingState.PLANNED,
            record__withdrawn_at=None,
            held_on__gt=on,
            held_on__lte=on + timedelta(days=calendar.days_before),
        )
        for meeting in near.order_by("held_on", "pk"):
            count += _ask_all(calendar, meeting, on)
    return count


@transaction.atomic
def save_answer(*, viewer: Viewer, report: StatusReport, answer: Answer, at: datetime, based_on: int) -> int:
    """Save what has been written of a status so far, and return its new revision.

    Raises:
        NotAllowed: the viewer neither leads the initiative nor keeps it.
        Refused: it was sent, dropped, or changed by somebody else since `based_on`.
    """
    row = _open(viewer, report)
    if row.revision != based_on:
        raise Refused(
            "initiatives.status.outdated",
            _(
                "Somebody else has written here since you opened the page. Open it again, and write once more."
            ),
        )
    _write(row, answer, at)
    return row.revision


@transaction.atomic
def send_answer(*, viewer: Viewer, report: StatusReport, answer: Answer, at: datetime) -> StatusReport:
    """Send a status: from now on it is not changed.

    Raises:
        NotAllowed: the viewer neither leads the initiative nor keeps it.
        Refused: it was sent or dropped, or does not say how it goes, what has happened, or the priority asked for.
    """
    row = _open(viewer, report)
    if answer.outlook is None:
        raise Refused("initiatives.status.outlook", _("Say how it goes."))
    said(answer.progress, _("Write what has happened."))
    if row.asks_priority and answer.priority is None:
        raise Refused(
            "initiatives.status.priority", _("Say how much it matters that the initiative goes on.")
        )
    _write(row, answer, at)
    row.sent_at, row.sent_by = at, viewer.user
    row.save(update_fields=["sent_at", "sent_by"])
    journal.write(viewer.user, "initiatives.status.sent", row.initiative.record, facts={"row": row.pk})
    return row


@transaction.atomic
def drop_status(*, viewer: Viewer, report: StatusReport, at: datetime, reason: str) -> None:
    """Say that a status is not needed after all.

    Raises:
        NotAllowed: the viewer is not the secretariat of the body that asked.
        Refused: no reason, or it has been sent.
    """
    may_keep_body(viewer, report.body).or_refuse()
    why = said(reason, _("Write why, so that others can understand it later."))
    row = StatusReport.objects.select_for_update().get(pk=report.pk)
    if row.sent_at is not None:
        raise Refused("initiatives.status.sent", _("The status has been sent, and is not changed any more."))
    row.dropped_at = at
    row.save(update_fields=["dropped_at"])
    journal.write(viewer.user, "initiatives.status.dropped", row.initiative.record, reason=why)


@transaction.atomic
def put_on_agenda(*, viewer: Viewer, report: StatusReport, meeting: Meeting) -> AgendaItem:
    """Put a status on the agenda of a meeting: an item whose text is what was answered.

    Raises:
        NotAllowed: the viewer does not keep the meeting.
        Refused: it was not sent, or is the content of an item already.
    """
    row = StatusReport.objects.select_for_update().get(pk=report.pk)
    if row.sent_at is None:
        raise Refused("initiatives.status.unsent", _("The status has not been answered yet."))
    if row.item_id is not None:
        raise Refused("initiatives.status.placed", _("The status is on an agenda already."))
    initiative = row.initiative
    title = _("Status of %(initiative)s") % {"initiative": initiative.name}
    item = add_item(meeting, title, viewer=viewer)
    write_section(
        item, SectionKind.CASE, text_of(row), viewer=viewer, heading=_("Status"), paper=PaperKind.AGENDA
    )
    row.item = item
    row.save(update_fields=["item"])
    journal.write(viewer.user, "initiatives.status.listed", initiative.record, facts={"item": item.pk})
    return item


def text_of(report: StatusReport) -> str:
    """Return a status as the text of an item."""
    parts = [
        (_("How it goes"), capfirst(str(Outlook(report.outlook).label)) if report.outlook else ""),
        (_("What has happened"), report.progress),
        (_("Results"), report.results),
        (_("What stands in the way"), report.obstacles),
        (_("What happens now"), report.ahead),
        (_("Proposal"), capfirst(str(Wish(report.wish).label)) if report.wish else ""),
        (_("Priority"), _priority_said(report)),
    ]
    words = [f"{head}: {text}" for head, text in parts if text]
    if report.sent_at is not None:
        words.append(_("Answered %(day)s.") % {"day": danish.day(report.sent_at.date())})
    return "\n\n".join(words)


def _priority_said(report: StatusReport) -> str:
    if not report.priority:
        return ""
    return ". ".join(filter(None, (capfirst(str(Priority(report.priority).label)), report.priority_why)))


def _ask_all(calendar: StatusCalendar, meeting: Meeting, on: date) -> int:
    running = _running(calendar.body, on)
    known = _asked(meeting, [one.pk for one in running])
    due_on = min(on + timedelta(days=calendar.days_to_answer), meeting.held_on - timedelta(days=1))
    made = StatusReport.objects.bulk_create(
        StatusReport(initiative=one, body=calendar.body, meeting=meeting, asked_on=on, due_on=max(due_on, on))
        for one in running
        if one.pk not in known
    )
    for row in made:
        journal.write(None, "initiatives.status.asked", row.initiative.record, facts={"due": row.due_on})
    return len(made)


def _running(body: Body, on: date) -> list[Initiative]:
    """Return the initiatives of the body's collaboration that run on a day."""
    rows = Initiative.objects.filter(collaboration=body.collaboration_id, record__withdrawn_at=None)
    states: dict[int, str] = {}
    told = InitiativeState.objects.filter(initiative__in=rows, withdrawn_at=None, on__lte=on)
    for key, state in told.order_by("on", "pk").values_list("initiative", "state"):
        states[key] = state
    return [one for one in rows.select_related("record").order_by("pk") if states.get(one.pk) in AT_WORK]


def _asked(meeting: Meeting, initiatives: Iterable[int]) -> frozenset[int]:
    rows = StatusReport.objects.filter(meeting=meeting, initiative__in=list(initiatives), dropped_at=None)
    return frozenset(rows.values_list("initiative", flat=True))


def _open(viewer: Viewer, report: StatusReport) -> StatusReport:
    """Return a status, locked, that the viewer may write and that is not closed."""
    rows = StatusReport.objects.select_for_update(of=("self",)).select_related("initiative__record")
    row = rows.select_related("initiative__collaboration").get(pk=report.pk)
    policy.may_answer_for(viewer, row.initiative).or_refuse()
    if row.sent_at is not None:
        raise Refused("initiatives.status.sent", _("The status has been sent, and is not changed any more."))
    if row.dropped_at is not None:
        raise Refused("initiatives.status.dropped", _("The status is not needed any more."))
    return row


def _write(row: StatusReport, answer: Answer, at: datetime) -> None:
    row.outlook = str(answer.outlook or "")
    row.progress = answer.progress.strip()[:LONGEST]
    row.results = answer.results.strip()[:LONGEST]
    row.obstacles = answer.obstacles.strip()[:LONGEST]
    row.ahead = answer.ahead.strip()[:LONGEST]
    row.wish = str(answer.wish or "")
    if row.asks_priority:
        row.priority = str(answer.priority or "")
        row.priority_why = answer.priority_why.strip()[:500]
    row.revision += 1
    row.saved_at = at
    row.save()
