"""A promise never falls out, whatever is done to meetings, agendas and the promises themselves, in whatever order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers import an_item, minutes_of
from people import World, a_world
from promises import a_promise

from roedtraad.accounts.refusals import Refused
from roedtraad.commitments.actions import bind_dues, drop, keep, move, reopen
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Evidence
from roedtraad.commitments.models import Commitment, MeetingRef, State
from roedtraad.meetings.actions import (
    Particulars,
    cancel_meeting,
    change_meeting,
    plan_meeting,
    record_minutes,
)
from roedtraad.meetings.models import AgendaItem, Meeting, MeetingState, OutcomeKind
from roedtraad.planning.actions import close_agenda, open_agenda, take_in
from roedtraad.planning.models import ClosedAgenda, LeftOut
from roedtraad.planning.queries import SuggestionKind, suggestions_for

BEGIN = date(2026, 1, 9)
ACTS = (
    "promise",
    "plan",
    "change",
    "cancel",
    "hold",
    "take",
    "close",
    "close anyway",
    "open",
    "keep",
    "drop",
    "move",
    "reopen",
    "night",
)
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 11)), min_size=4, max_size=14)
DUES = (
    DueTold("på næste møde"),
    DueTold("1. april 2026", "2026-04-01"),
    DueTold("foråret 2026", "2026-21"),
    DueTold("ved mødet i juni", "XXXX-06"),
    DueTold("når rammen foreligger", watch_on=date(2026, 5, 1)),
)  # fmt: skip


class Year:
    """A body in a year: what can be done, each with a number that chooses among what there is."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sara = world.viewer(world.sara, on=BEGIN)

    def do(self, act: str, number: int) -> None:
        getattr(self, f"_{act.replace(' ', '_')}")(number)

    def _meeting(self, number: int) -> Meeting:
        rows = list(Meeting.objects.filter(state=MeetingState.PLANNED).order_by("pk"))
        if not rows:
            self._plan(number)
            return self._meeting(number)
        return rows[number % len(rows)]

    def _row(self, number: int) -> Commitment:
        rows = list(Commitment.objects.order_by("pk"))
        if not rows:
            self._promise(number)
            return self._row(number)
        return rows[number % len(rows)]

    def _promise(self, number: int) -> None:
        items = list(AgendaItem.objects.filter(meeting__state=MeetingState.HELD).order_by("pk"))
        if not items:
            self._hold(number)
            return self._promise(number)
        text = f"Løfte {Commitment.objects.count()}"
        a_promise(self.world, text, item=items[number % len(items)], due=DUES[number % len(DUES)])
        return None

    def _plan(self, number: int) -> None:
        day = Particulars(BEGIN + timedelta(days=30 * (number + 1)))
        plan_meeting(self.world.political, day, viewer=self.sara)

    def _change(self, number: int) -> None:
        meeting = self._meeting(number)
        change_meeting(
            meeting, Particulars(meeting.held_on + timedelta(days=20 - 4 * number)), viewer=self.sara
        )

    def _cancel(self, number: int) -> None:
        cancel_meeting(self._meeting(number), reason="Sne", viewer=self.sara)

    def _hold(self, number: int) -> None:
        day = BEGIN + timedelta(days=7 * number)
        item = an_item(f"Emne {Meeting.objects.count()}", outcome=OutcomeKind.POSTPONED)
        record_minutes(minutes_of(self.world.political, item, held_on=day), viewer=self.sara)

    def _take(self, number: int) -> None:
        meeting = self._meeting(number)
        found = suggestions_for(meeting, viewer=self.sara)
        if found:
            one = found[number % len(found)]
            take_in(meeting, one.kind, one.key, viewer=self.sara)

    def _close(self, number: int) -> None:
        close_agenda(self._meeting(number), {}, viewer=self.sara)

    def _close_anyway(self, number: int) -> None:
        meeting = self._meeting(number)
        found = suggestions_for(meeting, viewer=self.sara)
        close_agenda(meeting, {one.source_id: "Ikke nu" for one in found if one.source_id}, viewer=self.sara)

    def _open(self, number: int) -> None:
        open_agenda(self._meeting(number), reason="Fejl", viewer=self.sara)

    def _keep(self, number: int) -> None:
        keep(self._row(number), evidence=Evidence("Sket"), viewer=self.sara)

    def _drop(self, number: int) -> None:
        drop(self._row(number), reason="Nej", viewer=self.sara)

    def _move(self, number: int) -> None:
        move(self._row(number), DUES[number % len(DUES)], reason="Senere", viewer=self.sara)

    def _reopen(self, number: int) -> None:
        reopen(self._row(number), reason="Alligevel", viewer=self.sara)

    def _night(self, number: int) -> None:
        bind_dues([self.world.political.pk], on=BEGIN)


def check(year: Year, act: str) -> None:
    """What must be true after each act."""
    undone = Commitment.objects.filter(state__in=(State.OPEN, State.REPORTED))
    meetings = list(Meeting.objects.filter(state=MeetingState.PLANNED))
    suggested = {
        meeting.pk: {one.key: one for one in suggestions_for(meeting, viewer=year.sara) if one.kind is SuggestionKind.PROMISE}
        for meeting in meetings
    }  # fmt: skip
    for row in undone:
        later = [one for one in meetings if one.held_on > row.due_from and one.pk != row.item.meeting_id]
        if row.meets == MeetingRef.NEXT and later:
            held = Meeting.objects.filter(state=MeetingState.HELD, held_on__gt=row.due_from)
            if not held.exists():
                first = min(later, key=lambda one: (one.held_on, one.pk))
                assert suggested[first.pk][row.pk].is_due, "the next meeting"
        day = row.due_on if row.meets == MeetingRef.NONE else None
        for meeting in meetings:
            if day is not None and day <= meeting.held_on:
                assert suggested[meeting.pk][row.pk].is_due, "whatever is late is due everywhere"
    if act in ("close", "close anyway"):
        newest = ClosedAgenda.objects.order_by("-at").first()
        assert newest is not None
        due = [one for one in suggested[newest.meeting_id].values() if one.is_due]
        assert all(one.is_dealt_with for one in due), "an agenda was closed over a promise that was due"


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_a_promise_never_falls_out(steps: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        year = Year(a_world())
        for act, number in steps:
            before = set(Commitment.objects.values_list("pk", flat=True))
            try:
                with transaction.atomic():
                    year.do(act, number)
            except Refused:
                continue
            assert before <= set(Commitment.objects.values_list("pk", flat=True))
            check(year, act)
        assert not LeftOut.objects.filter(reason="").exists()
        transaction.set_rollback(True)
