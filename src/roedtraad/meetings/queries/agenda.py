"""An agenda while it is composed: its items with the clock beside them, who has approved it, what is not ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Person, Seat
from roedtraad.bodies.queries.rosters import CHAIR_ROLES, seatings
from roedtraad.cases.models import Attachment, PieceKind
from roedtraad.meetings.models import (
    AgendaApproval,
    AgendaItem,
    ItemAttachment,
    ItemCase,
    ItemPiece,
    ItemPlan,
    Meeting,
)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item as it is planned. `at` is when it begins if everything before it takes its time."""

    item: AgendaItem
    plan: ItemPlan
    at: time | None
    pause_at: time | None  # when the pause before it begins
    case_title: str
    drafts: int  # attachments that are still drafts
    programme: str = ""  # a line for each point


@dataclass(frozen=True, slots=True)
class ChairApproval:
    """A chair, and since when the agenda as it stands has their approval."""

    person: Person
    at: datetime | None


@dataclass(frozen=True, slots=True)
class AgendaBoard:
    """The whole agenda. `spare_minutes` are left before the planned end; None where there is none, or no beginning."""

    lines: tuple[AgendaLine, ...]
    minutes: int
    ends_at: time | None
    spare_minutes: int | None
    approvals: tuple[ChairApproval, ...]

    @property
    def over_minutes(self) -> int:
        """Return how many minutes it runs over its planned end."""
        return max(0, -(self.spare_minutes or 0))

    @property
    def is_approved(self) -> bool:
        """Return whether every chair has approved it as it stands."""
        return bool(self.approvals) and all(one.at is not None for one in self.approvals)


def agenda_board(viewer: Viewer, meeting: Meeting) -> AgendaBoard:
    """Return the agenda of a meeting as those who compose it see it. Eight queries, however long it is."""
    rows = list(
        AgendaItem.objects.filter(visible(viewer), meeting=meeting)
        .select_related("record", "plan")
        .order_by("order")
    )
    cases = {
        row.item_id: row.consideration.case.title
        for row in ItemCase.objects.filter(
            visible(viewer, record="consideration__case__record"), item__in=rows
        ).select_related("consideration__case")
    }
    drafts, programmes = _drafts(rows), _programmes(rows)
    lines: list[AgendaLine] = []
    passed = 0
    for item in rows:
        plan = item.plan if hasattr(item, "plan") else ItemPlan(item=item)
        begins = passed + plan.pause_minutes
        lines.append(
            AgendaLine(
                item,
                plan,
                clock_after(meeting.start_time, begins),
                clock_after(meeting.start_time, passed) if plan.pause_minutes else None,
                cases.get(item.pk, ""),
                drafts.get(item.pk, 0),
                "\n".join(programmes.get(item.pk, ())),
            )
        )
        passed = begins + (item.minutes_planned or 0)
    return AgendaBoard(
        tuple(lines),
        passed,
        clock_after(meeting.start_time, passed),
        _spare(meeting, passed),
        chair_approvals(viewer, meeting),
    )


def clock_after(begins: time | None, minutes: int) -> time | None:
    """Return what the clock says some minutes after the beginning; None where that is not known."""
    if begins is None:
        return None
    return (datetime.combine(date(2000, 1, 1), begins) + timedelta(minutes=minutes)).time()


def _spare(meeting: Meeting, minutes: int) -> int | None:
    if meeting.start_time is None or meeting.end_time is None:
        return None
    day = date(2000, 1, 1)
    length = datetime.combine(day, meeting.end_time) - datetime.combine(day, meeting.start_time)
    return int(length.total_seconds()) // 60 - minutes


def _drafts(rows: list[AgendaItem]) -> Mapping[int, int]:
    found: dict[int, int] = {}
    listed = ItemAttachment.objects.filter(item__in=rows, attachment__status=Attachment.Status.DRAFT)
    for item in listed.values_list("item", flat=True):
        found[item] = found.get(item, 0) + 1
    return found


def _programmes(rows: list[AgendaItem]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    told = ItemPiece.objects.filter(item__in=rows, kind=PieceKind.PROGRAMME).order_by("item", "order")
    for item, text in told.values_list("item", "text"):
        found.setdefault(item, []).append(text)
    return found


def chair_approvals(viewer: Viewer, meeting: Meeting) -> tuple[ChairApproval, ...]:
    """Return the chairs on the day, and since when each approves the agenda as it stands. Three queries."""
    given = {row.by_id: row.at for row in AgendaApproval.objects.filter(meeting=meeting)}
    chairs = Seat.objects.filter(visible(viewer), body=meeting.body_id, role__in=CHAIR_ROLES)
    people = (seating.person for seating in seatings(chairs, on=meeting.held_on, viewer=viewer))
    return tuple(
        ChairApproval(person, given.get(person.user_id or 0)) for person in people if person is not None
    )
