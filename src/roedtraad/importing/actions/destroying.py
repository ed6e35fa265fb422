"""Destroy a document for good, with all that was made of its words on the way to records."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer
from roedtraad.checks.actions import forget_words
from roedtraad.documents.actions import purge
from roedtraad.documents.models import Document
from roedtraad.importing.models import Correction, Draft, DraftQuestion, DraftState, ItemAcceptance, Reading


def destroy(document: Document, *, reason: str, viewer: Viewer) -> None:
    """Destroy the original and everything that was read from it: readings, findings, drafts, corrections.

    The records that were made from it stay, without their words. If the program is stopped in between, `forget_purged`
    does the rest.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Refused: there is no reason, or it was destroyed before.
    """
    purge(document, reason=reason, viewer=viewer)
    _forget(document.pk)


def forget_purged() -> int:
    """Forget the words of documents that were destroyed; return of how many. Done when the worker starts."""
    left = Reading.objects.exclude(result="").filter(document__purged_at__isnull=False)
    keys = list(left.values_list("document", flat=True).distinct())
    for key in keys:
        _forget(key)
    return len(keys)


@transaction.atomic
def _forget(key: int) -> None:
    """Blank what tells of the words of a document. Eight queries."""
    document = Document.objects.get(pk=key)
    forget_words(key)
    draft = Draft.objects.select_for_update(of=("self",)).filter(document=key).first()
    if draft is not None:
        _forget_draft(draft, document)
    Reading.objects.filter(document=key).update(result="")


def _forget_draft(draft: Draft, document: Document) -> None:
    words = ("item_number", "item_title", "label", "read_value", "old_value", "new_value", "spans", "marked")
    Correction.objects.filter(draft=draft).update(**dict.fromkeys(words, ""), target={})
    DraftQuestion.objects.filter(draft=draft).delete()
    ItemAcceptance.objects.filter(draft=draft).delete()
    draft.title = draft.body_as_read = draft.meeting_key = ""
    draft.question_count = draft.blocking_count = 0
    draft.is_unproblematic = False
    if draft.state == DraftState.OPEN:
        draft.state, draft.reason = DraftState.SET_ASIDE, _("The document was destroyed.")
        draft.settled_by, draft.settled_at = document.purged_by, document.purged_at
    draft.save()
