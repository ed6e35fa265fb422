"""The cases that items treat: considerations with their recommendation points, and the history that is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Max

from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.records import register_many
from roedtraad.bodies.models import Body
from roedtraad.cases.models import Case, Consideration, FileNumber, RecommendationPoint
from roedtraad.meetings.actions.recording.items import PutItems
from roedtraad.meetings.facts import CaseFacts, HistoryFacts, ItemFacts, MeetingFacts, PointFacts
from roedtraad.meetings.likeness import Labelled, pairs
from roedtraad.meetings.models import AgendaItem, ItemCase
from roedtraad.meetings.wording import cut, folded, plain


@dataclass(frozen=True, slots=True)
class PutCases:
    """For each item of the facts: its cases in order, and its recommendation points in order (through all cases)."""

    cases: tuple[tuple[int, ...], ...]
    points: tuple[tuple[RecommendationPoint, ...], ...]

    @property
    def first_cases(self) -> tuple[int | None, ...]:
        """Return the case that each item treats first."""
        return tuple(cases[0] if cases else None for cases in self.cases)


@dataclass(slots=True)
class _Treated:
    """One case under one item, on its way to the database."""

    item: AgendaItem
    facts: CaseFacts
    place: int  # of the item
    order: int  # under the item
    case_id: int = 0
    consideration: Consideration | None = None
    before: tuple[RecommendationPoint, ...] = ()  # points of an earlier paper
    points: list[RecommendationPoint] = field(default_factory=list)


def put_cases(put: PutItems, facts: MeetingFacts, *, body: Body) -> PutCases:
    """Save the cases, considerations, points and histories of all items. At most eleven queries."""
    treated = _treated(put, facts)
    new = [one for one in treated if one.consideration is None]
    _open(new, facts, body)
    orders = _Orders.of({one.case_id for one in treated})
    histories = [row for one in new for row in _history(one, orders)]
    considerations = [_consideration(one, orders, body) for one in new]
    Consideration.objects.bulk_create([*histories, *considerations])
    for one, consideration in zip(new, considerations, strict=True):
        one.consideration = consideration
    ItemCase.objects.bulk_create(
        ItemCase(item=one.item, consideration=one.consideration, order=one.order) for one in new
    )
    RecommendationPoint.objects.bulk_create([row for one in treated for row in _new_points(one)])
    return PutCases(
        cases=tuple(
            tuple(one.case_id for one in treated if one.place == place) for place in range(len(put.items))
        ),
        points=tuple(
            tuple(point for one in treated if one.place == place for point in one.points)
            for place in range(len(put.items))
        ),
    )


def _treated(put: PutItems, facts: MeetingFacts) -> list[_Treated]:
    """Pair the cases of the facts with those that the items treat already: by key, then by their place."""
    standing = _standing(put)
    treated: list[_Treated] = []
    for place, (item, told) in enumerate(zip(put.items, facts.items, strict=True)):
        free = list(standing.get(item.pk, ()))
        for order, case in enumerate(told.cases, start=1):
            one = _Treated(item, case, place, order, case_id=case.case_id or 0)
            known = next((row for row in free if case.case_id in (None, row.case_id)), None)
            if known is not None:
                free.remove(known)
                one.consideration, one.case_id = known, known.case_id
                one.before = tuple(known.points.all())
            else:
                one.order = len(standing.get(item.pk, ())) + order
            treated.append(one)
    return treated


def _standing(put: PutItems) -> Mapping[int, list[Consideration]]:
    """Return the considerations that the items carry already, in order, with their points. Two queries or none."""
    found: dict[int, list[Consideration]] = {}
    if put.known:
        rows = ItemCase.objects.filter(item__in=put.known).select_related("consideration")
        for row in rows.prefetch_related("consideration__points").order_by("item", "order", "pk"):
            found.setdefault(row.item_id, []).append(row.consideration)
    return found


def _open(new: list[_Treated], facts: MeetingFacts, body: Body) -> None:
    """Open a case for each that has none. Three queries at most."""
    without = [one for one in new if not one.case_id]
    records = register_many(RecordKind.CASE, len(without))
    cases = Case.objects.bulk_create(
        Case(
            record=record,
            title=cut(one.facts.title or one.item.title, 300),
            collaboration_id=body.collaboration_id,
            begun_on=facts.held_on,
        )
        for record, one in zip(records, without, strict=True)
    )
    for one, case in zip(without, cases, strict=True):
        one.case_id = case.pk
    FileNumber.objects.bulk_create(
        [
            FileNumber(case_id=one.case_id, number=cut(number, 40))
            for one in new
            for number in dict.fromkeys(one.facts.file_numbers)
        ],
        ignore_conflicts=True,
    )


@dataclass(slots=True)
class _Orders:
    """The next free order of each case."""

    taken: dict[int, int]

    @classmethod
    def of(cls, cases: set[int]) -> _Orders:
        """Read what is taken. One query."""
        rows = Consideration.objects.filter(case__in=cases).values_list("case").annotate(last=Max("order"))
        return cls(dict(rows.order_by()))

    def next(self, case_id: int) -> int:
        """Take the next."""
        self.taken[case_id] = self.taken.get(case_id, 0) + 1
        return self.taken[case_id]


def _history(one: _Treated, orders: _Orders) -> Iterator[Consideration]:
    """Yield the history that the paper prints of a case that is new under the item."""
    for told in one.facts.history:
        if told.body_id is None and not told.body_as_written.strip():
            continue
        yield _told(one, told, orders)


def _told(one: _Treated, told: HistoryFacts, orders: _Orders) -> Consideration:
    return Consideration(
        case_id=one.case_id,
        body_id=told.body_id,
        body_as_written=cut(told.body_as_written, 200),
        order=orders.next(one.case_id),
        role=Consideration.Role.DECIDES,
        told_by_id=one.item.pk,
        treated_on=cut(told.treated_on, 30),
        item_number_as_written=cut(told.item_number, 12),
        result_as_written=plain(told.result),
    )


def _consideration(one: _Treated, orders: _Orders, body: Body) -> Consideration:
    return Consideration(
        case_id=one.case_id,
        body=body,
        order=orders.next(one.case_id),
        role=one.facts.role,
        recommender_body_id=one.facts.recommender_body_id,
        recommender_as_written=cut(one.facts.recommender_as_written, 200),
    )


def _new_points(one: _Treated) -> Iterator[RecommendationPoint]:
    """Yield the points that stand nowhere yet, and put all of the facts' points in `one.points`, in order."""
    if one.consideration is None:
        return
    same = pairs(
        [Labelled(point.text, point.number) for point in one.before],
        [Labelled(point.text, point.number) for point in one.facts.points],
    )
    last = max((point.order for point in one.before), default=0)
    for place, told in enumerate(one.facts.points):
        if place in same:
            one.points.append(one.before[same[place]])
            continue
        last += 1
        one.points.append(_point(one.consideration, told, last))
        yield one.points[-1]


