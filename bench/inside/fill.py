"""`python -m bench.inside.fill ITEMS`: fill an empty, migrated database with invented meetings, as rows.

The rows are what the actions would write, without the journal: a hundred thousand items by the actions take hours. Bodies
on three levels of 22 clusters, ten items a meeting over twelve years, four of a hundred closed; and what stands round
them (`around`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import django

django.setup()

from bench.inside import around  # noqa: E402
from bench.inside.words import Writer  # noqa: E402
from django.db import connection, transaction  # noqa: E402  # after the setup, here and below

from roedtraad.accounts.models import Audience, Record, RecordKind  # noqa: E402
from roedtraad.accounts.policy import Circle  # noqa: E402
from roedtraad.bodies.models import Body, Collaboration, Level  # noqa: E402
from roedtraad.cases.models import Act, Case, Consideration, RecommendationPoint  # noqa: E402
from roedtraad.meetings.models import (  # noqa: E402
    AgendaItem,
    Decision,
    ItemCase,
    ItemSection,
    Meeting,
    MeetingPaper,
    MeetingState,
    Outcome,
    OutcomeKind,
    PaperKind,
    SectionKind,
)
from roedtraad.meetings.wording import folded  # noqa: E402

CLUSTERS = 22
LEVELS = (
    ("political", "Politisk niveau"),
    ("strategic", "Fagligt strategisk niveau"),
    ("forum", "Driftsforum"),
)
ITEMS_OF_A_MEETING = 10
AT_A_TIME = 200  # meetings
FIRST_DAY, DAYS = date(2014, 1, 6), 12 * 365
CLOSED = 0.04
OUTCOMES = (*[OutcomeKind.APPROVED] * 5, *[OutcomeKind.NOTED] * 4, *OutcomeKind)
DECIDED = ("Godkendt.", "Taget til efterretning.", "Klyngen drøftede sagen og godkendte indstillingen.")
PUBLISHED = datetime(2026, 1, 1, tzinfo=UTC)


def records(kind: RecordKind, closed: Iterable[bool]) -> list[Record]:
    """Save identities, public where they are not closed."""
    return Record.objects.bulk_create([Record(kind=kind, is_public=not one) for one in closed])


def bodies() -> list[Body]:
    """Save the clusters with a body on each level."""
    levels = [
        Level.objects.get_or_create(key=key, defaults={"name": name, "rank": rank})[0]
        for rank, (key, name) in enumerate(LEVELS, start=1)
    ]
    found = []
    for number in range(1, CLUSTERS + 1):
        name = f"Sundhedsklynge Prøvested {number}"
        (record,) = records(RecordKind.COLLABORATION, [False])
        cluster = Collaboration.objects.create(
            record=record, name=name, kind=Collaboration.Kind.HEALTH_CLUSTER
        )
        for level, identity in zip(levels, records(RecordKind.BODY, [False] * len(levels)), strict=True):
            title = f"{name}, {level.name.lower()}"
            found.append(Body.objects.create(record=identity, name=title, collaboration=cluster, level=level))
    return found


def meetings(places: list[Body], first: int, number: int) -> list[Meeting]:
    """Save meetings, held in turn by the bodies."""
    made = [
        Meeting(
            record=record,
            body=places[nth % len(places)],
            held_on=FIRST_DAY + timedelta(days=nth * 37 % DAYS),
            place="Rådhuset",
            state=MeetingState.HELD,
        )
        for nth, record in enumerate(records(RecordKind.MEETING, [False] * number), start=first)
    ]
    Meeting.objects.bulk_create(made)
    MeetingPaper.objects.bulk_create(
        MeetingPaper(meeting=one, kind=PaperKind.MINUTES, published_at=PUBLISHED) for one in made
    )
    return made


def items(held: list[Meeting], write: Writer) -> list[AgendaItem]:
    """Save the items of these meetings with their texts."""
    closed = [write.chance(CLOSED) for _ in range(len(held) * ITEMS_OF_A_MEETING)]
    made = [
        AgendaItem(
            record=record,
            meeting=held[nth // ITEMS_OF_A_MEETING],
            number=str(nth % ITEMS_OF_A_MEETING + 1),
            order=nth % ITEMS_OF_A_MEETING + 1,
            title=write.title(),
            is_closed=closed[nth],
        )
        for nth, record in enumerate(records(RecordKind.ITEM, closed))
    ]
    AgendaItem.objects.bulk_create(made)
    _hide(made, made)
    ItemSection.objects.bulk_create(
        ItemSection(
            item=one, paper=PaperKind.MINUTES, kind=SectionKind.CASE, text=write.text(write.number(4, 9))
        )
        for one in made
    )
    return made


def cases(treated: list[AgendaItem], write: Writer) -> None:
    """Save a case for each two items: two bodies treat it, each on a recommendation of its own."""
    made = [
        Case(record=record, title=item.title, collaboration=item.meeting.body.collaboration)
        for item, record in zip(
            treated[::2],
            records(RecordKind.CASE, [one.is_closed for one in treated[::2]]),
            strict=True,
        )
    ]
    Case.objects.bulk_create(made)
    _hide(made, treated[::2])
    considered = Consideration.objects.bulk_create(
        Consideration(case=made[nth // 2], body=item.meeting.body, order=nth % 2 + 1)
        for nth, item in enumerate(treated)
    )
    RecommendationPoint.objects.bulk_create(
        RecommendationPoint(
            consideration=one, order=1, number="1", act=Act.APPROVE, text=f"at {write.text(1)}"
        )
        for one in considered
    )
    ItemCase.objects.bulk_create(
        ItemCase(item=item, consideration=one) for item, one in zip(treated, considered, strict=True)
    )


def decisions(treated: list[AgendaItem], write: Writer) -> list[Decision]:
    """Save a decision with an outcome for each item."""
    texts = [
        f"{write.choice(DECIDED)} {write.text(1)}" if write.chance(0.6) else write.choice(DECIDED)
        for _ in treated
    ]
    made = [
        Decision(
            record=record,
            item=item,
            text=text,
            body=item.meeting.body,
            decided_on=item.meeting.held_on,
            folded=folded(f"{item.title}\n{text}"),
        )
        for item, text, record in zip(
            treated, texts, records(RecordKind.DECISION, [one.is_closed for one in treated]), strict=True
        )
    ]
    Decision.objects.bulk_create(made)
    _hide(made, treated)
    Outcome.objects.bulk_create(Outcome(decision=one, kind=write.choice(OUTCOMES)) for one in made)
    return made


def _hide(rows: list[AgendaItem] | list[Case] | list[Decision], of: list[AgendaItem]) -> None:
    """Let the members alone see what belongs to closed items."""
    Audience.objects.bulk_create(
        Audience(record=row.record, token=Circle.MEMBERS.of(item.meeting.body_id))
        for row, item in zip(rows, of, strict=True)
        if item.is_closed
    )


@transaction.atomic
def fill(number: int) -> None:
    """Save `number` items and what belongs to them."""
    write, places, crowd = Writer(1), bodies(), around.Crowd()
    wanted = -(-number // ITEMS_OF_A_MEETING)
    for first in range(0, wanted, AT_A_TIME):
        held = meetings(places, first, min(AT_A_TIME, wanted - first))
        made = items(held, write)
        cases(made, write)
        crowd.attend(held, [nth // len(places) for nth in range(first, first + len(held))])
        around.papers(held, made, decisions(made, write))
        around.promises(made, write)
        around.findings(made)


if __name__ == "__main__":
    fill(int(sys.argv[1]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
