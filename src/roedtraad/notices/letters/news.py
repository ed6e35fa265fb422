"""What happened to what somebody follows: acts of the journal, as far as the reader may know of them now.

An act is told only if it is listed here, with who may know of it: there are acts (an answer to a promise that nobody
has accepted, a remark on a draft) of which not everybody hears who sees the record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad import danish
from roedtraad.accounts.models import Audience, JournalEntry, Record, RecordKind
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.cases.models import Attachment, Consideration
from roedtraad.commitments.models import Commitment
from roedtraad.commitments.queries import lines_of
from roedtraad.commitments.seeing import acting_for, seen_commitments
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import AgendaItem, ItemCase, MeetingBody, MeetingPaper, PaperKind
from roedtraad.meetings.models import Meeting as MeetingRow
from roedtraad.meetings.queries.naming import Named, names_of
from roedtraad.notices.seeing import closed_among
from roedtraad.thread.models import Link, LinkKind, LinkState

MOST_ACTS = 2_000  # of those that are told, the newest


class Shown(StrEnum):
    """Who may know of an act, beside having to see its record."""

    ALL = "all"
    INSIDERS = "insiders"  # those whom the meeting's papers are sent to
    AGENDA = "agenda"  # everybody, as long as an agenda of the meeting is published
    MINUTES = "minutes"
    PROMISES = "promises"  # those who may see one of the promises of the meeting


@dataclass(frozen=True, slots=True)
class _Rule:
    shown_to: Shown
    words: Promise


_RULES: Mapping[str, _Rule] = {
    "meetings.meeting.planned": _Rule(Shown.ALL, _("A meeting was planned")),
    "meetings.meeting.changed": _Rule(Shown.ALL, _("The time or place was changed")),
    "meetings.meeting.cancelled": _Rule(Shown.ALL, _("The meeting is cancelled")),
    "meetings.agenda.recorded": _Rule(Shown.INSIDERS, _("An agenda was read in")),
    "meetings.minutes.recorded": _Rule(Shown.INSIDERS, _("Minutes were recorded")),
    "meetings.agenda.released": _Rule(Shown.INSIDERS, _("The agenda was sent out")),
    "publishing.agenda.published": _Rule(Shown.AGENDA, _("The agenda was published")),
    "publishing.agenda.issued": _Rule(Shown.AGENDA, _("The agenda was published")),
    "publishing.minutes.published": _Rule(Shown.MINUTES, _("The minutes were published")),
    "publishing.minutes.issued": _Rule(Shown.MINUTES, _("The minutes were published")),
    "meetings.item.decided": _Rule(Shown.ALL, _("It was decided")),
    "commitments.commitments.recorded": _Rule(Shown.PROMISES, _("Promises were given")),
    "commitments.commitment.kept": _Rule(Shown.ALL, _("A promise was kept")),
    "commitments.commitment.moved": _Rule(Shown.ALL, _("A promise was moved")),
    "commitments.commitment.dropped": _Rule(Shown.ALL, _("A promise was dropped")),
    "commitments.commitment.reopened": _Rule(Shown.ALL, _("A promise was taken up again")),
    "cases.case.opened": _Rule(Shown.ALL, _("A case was opened")),
    "cases.case.split": _Rule(Shown.ALL, _("The case was split")),
    "cases.attachment.added": _Rule(Shown.ALL, _("An attachment was added")),
    "initiatives.initiative.entered": _Rule(Shown.ALL, _("An initiative was entered")),
    "initiatives.state.set": _Rule(Shown.ALL, _("The state was changed")),
}


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened, as the reader may read it. `follows`: the keys of the followed records it belongs to.

    Of what is closed, `title` is ''.
    """

    at: datetime
    what: Promise
    title: str
    kind: RecordKind
    public_id: str
    is_closed: bool
    follows: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Act:
    at: datetime
    rule: _Rule
    record: Record


@dataclass(slots=True)
class _Belongs:
    """To which bodies, meetings, cases and initiatives records belong, by key of the record."""

    to: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    meetings: dict[int, int] = field(default_factory=dict)  # record → its meeting


def news_of(viewer: Viewer, followed: Collection[int], *, after: int, until: int) -> tuple[News, ...]:
    """Return what happened to followed records between two numbers of the journal, the newest first.

    Each record is told of once for each thing that happened to it. 35 queries at most, however much happened.
    """
    if not followed:
        return ()
    acts = _acts(after=after, until=until)
    belongs = _belonging({act.record.pk: act.record for act in acts})
    wanted = set(followed)
    concerned = [act for act in acts if wanted & (belongs.to[act.record.pk] | {act.record.pk})]
    known = _known(viewer, concerned, belongs)
    titles = _titles(viewer, [act.record for act in known])
    closed = closed_among([act.record.pk for act in known]) if known else frozenset()
    return tuple(_told(known, belongs, titles, closed, wanted))


def _acts(*, after: int, until: int) -> list[_Act]:
    """Return the acts that are told, the newest first. One query."""
    rows = JournalEntry.objects.filter(
        number__gt=after, number__lte=until, act__in=_RULES, record__isnull=False
    )
    return [
        _Act(row.at, _RULES[row.act], row.record)
        for row in rows.select_related("record").order_by("-number")[:MOST_ACTS]
        if row.record is not None
    ]


