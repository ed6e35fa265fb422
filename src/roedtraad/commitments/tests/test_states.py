"""The machine of promises: drawn in the documents from the code, and never in a state that it cannot be in."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people import TODAY, World, a_world
from promises import a_promise

from roedtraad.accounts.refusals import Refused
from roedtraad.commitments.actions import (
    ask,
    assign,
    change_words,
    drop,
    fall_due,
    keep,
    move,
    pass_over,
    reopen,
    report,
    send_back,
)
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Evidence, Named
from roedtraad.commitments.models import Commitment, EventKind, State
from roedtraad.commitments.queries import CommitmentFilters, commitment_page, commitments, counts, open_count
from roedtraad.commitments.states import TRANSITIONS, drawn, state_of_parts, transition

PAGE = Path(__file__).parents[4] / "docs" / "promises.md"
WHO = ("sara", "mads", "lone", "vibe", "ada", None)


def test_the_drawing_in_the_documents_is_the_machine() -> None:
    with translation.override("en"):
        assert drawn() in PAGE.read_text(encoding="utf-8"), drawn()


def test_from_every_state_there_is_a_way_back_to_open() -> None:
    reached = {one.after or before for one in TRANSITIONS for before in one.before}
    assert reached == set(State)
    for state in State:
        assert any(state in one.before and one.after == State.OPEN for one in TRANSITIONS)


@given(st.lists(st.sampled_from(State), max_size=6))
def test_a_whole_is_kept_only_when_all_its_parts_are(parts: list[State]) -> None:
    whole = state_of_parts(parts)
    assert (whole == State.KEPT) == (bool(parts) and set(parts) == {State.KEPT})
    assert whole != State.REPORTED or State.OPEN not in parts


def do(world: World, kind: str, row: Commitment, who: str | None, number: int) -> None:
    viewer = world.viewer(getattr(world, who) if who else None, on=TODAY + timedelta(days=number))
    owners = list(row.owners.filter(released_on=None))
    part = owners[number % len(owners)] if owners and number % 2 else None
    acts = {
        "ask": lambda: ask(row, viewer=viewer),
        "assign": lambda: assign(row, [Named(person_id=world.lone.person.pk), Named("X")], viewer=viewer),
        "change": lambda: change_words(row, f"Ord {number}", viewer=viewer),
        "drop": lambda: drop(row, reason="r" * (number % 2), viewer=viewer),
        "keep": lambda: keep(row, evidence=Evidence("e" * (number % 3)), owner=part, viewer=viewer),
        "move": lambda: move(row, DueTold("2027", "2027"), reason="r", viewer=viewer),
        "pass": lambda: pass_over(row, row.item.meeting, reason="r", viewer=viewer),
        "reopen": lambda: reopen(row, reason="r", viewer=viewer),
        "report": lambda: report(row, Evidence("e"), owner=part, viewer=viewer),
        "send back": lambda: send_back(row, reason="r", owner=part, viewer=viewer),
    }
    acts[kind]()


KINDS = ("ask", "assign", "change", "drop", "keep", "move", "pass", "reopen", "report", "send back")
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(WHO), st.integers(0, 9)), max_size=14)


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS, st.booleans())
def test_no_sequence_of_acts_by_anybody_loses_a_promise(
    steps: list[tuple[str, str | None, int]], is_each: bool
) -> None:
    with transaction.atomic():
        world = a_world()
        owners = (Named(person_id=world.mads.person.pk), Named(body_id=world.political.pk))
        row = a_promise(world, owners=owners, is_each=is_each, due=DueTold("1. juni 2026", "2026-06-01"))
        _play(world, row, steps)
        transaction.set_rollback(True)


def _play(world: World, row: Commitment, steps: list[tuple[str, str | None, int]]) -> None:
    sara = world.viewer(world.sara)
    for kind, who, number in steps:
        state, events = State(row.state), row.events.count()
        try:
            with transaction.atomic():
                do(world, kind, row, who, number)
        except Refused:
            assert row.events.count() == events
            continue
        row.refresh_from_db()
        last = row.events.order_by("order").last()
        assert last is not None
        assert row.events.count() == events + 1, "each act is told once"
        assert state in transition(EventKind(last.kind)).before
        assert who is not None
        assert sum(counts(sara, CommitmentFilters()).values()) == 1, "it stands in exactly one way"
        assert (row.ended_on is not None) == (row.state in (State.KEPT, State.DROPPED))
        assert open_count(sara) == (row.ended_on is None)
        assert [line.pk for line in commitments(sara, CommitmentFilters()).lines] == [row.pk]
    page = commitment_page(sara, row.record.public_id)
    assert page is not None
    assert len(page.history) == row.events.count()
    fall_due(on=TODAY)
