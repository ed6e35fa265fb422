"""Which stretches of a text a viewer may not read, and the words that stand there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Substr

from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.documents.masking import Region
from roedtraad.documents.models import MaskedRegion

# A longer stretch masked by hand is no word of a record; it is hidden in the document only.
LONGEST_BY_HAND = 5000


def hidden_from(viewer: Viewer, *, is_keeper: bool) -> Q:
    """Return the filter over `MaskedRegion` for what this viewer may not read.

    `is_keeper`: they keep the document (`policy.may_keep`), and so may read contact data in it.
    """
    standing = Q(lifted_at__isnull=True)
    guarded = Q(guard__isnull=False) & ~visible(viewer, record="guard")
    if is_keeper:
        return standing & guarded
    return standing & (Q(guard__isnull=True) | guarded)


def hidden_from_in_many(viewer: Viewer) -> Q:
    """Return the same filter for regions of many documents, each judged by the body that keeps it."""
    guarded = Q(guard__isnull=False) & ~visible(viewer, record="guard")
    standing = Q(lifted_at__isnull=True)
    if viewer.is_administrator:
        return standing & guarded
    return standing & (guarded | (Q(guard__isnull=True) & ~Q(text__document__body__in=bodies_kept(viewer))))


def hidden_regions(viewer: Viewer, *, text_id: int, is_keeper: bool) -> tuple[Region, ...]:
    """Return the stretches of one reading that the viewer may not read, by their beginning. One query."""
    rows = MaskedRegion.objects.filter(hidden_from(viewer, is_keeper=is_keeper), text=text_id)
    return tuple(rows.order_by("start").values_list("start", "end"))


def undealt_cpr() -> QuerySet[MaskedRegion]:
    """Return the CPR numbers that no person has looked at yet, in all documents; they stop acceptance. One query."""
    return MaskedRegion.objects.filter(
        kind=MaskedRegion.Kind.CPR, confirmed_by=None, lifted_at=None
    ).order_by("text", "start")


def hidden_words(viewer: Viewer, *, record_ids: Iterable[int]) -> Mapping[int, tuple[str, ...]]:
    """Return, for each record, the words of its sources that somebody masked by hand and this viewer may not read.

    A record's own text was read from a document: what is hidden there is hidden in the record too
    (`masking.hide`). One query; none for an empty list or an administrator.
    """
    ids = list(record_ids)
    if not ids or viewer.is_administrator:
        return {}
    rows = (
        MaskedRegion.objects.filter(
            lifted_at=None,
            kind=MaskedRegion.Kind.OTHER,
            end__lte=F("start") + LONGEST_BY_HAND,
            text__citations__record__in=ids,
            text__citations__start__lt=F("end"),
            text__citations__end__gt=F("start"),
        )
        .exclude(text__document__body__in=bodies_kept(viewer))
        .values_list("text__citations__record", Substr("text__text", F("start") + 1, F("end") - F("start")))
        .distinct()
    )
    words: dict[int, set[str]] = defaultdict(set)
    for record_id, text in rows:
        words[record_id].add(text)
    return {record_id: tuple(sorted(found)) for record_id, found in words.items()}


def bodies_kept(viewer: Viewer) -> list[int]:
    """Return the bodies of whose secretariat a viewer is. No query."""
    prefix = f"{Circle.SECRETARIAT}:"
    return [int(token.removeprefix(prefix)) for token in viewer.tokens if token.startswith(prefix)]
