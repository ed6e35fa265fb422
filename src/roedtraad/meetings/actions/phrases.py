"""The standard phrases of a body, beside adding one: end it, so that it is offered no more; what was written with it stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.meetings.models import Phrase
from roedtraad.meetings.policy import may_keep_meetings


@transaction.atomic
def end_phrase(phrase: Phrase, *, at: datetime, viewer: Viewer) -> None:
    """Offer a phrase no more; ended twice is ended once.

    Raises:
        NotAllowed: the viewer does not keep the meetings of the body.
    """
    may_keep_meetings(viewer, phrase.body).or_refuse()
    if Phrase.objects.filter(pk=phrase.pk, ended_at=None).update(ended_at=at):
        journal.write(viewer.user, "meetings.phrase.ended", phrase.body.record, facts={"text": phrase.text})
