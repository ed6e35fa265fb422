"""Publish at a set time: planned by a person, done by the program, once, if the person still may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.policy import viewer_of
from roedtraad.meetings.models import Meeting, PaperKind
from roedtraad.publishing import policy
from roedtraad.publishing.actions.issuing import issue
from roedtraad.publishing.models import PlannedPublication


@transaction.atomic
def plan_publication(
    meeting: Meeting, kind: PaperKind, *, due_at: datetime, at: datetime, viewer: Viewer
) -> PlannedPublication:
    """Let a paper be published at a moment to come; said again it is another moment.

    Whether it can be published is looked at then: until then everything may change.

    Raises:
        NotAllowed: the viewer does not publish the papers of this meeting.
        Refused: the moment has passed.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("record").get(pk=meeting.pk)
    policy.may_publish(viewer, meeting).or_refuse()
    if due_at <= at or viewer.user is None:
        raise Refused(
            "publishing.past_moment", _("That moment has passed. Publish it now, or choose another.")
        )
    PlannedPublication.objects.filter(meeting=meeting, kind=kind, done_at=None, called_off_at=None).update(
        called_off_at=at
    )
    row = PlannedPublication.objects.create(meeting=meeting, kind=kind, due_at=due_at, by=viewer.user)
    journal.write(
        viewer.user, "publishing.publication.planned", meeting.record, facts={"kind": kind, "at": str(due_at)}
    )
    return row


@transaction.atomic
def call_off(row: PlannedPublication, *, at: datetime, viewer: Viewer) -> None:
    """Let a planned publication not happen.

    Raises:
        NotAllowed: the viewer does not keep the meeting.
        Refused: it has happened, or was called off.
    """
    policy.may_take_back(viewer, row.meeting).or_refuse()
    waiting = PlannedPublication.objects.filter(pk=row.pk, done_at=None, called_off_at=None)
    if not waiting.update(called_off_at=at):
        raise Refused("publishing.not_planned", _("This is not planned any more."))
    journal.write(viewer.user, "publishing.publication.called_off", row.meeting.record)


def publish_due(*, at: datetime) -> Iterator[PlannedPublication]:
    """Publish what is due, each in a transaction of its own; yield what was published or refused. Done twice it is done once.

    It is published for whoever planned it, with the rights that they have now. What is refused says why, is told to
    the secretariat on its page, and is not tried again.
    """
    due = PlannedPublication.objects.filter(due_at__lte=at, done_at=None, called_off_at=None)
    for pk in list(due.values_list("pk", flat=True)):
        row = _publish(pk, at=at)
        if row is not None:
            yield row


@transaction.atomic
def _publish(pk: int, *, at: datetime) -> PlannedPublication | None:
    rows = PlannedPublication.objects.select_for_update(of=("self",)).select_related("meeting__record", "by")
    row = rows.filter(pk=pk, done_at=None, called_off_at=None).first()
    if row is None:  # somebody else did it in the meantime
        return None
    viewer = viewer_of(row.by, on=timezone.localtime(at).date())
    try:
        with transaction.atomic():
            issue(row.meeting, PaperKind(row.kind), viewer=viewer, at=at)
    except Refused as refusal:
        row.refusal = str(refusal.sentence)
    row.done_at = at
    row.save(update_fields=["done_at", "refusal"])
    if row.refusal:
        journal.write(None, "publishing.publication.refused", row.meeting.record, reason=row.refusal[:300])
    return row
