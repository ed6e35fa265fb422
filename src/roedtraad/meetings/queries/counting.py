"""Counts inside a query."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet, Subquery
from django.db.models.functions import Coalesce


def counted(rows: QuerySet[Any]) -> Coalesce:
    """Return the number of rows as an annotation; `rows` names the outer row by `OuterRef`."""
    # A plain function, not an aggregate: an aggregate would group by each row.
    total = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Coalesce(Subquery(rows.order_by().annotate(total=total).values("total")), 0)
