"""Publish agendas and minutes, and take them back. What is closed stays closed, what is masked stays masked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.documents.queries import undealt_cpr
from roedtraad.meetings import audience
from roedtraad.meetings.models import Meeting, MeetingPaper, MeetingState, PaperKind
from roedtraad.publishing import policy
from roedtraad.publishing.actions.correcting import end_correction
from roedtraad.publishing.actions.sending import needs_to_be_sent_out


@dataclass(frozen=True, slots=True)
class Published:
    """What became of one meeting of many: published, or the refusal that says why not."""

    meeting: Meeting
    refusal: Refused | None = None

    @property
    def is_published(self) -> bool:
        """Return whether its minutes are public now."""
        return self.refusal is None


def publish_minutes(meeting: Meeting, *, viewer: Viewer) -> MeetingPaper:
    """Let everybody see the newest minutes of a meeting and what is open in it.

    Public from now on: the meeting, its open items with their texts, attachments and cases, what was decided, the
    people on the list, and the file with what is masked in it. Not public: closed items and all that belongs to them,
    people who came for closed items only. Published again it is published as it now is. Forty queries at most.

    Raises:
        NotAllowed: the viewer does not keep the meeting, or one of its bodies does not publish.
        Refused: there are no minutes, the meeting was not held, or a CPR number in the file was not dealt with.
    """
    return _publish(meeting, PaperKind.MINUTES, viewer=viewer)


def publish_agenda(meeting: Meeting, *, viewer: Viewer) -> MeetingPaper:
    """Let everybody see the newest agenda of a meeting and its open items; what is decided stays for the circle.

    Raises:
        NotAllowed: the viewer does not keep the meeting, or one of its bodies does not publish.
        Refused: there is no agenda, or it was made here and not sent out; the meeting was cancelled, or a CPR number in the file was not dealt with.
    """
    return _publish(meeting, PaperKind.AGENDA, viewer=viewer)


def publish_many(meetings: Iterable[Meeting], *, viewer: Viewer) -> tuple[Published, ...]:
    """Publish the minutes of many meetings, each in a transaction of its own; one that cannot be stops no other."""
    done = []
    for meeting in meetings:
        try:
            publish_minutes(meeting, viewer=viewer)
        except Refused as refusal:
            done.append(Published(meeting, refusal))
        else:
            done.append(Published(meeting))
    return tuple(done)


@transaction.atomic
def unpublish(meeting: Meeting, *, reason: str, viewer: Viewer) -> None:
    """Take back what was published of a meeting: agenda, minutes, and all that was public for their sake.

    People stay public who are so for another reason: other published minutes, or a public seat. What was copied
    meanwhile cannot be called back.

    Raises:
        NotAllowed: the viewer does not keep the meeting.
        Refused: nothing is published, or there is no reason.
    """
    policy.may_take_back(viewer, meeting).or_refuse()
    if not reason.strip():
        raise Refused("publishing.reason", _("Write why, so that others can understand it later."))
    taken = MeetingPaper.objects.filter(meeting=meeting, published_at__isnull=False).update(published_at=None)
    end_correction(meeting)
    if not taken:
        raise Refused("publishing.not_published", _("Nothing of this meeting is published."))
    audience.renew([meeting.pk], on=viewer.on)
    audience.hide_people([meeting.pk])
    journal.write(viewer.user, "publishing.meeting.unpublished", meeting.record, reason=reason)


@transaction.atomic
def _publish(meeting: Meeting, kind: PaperKind, *, viewer: Viewer) -> MeetingPaper:
    meeting = (
        Meeting.objects.select_for_update(of=("self",)).select_related("record", "body").get(pk=meeting.pk)
    )
    policy.may_publish(viewer, meeting).or_refuse()
    paper = _newest(meeting, kind)
    if kind == PaperKind.AGENDA:
        needs_to_be_sent_out(meeting)
    paper.published_at = timezone.now()
    paper.save(update_fields=["published_at"])
    if kind == PaperKind.MINUTES:
        end_correction(meeting)
    audience.renew([meeting.pk], on=viewer.on)
    journal.write(
        viewer.user, f"publishing.{kind}.published", meeting.record, facts={"version": paper.version}
    )
    return paper


def _newest(meeting: Meeting, kind: PaperKind) -> MeetingPaper:
    """Return the newest paper of a kind, if it may be published now. Two queries."""
    paper = (
        MeetingPaper.objects.filter(meeting=meeting, kind=kind)
        .select_related("document")
        .order_by("-version")
        .first()
    )
    if paper is None:
        raise Refused("publishing.no_paper", _("There is nothing to publish yet. Record the minutes first."))
    if meeting.state == MeetingState.CANCELLED or (
        kind == PaperKind.MINUTES and meeting.state != MeetingState.HELD
    ):
        raise Refused(
            "publishing.not_held", _("The meeting has not been held, so there are no minutes to publish.")
        )
    if paper.document is not None and undealt_cpr().filter(text__document=paper.document).exists():
        raise Refused(
            "documents.cpr",
            _("The document holds a CPR number. Say for each whether it stays hidden before you publish it."),
        )
    return paper
