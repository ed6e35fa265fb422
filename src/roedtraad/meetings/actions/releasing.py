"""Send an agenda out to those who meet: from then on its items are no drafts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.meetings import audience
from roedtraad.meetings.actions.writing import unpublished
from roedtraad.meetings.models import AgendaRelease, Meeting, MeetingState, ReleasedItem, Sitting
from roedtraad.meetings.queries.agenda import chair_approvals
from roedtraad.meetings.queries.releases import (
    is_moved_since,
    last_release,
    released_agenda,
    standing_agenda,
)
from roedtraad.meetings.releases import Standing, changes_between


@transaction.atomic
def release_agenda(meeting: Meeting, *, at: datetime, viewer: Viewer) -> AgendaRelease:
    """Send the agenda out as it stands, as the next version; the circles of the bodies that meet see its items from now on.

    Nobody is written to here: `notices` reads `meetings.agenda.released` in the journal. Whoever closes the agenda
    over what is due comes first (`planning.actions.send_out`).

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the meeting has begun, there is nothing on the agenda, a chair has not approved it, or nothing is new.
    """
    meeting = unpublished(meeting.pk, viewer=viewer)
    if meeting.state != MeetingState.PLANNED or Sitting.objects.filter(meeting=meeting).exists():
        raise Refused("meetings.begun", _("The meeting has begun. Its agenda cannot be sent out any more."))
    standing = standing_agenda(meeting)
    if not standing:
        raise Refused("meetings.empty", _("There is nothing on the agenda yet."))
    _approved(meeting, viewer)
    last = last_release(meeting)
    if last and not is_moved_since(meeting, last) and not changes_between(released_agenda(last), standing):
        raise Refused("meetings.nothing_new", _("Nothing is new since the agenda was last sent out."))
    release = _frozen(meeting, standing, version=last.version + 1 if last else 1, at=at, viewer=viewer)
    audience.renew([meeting.pk], on=viewer.on)
    journal.write(viewer.user, "meetings.agenda.released", meeting.record, facts={"version": release.version})
    return release


def _frozen(
    meeting: Meeting, standing: Sequence[Standing], *, version: int, at: datetime, viewer: Viewer
) -> AgendaRelease:
    """Write down how the agenda stands in a version."""
    release = AgendaRelease.objects.create(
        meeting=meeting,
        version=version,
        at=at,
        by=viewer.user,
        held_on=meeting.held_on,
        ends_on=meeting.ends_on,
        start_time=meeting.start_time,
        end_time=meeting.end_time,
        place=meeting.place,
    )
    ReleasedItem.objects.bulk_create(
        ReleasedItem(
            release=release,
            item_id=one.item_id,
            order=order,
            number=one.number,
            title=one.title,
            is_closed=one.is_closed,
            minutes=one.minutes,
            presenter=one.presenter,
            texts=one.texts,
            recommended=one.recommended,
            papers=one.papers,
        )
        for order, one in enumerate(standing, start=1)
    )
    return release


def _approved(meeting: Meeting, viewer: Viewer) -> None:
    """Refuse while a chair has not approved the agenda as it stands, and where the body has none."""
    approvals = chair_approvals(viewer, meeting)
    if not approvals:
        raise Refused(
            "meetings.no_chairs",
            _("The body has no chair on the day of the meeting. Enter the chairs on the page of the body."),
        )
    missing = [one.person.name for one in approvals if one.at is None]
    if missing:
        raise Refused(
            "meetings.not_approved",
            _("The agenda has not been approved by %(names)s. Ask for the approval first.")
            % {"names": danish.listed(missing)},
        )
