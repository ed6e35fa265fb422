"""`python -m bench.inside.thread_times ITEMS`: fill an empty, migrated database, and time the story of an initiative.

An initiative with 130 items about it, each with a decision, a case, a recommendation and a promise: a story of 500 nodes
and more. It is timed before and after ITEMS other items are added that have nothing to do with it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median

import django

django.setup()

from django.db import connection  # noqa: E402  # after the setup, here and below
from django.test.utils import CaptureQueriesContext  # noqa: E402

from roedtraad.accounts.models import RecordKind  # noqa: E402
from roedtraad.accounts.policy import Viewer  # noqa: E402
from roedtraad.accounts.records import register, register_many  # noqa: E402
from roedtraad.bodies.models import Body, Collaboration, Level  # noqa: E402
from roedtraad.cases.models import Act, Case, Consideration, RecommendationPoint  # noqa: E402
from roedtraad.commitments.models import Commitment, DueKind  # noqa: E402
from roedtraad.initiatives.models import Initiative  # noqa: E402
from roedtraad.meetings.models import (  # noqa: E402
    AgendaItem,
    Decision,
    ItemCase,
    Meeting,
    MeetingState,
    Outcome,
    OutcomeKind,
)
from roedtraad.thread.models import Link, LinkKind, LinkReason, ReasonKind  # noqa: E402
from roedtraad.thread.queries import story  # noqa: E402

ABOUT = 130
TIMES = 15
FIRST = date(2016, 1, 4)
PER_MEETING = 10
NOBODY = Viewer(on=date(2026, 11, 22))


def main() -> None:
    """Fill, time, fill more, time again."""
    body = _body()
    initiative = _initiative(body)
    _link(_items(body, ABOUT), initiative)
    _time("130 items in the archive", initiative)
    others = int(sys.argv[1])
    for at in range(0, others, 2000):
        _items(body, min(2000, others - at))
    _time(f"{others + ABOUT:,} items in the archive", initiative)


def _body() -> Body:
    whole = Collaboration.objects.create(
        record=register(RecordKind.COLLABORATION, is_public=True),
        name="Klynge",
        kind=Collaboration.Kind.HEALTH_CLUSTER,
    )
    level = Level.objects.create(key="political", name="Politisk niveau", rank=1)
    record = register(RecordKind.BODY, is_public=True)
    return Body.objects.create(
        record=record, name="Klynge, politisk niveau", collaboration=whole, level=level
    )


def _initiative(body: Body) -> Initiative:
    return Initiative.objects.create(
        record=register(RecordKind.INITIATIVE, is_public=True),
        collaboration=body.collaboration,
        name="Trygt hjem",
        folded="trygt hjem",
    )


def _items(body: Body, number: int) -> list[AgendaItem]:
    """Save items with decision, case, recommendation and promise; return them."""
    wanted = -(-number // PER_MEETING)
    meetings = Meeting.objects.bulk_create(
        Meeting(
            record=record, body=body, state=MeetingState.HELD, held_on=FIRST + timedelta(days=7 * at % 3900)
        )
        for at, record in enumerate(register_many(RecordKind.MEETING, wanted, is_public=True))
    )
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            record=record,
            meeting=meetings[at // PER_MEETING],
            order=at % PER_MEETING + 1,
            number=str(at % PER_MEETING + 1),
            title=f"Status {at} om arbejdet i kommunerne",
        )
        for at, record in enumerate(register_many(RecordKind.ITEM, number, is_public=True))
    )
    _decide(items, body)
    _treat(items, body)
    _promise(items, body)
    return items


def _decide(items: Sequence[AgendaItem], body: Body) -> None:
    records = register_many(RecordKind.DECISION, len(items), is_public=True)
    decisions = Decision.objects.bulk_create(
        Decision(
            record=record,
            item=item,
            text="Status blev taget til efterretning, og arbejdet fortsætter.",
            body=body,
            decided_on=item.meeting.held_on,
            folded=item.title.lower(),
        )
        for record, item in zip(records, items, strict=True)
    )
    Outcome.objects.bulk_create(Outcome(decision=one, kind=OutcomeKind.NOTED) for one in decisions)


def _treat(items: Sequence[AgendaItem], body: Body) -> None:
    records = register_many(RecordKind.CASE, len(items), is_public=True)
    cases = Case.objects.bulk_create(
        Case(record=record, title=item.title, collaboration=body.collaboration)
        for record, item in zip(records, items, strict=True)
    )
    treated = Consideration.objects.bulk_create(
        Consideration(case=case, body=body, order=1) for case in cases
    )
    RecommendationPoint.objects.bulk_create(
        RecommendationPoint(consideration=one, order=1, act=Act.NOTE, text="at status tages til efterretning")
        for one in treated
    )
    ItemCase.objects.bulk_create(
        ItemCase(item=item, consideration=one) for item, one in zip(items, treated, strict=True)
    )


def _promise(items: Sequence[AgendaItem], body: Body) -> None:
    records = register_many(RecordKind.COMMITMENT, len(items), is_public=True)
    Commitment.objects.bulk_create(
        Commitment(
            record=record,
            item=item,
            body=body,
            made_on=item.meeting.held_on,
            text="Der gives en ny status.",
            folded="der gives en ny status.",
            entered_on=item.meeting.held_on,
            due_kind=DueKind.DATE,
            due_on=item.meeting.held_on + timedelta(days=90),
            due_from=item.meeting.held_on,
            due_body=body,
        )
        for record, item in zip(records, items, strict=True)
    )


def _link(items: Sequence[AgendaItem], initiative: Initiative) -> None:
    links = Link.objects.bulk_create(
        Link(source_id=item.pk, target_id=initiative.pk, kind=LinkKind.ABOUT) for item in items
    )
    LinkReason.objects.bulk_create(
        LinkReason(link=link, kind=ReasonKind.TITLE, record_id=link.source_id, field="title", words="Status")
        for link in links
    )


def _time(where: str, initiative: Initiative) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = story(NOBODY, initiative.record)
    if found is None:
        raise SystemExit("there is no story")
    taken = []
    for _turn in range(TIMES):
        begun, used = time.perf_counter(), time.process_time()
        story(NOBODY, initiative.record)
        taken.append((time.perf_counter() - begun, time.process_time() - used))
    wall, processor = (median(column) * 1000 for column in zip(*taken, strict=True))
    print(
        f"  {where}: {len(found.nodes)} nodes, {len(asked)} queries, median {wall:.0f} ms, "
        f"of which {processor:.0f} ms in this process",
        flush=True,
    )


if __name__ == "__main__":
    main()
