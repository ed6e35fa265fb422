"""Reads of `cases`: the case itself, its papers and its neighbours. Its way through bodies is `meetings.queries.route_of`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from roedtraad.accounts.models import Audience, Record
from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.cases.models import Attachment, Case, CaseLink, FileNumber


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A case that belongs with this one. `is_second`: this one was said to continue it, to be split from it."""

    case: Case
    kind: CaseLink.Kind
    reason: str
    is_second: bool


def case_for(viewer: Viewer, public_id: str) -> Case | None:
    """Return a case that the viewer may see, with its record, people and collaboration. One query, two if it was joined.

    The address of a case that was joined to another one leads to that one.
    """
    rows = Case.objects.select_related("record", "collaboration", "raised_by", "raised_by_party")
    case = rows.filter(visible(viewer), record__public_id=public_id).first()
    if case is None or case.merged_into_id is None:
        return case
    return rows.filter(visible(viewer), pk=case.merged_into_id).first()


def attachments_of(viewer: Viewer, case: Case) -> QuerySet[Attachment]:
    """Return the papers of a case that the viewer may see, with their files; of versions the newest. One query."""
    newest = Q(replaced_by=None) | ~visible(viewer, record="replaced_by__record")
    return (
        Attachment.objects.filter(visible(viewer), newest, case=case)
        .select_related("record", "document__record")
        .order_by("order", "pk")
    )


def file_numbers_of(case: Case) -> QuerySet[FileNumber]:
    """Return the numbers under which parties keep the case. One query."""
    return FileNumber.objects.filter(case=case).select_related("party").order_by("pk")


def neighbours_of(viewer: Viewer, case: Case) -> tuple[Neighbour, ...]:
    """Return the cases that belong with this one, as far as the viewer may see. Two queries."""
    ahead = CaseLink.objects.filter(visible(viewer, record="second__record"), first=case)
    behind = CaseLink.objects.filter(visible(viewer, record="first__record"), second=case)
    return (
        *(
            Neighbour(row.second, CaseLink.Kind(row.kind), row.reason, is_second=True)
            for row in ahead.select_related("second__record").order_by("pk")
        ),
        *(
            Neighbour(row.first, CaseLink.Kind(row.kind), row.reason, is_second=False)
            for row in behind.select_related("first__record").order_by("pk")
        ),
    )


def is_closed(record: Record) -> bool:
    """Return whether a case is for inner circles only: neither public, nor for the circle of any body. One query."""
    return not record.is_public and record.pk in closed_ones([record.pk])


def closed_ones(case_ids: Collection[int]) -> set[int]:
    """Return those of these cases that are for inner circles only. One query."""
    ids = set(case_ids)
    open_ones = Audience.objects.filter(record__in=ids, token__startswith=f"{Circle.CIRCLE}:")
    public = Record.objects.filter(pk__in=ids, is_public=True)
    found = open_ones.order_by().values_list("record").union(public.order_by().values_list("pk"))
    return ids - {pk for (pk,) in found}
