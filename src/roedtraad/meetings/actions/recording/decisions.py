"""What was decided under each item, and how the register of decisions finds it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.records import register_many
from roedtraad.cases.models import RecommendationPoint
from roedtraad.meetings.actions.recording.items import PutItems
from roedtraad.meetings.facts import DecisionFacts, MeetingFacts
from roedtraad.meetings.models import Decision, Meeting, Outcome, PartyConsent, Statement, Vote
from roedtraad.meetings.queries.keys import register_words
from roedtraad.meetings.wording import cut, plain, small

Points = Sequence[RecommendationPoint]


@dataclass(frozen=True, slots=True)
class _Put:
    decision: Decision
    facts: DecisionFacts
    points: Points


def put_decisions(
    meeting: Meeting, put: PutItems, facts: MeetingFacts, *, points: Sequence[Points]
) -> tuple[Decision | None, ...]:
    """Save the decision of each item that has one, with outcomes, statements, votes and consents. Eight queries.

    A decision that was entered before the minutes were read stays as it was entered; the minutes' words hang on it
    as a citation.
    """
    before = {
        row.item_id: row for row in Decision.objects.filter(item__in=put.known).prefetch_related("outcomes")
    }
    wanted = [place for place, told in enumerate(facts.items) if told.decision is not None]
    fresh = [place for place in wanted if put.items[place].pk not in before]
    new = _create(meeting, put, facts, fresh, points)
    written = [
        _Put(decision, told, points[place])
        for place, decision in {**new, **_filled(put, facts, wanted, before)}.items()
        if (told := facts.items[place].decision) is not None
    ]
    _put_parts(written)
    by_item = before | {row.item_id: row for row in new.values()}
    return tuple(
        by_item.get(put.items[place].pk) if told.decision is not None else None
        for place, told in enumerate(facts.items)
    )


def _create(
    meeting: Meeting, put: PutItems, facts: MeetingFacts, fresh: Sequence[int], points: Sequence[Points]
) -> dict[int, Decision]:
    records = register_many(RecordKind.DECISION, len(fresh))
    rows = [
        Decision(
            record=record,
            item=put.items[place],
            heading=cut(told.heading, 500),
            text=plain(told.text),
            body_id=meeting.body_id,
            decided_on=meeting.held_on,
            folded=register_words(put.items[place].title, [point.text for point in points[place]], told.text),
        )
        for record, place in zip(records, fresh, strict=True)
        if (told := facts.items[place].decision) is not None
    ]
    Decision.objects.bulk_create(rows)
    return dict(zip(fresh, rows, strict=True))


def _filled(
    put: PutItems, facts: MeetingFacts, wanted: Sequence[int], before: dict[int, Decision]
) -> dict[int, Decision]:
    """Return the decisions that were there, and empty, with what the minutes say. One query, or none."""
    filled: dict[int, Decision] = {}
    for place in wanted:
        row, told = before.get(put.items[place].pk), facts.items[place].decision
        if row is not None and told is not None and not row.text and not row.outcomes.all():
            row.text, row.heading = plain(told.text), cut(told.heading, 500)
            filled[place] = row
    Decision.objects.bulk_update(list(filled.values()), ["text", "heading"])
    return filled


def _put_parts(written: Sequence[_Put]) -> None:
    """Save what hangs on the decisions. Four queries."""
    Outcome.objects.bulk_create([row for one in written for row in _outcomes(one)], ignore_conflicts=True)
    Statement.objects.bulk_create(
        Statement(
            decision=one.decision,
            kind=told.kind,
            person_id=told.person_id,
            party_id=told.party_id,
            text=plain(told.text),
        )
        for one in written
        for told in one.facts.statements
    )
    Vote.objects.bulk_create(
        Vote(
            decision=one.decision,
            ballot=told.ballot,
            about=cut(told.about, 500),
            side=told.side,
            person_id=told.person_id,
            as_written=cut(told.as_written, 200),
            count=small(told.count),
        )
        for one in written
        for told in one.facts.votes
    )
    PartyConsent.objects.bulk_create(
        [
            PartyConsent(
                decision=one.decision, party_id=told.party_id, answer=told.answer, remark=plain(told.remark)
            )
            for one in written
            for told in one.facts.consents
        ],
        ignore_conflicts=True,
    )


def _outcomes(one: _Put) -> Iterable[Outcome]:
    """Yield each outcome once: the same conclusion about the same point, told twice, is one."""
    rows: dict[tuple[int | None, str], Outcome] = {}
    for told in one.facts.outcomes:
        point = None if told.point is None else one.points[told.point]
        key = (None if point is None else point.pk, told.kind.value)
        row = rows.setdefault(key, Outcome(decision=one.decision, point=point, kind=told.kind))
        row.is_changed = row.is_changed or told.is_changed
        row.remark = row.remark or plain(told.remark)
    return rows.values()
