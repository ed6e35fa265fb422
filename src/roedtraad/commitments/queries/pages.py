"""The page of one promise: its line, what happened to it, and what the viewer may do with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.commitments.models import Commitment, Event, EventKind
from roedtraad.commitments.policy import concern_of, may_do
from roedtraad.commitments.queries.lines import CommitmentLine, lines_of, shows_internal
from roedtraad.commitments.seeing import acting_for, seen_commitments
from roedtraad.commitments.states import TRANSITIONS
from roedtraad.documents.queries import hidden_words
from roedtraad.meetings.models import Meeting
from roedtraad.meetings.queries.seeing import shown


@dataclass(frozen=True, slots=True)
class EventLine:
    """One thing that happened. `evidence` and `meeting` only as far as the viewer may see them."""

    kind: EventKind
    on: date
    by: str
    owner: str
    text: str
    evidence: Record | None
    citation_id: int | None
    meeting: Meeting | None
    decision_public_id: str
    due_before: date | None
    due_after: date | None


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """All that the page of a promise shows. `acts`: what this viewer may do with it now."""

    commitment: Commitment
    line: CommitmentLine
    history: tuple[EventLine, ...]
    acts: frozenset[EventKind]


def commitment_page(viewer: Viewer, public_id: str) -> CommitmentView | None:
    """Return the page of a promise; None where there is none to see. Eighteen queries at most."""
    acting = acting_for(viewer)
    rows = Commitment.objects.filter(seen_commitments(acting), record__public_id=public_id)
    row = rows.select_related("record", "item__meeting__record", "body__record").first()
    if row is None:
        return None
    concern = concern_of(row)
    acts = frozenset(one.act for one in TRANSITIONS if may_do(acting, concern, one.act))
    return CommitmentView(row, lines_of(viewer, [row.pk])[0], _history(viewer, row), acts)


def _history(viewer: Viewer, row: Commitment) -> tuple[EventLine, ...]:
    """Return what happened, as far as the viewer may read it, the first first. Four queries."""
    inside = shows_internal(viewer, row.body_id)
    events = list(
        Event.objects.filter(Q() if inside else Q(is_internal=False), commitment=row)
        .select_related("by", "owner__person", "owner__body", "owner__party", "evidence", "meeting__record",
                        "meeting__body", "decision__record")
        .order_by("order")
    )  # fmt: skip
    pointed = {
        pk
        for event in events
        for pk in (event.evidence_id, event.meeting_id, event.decision_id)
        if pk is not None
    }
    ids = Record.objects.filter(visible(viewer, record=""), pk__in=pointed)
    seen = set(ids.values_list("pk", flat=True))
    words = hidden_words(viewer, record_ids=[row.pk, row.item_id])
    hidden = tuple(word for found in words.values() for word in found)
    is_keeper = viewer.holds(Circle.SECRETARIAT.of(row.body_id))
    return tuple(
        EventLine(
            kind=EventKind(event.kind),
            on=event.on,
            by=str(event.by) if event.by and inside else "",
            owner=str(event.owner) if event.owner and inside else "",
            text=shown(event.text, is_keeper=is_keeper, words=hidden),
            evidence=event.evidence if event.evidence_id in seen else None,
            citation_id=event.citation_id if inside else None,
            meeting=event.meeting if event.meeting_id in seen else None,
            decision_public_id=event.decision.record.public_id
            if event.decision is not None and event.decision_id in seen
            else "",
            due_before=event.due_before,
            due_after=event.due_after,
        )
        for event in events
    )


def differences() -> Iterator[int]:
    """Yield the promises whose body or day is not what the meeting of their item says. One query."""
    wrong = ~Q(body=F("item__meeting__body")) | ~Q(made_on=F("item__meeting__held_on"))
    yield from Commitment.objects.filter(wrong).order_by("pk").values_list("pk", flat=True)
