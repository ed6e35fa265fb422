"""Cases as entries: their titles and numbers. What was recommended in them is found by the items that treated it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Circle
from roedtraad.cases.models import Case, FileNumber
from roedtraad.meetings.models import ItemCase
from roedtraad.search.collecting.meetings import Held, held
from roedtraad.search.collecting.seeing import Seen, seen_of
from roedtraad.search.collecting.texts import Texts
from roedtraad.search.collecting.weights import weight
from roedtraad.search.index.entries import Card, Entry


def cases(seen: Mapping[int, Seen], texts: Texts) -> Iterator[Entry]:
    """Yield the entries of these cases; one that was merged into another has none. Seven queries."""
    rows = list(Case.objects.filter(pk__in=seen, merged_into=None))
    numbers: dict[int, list[str]] = defaultdict(list)
    for pk, number in FileNumber.objects.filter(case__in=seen).order_by("pk").values_list("case", "number"):
        numbers[pk].append(number)
    treated = _treated(seen, {row.pk: row.raised_by_id for row in rows})
    for row in rows:
        when = treated[row.pk]
        last = max(when, key=lambda one: one.day, default=None)
        yield Entry(
            pk=row.pk,
            kind=RecordKind.CASE,
            seen=seen[row.pk].as_found_by(),
            card=Card(
                public_id=seen[row.pk].public_id,
                title=texts.shown(row.title, row.pk),
                day=last.day if last else None,
                body_ids=tuple(dict.fromkeys(pk for one in when for pk in one.body_ids)),
            ),
            level_keys=tuple(sorted({key for one in when for key in one.level_keys})),
            more=texts.all_shown(numbers[row.pk], row.pk),
            weight=weight(RecordKind.CASE, last.day if last else None),
        )


def _treated(seen: Mapping[int, Seen], raised_by: Mapping[int, int | None]) -> dict[int, list[Held]]:
    """Return when and where cases were treated, as far as all who see the case may know it. Four queries.

    Whoever raised the case sees it for that reason alone, and is not counted.
    """
    rows = list(
        ItemCase.objects.filter(consideration__case__in=seen)
        .order_by("item__meeting__held_on", "item")
        .values_list("consideration__case", "item", "item__meeting")
    )
    items = seen_of({item for _, item, _ in rows})
    meetings = held({meeting for *_, meeting in rows})
    found: dict[int, list[Held]] = defaultdict(list)
    for case, item, meeting in rows:
        raiser = raised_by.get(case)
        alone = {Circle.PERSON.of(raiser)} if raiser else set()
        if item in items and seen[case].is_within(items[item], except_for=alone):
            found[case].append(meetings[meeting])
    return found
