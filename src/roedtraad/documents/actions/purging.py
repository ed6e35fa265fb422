"""Destroy a document for good: what remains is its checksum, who did it, when and why."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.documents import policy
from roedtraad.documents.models import Citation, Document, DocumentText, MaskedRegion, Page
from roedtraad.documents.queries.originals import original_name


def purge(document: Document, *, reason: str, viewer: Viewer) -> None:
    """Destroy the original and everything that was read from it: text, pages, masks, and the words of citations.

    The records that were made from it stay, without their words. The row says first that it is destroyed, then the
    file is deleted; if the program is stopped in between, `sweep_purged` does the rest.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Refused: there is no reason, or it was destroyed before.
    """
    _mark(document, reason=reason, viewer=viewer)
    _delete_files(document.sha256)


def sweep_purged() -> int:
    """Delete files of destroyed documents that are still there; return how many. A worker does this when it starts."""
    purged = Document.objects.exclude(purged_at=None).values_list("sha256", flat=True)
    return sum(_delete_files(sha256) for sha256 in purged.iterator())


@transaction.atomic
def _mark(document: Document, *, reason: str, viewer: Viewer) -> None:
    policy.may_purge(viewer, document).or_refuse()
    if not reason.strip():
        raise Refused("documents.reason", _("Write why, so that others can understand it later."))
    changed = Document.objects.filter(pk=document.pk, purged_at=None).update(
        purged_at=timezone.now(), purged_by=viewer.user, purge_reason=reason[:300], filename=""
    )
    if not changed:
        raise Refused("documents.purged_before", _("This document was destroyed before."))
    texts = DocumentText.objects.filter(document=document)
    Citation.objects.filter(text__in=texts).update(quote="")
    MaskedRegion.objects.filter(text__in=texts).delete()
    Page.objects.filter(text__in=texts).delete()
    texts.update(text="")
    document.refresh_from_db()
    journal.write(viewer.user, "documents.document.purged", document.record, reason=reason)


def _delete_files(sha256: str) -> bool:
    """Delete the original and, later, what is derived from it. Return whether there was something."""
    name = original_name(sha256)
    if not default_storage.exists(name):
        return False
    default_storage.delete(name)
    return True
