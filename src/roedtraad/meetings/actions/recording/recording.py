"""Record what an agenda, or minutes, say of a meeting: everything in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from roedtraad.accounts import journal
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import register
from roedtraad.bodies.models import Body
from roedtraad.documents import policy as documents_policy
from roedtraad.documents.models import Document
from roedtraad.meetings import audience, policy
from roedtraad.meetings.actions.keys import write_register_keys
from roedtraad.meetings.actions.recording.attachments import put_attachments
from roedtraad.meetings.actions.recording.cases import cases_named, free_case_titles, put_cases
from roedtraad.meetings.actions.recording.decisions import put_decisions
from roedtraad.meetings.actions.recording.items import put_items, put_sections
from roedtraad.meetings.actions.recording.known import SourceRows, find_meeting, source_of
from roedtraad.meetings.actions.recording.people import put_people
from roedtraad.meetings.actions.recording.sources import PutRows, hide_closed, put_citations
from roedtraad.meetings.actions.treating import may_treat
from roedtraad.meetings.facts import MeetingFacts
from roedtraad.meetings.models import (
    Meeting,
    MeetingBody,
    MeetingKind,
    MeetingPaper,
    MeetingState,
    PaperKind,
)
from roedtraad.meetings.wording import cut


@dataclass(frozen=True, slots=True)
class RecordedItem:
    """The keys of what an item of the facts became, each in the order of the facts."""

    item_id: int
    decision_id: int | None
    case_ids: tuple[int, ...]
    point_ids: tuple[int, ...]
    attachment_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RecordedMeeting:
    """What the facts became. `is_new` is False where another paper of the meeting was recorded before."""

    meeting: Meeting
    paper: MeetingPaper
    is_new: bool
    items: tuple[RecordedItem, ...]
    participant_ids: tuple[int, ...]
    citations: int


@transaction.atomic
def record_minutes(facts: MeetingFacts, *, viewer: Viewer) -> RecordedMeeting:
    """Record an agenda or minutes: meeting, people, items, cases, decisions, each with the words it was read from.

    Nothing becomes public by this. An agenda and minutes of the same meeting meet: items are matched by title and
    number, the minutes add what was decided; texts that differ stand side by side. On PostgreSQL at most 60 queries
    for any number of items, people and citations; on SQLite the same, and one more for each 124 citations, 199
    records and so on (Django sends at most 999 values at a time there).

    Raises:
        NotAllowed: the viewer does not keep this body's meetings, the document, or a file that is listed.
        Refused: this paper, or this document, was recorded before; several meetings fit; a CPR number in the
            document has not been dealt with.
        ValueError: the facts contradict themselves (an outcome about a point that is not there).
    """
    body = Body.objects.select_for_update().get(pk=facts.body_id)
    policy.may_keep_meetings(viewer, body).or_refuse()
    source = source_of(facts, viewer=viewer)
    _may_use(facts, viewer)
    known = find_meeting(facts, body)
    if known is not None:
        policy.may_keep(viewer, known).or_refuse()
    meeting = _new_meeting(facts, body) if known is None else _filled_meeting(known, facts)
    rows = _put(meeting, facts, body=body, is_new=known is None)
    paper = _paper(meeting, facts, source, is_new=known is None)
    cited = put_citations(rows, facts)
    hide_closed(rows, facts, source.text)
    free_case_titles(item for item in rows.items.items if item.is_closed and item.pk in rows.items.known)
    if rows.items.known or source.is_masked_by_hand:
        write_register_keys(row.pk for row in rows.decisions if row is not None)
    _keep_unread_closed(rows, source)
    audience.renew([meeting.pk], on=viewer.on)
    journal.write(
        viewer.user,
        f"meetings.{facts.paper}.recorded",
        meeting.record,
        facts={"held_on": facts.held_on, "items": len(facts.items), "citations": cited},
    )
    return _recorded(rows, paper, is_new=known is None, cited=cited)


def _may_use(facts: MeetingFacts, viewer: Viewer) -> None:
    """Refuse facts that would show files and cases to people for whom they are not meant. At most four queries."""
    files = {
        one.document_id for item in facts.items for one in item.attachments if one.document_id is not None
    }
    documents_policy.may_list(viewer, files).or_refuse()
    may_treat(
        viewer,
        open_items=cases_named(item for item in facts.items if not item.is_closed),
        closed_items=cases_named(item for item in facts.items if item.is_closed),
    )


def _new_meeting(facts: MeetingFacts, body: Body) -> Meeting:
    """Save the meeting and the bodies that join it. Three queries."""
    meeting = Meeting.objects.create(
        record=register(RecordKind.MEETING),
        body=body,
        kind=facts.kind,
        state=_state(facts),
        title=cut(facts.title, 300),
        held_on=facts.held_on,
        ends_on=_last_day(facts),
        is_date_inferred=facts.is_date_inferred,
        start_time=facts.start_time,
        end_time=facts.end_time,
        place=cut(facts.place, 300),
        is_place_open=facts.is_place_open,
    )
    _join(meeting, facts)
    return meeting


def _filled_meeting(meeting: Meeting, facts: MeetingFacts) -> Meeting:
    """Fill in what the earlier paper did not tell; what minutes tell of hours and place counts. Two queries."""
    is_minutes = facts.paper == PaperKind.MINUTES
    if is_minutes:
        meeting.state, meeting.cancel_reason = MeetingState.HELD, ""
    if meeting.kind == MeetingKind.ORDINARY:
        meeting.kind = facts.kind
    for name, told in (
        ("title", cut(facts.title, 300)),
        ("place", cut(facts.place, 300)),
        ("start_time", facts.start_time),
        ("end_time", facts.end_time),
        ("ends_on", _last_day(facts)),
    ):
        if told and (is_minutes or not getattr(meeting, name)):
            setattr(meeting, name, told)
    if meeting.place:
        meeting.is_place_open = False
    meeting.is_date_inferred = meeting.is_date_inferred and facts.is_date_inferred
    meeting.save()
    _join(meeting, facts)
    return meeting


def _state(facts: MeetingFacts) -> MeetingState:
    return MeetingState.HELD if facts.paper == PaperKind.MINUTES else MeetingState.PLANNED


def _last_day(facts: MeetingFacts) -> date | None:
    return facts.ends_on if facts.ends_on is not None and facts.ends_on > facts.held_on else None


def _join(meeting: Meeting, facts: MeetingFacts) -> None:
    others = [pk for pk in dict.fromkeys(facts.joint_body_ids) if pk != meeting.body_id]
    MeetingBody.objects.bulk_create(
        [MeetingBody(meeting=meeting, body_id=pk) for pk in others], ignore_conflicts=True
    )


def _put(meeting: Meeting, facts: MeetingFacts, *, body: Body, is_new: bool) -> PutRows:
    bodies = (meeting.body_id, *facts.joint_body_ids)
    items = put_items(meeting, facts, is_new=is_new)
    put_sections(items, facts)
    cases = put_cases(items, facts, body=body)
    return PutRows(
        meeting=meeting,
        items=items,
        cases=cases,
        attachments=put_attachments(items, facts, cases=cases.first_cases),
        participants=put_people(meeting, items, facts, is_new=is_new, bodies=bodies),
        decisions=put_decisions(meeting, items, facts, points=cases.points),
    )


def _paper(meeting: Meeting, facts: MeetingFacts, source: SourceRows, *, is_new: bool) -> MeetingPaper:
    """Say which paper this was; a document that had no body belongs to the one that meets. At most three queries."""
    last = 0
    if not is_new:
        papers = MeetingPaper.objects.filter(meeting=meeting, kind=facts.paper)
        last = papers.aggregate(last=Max("version"))["last"] or 0
    if source.document is not None and source.document.body_id is None:
        Document.objects.filter(pk=source.document.pk).update(body=meeting.body_id)
    return MeetingPaper.objects.create(
        meeting=meeting,
        kind=facts.paper,
        version=last + 1,
        is_supplementary=facts.is_supplementary,
        document=source.document,
    )


def _keep_unread_closed(rows: PutRows, source: SourceRows) -> None:
    """Close a file that nobody read and that tells of closed items: there is nothing in it that could be masked."""
    if source.document is not None and source.text is None and any(one.is_closed for one in rows.items.items):
        Document.objects.filter(pk=source.document.pk).update(openness=Document.Openness.CLOSED)


def _recorded(rows: PutRows, paper: MeetingPaper, *, is_new: bool, cited: int) -> RecordedMeeting:
    items = tuple(
        RecordedItem(
            item_id=item.pk,
            decision_id=decision.pk if (decision := rows.decisions[place]) is not None else None,
            case_ids=rows.cases.cases[place],
            point_ids=tuple(point.pk for point in rows.cases.points[place]),
            attachment_ids=tuple(one.pk for one in rows.attachments[place]),
        )
        for place, item in enumerate(rows.items.items)
    )
    people = tuple(row.pk for row in rows.participants)
    return RecordedMeeting(rows.meeting, paper, is_new, items, people, cited)
