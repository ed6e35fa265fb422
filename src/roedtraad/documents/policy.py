"""Who may store, mask, open and destroy documents, and who may read contact data in them."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.models import Audience, Record
from roedtraad.accounts.policy import Circle, Viewer, may_see
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.bodies.models import Body
from roedtraad.bodies.policy import may_keep_body, may_keep_register
from roedtraad.documents.models import Document


def may_store(viewer: Viewer, body: Body | None) -> Answer:
    """May this viewer store a file for this body, or for a body that is not known yet?"""
    return may_keep_register(viewer) if body is None else may_keep_body(viewer, body)


def may_keep(viewer: Viewer, document: Document) -> Answer:
    """May this viewer mask, open and close this document, and read contact data and CPR numbers in it?

    The secretariat of its body. Before a body is known: those secretariats that stored it. At most one query.
    """
    code = "documents.keep"
    if viewer.is_administrator:
        return yes(code, why="administrator")
    if document.body_id is not None:
        if viewer.holds(Circle.SECRETARIAT.of(document.body_id)):
            return yes(code, why="secretariat of the document's body")
    else:
        offices = [token for token in viewer.tokens if token.startswith(f"{Circle.SECRETARIAT}:")]
        if offices and Audience.objects.filter(record=document.pk, token__in=offices).exists():
            return yes(code, why="secretariat that stored the document")
    return no(
        code, _("Only the secretariat that keeps this document can do this. Ask the secretariat of the body.")
    )


def may_list(viewer: Viewer, document_ids: Collection[int]) -> Answer:
    """May this viewer list these files under items, and so let those see them who see the items? Two queries, or none.

    They keep each of them.
    """
    code = "documents.list"
    if viewer.is_administrator or not document_ids:
        return yes(code, why="administrator, or nothing to list")
    offices = [token for token in viewer.tokens if token.startswith(f"{Circle.SECRETARIAT}:")]
    bodies = [int(token.partition(":")[2]) for token in offices]
    kept = Document.objects.filter(
        Q(body__in=bodies) | Q(body=None, pk__in=Audience.objects.filter(token__in=offices).values("record")),
        pk__in=document_ids,
    )
    if kept.count() == len(set(document_ids)):
        return yes(code, why="keeps all of them")
    return no(
        code,
        _(
            "Only the secretariat that keeps a file can list it under an item. Upload the file for your own body."
        ),
    )


def may_purge(viewer: Viewer, document: Document) -> Answer:
    """May this viewer destroy the file for good? One query."""
    answer = may_keep(viewer, document)
    if answer:
        return yes("documents.purge", why=answer.why)
    return no(
        "documents.purge",
        _("Only the secretariat that keeps this document can destroy it. Ask the secretariat of the body."),
    )


def may_guard(viewer: Viewer, guard: Record) -> Answer:
    """May this viewer hide words for the sake of this record? One query."""
    if may_see(viewer, guard):
        return yes("documents.guard", why="may see the record")
    return no("documents.guard", _("There is no such item."))
