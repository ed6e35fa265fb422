"""A story drawn in time: levels as lanes, the thread from decision to decision, money and results below. Pure.

Every node is a link that a keyboard reaches; the list beside it says the same in words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.thread.stories import MONEY_RANK, RESULTS_RANK, Lane, Node, NodeKind, Story, settled, together

WIDTH, LEFT, RIGHT, TOP = 1160, 160, 1140, 30
LANE, MONEY_LANE, RESULT_LANE, GAP = 48, 60, 92, 10
LABEL_LETTERS, LETTER = 24, 6.6  # of a label, and how wide one is
NODE_APART = 15
MOST_LABELS = 60
MOST_BARS = 6
YEAR = 12  # months
MOST_TICKS = 9
LANE_NAME_LETTERS = 20
ON_LEVELS = (NodeKind.DECISION, NodeKind.ITEM, NodeKind.ADOPTION)


@dataclass(frozen=True, slots=True)
class Strip:
    """A lane of the drawing."""

    name: str
    y: int
    height: int

    @property
    def middle(self) -> int:
        """Return where its nodes lie."""
        return self.y + self.height // 2

    @property
    def label_y(self) -> int:
        """Return where its name stands."""
        return self.middle + 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A node in the drawing. `told` is what a screen reader says of it."""

    key: str
    anchor_id: str  # of its step in the list
    shape: str  # dot, open, square, diamond
    x: int
    y: int
    told: str
    is_loose: bool = False
    label: str = ""
    label_x: int = 0
    label_y: int = 0
    anchor: str = "start"

    @property
    def corner(self) -> tuple[int, int]:
        """Return the upper left corner of a square of ten round it."""
        return self.x - 5, self.y - 5


