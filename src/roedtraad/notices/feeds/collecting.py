"""What stands in feeds: as somebody sees it who is not logged in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.addresses import address_of
from roedtraad.accounts.models import JournalEntry, Record, RecordKind
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.bodies.models import Body
from roedtraad.cases.models import Case
from roedtraad.documents.contacts import without
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import Decision, MeetingPaper, PaperKind
from roedtraad.meetings.queries.naming import names_of
from roedtraad.meetings.queries.register import DecisionLine, RegisterFilters, register
from roedtraad.notices.letters.letter import whole_url
from roedtraad.thread.models import Link, LinkKind, LinkState

MOST_ENTRIES = 50
LONGEST_SUMMARY = 2_000
# What takes entries out of feeds, or changes them, though nothing new stands in them.
TAKEN_BACK = ("publishing.meeting.unpublished", "publishing.version.taken_back")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One thing that everybody may read. `id` is its address without words: it never changes."""

    id: str
    title: str
    url: str
    updated: datetime
    summary: str
    author: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, the newest entry first."""

    id: str
    title: str
    url: str  # of the page that it follows
    updated: datetime
    entries: tuple[FeedEntry, ...]


def decisions_feed(*, on: date) -> Feed:
    """Return the decisions that were published last. Eight queries."""
    return _feed("/feed/beslutninger", _("Decisions"), "/beslutninger", _decisions(RegisterFilters(), on=on))


def meetings_feed(*, on: date) -> Feed:
    """Return the agendas and minutes that were published last. Four queries."""
    return _feed("/feed/moeder", _("Agendas and minutes"), "/moeder", _papers(Q(), on=on))


def body_feed(public_id: str, *, on: date) -> Feed | None:
    """Return the papers and decisions of a body; None where there is none to see. 13 queries."""
    body = Body.objects.filter(visible(Viewer(on=on)), record__public_id=public_id).first()
    if body is None:
        return None
    papers = _papers(Q(meeting__body=body) | Q(meeting__bodies__body=body), on=on)
    decisions = _decisions(RegisterFilters(body_ids=(body.pk,)), on=on)
    url = address_of(RecordKind.BODY, public_id, body.name)
    return _feed(f"/feed/organ/{public_id}", body.name, url, (*papers, *decisions))


def case_feed(public_id: str, *, on: date) -> Feed | None:
    """Return the decisions of a case; None where there is none to see. Twelve queries."""
    nobody = Viewer(on=on)
    case = Case.objects.filter(visible(nobody), record__public_id=public_id).select_related("record").first()
    if case is None:
        return None
    named = names_of(nobody, [case.record]).get(case.pk)
    title = named.title if named else ""
    treated = Q(item__cases__consideration__case=case.pk)
    entries = _decisions(RegisterFilters(also=_once(treated)), on=on)
    return _feed(f"/feed/sag/{public_id}", title, address_of(RecordKind.CASE, public_id, title), entries)


def initiative_feed(public_id: str, *, on: date) -> Feed | None:
    """Return the decisions about an initiative that a person linked to it; None where there is none to see. Nine queries."""
    row = Initiative.objects.filter(visible(Viewer(on=on)), record__public_id=public_id).first()
    if row is None:
        return None
    links = Link.objects.filter(target=row.pk, kind=LinkKind.ABOUT, state=LinkState.CONFIRMED)
    about = Q(item__in=links.values("source")) | Q(pk__in=links.values("source"))
    entries = _decisions(RegisterFilters(also=_once(about)), on=on)
    url = address_of(RecordKind.INITIATIVE, public_id, row.name)
    return _feed(f"/feed/indsats/{public_id}", row.name, url, entries)


def _once(condition: Q) -> Q:
    """Return a condition over joined rows as one over `Decision`, so that no decision is found twice."""
    return Q(pk__in=Decision.objects.filter(condition).order_by().values("pk"))


def _feed(path: str, title: str, url: str, entries: Iterable[FeedEntry]) -> Feed:
    """Return a feed of these entries, the newest first. One query."""
    newest = sorted(entries, key=lambda one: (one.updated, one.id), reverse=True)[:MOST_ENTRIES]
    back = JournalEntry.objects.filter(act__in=TAKEN_BACK).aggregate(at=Max("at"))["at"]
    moments = [one.updated for one in newest[:1]] + ([back] if back else [])
    begun = (
        Record.objects.order_by("created_at").values_list("created_at", flat=True)[:1] if not moments else ()
    )
    updated = max([*moments, *begun], default=datetime(2022, 7, 1, tzinfo=danish.COPENHAGEN))
    return Feed(whole_url(path), without(title), whole_url(url), updated, tuple(newest))


def _decisions(filters: RegisterFilters, *, on: date) -> tuple[FeedEntry, ...]:
    """Return the decisions that these filters leave, as far as everybody may read them. Six queries at most."""
    lines = register(Viewer(on=on), filters, limit=MOST_ENTRIES).lines
    since = _published_since([line.decision_id for line in lines])
    return tuple(_decision(line, since[line.decision_id]) for line in lines if line.decision_id in since)


def _published_since(decision_ids: Iterable[int]) -> Mapping[int, datetime]:
    """Return since when each of these decisions is published: since the newest minutes that are. One query."""
    rows = Decision.objects.filter(pk__in=list(decision_ids), item__meeting__papers__kind=PaperKind.MINUTES)
    found = rows.order_by().values_list("pk").annotate(at=Max("item__meeting__papers__published_at"))
    return {pk: at for pk, at in found if at is not None}


def _decision(line: DecisionLine, updated: datetime) -> FeedEntry:
    outcomes = danish.listed(str(kind.label) for kind in line.outcomes) if line.outcomes else ""
    summary = ". ".join(part for part in (outcomes.capitalize(), line.text) if part)
    return FeedEntry(
        id=whole_url(address_of(RecordKind.DECISION, line.public_id, "")),
        title=f"{line.title} ({danish.day(line.decided_on)})",
        url=whole_url(address_of(RecordKind.DECISION, line.public_id, line.title)),
        updated=updated,
        summary=summary[:LONGEST_SUMMARY],
        author=line.body.name,
    )


def _papers(which: Q, *, on: date) -> tuple[FeedEntry, ...]:
    """Return the agendas and minutes that are published, the newest version of each. Two queries."""
    rows = MeetingPaper.objects.filter(
        which, visible(Viewer(on=on), record="meeting__record"), published_at__isnull=False
    ).select_related("meeting__record", "meeting__body")
    found: dict[str, FeedEntry] = {}
    for row in rows.order_by("-published_at", "-version")[: 2 * MOST_ENTRIES]:
        entry = _paper(row)
        found.setdefault(entry.id, entry)
    return tuple(found.values())


def _paper(row: MeetingPaper) -> FeedEntry:
    meeting = row.meeting
    names = {"body": meeting.body.name, "day": danish.day(meeting.held_on)}
    is_agenda = row.kind == PaperKind.AGENDA
    title = _("Agenda: %(body)s, %(day)s") if is_agenda else _("Minutes: %(body)s, %(day)s")
    place = without(meeting.place)
    hours = danish.hours(meeting.start_time, meeting.end_time)
    assert row.published_at is not None
    word = "dagsorden" if is_agenda else "referat"
    return FeedEntry(
        id=f"{whole_url(address_of(RecordKind.MEETING, meeting.record.public_id, ''))}#{word}",
        title=title % names,
        url=whole_url(address_of(RecordKind.MEETING, meeting.record.public_id, meeting)),
        updated=row.published_at,
        summary=", ".join(part for part in (danish.weekday(meeting.held_on), hours, place) if part),
        author=meeting.body.name,
    )
