"""What stands to be treated at a meeting, and what of it the agenda does not deal with yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.bodies.models import Body
from roedtraad.bodies.models.dated import standing_on
from roedtraad.cases.models import Consideration
from roedtraad.commitments.queries import CommitmentLine, due_at, undated_for
from roedtraad.documents.queries import hidden_words
from roedtraad.meetings.models import (
    AgendaApproval,
    AgendaItem,
    ItemCase,
    ItemKind,
    ItemPlan,
    Meeting,
    MeetingBody,
    MeetingState,
    Outcome,
    OutcomeKind,
)
from roedtraad.meetings.queries.seeing import shown
from roedtraad.planning.models import (
    ClosedAgenda,
    LeftOut,
    MeetingTheme,
    StandingItem,
    TakenUp,
    Wish,
    WishKind,
)
from roedtraad.planning.wording import why_case, why_postponed, why_promise, why_standing, why_theme, why_wish


class SuggestionKind(StrEnum):
    """What is suggested, in the order of the list."""

    PROMISE = "promise"
    POSTPONED = "postponed"
    CASE = "case"
    STANDING = "standing"
    THEME = "theme"
    WISH = "wish"

    @property
    def label(self) -> Promise:
        """Return the heading of the group."""
        return LABELS[self]


LABELS: dict[SuggestionKind, Promise] = {
    SuggestionKind.PROMISE: _("Promises"),
    SuggestionKind.POSTPONED: _("Postponed items"),
    SuggestionKind.CASE: _("Cases that are ready"),
    SuggestionKind.STANDING: _("Standing items"),
    SuggestionKind.THEME: _("The theme that was agreed"),
    SuggestionKind.WISH: _("Wishes"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something for the agenda, and why. `key`: of the promise, the item, the consideration or the standing item.

    `is_due`: the agenda cannot be closed without it or a reason. `source_id`: the record that it is, if it is one.
    """

    kind: SuggestionKind
    key: int
    title: str
    why: str
    is_due: bool = False
    source_id: int | None = None
    taken_by: int | None = None  # the item that takes it up at this meeting
    reason: str = ""  # why it was left out of this meeting
    is_closed: bool = False

    @property
    def is_dealt_with(self) -> bool:
        """Return whether the agenda has it, or says why not."""
        return self.taken_by is not None or bool(self.reason)


def suggestions_for(meeting: Meeting, *, viewer: Viewer) -> tuple[Suggestion, ...]:
    """Return what stands to be treated at a meeting: promises, postponed items, ready cases, standing items, themes, wishes.

    Each as far as the viewer may see it; none for a meeting that was cancelled. 45 queries at most, however many
    there are.
    """
    if meeting.state == MeetingState.CANCELLED:
        return ()
    taken, reasons = _taken(meeting), _reasons(meeting)
    postponed = tuple(_postponed(viewer, meeting))
    found = (
        *_promises(viewer, meeting),
        *postponed,
        *_cases(viewer, meeting, but=[one.key for one in postponed]),
        *_standing(meeting),
    )
    answered = (_with_answer(one, taken, reasons) for one in found)
    return (*answered, *_theme(meeting), *_wishes(meeting))


def open_ends(meeting: Meeting, *, viewer: Viewer) -> tuple[Suggestion, ...]:
    """Return what is due at a meeting and is neither on its agenda nor left out with a reason. As `suggestions_for`."""
    return tuple(
        one for one in suggestions_for(meeting, viewer=viewer) if one.is_due and not one.is_dealt_with
    )


def sources_of_items(item_ids: Iterable[int]) -> Mapping[int, tuple[TakenUp, ...]]:
    """Return why items stand on their agendas, by item. One query. The caller asks whether a source may be seen."""
    found: dict[int, list[TakenUp]] = {}
    for row in TakenUp.objects.filter(item__in=item_ids).select_related("source", "standing").order_by("pk"):
        found.setdefault(row.item_id, []).append(row)
    return {pk: tuple(rows) for pk, rows in found.items()}


