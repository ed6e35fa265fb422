"""A meeting's page, and lists of meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body
from roedtraad.documents.contacts import without
from roedtraad.documents.models import Document
from roedtraad.documents.queries import hidden_words
from roedtraad.meetings.models import (
    AgendaItem,
    ItemAttachment,
    Meeting,
    MeetingBody,
    MeetingPaper,
    MeetingState,
    OutcomeKind,
    PaperKind,
)
from roedtraad.meetings.queries.attendance import Agenda, AttendanceMatrix, agenda_of, attendance_of
from roedtraad.meetings.queries.counting import counted
from roedtraad.meetings.queries.seeing import SeenMeeting, Words, is_insider, seen_meeting, shown


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in a list. `title` is None for a closed item of which the body shows only the number."""

    item_id: int | None
    public_id: str | None
    number: str
    title: str | None
    is_closed: bool
    is_supplementary: bool = False
    minutes_planned: int | None = None
    file_number: str = ""
    outcomes: tuple[OutcomeKind, ...] = ()
    is_changed: bool = False
    is_decided: bool = False
    attachments: int = 0
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A version of the agenda or the minutes. `document` is None where there is no file to see."""

    kind: PaperKind
    version: int
    is_supplementary: bool
    is_published: bool
    document: Document | None


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """All that a page of a meeting shows. `title` and `place` are as the viewer may read them."""

    seen: SeenMeeting
    title: str
    place: str
    items: tuple[ItemLine, ...]
    attendance: AttendanceMatrix
    papers: tuple[PaperLine, ...]
    is_draft: bool = False  # there are items that were not sent out; told to those who know of the meeting

    @property
    def meeting(self) -> Meeting:
        """Return the row; its texts are shown by `title` and `place`."""
        return self.seen.meeting


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list. `items` counts those that the viewer may see; its texts are shown by `title` and `place`."""

    meeting: Meeting
    title: str
    place: str
    has_agenda: bool
    has_minutes: bool
    items: int


def meeting_page(viewer: Viewer, public_id: str) -> MeetingPage | None:
    """Return the page of a meeting; None where there is none to see. Eleven queries, however large the meeting."""
    seen = seen_meeting(viewer, record__public_id=public_id)
    if seen is None:
        return None
    agenda = agenda_of(viewer, seen.meeting.pk)
    words = hidden_words(viewer, record_ids=[seen.meeting.pk, *_seen_ids(agenda)])
    own = words.get(seen.meeting.pk, ())
    return MeetingPage(
        seen=seen,
        title=shown(seen.meeting.title, is_keeper=seen.is_keeper, words=own),
        place=shown(seen.meeting.place, is_keeper=seen.is_keeper, words=own),
        items=item_lines(viewer, seen, agenda, words=words),
        attendance=attendance_of(seen, agenda),
        papers=_papers(viewer, seen),
        is_draft=seen.is_insider and bool(agenda.drafts),
    )


def item_lines(viewer: Viewer, seen: SeenMeeting, agenda: Agenda, *, words: Words) -> tuple[ItemLine, ...]:
    """Return the items that the viewer may see; numbers alone of closed ones, where the body shows these. Two queries."""
    ids = _seen_ids(agenda)
    outcomes = outcomes_of(viewer, ids)
    attachments = dict(
        ItemAttachment.objects.filter(visible(viewer, record="attachment__record"), item__in=ids)
        .order_by()
        .values_list("item")
        .annotate(number=Count("pk"))
    )
    lines: list[ItemLine] = []
    for item, is_seen in zip(agenda.items, agenda.is_seen, strict=True):
        if is_seen:
            line = _line(item, seen, outcomes.get(item.pk), attachments.get(item.pk, 0), words)
            lines.append(replace(line, is_draft=item.pk in agenda.drafts))
        elif item.pk not in agenda.drafts and _shows_number(item, seen):
            lines.append(ItemLine(None, None, item.number, None, is_closed=True))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class OutcomesOfItem:
    """What was concluded under an item, each kind once; `is_changed` where one of them was with changes."""

    kinds: tuple[OutcomeKind, ...]
    is_changed: bool


def outcomes_of(viewer: Viewer, item_ids: Iterable[int]) -> Mapping[int, OutcomesOfItem]:
    """Return what was concluded under each item with a decision that the viewer may see. One query."""
    kinds: dict[int, list[OutcomeKind]] = defaultdict(list)
    changed: set[int] = set()
    for item, kind, is_changed in (
        AgendaItem.objects.filter(
            visible(viewer, record="decision__record"), decision__isnull=False, pk__in=list(item_ids)
        )
        .order_by("pk", "decision__outcomes")
        .values_list("pk", "decision__outcomes__kind", "decision__outcomes__is_changed")
    ):
        listed = kinds[item]
        if kind is not None and OutcomeKind(kind) not in listed:
            listed.append(OutcomeKind(kind))
        if is_changed:
            changed.add(item)
    return {item: OutcomesOfItem(tuple(listed), item in changed) for item, listed in kinds.items()}


def coming_meetings(viewer: Viewer, *, limit: int = 10, body: Body | None = None) -> tuple[MeetingLine, ...]:
    """Return the next meetings from the viewer's day on, the first first, without cancelled ones.

    One query, two for those of one body.
    """
    rows = Meeting.objects.filter(held_on__gte=viewer.on).exclude(state=MeetingState.CANCELLED)
    rows = rows.filter(_of_body(body)) if body is not None else rows
    return meeting_lines(viewer, rows.order_by("held_on", "start_time", "pk"), limit=limit)


