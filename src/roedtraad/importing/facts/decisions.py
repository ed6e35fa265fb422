"""What was decided under an item: the text, the outcomes point by point, remarks, votes, and what each party said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from roedtraad.importing.facts.settled import Settled
from roedtraad.importing.sheet.things import YES, Field, Kind, Spans, Thing
from roedtraad.meetings.facts import ConsentFacts, DecisionFacts, OutcomeFacts, StatementFacts, VoteFacts
from roedtraad.meetings.models import OutcomeKind, PartyConsent, Statement, Vote

DECISION = "decision"
_CHANGED = re.compile(
    r"\bmed\s+(?:\w+\s+){0,3}ændring|\bændret\s+til\b|\bmed\s+(?:\w+\s+){0,2}tilføjelse", re.I
)
_SIDES = (
    (Field.IN_FAVOUR, Vote.Side.IN_FAVOUR),
    (Field.AGAINST, Vote.Side.AGAINST),
    (Field.ABSTAINED, Vote.Side.ABSTAINED),
)


def decision_facts(settled: Settled, item: Thing) -> DecisionFacts | None:
    """Return what was decided; None where the document tells of nothing decided."""
    section = next((one for one in item.of(Kind.SECTION) if one.get(Field.KIND) == DECISION), None)
    others = (Kind.CONCLUSION, Kind.VOTE, Kind.CONSENT, Kind.REMARK)
    if section is None and not any(item.of(kind) for kind in others):
        return None
    text = section.said(Field.TEXT) if section is not None else None
    return DecisionFacts(
        text=text.value if text is not None else "",
        heading=section.get(Field.HEADING) if section is not None else "",
        outcomes=tuple(_outcomes(settled, item)),
        statements=tuple(_statements(settled, item)),
        votes=tuple(_votes(settled, item)),
        consents=tuple(_consents(settled, item)),
        citations=settled.cited("text", text.spans) if text is not None else (),
    )


def _outcomes(settled: Settled, item: Thing) -> Iterator[OutcomeFacts]:
    """Yield each conclusion for each point that it names; one that names none is about the item, or its only point."""
    points: dict[str, int] = {}
    for order, point in enumerate(item.of(Kind.POINT)):
        points.setdefault(point.get(Field.NUMBER), order)
    for one in item.of(Kind.CONCLUSION):
        said = one.get(Field.OUTCOME)
        if said not in OutcomeKind.values:
            continue
        named: list[int | None] = [points[number] for number in one.lines(Field.POINTS) if number in points]
        places: list[int | None] = named or [0 if len(item.of(Kind.POINT)) == 1 else None]
        for place in places:
            yield OutcomeFacts(
                OutcomeKind(said),
                point=place,
                is_changed=_is_changed(settled, one),
                remark=one.get(Field.REMARK),
                citations=settled.cited("outcome", one.spans),
            )


def _is_changed(settled: Settled, one: Thing) -> bool:
    said = one.said(Field.IS_CHANGED)
    if said is not None:
        return said.value == YES
    return bool(_CHANGED.search(_sentence(settled.sheet.text, one.spans)))


def _sentence(text: str, spans: Spans) -> str:
    """Return the words around spans, from one full stop to the next."""
    if not spans:
        return ""
    start, end = spans[0][0], spans[-1][1]
    first = max(text.rfind(". ", max(0, start - 400), start) + 1, start - 400, 0)
    stop = text.find(".", end, end + 400)
    return " ".join(text[first : stop if stop >= 0 else end + 400].split())


def _statements(settled: Settled, item: Thing) -> Iterator[StatementFacts]:
    for one in item.of(Kind.REMARK):
        said = one.get(Field.STATEMENT)
        person = settled.person(one.get(Field.PERSON))
        yield StatementFacts(
            Statement.Kind(said) if said in Statement.Kind.values else Statement.Kind.REMARK,
            one.get(Field.TEXT),
            person_id=person.person_id if person is not None else None,
            party_id=settled.party(one.get(Field.PARTY)),
            citations=settled.cited("text", one.spans),
        )


def _votes(settled: Settled, item: Thing) -> Iterator[VoteFacts]:
    for ballot, one in enumerate(item.of(Kind.VOTE), start=1):
        counts = _counts(one.get(Field.COUNTS))
        for (field, side), count in zip(_SIDES, counts, strict=True):
            names = one.lines(field)
            cited = settled.cited("text", one.spans)
            for name in names:
                person = settled.person(name)
                yield VoteFacts(
                    side,
                    ballot=ballot,
                    person_id=person.person_id if person is not None else None,
                    as_written="" if person is not None else name,
                    citations=cited,
                )
            if count is not None and not names:
                yield VoteFacts(side, ballot=ballot, count=count, citations=cited)


def _counts(written: str) -> Iterable[int | None]:
    told: list[int | None] = (
        [int(one) if one.strip().isdecimal() else None for one in written.split(",")] if written else []
    )
    return (*told, None, None, None)[:3]


def _consents(settled: Settled, item: Thing) -> Iterator[ConsentFacts]:
    for one in item.of(Kind.CONSENT):
        party, said = settled.party(one.get(Field.PARTY)), one.get(Field.ANSWER)
        if party is not None and said in PartyConsent.Answer.values:
            yield ConsentFacts(
                party,
                PartyConsent.Answer(said),
                one.get(Field.REMARK),
                citations=settled.cited("answer", one.spans),
            )