def _point(consideration: Consideration, told: PointFacts, order: int) -> RecommendationPoint:
    return RecommendationPoint(
        consideration=consideration,
        order=order,
        number=cut(told.number, 10),
        act=told.act,
        text=plain(told.text),
    )


def cases_named(items: Iterable[ItemFacts]) -> set[int]:
    """Return the keys of the known cases that the facts name."""
    return {case.case_id for item in items for case in item.cases if case.case_id is not None}


def free_case_titles(closed: Iterable[AgendaItem]) -> None:
    """Give cases that bear the title of a closed item, and that open items treat too, the title of one of these.

    At most three queries.
    """
    titles = {item.pk: folded(item.title) for item in closed}
    if not titles:
        return
    carried = ItemCase.objects.filter(item__in=titles).select_related("consideration__case")
    cases = {
        row.consideration.case_id: row.consideration.case
        for row in carried
        if folded(row.consideration.case.title) == titles[row.item_id]
    }
    others = ItemCase.objects.filter(consideration__case__in=cases, item__is_closed=False)
    renamed: dict[int, Case] = {}
    for case_id, title in others.order_by("-item__meeting__held_on", "-item__order").values_list(
        "consideration__case", "item__title"
    ):
        renamed[case_id] = cases[case_id]
        renamed[case_id].title = cut(title, 300)
    Case.objects.bulk_update(renamed.values(), ["title"])
