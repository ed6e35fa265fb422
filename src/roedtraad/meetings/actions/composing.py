"""Compose an agenda: put items in order, plan their time, freeze what a case says, take them off, approve it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.cases import actions as cases
from roedtraad.cases.actions import PointGiven
from roedtraad.cases.models import Act, Case, Consideration, DraftPart, RecommendationPoint
from roedtraad.cases.written.plain import as_text
from roedtraad.cases.written.template import SUMMARY
from roedtraad.meetings import audience, policy
from roedtraad.meetings.actions.items import write_section
from roedtraad.meetings.actions.papers import list_papers
from roedtraad.meetings.actions.pieces import freeze_pieces
from roedtraad.meetings.actions.recording.people import presence_row
from roedtraad.meetings.actions.writing import unpublished
from roedtraad.meetings.models import (
    AgendaApproval,
    AgendaItem,
    Decision,
    ItemCase,
    ItemKind,
    ItemPlan,
    Meeting,
    MeetingState,
    Presence,
    PresenceKind,
    SectionKind,
    SeenWith,
)
from roedtraad.meetings.presence import Said, moved
from roedtraad.meetings.wording import cut

LONGEST_ITEM = 600


@dataclass(frozen=True, slots=True)
class Planned:
    """How an item is to stand on the agenda."""

    minutes: int | None = None
    presenter: str = ""
    guests: str = ""
    heading: str = ""
    pause_minutes: int = 0
    kind: str = ""  # `ItemKind`, where it is not what items mostly are


@transaction.atomic
def plan_item(item: AgendaItem, planned: Planned, *, viewer: Viewer) -> None:
    """Say how long an item takes, who presents it, which heading and which pause come before it.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published, or nobody can sit that long.
    """
    meeting = unpublished(item.meeting_id, viewer=viewer)
    for minutes in (planned.minutes, planned.pause_minutes):
        if minutes is not None and not 0 <= minutes <= LONGEST_ITEM:
            raise Refused("meetings.minutes", _("Write the time in minutes, 0 to 600."))
    AgendaItem.objects.filter(pk=item.pk).update(minutes_planned=planned.minutes)
    ItemPlan.objects.update_or_create(
        item=item,
        defaults={
            "presenter": cut(planned.presenter, 200),
            "guests": cut(planned.guests, 500),
            "heading": cut(planned.heading, 120),
            "pause_minutes": planned.pause_minutes,
            "kind": planned.kind if planned.kind in ItemKind.values else "",
        },
    )
    _changed(meeting, item, "meetings.item.planned", viewer)


@transaction.atomic
def put_in_order(meeting: Meeting, items: Sequence[int], *, viewer: Viewer) -> None:
    """Put the items of a meeting in this order and number them anew; who was there for which item stays said.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published, or the items are not those of the meeting (somebody changed them).
    """
    unpublished(meeting.pk, viewer=viewer)
    standing = _standing(meeting)
    if sorted(items) != sorted(standing):
        raise Refused(
            "meetings.order", _("The agenda was changed in the meantime. Look at it, and try again.")
        )
    old = list(AgendaItem.objects.filter(meeting=meeting).order_by("order").values_list("pk", flat=True))
    new = [*items, *(pk for pk in old if pk not in set(items))]
    _set_order(meeting, new)
    _move_presences(meeting, old, new)
    number_items(meeting)
    AgendaApproval.objects.filter(meeting=meeting).delete()
    audience.renew([meeting.pk], on=viewer.on)
    journal.write(viewer.user, "meetings.agenda.ordered", meeting.record, facts={"items": len(new)})


@transaction.atomic
def take_off(item: AgendaItem, *, viewer: Viewer) -> None:
    """Take an item off the agenda; its cases are ready again.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published, or something was decided, promised or noted under the item.
    """
    meeting = unpublished(item.meeting_id, viewer=viewer)
    noted = Presence.objects.filter(first_item=item) | Presence.objects.filter(last_item=item)
    used = Decision.objects.filter(item=item).exists() or SeenWith.objects.filter(item=item).exists()
    if used or noted.exists() or meeting.state != MeetingState.PLANNED:
        raise Refused("meetings.used", _("Something was recorded under this item. It stays in the minutes."))
    for case in Case.objects.filter(considerations__items__item=item).distinct():
        cases.let_go(case, viewer=viewer)
    ItemCase.objects.filter(item=item).delete()
    Record.objects.filter(pk=item.pk).update(is_public=False, withdrawn_at=timezone.now())
    number_items(meeting)
    _changed(meeting, item, "meetings.item.taken_off", viewer)
    audience.renew([meeting.pk], on=viewer.on)


@transaction.atomic
def freeze_case(item: AgendaItem, consideration: Consideration, *, viewer: Viewer) -> None:
    """Give an item what was written in a case that is ready: its texts as they stand now, its points, its time.

    Where nobody wrote the case here, nothing happens.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the case is not ready, or the minutes are published.
    """
    meeting = unpublished(item.meeting_id, viewer=viewer)
    draft = cases.take_up(consideration.case, viewer=viewer)
    if draft is None:
        return
    parts = list(draft.parts.filter(kind=DraftPart.Kind.TEXT).exclude(html="").order_by("order"))
    summary = "\n\n".join(as_text(part.html) for part in parts if part.key == SUMMARY)
    rest = [part for part in parts if part.key != SUMMARY]
    body = "\n\n".join(
        as_text(part.html) if number == 0 else f"{part.heading}\n\n{as_text(part.html)}"
        for number, part in enumerate(rest)
    )
    if summary:
        write_section(item, SectionKind.SUMMARY, summary, viewer=viewer)
    if body:
        write_section(item, SectionKind.CASE, body, viewer=viewer)
    if not RecommendationPoint.objects.filter(consideration=consideration).exists():
        points = [
            PointGiven(Act(one.act), one.text, str(number))
            for number, one in enumerate(draft.points.order_by("order"), start=1)
        ]
        cases.recommend(consideration, points, viewer=viewer)
    AgendaItem.objects.filter(pk=item.pk).update(is_closed=item.is_closed or draft.is_closed)
    planned = Planned(draft.minutes_planned, draft.presenter, draft.guests)
    plan_item(item, planned, viewer=viewer)
    list_papers(item, consideration.case, viewer=viewer)
    freeze_pieces(item, draft)
    audience.renew([meeting.pk], on=viewer.on)


@transaction.atomic
def approve_agenda(meeting: Meeting, *, at: datetime, viewer: Viewer) -> AgendaApproval:
    """Approve the agenda as it stands; both of two equal chairs do. What changes it takes the approval away.

    Raises:
        NotAllowed: the viewer is no chair of the body.
        Refused: there is nothing on it.
    """
    policy.may_approve_agenda(viewer, meeting).or_refuse()
    if not _standing(meeting) or viewer.user is None:
        raise Refused("meetings.empty", _("There is nothing on the agenda yet."))
    row, is_new = AgendaApproval.objects.get_or_create(meeting=meeting, by=viewer.user, defaults={"at": at})
    if is_new:
        journal.write(viewer.user, "meetings.agenda.approved", meeting.record)
    return row


def number_items(meeting: Meeting) -> None:
    """Number the items of an agenda that is made here: 1, 2, 3. In the caller's transaction; two queries."""
    rows = list(AgendaItem.objects.filter(meeting=meeting, pk__in=_standing(meeting)).order_by("order"))
    for number, row in enumerate(rows, start=1):
        row.number = str(number)
    AgendaItem.objects.bulk_update(rows, ["number"])