def _promises(viewer: Viewer, meeting: Meeting) -> Iterable[Suggestion]:
    for is_due, lines in ((True, due_at(viewer, meeting)), (False, undated_for(viewer, meeting))):
        for line in lines:
            yield _promise(line, meeting, is_due=is_due)


def _promise(line: CommitmentLine, meeting: Meeting, *, is_due: bool) -> Suggestion:
    return Suggestion(
        kind=SuggestionKind.PROMISE,
        key=line.pk,
        title=line.text,
        why=why_promise(line, meeting),
        is_due=is_due,
        source_id=line.pk,
        is_closed=line.is_closed,
    )


def _postponed(viewer: Viewer, meeting: Meeting) -> Iterable[Suggestion]:
    """Yield the items that earlier meetings of the bodies postponed, and none took up since. Three queries."""
    bodies = _bodies(meeting)
    held = Q(meeting__body__in=bodies) & ~Q(meeting__state=MeetingState.CANCELLED)
    before = Q(meeting__held_on__lt=meeting.held_on)
    postponed = Outcome.objects.filter(decision__item=OuterRef("pk"), kind=OutcomeKind.POSTPONED)
    taken = TakenUp.objects.filter(_standing_item(), source=OuterRef("pk")).exclude(item__meeting=meeting)
    later = ItemCase.objects.filter(
        _standing_item(),
        consideration__case__in=OuterRef("cases__consideration__case"),
        item__meeting__body__in=bodies,
        item__meeting__held_on__gt=OuterRef("meeting__held_on"),
    ).exclude(item__meeting=meeting)
    rows = list(
        AgendaItem.objects.filter(visible(viewer), held, before, Exists(postponed))
        .filter(~Exists(taken), ~Exists(later))
        .select_related("meeting")
        .distinct()
        .order_by("meeting__held_on", "order")
    )
    words = hidden_words(viewer, record_ids=[row.pk for row in rows])
    for row in rows:
        yield Suggestion(
            kind=SuggestionKind.POSTPONED,
            key=row.pk,
            title=shown(row.title, is_keeper=False, words=words.get(row.pk, ())),
            why=why_postponed(row.meeting.held_on),
            is_due=True,
            source_id=row.pk,
            is_closed=row.is_closed,
        )


def _cases(viewer: Viewer, meeting: Meeting, *, but: Iterable[int]) -> Iterable[Suggestion]:
    """Yield the cases that wait for the body, and stand on no agenda but this one; not those of postponed items. One query."""
    carried = ItemCase.objects.filter(_standing_item(), consideration=OuterRef("pk")).exclude(
        item__meeting=meeting
    )
    rows = (
        Consideration.objects.filter(visible(viewer, record="case__record"), ~Exists(carried))
        .filter(body=meeting.body_id, told_by__isnull=True, case__merged_into__isnull=True)
        .exclude(case__in=ItemCase.objects.filter(item__in=list(but)).values("consideration__case"))
        .select_related("case", "body")
        .order_by("case__begun_on", "pk")
    )
    for row in rows:
        yield Suggestion(
            kind=SuggestionKind.CASE,
            key=row.pk,
            title=row.case.title,
            why=why_case(str(row.body)),
            source_id=row.case_id,
        )


def standing_items(body: Body, *, on: date) -> tuple[StandingItem, ...]:
    """Return what stands on every agenda of a body on a day, in order. One query."""
    return tuple(StandingItem.objects.filter(standing_on(on), body=body))


def _standing(meeting: Meeting) -> Iterable[Suggestion]:
    """Yield the standing items of the body on the day. One query."""
    for row in standing_items(meeting.body, on=meeting.held_on):
        yield Suggestion(SuggestionKind.STANDING, row.pk, row.title, why_standing())


