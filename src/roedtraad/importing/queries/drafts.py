"""Lists of drafts, and one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from roedtraad.accounts.policy import Viewer
from roedtraad.importing.models import Draft, DraftQuestion, DraftState
from roedtraad.importing.policy import kept_by
from roedtraad.meetings.models import Meeting, PaperKind


@dataclass(frozen=True, slots=True)
class DraftFilters:
    """What a list of drafts is limited to; '' and None limit nothing.

    `batch` is a public id, `question` the code of a question that is asked, `words` stand in title or file name.
    """

    state: DraftState | None = DraftState.OPEN
    unproblematic: bool | None = None
    blocked: bool | None = None
    question: str = ""
    batch: str = ""
    body_id: int | None = None
    paper: PaperKind | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class DraftCounts:
    """How many drafts a choice would give; each count keeps the other filters."""

    by_state: Mapping[DraftState, int]
    by_question: Mapping[str, int]
    unproblematic: int
    blocked: int
    to_look_at: int


def drafts(viewer: Viewer, filters: DraftFilters = DraftFilters()) -> QuerySet[Draft]:
    """Return the drafts whose documents the viewer keeps, the newest meeting first. One query."""
    return (
        Draft.objects.filter(kept_by(viewer), _narrowed(filters))
        .select_related(
            "record", "document__record", "body__record", "meeting__record", "changed_by", "settled_by"
        )
        .order_by("-held_on", "-pk")
    )


def draft_counts(viewer: Viewer, filters: DraftFilters = DraftFilters()) -> DraftCounts:
    """Return the counts beside the list. Three queries."""
    kept = Draft.objects.filter(kept_by(viewer))
    states = kept.filter(_narrowed(filters, but="state")).values_list("state").annotate(number=Count("pk"))
    rows = kept.filter(_narrowed(filters, but="question"), state=DraftState.OPEN)
    asked = DraftQuestion.objects.filter(draft__in=rows, answer="").values_list("code")
    open_ones = rows.aggregate(
        unproblematic=Count("pk", filter=Q(is_unproblematic=True)),
        blocked=Count("pk", filter=Q(blocking_count__gt=0)),
        to_look_at=Count("pk", filter=Q(is_unproblematic=False, blocking_count=0)),
    )
    return DraftCounts(
        by_state={DraftState(state): number for state, number in states.order_by()},
        by_question=dict(asked.annotate(number=Count("draft", distinct=True)).order_by()),
        **open_ones,
    )


def draft_for(viewer: Viewer, public_id: str) -> Draft | None:
    """Return a draft that the viewer may work on, by the id of its record. One query."""
    return drafts(viewer, DraftFilters(state=None)).filter(record__public_id=public_id).first()


def drafts_of_meeting(viewer: Viewer, meeting: Meeting) -> QuerySet[Draft]:
    """Return the drafts that a meeting was accepted from. One query."""
    return drafts(viewer, DraftFilters(state=None)).filter(meeting=meeting)


def next_draft(viewer: Viewer, after: Draft) -> Draft | None:
    """Return the next open draft of the same batch, or of any, for going on after one is accepted. At most two queries."""
    rows = drafts(viewer).exclude(pk=after.pk).order_by("blocking_count", "held_on", "pk")
    return rows.filter(batch=after.batch_id).first() or rows.first()


def waiting(viewer: Viewer) -> int:
    """Return how many drafts wait for this viewer: what the front page says. One query."""
    return Draft.objects.filter(kept_by(viewer), state=DraftState.OPEN).count()


def _narrowed(filters: DraftFilters, *, but: str = "") -> Q:
    wanted = {
        "state": filters.state,
        "is_unproblematic": filters.unproblematic,
        "batch__public_id": filters.batch,
        "body": filters.body_id,
        "paper": filters.paper,
    }
    narrowed = Q(**{name: value for name, value in wanted.items() if value not in ("", None) and name != but})
    if filters.blocked is not None:
        narrowed &= Q(blocking_count__gt=0) if filters.blocked else Q(blocking_count=0)
    if filters.question and but != "question":
        asked = DraftQuestion.objects.filter(draft=OuterRef("pk"), code=filters.question, answer="")
        narrowed &= Q(Exists(asked))
    for word in filters.words.split()[:8]:
        narrowed &= Q(title__icontains=word) | Q(document__filename__icontains=word)
    return narrowed
