"""Read from the records what the proposals are made of: the texts of items, and the names of initiatives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q

from roedtraad.initiatives.models import Initiative, InitiativeAlias
from roedtraad.meetings.models import AgendaItem, Decision, ItemCase, ItemSection, SectionKind
from roedtraad.thread.models import ReasonKind
from roedtraad.thread.proposing.about import Passage, Told
from roedtraad.thread.proposing.names import WORD, Named, stem

LONGEST_SERIES = 100
SAYS = {
    SectionKind.SUMMARY: ReasonKind.TEXT,
    SectionKind.CASE: ReasonKind.TEXT,
    SectionKind.RECOMMENDATION: ReasonKind.POINT,
}


def told_of(items: Collection[int]) -> list[Told]:
    """Return these items with their texts, the oldest first; what has been withdrawn is left out. Four queries."""
    rows = AgendaItem.objects.filter(pk__in=items, record__withdrawn_at=None)
    heads = rows.order_by("meeting__held_on", "order", "pk").values_list(
        "pk", "meeting__held_on", "title", "meeting__body__collaboration"
    )
    passages = _passages(items)
    cases: dict[int, set[int]] = defaultdict(set)
    for item, case in ItemCase.objects.filter(item__in=items).values_list("item", "consideration__case"):
        cases[item].add(case)
    return [
        Told(pk, on, title, tuple(passages.get(pk, ())), frozenset(cases.get(pk, ())), home or 0)
        for pk, on, title, home in heads
    ]


def _passages(items: Collection[int]) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = defaultdict(list)
    sections = ItemSection.objects.filter(item__in=items, kind__in=SAYS).order_by("pk")
    for item, kind, text in sections.values_list("item", "kind", "text"):
        found[item].append(Passage(SAYS[SectionKind(kind)], text, item, f"section.{kind}"))
    decisions = Decision.objects.filter(item__in=items).exclude(text="").order_by("pk")
    for pk, item, text in decisions.values_list("pk", "item", "text"):
        found[item].append(Passage(ReasonKind.DECISION, text, pk, "text"))
    return found


def named(initiatives: Collection[int] | None = None) -> tuple[list[Named], dict[int, date | None]]:
    """Return all initiatives (or these) with the names that stand, and the first day of each. Two queries."""
    rows = Initiative.objects.filter(record__withdrawn_at=None)
    aliases = InitiativeAlias.objects.filter(withdrawn_at=None)
    if initiatives is not None:
        rows, aliases = rows.filter(pk__in=initiatives), aliases.filter(initiative__in=initiatives)
    names: dict[int, list[str]] = defaultdict(list)
    for pk, name in aliases.values_list("initiative", "name"):
        names[pk].append(name)
    heads = list(rows.order_by("pk").values_list("pk", "name", "valid_from", "collaboration"))
    begins = {pk: first for pk, _, first, _ in heads}
    return [Named(pk, (name, *names.get(pk, ())), home) for pk, name, _, home in heads], begins


def together_with(items: Collection[int]) -> list[int]:
    """Return these items with those of the same cases, and with those of the same title. Four queries.

    A title that very many items have ('Godkendelse af dagsorden') tells nothing.
    """
    mine = AgendaItem.objects.filter(pk__in=items)
    cases = ItemCase.objects.filter(item__in=items).values_list("consideration__case", flat=True)
    of_cases = ItemCase.objects.filter(consideration__case__in=set(cases)).values_list("item", flat=True)
    titles = set(mine.filter(cases__isnull=False).values_list("title", flat=True))
    alike: dict[str, set[int]] = defaultdict(set)
    same = AgendaItem.objects.filter(title__in=titles, cases__isnull=False)
    for pk, title in same.values_list("pk", "title"):
        alike[title].add(pk)
    series = [pks for pks in alike.values() if len(pks) <= LONGEST_SERIES]
    return sorted({*items, *of_cases}.union(*series))


def items_that_may_tell_of(initiatives: Collection[Named]) -> list[int]:
    """Return the items whose texts have the longest word of one of these names. Three queries for each name."""
    words = {max(WORD.findall(name), key=len, default="") for one in initiatives for name in one.names}
    found: set[int] = set()
    for word in sorted(stem(word) for word in words if word):
        found |= set(AgendaItem.objects.filter(_has("title", word)).values_list("pk", flat=True))
        found |= set(ItemSection.objects.filter(_has("text", word)).values_list("item", flat=True))
        found |= set(Decision.objects.filter(_has("text", word)).values_list("item", flat=True))
    return sorted(found)


def _has(field: str, word: str) -> Q:
    """Return the filter for texts with a word, in whatever letters; SQLite does not know that Ø is a large ø."""
    return Q(
        *((f"{field}__icontains", form) for form in sorted({word, word.capitalize(), word.upper()})),
        _connector=Q.OR,
    )
