"""What was decided under items, as rows; and as a correction that is not published yet has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Party, Person
from roedtraad.meetings.corrected import DecisionSaid, VoteSaid, read
from roedtraad.meetings.models import (
    AgendaItem,
    CorrectedDecision,
    Decision,
    Outcome,
    PartyConsent,
    Statement,
    Vote,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions by item, and what hangs on them by decision."""

    decisions: dict[int, Decision] = field(default_factory=dict)
    outcomes: Mapping[int, list[Outcome]] = field(default_factory=lambda: defaultdict(list))
    statements: Mapping[int, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    consents: Mapping[int, list[PartyConsent]] = field(default_factory=lambda: defaultdict(list))
    votes: Mapping[int, list[Vote]] = field(default_factory=lambda: defaultdict(list))


def decided_under(viewer: Viewer, items: Collection[AgendaItem], *, as_corrected: bool = False) -> Decided:
    """Return what was decided under items that the viewer sees. Five queries; three more with a correction.

    `as_corrected`: with what a correction says in place of it. Those rows are not saved, and those of items without a
    decision have keys below zero: only for whoever may read a correction that is not published.
    """
    ids = [item.pk for item in items]
    found = Decided()
    rows = Decision.objects.filter(visible(viewer), item__in=ids).select_related("record")
    found.decisions.update({row.item_id: row for row in rows})
    keys = [row.pk for row in found.decisions.values()]
    if keys:
        _fill(found.outcomes, _rows(Outcome, keys))
        _fill(found.statements, _rows(Statement, keys, "person", "party"))
        _fill(found.consents, _rows(PartyConsent, keys, "party"))
        _fill(found.votes, _rows(Vote, keys, "person"))
    if as_corrected:
        _correct(found, items)
    return found


def _rows(model: Any, keys: Collection[int], *related: str) -> Any:
    return model.objects.filter(decision__in=keys).select_related(*related).order_by("pk")


def _fill(into: Mapping[int, list[Any]], rows: Any) -> None:
    for row in rows:
        into[row.decision_id].append(row)


def _correct(found: Decided, items: Collection[AgendaItem]) -> None:
    """Put what a correction says in the place of what stands."""
    by_key = {item.pk: item for item in items}
    aside = {row.item_id: read(row.content) for row in CorrectedDecision.objects.filter(item__in=by_key)}
    names = _Names.of(aside.values())
    for key, said in aside.items():
        decision = found.decisions.setdefault(key, Decision(record_id=-key))
        decision.item, decision.text = by_key[key], said.text
        _say(found, decision, said, names)


@dataclass(frozen=True, slots=True)
class _Names:
    people: Mapping[int, Person]
    parties: Mapping[int, Party]

    @classmethod
    def of(cls, aside: Collection[DecisionSaid]) -> _Names:
        """Return those whom corrections name. Two queries, none where there are none."""
        people = {one.person for said in aside for one in said.statements}
        people |= {one.person for said in aside for one in said.votes}
        parties = {one.party for said in aside for one in said.statements}
        parties |= {one.party for said in aside for one in said.consents}
        return cls(
            Person.objects.in_bulk(people - {None}) if people - {None} else {},
            Party.objects.in_bulk(parties - {None}) if parties - {None} else {},
        )

    def person(self, key: int | None) -> Person | None:
        """Return somebody by their key."""
        return None if key is None else self.people[key]

    def party(self, key: int | None) -> Party | None:
        """Return a party by its key."""
        return None if key is None else self.parties[key]


def _say(found: Decided, decision: Decision, said: DecisionSaid, names: _Names) -> None:
    key = decision.pk
    found.outcomes[key][:] = [
        Outcome(
            n,
            decision=decision,
            point_id=one.point,
            kind=one.kind,
            is_changed=one.is_changed,
            remark=one.remark,
        )
        for n, one in enumerate(said.outcomes)
    ]
    found.statements[key][:] = [
        Statement(
            one.key,
            decision=decision,
            kind=one.kind,
            text=one.text,
            person=names.person(one.person),
            party=names.party(one.party),
        )
        for one in said.statements
    ]
    found.consents[key][:] = [
        PartyConsent(decision=decision, party=names.parties[one.party], answer=one.answer, remark=one.remark)
        for one in said.consents
    ]
    found.votes[key][:] = [_vote(decision, one, names.person(one.person)) for one in said.votes]


def _vote(decision: Decision, said: VoteSaid, person: Person | None) -> Vote:
    return Vote(
        decision=decision,
        ballot=said.ballot,
        about=said.about,
        side=said.side,
        person=person,
        as_written=said.as_written,
        count=said.count,
    )
