"""When a promise is due, as columns: what was told, read, and checked against the meetings that there are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.accounts.refusals import Refused
from roedtraad.commitments.due import Due, DueTold, resolve_due
from roedtraad.commitments.due_words import due_in
from roedtraad.commitments.models import DueKind
from roedtraad.meetings.models import Meeting, MeetingState
from roedtraad.meetings.wording import cut


@dataclass(frozen=True, slots=True)
class DueRead:
    """A due that was read, the body at whose meeting it is, and the meeting where one was chosen."""

    due: Due
    body_id: int
    meeting_id: int | None = None

    @property
    def is_untold(self) -> bool:
        """Return whether nothing says when."""
        return self.due.kind == DueKind.UNTOLD and self.due.watch_on is None


def due_of(told: DueTold, *, host_id: int, made_on: date, viewer: Viewer) -> DueRead:
    """Return what was told as it can be saved. At most one query.

    Raises:
        Refused: the chosen meeting is not to be seen, or was cancelled.
    """
    due = resolve_due(told, made_on=made_on)
    body_id = told.body_id or host_id
    if told.meeting_id is None:
        return DueRead(due, body_id)
    meeting = Meeting.objects.filter(visible(viewer), pk=told.meeting_id).first()
    if meeting is None or meeting.state == MeetingState.CANCELLED:
        raise Refused("commitments.meeting", _("Choose a meeting that will be held, or was held."))
    bound = replace(
        due, first_on=min(due.first_on or meeting.held_on, meeting.held_on), due_on=meeting.held_on
    )
    return DueRead(bound, told.body_id or meeting.body_id, meeting.pk)


def widened(told: DueTold, text: str) -> DueTold:
    """Return what was told with the words of the promise round the time that it names.

    Where a person chose (a day, a meeting, an event), what the text says beside it does not count.
    """
    is_chosen = bool(told.awaits or told.meeting_id or told.watch_on or told.is_ongoing)
    if is_chosen or (told.edtf and not told.words):
        return told
    return replace(told, words=due_in(text, told.words))


def due_columns(read: DueRead) -> dict[str, object]:
    """Return a due as the columns of a promise."""
    due = read.due
    return {
        "due_kind": due.kind,
        "due_as_told": cut(due.as_told, 300),
        "due_edtf": due.edtf[:30],
        "due_first_on": due.first_on,
        "due_on": due.due_on,
        "due_from": due.counts_from,
        "meets": due.meets,
        "is_extraordinary": due.is_extraordinary,
        "due_body_id": read.body_id,
        "due_meeting_id": read.meeting_id,
        "awaits": cut(due.awaits, 300),
        "watch_on": due.watch_on,
    }
