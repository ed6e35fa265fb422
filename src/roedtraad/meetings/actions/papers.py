"""The papers of cases under items: listed when an agenda takes the case, followed when they change, brought over."""

from __future__ import annotations

from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.cases import actions as cases
from roedtraad.cases.actions import PaperGiven, PointGiven
from roedtraad.cases.models import (
    Act,
    Attachment,
    Case,
    CaseDraft,
    Consideration,
    DraftState,
    FileNumber,
    RecommendationPoint,
)
from roedtraad.cases.papers import LONGEST_HEAD, kind_of, title_of
from roedtraad.documents.actions import store
from roedtraad.meetings import audience
from roedtraad.meetings.actions.items import list_attachment
from roedtraad.meetings.actions.openness import set_attachment_closed
from roedtraad.meetings.actions.writing import opened, unpublished
from roedtraad.meetings.models import (
    AgendaItem,
    ItemAttachment,
    ItemCase,
    Meeting,
    MeetingPaper,
    MeetingState,
    Outcome,
    OutcomeKind,
)


@transaction.atomic
def list_papers(item: AgendaItem, case: Case, *, viewer: Viewer) -> None:
    """List the papers of a case under an item that treats it, after those that stand there; also its file number.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published.
    """
    meeting = unpublished(item.meeting_id, viewer=viewer)
    listed = set(ItemAttachment.objects.filter(item=item).values_list("attachment", flat=True))
    new = [paper for paper in cases.standing_papers(case) if paper.pk not in listed]
    ItemAttachment.objects.bulk_create(
        ItemAttachment(item=item, attachment=paper, order=order)
        for order, paper in enumerate(new, start=len(listed) + 1)
    )
    number = FileNumber.objects.filter(case=case).order_by("pk").first()
    if number is not None and not item.file_number:
        AgendaItem.objects.filter(pk=item.pk).update(file_number=number.number)
    if new:
        audience.renew([meeting.pk], on=viewer.on)
        journal.write(viewer.user, "meetings.attachment.listed", item.record, facts={"papers": len(new)})


@transaction.atomic
def add_case_paper(draft: CaseDraft, file: File[Any], given: PaperGiven, *, viewer: Viewer) -> Attachment:
    """Add a file to a case, and list it where the case stands on the agenda of a meeting that is still to be held.

    Raises:
        NotAllowed, Refused: as `cases.actions.add_paper`.
    """
    paper = cases.add_paper(draft, file, given, viewer=viewer)
    for item in _coming_items(draft.case):
        list_papers(item, draft.case, viewer=viewer)
    return paper


@transaction.atomic
def add_case_paper_version(
    old: Attachment, file: File[Any], *, status: Attachment.Status, viewer: Viewer
) -> Attachment:
    """Bring the next version of a paper. Meetings still to be held list the new one; those that were held keep theirs.

    Raises:
        NotAllowed, Refused: as `cases.actions.add_version`.
    """
    new = cases.add_version(old, file, status=status, viewer=viewer)
    coming = ItemAttachment.objects.filter(attachment=old, item__meeting__state=MeetingState.PLANNED)
    meetings = set(coming.values_list("item__meeting", flat=True))
    coming.update(attachment=new)
    audience.renew(meetings, on=viewer.on)
    _retire(old)
    return new


@transaction.atomic
def set_case_paper_closed(paper: Attachment, is_closed: bool, *, reason: str, viewer: Viewer) -> None:
    """Close or open a paper of a case; where a meeting lists it, as `set_attachment_closed`, with a reason.

    Raises:
        NotAllowed: the viewer does not write in the case now, or does not keep a meeting that lists it.
        Refused: a meeting lists it, and there is no reason, or its minutes are published.
    """
    if paper.is_closed == is_closed:
        return
    if ItemAttachment.objects.filter(attachment=paper).exists():
        set_attachment_closed(paper, is_closed, reason=reason, viewer=viewer)
    else:
        cases.set_paper_closed(paper, is_closed, viewer=viewer)


@transaction.atomic
def take_out_case_paper(paper: Attachment, *, reason: str, viewer: Viewer) -> None:
    """Take a paper out of a case, and off the agendas of meetings that are still to be held.

    Raises:
        NotAllowed: the viewer does not write in the case now.
        Refused: there is no reason, or a meeting that was held lists it.
    """
    listed = ItemAttachment.objects.filter(attachment=paper)
    if listed.exclude(item__meeting__state=MeetingState.PLANNED).exists():
        raise Refused(
            "cases.listed", _("A meeting that was held had this paper. It stays; bring a new version of it.")
        )
    cases.take_out_paper(paper, reason=reason, viewer=viewer)
    meetings = set(listed.values_list("item__meeting", flat=True))
    listed.delete()
    audience.renew(meetings, on=viewer.on)
    _retire(paper)


