"""An item's page: its texts, what was recommended and concluded, who was away, and where each thing was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body, Party, Person
from roedtraad.cases.models import Act, Attachment, Case, Consideration, RecommendationPoint
from roedtraad.documents.models import Document
from roedtraad.documents.queries import Source, hidden_words, sources_of
from roedtraad.meetings.models import (
    AgendaItem,
    Decision,
    ItemAttachment,
    ItemCase,
    ItemSection,
    Outcome,
    OutcomeKind,
    PaperKind,
    PartyConsent,
    SectionKind,
    Statement,
    Vote,
)
from roedtraad.meetings.presence import Attendance
from roedtraad.meetings.queries.attendance import Agenda, AttendanceRow, agenda_of, attendance_of
from roedtraad.meetings.queries.meetings import ItemLine, item_lines
from roedtraad.meetings.queries.seeing import SeenMeeting, seen_meeting, shown


@dataclass(frozen=True, slots=True)
class SectionText:
    """A text of an item. `is_of_minutes`: the minutes print it otherwise than the agenda did."""

    kind: SectionKind
    heading: str
    text: str
    is_of_minutes: bool


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """A conclusion with its remark."""

    kind: OutcomeKind
    is_changed: bool
    remark: str


@dataclass(frozen=True, slots=True)
class PointLine:
    """A recommendation point with what was concluded about it; nothing where the item was concluded as a whole."""

    point_id: int
    number: str
    act: Act
    text: str
    outcomes: tuple[OutcomeLine, ...]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case under an item: who recommends what. `case` is None where the viewer may not see the case itself."""

    case: Case | None
    consideration_id: int
    role: Consideration.Role
    recommender_body: Body | None
    recommender_as_written: str
    points: tuple[PointLine, ...]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A remark, reservation or minority statement."""

    kind: Statement.Kind
    person: Person | None
    party: Party | None
    text: str


@dataclass(frozen=True, slots=True)
class VoteLine:
    """One side of a ballot: a person, or a printed name or number."""

    ballot: int
    about: str
    side: Vote.Side
    person: Person | None
    as_written: str
    count: int | None


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """What a party said."""

    party: Party
    answer: PartyConsent.Answer
    remark: str


@dataclass(frozen=True, slots=True)
class DecisionText:
    """What was decided. `outcomes` are about the item as a whole; those about points stand at the points."""

    decision_id: int
    public_id: str
    heading: str
    text: str
    outcomes: tuple[OutcomeLine, ...]
    statements: tuple[StatementLine, ...]
    votes: tuple[VoteLine, ...]
    consents: tuple[ConsentLine, ...]


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """A paper under an item. `document` is None where there is no file, or none that the viewer may see."""

    attachment_id: int
    public_id: str
    title: str
    is_closed: bool
    status: Attachment.Status
    document: Document | None


@dataclass(frozen=True, slots=True)
class ItemPage:
    """All that a page of an item shows, as the viewer may read it."""

    seen: SeenMeeting
    line: ItemLine
    before: ItemLine | None
    after: ItemLine | None
    sections: tuple[SectionText, ...]
    cases: tuple[CaseLine, ...]
    decision: DecisionText | None
    attachments: tuple[AttachmentLine, ...]
    away: tuple[tuple[AttendanceRow, Attendance], ...]  # those who were not there for this item
    sources: Mapping[int, tuple[Source, ...]]  # by record: the item's, the decision's, the attachments'


def item_page(viewer: Viewer, **which: object) -> ItemPage | None:
    """Return the page of the item that these conditions name (`record__public_id=…`); None where there is none to see.

    Twenty-five queries, however large the meeting, the item and the archive.
    """
    found = AgendaItem.objects.filter(visible(viewer), **which).values_list("pk", "meeting").first()
    seen = seen_meeting(viewer, pk=found[1]) if found is not None else None
    if found is None or seen is None:
        return None
    agenda = agenda_of(viewer, seen.meeting.pk)
    place = next(n for n, item in enumerate(agenda.items) if item.pk == found[0])
    item = agenda.items[place]
    decision = Decision.objects.filter(visible(viewer), item=item).select_related("record").first()
    attachments, lists_hidden = _attachments(viewer, item)
    records = [item.pk, *([decision.pk] if decision else []), *(row.pk for row in attachments)]
    hidden = hidden_words(viewer, record_ids=records)
    texts = _Texts(seen, tuple({word for words in hidden.values() for word in words}))
    outcomes = _outcomes(decision, texts)
    lines = _neighbours(viewer, seen, agenda, place, hidden)
    return ItemPage(
        seen=seen,
        line=lines[1],
        before=lines[0],
        after=lines[2],
        sections=_sections(item, texts, without_lists=lists_hidden),
        cases=_cases(viewer, item, texts, outcomes),
        decision=_decision(decision, texts, outcomes) if decision else None,
        attachments=tuple(_attachment(viewer, row, texts) for row in attachments),
        away=_away(seen, agenda, item),
        sources=sources_of(viewer, records),
    )


@dataclass(frozen=True, slots=True)
class _Texts:
    """How texts are shown on this page."""

    seen: SeenMeeting
    words: tuple[str, ...]

    def shown(self, text: str) -> str:
        """Return a text as the viewer may read it."""
        return shown(text, is_keeper=self.seen.is_keeper, words=self.words)


def _neighbours(
    viewer: Viewer, seen: SeenMeeting, agenda: Agenda, place: int, words: Mapping[int, tuple[str, ...]]
) -> tuple[ItemLine | None, ItemLine, ItemLine | None]:
    """Return the lines of the item before, the item itself and the one after, among those that may be seen."""
    places = [column.place for column in agenda.columns]
    at = places.index(place)
    near = places[max(0, at - 1) : at + 2]
    part = Agenda(tuple(agenda.items[n] for n in near), (True,) * len(near))
    lines = item_lines(viewer, seen, part, words=words)
    own = near.index(place)
    return (
        lines[own - 1] if own > 0 else None,
        lines[own],
        lines[own + 1] if own + 1 < len(lines) else None,
    )


def _sections(item: AgendaItem, texts: _Texts, *, without_lists: bool) -> tuple[SectionText, ...]:
    """Return the texts, in the order of their kinds. One query.

    The printed list of attachments is left out where one of them may not be seen, and who was away where that may
    not be read: what may be seen of both stands on the page anyway.
    """
    order = list(SectionKind)
    unseen = {SectionKind.ATTACHMENTS} if without_lists else set()
    if not texts.seen.shows_people:
        unseen.add(SectionKind.ABSENCE)
    rows = [row for row in ItemSection.objects.filter(item=item) if SectionKind(row.kind) not in unseen]
    has_agenda = {row.kind for row in rows if row.paper == PaperKind.AGENDA}
    rows.sort(key=lambda row: (order.index(SectionKind(row.kind)), row.paper != PaperKind.MINUTES))
    return tuple(
        SectionText(
            kind=SectionKind(row.kind),
            heading=texts.shown(row.heading),
            text=texts.shown(row.text),
            is_of_minutes=row.paper == PaperKind.MINUTES and row.kind in has_agenda,
        )
        for row in rows
    )


def _outcomes(decision: Decision | None, texts: _Texts) -> Mapping[int | None, tuple[OutcomeLine, ...]]:
    """Return the outcomes by point; those about the item as a whole under None. One query, or none."""
    found: dict[int | None, list[OutcomeLine]] = defaultdict(list)
    if decision is not None:
        for row in Outcome.objects.filter(decision=decision).order_by("pk"):
            line = OutcomeLine(OutcomeKind(row.kind), row.is_changed, texts.shown(row.remark))
            found[row.point_id].append(line)
    return {point: tuple(lines) for point, lines in found.items()}


def _cases(
    viewer: Viewer,
    item: AgendaItem,
    texts: _Texts,
    outcomes: Mapping[int | None, tuple[OutcomeLine, ...]],
) -> tuple[CaseLine, ...]:
    """Return the cases with their points. Two queries."""
    rows = list(
        ItemCase.objects.filter(item=item)
        .annotate(case_is_seen=visible(viewer, record="consideration__case__record"))
        .select_related("consideration__case__record", "consideration__recommender_body__record")
        .order_by("order", "pk")
    )
    points: dict[int, list[PointLine]] = defaultdict(list)
    for point in RecommendationPoint.objects.filter(
        consideration__in=[row.consideration_id for row in rows]
    ).order_by("consideration", "order"):
        points[point.consideration_id].append(_point(point, texts, outcomes.get(point.pk, ())))
    return tuple(
        CaseLine(
            case=row.consideration.case if row.case_is_seen else None,
            consideration_id=row.consideration_id,
            role=Consideration.Role(row.consideration.role),
            recommender_body=row.consideration.recommender_body,
            recommender_as_written=texts.shown(row.consideration.recommender_as_written),
            points=tuple(points[row.consideration_id]),
        )
        for row in rows
    )


def _point(point: RecommendationPoint, texts: _Texts, outcomes: tuple[OutcomeLine, ...]) -> PointLine:
    return PointLine(point.pk, point.number, Act(point.act), texts.shown(point.text), outcomes)


def _decision(
    decision: Decision, texts: _Texts, outcomes: Mapping[int | None, tuple[OutcomeLine, ...]]
) -> DecisionText:
    """Return the decision with all that hangs on it. Three queries."""
    statements = Statement.objects.filter(decision=decision).select_related("person", "party").order_by("pk")
    votes = Vote.objects.filter(decision=decision).select_related("person").order_by("ballot", "pk")
    consents = PartyConsent.objects.filter(decision=decision).select_related("party").order_by("pk")
    return DecisionText(
        decision_id=decision.pk,
        public_id=decision.record.public_id,
        heading=texts.shown(decision.heading),
        text=texts.shown(decision.text),
        outcomes=outcomes.get(None, ()),
        statements=tuple(
            StatementLine(Statement.Kind(row.kind), row.person, row.party, texts.shown(row.text))
            for row in statements
        ),
        votes=tuple(
            VoteLine(
                row.ballot,
                texts.shown(row.about),
                Vote.Side(row.side),
                row.person,
                texts.shown(row.as_written),
                row.count,
            )
            for row in votes
        ),
        consents=tuple(
            ConsentLine(row.party, PartyConsent.Answer(row.answer), texts.shown(row.remark))
            for row in consents
        ),
    )


def _attachments(viewer: Viewer, item: AgendaItem) -> tuple[Sequence[Attachment], bool]:
    """Return the papers that the viewer may see, and whether there are others. One query."""
    rows = list(
        ItemAttachment.objects.filter(item=item)
        .annotate(
            is_seen=visible(viewer, record="attachment__record"),
            file_is_seen=visible(viewer, record="attachment__document__record"),
        )
        .select_related("attachment__record", "attachment__document__record")
        .order_by("order", "pk")
    )
    seen = []
    for row in rows:
        if row.is_seen:
            if not row.file_is_seen:
                row.attachment.document = None
            seen.append(row.attachment)
    return seen, len(seen) < len(rows)


def _attachment(viewer: Viewer, row: Attachment, texts: _Texts) -> AttachmentLine:
    return AttachmentLine(
        attachment_id=row.pk,
        public_id=row.record.public_id,
        title=texts.shown(row.title),
        is_closed=row.is_closed,
        status=Attachment.Status(row.status),
        document=row.document,
    )


def _away(
    seen: SeenMeeting, agenda: Agenda, item: AgendaItem
) -> tuple[tuple[AttendanceRow, Attendance], ...]:
    """Return those on the list who were not there for this item, and did not come for other items only."""
    away = (Attendance.APOLOGY, Attendance.ABSENT, Attendance.DISQUALIFIED)
    rows: Iterable[tuple[AttendanceRow, Attendance]] = attendance_of(seen, agenda).at_item(item.pk)
    return tuple((row, state) for row, state in rows if state in away)
