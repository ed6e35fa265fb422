"""The pieces of an item: taken over from its case, its programme, and which alternative was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.cases.models import OF_A_CASE, CaseDraft, DraftPiece, PieceKind
from roedtraad.meetings import audience
from roedtraad.meetings.actions.writing import decision_of, unpublished
from roedtraad.meetings.models import AgendaApproval, AgendaItem, Choice, ItemPiece

MOST_POINTS = 40


def freeze_pieces(item: AgendaItem, draft: CaseDraft) -> None:
    """Give an item the pieces of its case as they stand, in place of those that it had. In the caller's transaction."""
    _put(item, OF_A_CASE, DraftPiece.objects.filter(draft=draft).order_by("kind", "order"))


def bring_pieces_over(old: AgendaItem, new: AgendaItem) -> None:
    """Give an item the pieces of the one that was postponed. In the caller's transaction."""
    rows = ItemPiece.objects.filter(item=old).order_by("kind", "order")
    _put(new, tuple(PieceKind), rows)


def _put(item: AgendaItem, kinds: Sequence[PieceKind], rows: Iterable[DraftPiece | ItemPiece]) -> None:
    ItemPiece.objects.filter(item=item, kind__in=kinds).delete()
    ItemPiece.objects.bulk_create(
        ItemPiece(
            item=item, kind=row.kind, label=row.label, text=row.text, answer=row.answer, order=row.order
        )
        for row in rows
    )


@transaction.atomic
def set_programme(item: AgendaItem, lines: Sequence[str], *, viewer: Viewer) -> None:
    """Say what happens under an item, point by point: in place of the programme that it had.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published, or there are more than forty points.
    """
    meeting = unpublished(item.meeting_id, viewer=viewer)
    told = [" ".join(line.split())[:500] for line in lines if line.strip()]
    if len(told) > MOST_POINTS:
        raise Refused(
            "meetings.programme", _("A programme has forty points at most. Put the rest in an attachment.")
        )
    known = ItemPiece.objects.filter(item=item, kind=PieceKind.PROGRAMME)
    if told == list(known.order_by("order").values_list("text", flat=True)):
        return
    known.delete()
    ItemPiece.objects.bulk_create(
        ItemPiece(item=item, kind=PieceKind.PROGRAMME, text=text, order=order)
        for order, text in enumerate(told, start=1)
    )
    AgendaApproval.objects.filter(meeting=meeting).delete()
    journal.write(viewer.user, "meetings.programme.set", item.record, facts={"points": len(told)})


@transaction.atomic
def choose(item: AgendaItem, alternative: ItemPiece | None, *, viewer: Viewer) -> None:
    """Say which of the alternatives of an item was chosen; None: none of them.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published, or the alternative is none of this item's.
    """
    unpublished(item.meeting_id, viewer=viewer)
    if alternative is not None and (
        alternative.item_id != item.pk or alternative.kind != PieceKind.ALTERNATIVE
    ):
        raise Refused("meetings.alternative", _("This alternative was not put forward under this item."))
    decision = decision_of(item)
    if alternative is None:
        Choice.objects.filter(decision=decision).delete()
    else:
        Choice.objects.update_or_create(decision=decision, defaults={"piece": alternative})
    audience.renew([item.meeting_id], on=viewer.on)
    letter = alternative.label if alternative else ""
    journal.write(viewer.user, "meetings.alternative.chosen", decision.record, facts={"letter": letter})
