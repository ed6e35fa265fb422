"""Alternatives, questions and quotations of a case: added, clarified, taken out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from roedtraad.accounts.refusals import Refused
from roedtraad.cases import actions
from roedtraad.cases.models import OF_A_CASE, CaseDraft, DraftPiece, PieceKind
from roedtraad.cases.queries.writing import draft_for
from roedtraad.web.access import login_needed
from roedtraad.web.lookup import key_of
from roedtraad.web.requests import Request

Group = tuple[PieceKind, str, list[DraftPiece]]


def pieces_by_kind(draft: CaseDraft) -> list[Group]:
    """Return the pieces of a case by kind, also the kinds of which there are none. One query."""
    rows = list(DraftPiece.objects.filter(draft=draft).order_by("order"))
    return [
        (kind, capfirst(str(kind.label)), [row for row in rows if row.kind == kind]) for kind in OF_A_CASE
    ]


@login_needed
@require_POST
def case_pieces(request: Request, public_id: str) -> HttpResponse:
    """Do to the pieces of a case what a button on its page asks for, and lead back there."""
    draft = draft_for(request.viewer, public_id)
    if draft is None:
        raise Http404
    name, _sign, which = request.POST.get("goer", "").partition(":")
    try:
        if name == "ny" and which in OF_A_CASE:
            text, label = request.POST.get("tekst", ""), request.POST.get("hvem", "")
            actions.add_piece(draft, PieceKind(which), text, label=label, viewer=request.viewer)
        elif name in {"svar", "ud"}:
            piece = get_object_or_404(
                DraftPiece.objects.select_related("draft"), draft=draft, pk=key_of(which)
            )
            if name == "ud":
                actions.take_out_piece(piece, viewer=request.viewer)
            else:
                actions.answer_question(piece, request.POST.get("svar", ""), viewer=request.viewer)
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect(f"{reverse('case_write', args=[public_id])}#dele")
