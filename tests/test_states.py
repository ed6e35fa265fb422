"""The machines of case, agenda, meeting and minutes: drawn in the documents from the code, and the code held to them.

Random acts by random people: no state that the machines do not know, no way that they do not have, no case and no
promise lost, nothing closed that everybody can read. `ROEDTRAAD_WRITE_STATES=1` writes the page anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people import World, a_world, somebody

from roedtraad.accounts.machines import BEGINNING, Machine
from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import set_audience
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import SeatRole
from roedtraad.cases import actions as cases
from roedtraad.cases.actions import DraftPointGiven
from roedtraad.cases.models import Act, CaseDraft, DraftState
from roedtraad.cases.states import CASE
from roedtraad.commitments.actions import give
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Promise
from roedtraad.commitments.models import Commitment
from roedtraad.meetings import actions as meetings
from roedtraad.meetings.actions import OutcomeGiven, Particulars
from roedtraad.meetings.models import AgendaItem, ItemCase, Meeting, MeetingState, OutcomeKind, PaperKind
from roedtraad.meetings.states import MEETING, state_of_meeting
from roedtraad.planning import actions as planning
from roedtraad.planning.queries import suggestions_for
from roedtraad.planning.states import AGENDA, state_of_agenda
from roedtraad.publishing import actions as publishing
from roedtraad.publishing.models import Approver, MinutesReview
from roedtraad.publishing.queries.reviewing import minutes_page
from roedtraad.publishing.states import MINUTES

PAGE = Path(__file__).parents[1] / "docs" / "states.md"
MACHINES = (CASE, AGENDA, MEETING, MINUTES)
BEGIN = date(2026, 12, 1)
HEAD = """# States

