"""What bodies did: items with their decisions, cases, recommendations, promises, and adoptions by the parties."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.cases.models import Consideration
from roedtraad.commitments.models import AdoptionKind, AdoptionState, Commitment
from roedtraad.commitments.queries import AdoptionLine, CommitmentLine, adoptions_of, lines_of
from roedtraad.commitments.seeing import acting_for, seen_commitments
from roedtraad.commitments.standing import Standing
from roedtraad.meetings.models import AgendaItem, Decision, ItemCase, Meeting
from roedtraad.meetings.queries.meetings import OutcomesOfItem, outcomes_of
from roedtraad.thread.queries.weaving import Weave
from roedtraad.thread.stories import PARTIES_RANK, Lane, Node, NodeKind, TieKind

LONGEST_NOTE = 400
MOST_PROMISES = 200


@dataclass(frozen=True, slots=True)
class Treated:
    """An item with meeting and body, and its decision where the viewer sees one."""

    item: AgendaItem
    decision: Decision | None


SHOWN_PROMISES = (Standing.LATE, Standing.LOOSE, Standing.OPEN, Standing.WAITS)


def items_in(viewer: Viewer, keys: Collection[int], *, most: int) -> tuple[list[Treated], int]:
    """Return the newest of these items, oldest first, and how many are left out. Three queries at most."""
    rows = AgendaItem.objects.filter(visible(viewer), pk__in=keys, meeting__record__withdrawn_at=None)
    seen = list(
        rows.annotate(decision_is_seen=visible(viewer, record="decision__record"))
        .select_related("record", "decision__record")
        .order_by("-meeting__held_on", "-order", "-pk")[: most + 1]
    )
    # many items share a meeting: each is loaded once
    meetings = Meeting.objects.select_related("body").in_bulk({item.meeting_id for item in seen})
    found = []
    for item in seen:
        item.meeting = meetings[item.meeting_id]
        decision = getattr(item, "decision", None) if item.decision_is_seen else None
        found.append(Treated(item, decision))
    if len(found) <= most:
        return found[::-1], 0
    return found[most - 1 :: -1], rows.count() - most


def weave_items(weave: Weave, items: Sequence[Treated]) -> None:
    """Add what was treated and decided. One query."""
    outcomes = outcomes_of(weave.viewer, [one.item.pk for one in items])
    for one in items:
        _weave_item(weave, one, outcomes)


def _weave_item(weave: Weave, one: Treated, outcomes: Mapping[int, OutcomesOfItem]) -> None:
    item, decision = one.item, one.decision
    body, concluded = item.meeting.body, outcomes.get(item.pk)
    number = _("item %(number)s") % {"number": item.number} if item.number else ""
    title = weave.words(item.title, item.pk)
    is_coming = item.meeting.held_on >= weave.viewer.on and decision is None
    weave.add(
        Node(
            key=f"decision:{item.pk}",
            kind=NodeKind.DECISION if decision is not None else NodeKind.ITEM,
            text=title,
            on=item.meeting.held_on,
            lane=weave.lane(body),
            note=weave.words(decision.text, item.pk, decision.pk)[:LONGEST_NOTE] if decision else "",
            record=decision.record if decision is not None else item.record,
            title=title,
            place=", ".join(part for part in (weave.place(body), number) if part),
            outcomes=concluded.kinds if concluded else (),
            is_changed=bool(concluded and concluded.is_changed),
            is_coming=is_coming,
        ),
        cited=decision.record if decision is not None else item.record,
        fields=("text",) if decision is not None else ("title",),
    )


def weave_cases(weave: Weave, items: Sequence[Treated]) -> None:
    """Add the cases that the items treat, and what was recommended. Two queries."""
    rows = (
        ItemCase.objects.filter(
            visible(weave.viewer, record="consideration__case__record"),
            item__in=[one.item.pk for one in items],
        )
        .select_related(
            "consideration__case__record",
            "consideration__case__merged_into__record",
            "consideration__recommender_body",
        )
        .prefetch_related("consideration__points")
        .order_by("item__meeting__held_on", "order", "pk")
    )
    by_key = {one.item.pk: one.item for one in items}
    for row in rows:
        case = row.consideration.case.merged_into or row.consideration.case
        title = weave.words(case.title, case.pk, row.item_id)
        key = weave.add(
            Node(f"case:{case.pk}", NodeKind.CASE, title, record=case.record, title=title),
            cited=case.record,
            fields=("title",),
        )
        weave.tie(f"decision:{row.item_id}", key, TieKind.TREATS)
        _weave_points(weave, row.consideration, by_key[row.item_id], case_key=key)


def _weave_points(weave: Weave, row: Consideration, item: AgendaItem, *, case_key: str) -> None:
    points = [weave.words(point.text, item.pk) for point in row.points.all()]
    if not points:
        return
    body = row.recommender_body
    by = weave.place(body) if body is not None else weave.words(row.recommender_as_written, item.pk)
    key = weave.add(
        Node(
            key=f"recommendation:{row.pk}",
            kind=NodeKind.RECOMMENDATION,
            text=" ".join(points)[:LONGEST_NOTE],
            on=item.meeting.held_on,
            lane=weave.lane(body),
            note=by,
            record=item.record,
            title=weave.words(item.title, item.pk),
        )
    )
    weave.tie(key, f"decision:{item.pk}", TieKind.LEADS_TO)
    weave.tie(key, case_key, TieKind.TREATS)


def weave_promises(weave: Weave, items: Sequence[Treated]) -> tuple[CommitmentLine, ...]:
    """Add what was promised under the items. Ten queries at most; none without items."""
    if not items:
        return ()
    rows = Commitment.objects.filter(
        seen_commitments(acting_for(weave.viewer)), item__in=[one.item.pk for one in items]
    )
    keys = list(rows.order_by("-made_on", "-pk").values_list("pk", flat=True)[:MOST_PROMISES])
    lines = lines_of(weave.viewer, keys)
    records = Record.objects.in_bulk(keys)
    for line in lines:
        is_loose = line.standing in (Standing.LATE, Standing.LOOSE)
        key = weave.add(
            Node(
                key=f"promise:{line.pk}",
                kind=NodeKind.PROMISE,
                text=line.text,
                on=line.ended_on or line.next_on or line.made_on,
                lane=weave.lane(line.due_body),
                note=str(line.standing.label),
                record=records[line.pk],
                title=line.text,
                place=", ".join(one.name for one in line.owners),
                is_coming=line.standing in SHOWN_PROMISES,
                is_loose=is_loose,
            ),
            cited=records[line.pk],
            fields=("text",),
        )
        weave.tie(f"decision:{line.item_id}", key, TieKind.PROMISES)
    return lines


def weave_adoptions(weave: Weave, items: Sequence[Treated]) -> tuple[AdoptionLine, ...]:
    """Add each party's own adoption of what was decided. Two queries."""
    decided = [one.decision.pk for one in items if one.decision is not None]
    lines = tuple(
        line for line in adoptions_of(weave.viewer, decided) if line.adoption.state != AdoptionState.DROPPED
    )
    for line in lines:
        row = line.adoption
        waits = row.state == AdoptionState.WAITING
        title = weave.words(row.decision.item.title, row.decision.item_id)
        key = weave.add(
            Node(
                key=f"adoption:{row.pk}",
                kind=NodeKind.ADOPTION,
                text=f"{row.party.name}: {AdoptionState(row.state).label}",
                on=row.answered_on or row.due_on or row.asked_on,
                lane=Lane(PARTIES_RANK, _("Each party by itself")),
                note=str(AdoptionKind(row.kind).label),
                record=row.decision.record,
                title=title,
                place=row.answered_by,
                value=str(AdoptionState(row.state).label),
                is_coming=waits,
                is_loose=line.is_late,
            )
        )
        weave.tie(f"decision:{row.decision.item_id}", key, TieKind.ADOPTS)
    return lines
