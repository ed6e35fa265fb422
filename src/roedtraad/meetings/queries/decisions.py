"""A decision's page: the item it was made under, and what came before and after in its cases."""

from __future__ import annotations

from dataclasses import dataclass

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.meetings.models import Decision
from roedtraad.meetings.queries.items import DecisionText, ItemPage, item_page
from roedtraad.meetings.queries.routes import Route, routes_of


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """All that a page of a decision shows: its item, and the route of each case that the viewer may see."""

    item: ItemPage
    decision: DecisionText
    routes: tuple[Route, ...]


def decision_page(viewer: Viewer, public_id: str) -> DecisionPage | None:
    """Return the page of a decision; None where there is none to see. Thirty queries, however much there is."""
    item = (
        Decision.objects.filter(visible(viewer), record__public_id=public_id)
        .values_list("item", flat=True)
        .first()
    )
    page = item_page(viewer, pk=item) if item is not None else None
    if page is None or page.decision is None:
        return None
    cases = [line.case for line in page.cases if line.case is not None]
    return DecisionPage(page, page.decision, routes_of(viewer, cases))
