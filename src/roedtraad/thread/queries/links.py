"""Reads of links, within what a viewer may see: both ends, and of a proposal a reason too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.documents.queries import hidden_words
from roedtraad.meetings.queries.seeing import shown
from roedtraad.thread.models import Link, LinkKind, LinkReason, LinkState, ReasonKind
from roedtraad.thread.stories import Linked, Why


def seen_links(viewer: Viewer) -> Q:
    """Return the filter over `Link` for those that a viewer sees: both ends, and of what the machine proposes a reason.

    A proposal whose reasons all stand in closed items would tell that these are there.
    """
    told = LinkReason.objects.filter(visible(viewer), link=OuterRef("pk"))
    both = visible(viewer, record="source") & visible(viewer, record="target")
    return both & (~Q(state=LinkState.PROPOSED) | Q(Exists(told)))


def links_to(
    viewer: Viewer,
    target: Record,
    *,
    kind: LinkKind = LinkKind.ABOUT,
    states: Collection[LinkState] = (LinkState.PROPOSED, LinkState.CONFIRMED),
) -> list[Linked]:
    """Return what leads to a record. Three queries."""
    rows = Link.objects.filter(seen_links(viewer), target=target, kind=kind, state__in=states)
    return _with_reasons(viewer, rows.select_related("source", "target"))


def links_from(
    viewer: Viewer,
    source: Record,
    *,
    kind: LinkKind = LinkKind.ABOUT,
    states: Collection[LinkState] = (LinkState.PROPOSED, LinkState.CONFIRMED),
) -> list[Linked]:
    """Return where a record leads. Three queries."""
    rows = Link.objects.filter(seen_links(viewer), source=source, kind=kind, state__in=states)
    return _with_reasons(viewer, rows.select_related("source", "target"))


def items_about(viewer: Viewer, initiative: Record) -> frozenset[int]:
    """Return the items of which a person has said that they are about an initiative, by key. One query."""
    rows = Link.objects.filter(
        seen_links(viewer), target=initiative, kind=LinkKind.ABOUT, state=LinkState.CONFIRMED
    )
    return frozenset(rows.values_list("source", flat=True))


def link_for(viewer: Viewer, pk: int) -> Link | None:
    """Return a link that the viewer sees. One query."""
    return Link.objects.filter(seen_links(viewer)).select_related("source", "target").filter(pk=pk).first()


def links_between(viewer: Viewer, *, ends: Q) -> list[Linked]:
    """Return the links that stand, or are proposed, and whose ends the filter takes; the ends are not loaded. Three queries."""
    rows = Link.objects.filter(seen_links(viewer), ends).exclude(state=LinkState.REJECTED)
    return _with_reasons(viewer, rows)


def _with_reasons(viewer: Viewer, rows: QuerySet[Link]) -> list[Linked]:
    links: Sequence[Link] = list(rows.order_by("pk"))
    told = LinkReason.objects.filter(visible(viewer), link__in=[link.pk for link in links])
    seen = list(told.select_related("record").order_by("pk"))
    hidden = hidden_words(viewer, record_ids={one.record_id for one in seen})
    reasons: dict[int, list[Why]] = defaultdict(list)
    for one in seen:
        words = shown(one.words, is_keeper=False, words=hidden.get(one.record_id, ()))
        reasons[one.link_id].append(Why(ReasonKind(one.kind), words, one.record, one.field))
    return [Linked(link, tuple(reasons.get(link.pk, ()))) for link in links]
