"""The story of anything: what hangs together with it, by itself and by links, within what a viewer may see."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Level
from roedtraad.documents.queries import hidden_words
from roedtraad.thread.gaps import Known, gaps_in
from roedtraad.thread.models import LinkKind
from roedtraad.thread.queries.aimed import (
    initiatives_in,
    weave_evaluations,
    weave_initiatives,
    weave_results,
)
from roedtraad.thread.queries.links import links_between
from roedtraad.thread.queries.paid import purses_of, weave_money
from roedtraad.thread.queries.seeds import RULES, Seeds, seeds_of
from roedtraad.thread.queries.treated import (
    Treated,
    items_in,
    weave_adoptions,
    weave_cases,
    weave_items,
    weave_promises,
)
from roedtraad.thread.queries.weaving import Weave
from roedtraad.thread.stories import Lane, Story, TieKind

MOST_ITEMS = 250
MOST_INITIATIVES = 40


def has_story(kind: str) -> bool:
    """Return whether records of this kind have a story. No query."""
    return RecordKind(kind) in RULES


def story(viewer: Viewer, record: Record, *, title: str = "", most: int = MOST_ITEMS) -> Story | None:
    """Return the story of a record that the viewer sees; None where it is of a kind that has none.

    At most `most` items, the newest; `left_out` says how many more there are. Sixty queries at most, however much
    hangs together with it and however large the archive is.
    """
    seeds = seeds_of(viewer, record)
    if seeds is None:
        return None
    items, left_out = items_in(viewer, seeds.items, most=most)
    initiatives = initiatives_in(viewer, seeds.initiatives, most=MOST_INITIATIVES)
    weave = _weave_of(viewer, items)
    weave_items(weave, items)
    weave_cases(weave, items)
    histories = weave_initiatives(weave, initiatives)
    promises = weave_promises(weave, items)
    adoptions = weave_adoptions(weave, items)
    weave_money(weave, initiatives, items)
    series = weave_results(weave, initiatives)
    evaluations = weave_evaluations(weave, initiatives)
    _weave_links(weave, seeds)
    purses = purses_of(viewer, [one.pk for one in initiatives])
    nodes = weave.in_order()
    by_key = {node.key: node for node in nodes}
    known = Known(promises, adoptions, evaluations, series, purses, initiatives, histories)
    return Story(
        record=record,
        title=title or next((node.title for node in nodes if node.record == record), ""),
        nodes=nodes,
        ties=weave.whole_ties(),
        gaps=gaps_in(known, by_key, on=viewer.on),
        purses=purses,
        left_out=left_out,
        by_key=by_key,
    )


def _weave_of(viewer: Viewer, items: Collection[Treated]) -> Weave:
    return Weave(
        viewer,
        hidden=hidden_words(viewer, record_ids=[one.item.pk for one in items]),
        lanes={level.pk: Lane(level.rank, level.name) for level in Level.objects.all()},
        is_one_home=len({one.item.meeting.body.collaboration_id for one in items}) <= 1,
    )


def _weave_links(weave: Weave, seeds: Seeds) -> None:
    """Add what a machine or a person said to hang together. Three queries."""
    ends = Q(kind=LinkKind.ABOUT, source__in=seeds.items, target__in=seeds.initiatives) | Q(
        kind=LinkKind.SAME, source__in=seeds.initiatives, target__in=seeds.initiatives
    )
    for linked in links_between(weave.viewer, ends=ends):
        link = linked.link
        if link.kind == LinkKind.SAME:
            weave.tie(f"initiative:{link.source_id}", f"initiative:{link.target_id}", TieKind.SAME, linked)
        else:
            weave.tie(f"decision:{link.source_id}", f"initiative:{link.target_id}", TieKind.ABOUT, linked)