def coming_of(viewer: Viewer, body_ids: Collection[int], *, limit: int = 10) -> tuple[MeetingLine, ...]:
    """Return the next meetings of these bodies, also those they join, the first first, without cancelled ones. Two queries."""
    rows = Meeting.objects.filter(_of_bodies(body_ids), held_on__gte=viewer.on)
    rows = rows.exclude(state=MeetingState.CANCELLED)
    return meeting_lines(viewer, rows.order_by("held_on", "start_time", "pk"), limit=limit)


def latest_meetings(viewer: Viewer, *, limit: int = 10, body: Body | None = None) -> tuple[MeetingLine, ...]:
    """Return the last meetings before the viewer's day, the last first, without cancelled ones.

    One query, two for those of one body.
    """
    rows = Meeting.objects.filter(held_on__lt=viewer.on).exclude(state=MeetingState.CANCELLED)
    rows = rows.filter(_of_body(body)) if body is not None else rows
    return meeting_lines(viewer, rows.order_by("-held_on", "-start_time", "-pk"), limit=limit)


def on_day(viewer: Viewer, body: Body, day: date) -> tuple[MeetingLine, ...]:
    """Return the meetings of a body on a day, also those that it joined. Two queries.

    Asked before a paper is recorded: does it tell of one of these?
    """
    joined = list(
        MeetingBody.objects.filter(body=body, meeting__held_on=day).values_list("meeting", flat=True)
    )
    rows = Meeting.objects.filter(Q(body=body) | Q(pk__in=joined), held_on=day)
    return meeting_lines(viewer, rows.order_by("start_time", "pk"))


def _of_body(body: Body) -> Q:
    """Return the condition that a body was host, or joined. One query."""
    return _of_bodies([body.pk])


def _of_bodies(body_ids: Collection[int]) -> Q:
    """Return the condition that one of these bodies was host, or joined. One query."""
    hosted = Q(body__in=body_ids)
    joined = list(MeetingBody.objects.filter(body__in=body_ids).values_list("meeting", flat=True))
    return hosted | Q(pk__in=joined) if joined else hosted


def meeting_lines(
    viewer: Viewer, rows: QuerySet[Meeting], *, limit: int | None = None
) -> tuple[MeetingLine, ...]:
    """Return the lines of those meetings that may be seen: which papers there are to see, how many items. One query."""
    papers = MeetingPaper.objects.filter(_seen_paper(viewer), meeting=OuterRef("pk"))
    items = AgendaItem.objects.filter(visible(viewer), meeting=OuterRef("pk"))
    found = (
        rows.filter(visible(viewer))
        .annotate(
            has_agenda=Exists(papers.filter(kind=PaperKind.AGENDA)),
            has_minutes=Exists(papers.filter(kind=PaperKind.MINUTES)),
            seen_items=counted(items),
        )
        .select_related("record", "body__record", "body__level", "body__collaboration")
    )
    return tuple(
        MeetingLine(
            meeting=row,
            title=without(row.title),
            place=without(row.place),
            has_agenda=bool(row.has_agenda),
            has_minutes=bool(row.has_minutes),
            items=row.seen_items,
        )
        for row in found[:limit]
    )


def _seen_paper(viewer: Viewer) -> Q:
    return Q(published_at__isnull=False) | is_insider(viewer, meeting="meeting")


def _papers(viewer: Viewer, seen: SeenMeeting) -> tuple[PaperLine, ...]:
    """Return the papers: published ones, and to those who know of the meeting otherwise all of them. One query."""
    rows = (
        MeetingPaper.objects.filter(meeting=seen.meeting)
        .annotate(file_is_seen=visible(viewer, record="document__record"))
        .select_related("document__record")
        .order_by("kind", "-version")
    )
    return tuple(
        PaperLine(
            kind=PaperKind(row.kind),
            version=row.version,
            is_supplementary=row.is_supplementary,
            is_published=row.published_at is not None,
            document=row.document if row.file_is_seen else None,
        )
        for row in rows
        if seen.is_insider or row.published_at is not None
    )


def _line(
    item: AgendaItem, seen: SeenMeeting, outcomes: OutcomesOfItem | None, attachments: int, words: Words
) -> ItemLine:
    hidden = words.get(item.pk, ())
    return ItemLine(
        item_id=item.pk,
        public_id=item.record.public_id,
        number=item.number,
        title=shown(item.title, is_keeper=seen.is_keeper, words=hidden),
        is_closed=item.is_closed,
        is_supplementary=item.is_supplementary,
        minutes_planned=item.minutes_planned,
        file_number=item.file_number,
        outcomes=outcomes.kinds if outcomes else (),
        is_changed=outcomes.is_changed if outcomes else False,
        is_decided=outcomes is not None,
        attachments=attachments,
    )


def _shows_number(item: AgendaItem, seen: SeenMeeting) -> bool:
    """Return whether the number of an item that may not be seen is shown: it is closed, and the body shows these."""
    stands = item.record.withdrawn_at is None
    return stands and item.is_closed and seen.meeting.body.shows_closed_numbers


def _seen_ids(agenda: Agenda) -> list[int]:
    return [column.item_id for column in agenda.columns]
