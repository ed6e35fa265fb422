"""Compose an agenda: take suggestions in, leave them out with a reason, close it and open it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts import journal
from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.cases.models import Case, Consideration
from roedtraad.cases.queries.writing import is_ready
from roedtraad.commitments.actions import bind_dues, pass_over
from roedtraad.commitments.models import Commitment, EventKind
from roedtraad.commitments.policy import may_act
from roedtraad.commitments.queries import lines_of
from roedtraad.meetings.actions import (
    Planned,
    add_item,
    bring_papers_over,
    bring_pieces_over,
    carry,
    freeze_case,
    plan_item,
    release_agenda,
    treat_case,
    write_section,
)
from roedtraad.meetings.models import (
    AgendaItem,
    AgendaRelease,
    ItemKind,
    ItemSection,
    Meeting,
    PaperKind,
    SectionKind,
)
from roedtraad.meetings.queries.papers import draft_papers
from roedtraad.meetings.wording import plain
from roedtraad.planning import policy
from roedtraad.planning.models import ClosedAgenda, LeftOut, StandingItem, TakenUp, Wish
from roedtraad.planning.queries import Suggestion, SuggestionKind, suggestions_for
from roedtraad.planning.wording import item_text

UNSOURCED = (SuggestionKind.THEME, SuggestionKind.WISH)  # they know themselves what took them up


@dataclass(frozen=True, slots=True)
class StandingGiven:
    """What stands on every agenda, from day to day."""

    title: str
    order: int = 1
    minutes_planned: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def take_in(
    meeting: Meeting,
    kind: SuggestionKind,
    key: int,
    *,
    viewer: Viewer,
    title: str = "",
    number: str = "",
    after: AgendaItem | None = None,
) -> AgendaItem:
    """Make an agenda item of a suggestion, which it leads back to; taken in before, that item is returned.

    A promise brings its words, a postponed item its texts and cases, a case what is recommended. What was closed is
    closed. A reason to leave it out, given before, goes.

    Raises:
        NotAllowed: the viewer does not keep the meeting, or it was held.
        Refused: it is not among the suggestions any more, or the agenda is closed.
    """
    meeting = _composed(meeting, viewer)
    found = _suggested(meeting, kind, key, viewer)
    if found.taken_by is not None:
        return AgendaItem.objects.select_related("record", "meeting").get(pk=found.taken_by)
    standing = StandingItem.objects.get(pk=key) if kind is SuggestionKind.STANDING else None
    item = add_item(
        meeting,
        title.strip() or found.title,
        viewer=viewer,
        number=number,
        after=after,
        is_closed=found.is_closed,
        minutes_planned=standing.minutes_planned if standing else None,
    )
    _fill(item, found, viewer, standing)
    journal.write(
        viewer.user, "planning.item.taken_in", item.record, facts={"kind": kind, "source": found.key}
    )
    return item


@transaction.atomic
def close_agenda(meeting: Meeting, reasons: Mapping[int, str], *, viewer: Viewer) -> ClosedAgenda:
    """Close the agenda of a meeting. `reasons` say, by record, why something that is due does not stand on it.

    What is left out stays due, and is suggested for the next meeting again.

    Raises:
        NotAllowed: the viewer does not keep the meeting, it was held, the agenda is closed, or something that is due
            is neither on it nor has a reason.
    """
    meeting = _composed(meeting, viewer)
    bind_dues([meeting.body_id], on=viewer.on)
    given = {pk: plain(reason).strip() for pk, reason in reasons.items() if reason.strip()}
    policy.may_close_agenda(viewer, meeting, reasons_for=given).or_refuse()
    for one in suggestions_for(meeting, viewer=viewer):
        if one.is_due and not one.is_dealt_with and one.source_id in given:
            _leave_out(meeting, one, given[one.source_id], viewer)
    closed = ClosedAgenda.objects.create(meeting=meeting, by=viewer.user)
    journal.write(viewer.user, "planning.agenda.closed", meeting.record, facts={"left_out": len(given)})
    return closed


@transaction.atomic
def open_agenda(meeting: Meeting, *, reason: str, viewer: Viewer) -> None:
    """Open a closed agenda again; the reasons that were given stay.

    Raises:
        NotAllowed: the viewer does not keep the meeting, or it was held.
        Refused: there is no reason, or it is not closed.
    """
    meeting = _composed(meeting, viewer)
    if not reason.strip():
        raise Refused("planning.reason", _("Write why, so that others can understand it later."))
    if not ClosedAgenda.objects.filter(pk=meeting.pk).delete()[0]:
        raise Refused("planning.not_closed", _("The agenda is not closed."))
    journal.write(viewer.user, "planning.agenda.opened", meeting.record, reason=plain(reason))


@transaction.atomic
def send_out(meeting: Meeting, *, at: datetime, viewer: Viewer, drafts_because: str = "") -> AgendaRelease:
    """Send a closed agenda out to those who meet (`meetings.actions.release_agenda`): nothing that is due fell out of it.

    Raises:
        NotAllowed: the viewer does not keep the meeting, or it was held.
        Refused: the agenda is not closed, not approved by both chairs, empty, or nothing is new; or an attachment is
            still a draft, and `drafts_because` does not say why it goes out all the same.
    """
    meeting = _composed(meeting, viewer)
    if not ClosedAgenda.objects.filter(pk=meeting.pk).exists():
        raise Refused(
            "planning.not_closed_yet",
            _("Close the agenda first: then nothing that is due has been forgotten."),
        )
    drafts = draft_papers(meeting)
    if drafts and not drafts_because.strip():
        names = danish.listed(f"»{one.attachment.title}« ({one.item.number})" for one in drafts[:5])
        sentence = _(
            "An attachment is still a draft: %(names)s. Replace it, or write why it is sent as it is."
        )
        raise Refused("planning.drafts", sentence % {"names": names})
    release = release_agenda(meeting, at=at, viewer=viewer)
    if drafts:
        journal.write(
            viewer.user, "planning.agenda.sent_with_drafts", meeting.record, reason=plain(drafts_because)
        )
    return release


@transaction.atomic
def add_standing_item(body: Body, given: StandingGiven, *, viewer: Viewer) -> StandingItem:
    """Say that something stands on every agenda of a body from now on.

    Raises:
        NotAllowed: the viewer does not plan the meetings of this body.
        Refused: it has no title, or ends before it begins.
    """
    policy.may_keep_standing_items(viewer, body).or_refuse()
    if not given.title.strip():
        raise Refused("planning.no_title", _("Give the item a title."))
    if given.valid_from and given.valid_to and given.valid_to < given.valid_from:
        raise Refused("planning.days", _("The last day is before the first. Correct one of them."))
    row = StandingItem.objects.create(
        body=body,
        title=" ".join(plain(given.title).split())[:300],
        order=given.order,
        minutes_planned=given.minutes_planned,
        valid_from=given.valid_from,
        valid_to=given.valid_to,
    )
    journal.write(viewer.user, "planning.standing_item.added", body.record, facts={"title": row.title})
    return row


@transaction.atomic
def end_standing_item(row: StandingItem, *, last_day: date, viewer: Viewer) -> None:
    """Say on which day something stood on the agenda of a body for the last time.

    Raises:
        NotAllowed: the viewer does not plan the meetings of this body.
        Refused: it would end before it begins.
    """
    policy.may_keep_standing_items(viewer, row.body).or_refuse()
    if row.valid_from and last_day < row.valid_from:
        raise Refused("planning.days", _("The last day is before the first. Correct one of them."))
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])
    journal.write(viewer.user, "planning.standing_item.ended", row.body.record, facts={"title": row.title})


def _composed(meeting: Meeting, viewer: Viewer) -> Meeting:
    """Return a meeting, locked, whose agenda the viewer may make."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("record", "body__record")
    row = rows.get(pk=meeting.pk)
    policy.may_compose(viewer, row).or_refuse()
    return row


