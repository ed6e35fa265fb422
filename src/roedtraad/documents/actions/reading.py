"""Keep the text that a reader gave for a document, and mask in it what must not be public."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.documents import policy
from roedtraad.documents.contacts import find
from roedtraad.documents.masking import Region, same_words
from roedtraad.documents.models import Document, DocumentText, MaskedRegion, Page

SEEN_BY_A_PERSON = "seen"  # the version of a reading that a person stands for, without words
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
Kind = MaskedRegion.Kind
AUTOMATIC = (Kind.EMAIL, Kind.TELEPHONE, Kind.CPR)


def keep_text(
    document: Document, *, reader_version: str, text: str, page_starts: Sequence[int]
) -> DocumentText:
    """Keep a reading of a document with its pages; contact data and CPR numbers in it are masked from this moment.

    `page_starts` are the offsets at which pages begin, in code points; an empty list is one page. The program does
    this itself, after a person stored the file, so that no viewer is asked. A reading by the same version stands as
    it was kept the first time.

    What people did to the reading before is done to this one: a mask that somebody lifted stays lifted, one made by
    hand or guarded by a closed record is put where the same words stand. Words that are not found again hide the
    whole text, until a person has looked.
    """
    known = DocumentText.objects.filter(document=document, reader_version=reader_version).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _keep(document, reader_version, _NOT_TEXT.sub("\ufffd", text), page_starts)
    except IntegrityError:
        return DocumentText.objects.get(document=document, reader_version=reader_version)


@transaction.atomic
def say_seen(document: Document, *, viewer: Viewer) -> DocumentText:
    """Say that a person looked through a file that no reader can read (a picture, a presentation): it may leave the house.

    It is kept as a reading without words, so that whoever may see the document may have the file too. A file that was
    read stays as it was read.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Refused: the file was destroyed.
    """
    policy.may_keep(viewer, document).or_refuse()
    if document.is_purged:
        raise Refused("documents.purged", _("The file has been destroyed."))
    known = DocumentText.objects.filter(document=document).order_by("-pk").first()
    if known is not None:
        return known
    journal.write(viewer.user, "documents.document.seen", document.record)
    return keep_text(document, reader_version=SEEN_BY_A_PERSON, text="", page_starts=())


def _keep(document: Document, version: str, text: str, page_starts: Sequence[int]) -> DocumentText:
    before = DocumentText.objects.filter(document=document).order_by("-pk").first()
    kept = DocumentText.objects.create(document=document, reader_version=version, text=text)
    starts = sorted({min(max(start, 0), len(text)) for start in (0, *page_starts)})
    Page.objects.bulk_create(
        Page(text=kept, number=number, start=start, end=end)
        for number, (start, end) in enumerate(pairwise([*starts, max(len(text), starts[-1])]), start=1)
    )
    masks = [MaskedRegion(text=kept, start=one.start, end=one.end, kind=one.kind) for one in find(text)]
    if before is not None:
        masks += _carried_over(before, kept, masks)
    MaskedRegion.objects.bulk_create(masks)
    journal.write(None, "documents.text.kept", document.record, facts={"reader": version})
    return kept


def _carried_over(
    before: DocumentText, kept: DocumentText, found: Sequence[MaskedRegion]
) -> list[MaskedRegion]:
    """Mark in `found` what a person lifted or confirmed before, and return the masks that people made before."""
    by_words: dict[tuple[str, str], list[MaskedRegion]] = {}
    for mask in found:
        by_words.setdefault((mask.kind, _folded(kept.text[mask.start : mask.end])), []).append(mask)
    carried: list[MaskedRegion] = []
    for old in MaskedRegion.objects.filter(text=before):
        words = before.text[old.start : old.end]
        if old.kind in AUTOMATIC:
            for mask in by_words.get((old.kind, _folded(words)), ()):
                _judged_like(mask, old)
        elif old.lifted_at is None:
            carried += [
                MaskedRegion(
                    text=kept,
                    start=start,
                    end=end,
                    kind=old.kind,
                    guard_id=old.guard_id,
                    set_by_id=old.set_by_id,
                    reason=old.reason,
                    confirmed_by_id=old.confirmed_by_id,
                )
                for start, end in _places(kept.text, words)
            ]
    return carried


def _judged_like(mask: MaskedRegion, old: MaskedRegion) -> None:
    mask.confirmed_by_id = old.confirmed_by_id
    mask.lifted_by_id, mask.lifted_at, mask.reason = old.lifted_by_id, old.lifted_at, old.reason


def _places(text: str, words: str) -> Iterable[Region]:
    """Return where the same words stand; the whole text where they do not."""
    return same_words(text, words) or ([(0, len(text))] if text else [])


def _folded(words: str) -> str:
    return "".join(words.split()).casefold()
