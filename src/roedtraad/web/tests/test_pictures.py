"""What pictures show: even numbers beside a course, words where no number is near, adoptions of one decision as one."""

from datetime import date
from decimal import Decimal

import pytest

from roedtraad.accounts.models import Record
from roedtraad.initiatives.models import Aims, Indicator, IndicatorKind, Measurement
from roedtraad.initiatives.queries import Series
from roedtraad.thread.stories import PARTIES_RANK, Lane, Node, NodeKind, Story
from roedtraad.web.charts import Chart, chart_of
from roedtraad.web.thread_page import steps_of
from roedtraad.web.timeline import timeline_of

TODAY = date(2026, 11, 22)
PARTIES = Lane(PARTIES_RANK, "Hver part for sig")
RECORD = Record(pk=7, kind="decision", public_id="bcdfghjkmn")


def a_chart(*numbers: str, baseline: str | None = None, target: str | None = None) -> Chart:
    indicator = Indicator(
        record=Record(pk=1, kind="indicator", public_id="x"),
        name="Genindlagt",
        kind=IndicatorKind.SHARE,
        unit="%",
        baseline=Decimal(baseline) if baseline else None,
        target=Decimal(target) if target else None,
        aims=Aims.AT_MOST if target else "",
    )
    rows = tuple(
        Measurement(
            indicator=indicator,
            first_on=date(2025, month, 1),
            last_on=date(2025, month, 28),
            value=Decimal(number),
        )
        for month, number in enumerate(numbers, start=1)
    )
    drawn = chart_of(Series(indicator, rows))
    assert drawn is not None
    return drawn


def an_adoption(number: int, *, waits: bool = False, is_late: bool = False) -> Node:
    state = "afventer" if waits else "vedtaget"
    return Node(
        f"adoption:{number}",
        NodeKind.ADOPTION,
        f"Part {number}: {state}",
        on=date(2026, 4, number),
        lane=PARTIES,
        record=RECORD,
        title="Trygt hjem",
        value=state,
        is_coming=waits,
        is_loose=is_late,
    )


def a_story(*nodes: Node) -> Story:
    return Story(RECORD, "Trygt hjem", nodes, (), (), by_key={node.key: node for node in nodes})


@pytest.mark.parametrize(
    ("numbers", "ticks"),
    [
        (("17.9", "13.1"), ["12 %", "14 %", "16 %", "18 %", "20 %"]),
        (("0", "319"), ["0 %", "100 %", "200 %", "300 %", "400 %"]),
        (("0.2", "0.5"), ["0,0 %", "0,2 %", "0,4 %", "0,6 %"]),
        (("-3", "4"), ["-5 %", "0 %", "5 %"]),
        (("5", "5"), None),
    ],
)
def test_the_numbers_beside_a_course_are_even_and_hold_all_of_it(
    numbers: tuple[str, ...], ticks: list[str] | None
) -> None:
    drawn = a_chart(*numbers)
    if ticks is not None:
        assert [
            tick.text.replace("\N{NO-BREAK SPACE}", " ").replace("\u2212", "-") for tick in drawn.ticks
        ] == ticks
    left, right, top, bottom = drawn.edges
    for dot in drawn.lines[0].dots:
        assert top <= dot.y <= bottom
        assert left <= dot.x <= right


def test_the_words_of_baseline_and_target_stand_where_no_number_is_near() -> None:
    drawn = a_chart("17.9", "13.1", baseline="18.4", target="13")
    assert drawn.baseline is not None
    assert drawn.target is not None
    assert drawn.baseline.is_right
    assert not drawn.target.is_right
    assert drawn.baseline.y > 0


def test_what_parties_adopted_of_one_decision_is_one_step_with_what_is_missing_first() -> None:
    late = an_adoption(9, waits=True, is_late=True)
    told = a_story(an_adoption(1), an_adoption(2), late)
    (step,) = steps_of(told)
    assert "2 vedtaget, 1 afventer" in step.text
    assert [part.text for part in step.missing] == [late.text]
    assert [part.text for part in step.parts] == ["Part 1: vedtaget", "Part 2: vedtaget"]
    assert step.is_loose
    assert len(steps_of(told, is_apart=True)) == 3  # as a table each stands apart


def test_a_single_adoption_stands_as_it_is() -> None:
    (step,) = steps_of(a_story(an_adoption(1)))
    assert (step.text, step.parts) == ("Part 1: vedtaget", ())


def test_adoptions_are_drawn_as_one_on_the_day_of_the_last_and_what_is_late_apart() -> None:
    drawn = timeline_of(
        a_story(an_adoption(1), an_adoption(3), an_adoption(9, waits=True, is_late=True)), today=TODAY
    )
    assert drawn is not None
    assert len(drawn.marks) == 2
    assert [mark.is_loose for mark in drawn.marks] == [False, True]
    assert drawn.marks[0].anchor_id == "adoption-1"
