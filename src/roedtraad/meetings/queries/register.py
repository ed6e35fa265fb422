"""The register of decisions: filters, pages by key, counts, rows for a spreadsheet. All within what the viewer may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from roedtraad.accounts.addresses import address_of
from roedtraad.accounts.counting import Tally, tally
from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Circle, Viewer, visible
from roedtraad.bodies.models import Body
from roedtraad.documents.queries import hidden_words
from roedtraad.meetings.models import Decision, Outcome, OutcomeKind
from roedtraad.meetings.queries.narrowing import Key, Wanted, read_key, wanted_bodies, written_key
from roedtraad.meetings.queries.seeing import Words, shown
from roedtraad.meetings.wording import folded

PAGE = 50
CSV_BATCH = 500
COUNTED_AT_MOST = 5_000
FEW = 1_000
FORMULA = ("=", "+", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class RegisterFilters:
    """What the register is limited to. `words` must all stand in title, recommendation or decision.

    `also` is a condition over `Decision` that a higher app adds: that it has money, say.
    """

    collaboration_id: int | None = None
    body_ids: tuple[int, ...] = ()
    level_key: str = ""
    outcome: OutcomeKind | None = None
    since: date | None = None
    until: date | None = None
    words: str = ""
    also: Q | None = None


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in the register, as the viewer may read it."""

    decision_id: int
    public_id: str
    decided_on: date
    body: Body
    item_public_id: str
    item_number: str
    title: str
    text: str
    is_closed: bool
    outcomes: tuple[OutcomeKind, ...]
    is_changed: bool


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page, newest first. The keys lead to the pages beside it; empty where there is none."""

    lines: tuple[DecisionLine, ...]
    newer: str
    older: str


@dataclass(frozen=True, slots=True)
class RegisterTally:
    """How many decisions there are, and how many of them ended in each way, the commonest first.

    `by_outcome` does not mind which outcome the filters ask for; it is empty where there are too many to count.
    """

    found: Tally
    by_outcome: Mapping[OutcomeKind, int]


def register(
    viewer: Viewer, filters: RegisterFilters, *, older_than: str = "", newer_than: str = "", limit: int = PAGE
) -> RegisterPage:
    """Return a page of the register. `older_than` and `newer_than` are keys of a page before; one that is not is ignored.

    Four queries, one more for a filter by outcome, two for one by body, level or collaboration; the same time on the
    first page and on the last.
    """
    rows = register_rows(viewer, filters)
    backwards = bool(newer_than) and not older_than
    key = read_key(newer_than if backwards else older_than)
    if key is not None:
        rows = rows.filter(_beyond(key, newer=backwards))
    order = ("decided_on", "pk") if backwards else ("-decided_on", "-pk")
    found = list(rows.order_by(*order).values_list("pk", "decided_on")[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    if backwards:
        found.reverse()
    has_newer = more if backwards else key is not None
    has_older = (key is not None) if backwards else more
    return RegisterPage(
        lines=_lines(viewer, [pk for pk, _ in found]),
        newer=written_key(*found[0]) if found and has_newer else "",
        older=written_key(*found[-1]) if found and has_older else "",
    )


def how_many(viewer: Viewer, filters: RegisterFilters, *, at_most: int = COUNTED_AT_MOST) -> Tally:
    """Return how many decisions there are to see; it stops counting at `at_most`. One query, two more for a body."""
    rows = register_rows(viewer, replace(filters, outcome=None))
    if filters.outcome is not None:  # from the outcomes: walking through all days for a rare one takes long
        rows = rows.filter(pk__in=Outcome.objects.filter(kind=filters.outcome).order_by().values("decision"))
    return tally(rows, at_most=at_most)


def tally_of(viewer: Viewer, filters: RegisterFilters, *, at_most: int = COUNTED_AT_MOST) -> RegisterTally:
    """Return how many decisions there are to see, and how many ended in each way. Two queries for `at_most` or fewer.

    Four for more, where an outcome is asked for; as many again for a filter by body, level or collaboration.
    """
    beside = register_rows(viewer, replace(filters, outcome=None)).order_by()
    ids = list(beside.values_list("pk", flat=True)[: at_most + 1])
    if len(ids) > at_most:
        many = Tally(at_most, is_exact=False)
        return RegisterTally(how_many(viewer, filters, at_most=at_most) if filters.outcome else many, {})
    rows = Outcome.objects.filter(decision__in=ids).order_by().values_list("kind")
    counted = dict(rows.annotate(number=Count("decision", distinct=True)))
    kinds = sorted(counted, key=lambda kind: (-counted[kind], kind))
    number = counted.get(filters.outcome, 0) if filters.outcome else len(ids)
    return RegisterTally(Tally(number, is_exact=True), {OutcomeKind(kind): counted[kind] for kind in kinds})


def csv_rows(
    viewer: Viewer, filters: RegisterFilters, *, pages: Callable[..., RegisterPage] = register
) -> Iterator[tuple[str, ...]]:
    """Yield the header and then every decision, newest first, ready for a CSV file. Three queries for each 500.

    `pages` reads the register; one that finds words by an index is called the same way. A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    yield (
        _("Date"),
        _("Collaboration"),
        _("Body"),
        _("Item"),
        _("Title"),
        _("Outcome"),
        _("Decision"),
        _("Address"),
    )
    key = ""
    while True:
        page = pages(viewer, filters, older_than=key, limit=CSV_BATCH)
        yield from (_csv_row(line) for line in page.lines)
        if not page.older:
            return
        key = page.older