@transaction.atomic
def add_item_paper(item: AgendaItem, file: File[Any], given: PaperGiven, *, viewer: Viewer) -> Attachment:
    """Bring a file to an item itself; after the meeting too (a presentation that is sent with the minutes).

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: it is empty, too large, or of a kind that is not taken.
    """
    meeting = opened(item.meeting_id, viewer=viewer)
    name = file.name or ""
    file.seek(0)
    kind = kind_of(name, file.read(LONGEST_HEAD))
    file.seek(0)
    document = store(
        file, filename=name, media_type=kind.media_type, viewer=viewer, body=meeting.body
    ).document
    known = ItemAttachment.objects.filter(item=item, attachment__document=document).first()
    if known is not None:
        return known.attachment
    return list_attachment(
        item,
        given.title or title_of(name),
        viewer=viewer,
        document=document,
        is_closed=given.is_closed,
        status=given.status,
    )


@transaction.atomic
def bring_papers_over(old: AgendaItem, new: AgendaItem, *, viewer: Viewer) -> None:
    """Bring the papers and the recommendation of a postponed item to the item that takes it up.

    Of papers the newest version; points as they were put, unless the new treatment has its own.
    """
    unpublished(new.meeting_id, viewer=viewer)
    listed = set(ItemAttachment.objects.filter(item=new).values_list("attachment", flat=True))
    rows = ItemAttachment.objects.filter(item=old, attachment__record__withdrawn_at=None)
    order = len(listed)
    for row in rows.select_related("attachment__replaced_by").order_by("order", "pk"):
        paper = _newest(row.attachment)
        if paper.pk not in listed:
            order += 1
            listed.add(paper.pk)
            ItemAttachment.objects.create(item=new, attachment=paper, order=order)
    for carried in ItemCase.objects.filter(item=old).select_related("consideration"):
        _bring_points(carried.consideration, new, viewer)
    audience.renew([new.meeting_id], on=viewer.on)


@transaction.atomic
def rewrite_postponed(draft: CaseDraft, *, viewer: Viewer) -> None:
    """Take a case that the last meeting postponed back to writing; said ready, it goes on with the postponed item.

    Raises:
        NotAllowed: the viewer does not write in this case.
        Refused: the last meeting that had the case did not postpone it.
    """
    last = (
        AgendaItem.objects.filter(cases__consideration__case=draft.case, record__withdrawn_at=None)
        .exclude(meeting__state=MeetingState.CANCELLED)
        .order_by("meeting__held_on", "pk")
        .last()
    )
    postponed = Outcome.objects.filter(decision__item=last, kind=OutcomeKind.POSTPONED)
    if last is None or not postponed.exists():
        raise Refused(
            "cases.not_postponed",
            _("Only a case that the last meeting postponed is written anew. Take it off the agenda first."),
        )
    cases.write_again(draft, viewer=viewer)


def free_cases(meeting: Meeting, *, viewer: Viewer) -> None:
    """Let the cases of a meeting that is cancelled wait for the next one again. In the caller's transaction."""
    carried = ItemCase.objects.filter(item__meeting=meeting, item__record__withdrawn_at=None)
    for case in Case.objects.filter(considerations__items__in=carried).distinct():
        cases.let_go(case, viewer=viewer)
    carried.delete()


def _coming_items(case: Case) -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(
        cases__consideration__case=case,
        record__withdrawn_at=None,
        meeting__state=MeetingState.PLANNED,
    )
    return list(rows.select_related("record").distinct())


def _retire(paper: Attachment) -> None:
    """Let a paper that no meeting lists any more be for the writers of the case; its file too, if nobody lists that."""
    if ItemAttachment.objects.filter(attachment=paper).exists():
        return
    row = Attachment.objects.select_related("record", "document__record", "case__record").get(pk=paper.pk)
    is_used = (
        ItemAttachment.objects.filter(attachment__document=row.document_id).exists()
        or MeetingPaper.objects.filter(document=row.document_id).exists()
    )
    if row.document_id is not None and is_used:
        row.document = None
    cases.retire([row])


def _newest(paper: Attachment) -> Attachment:
    while hasattr(paper, "replaced_by") and paper.replaced_by.record.withdrawn_at is None:
        paper = paper.replaced_by
    return paper


def _bring_points(old: Consideration, item: AgendaItem, viewer: Viewer) -> None:
    carried = ItemCase.objects.filter(item=item, consideration__case=old.case_id).first()
    if carried is None or carried.consideration_id == old.pk:
        return
    new = carried.consideration
    has_own = RecommendationPoint.objects.filter(consideration=new).exists()
    if has_own or CaseDraft.objects.filter(case=old.case_id, state=DraftState.READY).exists():
        return
    points = RecommendationPoint.objects.filter(consideration=old).order_by("order")
    given = [PointGiven(Act(one.act), one.text, one.number) for one in points]
    if given:
        cases.recommend(new, given, viewer=viewer)
    if old.recommender_body_id and not new.recommender_body_id:
        Consideration.objects.filter(pk=new.pk).update(recommender_body=old.recommender_body_id)
