"""A letter that reminds of adoptions: what a party has to adopt after a joint decision, to its contact."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.policy import visible
from roedtraad.commitments.models import Adoption, AdoptionState
from roedtraad.documents.queries import hidden_words
from roedtraad.meetings.queries.seeing import shown
from roedtraad.notices.letters.letter import (
    Button,
    Letter,
    Line,
    NothingToSay,
    closed_words,
    safe,
    section,
    whole_url,
)
from roedtraad.notices.models import Mail
from roedtraad.notices.seeing import Reached


def adoption(mail: Mail, reader: Reached, *, at: datetime) -> Letter | NothingToSay:
    """Remind the contact of a party that a decision waits for the party's own adoption. Five queries.

    What was adopted, or is no longer asked for, is left out; so is a decision that the reader may not see.
    """
    assert mail.record is not None
    rows = Adoption.objects.filter(
        visible(reader.viewer, record="decision__record"),
        decision=mail.record.pk,
        state=AdoptionState.WAITING,
        contact__in=_own(reader),
    ).select_related("decision__record", "decision__item", "party")
    found = list(rows.order_by("due_on", "pk"))
    if not found:
        return NothingToSay(_("Nothing of this is left to remind of."))
    item = found[0].decision.item
    words = hidden_words(reader.viewer, record_ids=[item.pk])
    title = (
        closed_words()
        if item.is_closed
        else safe(shown(item.title, is_keeper=False, words=words.get(item.pk, ())))
    )
    lines = [
        Line(
            safe(row.party.name),
            note=_("by %(day)s") % {"day": danish.day(row.due_on)} if row.due_on else "",
        )
        for row in found
    ]
    public_id = found[0].decision.record.public_id
    return Letter(
        subject=_("Reminder: a decision waits for adoption"),
        opening=(_("This joint decision waits for an adoption of your own: %(title)s") % {"title": title},),
        sections=(section(_("Who is to adopt it"), lines),),
        button=Button(_("See the adoptions"), whole_url(f"/beslutning/{public_id}/vedtagelser")),
        closing=(_("Write on the page when it was adopted, and where."),),
        thread=public_id,
    )


def _own(reader: Reached) -> list[int]:
    prefix = "person:"
    return [int(token.removeprefix(prefix)) for token in reader.viewer.tokens if token.startswith(prefix)]
