"""A long list, a page at a time: `?side=3`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet

from roedtraad.accounts.counting import MOST, Tally, tally
from roedtraad.web.requests import Request

PER_PAGE = 50
LONGEST_NUMBER = 6  # digits of a page that is asked for
M = TypeVar("M", bound=Model)
T = TypeVar("T")
C = TypeVar("C", covariant=True)


class Cut(Protocol[C]):
    """A list that knows its length and reads what is cut out of it."""

    def __len__(self) -> int:
        """Return how long it is."""

    def __getitem__(self, wanted: slice, /) -> tuple[C, ...]:
        """Return what is asked for."""


@dataclass(frozen=True, slots=True)
class Pages(Generic[T]):
    """One page of a list, and where it stands in it. `numbers` has None where numbers are left out.

    `is_exact` is False where there are more than `count`.
    """

    items: Sequence[T]
    number: int
    count: int
    first: int
    last: int
    previous: int | None
    next: int | None
    numbers: Sequence[int | None]
    is_exact: bool = True


def page_of_many(
    request: Request,
    rows: QuerySet[M],
    *,
    per_page: int = PER_PAGE,
    at_most: int = MOST,
    known: Tally | None = None,
) -> Pages[M]:
    """Return the same of a list that may be very long: it counts `at_most` rows beyond the page that is asked for.

    So there are always pages to turn to, and none takes longer than another. Two queries, one where `known` says how many
    rows there are.
    """
    asked = request.GET.get("side", "")
    before = int(asked) * per_page if asked.isdecimal() and len(asked) <= LONGEST_NUMBER else 0
    is_known = known is not None and (known.is_exact or not before)
    found = known if known and is_known else tally(rows, at_most=before + at_most)
    return replace(page_of(request, rows, per_page=per_page, count=found.number), is_exact=found.is_exact)


def page_of(
    request: Request, rows: QuerySet[M] | Cut[M], *, per_page: int = PER_PAGE, count: int | None = None
) -> Pages[M]:
    """Return the page that the query string asks for; a number that does not exist gives the nearest. Two queries.

    Where it is known how many rows there are, they are not counted.
    """
    paginator: Paginator[M] = Paginator(rows, per_page)  # type: ignore[arg-type]  # it asks no more of a list
    if count is not None:
        paginator.__dict__["count"] = count  # as `cached_property` keeps it
    page = paginator.get_page(request.GET.get("side"))
    numbers = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return Pages(
        items=list(page.object_list),
        number=page.number,
        count=paginator.count,
        first=page.start_index(),
        last=page.end_index(),
        previous=page.previous_page_number() if page.has_previous() else None,
        next=page.next_page_number() if page.has_next() else None,
        numbers=[number if isinstance(number, int) else None for number in numbers],
    )


def pages_around(
    items: Sequence[T], *, number: int, count: int, per_page: int, reachable: int | None = None
) -> Pages[T]:
    """Return the page of a list that somebody else has counted and cut; only the first `reachable` can be turned to."""
    paginator = Paginator(range(count if reachable is None else min(count, reachable)), per_page)
    page = paginator.get_page(number)
    numbers = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    first = (number - 1) * per_page
    return Pages(
        items=items,
        number=number,
        count=count,
        first=first + 1 if items else 0,
        last=first + len(items),
        previous=page.previous_page_number() if page.has_previous() else None,
        next=page.next_page_number() if page.has_next() else None,
        numbers=[one if isinstance(one, int) else None for one in numbers],
    )
