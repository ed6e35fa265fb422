"""What every action on a meeting begins with: may this person write in it, and may anybody now."""

from __future__ import annotations

from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.meetings import policy
from roedtraad.meetings.models import Meeting, MeetingPaper, MeetingState, PaperKind


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


def unpublished(meeting_id: int, *, viewer: Viewer) -> Meeting:
    """Return the same, if what it decided may still be changed. Two queries.

    Raises:
        Refused: the minutes are published, and so are what they are until they are taken back.
    """
    meeting = opened(meeting_id, viewer=viewer)
    if MeetingPaper.objects.filter(
        meeting=meeting, kind=PaperKind.MINUTES, published_at__isnull=False
    ).exists():
        raise Refused(
            "meetings.published",
            _("The minutes are published. Take them back, correct them, and publish them again."),
        )
    return meeting


def needs_a_reason(reason: str) -> None:
    """Refuse an act without a reason."""
    if not reason.strip():
        raise Refused("meetings.reason", _("Write why, so that others can understand it later."))
