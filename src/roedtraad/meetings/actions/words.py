"""Masks in the papers of meetings: what is hidden in a document is no longer found in the register either."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from roedtraad.accounts.policy import Viewer
from roedtraad.documents import actions as documents
from roedtraad.documents.models import DocumentText, MaskedRegion
from roedtraad.meetings.actions.keys import write_register_keys
from roedtraad.meetings.models import Decision


@transaction.atomic
def mask_words(text: DocumentText, *, start: int, end: int, reason: str, viewer: Viewer) -> MaskedRegion:
    """Hide words of a document by hand (`documents.actions.mask`), and take them out of what the register finds."""
    region = documents.mask(text, start=start, end=end, reason=reason, viewer=viewer)
    _refresh(text)
    return region


@transaction.atomic
def lift_words(region: MaskedRegion, *, reason: str, viewer: Viewer) -> None:
    """Let words be read again (`documents.actions.lift_mask`), and found."""
    documents.lift_mask(region, reason=reason, viewer=viewer)
    _refresh(region.text)


def _refresh(text: DocumentText) -> None:
    read_here = Q(record__citations__text=text) | Q(item__record__citations__text=text)
    write_register_keys(Decision.objects.filter(read_here).distinct().values_list("pk", flat=True))
