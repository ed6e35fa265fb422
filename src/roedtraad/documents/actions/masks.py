"""Mask stretches of a text by hand, confirm or lift a mask, and guard what belongs to a closed record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.documents import policy
from roedtraad.documents.masking import Region, merged
from roedtraad.documents.models import Document, DocumentText, MaskedRegion


@transaction.atomic
def mask(
    text: DocumentText, *, start: int, end: int, reason: str, viewer: Viewer, guard: Record | None = None
) -> MaskedRegion:
    """Hide the words `[start, end)` of a reading from all but the secretariat of the document's body.

    With `guard`, a closed record, they are hidden from all but those who may see that record.

    Raises:
        NotAllowed: the viewer does not keep the document, or may not see the guard.
        Refused: there is no reason, or no words there.
    """
    document = _kept_document(text, viewer)
    if guard is not None:
        policy.may_guard(viewer, guard).or_refuse()
    _needs_a_reason(reason)
    if not 0 <= start < end <= len(text.text):
        raise Refused(
            "documents.no_words", _("There are no words to mask there. Mark the words, and try again.")
        )
    made = MaskedRegion.objects.create(
        text=text,
        start=start,
        end=end,
        kind=MaskedRegion.Kind.OTHER if guard is None else MaskedRegion.Kind.CLOSED,
        guard=guard,
        set_by=viewer.user,
        confirmed_by=viewer.user,
        reason=reason,
    )
    journal.write(viewer.user, "documents.mask.set", document.record, reason=reason)
    return made


@transaction.atomic
def confirm_mask(region: MaskedRegion, *, viewer: Viewer) -> None:
    """Say that a mask which the program found stays. A CPR number is dealt with by this, or by lifting."""
    document = _kept_document(region.text, viewer)
    MaskedRegion.objects.filter(pk=region.pk, confirmed_by=None).update(confirmed_by=viewer.user)
    journal.write(viewer.user, "documents.mask.confirmed", document.record)


@transaction.atomic
def lift_mask(region: MaskedRegion, *, reason: str, viewer: Viewer) -> None:
    """Let these words be read: they are no contact data, or may be public (a switchboard, say).

    A mask of a closed record is lifted only where another one stands for the same record (when a new reading could
    not be placed, the whole text was hidden): whoever may see the record reads it anyway.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Refused: there is no reason, or nothing else would hide the closed record.
    """
    document = _kept_document(region.text, viewer)
    _needs_a_reason(reason)
    if region.guard_id is not None and not _is_guarded_by_another(region):
        raise Refused(
            "documents.guarded",
            _(
                "This part belongs to a closed item. Open the item, and everybody who may see it can read this."
            ),
        )
    MaskedRegion.objects.filter(pk=region.pk).update(
        lifted_by=viewer.user, lifted_at=timezone.now(), reason=reason
    )
    journal.write(viewer.user, "documents.mask.lifted", document.record, reason=reason)


def _is_guarded_by_another(region: MaskedRegion) -> bool:
    others = MaskedRegion.objects.filter(text=region.text_id, guard=region.guard_id, lifted_at=None)
    return others.exclude(pk=region.pk).exists()


@dataclass(frozen=True, slots=True)
class GuardedRegion:
    """A stretch of a reading that only those may read who may see the record `guard_id`."""

    guard_id: int
    text_id: int
    region: Region


def guard_regions(regions: Iterable[GuardedRegion]) -> int:
    """Mask stretches for all but those who may see the record they belong to; those masked so are left.

    Part of an action of a higher app, which has asked its policy and writes the journal. Two queries, none for
    nothing. Returns how many were made.
    """
    places: dict[tuple[int, int], list[Region]] = {}
    for one in regions:
        places.setdefault((one.guard_id, one.text_id), []).append(one.region)
    if not places:
        return 0
    standing = set(
        MaskedRegion.objects.filter(guard__in={guard for guard, _ in places}, lifted_at=None).values_list(
            "guard", "text", "start", "end"
        )
    )
    made = [
        MaskedRegion(text_id=text_id, start=start, end=end, kind=MaskedRegion.Kind.CLOSED, guard_id=guard_id)
        for (guard_id, text_id), found in places.items()
        for start, end in merged(found)
        if (guard_id, text_id, start, end) not in standing
    ]
    MaskedRegion.objects.bulk_create(made)
    return len(made)


def _kept_document(text: DocumentText, viewer: Viewer) -> Document:
    """Return the document of a reading as it stands now, if the viewer keeps it."""
    document = Document.objects.select_related("record").get(pk=text.document_id)
    policy.may_keep(viewer, document).or_refuse()
    return document


def _needs_a_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("documents.reason", _("Write why, so that others can understand it later."))
