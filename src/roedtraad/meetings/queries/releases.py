"""How an agenda stands, how it stood when it was sent out, and what is new; as a viewer may read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import pairwise

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.cases.models import RecommendationPoint
from roedtraad.documents.queries import hidden_words
from roedtraad.meetings.models import (
    AgendaItem,
    AgendaRelease,
    ItemAttachment,
    ItemPiece,
    ItemSection,
    Meeting,
    PaperKind,
    ReleasedItem,
)
from roedtraad.meetings.queries.seeing import SeenMeeting, shown
from roedtraad.meetings.releases import Change, ChangeKind, Part, Standing, changes_between


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Something that is new, as the viewer may read it. `public_id`: of an item that still stands."""

    kind: ChangeKind
    number: str
    title: str
    public_id: str
    parts: tuple[Part, ...]
    old_number: str


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A version that was sent out, with what is new in it since the one before."""

    version: int
    at: datetime
    is_moved: bool  # day, time or place are others than in the version before
    changes: tuple[ChangeLine, ...]


def standing_agenda(meeting: Meeting) -> tuple[Standing, ...]:
    """Return how the agenda stands now. Five queries. For actions: nothing here asks who may see it."""
    rows = list(
        AgendaItem.objects.filter(meeting=meeting, record__withdrawn_at=None)
        .select_related("plan")
        .order_by("order")
    )
    ids = [row.pk for row in rows]
    sections = ItemSection.objects.filter(item__in=ids, paper=PaperKind.AGENDA).order_by("item", "kind")
    texts = _marks([*sections.values_list("item", "kind", "heading", "text"), *_pieces(ids)])
    points = _marks(
        RecommendationPoint.objects.filter(consideration__items__item__in=ids)
        .order_by("consideration__items__item", "consideration__items__order", "order")
        .values_list("consideration__items__item", "act", "text")
    )
    papers = _marks(
        ItemAttachment.objects.filter(item__in=ids, attachment__record__withdrawn_at=None)
        .order_by("item", "order", "pk")
        .values_list("item", "attachment__title", "attachment__document", "attachment__status")
    )
    nothing = _mark([])
    return tuple(
        Standing(
            row.pk,
            row.number,
            row.title,
            row.is_closed,
            row.minutes_planned,
            row.plan.presenter if hasattr(row, "plan") else "",
            texts.get(row.pk, nothing),
            points.get(row.pk, nothing),
            papers.get(row.pk, nothing),
        )
        for row in rows
    )


def released_agenda(release: AgendaRelease) -> tuple[Standing, ...]:
    """Return how the agenda stood in a version. One query. For actions, as `standing_agenda`."""
    return tuple(_standing(row) for row in ReleasedItem.objects.filter(release=release).order_by("order"))


def last_release(meeting: Meeting) -> AgendaRelease | None:
    """Return the newest version that was sent out. One query."""
    return AgendaRelease.objects.filter(meeting=meeting).order_by("-version").first()


def _pieces(item_ids: Collection[int]) -> Iterable[tuple[object, ...]]:
    rows = ItemPiece.objects.filter(item__in=item_ids).order_by("item", "kind", "order")
    return rows.values_list("item", "kind", "label", "text", "answer")


def is_moved_since(meeting: Meeting, release: AgendaRelease) -> bool:
    """Return whether day, time or place are others than that version said. No query."""
    return _where(meeting) != _where(release)


def news_since_release(viewer: Viewer, meeting: Meeting) -> ReleaseLine | None:
    """Return what is new since the agenda was last sent out; None where it never was. At most nine queries.

    For those who compose it; `version` and `at` are those of the last version.
    """
    last = last_release(meeting)
    if last is None:
        return None
    changes = changes_between(released_agenda(last), standing_agenda(meeting))
    lines = _lines(viewer, changes, is_keeper=True)
    return ReleaseLine(last.version, last.at, is_moved_since(meeting, last), lines)


def releases_of(viewer: Viewer, seen: SeenMeeting) -> tuple[ReleaseLine, ...]:
    """Return the versions that were sent out, the newest first, each with what was new in it. At most four queries.

    For those whom they were sent to; none for others. Of closed items that were taken off only the secretariat reads.
    """
    if not seen.is_insider:
        return ()
    rows = list(AgendaRelease.objects.filter(meeting=seen.meeting).order_by("version"))
    stood: dict[int, list[Standing]] = defaultdict(list)
    for item in ReleasedItem.objects.filter(release__in=rows).order_by("order") if rows[1:] else ():
        stood[item.release_id].append(_standing(item))
    pairs = [(row, changes_between(stood[before.pk], stood[row.pk])) for before, row in pairwise(rows)]
    flat = [change for _row, changes in pairs for change in changes]
    known = _known(viewer, flat)
    found = [ReleaseLine(row.version, row.at, False, ()) for row in rows[:1]]
    for before, (row, changes) in zip(rows, pairs, strict=False):
        lines = tuple(_told(changes, known, is_keeper=seen.is_keeper))
        found.append(ReleaseLine(row.version, row.at, _where(before) != _where(row), lines))
    return tuple(reversed(found))


def _standing(row: ReleasedItem) -> Standing:
    return Standing(
        row.item_id,
        row.number,
        row.title,
        row.is_closed,
        row.minutes,
        row.presenter,
        row.texts,
        row.recommended,
        row.papers,
    )


def _where(row: Meeting | AgendaRelease) -> tuple[object, ...]:
    return (row.held_on, row.ends_on, row.start_time, row.end_time, row.place)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a viewer may read of items: their addresses, and the words that are hidden in their titles."""

    public_ids: Mapping[int, str]
    words: Mapping[int, tuple[str, ...]]


def _known(viewer: Viewer, changes: Sequence[Change]) -> _Known:
    ids = {change.standing.item_id for change in changes}
    if not ids:
        return _Known({}, {})
    rows = AgendaItem.objects.filter(visible(viewer), pk__in=ids).values_list("pk", "record__public_id")
    return _Known(dict(rows), hidden_words(viewer, record_ids=ids))


def _lines(viewer: Viewer, changes: Sequence[Change], *, is_keeper: bool) -> tuple[ChangeLine, ...]:
    return tuple(_told(changes, _known(viewer, changes), is_keeper=is_keeper))


def _told(changes: Iterable[Change], known: _Known, *, is_keeper: bool) -> Iterable[ChangeLine]:
    for change in changes:
        one = change.standing
        public_id = known.public_ids.get(one.item_id, "")
        # What was taken off is seen by nobody any more; its title is told where it was open.
        is_gone = change.kind is ChangeKind.REMOVED and not public_id and not one.is_closed
        if public_id or is_gone or is_keeper:
            title = shown(one.title, is_keeper=is_keeper, words=known.words.get(one.item_id, ()))
            yield ChangeLine(change.kind, one.number, title, public_id, change.parts, change.old_number)


def _marks(rows: Iterable[tuple[object, ...]]) -> dict[int, str]:
    found: dict[int, list[object]] = defaultdict(list)
    for item, *told in rows:
        if isinstance(item, int):
            found[item].append(told)
    return {item: _mark(told) for item, told in found.items()}


def _mark(told: list[object]) -> str:
    return sha256(repr(told).encode()).hexdigest()[:32]
