"""What the page of an initiative shows: who decided, what it cost whom, what came of it, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad import danish
from roedtraad.accounts.addresses import address, address_of
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.commitments.models import Adoption
from roedtraad.commitments.queries import AdoptionLine, CommitmentLine, adoptions_of
from roedtraad.commitments.standing import Standing
from roedtraad.documents.queries import Source, sources_of
from roedtraad.fund.figures import Figure
from roedtraad.fund.models import Fund
from roedtraad.fund.queries import Scope, funds_of, parties_by_key, statement_of
from roedtraad.initiatives.models import AT_WORK, OVER, InitiativeState, State, Told
from roedtraad.initiatives.queries import InitiativeView, Series
from roedtraad.meetings.models import Decision
from roedtraad.thread.queries import items_about
from roedtraad.web.charts import Chart, chart_of
from roedtraad.web.measured import NumberTable, tables_of, target_said, value_said
from roedtraad.web.naming import short_name
from roedtraad.web.parts import Shape, Step
from roedtraad.web.purses import Wanted, statement_url
from roedtraad.web.sources import Cited, newest, page_url

TAGS: Mapping[State, str] = {
    State.PROPOSED: "ghost",
    State.APPROVED: "open",
    State.PLANNED: "open",
    State.RUNNING: "open",
    State.PAUSED: "care",
    State.EXTENDED: "open",
    State.ENDED: "",
    State.ANCHORED: "kept",
    State.REJECTED: "",
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was said of how far it came: the words, in which body, and where they stand."""

    step: Step
    body: str
    quote: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Purse:
    """What one fund gave to the initiative, in all and by party."""

    fund: Fund
    allocated: Decimal
    spent: Decimal
    url: str
    parties: tuple[tuple[str, Decimal, Decimal], ...]  # name, allocated, spent


@dataclass(frozen=True, slots=True)
class Result:
    """An indicator as the page shows it: its table, its drawing, where its numbers were read."""

    series: Series
    table: NumberTable
    chart: Chart | None
    target: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is missing, and the page where it is put right; `note` says since when."""

    text: str
    note: str = ""
    url: str = ""
    is_loose: bool = True


def tag_of(state: State | None) -> tuple[str, str]:
    """Return the kind and the word of a state's tag."""
    if state is None:
        return "ghost", _("State not told")
    return TAGS[state], capfirst(str(state.label))


def sources_for(viewer: Viewer, found: InitiativeView) -> Mapping[int, tuple[Source, ...]]:
    """Return the words of everything that is told of an initiative. Three queries at most."""
    keys = [
        found.initiative.pk,
        *(series.indicator.pk for series in found.series),
        *(one.evaluation.pk for one in found.evaluations),
    ]
    return sources_of(viewer, keys)


def row_url(found: InitiativeView, row: Told, sources: Iterable[Source]) -> str:
    """Return the page where the words of a row stand; '' where none were read."""
    source = newest(sources, row.cited_as)
    if source is None:
        return ""
    return page_url(source.document, source.page, Cited(found.initiative.record.public_id, source.field))


def events_of(found: InitiativeView, sources: Sequence[Source], *, on: date) -> list[Event]:
    """Return the states as steps down the page, the one that counts marked."""
    return [
        Event(
            Step(
                when=danish.day(row.on),
                text=capfirst(str(State(row.state).label)),
                url=_decided_url(row),
                note=_state_note(row),
                shape=Shape.DECISION if row.on <= on else Shape.PROMISE,
                here=row == found.stand,
            ),
            _body_of(row),
            _quote(row, sources),
            row_url(found, row, sources),
        )
        for row in found.history
    ]


def purses_of(viewer: Viewer, found: InitiativeView) -> list[Purse]:
    """Return the money of an initiative, by fund. Two queries, and two for each fund of the collaboration."""
    one = found.initiative
    purses = []
    funds = funds_of(viewer, collaboration_id=one.collaboration_id)
    statements = [(fund, statement_of(viewer, Scope(fund, initiative=one.pk))) for fund in funds]
    given = [(fund, told) for fund, told in statements if told.whole[Figure.ALLOCATED]]
    parties = parties_by_key(line.key for _fund, told in given for line in told.parties) if given else {}
    for fund, told in given:
        lines = [
            (
                parties[line.key].name if line.key in parties else _("Not distributed"),
                line.figures[Figure.ALLOCATED],
                line.figures[Figure.SPENT],
            )
            for line in told.parties
            if line.figures[Figure.ALLOCATED]
        ]
        purses.append(
            Purse(
                fund,
                told.whole[Figure.ALLOCATED],
                told.whole[Figure.SPENT],
                statement_url(fund, Wanted(initiative=one).query),
                tuple(sorted(lines, key=lambda line: -line[1])),
            )
        )
    return purses


def results_of(found: InitiativeView, sources: Mapping[int, tuple[Source, ...]]) -> list[Result]:
    """Return what was measured, a table each, and a drawing where there is a course to draw."""
    results = []
    for series, table in tables_of(found.series):
        own = sources.get(series.indicator.pk, ())
        source = newest(own, "measurement.", "name")
        url = (
            page_url(source.document, source.page, Cited(series.indicator.record.public_id, source.field))
            if source
            else ""
        )
        results.append(Result(series, table, chart_of(series), target_said(series.indicator), url))
    return results


