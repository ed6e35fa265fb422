"""Minutes before they are published: who was there, what they said, who has approved, how far they have come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.bodies.models import Body, Person
from roedtraad.bodies.queries import rosters_of
from roedtraad.bodies.queries.rosters import CHAIR_ROLES
from roedtraad.meetings.models import (
    Correction,
    Meeting,
    MeetingPaper,
    MeetingState,
    PaperKind,
    Participant,
    ParticipantFunction,
    PresenceKind,
)
from roedtraad.publishing.models import Approver, MinutesRemark, MinutesReview, MinutesRule
from roedtraad.publishing.states import MinutesState

MEMBERS = (
    ParticipantFunction.CHAIR,
    ParticipantFunction.MEMBER,
    ParticipantFunction.PATIENT_REPRESENTATIVE,
)
DEFAULT_DAYS = 7


@dataclass(frozen=True, slots=True)
class Approved:
    """Somebody who is asked to approve minutes, and since when they approve them as they stand."""

    person: Person
    at: datetime | None


def approver_of(meeting: Meeting, review: MinutesReview | None) -> Approver:
    """Return who approves the minutes of a meeting: as they were sent, else as the rule says. One query at most."""
    return Approver(review.approver if review is not None else rule_of(meeting.body).approver)


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The minutes of a meeting while they are looked at."""

    state: MinutesState
    review: MinutesReview | None
    remarks: tuple[MinutesRemark, ...]
    approvals: tuple[Approved, ...]

    @property
    def is_approved(self) -> bool:
        """Return whether all who are asked have approved what stands."""
        return all(one.at is not None for one in self.approvals)


def rule_of(body: Body) -> MinutesRule:
    """Return the rule of a body; where nobody made one, the secretariat publishes by itself. One query."""
    known = MinutesRule.objects.filter(body=body).first()
    return known or MinutesRule(body=body, approver=Approver.SECRETARIAT, remark_days=DEFAULT_DAYS)


def minutes_act(meeting: Meeting) -> int:
    """Return the number of the last act that changed what the minutes of a meeting say. One query."""
    own = Q(record=meeting.pk) | Q(record__item__meeting=meeting.pk)
    own |= Q(record__decision__item__meeting=meeting.pk)
    said = Q(act__startswith="meetings.") | Q(act="commitments.commitments.recorded")
    rows = JournalEntry.objects.filter(own & said).order_by()
    number: int | None = rows.aggregate(last=Max("number"))["last"]
    return number or 0


def was_there(meeting_id: int) -> list[Participant]:
    """Return those on the list of a meeting who were there, if only for some of it. One query."""
    rows = Participant.objects.filter(meeting=meeting_id, presences__kind=PresenceKind.PRESENT)
    return list(rows.select_related("person__record").distinct().order_by("order"))


def approvals_of(viewer: Viewer, meeting: Meeting, review: MinutesReview | None) -> tuple[Approved, ...]:
    """Return who is asked to approve the minutes, and who has. Four queries at most, none where nobody is asked."""
    approver = approver_of(meeting, review)
    if approver == Approver.SECRETARIAT:
        return ()
    people: Iterable[Person]
    if approver == Approver.CHAIRS:
        rosters = rosters_of([meeting.body], on=meeting.held_on, viewer=viewer)
        seated = (one.person for roster in rosters for one in roster.with_role(*CHAIR_ROLES))
        people = [person for person in seated if person is not None]
    else:
        people = [one.person for one in was_there(meeting.pk) if one.function in MEMBERS]
    given: dict[int, datetime] = {}
    if review is not None:
        rows = review.approvals.filter(act_number=minutes_act(meeting))
        given = {row.by_id: row.at for row in rows}
    return tuple(Approved(person, given.get(person.user_id or 0)) for person in people)


def minutes_page(viewer: Viewer, meeting: Meeting) -> MinutesPage:
    """Return the minutes of a meeting with what was said to them, as far as the viewer may see. Nine queries at most."""
    review = MinutesReview.objects.filter(meeting=meeting).first()
    approvals = approvals_of(viewer, meeting, review)
    remarks: Sequence[MinutesRemark] = ()
    if review is not None:
        seen = Q(item=None) | visible(viewer, record="item__record")
        rows = MinutesRemark.objects.filter(seen, review=review)
        remarks = list(rows.select_related("by", "item__record", "answered_by"))
    return MinutesPage(minutes_state(meeting, review, approvals), review, tuple(remarks), approvals)


def minutes_state(
    meeting: Meeting, review: MinutesReview | None, approvals: Sequence[Approved]
) -> MinutesState:
    """Return how far the minutes of a meeting have come. Two queries at most."""
    if meeting.state != MeetingState.HELD:
        return MinutesState.NONE
    papers = MeetingPaper.objects.filter(meeting=meeting, kind=PaperKind.MINUTES)
    if papers.filter(published_at__isnull=False).exists():
        is_corrected = Correction.objects.filter(meeting=meeting).exists()
        return MinutesState.CORRECTED if is_corrected else MinutesState.PUBLISHED
    if review is None:
        return MinutesState.RECORDED
    is_approved = bool(approvals) and all(one.at is not None for one in approvals)
    return MinutesState.APPROVED if is_approved else MinutesState.REVIEWED


def minutes_to_look_at(viewer: Viewer, *, limit: int = 5) -> tuple[tuple[MinutesReview, bool], ...]:
    """Return the minutes that wait for this viewer: whether they are asked to approve them, or may remark until a day.

    One query, and five for each meeting at most; those of people who said something already are left out.
    """
    prefix = f"{Circle.PERSON}:"
    own = [int(token.removeprefix(prefix)) for token in viewer.tokens if token.startswith(prefix)]
    if viewer.user is None or not own:
        return ()
    published = MeetingPaper.objects.filter(
        meeting=OuterRef("meeting"), kind=PaperKind.MINUTES, published_at__isnull=False
    )
    corrected = Correction.objects.filter(meeting=OuterRef("meeting"))
    there = Participant.objects.filter(
        meeting=OuterRef("meeting"), person__in=own, presences__kind=PresenceKind.PRESENT
    )
    rows = (
        MinutesReview.objects.filter(visible(viewer, record="meeting__record"), Exists(there))
        .filter(~Exists(published) | Exists(corrected), meeting__state=MeetingState.HELD)
        .select_related("meeting__record", "meeting__body")
        .order_by("until", "pk")
    )
    found = []
    for review in rows[:limit]:
        asked = approvals_of(viewer, review.meeting, review)
        mine = [one for one in asked if one.person.user_id == viewer.user.pk]
        if any(one.at is None for one in mine):
            found.append((review, True))
        elif not mine and review.until >= viewer.on and not review.remarks.filter(by=viewer.user).exists():
            found.append((review, False))
    return tuple(found)