def register_rows(viewer: Viewer, filters: RegisterFilters) -> QuerySet[Decision]:
    """Return the decisions that the register shows this viewer, in no order. One query; two more for a body or an outcome."""
    # As a condition on each row, and not as a join: SQLite would begin with every public record there is.
    seen = Record.objects.filter(visible(viewer, record=""), pk=OuterRef("pk"))
    rows = Decision.objects.filter(Exists(seen))
    wanted = wanted_bodies(
        collaboration_id=filters.collaboration_id, body_ids=filters.body_ids, level_key=filters.level_key
    )
    if wanted is not None:
        rows = rows.filter(_of_bodies(wanted))
    if filters.outcome is not None:
        rows = rows.filter(_with_outcome(filters.outcome))
    if filters.since is not None:
        rows = rows.filter(decided_on__gte=filters.since)
    if filters.until is not None:
        rows = rows.filter(decided_on__lte=filters.until)
    for word in folded(filters.words).split():
        rows = rows.filter(folded__contains=word)
    return rows if filters.also is None else rows.filter(filters.also)


def _with_outcome(kind: OutcomeKind) -> Q:
    """Return the condition that this was concluded. One query.

    Few decisions with a rare outcome are named one by one; of a common one, walking through the days finds a page at
    once. Left to choose, both databases walk through everything for the rare one.
    """
    concluded = Outcome.objects.filter(kind=kind).order_by()
    ids = list(concluded.values_list("decision", flat=True).distinct()[: FEW + 1])
    return Q(pk__in=ids) if len(ids) <= FEW else Q(Exists(concluded.filter(decision=OuterRef("pk"))))


def _of_bodies(wanted: Wanted) -> Q:
    """Return the condition that one of the wanted bodies was host, or joined."""
    hosted = Q(body__in=wanted.body_ids)
    return hosted | Q(item__meeting__in=wanted.joined) if wanted.joined else hosted


def _lines(viewer: Viewer, ids: Sequence[int]) -> tuple[DecisionLine, ...]:
    """Return the lines of these decisions, in this order. Three queries at most."""
    rows = Decision.objects.select_related(
        "record", "item__record", "body__record", "body__collaboration", "body__level"
    ).in_bulk(list(ids))
    outcomes: dict[int, list[OutcomeKind]] = {pk: [] for pk in ids}
    changed: set[int] = set()
    for pk, kind, is_changed in (
        Outcome.objects.filter(decision__in=ids).order_by("pk").values_list("decision", "kind", "is_changed")
    ):
        if OutcomeKind(kind) not in outcomes[pk]:
            outcomes[pk].append(OutcomeKind(kind))
        if is_changed:
            changed.add(pk)
    words = hidden_words(viewer, record_ids=[key for pk in ids for key in (pk, rows[pk].item_id)])
    return tuple(_line(rows[pk], viewer, tuple(outcomes[pk]), pk in changed, words) for pk in ids)


def _line(
    row: Decision, viewer: Viewer, outcomes: tuple[OutcomeKind, ...], is_changed: bool, words: Words
) -> DecisionLine:
    is_keeper = viewer.holds(Circle.SECRETARIAT.of(row.body_id))
    hidden = (*words.get(row.pk, ()), *words.get(row.item_id, ()))
    return DecisionLine(
        decision_id=row.pk,
        public_id=row.record.public_id,
        decided_on=row.decided_on,
        body=row.body,
        item_public_id=row.item.record.public_id,
        item_number=row.item.number,
        title=shown(row.item.title, is_keeper=is_keeper, words=hidden),
        text=shown(row.text, is_keeper=is_keeper, words=hidden),
        is_closed=row.item.is_closed,
        outcomes=outcomes,
        is_changed=is_changed,
    )


def _csv_row(line: DecisionLine) -> tuple[str, ...]:
    outcomes = ", ".join(str(kind.label) for kind in line.outcomes)
    cells = (
        line.decided_on.isoformat(),
        line.body.collaboration.name,
        line.body.name,
        line.item_number,
        line.title,
        outcomes,
        line.text,
        address_of(RecordKind.DECISION, line.public_id, line.title),
    )
    return tuple(harmless(cell) for cell in cells)


def harmless(cell: str) -> str:
    """Return a cell so that no spreadsheet runs it; a lone dash, which minutes often have, is harmless."""
    starts_formula = cell.startswith(FORMULA) or (cell.startswith("-") and len(cell) > 1)
    return f"'{cell}" if starts_formula else cell


def _beyond(key: Key, *, newer: bool) -> Q:
    """Return the condition for rows on one side of a key. The first half lets both databases use the index."""
    day, pk = key
    if newer:
        return Q(decided_on__gte=day) & (Q(decided_on__gt=day) | Q(pk__gt=pk))
    return Q(decided_on__lte=day) & (Q(decided_on__lt=day) | Q(pk__lt=pk))
