"""What is to be looked at in a case that is being written."""

from __future__ import annotations

from collections.abc import Sequence

from roedtraad.cases.models import Attachment, CaseDraft, DraftPart, DraftPoint
from roedtraad.cases.written.checks import TextGiven, Trouble, troubles_in
from roedtraad.cases.written.plain import as_text


def troubles_of(draft: CaseDraft) -> tuple[Trouble, ...]:
    """Return what is to be looked at in this case. Three queries."""
    return troubles_among(
        list(draft.parts.order_by("order")),
        list(draft.points.order_by("order")),
        attachments=Attachment.objects.filter(
            case=draft.pk, record__withdrawn_at=None, replaced_by=None
        ).count(),
    )


def troubles_among(
    parts: Sequence[DraftPart], points: Sequence[DraftPoint], *, attachments: int
) -> tuple[Trouble, ...]:
    """Return the same of rows that have been read. No query."""
    given = [
        TextGiven(part.key, part.heading, as_text(part.html), part.help, part.is_required)
        for part in parts
        if part.kind == DraftPart.Kind.TEXT
    ]
    return troubles_in(given, points=[(one.act, one.text) for one in points], attachments=attachments)
