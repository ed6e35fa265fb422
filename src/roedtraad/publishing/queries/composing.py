"""The content of an agenda or minutes, as one reader may read it: loaded at once, however many items there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.cases.models import Attachment, RecommendationPoint
from roedtraad.commitments.queries.printed import PrintedPromise, printed_promises
from roedtraad.documents.queries import hidden_words
from roedtraad.fund.embedding import embedded
from roedtraad.meetings.models import (
    AgendaItem,
    Decision,
    ItemAttachment,
    ItemCase,
    ItemSection,
    PaperKind,
    SectionKind,
)
from roedtraad.meetings.queries.attendance import Agenda, agenda_of, attendance_of
from roedtraad.meetings.queries.decided import Decided, decided_under
from roedtraad.meetings.queries.meetings import ItemLine, item_lines
from roedtraad.meetings.queries.pieces import PieceLine, pieces_of
from roedtraad.meetings.queries.seeing import SeenMeeting, seen_meeting, shown
from roedtraad.publishing.content import ItemContent, PaperContent
from roedtraad.publishing.labels import Label
from roedtraad.publishing.queries import wording
from roedtraad.publishing.queries.looks import look_of

SHOWN = (SectionKind.SUMMARY, SectionKind.CASE, SectionKind.RECOMMENDATION)


def compose(
    viewer: Viewer,
    meeting_id: int,
    kind: PaperKind,
    *,
    version: int,
    without_closed: bool = False,
    as_corrected: bool = False,
) -> PaperContent | None:
    """Return what the paper says to this reader; None where there is no such meeting to them. 27 queries at most.

    Each text is the agenda's for an agenda, and for minutes that of the minutes where they have one of their own.
    `without_closed`: of closed items it says no more than to those who may not see them; for what travels by mail.
    `as_corrected`: as a correction has it that is not published yet; for those who correct and approve it. Three more.
    """
    seen = seen_meeting(viewer, pk=meeting_id)
    if seen is None:
        return None
    agenda = agenda_of(viewer, meeting_id)
    loaded = _load(viewer, seen, agenda, kind, as_corrected=as_corrected)
    words = loaded.words.get(meeting_id, ())
    people = attendance_of(seen, agenda, as_corrected=as_corrected) if kind == PaperKind.MINUTES else None
    return PaperContent(
        kind=str(kind),
        heading=wording.heading(kind, loaded.own),
        collaboration=seen.meeting.body.collaboration.name,
        body=wording.bodies(seen.bodies),
        title=shown(seen.meeting.title, is_keeper=False, words=words),
        held_on=seen.meeting.held_on.isoformat(),
        when=wording.when(seen.meeting),
        place=wording.place(seen.meeting, shown(seen.meeting.place, is_keeper=False, words=words)),
        meeting=seen.meeting.record.public_id,
        version=version,
        labels=wording.labels(),
        people=wording.people(people, loaded.own) if people else (),
        items=tuple(_items(viewer, seen, agenda, loaded, kind, without_closed=without_closed)),
    )


@dataclass(frozen=True, slots=True)
class _Loaded:
    """Everything that hangs on the items, by item, as rows."""

    sections: Mapping[int, Sequence[ItemSection]]
    points: Mapping[int, Sequence[RecommendationPoint]]
    recommenders: Mapping[int, str]
    decided: Decided
    pieces: Mapping[int, Sequence[PieceLine]]
    attachments: Mapping[int, Sequence[str]]
    promises: Mapping[int, Sequence[PrintedPromise]]
    words: Mapping[int, tuple[str, ...]]
    own: Mapping[Label, str]  # of the body, in place of the usual ones


def _load(
    viewer: Viewer, seen: SeenMeeting, agenda: Agenda, kind: PaperKind, *, as_corrected: bool
) -> _Loaded:
    """Load what the items hold. Sixteen queries; nine for an agenda."""
    ids = [column.item_id for column in agenda.columns]
    carried = list(
        ItemCase.objects.filter(item__in=ids)
        .select_related("consideration__recommender_body")
        .order_by("item", "order", "pk")
    )
    told = Decided()
    if kind != PaperKind.AGENDA:
        seen_items = [item for item in agenda.items if item.pk in set(ids)]
        told = decided_under(viewer, seen_items, as_corrected=as_corrected)
    keys = [row.pk for row in told.decisions.values()]
    listed = ItemAttachment.objects.filter(visible(viewer, record="attachment__record"), item__in=ids)
    papers = list(listed.select_related("attachment").order_by("item", "order", "pk"))
    words = hidden_words(
        viewer, record_ids=[seen.meeting.pk, *ids, *keys, *(row.attachment_id for row in papers)]
    )
    return _Loaded(
        sections=_sections(ids, kind),
        points=_points(carried),
        recommenders={
            row.item_id: str(row.consideration.recommender_body or row.consideration.recommender_as_written)
            for row in carried
            if row.consideration.recommender_body or row.consideration.recommender_as_written
        },
        decided=told,
        pieces=pieces_of(viewer, ids),
        attachments=_titles(papers, words),
        promises=printed_promises(viewer, ids) if kind != PaperKind.AGENDA else {},
        words=words,
        own=look_of(seen.meeting.body_id).words,
    )


def _by(rows: Any, name: str) -> Mapping[int, Sequence[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _sections(ids: Collection[int], kind: PaperKind) -> Mapping[int, Sequence[ItemSection]]:
    """Return one text of each kind, in the order of the kinds. One query."""
    own: dict[tuple[int, str], ItemSection] = {}
    papers = [PaperKind.AGENDA] if kind == PaperKind.AGENDA else [PaperKind.AGENDA, PaperKind.MINUTES]
    rows = ItemSection.objects.filter(item__in=ids, kind__in=SHOWN, paper__in=papers)
    for row in sorted(rows, key=lambda one: one.paper == PaperKind.MINUTES):
        own[row.item_id, row.kind] = row
    return _by(sorted(own.values(), key=lambda one: SHOWN.index(SectionKind(one.kind))), "item_id")


def _points(carried: Sequence[ItemCase]) -> Mapping[int, Sequence[RecommendationPoint]]:
    """Return the recommendation points of each item, through all its cases. One query."""
    by_consideration = _by(
        RecommendationPoint.objects.filter(
            consideration__in=[row.consideration_id for row in carried]
        ).order_by("consideration", "order"),
        "consideration_id",
    )
    found: dict[int, list[RecommendationPoint]] = defaultdict(list)
    for row in carried:
        found[row.item_id] += by_consideration.get(row.consideration_id, ())
    return found


def _titles(
    papers: Sequence[ItemAttachment], words: Mapping[int, tuple[str, ...]]
) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in papers:
        hidden = (*words.get(row.attachment_id, ()), *words.get(row.item_id, ()))
        title = shown(row.attachment.title, is_keeper=False, words=hidden)
        is_draft = row.attachment.status == Attachment.Status.DRAFT
        found[row.item_id].append(wording.draft_title(title) if is_draft else title)
    return found


def _items(
    viewer: Viewer,
    seen: SeenMeeting,
    agenda: Agenda,
    loaded: _Loaded,
    kind: PaperKind,
    *,
    without_closed: bool,
) -> list[ItemContent]:
    rows = {item.pk: item for item in agenda.items}
    lines = item_lines(viewer, seen, agenda, words=loaded.words)
    return [
        ItemContent(line.number, wording.closed_title())
        if without_closed and line.is_closed
        else _item(viewer, line, rows, loaded, kind)
        for line in lines
    ]


def _item(
    viewer: Viewer, line: ItemLine, rows: Mapping[int, AgendaItem], loaded: _Loaded, kind: PaperKind
) -> ItemContent:
    if line.item_id is None:
        return ItemContent(line.number, wording.closed_title())
    row = rows[line.item_id]
    own, decision = loaded.own, loaded.decided.decisions.get(row.pk)
    words = (*loaded.words.get(row.pk, ()), *(loaded.words.get(decision.pk, ()) if decision else ()))

    def read(text: str) -> str:
        return embedded(viewer, shown(text, is_keeper=False, words=words))

    points = loaded.points.get(row.pk, ())
    is_list = kind == PaperKind.DECISIONS
    parts = (
        []
        if is_list
        else [
            *wording.sections(loaded.sections.get(row.pk, ()), read, own, has_points=bool(points)),
            *wording.pieces(loaded.pieces.get(row.pk, ()), read, is_decided=decision is not None),
            *wording.recommendation(points, loaded.recommenders.get(row.pk, ""), read, own),
        ]
    )
    if decision is not None:
        parts += wording.decision(decision, _said(loaded, decision, points), read, own)
    parts += wording.promises(
        loaded.promises.get(row.pk, ()), read, unless_in=decision.text if decision else ""
    )
    if not is_list:
        parts += wording.attachments(loaded.attachments.get(row.pk, ()), own)
    return ItemContent(row.number, read(row.title), wording.note(row, kind), tuple(parts))


def _said(loaded: _Loaded, decision: Decision, points: Sequence[RecommendationPoint]) -> wording.Said:
    told, key = loaded.decided, decision.pk
    return wording.Said(
        outcomes=told.outcomes[key],
        statements=told.statements[key],
        consents=told.consents[key],
        votes=told.votes[key],
        points=points,
    )
