"""An agenda that is made here is public only after it was sent out, and so after the chairs approved it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from roedtraad.accounts.refusals import Refused
from roedtraad.meetings.drafts import is_draft
from roedtraad.meetings.models import AgendaRelease, Meeting


def needs_to_be_sent_out(meeting: Meeting) -> None:
    """Refuse an agenda of which nothing was sent out. Two queries at most.

    What was added since it was last sent out does not hinder: it stays a draft, and is not public. An agenda that was
    read from a file went out without us.
    """
    rows = meeting.items.filter(is_draft(), record__withdrawn_at__isnull=True)
    if rows.exists() and not AgendaRelease.objects.filter(meeting=meeting).exists():
        raise Refused(
            "publishing.not_sent_out",
            _(
                "The agenda has not been sent out. Let the chairs approve it and send it out; then publish it."
            ),
        )