def _suggested(meeting: Meeting, kind: SuggestionKind, key: int, viewer: Viewer) -> Suggestion:
    if ClosedAgenda.objects.filter(pk=meeting.pk).exists():
        raise Refused("planning.closed", _("The agenda is closed. Open it again first."))
    for one in suggestions_for(meeting, viewer=viewer):
        if (one.kind, one.key) == (kind, key):
            return one
    raise Refused("planning.gone", _("This is not suggested any more. Somebody may have dealt with it."))


def _fill(item: AgendaItem, found: Suggestion, viewer: Viewer, standing: StandingItem | None) -> None:
    """Bring what is known of a suggestion to its new item, so that nobody types it again, and tie the two."""
    if found.kind not in UNSOURCED:
        TakenUp.objects.create(item=item, source_id=found.source_id, standing=standing)
    LeftOut.objects.filter(meeting=item.meeting_id, source=found.source_id).delete()
    if found.kind is SuggestionKind.PROMISE:
        text = item_text(lines_of(viewer, [found.key])[0])
        write_section(item, SectionKind.CASE, text, viewer=viewer)
    elif found.kind is SuggestionKind.CASE:
        consideration = Consideration.objects.select_related("case").get(pk=found.key)
        carry(item, consideration, viewer=viewer)
        freeze_case(item, consideration, viewer=viewer)
    elif found.kind is SuggestionKind.THEME:
        plan_item(item, Planned(kind=ItemKind.THEME), viewer=viewer)
    elif found.kind is SuggestionKind.WISH:
        wish = Wish.objects.get(pk=found.key)
        Wish.objects.filter(pk=wish.pk).update(item=item)
        plan_item(item, Planned(kind=wish.kind), viewer=viewer)
    elif found.kind is SuggestionKind.POSTPONED:
        _bring_over(AgendaItem.objects.get(pk=found.key), item, viewer)


def _bring_over(old: AgendaItem, new: AgendaItem, viewer: Viewer) -> None:
    """Bring the texts and cases of a postponed item to the new one; of a text in two papers, the agenda's."""
    texts = {row.kind: row for row in ItemSection.objects.filter(item=old).order_by("-paper")}
    for kind, row in texts.items():
        if kind in (SectionKind.SUMMARY, SectionKind.CASE, SectionKind.RECOMMENDATION):
            write_section(
                new, SectionKind(kind), row.text, viewer=viewer, heading=row.heading, paper=PaperKind.AGENDA
            )
    bring_pieces_over(old, new)
    for case in Case.objects.filter(considerations__items__item=old, merged_into__isnull=True).distinct():
        consideration = treat_case(new, case, viewer=viewer)
        if is_ready(case):  # it was written anew since
            freeze_case(new, consideration, viewer=viewer)
    bring_papers_over(old, new, viewer=viewer)


def _leave_out(meeting: Meeting, one: Suggestion, reason: str, viewer: Viewer) -> None:
    source = Record.objects.get(pk=one.source_id or 0)
    LeftOut.objects.create(meeting=meeting, source=source, reason=reason, by=viewer.user)
    promise = Commitment.objects.filter(pk=one.source_id).first()
    # At a joint meeting the host leaves out what is owed to another body too; its history is for that body to write.
    if promise is not None and may_act(viewer, promise, EventKind.PASSED_OVER):
        pass_over(promise, meeting, reason=reason, viewer=viewer)
    else:
        journal.write(viewer.user, "planning.item.left_out", source, reason=reason)