@dataclass(frozen=True, slots=True)
class Bar:
    """Money from the day it was set aside to the end of its year; `spent` of its width is spent."""

    x: int
    y: int
    width: int
    spent: int
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing, in its own coordinates."""

    height: int
    strips: tuple[Strip, ...]
    marks: tuple[Mark, ...]
    paths: tuple[tuple[str, bool], ...]  # and whether it is still to come
    bars: tuple[Bar, ...]
    lines: tuple[str, ...]  # the points of a measured course
    ticks: tuple[tuple[int, str], ...]
    today: int
    told: str

    @property
    def box(self) -> str:
        """Return the box that is drawn in."""
        return f"0 0 {WIDTH} {self.height}"

    @property
    def bottom(self) -> int:
        """Return where the lanes end."""
        return self.height - 26

    @property
    def edges(self) -> tuple[int, int, int]:
        """Return left, right and top of the lanes."""
        return LEFT, RIGHT, TOP


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, on: date) -> int:
        days = max((self.last - self.first).days, 1)
        at = min(max(on, self.first), self.last)
        return LEFT + 14 + round((at - self.first).days * (RIGHT - LEFT - 40) / days)


def timeline_of(story: Story, *, today: date) -> Timeline | None:
    """Return the drawing of a story; None where nothing in it has a day."""
    dated = _gathered(node for node in story.events if node.on is not None and _is_drawn(node))
    if not dated:
        return None
    days = [node.on for node in dated if node.on is not None]
    scale = _Scale(min(days), max(*days, today) + timedelta(days=20))
    strips = _strips(dated)
    marks = _marks(dated, strips, scale)
    numbers = _numbers(dated, strips, scale)
    last = max(strip.y + strip.height for strip in strips.values())
    return Timeline(
        height=last + 30,
        strips=tuple(sorted(strips.values(), key=lambda strip: strip.y)),
        marks=(*_labelled(marks, strips), *(mark for line in numbers for mark in line)),
        paths=tuple(_paths(dated, marks)),
        bars=tuple(_bars(story, dated, strips, scale)),
        lines=tuple(" ".join(f"{mark.x},{mark.y}" for mark in line) for line in numbers if len(line) > 1),
        ticks=_ticks(scale),
        today=scale.x(today),
        told=_told(dated),
    )


def _gathered(nodes: Iterable[Node]) -> list[Node]:
    """Return the nodes to draw: what parties have adopted of one decision is one, on the day of the last of them."""
    found: list[Node] = []
    for group in together(nodes):
        done = settled(group)
        if len(done) > 1:
            counts = Counter(node.value for node in done)
            text = ", ".join(f"{danish.number(number)} {state}" for state, number in counts.items())
            last = max(node.on for node in done if node.on is not None)
            found.append(replace(done[0], text=text, on=last, place=""))
            found += [node for node in group if node not in done]
        else:
            found += group
    return sorted(found, key=lambda node: node.on or date.min)


def _is_drawn(node: Node) -> bool:
    if node.kind is NodeKind.PROMISE:
        return node.is_loose or node.is_coming
    return node.kind in (*ON_LEVELS, NodeKind.MONEY, NodeKind.MEASUREMENT, NodeKind.EVALUATION)


def _strips(nodes: Iterable[Node]) -> Mapping[Lane, Strip]:
    lanes = sorted(
        {node.lane for node in nodes if node.lane is not None}, key=lambda lane: (lane.rank, lane.name)
    )
    found, y = {}, TOP
    for lane in lanes:
        height = {MONEY_RANK: MONEY_LANE, RESULTS_RANK: RESULT_LANE}.get(lane.rank, LANE)
        name = lane.name or (_("Money") if lane.rank == MONEY_RANK else _("Result"))
        found[lane] = Strip(_lane_name(name), y, height)
        y += height + GAP
    return found


def _marks(nodes: Sequence[Node], strips: Mapping[Lane, Strip], scale: _Scale) -> list[Mark]:
    """Return the nodes of the levels, money and evaluations, none on top of another in its lane."""
    last: dict[Lane, int] = defaultdict(int)
    found = []
    for node in nodes:
        if node.on is None or node.lane is None or node.kind is NodeKind.MEASUREMENT:
            continue
        strip = strips[node.lane]
        x = max(scale.x(node.on), last[node.lane] + NODE_APART)
        last[node.lane] = x
        y = strip.y + 14 if node.kind in (NodeKind.MONEY, NodeKind.EVALUATION) else strip.middle
        found.append(
            Mark(
                node.key,
                node.anchor,
                _shape(node),
                min(x, RIGHT - 8),
                y,
                told_of(node),
                is_loose=node.is_loose,
                label=node.text,
            )
        )
    return found


def _shape(node: Node) -> str:
    if node.kind is NodeKind.MONEY:
        return "square"
    if node.kind is NodeKind.EVALUATION and not node.is_coming:
        return "diamond"
    return (
        "open" if node.is_coming or node.is_loose or node.kind in (NodeKind.ITEM, NodeKind.PROMISE) else "dot"
    )


def _labelled(marks: Sequence[Mark], strips: Mapping[Lane, Strip]) -> list[Mark]:
    """Return the marks with as many labels as there is room for: above and below each lane's line in turn."""
    free: dict[tuple[int, int], float] = defaultdict(float)
    found = []
    for number, mark in enumerate(sorted(marks, key=lambda one: one.x)):
        text = _cut(mark.label, LABEL_LETTERS)
        wide = len(text) * LETTER
        row = next((row for row in (-1, 1) if free[mark.y, row] <= mark.x - 4), 0)
        if mark.shape == "square" or not row or number >= MOST_LABELS:
            found.append(_plain(mark))
            continue
        is_left = mark.x + wide > RIGHT
        free[mark.y, row] = mark.x + wide + 6
        found.append(
            Mark(
                mark.key, mark.anchor_id, mark.shape, mark.x, mark.y, mark.told, mark.is_loose, text,
                RIGHT if is_left else mark.x - 4, mark.y - 11 if row < 0 else mark.y + 20, "end" if is_left else "start",
            )
        )  # fmt: skip
    return found


def _plain(mark: Mark) -> Mark:
    return Mark(mark.key, mark.anchor_id, mark.shape, mark.x, mark.y, mark.told, mark.is_loose)


