"""Note something for oneself about an item or a paper of a meeting."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.accounts.refusals import Refused
from roedtraad.meetings.models import PrivateNote
from roedtraad.meetings.wording import plain

LONGEST_NOTE = 20_000
NOTED = (RecordKind.ITEM, RecordKind.ATTACHMENT)


@transaction.atomic
def note(record: Record, text: str, *, at: datetime, viewer: Viewer) -> None:
    """Keep what somebody notes for themselves, in place of what they noted before; without words it is gone.

    It is nobody else's business: the journal, the search and every export know nothing of it.

    Raises:
        Refused: the viewer is not logged in, may not see what the note is about, or wrote more than is kept.
    """
    if viewer.user is None or record.kind not in NOTED or not may_see(viewer, record):
        raise Refused("meetings.note", _("This is not there to note anything about."))
    if len(text) > LONGEST_NOTE:
        raise Refused("meetings.note_length", _("The note is too long. Shorten it to 20,000 characters."))
    own = PrivateNote.objects.filter(by=viewer.user, record=record)
    if text.strip():
        told = {"text": plain(text).strip(), "at": at}
        PrivateNote.objects.update_or_create(by=viewer.user, record=record, defaults=told)
    else:
        own.delete()
