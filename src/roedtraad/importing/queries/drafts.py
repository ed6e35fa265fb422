"""Lists of drafts, and one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from roedtraad.accounts.counting import MOST, Tally, tally
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
    """How many drafts a choice would give; each count keeps the other filters, and ends at `MOST`.

    Where more drafts are open than that, `is_exact` is False: the four counts of what they are like are of the newest.
    """

    by_state: Mapping[DraftState, Tally]
    by_question: Mapping[str, int]
    unproblematic: int
    blocked: int
    to_look_at: int
    is_exact: bool


def drafts(viewer: Viewer, filters: DraftFilters = DraftFilters()) -> QuerySet[Draft]:
    """Return the drafts whose documents the viewer keeps, the newest meeting first. One query."""
    return (
        Draft.objects.filter(kept_by(viewer), _narrowed(filters))
        .select_related(
            "record", "document__record", "body__record", "meeting__record", "changed_by", "settled_by"
        )
        .order_by("-held_on", "-pk")
    )


def draft_lines(viewer: Viewer, filters: DraftFilters = DraftFilters()) -> QuerySet[Draft]:
    """Return the same rows with no more than a list shows of them. One query."""
    rows = drafts(viewer, filters).select_related(None)
    return rows.select_related("record", "document", "body", "meeting__record", "meeting__body")


def draft_counts(viewer: Viewer, filters: DraftFilters = DraftFilters()) -> DraftCounts:
    """Return the counts beside the list. Four queries, five for a question; none reads more than `MOST` drafts and one."""
    kept = Draft.objects.filter(kept_by(viewer))
    among = kept.filter(_narrowed(filters, but="state"))
    rows = kept.filter(_narrowed(filters, but="question"), state=DraftState.OPEN).order_by("-held_on", "-pk")
    newest = rows.values("pk", "is_unproblematic", "blocking_count")[: MOST + 1]
    like = newest.aggregate(
        number=Count("pk"),
        unproblematic=Count("pk", filter=Q(is_unproblematic=True)),
        blocked=Count("pk", filter=Q(blocking_count__gt=0)),
        to_look_at=Count("pk", filter=Q(is_unproblematic=False, blocking_count=0)),
    )
    asked = DraftQuestion.objects.filter(draft__in=rows.values("pk")[: MOST + 1], answer="").values_list(
        "code"
    )
    number = like.pop("number")
    is_open = Tally(min(number, MOST), is_exact=number <= MOST)
    by_state = {
        state: is_open
        if state == DraftState.OPEN and not filters.question
        else tally(among.filter(state=state))
        for state in DraftState
    }
    return DraftCounts(
        by_state=by_state,
        by_question=dict(asked.annotate(number=Count("draft", distinct=True)).order_by()),
        is_exact=is_open.is_exact,
        **like,
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


def waiting(viewer: Viewer) -> Tally:
    """Return how many drafts wait for this viewer: what the front page says. One query."""
    return tally(Draft.objects.filter(kept_by(viewer), state=DraftState.OPEN))


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
