"""What was treated under an item, as its page and the decision's page show it: texts, points with outcomes, votes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst

from roedtraad.accounts.addresses import address
from roedtraad.documents.queries import Source
from roedtraad.meetings.models import OutcomeKind, SectionKind, Vote
from roedtraad.meetings.queries import (
    CaseLine,
    DecisionText,
    DocumentUse,
    ItemPage,
    OutcomeLine,
    PointLine,
    SectionText,
    VoteLine,
)
from roedtraad.web.naming import case_title
from roedtraad.web.parts import Text
from roedtraad.web.sources import Cited, newest, page_url, source_words

PROSE = (SectionKind.SUMMARY, SectionKind.CASE)


@dataclass(frozen=True, slots=True)
class Origin:
    """The page that something was read from, and what a link to it says."""

    url: str
    page: int
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A text of an item. `earlier` is how the agenda had it, where the minutes print it otherwise."""

    heading: Text
    text: str
    earlier: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a recommendation with what was concluded about it."""

    number: str
    text: str
    kinds: tuple[OutcomeKind, ...]
    is_changed: bool
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is recommended under one case. `title` is empty where the item's own title says it."""

    title: str
    url: str
    recommender: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a ballot."""

    side: Text
    names: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote; `about` is what was voted on, where it is said."""

    about: str
    sides: tuple[Side, ...]


def origin_of(
    sources: Iterable[Source], public_id: str, uses: Mapping[int, DocumentUse], *fields: str
) -> Origin | None:
    """Return where the first of these fields was read. No query."""
    source = newest(sources, *fields)
    if source is None:
        return None
    url = page_url(source.document, source.page, Cited(public_id, source.field))
    return Origin(url, source.page, source_words(source, uses))


def parts_of(page: ItemPage, uses: Mapping[int, DocumentUse]) -> tuple[Part, ...]:
    """Return the texts that are read as prose; recommendation, attachments and absence have places of their own."""
    return tuple(
        part
        for kind in PROSE
        if (part := _part([one for one in page.sections if one.kind == kind], page, uses))
    )


def recommendation_of(page: ItemPage, uses: Mapping[int, DocumentUse]) -> Part | None:
    """Return the recommendation as it is printed."""
    return _part([one for one in page.sections if one.kind == SectionKind.RECOMMENDATION], page, uses)


def printed_of(page: ItemPage, kind: SectionKind) -> str:
    """Return the newest text of one kind."""
    return next((one.text for one in page.sections if one.kind == kind), "")


def _part(found: Sequence[SectionText], page: ItemPage, uses: Mapping[int, DocumentUse]) -> Part | None:
    """Return the text of the minutes, which come first, with that of the agenda; None where there is none."""
    if not found:
        return None
    newest_text = found[0]
    own = page.sources.get(page.line.item_id or 0, ())
    stem = f"section.{newest_text.kind.value}."
    return Part(
        heading=newest_text.heading.strip(" :") or capfirst(str(newest_text.kind.label)),
        text=newest_text.text,
        earlier=found[1].text if len(found) > 1 else "",
        origin=origin_of(own, page.line.public_id or "", uses, stem),
    )


def lead_in(recommendation: Part | None) -> str:
    """Return the words that lead to the points: '… indstillede den 22. januar 2026, at politisk niveau:'."""
    first = recommendation.text.strip().partition("\n")[0].strip() if recommendation else ""
    return first if first.endswith(":") else ""


def asked_of(page: ItemPage) -> tuple[Asked, ...]:
    """Return what was recommended, case by case, with what was concluded point by point."""
    several = len(page.cases) > 1
    return tuple(_asked(line, several=several) for line in page.cases if line.points)


def _asked(line: CaseLine, *, several: bool) -> Asked:
    body = line.recommender_body
    title = case_title(line.case) if line.case else ""
    return Asked(
        title=title if several else "",
        url=address(line.case.record, title) if line.case else "",
        recommender=body.name if body is not None else line.recommender_as_written,
        points=tuple(_point(point, number) for number, point in enumerate(line.points, start=1)),
    )


def _point(point: PointLine, number: int) -> Point:
    return Point(
        number=point.number.strip(" .)") or str(number),
        text=point.text,
        kinds=tuple(one.kind for one in point.outcomes),
        is_changed=any(one.is_changed for one in point.outcomes),
        remarks=remarks_of(point.outcomes),
    )


def remarks_of(outcomes: Iterable[OutcomeLine]) -> tuple[str, ...]:
    """Return what was remarked."""
    return tuple(one.remark for one in outcomes if one.remark)


def ballots_of(decision: DecisionText) -> tuple[Ballot, ...]:
    """Return the votes, ballot by ballot."""
    numbers = sorted({vote.ballot for vote in decision.votes})
    return tuple(_ballot([vote for vote in decision.votes if vote.ballot == number]) for number in numbers)


def _ballot(votes: Sequence[VoteLine]) -> Ballot:
    about = next((vote.about for vote in votes if vote.about), "")
    return Ballot(about, tuple(_sides(votes)))


def _sides(votes: Sequence[VoteLine]) -> Iterator[Side]:
    for side in Vote.Side:
        found = [vote for vote in votes if vote.side == side]
        names = tuple(vote.person.name if vote.person else vote.as_written for vote in found)
        number = sum(vote.count if vote.count is not None else 1 for vote in found)
        if found:
            yield Side(side.label, tuple(name for name in names if name), number)