def _theme(meeting: Meeting) -> Iterable[Suggestion]:
    """Yield the theme that was agreed for the meeting; an item that is a theme discussion takes it up. Two queries."""
    row = MeetingTheme.objects.filter(meeting=meeting).exclude(text="").first()
    if row is None:
        return
    item = ItemPlan.objects.filter(
        item__meeting=meeting, item__record__withdrawn_at=None, kind=ItemKind.THEME
    ).first()
    taken = item.item_id if item is not None else None
    yield Suggestion(SuggestionKind.THEME, meeting.pk, row.text, why_theme(), taken_by=taken)


def _wishes(meeting: Meeting) -> Iterable[Suggestion]:
    """Yield what is wished for the meetings of the body: what stands, and what this agenda has. One query."""
    stands = Q(item=None) | Q(item__record__withdrawn_at__isnull=False)
    here = Q(item__meeting=meeting, item__record__withdrawn_at=None)
    rows = Wish.objects.filter(stands | here, body=meeting.body_id, ended_at=None).select_related(
        "by", "item__record"
    )
    for row in rows.exclude(kind=WishKind.PLACE).order_by("pk"):
        item = row.item if row.item is not None and row.item.record.withdrawn_at is None else None
        why = why_wish(str(WishKind(row.kind).label), str(row.by or ""))
        taken = item.pk if item is not None else None
        yield Suggestion(SuggestionKind.WISH, row.pk, row.text, why, taken_by=taken)


def _standing_item() -> Q:
    """Return the filter for rows whose item stands, at a meeting that was not cancelled."""
    return Q(item__record__withdrawn_at__isnull=True) & ~Q(item__meeting__state=MeetingState.CANCELLED)


def _taken(meeting: Meeting) -> Mapping[tuple[bool, int], int]:
    """Return which item takes what up at a meeting: by (is it a record, key). Two queries.

    An agenda that was read in has nothing taken up, and its items carry their cases all the same.
    """
    here = Q(item__meeting=meeting, item__record__withdrawn_at__isnull=True)
    cases = ItemCase.objects.filter(here).values_list("consideration__case", "item")
    rows = TakenUp.objects.filter(here).values_list("item", "source", "standing")
    return {(True, case): item for case, item in cases} | {
        (source is not None, source or standing or 0): item for item, source, standing in rows
    }


def _reasons(meeting: Meeting) -> Mapping[int, str]:
    return dict(LeftOut.objects.filter(meeting=meeting).values_list("source", "reason"))


def _with_answer(
    one: Suggestion, taken: Mapping[tuple[bool, int], int], reasons: Mapping[int, str]
) -> Suggestion:
    is_record = one.source_id is not None
    return Suggestion(
        one.kind,
        one.key,
        one.title,
        one.why,
        one.is_due,
        one.source_id,
        taken.get((is_record, one.source_id if one.source_id is not None else one.key)),
        reasons.get(one.source_id or 0, ""),
        one.is_closed,
    )


def _bodies(meeting: Meeting) -> list[int]:
    return [meeting.body_id, *MeetingBody.objects.filter(meeting=meeting).values_list("body", flat=True)]


def agendas_to_approve(viewer: Viewer, *, limit: int = 10) -> tuple[Meeting, ...]:
    """Return the meetings to come whose closed agenda this chair has not approved as it stands. One query, or none."""
    prefix = f"{Circle.CHAIRS}:"
    chaired = [int(token.removeprefix(prefix)) for token in viewer.tokens if token.startswith(prefix)]
    if viewer.user is None or not chaired:
        return ()
    approved = AgendaApproval.objects.filter(meeting=OuterRef("pk"), by=viewer.user)
    rows = Meeting.objects.filter(
        visible(viewer),
        ~Exists(approved),
        Exists(ClosedAgenda.objects.filter(pk=OuterRef("pk"))),
        body__in=chaired,
        state=MeetingState.PLANNED,
        held_on__gte=viewer.on,
        sitting=None,
    )
    return tuple(rows.select_related("record", "body").order_by("held_on", "pk")[:limit])
