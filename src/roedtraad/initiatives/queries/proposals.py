"""What was read in minutes and waits for a person."""

from __future__ import annotations

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Collaboration
from roedtraad.initiatives.models import Proposal


def open_things(viewer: Viewer, collaboration: Collaboration) -> tuple[Proposal, ...]:
    """Return what waits, newest meeting first, in the order in which it is best accepted. One query."""
    rows = Proposal.objects.filter(
        visible(viewer, record="item__record"),
        collaboration=collaboration,
        settled=Proposal.Settled.OPEN,
    ).select_related(
        "collaboration__record", "item__record", "item__meeting__body", "document_text__document__record"
    )
    return tuple(rows.order_by("-item__meeting__held_on", "item", "order"))
