"""The promises under the items of a meeting, as its minutes print them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Person
from roedtraad.commitments.models import Commitment, Owner
from roedtraad.documents.models import Citation


@dataclass(frozen=True, slots=True)
class PrintedPromise:
    """What is promised, who owes it, and when, in the words in which it was said, or as an EDTF value."""

    text: str
    owners: tuple[str, ...]
    due_as_told: str
    due_edtf: str


def printed_promises(viewer: Viewer, item_ids: Collection[int]) -> Mapping[int, tuple[PrintedPromise, ...]]:
    """Return the promises captured under these items that the viewer may see, by item. Two queries, or none.

    Not those that were read in a text: they stand in its words already. Who may not be known by name is not named.
    """
    if not item_ids:
        return {}
    read = Citation.objects.filter(record=OuterRef("pk"))
    rows = list(
        Commitment.objects.filter(
            visible(viewer), ~Exists(read), item__in=item_ids, record__withdrawn_at=None
        ).order_by("item", "pk")
    )
    owners: dict[int, list[str]] = defaultdict(list)
    standing = Owner.objects.filter(commitment__in=rows, released_on=None)
    for owner in standing.annotate(is_known=Exists(_known(viewer))).select_related("person", "body", "party"):
        person = owner.person if owner.is_known else None
        owners[owner.commitment_id].append(str(owner.body or owner.party or person or owner.as_written))
    found: dict[int, list[PrintedPromise]] = defaultdict(list)
    for row in rows:
        names = tuple(filter(None, owners.get(row.pk, ())))
        found[row.item_id].append(PrintedPromise(row.text, names, row.due_as_told, row.due_edtf))
    return {item: tuple(some) for item, some in found.items()}


def _known(viewer: Viewer) -> QuerySet[Person]:
    return Person.objects.filter(visible(viewer), pk=OuterRef("person"))