def _paths(nodes: Sequence[Node], marks: Iterable[Mark]) -> Iterable[tuple[str, bool]]:
    """Yield the thread from one decision to the next, and dashed to what is still to come."""
    at = {mark.key: mark for mark in marks}
    way = [node for node in nodes if node.kind in ON_LEVELS and node.key in at]
    for one, other in pairwise(way):
        a, b = at[one.key], at[other.key]
        middle = (a.x + b.x) // 2
        yield f"M{a.x} {a.y} C{middle} {a.y} {middle} {b.y} {b.x} {b.y}", other.is_coming or other.is_loose


def _bars(story: Story, nodes: Iterable[Node], strips: Mapping[Lane, Strip], scale: _Scale) -> Iterable[Bar]:
    spent = {(f"initiative:{one.initiative}", one.year): one for one in story.purses}
    owners = {tie.first: tie.second for tie in story.ties if tie.second.startswith("initiative:")}
    money = [node for node in nodes if node.kind is NodeKind.MONEY and node.on and (node.amount or 0) > 0]
    for node in money[-MOST_BARS:]:
        year = int(node.key.rpartition(".")[2]) or None
        purse = spent.get((owners.get(node.key, ""), year))
        strip = strips[node.lane] if node.lane is not None else next(iter(strips.values()))
        x = scale.x(node.on or scale.first)
        end = scale.x(date(year, 12, 31)) if year else x + 80
        share = purse.spent / purse.allocated if purse and purse.allocated > 0 else 0
        width = max(end - x, 24)
        yield Bar(x, strip.y + 8, width, min(width, round(width * share)), node.text)


def _numbers(nodes: Iterable[Node], strips: Mapping[Lane, Strip], scale: _Scale) -> list[list[Mark]]:
    """Return the course of the indicator with most numbers; each with its value."""
    by_name: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.kind is NodeKind.MEASUREMENT and node.amount is not None:
            by_name[f"{node.title}/{node.place}"].append(node)
    if not by_name:
        return []
    course = max(by_name.values(), key=len)
    values = [node.amount for node in course if node.amount is not None]
    low, high = min(values), max(values)
    strip = next(strip for lane, strip in strips.items() if lane.rank == RESULTS_RANK)
    found = []
    for node in course:
        if node.on is None or node.amount is None:
            continue
        share = float((node.amount - low) / (high - low)) if high > low else 0.5
        y = strip.y + strip.height - 14 - round(share * (strip.height - 44))
        x = scale.x(node.on)
        found.append(
            Mark(
                node.key, node.anchor, "diamond", x, y, told_of(node), False, node.value, x, y - 10, "middle"
            )
        )
    return [found]


def _ticks(scale: _Scale) -> tuple[tuple[int, str], ...]:
    days = (scale.last - scale.first).days
    months = next((months for months in (3, 6, 12, 24, 60) if days / (months * 30.4) <= MOST_TICKS), 120)
    found = []
    year, month = scale.first.year, 1
    while (on := date(year, month, 1)) <= scale.last:
        if on >= scale.first:
            word = str(on.year) if months >= YEAR else f"{danish.short_month(on)} {on.year}"
            found.append((scale.x(on), word))
        month += months
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return tuple(found)


def told_of(node: Node) -> str:
    """Return a node in words: the day, where, what."""
    when = danish.day(node.on) if node.on is not None else ""
    return ", ".join(part for part in (when, node.place, node.text) if part)


def _told(nodes: Sequence[Node]) -> str:
    counts = {kind: sum(node.kind is kind for node in nodes) for kind in NodeKind}
    first, last = nodes[0].on, nodes[-1].on
    return _(
        "The levels are lanes, time goes from left to right, from %(first)s to %(last)s: %(decisions)s decisions, "
        "%(money)s amounts set aside, %(numbers)s results. Each step stands in the list below."
    ) % {
        "first": danish.day(first) if first else "",
        "last": danish.day(last) if last else "",
        "decisions": counts[NodeKind.DECISION],
        "money": counts[NodeKind.MONEY],
        "numbers": counts[NodeKind.MEASUREMENT],
    }


def _lane_name(name: str) -> str:
    """Return the name of a lane, cut at a word where it is too long."""
    return name if len(name) <= LANE_NAME_LETTERS else name[:LANE_NAME_LETTERS].rpartition(" ")[0] or name


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"
