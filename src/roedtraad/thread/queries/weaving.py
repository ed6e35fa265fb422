"""The loom of a story: nodes and ties as they are found, and the words that each was read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Body
from roedtraad.documents.queries import Source, sources_of
from roedtraad.initiatives.models import Told
from roedtraad.meetings.queries.seeing import shown
from roedtraad.thread.stories import FRAME, Lane, Linked, Node, NodeKind, Tie, TieKind

LEVELS_END = 50  # bodies without a level come after those that have one
ORDER = {kind: place for place, kind in enumerate(NodeKind)}


@dataclass(slots=True)
class Weave:
    """What has been found of a story until now. `hidden` has the words that the viewer may not read, by record."""

    viewer: Viewer
    hidden: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    lanes: Mapping[int, Lane] = field(default_factory=dict)  # by level
    is_one_home: bool = True  # all of it is of one collaboration, which then goes without saying
    nodes: dict[str, Node] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    cites: dict[str, tuple[Record, tuple[str, ...]]] = field(default_factory=dict)

    def add(self, node: Node, *, cited: Record | None = None, fields: tuple[str, ...] = ()) -> str:
        """Add a node, once; its words are sought under these fields of `cited`. Return its key."""
        if node.key not in self.nodes:
            self.nodes[node.key] = node
            if cited is not None and fields:
                self.cites[node.key] = (cited, fields)
        return node.key

    def tie(self, first: str, second: str, kind: TieKind, link: Linked | None = None) -> None:
        """Say that two nodes hang together; where one of them is not shown, nothing is said."""
        self.ties.append(Tie(first, second, kind, link))

    def words(self, text: str, *records: int) -> str:
        """Return a text of these records as the viewer may read it. No query."""
        hidden = [word for pk in records for word in self.hidden.get(pk, ())]
        return shown(text, is_keeper=False, words=hidden)

    def lane(self, body: Body | None) -> Lane | None:
        """Return the lane of a body: its level, and a body without one by its own name. No query."""
        if body is None:
            return None
        return self.lanes.get(body.level_id or 0) or Lane(LEVELS_END, body.short_name or body.name)

    def place(self, body: Body) -> str:
        """Return what a body is called in this story. No query."""
        lane = self.lanes.get(body.level_id or 0)
        if self.is_one_home and lane is not None:
            return lane.name
        return body.short_name or body.name

    def whole_ties(self) -> tuple[Tie, ...]:
        """Return the ties whose both ends are shown, each once."""
        found: dict[tuple[str, str, TieKind], Tie] = {}
        for tie in self.ties:
            if tie.first in self.nodes and tie.second in self.nodes:
                found.setdefault((tie.first, tie.second, tie.kind), tie)
        return tuple(found.values())

    def in_order(self) -> tuple[Node, ...]:
        """Return the nodes with their sources: the frame first, then by day. At most three queries."""
        cited = self._sources()
        nodes = [
            replace(node, source=cited[key], cited=self.cites[key][0]) if key in cited else node
            for key, node in self.nodes.items()
        ]
        return tuple(sorted(nodes, key=_place))

    def _sources(self) -> Mapping[str, Source]:
        fields = {name for _record, names in self.cites.values() for name in names}
        records = {record.pk for record, _names in self.cites.values()}
        found = sources_of(self.viewer, records, fields=fields)
        chosen = {}
        for key, (record, names) in self.cites.items():
            source = _first(found.get(record.pk, ()), names)
            if source is not None:
                chosen[key] = source
        return chosen


def _first(sources: Iterable[Source], names: tuple[str, ...]) -> Source | None:
    listed = list(sources)
    for name in names:
        for one in reversed(listed):
            if one.field == name and one.quote:
                return one
    return None


def _place(node: Node) -> tuple[bool, int, bool, str, int, str]:
    framing = node.kind in FRAME
    return (
        not framing,
        ORDER[node.kind] if framing else 0,
        node.on is None,
        node.on.isoformat() if node.on else "",
        ORDER[node.kind],
        node.key,
    )


def known_from(row: Told) -> str:
    """Return the key of the node where a row is known from; '' where a person entered it."""
    item = row.decision.item_id if row.decision is not None else row.item_id
    return f"decision:{item}" if item is not None else ""
