"""What is told of initiatives: dated, seen as what told it, taken back and not lost, and read in a fixed number of queries."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from efforts import Effort, a_leader, an_effort
from papers import a_recorded_meeting, an_item
from people import World, a_world
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.initiatives.actions import (
    BY_HAND,
    Answer,
    EvaluationDetails,
    IndicatorDetails,
    Measured,
    Origin,
    Stand,
    ask_by_calendar,
    change_evaluation,
    define_indicator,
    enter_evaluation,
    link_initiatives,
    measure,
    put_on_agenda,
    save_answer,
    send_answer,
    set_calendar,
    set_focus_state,
    set_state,
    set_target_group,
    set_visibility,
    settle_risk,
    take_back,
    tell_level,
)
from roedtraad.initiatives.models import (
    EvaluationState,
    EvaluationText,
    FocusState,
    IndicatorKind,
    InitiativeState,
    LinkKind,
    Measurement,
    Outlook,
    Risk,
    State,
    StatusReport,
    TargetGroup,
)
from roedtraad.initiatives.queries import (
    agreement_tree,
    aims_of,
    awaited_from,
    cohorts_of,
    cooperations_of,
    evaluations_of,
    focus_areas_of,
    histories_of,
    indicators_of,
    initiative_lines,
    initiative_page,
    links_of,
    names_of,
    states_on,
)
from roedtraad.meetings.actions import Particulars, plan_meeting
from roedtraad.meetings.models import AgendaItem, ItemSection, MeetingState
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db
NOBODY = Viewer(on=date(2026, 11, 22))
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def sara(world: World) -> Viewer:
    return world.viewer(world.sara)


@pytest.fixture
def effort(world: World) -> Effort:
    return an_effort(world)


def test_every_read_costs_the_same_however_much_there_is(world: World, effort: Effort) -> None:
    reads = {
        "page": (lambda: initiative_page(NOBODY, effort.initiative.record.public_id), 21),
        "lines": (lambda: initiative_lines(NOBODY), 4),
        "areas": (lambda: focus_areas_of(NOBODY), 5),
        "tree": (lambda: agreement_tree(NOBODY, effort.agreement), 8),
        "results": (lambda: indicators_of(NOBODY, [effort.initiative]), 2),
        "evaluations": (lambda: evaluations_of(NOBODY, initiatives=[effort.initiative]), 3),
        "names": (lambda: names_of(NOBODY), 2),
        "cohorts": (lambda: cohorts_of(NOBODY), 4),
        "cooperations": (lambda: cooperations_of(NOBODY), 2),
    }
    small = {name: _cost(read) for name, (read, _most) in reads.items()}
    for number in range(2):
        an_effort(world, name=f"Noget andet {number}", tail=f" {number}")
    large = {name: _cost(read) for name, (read, _most) in reads.items()}
    assert small == large
    assert {name: cost for name, cost in large.items() if cost > reads[name][1]} == {}


def _cost(read: object) -> int:
    assert callable(read)
    with CaptureQueriesContext(connection) as asked:
        read()
    return len(asked)


def test_what_an_item_told_is_seen_by_those_who_see_the_item_and_counts_for_no_other(
    world: World, sara: Viewer, effort: Effort
) -> None:
    recorded = a_recorded_meeting(sara, world.political, an_item("Lukket", number="1", is_closed=True))
    origin = Origin(item=AgendaItem.objects.get())
    one = effort.initiative
    set_state(
        viewer=sara, initiative=one, state=State.PAUSED, on=date(2026, 3, 1), reason="Sygdom", origin=origin
    )
    stand = Stand(State.REJECTED, date(2026, 3, 1), "Sygdom")
    set_focus_state(viewer=sara, focus_area=effort.area, stand=stand, origin=origin)
    measure(
        viewer=sara,
        indicator=effort.readmitted,
        rows=[Measured(date(2026, 3, 1), date(2026, 3, 31), Decimal(99))],
        origin=origin,
    )
    publish_minutes(recorded.meeting, viewer=sara)
    assert states_on(NOBODY, [one]) == {one.pk: State.RUNNING}
    assert states_on(sara, [one]) == {one.pk: State.PAUSED}
    assert all(row.reason != "Sygdom" for row in histories_of(NOBODY, [one])[one.pk])
    assert all(line.stand is None for line in focus_areas_of(NOBODY) if line.area == effort.area)
    assert not any(row.value == 99 for series in indicators_of(NOBODY, [one]) for row in series.rows)


def test_nobody_says_from_a_decision_that_they_may_not_see(world: World, effort: Effort) -> None:
    ada = world.viewer(world.ada)
    other = a_recorded_meeting(ada, world.strategic, an_item("Lukket", number="1", is_closed=True))
    item = AgendaItem.objects.get(meeting=other.meeting)
    with refused("initiatives.unseen"):
        set_state(
            viewer=world.viewer(world.sara),
            initiative=effort.initiative,
            state=State.ENDED,
            on=date(2026, 3, 1),
            origin=Origin(item=item),
        )


def test_what_was_said_of_the_same_day_is_taken_back_and_stays(sara: Viewer, effort: Effort) -> None:
    one, on = effort.initiative, date(2025, 6, 1)
    set_state(viewer=sara, initiative=one, state=State.EXTENDED, on=on)
    assert [row.state for row in InitiativeState.objects.filter(initiative=one, on=on)] == [
        "running",
        "extended",
    ]
    assert [row.state for row in histories_of(sara, [one])[one.pk]] == ["approved", "extended"]
    with refused("initiatives.reason"):
        set_focus_state(viewer=sara, focus_area=effort.area, stand=Stand(State.PAUSED, on))
    assert FocusState.objects.filter(focus_area=effort.area).count() == 0


def test_a_number_that_is_told_again_is_left_and_one_that_differs_takes_its_place(
    sara: Viewer, effort: Effort
) -> None:
    day = date(2026, 1, 31)
    row = Measured(day, day, None, numerator=Decimal(23), denominator=Decimal(176))
    assert [made.value for made in measure(viewer=sara, indicator=effort.readmitted, rows=[row])] == [
        Decimal("13.0682")
    ]
    assert measure(viewer=sara, indicator=effort.readmitted, rows=[row]) == []
    measure(viewer=sara, indicator=effort.readmitted, rows=[Measured(day, day, None)])
    told = Measurement.objects.filter(first_on=day).order_by("pk")
    assert [(one.value, one.withdrawn_at is None) for one in told] == [
        (Decimal("13.0682"), False),
        (None, True),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (Measured(date(2026, 2, 1), date(2026, 1, 1), Decimal(1)), "initiatives.period"),
        (Measured(date(2026, 1, 1), date(2026, 1, 1), Decimal(10) ** 13), "initiatives.number"),
        (
            Measured(date(2026, 1, 1), date(2026, 1, 1), None, denominator=Decimal(0)),
            "initiatives.denominator",
        ),
    ],
)
def test_a_number_that_cannot_be_is_refused(sara: Viewer, effort: Effort, row: Measured, code: str) -> None:
    before = Measurement.objects.count()
    with refused(code):
        measure(viewer=sara, indicator=effort.readmitted, rows=[row])
    assert Measurement.objects.count() == before


def test_unknown_is_in_no_sum_and_is_counted(sara: Viewer, effort: Effort) -> None:
    series = next(one for one in indicators_of(sara, [effort.initiative]) if one.indicator == effort.included)
    assert series.totals(is_planned=False) == (Decimal(168), 1)
    assert series.totals(is_planned=True) == (Decimal(188), 0)


def test_a_target_says_whether_more_or_less_is_good(sara: Viewer, effort: Effort) -> None:
    series = indicators_of(sara, [effort.initiative])[0]
    assert series.meets_target is False  # 14.6 is more than 14
    details = IndicatorDetails("Noget", IndicatorKind.COUNT, target=Decimal(4))
    with refused("initiatives.aims"):
        define_indicator(viewer=sara, collaboration=effort.initiative.collaboration, details=details)


def test_whoever_leads_enters_numbers_and_other_members_do_not(world: World, effort: Effort) -> None:
    mads, day = world.viewer(world.mads), date(2026, 1, 31)
    rows = [Measured(day, day, Decimal(1))]
    with refused("initiatives.answer"):
        measure(viewer=mads, indicator=effort.readmitted, rows=rows)
    a_leader(world, effort)
    assert len(measure(viewer=mads, indicator=effort.readmitted, rows=rows)) == 1
    with refused("bodies.collaboration"):
        set_state(viewer=mads, initiative=effort.initiative, state=State.ENDED, on=day)


def test_target_groups_differ_by_party_and_day_and_are_taken_back_with_a_reason(
    sara: Viewer, effort: Effort
) -> None:
    one = effort.initiative
    with refused("initiatives.empty"):
        set_target_group(viewer=sara, initiative=one, text=" ")
    row = TargetGroup.objects.get(party=effort.parties[0])
    assert row.is_trial
    with refused("initiatives.empty"):
        take_back(viewer=sara, row=row, reason="")
    take_back(viewer=sara, row=row, reason="Det var en anden kommune")
    found = initiative_page(sara, one.record.public_id)
    assert found is not None
    assert [group.text for group in found.target_groups] == ["Borgere med hoftebrud"]
    assert TargetGroup.objects.count() == 2
    settle_risk(viewer=sara, risk=Risk.objects.get(), on=date(2026, 1, 1), answer="Målgruppen er udvidet")
    assert Risk.objects.get().over_on == date(2026, 1, 1)


def test_a_link_shows_only_to_those_who_see_both_ends_and_leads_both_ways(
    world: World, sara: Viewer, effort: Effort
) -> None:
    other = an_effort(world, name="Skjult", tail=" skjult", is_public=False).initiative
    link_initiatives(viewer=sara, initiative=effort.initiative, kind=LinkKind.SAME_MODEL, other=other)
    link_initiatives(viewer=sara, initiative=effort.initiative, kind=LinkKind.SAME_MODEL, other=other)
    assert [row.second for row in links_of(sara, [effort.initiative])] == [None, other]
    assert [row.first for row in links_of(sara, [other]) if row.second] == [effort.initiative]
    assert [row.second for row in links_of(NOBODY, [effort.initiative])] == [None]
    with refused("initiatives.itself"):
        link_initiatives(viewer=sara, initiative=other, kind=LinkKind.FOLLOWS, other=other, origin=BY_HAND)


def test_aims_are_seen_with_what_they_lead_to(world: World, sara: Viewer, effort: Effort) -> None:
    assert [aim.focus_area for aim in aims_of(NOBODY, [effort.initiative])[effort.initiative.pk]] == [
        effort.area
    ]
    hidden = an_effort(world, name="Skjult", tail=" skjult", is_public=False)
    set_visibility(viewer=sara, initiative=hidden.initiative, is_public=True)
    assert aims_of(NOBODY, [hidden.initiative]) == {}
    assert len(indicators_of(NOBODY, [hidden.initiative])) == 2  # they are seen with the initiative


def test_an_evaluation_is_done_with_a_day_and_a_result_and_told_anew_to_a_level(
    sara: Viewer, effort: Effort
) -> None:
    whole = effort.initiative.collaboration
    with refused("initiatives.evaluation.done"):
        enter_evaluation(
            viewer=sara, collaboration=whole, details=EvaluationDetails("Tom", EvaluationState.DONE)
        )
    views = {view.evaluation.name: view for view in evaluations_of(sara, collaboration=whole)}
    late = views["Slutevaluering"]
    assert late.is_late(sara.on)
    details = EvaluationDetails(
        "Slutevaluering", EvaluationState.DONE, done_on=date(2026, 11, 20), result="Målet er nået"
    )
    change_evaluation(viewer=sara, evaluation=late.evaluation, details=details)
    view = views["Midtvejsevaluering"]
    level = view.texts[0].level
    tell_level(viewer=sara, evaluation=view.evaluation, level=level, text="Det virker stadig.")
    again = next(
        one for one in evaluations_of(sara, collaboration=whole) if one.evaluation == view.evaluation
    )
    assert [text.text for text in again.texts] == ["Det virker stadig."]
    assert EvaluationText.objects.count() == 2
    assert not next(
        one for one in evaluations_of(sara, collaboration=whole) if one.evaluation == late.evaluation
    ).is_late(sara.on)


def test_a_calendar_asks_each_running_initiative_once_before_each_meeting(
    world: World, sara: Viewer, effort: Effort
) -> None:
    StatusReport.objects.all().delete()
    set_calendar(viewer=sara, body=world.political, days_before=21, days_to_answer=10)
    plan_meeting(world.political, Particulars(held_on=date(2026, 12, 11)), viewer=sara)
    assert ask_by_calendar(on=date(2026, 11, 19)) == 0  # before the calendar began, and too early
    assert ask_by_calendar(on=date(2026, 11, 22)) == 1
    assert ask_by_calendar(on=date(2026, 11, 23)) == 0
    row = StatusReport.objects.get()
    assert (row.due_on, row.asked_by, row.initiative) == (date(2026, 12, 2), None, effort.initiative)
    set_state(viewer=sara, initiative=effort.initiative, state=State.ENDED, on=date(2026, 11, 22))
    plan_meeting(world.political, Particulars(held_on=date(2026, 12, 12)), viewer=sara)
    assert ask_by_calendar(on=date(2026, 11, 24)) == 0
    with refused("initiatives.status.days"):
        set_calendar(viewer=sara, body=world.political, days_before=5, days_to_answer=9)


def test_a_status_is_answered_once_and_becomes_the_content_of_an_item(
    world: World, sara: Viewer, effort: Effort
) -> None:
    a_leader(world, effort)
    mads = world.viewer(world.mads)
    assert [row.pk for row in awaited_from(mads)] == [effort.status.pk]
    answer = Answer(Outlook.ATTENTION, "Fire af fem er med", obstacles="Færgen")
    assert save_answer(viewer=mads, report=effort.status, answer=answer, at=AT, based_on=0) == 1
    with refused("initiatives.status.outdated"):
        save_answer(viewer=mads, report=effort.status, answer=answer, at=AT, based_on=0)
    meeting = plan_meeting(world.political, Particulars(held_on=date(2026, 12, 11)), viewer=sara)
    with refused("initiatives.status.unsent"):
        put_on_agenda(viewer=sara, report=effort.status, meeting=meeting)
    send_answer(viewer=mads, report=effort.status, answer=answer, at=AT)
    assert awaited_from(mads) == ()
    with refused("initiatives.status.sent"):
        send_answer(viewer=mads, report=effort.status, answer=answer, at=AT)
    item = put_on_agenda(viewer=sara, report=effort.status, meeting=meeting)
    assert meeting.state == MeetingState.PLANNED
    text = ItemSection.objects.get(item=item).text
    assert "Fire af fem er med" in text
    assert "Færgen" in text
    with refused("initiatives.status.placed"):
        put_on_agenda(viewer=sara, report=effort.status, meeting=meeting)
