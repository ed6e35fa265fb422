"""Which rows count: those not taken back, whose decision, item or owner the viewer may see."""

from __future__ import annotations

from django.db.models import Q

from roedtraad.accounts.policy import Viewer, visible


def standing(viewer: Viewer) -> Q:
    """Return the filter over rows that say where they are known from (`Told`). The owner is asked for apart."""
    return Q(withdrawn_at__isnull=True) & visible(viewer, record="seen_as")
