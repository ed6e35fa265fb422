"""The entries of any records, by what they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.search.collecting.cases import cases
from roedtraad.search.collecting.files import attachments, documents
from roedtraad.search.collecting.initiatives import agreements, focus_areas, initiatives, told_under
from roedtraad.search.collecting.meetings import decisions, items, meetings
from roedtraad.search.collecting.organisation import bodies, collaborations, parties, people
from roedtraad.search.collecting.promises import promises
from roedtraad.search.collecting.seeing import Seen, seen_of
from roedtraad.search.collecting.texts import Texts, texts_of
from roedtraad.search.index.entries import Entry

# Who keeps nothing, and so reads what everybody who may find a record reads of it.
STRANGER = Viewer(on=date.min)

KINDS: Mapping[RecordKind, Callable[[Mapping[int, Seen], Texts], Iterator[Entry]]] = {
    RecordKind.COLLABORATION: collaborations,
    RecordKind.BODY: bodies,
    RecordKind.PARTY: parties,
    RecordKind.PERSON: people,
    RecordKind.CASE: cases,
    RecordKind.MEETING: meetings,
    RecordKind.ITEM: items,
    RecordKind.DECISION: decisions,
    RecordKind.COMMITMENT: promises,
    RecordKind.AGREEMENT: agreements,
    RecordKind.FOCUS_AREA: focus_areas,
    RecordKind.INITIATIVE: initiatives,
    RecordKind.ATTACHMENT: attachments,
    RecordKind.DOCUMENT: documents,
}


def entries_of(pks: Collection[int]) -> dict[int, Entry]:
    """Return the entries of these records by key; a record that is not in it must not be in the index.

    At most 75 queries for any number; give some hundreds at a time, so that they fit into memory and into a query.
    """
    by_kind: dict[RecordKind, list[int]] = defaultdict(list)
    for pk, kind in Record.objects.filter(pk__in=pks, kind__in=KINDS).values_list("pk", "kind"):
        by_kind[RecordKind(kind)].append(pk)
    seen = seen_of(pks)
    items = _items_of(by_kind[RecordKind.DECISION], by_kind[RecordKind.COMMITMENT])
    told = told_under(by_kind[RecordKind.INITIATIVE]) if by_kind[RecordKind.INITIATIVE] else ()
    texts = texts_of(STRANGER, [*pks, *items, *told])
    found: dict[int, Entry] = {}
    for kind, own in by_kind.items():
        standing = {pk: seen[pk] for pk in own if pk in seen}
        if standing:
            found |= {entry.pk: entry for entry in KINDS[kind](standing, texts)}
    return found


def _items_of(decisions: Collection[int], promises: Collection[int]) -> Iterator[int]:
    """Yield the items of decisions and promises: what is masked in an item is masked in what was said under it."""
    if decisions:
        yield from Record.objects.filter(item__decision__in=decisions).values_list("pk", flat=True)
    if promises:
        yield from Record.objects.filter(item__commitments__in=promises).values_list("pk", flat=True)
