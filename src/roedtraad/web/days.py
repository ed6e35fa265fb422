"""The day that a page shows: `?dag=2026-03-13`, otherwise today."""

from __future__ import annotations

from datetime import date

from roedtraad.web.requests import Request


def asked_day(request: Request) -> date:
    """Return the day in the query string; today when there is none, or when it is not a day."""
    try:
        return date.fromisoformat(request.GET.get("dag", ""))
    except ValueError:
        return request.viewer.on