def _belonging(records: Mapping[int, Record]) -> _Belongs:
    """Return what records belong to. Nine queries for any number."""
    found = _Belongs()
    items: dict[int, set[int]] = defaultdict(set)  # item → records that hang on it
    of_items = AgendaItem.objects.filter(
        Q(pk__in=records) | Q(decision__in=records) | Q(commitments__in=records)
    ).values_list("pk", "meeting", "decision", "commitments")
    for item, meeting, decision, promise in of_items:
        for pk in {item, decision, promise} & records.keys():
            items[item].add(pk)
            found.meetings[pk] = meeting
    for item, case in ItemCase.objects.filter(item__in=items).values_list("item", "consideration__case"):
        for pk in items[item]:
            found.to[pk].add(case)
    about = Link.objects.filter(source__in=items, kind=LinkKind.ABOUT, state=LinkState.CONFIRMED)
    for item, initiative in about.values_list("source", "target"):
        for pk in items[item]:
            found.to[pk].add(initiative)
    found.meetings |= {pk: pk for pk, record in records.items() if record.kind == RecordKind.MEETING}
    _add_bodies(found)
    for case, body in Consideration.objects.filter(case__in=records).values_list("case", "body"):
        found.to[case] |= {body} - {None}
    for attachment, case in Attachment.objects.filter(pk__in=records).values_list("pk", "case"):
        found.to[attachment] |= {case} - {None}
    listed = Attachment.objects.filter(pk__in=records, items__isnull=False)
    for attachment, meeting, case in listed.values_list(
        "pk", "items__item__meeting", "items__item__cases__consideration__case"
    ):
        found.to[attachment] |= {meeting, case} - {None}
    return found


def _add_bodies(found: _Belongs) -> None:
    meetings = set(found.meetings.values())
    bodies: dict[int, set[int]] = defaultdict(set)
    for meeting, body in (
        *MeetingRow.objects.filter(pk__in=meetings).values_list("pk", "body"),
        *MeetingBody.objects.filter(meeting__in=meetings).values_list("meeting", "body"),
    ):
        bodies[meeting].add(body)
    for pk, meeting in found.meetings.items():
        found.to[pk] |= {meeting, *bodies[meeting]}


def _known(viewer: Viewer, acts: Iterable[_Act], belongs: _Belongs) -> list[_Act]:
    """Return the acts of which the viewer may know. Seven queries."""
    listed = list(acts)
    ids = {act.record.pk for act in listed}
    promises = {act.record.pk for act in listed if act.record.kind == RecordKind.COMMITMENT}
    seen = set(
        Record.objects.filter(visible(viewer, record=""), pk__in=ids - promises).values_list("pk", flat=True)
    )
    own = Commitment.objects.filter(seen_commitments(acting_for(viewer)))
    seen |= set(own.filter(pk__in=promises).values_list("pk", flat=True))
    meetings = {belongs.meetings[pk] for pk in ids if pk in belongs.meetings}
    inside = set(
        Audience.objects.filter(record__in=meetings, token__in=viewer.tokens).values_list("record", flat=True)
    )
    papers = MeetingPaper.objects.filter(meeting__in=meetings, published_at__isnull=False)
    published = set(papers.values_list("meeting", "kind"))
    promised = set(own.filter(item__meeting__in=meetings).values_list("item__meeting", flat=True))
    allowed: Mapping[Shown, Callable[[int], bool]] = {
        Shown.ALL: lambda pk: True,
        Shown.INSIDERS: lambda pk: pk in inside,
        Shown.AGENDA: lambda pk: (pk, PaperKind.AGENDA.value) in published,
        Shown.MINUTES: lambda pk: (pk, PaperKind.MINUTES.value) in published,
        Shown.PROMISES: lambda pk: pk in promised,
    }
    return [act for act in listed if act.record.pk in seen and allowed[act.rule.shown_to](act.record.pk)]


def _titles(viewer: Viewer, records: Collection[Record]) -> dict[int, str]:
    """Return what records are called. 15 queries at most."""
    found = {pk: _title(named) for pk, named in names_of(viewer, records).items()}
    promises = [record.pk for record in records if record.kind == RecordKind.COMMITMENT]
    found |= {line.pk: line.text for line in lines_of(viewer, list(dict.fromkeys(promises)))}
    initiatives = [record.pk for record in records if record.kind == RecordKind.INITIATIVE]
    if initiatives:
        found |= dict(Initiative.objects.filter(pk__in=initiatives).values_list("pk", "name"))
    return found


def _title(named: Named) -> str:
    if named.title or named.meeting is None:
        return named.title
    return f"{named.meeting.body}, {danish.day(named.meeting.held_on)}"


def _told(
    acts: Iterable[_Act],
    belongs: _Belongs,
    titles: Mapping[int, str],
    closed: frozenset[int],
    wanted: set[int],
) -> Iterable[News]:
    told: set[tuple[int, str]] = set()
    for act in acts:
        record = act.record
        key = (record.pk, str(act.rule.words))
        if key in told or record.pk not in titles:
            continue
        told.add(key)
        is_closed = record.pk in closed
        yield News(
            at=act.at,
            what=act.rule.words,
            title="" if is_closed else titles[record.pk],
            kind=RecordKind(record.kind),
            public_id=record.public_id,
            is_closed=is_closed,
            follows=frozenset(wanted & (belongs.to[record.pk] | {record.pk})),
        )
