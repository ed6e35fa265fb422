"""Meetings, agenda items and decisions as entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from roedtraad import danish
from roedtraad.accounts.models import RecordKind
from roedtraad.bodies.models import Body
from roedtraad.cases.models import RecommendationPoint
from roedtraad.meetings.models import (
    AgendaItem,
    Decision,
    ItemCase,
    ItemSection,
    Meeting,
    MeetingBody,
    Outcome,
    PartyConsent,
    SectionKind,
    Statement,
    Vote,
)
from roedtraad.search.collecting.seeing import Seen
from roedtraad.search.collecting.texts import Texts
from roedtraad.search.collecting.weights import weight
from roedtraad.search.index.entries import Card, Entry

# Printed lists of papers and of who was away have audiences of their own: the papers are entries themselves.
SEARCHED = (SectionKind.SUMMARY, SectionKind.CASE, SectionKind.RECOMMENDATION)


@dataclass(frozen=True, slots=True)
class Held:
    """When and by whom something was treated."""

    day: date
    body_ids: tuple[int, ...]  # the host first
    level_keys: tuple[str, ...]


def held(meeting_ids: Collection[int]) -> dict[int, Held]:
    """Return the day, the bodies and their levels of these meetings. Two queries."""
    bodies: dict[int, list[tuple[int, str]]] = defaultdict(list)
    days: dict[int, date] = {}
    for pk, day, body, level in Meeting.objects.filter(pk__in=meeting_ids).values_list(
        "pk", "held_on", "body", "body__level__key"
    ):
        days[pk] = day
        bodies[pk].append((body, level or ""))
    for pk, body, level in (
        MeetingBody.objects.filter(meeting__in=meeting_ids)
        .order_by("pk")
        .values_list("meeting", "body", "body__level__key")
    ):
        bodies[pk].append((body, level or ""))
    return {
        pk: Held(
            day=day,
            body_ids=tuple(body for body, _ in bodies[pk]),
            level_keys=tuple(sorted({level for _, level in bodies[pk] if level})),
        )
        for pk, day in days.items()
    }


def meetings(seen: Mapping[int, Seen], texts: Texts) -> Iterator[Entry]:
    """Yield the entries of these meetings. Four queries."""
    treated = held(seen)
    names = dict(
        Body.objects.filter(pk__in={pk for one in treated.values() for pk in one.body_ids}).values_list(
            "pk", "name"
        )
    )
    for row in Meeting.objects.filter(pk__in=seen):
        when = treated[row.pk]
        bodies = [names[pk] for pk in when.body_ids]
        title = row.title or f"{bodies[0]}, {danish.day(row.held_on)}"
        yield Entry(
            pk=row.pk,
            kind=RecordKind.MEETING,
            seen=seen[row.pk].as_found_by(),
            card=Card(
                public_id=seen[row.pk].public_id,
                title=texts.shown(title, row.pk),
                day=row.held_on,
                body_ids=when.body_ids,
            ),
            level_keys=when.level_keys,
            more=texts.all_shown(
                (*bodies, row.get_kind_display(), row.place, danish.day(row.held_on)), row.pk
            ),
            weight=weight(RecordKind.MEETING, row.held_on),
        )


def items(seen: Mapping[int, Seen], texts: Texts) -> Iterator[Entry]:
    """Yield the entries of these items: their texts, and what was recommended. Five queries."""
    rows = list(AgendaItem.objects.filter(pk__in=seen))
    treated = held({row.meeting_id for row in rows})
    points = _points({row.pk: row.pk for row in rows})
    sections: dict[int, list[str]] = defaultdict(list)
    for item, text in (
        ItemSection.objects.filter(item__in=seen, kind__in=SEARCHED)
        .order_by("item", "kind", "-paper")
        .values_list("item", "text")
    ):
        if text not in sections[item]:
            sections[item].append(text)
    for row in rows:
        when = treated[row.meeting_id]
        yield Entry(
            pk=row.pk,
            kind=RecordKind.ITEM,
            seen=seen[row.pk].as_found_by(),
            card=Card(
                public_id=seen[row.pk].public_id,
                title=texts.shown(row.title, row.pk),
                number=row.number,
                day=when.day,
                body_ids=when.body_ids,
                is_closed=row.is_closed,
                texts=texts.all_shown((*sections[row.pk], *points[row.pk]), row.pk),
            ),
            level_keys=when.level_keys,
            more=(row.file_number,) if row.file_number else (),
            weight=weight(RecordKind.ITEM, when.day),
        )


def decisions(seen: Mapping[int, Seen], texts: Texts) -> Iterator[Entry]:
    """Yield the entries of these decisions: the text, what was recommended, and what was said to it. Nine queries."""
    rows = list(Decision.objects.filter(pk__in=seen).select_related("item"))
    treated = held({row.item.meeting_id for row in rows})
    points = _points({row.item_id: row.pk for row in rows})
    outcomes, said = _outcomes(seen), _said(seen)
    for row in rows:
        when, of = treated[row.item.meeting_id], (row.pk, row.item_id)
        yield Entry(
            pk=row.pk,
            kind=RecordKind.DECISION,
            seen=seen[row.pk].as_found_by(),
            card=Card(
                public_id=seen[row.pk].public_id,
                title=texts.shown(row.item.title, *of),
                number=row.item.number,
                day=when.day,
                body_ids=when.body_ids,
                outcomes=tuple(outcomes[row.pk]),
                is_closed=row.item.is_closed,
                lead=texts.shown(row.text, *of),
                texts=texts.all_shown((*points[row.pk], *said[row.pk]), *of),
            ),
            level_keys=when.level_keys,
            weight=weight(RecordKind.DECISION, when.day),
        )


def _points(owners: Mapping[int, int]) -> dict[int, list[str]]:
    """Return what was recommended under items, by the record that has it. `owners`: item → record. Two queries."""
    of_item: dict[int, list[int]] = defaultdict(list)
    for consideration, item in (
        ItemCase.objects.filter(item__in=owners).order_by("order", "pk").values_list("consideration", "item")
    ):
        of_item[consideration].append(item)
    found: dict[int, list[str]] = defaultdict(list)
    for consideration, text in (
        RecommendationPoint.objects.filter(consideration__in=of_item)
        .order_by("consideration", "order")
        .values_list("consideration", "text")
    ):
        for item in of_item[consideration]:
            found[owners[item]].append(text)
    return found


def _outcomes(pks: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for pk, kind in Outcome.objects.filter(decision__in=pks).order_by("pk").values_list("decision", "kind"):
        if kind not in found[pk]:
            found[pk].append(kind)
    return found


def _said(pks: Collection[int]) -> dict[int, list[str]]:
    """Return the other texts of decisions: remarks, statements, votes, what parties answered. Four queries."""
    found: dict[int, list[str]] = defaultdict(list)
    for rows in (
        Outcome.objects.filter(decision__in=pks)
        .exclude(remark="")
        .order_by("pk")
        .values_list("decision", "remark"),
        Statement.objects.filter(decision__in=pks).order_by("pk").values_list("decision", "text"),
        Vote.objects.filter(decision__in=pks)
        .exclude(about="")
        .order_by("pk")
        .values_list("decision", "about"),
        PartyConsent.objects.filter(decision__in=pks)
        .exclude(remark="")
        .order_by("pk")
        .values_list("decision", "remark"),
    ):
        for pk, text in rows:
            if text not in found[pk]:
                found[pk].append(text)
    return found
