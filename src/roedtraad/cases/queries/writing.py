"""Reads for those who write cases: the case with its parts, its versions, and the cases that wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from roedtraad.accounts.models import User
from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.bodies.models import Body
from roedtraad.cases import policy
from roedtraad.cases.models import (
    Attachment,
    Case,
    CaseDraft,
    CaseRemark,
    CaseWriter,
    DraftPart,
    DraftPoint,
    DraftState,
    PartVersion,
)
from roedtraad.cases.queries.checking import troubles_among
from roedtraad.cases.written.checks import Trouble
from roedtraad.cases.written.differences import Difference, difference

UNREADY = (DraftState.PROPOSED, DraftState.DRAFT)


@dataclass(frozen=True, slots=True)
class WritingPage:
    """A case as those who write in it see it. `aside`: parts with words of the viewer that did not become the text."""

    draft: CaseDraft
    parts: tuple[DraftPart, ...]
    points: tuple[DraftPoint, ...]
    attachments: tuple[Attachment, ...]
    writers: tuple[CaseWriter, ...]
    remarks: tuple[CaseRemark, ...]
    troubles: tuple[Trouble, ...]
    may_write: bool
    may_invite: bool
    may_add_papers: bool
    aside: frozenset[str]
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version of a part, and what it changed in the one before it."""

    version: PartVersion
    by: User | None
    change: Difference


def draft_for(viewer: Viewer, public_id: str) -> CaseDraft | None:
    """Return the draft of a case that the viewer may read while it is written. Two queries at most."""
    draft = (
        CaseDraft.objects.filter(visible(viewer, record="case__record"), case__record__public_id=public_id)
        .select_related(
            "case__record",
            "case__collaboration__record",
            "case__raised_by_party__record",
            "body__record",
            "body__collaboration",
        )
        .first()
    )
    return draft if draft is not None and policy.may_read_draft(viewer, draft) else None


def writing_page(viewer: Viewer, draft: CaseDraft) -> WritingPage:
    """Return all that the page of a case in the making shows. Seven queries, one more for those who were invited."""
    parts = tuple(draft.parts.order_by("order"))
    points = tuple(draft.points.order_by("order"))
    papers = Attachment.objects.filter(visible(viewer), case=draft.pk, replaced_by=None)
    attachments = tuple(
        papers.select_related("record", "document__record", "replaces__document__record").order_by(
            "order", "pk"
        )
    )
    versions = list(
        PartVersion.objects.filter(part__draft=draft)
        .defer("html")
        .order_by("number")
        .values_list("part__key", "by", "is_aside", "saved_at")
    )
    return WritingPage(
        draft=draft,
        parts=parts,
        points=points,
        attachments=attachments,
        writers=tuple(draft.writers.select_related("person__record").order_by("person__name")),
        remarks=tuple(draft.remarks.filter(settled_at=None).select_related("by", "part")),
        troubles=troubles_among(parts, points, attachments=len(attachments)),
        may_write=bool(policy.may_write(viewer, draft)),
        may_invite=bool(policy.may_invite_writers(viewer, draft)),
        may_add_papers=bool(policy.may_add_papers(viewer, draft)),
        aside=_aside(versions, viewer),
        saved_at=max((at for *_, at in versions), default=None),
    )


def _aside(versions: Sequence[tuple[str, int | None, bool, datetime]], viewer: Viewer) -> frozenset[str]:
    """Return the parts in which the viewer's last words were kept aside."""
    own = viewer.user.pk if viewer.user else None
    last = {key: is_aside for key, by, is_aside, _ in versions if by == own}
    return frozenset(key for key, is_aside in last.items() if is_aside)


def aside_of(viewer: Viewer, part: DraftPart) -> PartVersion | None:
    """Return the viewer's words that did not become the text, unless they have written in the part since. One query."""
    last = PartVersion.objects.filter(part=part, by=viewer.user).order_by("number").last()
    return last if last is not None and last.is_aside else None


def versions_of(part: DraftPart, *, limit: int = 30) -> tuple[VersionLine, ...]:
    """Return the latest versions of a part, newest first, each with what it changed. One query.

    What was kept aside is compared with the text that stood then.
    """
    rows = list(PartVersion.objects.filter(part=part).select_related("by").order_by("-number")[: limit + 1])
    lines: list[VersionLine] = []
    for place, row in enumerate(rows[:limit]):
        before = next((one.html for one in rows[place + 1 :] if not one.is_aside), "")
        lines.append(VersionLine(row, row.by, difference(before, row.html)))
    return tuple(lines)


def ready_drafts(viewer: Viewer, body: Body) -> QuerySet[CaseDraft]:
    """Return the cases that are ready for a body, the longest ready first. One query."""
    return (
        CaseDraft.objects.filter(visible(viewer, record="case__record"), body=body, state=DraftState.READY)
        .filter(case__merged_into=None)
        .select_related("case__record", "case__raised_by_party")
        .order_by("ready_at", "pk")
    )


def is_ready(case: Case) -> bool:
    """Return whether a case is written here, and ready for an agenda. One query."""
    return CaseDraft.objects.filter(case=case, state=DraftState.READY).exists()


def unready_drafts(viewer: Viewer, body: Body) -> QuerySet[CaseDraft]:
    """Return the cases that are still being written for a body. One query."""
    return (
        CaseDraft.objects.filter(visible(viewer, record="case__record"), body=body, state__in=UNREADY)
        .filter(case__merged_into=None)
        .select_related("case__record", "case__raised_by_party", "case__raised_by")
        .order_by(F("wanted_on").asc(nulls_last=True), "pk")
    )


def proposals_to_answer(viewer: Viewer, *, limit: int = 20) -> tuple[CaseDraft, ...]:
    """Return the proposals that the secretariats of this viewer have not answered, the oldest first. One query, or none."""
    prefix = f"{Circle.SECRETARIAT}:"
    kept = [int(token.removeprefix(prefix)) for token in viewer.tokens if token.startswith(prefix)]
    if not kept:
        return ()
    rows = CaseDraft.objects.filter(
        visible(viewer, record="case__record"),
        body__in=kept,
        state=DraftState.PROPOSED,
        case__merged_into=None,
    )
    return tuple(rows.select_related("case__record", "case__raised_by", "body").order_by("pk")[:limit])


def written_by(viewer: Viewer) -> QuerySet[CaseDraft]:
    """Return the cases that are being written, and that the viewer writes in or was asked to read. One query."""
    prefixes = {circle: f"{circle}:" for circle in (Circle.SECRETARIAT, Circle.PERSON)}
    held = {
        circle: [int(token.removeprefix(start)) for token in viewer.tokens if token.startswith(start)]
        for circle, start in prefixes.items()
    }
    own = (
        Q(body__in=held[Circle.SECRETARIAT])
        | Q(writers__person__in=held[Circle.PERSON])
        | Q(case__raised_by__in=held[Circle.PERSON])
    )
    rows = CaseDraft.objects.filter(visible(viewer, record="case__record"), case__merged_into=None)
    return (
        (rows if viewer.is_administrator else rows.filter(own))
        .exclude(state=DraftState.TAKEN)
        .select_related("case__record", "case__raised_by", "body__collaboration")
        .distinct()
        .order_by("body__name", F("wanted_on").asc(nulls_last=True), "-pk")
    )
