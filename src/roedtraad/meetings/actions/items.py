"""Items entered by hand: their texts, the cases they treat, the papers they list."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.cases import actions as cases
from roedtraad.cases.models import Attachment, Case, Consideration
from roedtraad.documents import policy as documents_policy
from roedtraad.documents.models import Document
from roedtraad.meetings import audience
from roedtraad.meetings.actions.keys import write_register_keys
from roedtraad.meetings.actions.treating import may_treat
from roedtraad.meetings.actions.writing import opened, unpublished
from roedtraad.meetings.models import (
    AgendaItem,
    Decision,
    ItemAttachment,
    ItemCase,
    ItemSection,
    Meeting,
    PaperKind,
    SectionKind,
)
from roedtraad.meetings.wording import cut, plain


@transaction.atomic
def add_item(
    meeting: Meeting,
    title: str,
    *,
    viewer: Viewer,
    number: str = "",
    after: AgendaItem | None = None,
    is_closed: bool = False,
    is_supplementary: bool = False,
    minutes_planned: int | None = None,
) -> AgendaItem:
    """Put an item on the agenda, after another one or at the end.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the item has no title, or the minutes are published.
    """
    meeting = unpublished(meeting.pk, viewer=viewer)
    if not title.strip():
        raise Refused("meetings.no_title", _("Give the item a title."))
    order = _place_after(meeting, after)
    item = AgendaItem.objects.create(
        record=register(RecordKind.ITEM),
        meeting=meeting,
        number=cut(number, 12),
        order=order,
        title=cut(title, 500),
        file_number=meeting.file_number,
        is_closed=is_closed,
        is_supplementary=is_supplementary,
        minutes_planned=minutes_planned,
    )
    audience.renew([meeting.pk], on=viewer.on)
    journal.write(viewer.user, "meetings.item.added", item.record, facts={"title": title})
    return item


def _place_after(meeting: Meeting, after: AgendaItem | None) -> int:
    """Return the place behind an item, or at the end, and make room there."""
    items = AgendaItem.objects.filter(meeting=meeting)
    last = items.aggregate(last=Max("order"))["last"] or 0
    order: int = last + 1 if after is None else after.order + 1
    if order <= last:
        # Two steps: two items may not have the same order, not even in between.
        items.filter(order__gte=order).update(order=F("order") + last + 1)
        items.filter(order__gt=last).update(order=F("order") - last)
    return order


@transaction.atomic
def change_title(item: AgendaItem, title: str, *, viewer: Viewer) -> None:
    """Give an item another title.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: there is no title, or the minutes are published.
    """
    unpublished(item.meeting_id, viewer=viewer)
    if not title.strip():
        raise Refused("meetings.no_title", _("Give the item a title."))
    item.title = cut(title, 500)
    item.save(update_fields=["title"])
    write_register_keys(Decision.objects.filter(item=item).values_list("pk", flat=True))
    journal.write(viewer.user, "meetings.item.renamed", item.record, facts={"title": title})


@transaction.atomic
def write_section(
    item: AgendaItem,
    kind: SectionKind,
    text: str,
    *,
    viewer: Viewer,
    heading: str = "",
    paper: PaperKind = PaperKind.AGENDA,
) -> None:
    """Write a text of an item, in place of the one that this paper had.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published.
    """
    unpublished(item.meeting_id, viewer=viewer)
    ItemSection.objects.update_or_create(
        item=item, kind=kind, paper=paper, defaults={"heading": cut(heading, 500), "text": plain(text)}
    )
    journal.write(
        viewer.user, "meetings.section.written", item.record, facts={"kind": kind, "text": plain(text)}
    )


@transaction.atomic
def treat_case(
    item: AgendaItem,
    case: Case,
    *,
    viewer: Viewer,
    role: Consideration.Role = Consideration.Role.DECIDES,
    recommender: Body | None = None,
) -> Consideration:
    """Let an item carry one more consideration of a case; recommendation points are added to it in `cases`.

    Raises:
        NotAllowed: the viewer does not keep this meeting, or may not see the case.
        Refused: the minutes are published, or the case is closed and the item is not.
    """
    meeting = unpublished(item.meeting_id, viewer=viewer)
    closed = [case.pk] if item.is_closed else []
    may_treat(viewer, open_items=[] if item.is_closed else [case.pk], closed_items=closed)
    consideration = cases.add_consideration(
        case, body=meeting.body, viewer=viewer, role=role, recommender=recommender
    )
    order = ItemCase.objects.filter(item=item).count() + 1
    ItemCase.objects.create(item=item, consideration=consideration, order=order)
    audience.renew([meeting.pk], on=viewer.on)
    journal.write(viewer.user, "meetings.item.treats", item.record, facts={"case": case.pk})
    return consideration


@transaction.atomic
def carry(item: AgendaItem, consideration: Consideration, *, viewer: Viewer) -> None:
    """Let an item carry a consideration that was planned for this body, with what is recommended in it.

    Raises:
        NotAllowed: the viewer does not keep this meeting, or may not see the case.
        Refused: the minutes are published, it is another body's, or an item carries it already.
    """
    meeting = unpublished(item.meeting_id, viewer=viewer)
    planned = Consideration.objects.select_for_update(of=("self",)).get(pk=consideration.pk)
    if planned.body_id != meeting.body_id or ItemCase.objects.filter(consideration=planned).exists():
        raise Refused("meetings.carried", _("The case does not wait for this body. Look at its route."))
    cases_here = [planned.case_id]
    may_treat(
        viewer,
        open_items=[] if item.is_closed else cases_here,
        closed_items=cases_here if item.is_closed else [],
    )
    order = ItemCase.objects.filter(item=item).count() + 1
    ItemCase.objects.create(item=item, consideration=planned, order=order)
    audience.renew([meeting.pk], on=viewer.on)
    journal.write(viewer.user, "meetings.item.treats", item.record, facts={"case": planned.case_id})


@transaction.atomic
def list_attachment(
    item: AgendaItem,
    title: str,
    *,
    viewer: Viewer,
    document: Document | None = None,
    is_closed: bool = False,
    status: Attachment.Status = Attachment.Status.FINAL,
) -> Attachment:
    """List a paper under an item. After the meeting too (a presentation that is sent with the minutes).

    Raises:
        NotAllowed: the viewer does not keep this meeting, or the file.
        Refused: there is no title.
    """
    opened(item.meeting_id, viewer=viewer)
    if not title.strip():
        raise Refused("meetings.no_title", _("Give the attachment a title."))
    documents_policy.may_list(viewer, [document.pk] if document is not None else []).or_refuse()
    attachment = Attachment.objects.create(
        record=register(RecordKind.ATTACHMENT),
        title=cut(title, 300),
        document=document,
        is_closed=is_closed,
        status=status,
    )
    order = ItemAttachment.objects.filter(item=item).count() + 1
    ItemAttachment.objects.create(item=item, attachment=attachment, order=order)
    audience.renew([item.meeting_id], on=viewer.on)
    journal.write(viewer.user, "meetings.attachment.listed", attachment.record, facts={"title": title})
    return attachment
