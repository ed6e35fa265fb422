"""A story: what is in it, what is missing, and three rules that hold for whatever is recorded."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from money import Purse, a_purse
from papers import HELD_ON, a_recorded_meeting, an_item
from people import World, a_world
from promises import a_promise

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.cases.models import Case
from roedtraad.initiatives.actions import (
    EvaluationDetails,
    IndicatorDetails,
    Measured,
    define_indicator,
    enter_evaluation,
    link_initiatives,
    measure,
    set_state,
)
from roedtraad.initiatives.models import EvaluationState, IndicatorKind, Initiative, InitiativeLink, State
from roedtraad.initiatives.models import LinkKind as Kind
from roedtraad.meetings.models import AgendaItem
from roedtraad.publishing.actions import publish_minutes
from roedtraad.thread.following import follow_to_the_end
from roedtraad.thread.models import Link, LinkState
from roedtraad.thread.queries import has_story, story
from roedtraad.thread.stories import GapKind, NodeKind, Story, TieKind

pytestmark = pytest.mark.django_db
NOBODY = Viewer(on=date(2026, 11, 22))


def told(viewer: Viewer, record: Record) -> Story:
    found = story(viewer, record)
    assert found is not None
    return found


@pytest.fixture
def purse() -> Purse:
    """A fund, a decision that gives money, an initiative that runs, was measured, and has an evaluation overdue."""
    purse = a_purse(a_world())
    sara = purse.sara
    purse.grant(purse.share(purse.region, "500000.00", year=2025), on=date(2025, 1, 2))
    purse.allocate(purse.share(purse.region, "100000.00", purse.home, year=2025))
    set_state(viewer=sara, initiative=purse.home, state=State.RUNNING, on=date(2026, 4, 1))
    indicator = define_indicator(
        viewer=sara,
        collaboration=purse.home.collaboration,
        initiative=purse.home,
        details=IndicatorDetails("Genindlagt inden 30 dage", IndicatorKind.SHARE, unit="%"),
        is_public=True,
    )
    measure(
        viewer=sara,
        indicator=indicator,
        rows=[
            Measured(date(2026, 7, 1), date(2026, 9, 30), Decimal("13.1")),
            Measured(date(2026, 7, 1), date(2026, 9, 30), None, party=purse.hedelund),
        ],
    )
    enter_evaluation(
        viewer=sara,
        collaboration=purse.home.collaboration,
        initiative=purse.home,
        details=EvaluationDetails("Evaluering af Trygt hjem", due_on=date(2026, 9, 1)),
        is_public=True,
    )
    publish_minutes(purse.decision.item.meeting, viewer=sara)
    follow_to_the_end()
    return purse


def test_the_story_of_an_initiative_goes_from_decision_over_money_to_result(purse: Purse) -> None:
    found = told(NOBODY, purse.home.record)
    kinds = [node.kind for node in found.events]
    for kind in (
        NodeKind.DECISION,
        NodeKind.MONEY,
        NodeKind.STATE,
        NodeKind.MEASUREMENT,
        NodeKind.EVALUATION,
    ):
        assert kind in kinds, kind
    days = [node.on for node in found.events if node.on is not None]
    assert days == sorted(days)
    assert (TieKind.PAYS, f"decision:{purse.decision.item_id}") in {
        (tie.kind, tie.first) for tie in found.ties
    }


def test_what_is_missing_is_said(purse: Purse) -> None:
    kinds = {gap.kind for gap in told(NOBODY, purse.home.record).gaps}
    assert kinds == {GapKind.EVALUATION, GapKind.UNSPENT, GapKind.UNASKED, GapKind.UNKNOWN}
    (unspent,) = [gap for gap in told(NOBODY, purse.home.record).gaps if gap.kind is GapKind.UNSPENT]
    assert unspent.amount == Decimal("100000.00")


def test_money_that_was_spent_is_not_missing(purse: Purse) -> None:
    purse.spend(purse.share(purse.region, "100000.00", purse.home, year=2025))
    assert GapKind.UNSPENT not in {gap.kind for gap in told(NOBODY, purse.home.record).gaps}


def test_an_initiative_that_runs_and_was_never_measured_is_told(purse: Purse) -> None:
    set_state(viewer=purse.sara, initiative=purse.car, state=State.RUNNING, on=date(2026, 4, 1))
    assert {gap.kind for gap in told(NOBODY, purse.car.record).gaps} == {GapKind.UNMEASURED}


def test_what_an_evaluation_was_to_lead_to_is_missing_until_it_is_decided(purse: Purse) -> None:
    enter_evaluation(
        viewer=purse.sara,
        collaboration=purse.home.collaboration,
        initiative=purse.home,
        details=EvaluationDetails(
            "Midtvejsevaluering",
            EvaluationState.DONE,
            done_on=date(2026, 8, 27),
            result="Det virker.",
            leads_to="Beslutning om forankring",
        ),
        is_public=True,
    )
    gap = next(one for one in told(NOBODY, purse.home.record).gaps if one.kind is GapKind.UNDECIDED)
    assert (gap.text, gap.since) == ("Beslutning om forankring", date(2026, 8, 27))
    set_state(viewer=purse.sara, initiative=purse.home, state=State.ANCHORED, on=date(2026, 10, 1))
    assert GapKind.UNDECIDED not in {one.kind for one in told(NOBODY, purse.home.record).gaps}


def test_a_promise_that_is_late_is_missing_until_it_is_kept() -> None:
    world = a_world()
    promise = a_promise(world)
    type(promise).objects.update(due_on=date(2026, 5, 1), due_first_on=None, due_kind="date")
    (gap,) = [
        gap for gap in told(world.viewer(world.sara), promise.item.record).gaps if gap.kind is GapKind.PROMISE
    ]
    assert gap.days == (world.viewer(world.sara).on - date(2026, 5, 1)).days


def test_a_long_story_says_how_much_is_left_out(purse: Purse) -> None:
    for number in range(5):
        recorded = a_recorded_meeting(
            purse.sara,
            purse.world.political,
            an_item(f"Trygt hjem nr. {number}", number="1"),
            held_on=HELD_ON + timedelta(days=60 + number),
        )
        publish_minutes(recorded.meeting, viewer=purse.sara)
    follow_to_the_end()
    found = story(NOBODY, purse.home.record, most=3)
    assert found is not None
    assert found.left_out == 3
    assert [node.text for node in found.events if node.kind is NodeKind.DECISION][-1] == "Trygt hjem nr. 4"


@pytest.mark.parametrize("items", [1, 10])
def test_a_story_takes_the_same_number_of_queries_however_much_there_is(
    purse: Purse, items: int, django_assert_max_num_queries: type
) -> None:
    for number in range(items):
        a_recorded_meeting(
            purse.sara,
            purse.world.political,
            an_item(f"Trygt hjem nr. {number}", number="1"),
            held_on=HELD_ON + timedelta(days=60 + number),
        )
    follow_to_the_end()
    with django_assert_max_num_queries(60):
        told(purse.sara, purse.home.record)


@pytest.fixture(params=range(4))
def some_world(request: pytest.FixtureRequest) -> tuple[World, Viewer]:
    """Meetings whose items are open or closed at random, about two initiatives, one of them for the circle alone."""
    chance = random.Random(request.param)
    purse = a_purse(a_world())
    names = ["Trygt hjem", "Akutbilen", "Økonomi", "Trygt hjem og Akutbilen"]
    case: int | None = None
    for number in range(5):
        is_closed = [chance.random() < 0.4 for _item in range(2)]
        recorded = a_recorded_meeting(
            purse.sara,
            purse.world.political,
            *(
                an_item(
                    f"{chance.choice(names)} {number}.{place}",
                    number=str(place),
                    is_closed=closed,
                    case_id=case if chance.random() < 0.5 and not closed else None,
                )
                for place, closed in enumerate(is_closed, start=1)
            ),
            held_on=HELD_ON + timedelta(days=30 + number),
        )
        if chance.random() < 0.8:
            publish_minutes(recorded.meeting, viewer=purse.sara)
        opened = Case.objects.filter(
            considerations__items__item__is_closed=False,
            considerations__items__item__meeting=recorded.meeting,
        ).first()
        case = opened.pk if opened is not None else case
    purse.grant(purse.share(purse.region, "500000.00"))
    purse.allocate(purse.share(purse.region, "1000.00", purse.home))
    Record.objects.filter(pk=purse.car.pk).update(is_public=chance.random() < 0.5)
    link_initiatives(viewer=purse.sara, initiative=purse.home, kind=Kind.FOLLOWS, other=purse.car)
    follow_to_the_end()
    return purse.world, purse.sara


def _viewers(world: World) -> list[Viewer]:
    return [NOBODY, *(world.viewer(user) for user in (world.mads, world.vibe, world.sara, world.ada))]


def _starts() -> list[Record]:
    return [record for record in Record.objects.filter(withdrawn_at=None) if has_story(record.kind)]


@pytest.mark.slow
def test_every_link_has_a_reason_or_a_person(some_world: tuple[World, Viewer]) -> None:
    world, _sara = some_world
    for viewer in _viewers(world):
        for record in _starts():
            if may_see(viewer, record):
                for tie in told(viewer, record).ties:
                    if tie.kind in (TieKind.ABOUT, TieKind.SAME):
                        assert tie.link is not None
                        settled = tie.link.link.state != LinkState.PROPOSED and tie.link.link.settled_by_id
                        assert tie.link.reasons or settled
    for link in Link.objects.all():  # seen or not
        assert link.reasons.exists() or link.settled_by_id
    for written in InitiativeLink.objects.all():
        assert written.entered_by_id or written.item_id or written.decision_id


@pytest.mark.slow
def test_following_forth_and_back_ends_where_it_began(some_world: tuple[World, Viewer]) -> None:
    world, _sara = some_world
    for viewer in _viewers(world):
        for one in Initiative.objects.select_related("record"):
            if not may_see(viewer, one.record):
                continue
            forth = told(viewer, one.record)
            own = f"initiative:{one.pk}"
            for node in forth.neighbours(own):
                if node.record is not None and has_story(node.record.kind):
                    back = told(viewer, node.record)
                    assert own in back.by_key, (node.key, own)


@pytest.mark.slow
def test_nothing_closed_shows_in_a_story_to_whom_it_may_not(some_world: tuple[World, Viewer]) -> None:
    world, _sara = some_world
    closed_titles = set(AgendaItem.objects.filter(is_closed=True).values_list("title", flat=True))
    for viewer in _viewers(world):
        for record in _starts():
            if not may_see(viewer, record):
                continue
            found = told(viewer, record)
            assert all(node.record is None or may_see(viewer, node.record) for node in found.nodes)
            assert all(
                may_see(viewer, why.record) for tie in found.ties if tie.link for why in tie.link.reasons
            )
            if viewer.user is None:
                words = {node.text for node in found.nodes} | {gap.text for gap in found.gaps}
                words |= {why.words for tie in found.ties if tie.link for why in tie.link.reasons}
                assert not words & closed_titles
