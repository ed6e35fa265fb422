"""Initiatives, focus areas and agreements as entries: their names, what they are for, and what has been told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from roedtraad.accounts.models import RecordKind
from roedtraad.initiatives.models import (
    Agreement,
    FocusArea,
    FocusState,
    Initiative,
    InitiativeAlias,
    InitiativeState,
    TargetGroup,
    Vision,
)
from roedtraad.search.collecting.seeing import Seen, seen_of
from roedtraad.search.collecting.texts import Texts
from roedtraad.search.collecting.weights import weight
from roedtraad.search.index.entries import Card, Entry

Words = dict[
    int, list[tuple[str, int]]
]  # by what it is told of: the words, and what must be seen to see them


def initiatives(seen: Mapping[int, Seen], texts: Texts) -> Iterator[Entry]:
    """Yield the entries of these initiatives, with whom they are for and why they were stopped. Six queries.

    What was told of one under an item or a decision counts where everybody who sees it may see that too.
    """
    names: dict[int, list[str]] = defaultdict(list)
    aliases = InitiativeAlias.objects.filter(initiative__in=seen, withdrawn_at=None).order_by("pk")
    for pk, name in aliases.values_list("initiative", "name"):
        names[pk].append(name)
    told = _seen_by_all(_told_of_initiatives(seen), seen)
    for row in Initiative.objects.filter(pk__in=seen):
        yield Entry(
            pk=row.pk,
            kind=RecordKind.INITIATIVE,
            seen=seen[row.pk].as_found_by(),
            card=Card(
                public_id=seen[row.pk].public_id,
                title=texts.shown(row.name, row.pk),
                day=row.valid_from,
                texts=(
                    *texts.all_shown((row.aim, row.description, row.pays_for, row.evidence), row.pk),
                    *(texts.shown(text, row.pk, source) for text, source in told[row.pk]),
                ),
            ),
            names=texts.all_shown([name for name in names[row.pk] if name != row.name], row.pk),
            more=texts.all_shown((row.mark,), row.pk),
            weight=weight(RecordKind.INITIATIVE, row.valid_from),
        )


def focus_areas(seen: Mapping[int, Seen], texts: Texts) -> Iterator[Entry]:
    """Yield the entries of these focus areas, with why they were paused or closed. Four queries."""
    states = FocusState.objects.filter(focus_area__in=seen, withdrawn_at=None).order_by("pk")
    words: Words = defaultdict(list)
    for pk, source, *said in states.values_list("focus_area", "seen_as", "reason", "awaits", "went_on"):
        words[pk] += [(text, source) for text in said if text]
    told = _seen_by_all(words, seen)
    for row in FocusArea.objects.filter(pk__in=seen):
        yield Entry(
            pk=row.pk,
            kind=RecordKind.FOCUS_AREA,
            seen=seen[row.pk].as_found_by(),
            card=Card(
                public_id=seen[row.pk].public_id,
                title=texts.shown(row.name, row.pk),
                texts=tuple(texts.shown(text, row.pk, source) for text, source in told[row.pk]),
            ),
            weight=weight(RecordKind.FOCUS_AREA),
        )


def agreements(seen: Mapping[int, Seen], texts: Texts) -> Iterator[Entry]:
    """Yield the entries of these agreements, with their visions and principles. Four queries."""
    words: Words = defaultdict(list)
    visions = Vision.objects.filter(agreement__in=seen).order_by("order", "pk")
    for pk, agreement, name, text in visions.values_list("pk", "agreement", "name", "text"):
        words[agreement] += [(one, pk) for one in (name, text) if one]
    told = _seen_by_all(words, seen)
    for row in Agreement.objects.filter(pk__in=seen):
        yield Entry(
            pk=row.pk,
            kind=RecordKind.AGREEMENT,
            seen=seen[row.pk].as_found_by(),
            card=Card(
                public_id=seen[row.pk].public_id,
                title=texts.shown(row.name, row.pk),
                day=row.approved_on,
                texts=(
                    *texts.all_shown((row.text,), row.pk),
                    *(texts.shown(text, row.pk, source) for text, source in told[row.pk]),
                ),
            ),
            weight=weight(RecordKind.AGREEMENT, row.approved_on),
        )


def told_under(initiatives: Collection[int]) -> Iterator[int]:
    """Yield the items and decisions that tell of these initiatives: what is masked in them is masked here too. Two queries."""
    for kind in (InitiativeState, TargetGroup):
        yield from kind.objects.filter(initiative__in=initiatives).values_list("seen_as", flat=True)


def _told_of_initiatives(pks: Collection[int]) -> Words:
    words: Words = defaultdict(list)
    groups = TargetGroup.objects.filter(initiative__in=pks, withdrawn_at=None).order_by("pk")
    for pk, source, text in groups.values_list("initiative", "seen_as", "text"):
        words[pk].append((text, source))
    states = InitiativeState.objects.filter(initiative__in=pks, withdrawn_at=None).order_by("pk")
    for pk, source, *said in states.values_list("initiative", "seen_as", "reason", "awaits", "went_on"):
        words[pk] += [(text, source) for text in said if text]
    return words


def _seen_by_all(words: Words, seen: Mapping[int, Seen]) -> Words:
    """Return the words whose source everybody sees who sees what they are told of. Two queries."""
    sources = seen_of({source for said in words.values() for _text, source in said})
    found: Words = defaultdict(list)
    for pk, said in words.items():
        found[pk] = [
            (text, source)
            for text, source in said
            if source == pk or (source in sources and seen[pk].is_within(sources[source]))
        ]
    return found