Made from the code by `tests/test_states.py`, which fails when this page says something else, and plays random acts by
random people against the same tables. The machine of promises is in [promises.md](promises.md).
"""


def page() -> str:
    """The page as the code would have it."""
    with translation.override("en"):
        parts = [f"## {str(one.name).capitalize()}\n\n```mermaid\n{one.drawn()}```\n" for one in MACHINES]
    return "\n".join([HEAD, *parts])


def test_the_drawings_in_the_documents_are_the_machines() -> None:
    if os.environ.get("ROEDTRAAD_WRITE_STATES"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("machine", MACHINES, ids=lambda one: next(iter(one.states)))
def test_every_state_is_reached_and_every_act_leads_between_states_that_there_are(machine: Machine) -> None:
    known = {BEGINNING, *machine.states}
    reached = {BEGINNING}
    for _round in machine.states:
        reached |= {one.after for one in machine.steps if one.before & reached}
    assert reached == known
    assert all(one.before <= known and one.after in known for one in machine.steps)
    assert machine.ends <= known


class House:
    """A body with its people, and what they can do; `number` chooses among what there is."""

    def __init__(self) -> None:
        self.world: World = a_world()
        self.ib = somebody("Ib Vang", self.world.political, SeatRole.CHAIR)
        rows = Record.objects.filter(person__seats__body=self.world.political).distinct()
        set_audience(rows, tokens=[Circle.CIRCLE.of(self.world.political.pk)], is_public=False)
        self.on = BEGIN
        self.refusals: list[str] = []
        publishing.set_minutes_rule(
            self.world.political, Approver.CHAIRS, remark_days=7, viewer=self.viewer("sara")
        )

    def viewer(self, who: str) -> Viewer:
        user = self.ib if who == "ib" else getattr(self.world, who)
        return self.world.viewer(user, on=self.on)

    @property
    def at(self) -> datetime:
        return datetime.combine(self.on, datetime.min.time(), UTC) + timedelta(hours=12)

    def draft(self, number: int) -> CaseDraft:
        return _chosen(CaseDraft.objects.order_by("pk"), number)

    def meeting(self, number: int) -> Meeting:
        return _chosen(Meeting.objects.select_related("record").order_by("pk"), number)

    def item(self, number: int) -> AgendaItem:
        rows = AgendaItem.objects.select_related("record").filter(record__withdrawn_at=None)
        return _chosen(rows.order_by("pk"), number)

    def do(self, act: str, who: str, number: int) -> None:
        ACTS[act](self, self.viewer(who), number)

    def states(self) -> dict[tuple[str, int], str]:
        """Return in which state everything is now."""
        sara = self.viewer("sara")
        found = {("case", one.pk): str(one.state) for one in CaseDraft.objects.all()}
        for one in Meeting.objects.select_related("record", "body"):
            found["meeting", one.pk] = state_of_meeting(one)
            found["agenda", one.pk] = state_of_agenda(one)
            found["minutes", one.pk] = minutes_page(sara, one).state
        return found


def _chosen(rows, number: int):  # type: ignore[no-untyped-def]
    found = list(rows)
    if not found:
        raise Refused("test.nothing", "Der er ikke noget.")
    return found[number % len(found)]


def _begin(house: House, viewer: Viewer, number: int) -> None:
    cases.begin_draft(f"Sag {number}", body=house.world.political, viewer=viewer)


def _propose(house: House, viewer: Viewer, number: int) -> None:
    cases.propose_case(f"Forslag {number}", "Fordi.", body=house.world.political, at=house.at, viewer=viewer)


def _write(house: House, viewer: Viewer, number: int) -> None:
    draft = house.draft(number)
    for key in ("summary", "case"):
        part = draft.parts.get(key=key)
        cases.write_part(part, f"<p>Ord {number}.</p>", based_on=part.revision, at=house.at, viewer=viewer)
    points = [DraftPointGiven(Act.APPROVE, f"at sag {number} fortsætter")]
    revision = draft.parts.get(key="points").revision
    cases.write_points(draft, points, based_on=revision, at=house.at, viewer=viewer)
    cases.mark_ready(draft, at=house.at, viewer=viewer)


def _plan(house: House, viewer: Viewer, number: int) -> None:
    on = house.on + timedelta(days=7 + number)
    meetings.plan_meeting(house.world.political, Particulars(on), viewer=viewer)


def _take(house: House, viewer: Viewer, number: int) -> None:
    meeting = house.meeting(number)
    one = _chosen(suggestions_for(meeting, viewer=house.viewer("sara")), number)
    planning.take_in(meeting, one.kind, one.key, viewer=viewer)


def _close(house: House, viewer: Viewer, number: int) -> None:
    meeting = house.meeting(number)
    due = [one for one in suggestions_for(meeting, viewer=house.viewer("sara")) if one.source_id]
    planning.close_agenda(meeting, {one.source_id or 0: "Senere" for one in due}, viewer=viewer)


def _decide(house: House, viewer: Viewer, number: int) -> None:
    kind = (OutcomeKind.APPROVED, OutcomeKind.POSTPONED)[number % 2]
    meetings.decide(house.item(number), text=f"Sådan {number}.", outcomes=[OutcomeGiven(kind)], viewer=viewer)


def _promise(house: House, viewer: Viewer, number: int) -> None:
    told = Promise(f"Der gives status {number}", due=DueTold("på næste møde"))
    give(house.item(number), told, viewer=viewer)


def _shut(house: House, viewer: Viewer, number: int) -> None:
    item = house.item(number)
    act = meetings.open_item if item.is_closed else meetings.close_item
    act(item, reason="Forretningsforhold", viewer=viewer)


def _approve_minutes(house: House, viewer: Viewer, number: int) -> None:
    review = _chosen(MinutesReview.objects.select_related("meeting__record").order_by("pk"), number)
    publishing.approve_minutes(review, at=house.at, viewer=viewer)


def _night(house: House, viewer: Viewer, number: int) -> None:
    house.on += timedelta(days=number)


ACTS: dict[str, Callable[[House, Viewer, int], None]] = {
    "begin": _begin,
    "propose": _propose,
    "take up": lambda h, v, n: cases.take_up_proposal(h.draft(n), viewer=v),
    "decline": lambda h, v, n: cases.decline_proposal(h.draft(n), reason="Nej", viewer=v),
    "write": _write,
    "write again": lambda h, v, n: cases.take_back(h.draft(n), viewer=v),
    "rewrite": lambda h, v, n: meetings.rewrite_postponed(h.draft(n), viewer=v),
    "plan": _plan,
    "take": _take,
    "take off": lambda h, v, n: meetings.take_off(h.item(n), viewer=v),
    "approve": lambda h, v, n: meetings.approve_agenda(h.meeting(n), at=h.at, viewer=v) and None,
    "close": _close,
    "open": lambda h, v, n: planning.open_agenda(h.meeting(n), reason="Nyt", viewer=v),
    "send": lambda h, v, n: planning.send_out(h.meeting(n), at=h.at, viewer=v) and None,
    "cancel": lambda h, v, n: meetings.cancel_meeting(h.meeting(n), reason="Sygdom", viewer=v),
    "meet": lambda h, v, n: meetings.begin_meeting(h.meeting(n), at=h.at, viewer=v) and None,
    "end": lambda h, v, n: meetings.end_meeting(h.meeting(n), at=h.at, viewer=v),
    "decide": _decide,
    "promise": _promise,
    "shut": _shut,
    "review": lambda h, v, n: publishing.send_for_remarks(h.meeting(n), at=h.at, viewer=v) and None,
    "approve minutes": _approve_minutes,
    "publish": lambda h, v, n: publishing.issue(h.meeting(n), PaperKind.MINUTES, viewer=v, at=h.at) and None,
    "list": lambda h, v, n: publishing.issue(h.meeting(n), PaperKind.DECISIONS, viewer=v, at=h.at) and None,
    "correct": lambda h, v, n: publishing.correct(h.meeting(n), reason="Fejl", at=h.at, viewer=v) and None,
    "drop": lambda h, v, n: publishing.drop_correction(h.meeting(n), viewer=v),
    "take back": lambda h, v, n: publishing.unpublish(h.meeting(n), reason="Fejl", viewer=v),
    "night": _night,
}
WHO = ("sara", "sara", "sara", "sara", "mads", "lone", "ib", "vibe", "sune")
SEQUENCE = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(WHO), st.integers(0, 9)), max_size=25
)
# What usually happens, so that random acts meet a house in which something is going on.
USUAL = ("begin", "write", "plan", "take", "close", "meet", "decide", "promise", "end", "review")
OF = {"case": CASE, "meeting": MEETING, "agenda": AGENDA, "minutes": MINUTES}


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, len(USUAL)), SEQUENCE)
def test_nothing_comes_into_a_state_that_it_cannot_be_in_and_nothing_is_lost(
    before: int, sequence: list[tuple[str, str, int]]
) -> None:
    with transaction.atomic():
        house = House()
        for act, who, number in [*((act, "sara", 0) for act in USUAL[:before]), *sequence]:
            _played(house, act, who, number)
        assert all(sentence.endswith(".") for sentence in house.refusals), house.refusals
        transaction.set_rollback(True)


def _played(house: House, act: str, who: str, number: int) -> None:
    """Do one act, refused or not, and look at everything."""
    old, promises = house.states(), set(Commitment.objects.values_list("pk", flat=True))
    try:
        with transaction.atomic():
            house.do(act, who, number)
    except Refused as refusal:
        house.refusals.append(str(refusal.sentence))
    new = house.states()
    assert old.keys() <= new.keys(), (act, who, number)
    for key, state in new.items():
        machine = OF[key[0]]
        assert state in machine.states
        assert machine.allows(old.get(key, BEGINNING), state), (act, who, key, old.get(key), state)
    assert promises <= set(Commitment.objects.values_list("pk", flat=True))
    _no_case_is_lost(house)
    closed = AgendaItem.objects.filter(is_closed=True, record__is_public=True)
    assert not closed.exists(), (act, who, number)


def _no_case_is_lost(house: House) -> None:
    """A case that is ready is suggested to the next meeting; one that was taken stands on an agenda that counts."""
    sara = house.viewer("sara")
    coming = Meeting.objects.filter(state=MeetingState.PLANNED, sitting=None).select_related("body").last()
    if coming is not None:
        waiting = {one.source_id for one in suggestions_for(coming, viewer=sara)}
        carried = {pk for (pk,) in ItemCase.objects.values_list("consideration__case")}
        for draft in CaseDraft.objects.filter(state=DraftState.READY):
            assert draft.pk in waiting or draft.pk in carried, draft.case.title
    for draft in CaseDraft.objects.filter(state=DraftState.TAKEN):
        stands = ItemCase.objects.filter(consideration__case=draft.pk, item__record__withdrawn_at=None)
        assert stands.exclude(item__meeting__state=MeetingState.CANCELLED).exists(), draft.case.title
