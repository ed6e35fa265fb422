"""What every action on a meeting begins with: may this person write in it, and may anybody now."""

from __future__ import annotations

from django.utils.translation import gettext as _

from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Refused
from roedtraad.meetings import policy
from roedtraad.meetings.models import (
    AgendaItem,
    Correction,
    Decision,
    Meeting,
    MeetingPaper,
    MeetingState,
    PaperKind,
)


def opened(meeting_id: int, *, viewer: Viewer) -> Meeting:
    """Return a meeting, locked until the end of the transaction, in which the viewer may write. One query.

    Raises:
        NotAllowed: the viewer does not keep it.
        Refused: it was cancelled.
    """
    meeting = (
        Meeting.objects.select_for_update(of=("self",)).select_related("record", "body").get(pk=meeting_id)
    )
    policy.may_keep(viewer, meeting).or_refuse()
    if meeting.state == MeetingState.CANCELLED:
        raise Refused("meetings.cancelled", _("The meeting was cancelled. Plan a new one."))
    return meeting


def unpublished(meeting_id: int, *, viewer: Viewer, is_correctable: bool = False) -> Meeting:
    """Return the same, if what it decided may still be changed. Two queries, three where the minutes are published.

    `is_correctable`: the act can be part of a correction of published minutes (`publishing.actions.correct`), because
    it is kept aside until that is published. Every other act would be public at once.

    Raises:
        Refused: the minutes are published, and are what they are until somebody corrects them or takes them back.
    """
    meeting = opened(meeting_id, viewer=viewer)
    is_published = MeetingPaper.objects.filter(
        meeting=meeting, kind=PaperKind.MINUTES, published_at__isnull=False
    ).exists()
    if not is_published:
        return meeting
    if not Correction.objects.filter(meeting=meeting).exists():
        raise Refused(
            "meetings.published",
            _("The minutes are published. Take them back, correct them, and publish them again."),
        )
    if not is_correctable:
        raise uncorrectable()
    return meeting


def uncorrectable() -> Refused:
    """Return the refusal of an act that can be no part of a correction."""
    return Refused(
        "meetings.published",
        _(
            "While published minutes are corrected, only what was decided and who was there is changed. Take the minutes back to change more."
        ),
    )


def needs_a_reason(reason: str) -> None:
    """Refuse an act without a reason."""
    if not reason.strip():
        raise Refused("meetings.reason", _("Write why, so that others can understand it later."))


def decision_of(item: AgendaItem) -> Decision:
    """Return the decision of an item; one without words is made where there is none. At most three queries."""
    known = Decision.objects.filter(item=item).select_related("record").first()
    if known is not None:
        return known
    return Decision.objects.create(
        record=register(RecordKind.DECISION),
        item=item,
        body_id=item.meeting.body_id,
        decided_on=item.meeting.held_on,
        folded="",
    )
