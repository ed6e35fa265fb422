"""Whether a document is open, for the body, or closed; and to which body it belongs."""

from __future__ import annotations

from django.db import transaction

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import set_audience
from roedtraad.bodies.models import Body
from roedtraad.documents import policy
from roedtraad.documents.models import Document


@transaction.atomic
def give_to_body(document: Document, body: Body, *, viewer: Viewer) -> None:
    """Say which body keeps a document from now on. Its secretariat reads contact data in it.

    Raises:
        NotAllowed: the viewer does not keep the document, or may not store for that body.
    """
    policy.may_keep(viewer, document).or_refuse()
    policy.may_store(viewer, body).or_refuse()
    document.body = body
    document.save(update_fields=["body"])
    set_audience([document.record], tokens=[Circle.SECRETARIAT.of(body.pk)], is_public=False)
    journal.write(viewer.user, "documents.document.given", document.record, facts={"body": body.pk})


@transaction.atomic
def set_openness(document: Document, openness: Document.Openness, *, viewer: Viewer) -> None:
    """Say who may read a document: everybody once it is published, the body's circle, or its members only.

    It is never public after this: publishing is a separate act. A document of a meeting goes through
    `meetings.actions.set_document_openness`, which knows the guests and what is published.

    Raises:
        NotAllowed: the viewer does not keep the document.
    """
    policy.may_keep(viewer, document).or_refuse()
    document.openness = openness
    document.save(update_fields=["openness"])
    if document.body_id is not None:
        inner = openness == Document.Openness.CLOSED
        circle = Circle.MEMBERS if inner else Circle.CIRCLE
        set_audience(
            [document.record],
            tokens=[circle.of(document.body_id), Circle.SECRETARIAT.of(document.body_id)],
            is_public=False,
        )
    journal.write(
        viewer.user, "documents.document.openness_set", document.record, facts={"openness": openness}
    )
