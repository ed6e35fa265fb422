"""Which known meeting a draft is of: the agenda and the minutes of one meeting find each other, one paper twice is asked."""

from __future__ import annotations

import hashlib

from django.db.models import Q
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.bodies.models import Body
from roedtraad.importing.models import Draft, DraftState
from roedtraad.importing.proposing.answers import ANOTHER, NEW, Answer, AnswerKind, known
from roedtraad.importing.proposing.content import Content
from roedtraad.importing.proposing.organisations import held_on
from roedtraad.importing.proposing.proposal import Candidate, Match
from roedtraad.importing.sheet.things import YES, Field, Sheet, folded
from roedtraad.meetings.models import Meeting, PaperKind


def paper_of(sheet: Sheet) -> PaperKind:
    """Return whether it is the agenda or the minutes."""
    is_agenda = sheet.meeting.get(Field.DOCUMENT_TYPE) == PaperKind.AGENDA
    return PaperKind.AGENDA if is_agenda else PaperKind.MINUTES


def is_supplementary(sheet: Sheet) -> bool:
    """Return whether it is an agenda of additional items alone."""
    return sheet.meeting.get(Field.IS_SUPPLEMENTARY) == YES


def meeting_key(content: Content, body: Body | None) -> str:
    """Return what papers of the same meeting have in common; '' where body or day are not told."""
    meeting, on = content.sheet.meeting, held_on(content)
    name = folded(meeting.get(Field.BODY))
    if on is None or not (name or body):
        return ""
    whose = f"body:{body.pk}" if body is not None else f"{name}|{meeting.get(Field.LEVEL)}"
    return hashlib.sha256(f"{whose}|{on}".encode()).hexdigest()


def meeting_of(content: Content, body: Body | None) -> Match:
    """Return the meeting: a known one, a new one, or '' where a person must say. At most three queries."""
    answered = content.sheet.meeting.get(Field.MEETING)
    on = held_on(content)
    if body is None or on is None:
        return Match("", NEW)
    rows = list(
        Meeting.objects.filter(Q(body=body) | Q(bodies__body=body), held_on=on, record__withdrawn_at=None)
        .select_related("body", "record")
        .prefetch_related("papers")
        .distinct()
        .order_by("pk")
    )
    candidates = tuple(_candidate(row) for row in rows if not _has_paper(row, content.sheet))
    if answered:
        key = Answer.read(answered).key_of(AnswerKind.MEETING)
        if key is None or key in {row.pk for row in rows}:
            return Match("", answered, "", candidates, True, True)
    if not rows:
        return Match("", NEW, "", (), is_certain=True)
    fitting = _at_the_hour(rows, content)
    if len(fitting) == 1 and not _has_paper(fitting[0], content.sheet):
        return Match("", known(AnswerKind.MEETING, fitting[0].pk), "", candidates, is_certain=True)
    another = Candidate(ANOTHER, _("Another meeting on the same day"))
    return Match("", "", "", (*candidates, another))


def _at_the_hour(rows: list[Meeting], content: Content) -> list[Meeting]:
    """Return the meetings that begin at the hour told; where one side tells none, it fits."""
    told = content.sheet.meeting.get(Field.STARTS_AT)
    same = [row for row in rows if told and row.start_time and row.start_time.strftime("%H:%M") == told]
    return same or [row for row in rows if not told or row.start_time is None]


def _has_paper(row: Meeting, sheet: Sheet) -> bool:
    if is_supplementary(sheet):
        return False
    kind = paper_of(sheet)
    return any(paper.kind == kind and not paper.is_supplementary for paper in row.papers.all())


def _candidate(row: Meeting) -> Candidate:
    papers = danish.listed(dict.fromkeys(str(PaperKind(paper.kind).label) for paper in row.papers.all()))
    label = _("The meeting of %(body)s on %(day)s") % {
        "body": row.body.name,
        "day": danish.day(row.held_on),
    }
    return Candidate(known(AnswerKind.MEETING, row.pk), label, None, papers)


def drafts_of_same_meeting(draft: Draft) -> list[Draft]:
    """Return the other open drafts of the same body and day, ready to be thought through again. One query, or none."""
    if not draft.meeting_key:
        return []
    others = Draft.objects.filter(meeting_key=draft.meeting_key, state=DraftState.OPEN).exclude(pk=draft.pk)
    return list(others.select_related("record", "document", "reading__text", "batch__collaboration")[:20])


def drafts_of_same_paper(draft: Draft, key: str, paper: PaperKind) -> list[Draft]:
    """Return the other open drafts that seem to be the same paper of the same meeting. One query, or none."""
    if not key:
        return []
    others = Draft.objects.filter(meeting_key=key, paper=paper, state=DraftState.OPEN).exclude(pk=draft.pk)
    return list(others.select_related("document", "record").order_by("pk")[:5])