def _standing(meeting: Meeting) -> list[int]:
    rows = AgendaItem.objects.filter(meeting=meeting, record__withdrawn_at=None).order_by("order")
    return list(rows.values_list("pk", flat=True))


def _set_order(meeting: Meeting, order: Sequence[int]) -> None:
    """Save the places, in two steps: no two items may have the same one, not even in between."""
    rows = AgendaItem.objects.filter(meeting=meeting)
    last = rows.aggregate(last=Max("order"))["last"] or 0
    rows.update(order=F("order") + last + len(order))
    by_key = rows.in_bulk()
    for place, pk in enumerate(order, start=1):
        by_key[pk].order = place
    AgendaItem.objects.bulk_update(by_key.values(), ["order"])


def _move_presences(meeting: Meeting, old: Sequence[int], new: Sequence[int]) -> None:
    """Say again what was said of items, now that they stand elsewhere. Two queries where nothing was said of items."""
    places = {old.index(pk): place for place, pk in enumerate(new)}
    ranges = Presence.objects.filter(participant__meeting=meeting, first_item__isnull=False)
    for participant in {row.participant for row in ranges.select_related("participant")}:
        rows = list(Presence.objects.filter(participant=participant))
        known = [
            Said(
                PresenceKind(row.kind),
                None if row.first_item_id is None else old.index(row.first_item_id),
                None if row.last_item_id is None else old.index(row.last_item_id),
                row.note,
            )
            for row in rows
        ]
        Presence.objects.filter(participant=participant).delete()
        Presence.objects.bulk_create(presence_row(participant, one, new) for one in moved(known, places))


def _changed(meeting: Meeting, item: AgendaItem, act: str, viewer: Viewer) -> None:
    AgendaApproval.objects.filter(meeting=meeting).delete()
    journal.write(viewer.user, act, item.record)