def items_of(viewer: Viewer, found: InitiativeView) -> frozenset[int]:
    """Return the items under which something is told of an initiative, and those that a person has linked. One query."""
    rows: list[Told] = [*found.history, *found.target_groups, *found.milestones, *found.risks, *found.leads]
    told = {row.item_id for row in rows} | {row.decision.item_id for row in rows if row.decision is not None}
    return frozenset(pk for pk in told if pk is not None) | items_about(viewer, found.initiative.record)


def late_adoptions(viewer: Viewer, items: Iterable[int]) -> list[AdoptionLine]:
    """Return which parties should have adopted by now what was decided under these items. Three queries at most."""
    decisions = Decision.objects.filter(item__in=list(items)).values_list("pk", flat=True)
    return [line for line in adoptions_of(viewer, decisions) if line.is_late]


def missing_of(
    found: InitiativeView, promises: Iterable[CommitmentLine], adoptions: Iterable[AdoptionLine], *, on: date
) -> list[Missing]:
    """Return what is missing: late promises, adoptions and evaluations, decisions that do not come, milestones, numbers, a leader."""
    rows = [
        Missing(
            line.text,
            ngettext("Late, %(days)s day", "Late, %(days)s days", line.days_late)
            % {"days": danish.number(line.days_late)},
            address_of(RecordKind.COMMITMENT, line.public_id, line.text),
        )
        for line in promises
        if line.standing is Standing.LATE
    ]
    rows += [_not_adopted(line.adoption, on=on) for line in adoptions]
    rows += [*_evaluations(found, on=on), *_milestones(found, on=on)]
    for series in found.series:
        latest = {row.party: row for row in series.actual if row.party is not None and not row.group}
        unknown = [party.name for party, row in latest.items() if row.value is None]
        if unknown:
            words = {"what": series.indicator.name, "who": danish.listed(unknown)}
            rows.append(Missing(_("%(who)s has not counted: %(what)s") % words))
    if found.state in AT_WORK and not found.leaders:
        rows.append(Missing(_("Nobody is named who answers for the initiative")))
    if found.stand is not None and found.stand.awaits and found.state not in OVER:
        watch = found.stand.watch_on
        note = _("Is looked at again on %(day)s") % {"day": danish.day(watch)} if watch else ""
        rows.append(Missing(_("Waits for: %(what)s") % {"what": found.stand.awaits}, note, is_loose=False))
    return rows


def _evaluations(found: InitiativeView, *, on: date) -> Iterator[Missing]:
    """Yield the evaluations that are late, and those after which what was promised is not decided."""
    for view in found.evaluations:
        one = view.evaluation
        if view.is_late(on) and one.due_on is not None:
            yield Missing(one.name, _("Should have been done by %(day)s") % {"day": danish.day(one.due_on)})
        if view.awaits_decision(found.history, on=on) and one.done_on is not None:
            yield Missing(
                _("Evaluated and not decided yet: %(what)s") % {"what": one.leads_to},
                _("Evaluated on %(day)s") % {"day": danish.day(one.done_on)},
            )


def _milestones(found: InitiativeView, *, on: date) -> Iterator[Missing]:
    for row in found.milestones:
        if row.reached_on is None and row.due_on is not None and row.due_on < on:
            yield Missing(
                row.text, _("Should have been reached by %(day)s") % {"day": danish.day(row.due_on)}
            )


def _not_adopted(one: Adoption, *, on: date) -> Missing:
    title = one.decision.item.title
    days = (on - one.due_on).days if one.due_on is not None else 0
    late = ngettext("Late, %(days)s day", "Late, %(days)s days", days) % {"days": danish.number(days)}
    words = _("%(who)s has not adopted: %(what)s") % {"who": one.party.name, "what": title}
    return Missing(words, late, reverse("adoptions", args=[one.decision.record.public_id]))


def headline_of(found: InitiativeView) -> tuple[str, str]:
    """Return the newest result in a figure and a sentence: '18,4 % → 13,1 %'; empty where nothing was measured."""
    for series in found.series:
        newest_row, one = series.latest, series.indicator
        if newest_row is None or newest_row.value is None:
            continue
        now = value_said(newest_row.value, one.unit, is_about=newest_row.is_about)
        figure = f"{value_said(one.baseline, one.unit)} → {now}" if one.baseline is not None else now
        words = one.name
        if target := target_said(one):
            words = _("%(what)s. The target is %(target)s.") % {"what": one.name, "target": target}
        return figure, words
    return "", ""


def _decided_url(row: InitiativeState) -> str:
    if row.decision is not None:
        return address(row.decision.record, row.decision.item.title)
    return address(row.item.record, row.item.title) if row.item is not None else ""


def _body_of(row: InitiativeState) -> str:
    item = row.decision.item if row.decision is not None else row.item
    return short_name(item.meeting.body) if item is not None else ""


def _state_note(row: InitiativeState) -> str:
    words = [row.reason]
    if row.awaits:
        words.append(_("Waits for: %(what)s") % {"what": row.awaits})
    if row.went_on:
        words.append(_("Goes on: %(where)s") % {"where": row.went_on})
    if row.handed_to is not None:
        words.append(_("Handed over to %(body)s") % {"body": row.handed_to.name})
    item = row.decision.item if row.decision is not None else row.item
    if item is not None:
        words.append(f"{short_name(item.meeting.body)}, {danish.short_day(item.meeting.held_on)}")
    elif row.source:
        words.append(row.source)
    return " · ".join(word for word in words if word)


def _quote(row: InitiativeState, sources: Sequence[Source]) -> str:
    source = newest(sources, row.cited_as)
    return source.quote if source is not None else ""
