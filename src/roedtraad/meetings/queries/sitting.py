"""A meeting while it is held: the item it is at, what is recorded of it, who is there, and whether anything is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body, Party
from roedtraad.bodies.queries import members_in
from roedtraad.cases.models import PieceKind, RecommendationPoint
from roedtraad.meetings.models import (
    AgendaItem,
    Correction,
    Decision,
    Meeting,
    MeetingState,
    Outcome,
    OutcomeKind,
    PartyConsent,
    Phrase,
    Sitting,
    Statement,
    Vote,
)
from roedtraad.meetings.queries.attendance import AttendanceMatrix, agenda_of, attendance_of
from roedtraad.meetings.queries.decided import decided_under
from roedtraad.meetings.queries.meetings import ItemLine, item_lines
from roedtraad.meetings.queries.pieces import PieceLine, pieces_of
from roedtraad.meetings.queries.representation import PartyPresence, representation_at
from roedtraad.meetings.queries.seeing import SeenMeeting


@dataclass(frozen=True, slots=True)
class PointRecorded:
    """A recommendation point, and what was concluded about it so far."""

    point: RecommendationPoint
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class ItemRecorded:
    """An item with everything that is recorded of it while it is treated. `whole`: the outcome of the item as a whole."""

    item: AgendaItem
    decision: Decision | None
    points: tuple[PointRecorded, ...]
    whole: Outcome | None
    statements: tuple[Statement, ...]
    consents: Mapping[int, PartyConsent]
    votes: tuple[Vote, ...] = ()  # of the first ballot
    alternatives: tuple[PieceLine, ...] = ()

    @property
    def chosen(self) -> str:
        """Return the key of the alternative that was chosen; '' for none."""
        return next((str(one.piece.pk) for one in self.alternatives if one.is_chosen), "")

    @property
    def text(self) -> str:
        """Return what is written of the decision so far."""
        return self.decision.text if self.decision else ""

    @property
    def missing(self) -> int:
        """Return how many points have no outcome yet."""
        return sum(one.outcome is None for one in self.points)


@dataclass(frozen=True, slots=True)
class SittingPage:
    """A meeting that is held. `current` is the item that is shown, `sitting` None before it has begun."""

    seen: SeenMeeting
    sitting: Sitting | None
    items: tuple[ItemLine, ...]
    current: ItemRecorded | None
    attendance: AttendanceMatrix
    representation: tuple[PartyPresence, ...]
    correction: Correction | None = None  # published minutes are being corrected, and the viewer does it

    @property
    def neighbours(self) -> tuple[ItemLine | None, ItemLine | None]:
        """Return the items before and after the one that is shown."""
        lines = [line for line in self.items if line.item_id is not None]
        place = next(
            (n for n, line in enumerate(lines) if self.current and line.item_id == self.current.item.pk), None
        )
        if place is None:
            return None, None
        return (lines[place - 1] if place else None), (lines[place + 1] if place + 1 < len(lines) else None)


def sitting_page(viewer: Viewer, seen: SeenMeeting, item_public_id: str = "") -> SittingPage:
    """Return a meeting as it is recorded, at an item, else at the one it has come to. At most 23 queries.

    Whoever keeps a meeting whose published minutes are being corrected reads what the correction says; others do not.
    """
    meeting = seen.meeting
    correction = (
        Correction.objects.filter(meeting=meeting).first()
        if seen.is_keeper and meeting.state == MeetingState.HELD
        else None
    )
    is_corrected = correction is not None
    sitting = Sitting.objects.filter(meeting=meeting).first()
    agenda = agenda_of(viewer, meeting.pk)
    ids = {column.public_id: column.item_id for column in agenda.columns}
    at = sitting.item_id if sitting and sitting.item_id in ids.values() else None
    chosen = ids.get(item_public_id) or at or next(iter(ids.values()), None)
    attendance = attendance_of(seen, agenda, as_corrected=is_corrected)
    return SittingPage(
        seen=seen,
        sitting=sitting,
        items=item_lines(viewer, seen, agenda, words={}),
        current=item_recorded(viewer, meeting, chosen, as_corrected=is_corrected) if chosen else None,
        attendance=attendance,
        representation=representation_at(viewer, seen, attendance),
        correction=correction,
    )


def item_recorded(
    viewer: Viewer, meeting: Meeting, item_id: int, *, as_corrected: bool = False
) -> ItemRecorded | None:
    """Return what is recorded of an item that the viewer may see; None where there is none. Nine queries."""
    item = (
        AgendaItem.objects.filter(visible(viewer), meeting=meeting, pk=item_id)
        .select_related("record", "plan", "meeting")
        .first()
    )
    if item is None:
        return None
    found = decided_under(viewer, [item], as_corrected=as_corrected)
    decision = found.decisions.get(item.pk)
    key = decision.pk if decision else 0
    outcomes = {row.point_id: row for row in found.outcomes[key]}
    points = RecommendationPoint.objects.filter(consideration__items__item=item).order_by(
        "consideration__items__order", "order"
    )
    return ItemRecorded(
        item=item,
        decision=decision,
        points=tuple(PointRecorded(point, outcomes.get(point.pk)) for point in points),
        whole=outcomes.get(None),
        statements=tuple(found.statements[key]),
        consents={row.party_id: row for row in found.consents[key]},
        alternatives=tuple(
            one for one in pieces_of(viewer, [item.pk]).get(item.pk, ()) if one.kind == PieceKind.ALTERNATIVE
        ),
        votes=tuple(row for row in found.votes[key] if row.ballot == 1),
    )


def parties_of(meeting: Meeting) -> tuple[Party, ...]:
    """Return the parties whose consent is asked for: those of the collaboration on the day. One query."""
    return tuple(members_in(meeting.body.collaboration, on=meeting.held_on).select_related("record"))


@dataclass(frozen=True, slots=True)
class PhraseLine:
    """A standard phrase, and the outcome that goes with it."""

    text: str
    kind: OutcomeKind | None


def phrases_of(body: Body) -> tuple[PhraseLine, ...]:
    """Return the standard phrases of a body, none where it has none of its own. One query."""
    rows = Phrase.objects.filter(body=body, ended_at=None).order_by("order", "pk")
    return tuple(PhraseLine(row.text, OutcomeKind(row.kind) if row.kind else None) for row in rows)


def latest_act(meeting: Meeting) -> int:
    """Return the number of the last act that the journal knows of a meeting, its items and decisions. One query."""
    own = (
        Q(record=meeting.pk)
        | Q(record__item__meeting=meeting.pk)
        | Q(record__decision__item__meeting=meeting.pk)
    )
    number: int | None = JournalEntry.objects.filter(own).aggregate(last=Max("number"))["last"]
    return number or 0


def minutes_since(begun_at: datetime | None, now: datetime) -> int:
    """Return the whole minutes since a moment; 0 where it has not come."""
    return max(0, int((now - begun_at).total_seconds()) // 60) if begun_at else 0
