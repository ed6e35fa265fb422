"""Reads of findings: the register with filters, those of a record or a document. Within what the viewer may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from roedtraad.accounts.counting import Tally, tally
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


def findings(viewer: Viewer, filters: FindingFilters = FindingFilters()) -> QuerySet[Finding]:
    """Return the register: errors first, then by document. One query."""
    rows = Finding.objects.filter(seen_by(viewer), _narrowed(filters))
    return (
        rows.annotate(weight=_weight())
        .select_related("record", "subject", "document__record", "body__record", "settled_by")
        .order_by("weight", "-document", "order", "pk")
    )


def finding_lines(viewer: Viewer, filters: FindingFilters = FindingFilters()) -> QuerySet[Finding]:
    """Return the same rows with no more than a list shows of them. One query."""
    return findings(viewer, filters).select_related(None).select_related("record", "subject", "body")


def open_findings(viewer: Viewer) -> Tally:
    """Return how many findings nobody has answered, as far as it is worth counting. One query."""
    return tally(findings(viewer))


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


def _narrowed(filters: FindingFilters) -> Q:
    wanted = {
        "code": filters.code,
        "severity": filters.severity,
        "state": filters.state,
        "body": filters.body_id,
        "body__collaboration": filters.collaboration_id,
        "found_at__date__gte": filters.since,
    }
    return Q(**{column: value for column, value in wanted.items() if value})


def _weight() -> Case:
    whens = [When(severity=value, then=Value(order)) for order, value in enumerate(Severity.values)]
    return Case(*whens, default=Value(len(whens)), output_field=IntegerField())
