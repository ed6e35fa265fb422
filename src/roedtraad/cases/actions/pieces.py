"""Write alternatives, questions and quotations in a case, each as a thing of its own."""

from __future__ import annotations

from string import ascii_uppercase

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.cases import policy
from roedtraad.cases.models import OF_A_CASE, CaseDraft, DraftPiece, DraftState, PieceKind


@transaction.atomic
def add_piece(draft: CaseDraft, kind: PieceKind, text: str, *, viewer: Viewer, label: str = "") -> DraftPiece:
    """Add a piece after those of its kind. An alternative gets the next letter; a quotation says who speaks, as a role.

    Raises:
        NotAllowed: the viewer does not write in the case.
        Refused: the case is ready, there are no words, or a quotation does not say in which role it was said.
    """
    draft = _open_draft(draft, viewer)
    text, label = text.strip()[:4000], " ".join(label.split())[:120]
    if not text or kind not in OF_A_CASE:
        raise Refused("cases.no_piece", _("Write the words."))
    if kind == PieceKind.QUOTATION and not label:
        raise Refused(
            "cases.no_speaker", _("Write in which role it was said, for example: citizen, or nurse.")
        )
    rows = DraftPiece.objects.filter(draft=draft, kind=kind)
    order = (rows.aggregate(last=Max("order"))["last"] or 0) + 1
    if kind == PieceKind.ALTERNATIVE:
        label = ascii_uppercase[min(order, len(ascii_uppercase)) - 1]
    row = DraftPiece.objects.create(draft=draft, kind=kind, label=label, text=text, order=order)
    journal.write(viewer.user, "cases.piece.added", draft.case.record, facts={"kind": kind, "text": text})
    return row


@transaction.atomic
def answer_question(piece: DraftPiece, answer: str, *, viewer: Viewer) -> None:
    """Write how a question was clarified; without words it is open again.

    Raises:
        NotAllowed: the viewer does not write in the case.
        Refused: the case is ready, or the piece is no question.
    """
    draft = _open_draft(piece.draft, viewer)
    if piece.kind != PieceKind.QUESTION:
        raise Refused("cases.no_piece", _("Write the words."))
    DraftPiece.objects.filter(pk=piece.pk).update(answer=answer.strip()[:4000])
    journal.write(viewer.user, "cases.piece.answered", draft.case.record, facts={"text": answer.strip()})


@transaction.atomic
def take_out_piece(piece: DraftPiece, *, viewer: Viewer) -> None:
    """Take a piece out of a case. The letters of alternatives follow their order; agendas keep their copies.

    Raises:
        NotAllowed: the viewer does not write in the case.
        Refused: the case is ready.
    """
    draft = _open_draft(piece.draft, viewer)
    DraftPiece.objects.filter(pk=piece.pk).delete()
    rows = DraftPiece.objects.filter(draft=draft, kind=piece.kind, order__gt=piece.order).order_by("order")
    for row in rows:
        row.order -= 1
        if piece.kind == PieceKind.ALTERNATIVE:
            row.label = ascii_uppercase[min(row.order, len(ascii_uppercase)) - 1]
        row.save(update_fields=["order", "label"])
    journal.write(viewer.user, "cases.piece.taken_out", draft.case.record, facts={"kind": piece.kind})


def _open_draft(draft: CaseDraft, viewer: Viewer) -> CaseDraft:
    rows = CaseDraft.objects.select_for_update(of=("self",)).select_related("case__record", "body")
    row = rows.get(pk=draft.pk)
    policy.may_write(viewer, row).or_refuse()
    if row.state == DraftState.PROPOSED:
        raise Refused("cases.proposed", _("The case is only proposed. Answer the proposal first."))
    if row.state != DraftState.DRAFT:
        raise Refused("cases.ready", _("The case is ready. Take it back to write in it again."))
    return row
