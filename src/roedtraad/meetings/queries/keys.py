"""What the register of decisions finds a decision by, taken from the rows that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from roedtraad.accounts.policy import Viewer
from roedtraad.cases.models import RecommendationPoint
from roedtraad.documents.masking import hide
from roedtraad.documents.queries import hidden_words
from roedtraad.meetings.models import Decision
from roedtraad.meetings.wording import folded

BATCH = 500


@dataclass(frozen=True, slots=True)
class RegisterKeys:
    """What a decision repeats. `folded` has title, recommendation and decision without what is masked in them."""

    body_id: int
    decided_on: date
    folded: str


def keys_of(decision_ids: Collection[int]) -> Mapping[int, RegisterKeys]:
    """Return what the keys of these decisions should be. Three queries for any number.

    Contact data, CPR numbers and what was masked by hand are left out: what may not be read is not found either.
    """
    rows = list(
        Decision.objects.filter(pk__in=decision_ids).values_list(
            "pk", "item", "item__title", "text", "item__meeting__body", "item__meeting__held_on"
        )
    )
    points: dict[int, list[str]] = defaultdict(list)
    for item, text in (
        RecommendationPoint.objects.filter(consideration__items__item__in=[row[1] for row in rows])
        .order_by("consideration", "order")
        .values_list("consideration__items__item", "text")
    ):
        points[item].append(text)
    nobody = Viewer(on=date.min)
    hidden = hidden_words(nobody, record_ids=[pk for row in rows for pk in row[:2]])
    return {
        pk: RegisterKeys(
            body,
            held_on,
            register_words(title, points[item], text, hidden=(*hidden.get(pk, ()), *hidden.get(item, ()))),
        )
        for pk, item, title, text, body, held_on in rows
    }


def register_words(title: str, points: Iterable[str], text: str, *, hidden: Iterable[str] = ()) -> str:
    """Return the words by which the register finds a decision. No query."""
    return folded(hide("\n".join([title, *points, text]), hidden))


def register_differences() -> Iterator[int]:
    """Yield the decisions whose register keys differ from what they are taken from. Reads everything, by 500."""
    for ids in _batches(Decision.objects.order_by("pk").values_list("pk", flat=True).iterator(BATCH)):
        wanted = keys_of(ids)
        for pk, body, decided_on, words in Decision.objects.filter(pk__in=ids).values_list(
            "pk", "body", "decided_on", "folded"
        ):
            if wanted[pk] != RegisterKeys(body, decided_on, words):
                yield pk


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for pk in ids:
        batch.append(pk)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
