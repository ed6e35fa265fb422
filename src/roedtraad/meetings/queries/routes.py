"""The way of a case through bodies: what was recommended, decided, told and planned, in the order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db.models import Q

from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.bodies.models import Body
from roedtraad.cases.models import Act, Case, Consideration
from roedtraad.documents.queries import hidden_words
from roedtraad.meetings.models import AgendaItem, ItemCase, Meeting, OutcomeKind
from roedtraad.meetings.queries.meetings import OutcomesOfItem, outcomes_of
from roedtraad.meetings.queries.seeing import shown


class StepKind(StrEnum):
    """How we know of a step."""

    HELD = "held"  # an item of a meeting here
    TOLD = "told"  # a printed history tells of it
    PLANNED = "planned"  # no body has treated it yet


@dataclass(frozen=True, slots=True)
class PointText:
    """What is recommended to a body, point by point."""

    number: str
    act: Act
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One consideration. `on` is the meeting's day, `on_as_told` EDTF where only a history tells of it."""

    consideration_id: int
    kind: StepKind
    body: Body | None
    body_as_written: str
    role: Consideration.Role
    recommender_body: Body | None
    recommender_as_written: str
    points: tuple[PointText, ...] = ()
    on: date | None = None
    on_as_told: str = ""
    meeting: Meeting | None = None
    item_public_id: str | None = None
    item_number: str = ""
    item_title: str = ""
    decision_public_id: str | None = None
    outcomes: tuple[OutcomeKind, ...] = ()
    is_changed: bool = False
    result_as_written: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """The steps of a case, in the order of time; what is planned comes last."""

    case: Case
    steps: tuple[Step, ...]


def route_of(viewer: Viewer, case: Case) -> Route:
    """Return the way of a case, as far as the viewer may see. Six queries."""
    return routes_of(viewer, [case])[0]


def routes_of(viewer: Viewer, cases: Collection[Case]) -> tuple[Route, ...]:
    """Return the ways of several cases, in their order. Six queries for any number, none for none.

    A step is shown to those who see one of the items that carry it; one that is only told, to those who see the item
    that printed it; one that is planned, to those who see the case.
    """
    if not cases:
        return ()
    considerations = list(
        Consideration.objects.filter(case__in=cases)
        .filter(Q(told_by=None) | visible(viewer, record="told_by"))
        .select_related("body__record", "body__collaboration", "recommender_body__record")
        .prefetch_related("points")
        .order_by("case", "order")
    )
    carried = _carried(viewer, considerations)
    outcomes = outcomes_of(viewer, [row.item.pk for rows in carried.values() for row in rows if row.is_seen])
    told = [row.told_by_id for row in considerations if row.told_by_id is not None]
    words = hidden_words(
        viewer, record_ids=[*told, *(row.item.pk for rows in carried.values() for row in rows)]
    )
    steps: dict[int, list[Step]] = defaultdict(list)
    for row in considerations:
        for carrier in carried[row.pk]:
            if carrier.is_seen:
                steps[row.case_id].append(_held(row, carrier, outcomes, words, viewer))
        if row.told_by_id is not None:
            steps[row.case_id].append(_told(row, words))
        elif not carried[row.pk]:
            steps[row.case_id].append(_step(row, StepKind.PLANNED))
    return tuple(Route(case, _in_time(steps[case.pk])) for case in cases)


@dataclass(frozen=True, slots=True)
class _Carrier:
    """An item that carries a consideration."""

    item: AgendaItem
    is_seen: bool
    decision_is_seen: bool


def _carried(viewer: Viewer, considerations: list[Consideration]) -> Mapping[int, list[_Carrier]]:
    """Return the items that carry each consideration, also those that may not be seen. One query."""
    found: dict[int, list[_Carrier]] = defaultdict(list)
    rows = (
        ItemCase.objects.filter(consideration__in=considerations, item__record__withdrawn_at=None)
        .annotate(
            is_seen=visible(viewer, record="item__record"),
            decision_is_seen=visible(viewer, record="item__decision__record"),
        )
        .select_related(
            "item__record",
            "item__meeting__record",
            "item__meeting__body__record",
            "item__meeting__body__collaboration",
            "item__decision__record",
        )
        .order_by("item__meeting__held_on", "pk")
    )
    for row in rows:
        carrier = _Carrier(row.item, bool(row.is_seen), bool(row.decision_is_seen))
        found[row.consideration_id].append(carrier)
    return found


def _held(
    row: Consideration,
    carrier: _Carrier,
    outcomes: Mapping[int, OutcomesOfItem],
    words: Mapping[int, tuple[str, ...]],
    viewer: Viewer,
) -> Step:
    item, meeting = carrier.item, carrier.item.meeting
    concluded = outcomes.get(item.pk)
    decision = getattr(item, "decision", None) if carrier.decision_is_seen else None
    is_keeper = viewer.holds(Circle.SECRETARIAT.of(meeting.body_id))
    hidden = words.get(item.pk, ())
    return replace(
        _step(row, StepKind.HELD, is_keeper=is_keeper, hidden=hidden),
        body=meeting.body,
        body_as_written="",
        on=meeting.held_on,
        meeting=meeting,
        item_public_id=item.record.public_id,
        item_number=item.number,
        item_title=shown(item.title, is_keeper=is_keeper, words=hidden),
        decision_public_id=decision.record.public_id if decision else None,
        outcomes=concluded.kinds if concluded else (),
        is_changed=concluded.is_changed if concluded else False,
    )


def _told(row: Consideration, words: Mapping[int, tuple[str, ...]]) -> Step:
    hidden = words.get(row.told_by_id or 0, ())
    return replace(
        _step(row, StepKind.TOLD),
        on_as_told=row.treated_on,
        item_number=row.item_number_as_written,
        result_as_written=shown(row.result_as_written, is_keeper=False, words=hidden),
    )


def _step(
    row: Consideration, kind: StepKind, *, is_keeper: bool = False, hidden: tuple[str, ...] = ()
) -> Step:
    return Step(
        consideration_id=row.pk,
        kind=kind,
        body=row.body,
        body_as_written=shown(row.body_as_written, is_keeper=is_keeper),
        role=Consideration.Role(row.role),
        recommender_body=row.recommender_body,
        recommender_as_written=shown(row.recommender_as_written, is_keeper=is_keeper),
        points=tuple(
            PointText(point.number, Act(point.act), shown(point.text, is_keeper=is_keeper, words=hidden))
            for point in row.points.all()
        ),
    )


def _in_time(steps: list[Step]) -> tuple[Step, ...]:
    """Sort by day; a told step of a body on a day on which its own meeting is known says nothing new.

    A step without a day stays after the one that stands before it in the case; planned ones come last.
    """
    held = {(step.body.pk, step.on.isoformat()) for step in steps if step.on and step.body}
    last = ""
    keyed: list[tuple[tuple[bool, str, int], Step]] = []
    for place, step in enumerate(steps):
        if step.kind is StepKind.TOLD and step.body and (step.body.pk, step.on_as_told) in held:
            continue
        day = step.on.isoformat() if step.on else step.on_as_told
        last = day if day[:1].isdigit() else last
        keyed.append(((step.kind is StepKind.PLANNED, last, place), step))
    return tuple(step for _, step in sorted(keyed, key=lambda pair: pair[0]))
