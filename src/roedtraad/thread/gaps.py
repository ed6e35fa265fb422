"""What is missing in a story: promises not kept, shares not adopted, evaluations overdue, money unspent, nothing measured. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roedtraad.commitments.queries import AdoptionLine, CommitmentLine
from roedtraad.commitments.standing import Standing
from roedtraad.initiatives.models import AT_WORK, OVER, Initiative, InitiativeState, State
from roedtraad.initiatives.queries import EvaluationView, Series
from roedtraad.thread.stories import Gap, GapKind, Node, NodeKind, Purse

ORDER = {kind: place for place, kind in enumerate(GapKind)}


@dataclass(frozen=True, slots=True)
class Known:
    """What a story has been woven from, as far as something can be missing in it."""

    promises: Sequence[CommitmentLine]
    adoptions: Sequence[AdoptionLine]
    evaluations: Sequence[EvaluationView]
    series: Sequence[Series]
    purses: Sequence[Purse]
    initiatives: Sequence[Initiative]
    histories: Mapping[int, Sequence[InitiativeState]]

    def state_of(self, initiative: int, *, on: date) -> State | None:
        """Return how far an initiative has come on a day."""
        rows = self.histories.get(initiative, ())
        return next((State(row.state) for row in reversed(rows) if row.on <= on), None)


def gaps_in(known: Known, nodes: Mapping[str, Node], *, on: date) -> tuple[Gap, ...]:
    """Return what is missing on a day, the most pressing kind first, within a kind what is missing longest."""
    found = [
        *_promises(known.promises, nodes),
        *_adoptions(known.adoptions, nodes, on=on),
        *_evaluations(known.evaluations, on=on),
        *_undecided(known, on=on),
        *_unspent(known, on=on),
        *_unasked(known, nodes),
        *_unknown(known.series),
        *_unmeasured(known, on=on),
    ]
    return tuple(sorted(found, key=lambda gap: (ORDER[gap.kind], -gap.days, gap.text)))


def _promises(lines: Iterable[CommitmentLine], nodes: Mapping[str, Node]) -> Iterator[Gap]:
    for line in lines:
        if line.standing in (Standing.LATE, Standing.LOOSE):
            key = f"promise:{line.pk}"
            yield Gap(
                GapKind.PROMISE,
                line.text,
                since=line.due_on if line.standing is Standing.LATE else None,
                days=line.days_late,
                node=key,
                record=nodes[key].record,
                title=line.text,
                who=tuple(one.name for one in line.owners),
            )


def _adoptions(lines: Iterable[AdoptionLine], nodes: Mapping[str, Node], *, on: date) -> Iterator[Gap]:
    for line in lines:
        if line.is_late and line.adoption.due_on is not None:
            node = nodes[f"adoption:{line.adoption.pk}"]
            yield Gap(
                GapKind.ADOPTION,
                node.title,
                since=line.adoption.due_on,
                days=(on - line.adoption.due_on).days,
                node=node.key,
                record=node.record,
                title=node.title,
                who=(line.adoption.party.name,),
            )


def _evaluations(views: Iterable[EvaluationView], *, on: date) -> Iterator[Gap]:
    for view in views:
        due, one = view.evaluation.due_on, view.evaluation.initiative
        if view.is_late(on) and due is not None and one is not None:
            yield Gap(
                GapKind.EVALUATION,
                view.evaluation.name,
                since=due,
                days=(on - due).days,
                node=f"evaluation:{view.evaluation.pk}",
                record=one.record,
                title=one.name,
            )


def _undecided(known: Known, *, on: date) -> Iterator[Gap]:
    """Yield the evaluations that are done, and after which what they were to lead to was not decided."""
    for view in known.evaluations:
        row = view.evaluation
        one = row.initiative
        if one is not None and view.awaits_decision(known.histories.get(one.pk, ()), on=on):
            yield Gap(
                GapKind.UNDECIDED,
                row.leads_to,
                since=row.done_on,
                node=f"evaluation:{row.pk}",
                record=one.record,
                title=one.name,
            )


def _unspent(known: Known, *, on: date) -> Iterator[Gap]:
    """Yield money of years that are over, or of initiatives that are, which is not booked as spent."""
    by_key = {one.pk: one for one in known.initiatives}
    for purse in known.purses:
        one = by_key.get(purse.initiative)
        left = purse.allocated - purse.spent
        state = known.state_of(purse.initiative, on=on)
        is_over = (purse.year is not None and purse.year < on.year) or state in OVER
        if one is not None and left > 0 and is_over:
            yield Gap(
                GapKind.UNSPENT,
                f"{one.name}, {purse.year}" if purse.year else one.name,
                amount=left,
                record=one.record,
                title=one.name,
            )


def _unasked(known: Known, nodes: Mapping[str, Node]) -> Iterator[Gap]:
    """Yield the decisions that set money aside and of which no party was asked to adopt its share."""
    asked = {f"decision:{line.adoption.decision.item_id}" for line in known.adoptions}
    paid: dict[str, Decimal] = defaultdict(Decimal)
    for node in nodes.values():
        if node.kind is NodeKind.MONEY and node.decided_by and node.amount is not None:
            paid[node.decided_by] += node.amount
    for key, amount in paid.items():
        decision = nodes.get(key)
        if decision is not None and key not in asked and amount > 0:
            yield Gap(
                GapKind.UNASKED,
                decision.text,
                since=decision.on,
                node=key,
                record=decision.record,
                title=decision.title,
                amount=amount,
            )


def _unknown(series: Iterable[Series]) -> Iterator[Gap]:
    for one in series:
        newest = {row.party.name: row for row in one.actual if row.party is not None and not row.group}
        unknown = tuple(name for name, row in newest.items() if row.value is None)
        if unknown:
            owner = one.indicator.initiative
            yield Gap(
                GapKind.UNKNOWN,
                one.indicator.name,
                record=owner.record if owner is not None else one.indicator.record,
                title=owner.name if owner is not None else one.indicator.name,
                who=unknown,
            )


def _unmeasured(known: Known, *, on: date) -> Iterator[Gap]:
    measured = {
        one.indicator.initiative_id
        for one in known.series
        if any(row.value is not None for row in one.actual)
    }
    for one in known.initiatives:
        if known.state_of(one.pk, on=on) in AT_WORK and one.pk not in measured:
            yield Gap(GapKind.UNMEASURED, one.name, record=one.record, title=one.name)
