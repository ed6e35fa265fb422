"""Minutes before they are published: with those who were there, their remarks, the answers, and the approvals."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.meetings.actions.writing import unpublished
from roedtraad.meetings.models import AgendaItem, Meeting, MeetingState
from roedtraad.publishing import policy
from roedtraad.publishing.models import (
    Approver,
    MinutesApproval,
    MinutesRemark,
    MinutesReview,
    MinutesRule,
)
from roedtraad.publishing.queries.reviewing import approvals_of, minutes_act, rule_of

LONGEST_DAYS = 60


@transaction.atomic
def set_minutes_rule(body: Body, approver: Approver, *, remark_days: int, viewer: Viewer) -> MinutesRule:
    """Say who approves the minutes of a body, and how long those who were there have for remarks.

    Minutes that are with those who were there already keep the rule under which they were sent.

    Raises:
        NotAllowed: the viewer does not keep the meetings of the body.
        Refused: the days cannot be meant.
    """
    policy.may_set_rule(viewer, body).or_refuse()
    if not 0 <= remark_days <= LONGEST_DAYS:
        raise Refused("publishing.days", _("Write a number of days from 0 to 60."))
    row, _is_new = MinutesRule.objects.update_or_create(
        body=body, defaults={"approver": approver, "remark_days": remark_days}
    )
    journal.write(
        viewer.user,
        "publishing.minutes_rule.set",
        body.record,
        facts={"approver": approver, "days": remark_days},
    )
    return row


@transaction.atomic
def send_for_remarks(
    meeting: Meeting, *, at: datetime, viewer: Viewer, until: date | None = None
) -> MinutesReview:
    """Let those who were there remark on the minutes until a day, and approve them as the rule of the body says.

    Said again it is a new day; remarks and approvals stay.

    Raises:
        NotAllowed: the viewer does not keep the meeting.
        Refused: it has not been held, the minutes are published, or the day is over.
    """
    meeting = unpublished(meeting.pk, viewer=viewer, is_correctable=True)
    if meeting.state != MeetingState.HELD:
        raise Refused(
            "publishing.not_ended", _("The meeting has not ended. End it first; then there are minutes.")
        )
    rule = rule_of(meeting.body)
    until = until or viewer.on + timedelta(days=rule.remark_days)
    if until < viewer.on:
        raise Refused("publishing.past", _("The day is over. Choose one that is still to come."))
    row, _is_new = MinutesReview.objects.update_or_create(
        meeting=meeting,
        defaults={"until": until, "approver": rule.approver},
        create_defaults={
            "until": until,
            "approver": rule.approver,
            "opened_at": at,
            "by": viewer.user,
        },
    )
    journal.write(viewer.user, "publishing.minutes.sent", meeting.record, facts={"until": until})
    return row


@transaction.atomic
def remark_on_minutes(
    review: MinutesReview, text: str, *, at: datetime, viewer: Viewer, item: AgendaItem | None = None
) -> MinutesRemark:
    """Say something to the minutes, or to an item of them.

    Raises:
        NotAllowed: the viewer was not there.
        Refused: the time for remarks is over, there are no words, or the item is none of the meeting's that they see.
    """
    policy.may_remark(viewer, review.meeting).or_refuse()
    if viewer.on > review.until:
        sentence = _("Remarks could be made until %(day)s. Write to the secretariat.")
        raise Refused("publishing.closed", sentence % {"day": danish.day(review.until)})
    if not text.strip() or viewer.user is None:
        raise Refused("publishing.no_words", _("Write what you want to say."))
    if item is not None and (item.meeting_id != review.meeting_id or not may_see(viewer, item.record)):
        raise Refused("publishing.no_item", _("The item is not one of this meeting."))
    row = MinutesRemark.objects.create(
        review=review, item=item, by=viewer.user, text=text.strip()[:4000], made_at=at
    )
    record = item.record if item else review.meeting.record
    journal.write(viewer.user, "publishing.minutes.remarked", record, facts={"text": row.text})
    return row


@transaction.atomic
def answer_remark(row: MinutesRemark, answer: str, *, at: datetime, viewer: Viewer) -> None:
    """Answer a remark; whoever made it reads the answer.

    Raises:
        NotAllowed: the viewer does not keep the meeting.
        Refused: there are no words.
    """
    policy.may_take_back(viewer, row.review.meeting).or_refuse()
    if not answer.strip():
        raise Refused("publishing.no_words", _("Write what you want to say."))
    row.answer, row.answered_at, row.answered_by = answer.strip()[:4000], at, viewer.user
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    record = row.item.record if row.item else row.review.meeting.record
    journal.write(viewer.user, "publishing.minutes.answered", record, facts={"answer": row.answer})


@transaction.atomic
def approve_minutes(review: MinutesReview, *, at: datetime, viewer: Viewer) -> MinutesApproval:
    """Approve the minutes as they stand. What is recorded afterwards takes the approval away.

    Raises:
        NotAllowed: the viewer is none of those who approve them.
    """
    meeting = (
        Meeting.objects.select_for_update(of=("self",)).select_related("record", "body").get(pk=review.pk)
    )
    asked = approvals_of(viewer, meeting, review)
    policy.may_approve_minutes(viewer, [one.person for one in asked]).or_refuse()
    if viewer.user is None:
        raise RuntimeError("somebody who approves is logged in")
    row, is_new = MinutesApproval.objects.get_or_create(
        review=review, by=viewer.user, act_number=minutes_act(meeting), defaults={"at": at}
    )
    if is_new:
        journal.write(viewer.user, "publishing.minutes.approved", meeting.record)
    return row
