"""Let documents be read again: by a newer reader, or because the last attempt failed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.documents import policy as documents_policy
from roedtraad.documents.models import Document
from roedtraad.importing import policy
from roedtraad.importing.actions.background import read_later
from roedtraad.importing.models import Draft, DraftState, Reading, ReadingState
from roedtraad.importing.reading.answers import may_help, reader_version


@transaction.atomic
def read_again(draft: Draft, *, viewer: Viewer) -> bool:
    """Let the document of a draft be read by the present reader; return whether there is a newer one than it was read by.

    What people corrected stays; where the new reading says something else, they are asked. One that was accepted keeps
    the reading that it was accepted with: the new one stands beside it, and `queries.differences` compares them.

    Raises:
        NotAllowed: the viewer does not keep the document.
    """
    policy.may_work_on(viewer, draft).or_refuse()
    queued = _queue([draft.document], viewer)
    if queued:
        transaction.on_commit(read_later)
    return bool(queued)


@transaction.atomic
def read_all_again(*, viewer: Viewer) -> int:
    """Let the documents of all open drafts be read by the present reader; return how many are queued. Four queries.

    Raises:
        NotAllowed: the viewer is no administrator.
    """
    policy.may_read_all(viewer).or_refuse()
    older = Draft.objects.filter(state=DraftState.OPEN).exclude(reading__reader_version=reader_version())
    queued = _queue([draft.document for draft in older.select_related("document__record")], viewer)
    if queued:
        transaction.on_commit(read_later)
    return queued


@transaction.atomic
def try_again(reading: Reading, *, viewer: Viewer) -> Reading:
    """Let a file that could not be read be tried again.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Refused: it did not fail, or this reader would say the same again.
    """
    row = (
        Reading.objects.select_for_update(of=("self",)).select_related("document__record").get(pk=reading.pk)
    )
    documents_policy.may_keep(viewer, row.document).or_refuse()
    if row.state != ReadingState.FAILED:
        raise Refused("importing.not_failed", _("This file did not fail."))
    if not may_help(row.error_code, read_by=row.reader_version):
        raise Refused(
            "importing.no_help",
            _(
                "It is the file itself that cannot be read, and another try would end the same. Mend it, and bring it anew."
            ),
        )
    row.state, row.attempts, row.error, row.error_code = ReadingState.WAITING, 0, "", ""
    if not Reading.objects.filter(document=row.document_id, reader_version=reader_version()).exists():
        row.reader_version = reader_version()  # it is the present reader that reads it
    row.save(update_fields=["state", "attempts", "error", "error_code", "reader_version"])
    journal.write(viewer.user, "importing.reading.queued", row.document.record)
    transaction.on_commit(read_later)
    return row


def _queue(documents: Iterable[Document], viewer: Viewer) -> int:
    """Queue the documents that the present reader has not read. Two queries, and one for each journal entry."""
    version = reader_version()
    wanted = list(documents)
    read = set(
        Reading.objects.filter(document__in=wanted, reader_version=version).values_list("document", flat=True)
    )
    batches = dict(
        Reading.objects.filter(document__in=wanted).order_by("pk").values_list("document", "batch")
    )
    new = [
        Reading(document=one, reader_version=version, batch_id=batches.get(one.pk))
        for one in wanted
        if one.pk not in read
    ]
    Reading.objects.bulk_create(new)
    for row in new:
        journal.write(viewer.user, "importing.reading.queued", row.document.record)
    return len(new)
