"""A year of a body, played by its people after simple rules: a secretary, two chairs, a member who proposes.

Each month has a meeting. Time is passed in. At the end every case was decided, every promise was kept or stands before
the next meeting, all minutes are public, and nothing closed is.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.files.base import ContentFile
from people import World, a_world, somebody

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record, User
from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.records import set_audience
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import SeatRole
from roedtraad.cases import actions as cases
from roedtraad.cases.actions import DraftPointGiven, PaperGiven
from roedtraad.cases.models import Act, Attachment, CaseDraft, DraftState
from roedtraad.commitments.actions import give, keep, report
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Evidence, Named, Promise
from roedtraad.commitments.models import Commitment, State
from roedtraad.meetings import actions as meetings
from roedtraad.meetings.actions import OutcomeGiven, Particulars
from roedtraad.meetings.models import AgendaItem, Meeting, OutcomeKind, PaperKind
from roedtraad.planning import actions as planning
from roedtraad.planning.queries import SuggestionKind, open_ends, suggestions_for
from roedtraad.publishing import actions as publishing
from roedtraad.publishing.models import Approver, Publication

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MONTHS = [date(2027, month, 9) for month in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12)]


class Year:
    """The body and what its people do in a month."""

    def __init__(self) -> None:
        self.world: World = a_world()
        self.ib = somebody("Ib Vang", self.world.political, SeatRole.CHAIR)
        rows = Record.objects.filter(person__seats__body=self.world.political).distinct()
        set_audience(rows, tokens=[Circle.CIRCLE.of(self.world.political.pk)], is_public=False)
        self.on = MONTHS[0] - timedelta(days=40)
        publishing.set_minutes_rule(
            self.world.political, Approver.CHAIRS, remark_days=5, viewer=self.as_(self.world.sara)
        )
        self.meetings = [self._planned(day) for day in MONTHS]

    def as_(self, user: User) -> Viewer:
        return self.world.viewer(user, on=self.on)

    @property
    def at(self) -> datetime:
        return datetime.combine(self.on, time(12), UTC)

    def _planned(self, day: date) -> Meeting:
        told = Particulars(day, start_time=time(9), end_time=time(11))
        return meetings.plan_meeting(self.world.political, told, viewer=self.as_(self.world.sara))

    def month(self, number: int) -> None:
        meeting = self.meetings[number]
        self.on = meeting.held_on - timedelta(days=21)
        self.write_a_case(number)
        self.on = meeting.held_on - timedelta(days=10)
        self.make_the_agenda(meeting)
        self.on = meeting.held_on
        self.meet(meeting, number)
        self.on = meeting.held_on + timedelta(days=2)
        self.approve_and_publish(meeting, number)

    def write_a_case(self, number: int) -> None:
        """The member proposes every third case, the secretary opens the others; it has a paper, and is said ready."""
        sara, mads = self.as_(self.world.sara), self.as_(self.world.mads)
        body = self.world.political
        if number % 3 == 0:
            draft = cases.propose_case(f"Sag {number}", "Det haster.", body=body, at=self.at, viewer=mads)
            cases.take_up_proposal(draft, viewer=sara)
        else:
            draft = cases.begin_draft(f"Sag {number}", body=body, viewer=sara)
        for key in ("summary", "case"):
            part = draft.parts.get(key=key)
            text = f"<p>Det handler om sag {number}.</p>"
            cases.write_part(part, text, based_on=part.revision, at=self.at, viewer=sara)
        points = [DraftPointGiven(Act.APPROVE, f"at sag {number} fortsætter")]
        cases.write_points(draft, points, based_on=0, at=self.at, viewer=sara)
        status = Attachment.Status.DRAFT if number == 5 else Attachment.Status.FINAL
        file = ContentFile(f"%PDF-1.7 bilag {number}".encode(), name=f"Bilag {number}.pdf")
        meetings.add_case_paper(draft, file, PaperGiven(status=status), viewer=sara)
        cases.mark_ready(draft, at=self.at, viewer=sara)

    def make_the_agenda(self, meeting: Meeting) -> None:
        """The secretary takes all that is suggested; the chairs approve; it is closed and sent, drafts with a reason."""
        sara = self.as_(self.world.sara)
        for one in suggestions_for(meeting, viewer=sara):
            if one.taken_by is None:
                planning.take_in(meeting, one.kind, one.key, viewer=sara)
        meetings.number_items(meeting)
        planning.close_agenda(meeting, {}, viewer=sara)
        with pytest.raises(Refused):  # nobody has approved it
            planning.send_out(meeting, at=self.at, viewer=sara, drafts_because="Tallene kommer")
        for user in (self.world.lone, self.ib):
            meetings.approve_agenda(meeting, at=self.at, viewer=self.as_(user))
        if AgendaItem.objects.filter(
            meeting=meeting, attachments__attachment__status=Attachment.Status.DRAFT
        ).exists():
            with pytest.raises(Refused, match="udkast"):
                planning.send_out(meeting, at=self.at, viewer=sara)
        planning.send_out(meeting, at=self.at, viewer=sara, drafts_because="Tallene kommer på mødet")

    def meet(self, meeting: Meeting, number: int) -> None:
        """Every fourth case is postponed, every fifth closed; something is promised for the next meeting each time."""
        sara = self.as_(self.world.sara)
        meetings.begin_meeting(meeting, at=self.at, viewer=sara)
        rows = AgendaItem.objects.filter(meeting=meeting, record__withdrawn_at=None).select_related("record")
        for item in rows.order_by("order"):
            is_new = item.title == f"Sag {number}"
            postponed = is_new and number % 4 == 1 and number < len(MONTHS) - 1
            kind = OutcomeKind.POSTPONED if postponed else OutcomeKind.APPROVED
            meetings.decide(item, text="Sådan blev det.", outcomes=[OutcomeGiven(kind)], viewer=sara)
            if is_new and number % 5 == 4:
                meetings.close_item(item, reason="Forretningsforhold", viewer=sara)
            if is_new:
                told = Promise(
                    f"Der gives status på sag {number}",
                    owners=(Named(person_id=self.world.mads.person.pk),),
                    due=DueTold("på næste møde"),
                )
                give(item, told, viewer=sara)
        self.keep_old_promises(meeting)
        meetings.end_meeting(meeting, at=self.at, viewer=sara)

    def keep_old_promises(self, meeting: Meeting) -> None:
        """The member reports on what was promised before, and the secretary accepts it."""
        for row in Commitment.objects.filter(state=State.OPEN, made_on__lt=meeting.held_on):
            report(row, Evidence("Der blev givet status."), viewer=self.as_(self.world.mads))
            keep(row, viewer=self.as_(self.world.sara))

    def approve_and_publish(self, meeting: Meeting, number: int) -> None:
        """The list of decisions the same week; the minutes when both chairs have approved; one is corrected."""
        sara = self.as_(self.world.sara)
        meeting.refresh_from_db()
        publishing.issue(meeting, PaperKind.DECISIONS, viewer=sara, at=self.at)
        review = publishing.send_for_remarks(meeting, at=self.at, viewer=sara)
        row = publishing.remark_on_minutes(review, "Enig.", at=self.at, viewer=self.as_(self.world.mads))
        publishing.answer_remark(row, "Tak.", at=self.at, viewer=sara)
        due = self.at + timedelta(days=3)
        publishing.plan_publication(meeting, PaperKind.MINUTES, due_at=due, at=self.at, viewer=sara)
        for user in (self.world.lone, self.ib):
            publishing.approve_minutes(review, at=self.at, viewer=self.as_(user))
        assert [one.refusal for one in publishing.publish_due(at=due)] == [""]
        if number == 2:
            publishing.correct(meeting, reason="Et ord manglede", at=due, viewer=sara)
            item = AgendaItem.objects.filter(meeting=meeting, is_closed=False).first()
            assert item is not None
            meetings.decide(item, text="Sådan blev det alligevel.", outcomes=[], viewer=sara)
            for user in (self.world.lone, self.ib):
                publishing.approve_minutes(review, at=due, viewer=self.as_(user))
            publishing.issue(meeting, PaperKind.MINUTES, viewer=sara, at=due)


def test_a_year_loses_no_case_and_no_promise_and_shows_nothing_closed() -> None:
    year = Year()
    for number in range(len(MONTHS)):
        year.month(number)
    assert not list(journal.verify())
    assert set(CaseDraft.objects.values_list("state", flat=True)) == {DraftState.TAKEN}
    assert CaseDraft.objects.count() == len(MONTHS)
    _every_case_was_decided()
    _every_promise_was_kept_or_comes_back(year)
    versions = Publication.objects.filter(paper__kind=PaperKind.MINUTES, paper__published_at__isnull=False)
    assert versions.count() == len(MONTHS) + 1
    closed = AgendaItem.objects.filter(is_closed=True)
    # A postponed one stays closed when it comes back, and so does what was promised behind closed doors.
    assert set(closed.values_list("title", flat=True)) == {
        "Sag 4", "Sag 9", "Der gives status på sag 4", "Der gives status på sag 9",
    }  # fmt: skip
    assert not closed.filter(record__is_public=True).exists()
    assert not closed.filter(decision__record__is_public=True).exists()
    for meeting in year.meetings:
        assert open_ends(meeting, viewer=year.as_(year.world.sara)) == ()


def _every_case_was_decided() -> None:
    for draft in CaseDraft.objects.select_related("case"):
        items = AgendaItem.objects.filter(cases__consideration__case=draft.case)
        last = items.order_by("meeting__held_on").last()
        assert last is not None
        outcome = last.decision.outcomes.filter(point=None).first()
        assert outcome is not None
        assert outcome.kind == OutcomeKind.APPROVED, draft.case.title


def _every_promise_was_kept_or_comes_back(year: Year) -> None:
    year.on = MONTHS[-1] + timedelta(days=30)
    sara = year.as_(year.world.sara)
    coming = meetings.plan_meeting(
        year.world.political, Particulars(MONTHS[-1] + timedelta(days=60)), viewer=sara
    )
    waiting = {one.key for one in suggestions_for(coming, viewer=sara) if one.kind is SuggestionKind.PROMISE}
    standing = Commitment.objects.exclude(state=State.KEPT)
    assert standing.count() == 1
    assert set(standing.values_list("pk", flat=True)) <= waiting
