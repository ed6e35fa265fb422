"""Reads of findings: the register with filters, counts, those of a record or a document. Within what the viewer may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from roedtraad.accounts.policy import Viewer
from roedtraad.checks.models import Finding, FindingState, Severity
from roedtraad.checks.policy import seen_by
from roedtraad.documents.models import Document


@dataclass(frozen=True, slots=True)
class FindingFilters:
    """What the register is limited to; '' and None limit nothing."""

    code: str = ""
    severity: Severity | None = None
    state: FindingState | None = FindingState.OPEN
    body_id: int | None = None
    collaboration_id: int | None = None
    since: date | None = None  # found on this day or later


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """How many findings a viewer may see, by what they can be narrowed to. Each count ignores its own filter."""

    total: int
    by_code: Mapping[str, int]
    by_severity: Mapping[Severity, int]
    by_state: Mapping[FindingState, int]
    by_body: Mapping[int, int]


def findings(viewer: Viewer, filters: FindingFilters = FindingFilters()) -> QuerySet[Finding]:
    """Return the register: errors first, then by document. One query."""
    rows = Finding.objects.filter(seen_by(viewer), _narrowed(filters))
    return (
        rows.annotate(weight=_weight())
        .select_related("record", "subject", "document__record", "body__record", "settled_by")
        .order_by("weight", "-document", "order", "pk")
    )


def finding_counts(viewer: Viewer, filters: FindingFilters = FindingFilters()) -> FindingCounts:
    """Return the counts beside the register, so that a choice says what it would give. Five queries."""
    seen = Finding.objects.filter(seen_by(viewer))

    def counted(column: str) -> dict[str, int]:
        rows = seen.filter(_narrowed(filters, but=column)).values_list(column)
        return dict(rows.annotate(number=Count("pk")).order_by())

    return FindingCounts(
        total=seen.filter(_narrowed(filters)).count(),
        by_code=counted("code"),
        by_severity={Severity(value): number for value, number in counted("severity").items()},
        by_state={FindingState(value): number for value, number in counted("state").items()},
        by_body={int(pk): number for pk, number in counted("body").items() if pk is not None},
    )


def finding_for(viewer: Viewer, public_id: str) -> Finding | None:
    """Return a finding that the viewer may see. One query."""
    return findings(viewer, FindingFilters(state=None)).filter(record__public_id=public_id).first()


def findings_of(viewer: Viewer, record_ids: Iterable[int]) -> Mapping[int, tuple[Finding, ...]]:
    """Return the findings about these records (meetings, items), by record. One query."""
    found: dict[int, list[Finding]] = {}
    rows = findings(viewer, FindingFilters(state=None)).filter(subject__in=list(record_ids))
    for row in rows.order_by("order", "pk"):
        found.setdefault(row.subject_id or 0, []).append(row)
    return {pk: tuple(some) for pk, some in found.items()}


def findings_in(viewer: Viewer, document: Document) -> tuple[Finding, ...]:
    """Return the findings of a document, in its order. One query."""
    rows = findings(viewer, FindingFilters(state=None)).filter(document=document)
    return tuple(rows.order_by("order", "pk"))


def _narrowed(filters: FindingFilters, *, but: str = "") -> Q:
    wanted = {
        "code": filters.code,
        "severity": filters.severity,
        "state": filters.state,
        "body": filters.body_id,
        "body__collaboration": filters.collaboration_id,
        "found_at__date__gte": filters.since,
    }
    return Q(**{column: value for column, value in wanted.items() if value and column != but})


def _weight() -> Case:
    whens = [When(severity=value, then=Value(order)) for order, value in enumerate(Severity.values)]
    return Case(*whens, default=Value(len(whens)), output_field=IntegerField())
