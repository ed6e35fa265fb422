"""Take a meeting out of sight that was recorded by mistake. Nothing is deleted; its document can be recorded again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import set_audience
from roedtraad.meetings import audience
from roedtraad.meetings.actions.writing import needs_a_reason, unpublished
from roedtraad.meetings.models import (
    AgendaItem,
    Decision,
    ItemAttachment,
    ItemCase,
    Meeting,
    MeetingPaper,
    SeenWith,
)


@transaction.atomic
def withdraw_meeting(meeting: Meeting, *, reason: str, viewer: Viewer) -> None:
    """Take a meeting out of sight with its items and decisions, what hangs on these, and the cases and attachments that only it has.

    The files of its papers are the secretariat's again, and can be recorded anew.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: its minutes are published, or there is no reason.
    """
    meeting = unpublished(meeting.pk, viewer=viewer)
    needs_a_reason(reason)
    others = _others(meeting)
    gone = {meeting.pk, *_own(meeting)}
    Record.objects.filter(pk__in=gone).update(is_public=False, withdrawn_at=timezone.now())
    files = Record.objects.filter(document__papers__meeting=meeting).distinct()
    set_audience(files, tokens=[Circle.SECRETARIAT.of(meeting.body_id)], is_public=False)
    audience.renew(others, on=viewer.on)
    journal.write(viewer.user, "meetings.meeting.withdrawn", meeting.record, reason=reason)


def _own(meeting: Meeting) -> set[int]:
    """Return what belongs to this meeting and to no other."""
    items = set(AgendaItem.objects.filter(meeting=meeting).values_list("pk", flat=True))
    decisions = set(Decision.objects.filter(item__in=items).values_list("pk", flat=True))
    listed = ItemAttachment.objects.filter(item__in=items).values_list("attachment", flat=True)
    elsewhere = ItemAttachment.objects.filter(attachment__in=listed).exclude(item__in=items)
    attachments = set(listed) - set(elsewhere.values_list("attachment", flat=True))
    treated = ItemCase.objects.filter(item__in=items).values_list("consideration__case", flat=True)
    treated_elsewhere = ItemCase.objects.filter(consideration__case__in=treated).exclude(item__in=items)
    cases = set(treated) - set(treated_elsewhere.values_list("consideration__case", flat=True))
    hung = set(SeenWith.objects.filter(item__in=items).values_list("pk", flat=True))
    return items | decisions | attachments | cases | hung


def _others(meeting: Meeting) -> set[int]:
    """Return the other meetings that treat its cases, or list its attachments or files: who sees these changes."""
    cases = ItemCase.objects.filter(item__meeting=meeting).values("consideration__case")
    listed = ItemAttachment.objects.filter(item__meeting=meeting)
    files = MeetingPaper.objects.filter(meeting=meeting, document__isnull=False).values("document")
    found = {
        *ItemCase.objects.filter(consideration__case__in=cases).values_list("item__meeting", flat=True),
        *ItemAttachment.objects.filter(attachment__in=listed.values("attachment")).values_list(
            "item__meeting", flat=True
        ),
        *ItemAttachment.objects.filter(attachment__document__in=files).values_list(
            "item__meeting", flat=True
        ),
        *MeetingPaper.objects.filter(document__in=files).values_list("meeting", flat=True),
    }
    return found - {meeting.pk}
