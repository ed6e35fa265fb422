"""Correct what is published: with a reason, in the open, as the next version; the earlier ones stay to be read.

Until then nothing of it is public: what is written meanwhile stands aside (`meetings.actions.correcting`).
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.meetings.actions.correcting import put_in_place
from roedtraad.meetings.models import Correction, Meeting, MeetingPaper, PaperKind
from roedtraad.publishing import policy


@transaction.atomic
def correct(meeting: Meeting, *, reason: str, at: datetime, viewer: Viewer) -> Correction:
    """Begin to correct published minutes. What everybody reads stays as it is until they are published anew.

    Raises:
        NotAllowed: the viewer does not keep the meeting.
        Refused: the minutes are not published, they are being corrected already, or there is no reason.
    """
    meeting = (
        Meeting.objects.select_for_update(of=("self",)).select_related("record", "body").get(pk=meeting.pk)
    )
    policy.may_take_back(viewer, meeting).or_refuse()
    if not reason.strip():
        raise Refused("publishing.reason", _("Write why, so that others can understand it later."))
    papers = MeetingPaper.objects.filter(meeting=meeting, kind=PaperKind.MINUTES)
    if not papers.filter(published_at__isnull=False).exists():
        raise Refused(
            "publishing.not_published", _("The minutes are not published, and can be changed as they are.")
        )
    if Correction.objects.filter(meeting=meeting).exists():
        raise Refused("publishing.corrected", _("The minutes are being corrected already."))
    row = Correction.objects.create(
        meeting=meeting, reason=" ".join(reason.split())[:300], opened_at=at, by=viewer.user
    )
    journal.write(viewer.user, "publishing.minutes.corrected", meeting.record, reason=row.reason)
    return row


@transaction.atomic
def drop_correction(meeting: Meeting, *, viewer: Viewer) -> None:
    """Give up the correction of published minutes: they stand as they are, and what was written of it is forgotten.

    Raises:
        NotAllowed: the viewer does not keep the meeting.
        Refused: they are not being corrected.
    """
    meeting = (
        Meeting.objects.select_for_update(of=("self",)).select_related("record", "body").get(pk=meeting.pk)
    )
    policy.may_take_back(viewer, meeting).or_refuse()
    row = Correction.objects.filter(meeting=meeting).first()
    if row is None:
        raise Refused("publishing.not_corrected", _("The minutes are not being corrected."))
    row.delete()
    journal.write(viewer.user, "publishing.correction.dropped", meeting.record, reason=row.reason)


def end_correction(meeting: Meeting) -> str:
    """End the correction of a meeting's minutes, if there is one: what it says stands from now on. Return its reason.

    In the transaction of the caller, who renews who may see what.
    """
    row = Correction.objects.filter(meeting=meeting).first()
    if row is None:
        return ""
    reason = row.reason
    put_in_place(row)
    return reason
