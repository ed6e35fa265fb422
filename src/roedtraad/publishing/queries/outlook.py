"""What publishing a meeting's papers would do: what everybody will read, what stays closed, what is published now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Answer
from roedtraad.cases.models import Attachment
from roedtraad.documents.models import Document
from roedtraad.meetings.drafts import is_draft
from roedtraad.meetings.models import AgendaItem, Decision, Meeting, MeetingPaper, MeetingState, PaperKind
from roedtraad.publishing import policy
from roedtraad.publishing.models import Publication


class Way(StrEnum):
    """How a paper becomes public."""

    AS_READ = "as_read"  # the file that it was read from, as it is
    MADE = "made"  # composed and made into files here


@dataclass(frozen=True, slots=True)
class PaperOutlook:
    """A paper that can be published. `is_open`: its file may be public too; `is_published`: its newest version is."""

    kind: PaperKind
    way: Way
    is_open: bool
    is_published: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the page on publishing a meeting shows. `may`: the policy's answer; `versions`: those published as files."""

    may: Answer
    papers: tuple[PaperOutlook, ...]
    open_items: tuple[AgendaItem, ...]
    draft_items: tuple[AgendaItem, ...]  # not sent out, and so not published either
    closed_items: tuple[AgendaItem, ...]
    unread_papers: tuple[Attachment, ...]  # open ones whose file nobody read: a citizen will not get it
    versions: tuple[Publication, ...]
    is_anything_public: bool


def outlook_of(viewer: Viewer, meeting: Meeting) -> Outlook:
    """Return what publishing this meeting would do; the caller keeps the meeting. Five queries."""
    rows = MeetingPaper.objects.filter(meeting=meeting, is_supplementary=False)
    papers = list(rows.select_related("document__record", "publication").order_by("-version"))
    stands = AgendaItem.objects.filter(meeting=meeting, record__withdrawn_at__isnull=True)
    items = list(stands.select_related("record").annotate(draft=is_draft()).order_by("order"))
    decided = Decision.objects.filter(
        item__meeting=meeting, item__record__withdrawn_at=None, record__withdrawn_at=None
    )
    has_minutes = any(one.kind == PaperKind.MINUTES for one in papers) or decided.exists()
    own = [publication for one in papers if (publication := _made(one)) is not None]
    return Outlook(
        may=policy.may_publish(viewer, meeting),
        papers=_papers(meeting, papers, has_items=bool(items), has_minutes=has_minutes),
        open_items=tuple(one for one in items if not one.is_closed and not one.draft),
        draft_items=tuple(one for one in items if one.draft and not one.is_closed),
        closed_items=tuple(one for one in items if one.is_closed),
        unread_papers=_unread(meeting),
        versions=tuple(one for one in own if one.paper.published_at is not None),
        is_anything_public=any(one.published_at is not None for one in papers),
    )


def _unread(meeting: Meeting) -> tuple[Attachment, ...]:
    """Return the open attachments of open items whose file was not read. One query."""
    rows = Attachment.objects.filter(
        items__item__meeting=meeting,
        items__item__is_closed=False,
        items__item__record__withdrawn_at__isnull=True,
        is_closed=False,
        document__openness=Document.Openness.OPEN,
        document__purged_at=None,
        document__texts=None,
    )
    return tuple(rows.select_related("document__record").distinct().order_by("order", "pk"))


def _made(paper: MeetingPaper) -> Publication | None:
    return paper.publication if hasattr(paper, "publication") else None


def _papers(
    meeting: Meeting, papers: Sequence[MeetingPaper], *, has_items: bool, has_minutes: bool
) -> tuple[PaperOutlook, ...]:
    """Return what can be published, minutes first; nothing that would be invented from the other paper."""
    is_read = any(one.document_id is not None and _made(one) is None for one in papers)
    found = []
    is_minutes_public = any(one.kind == PaperKind.MINUTES and one.published_at for one in papers)
    for kind in (PaperKind.MINUTES, PaperKind.DECISIONS, PaperKind.AGENDA):
        newest = next((one for one in papers if one.kind == kind), None)
        is_there = has_minutes if kind != PaperKind.AGENDA else newest is not None or not is_read
        if kind == PaperKind.DECISIONS and (is_read or is_minutes_public):
            continue  # it is for the days until the minutes are there
        is_time = meeting.state == MeetingState.HELD or (
            kind == PaperKind.AGENDA and meeting.state != MeetingState.CANCELLED
        )
        if is_there and is_time and has_items:
            found.append(_outlook(kind, newest))
    return tuple(found)


def _outlook(kind: PaperKind, newest: MeetingPaper | None) -> PaperOutlook:
    document = newest.document if newest is not None and _made(newest) is None else None
    return PaperOutlook(
        kind=kind,
        way=Way.AS_READ if document is not None else Way.MADE,
        is_open=document is None or document.openness == Document.Openness.OPEN,
        is_published=newest is not None and newest.published_at is not None,
    )
