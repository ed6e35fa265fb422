"""Write who may see the rows of a meeting: only what differs from what stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce

from roedtraad.accounts.models import Audience, Record
from roedtraad.accounts.policy import Circle
from roedtraad.bodies.models import Seat
from roedtraad.cases.models import CaseWriter
from roedtraad.documents.models import Document
from roedtraad.meetings.audience.rules import (
    NOBODY,
    Seen,
    any_of,
    attachments_seen,
    decision_seen,
    documents_seen,
    is_confined,
    item_seen,
    meeting_seen,
    people,
)
from roedtraad.meetings.audience.scope import MeetingRow, Scope, load
from roedtraad.meetings.models import AgendaItem, ItemCase, PaperKind, Participant, SeenWith


def renew(meeting_ids: Iterable[int], *, on: date) -> None:
    """Make the audience of everything in these meetings what the rules say, in the caller's transaction.

    At most 23 queries for any number of rows on PostgreSQL (SQLite inserts 499 tokens at a time). `on` is today.
    Journal and policy are the caller's.
    """
    scope = load(meeting_ids, on=on)
    own = [meeting for meeting in scope.meetings if meeting.pk in scope.own]
    seen: dict[int, Seen] = {}
    for meeting in own:
        seen |= _rows_of(meeting)
    shared = attachments_seen(scope) | _files(scope)
    cases = _cases(scope, seen)
    bodies = {body for meeting in scope.meetings for body in meeting.bodies}
    _write(
        seen | shared | cases,
        added_to=_people(own),
        keep_others={*shared, *cases},
        own_tokens={Circle.SECRETARIAT.of(body) for body in bodies},
    )


def follow(records: Mapping[int, int], *, on: date) -> None:
    """Let these records be seen as what was decided under their items is; `records` leads from record to item.

    In the caller's transaction: three queries and those of `renew`.
    """
    SeenWith.objects.bulk_create(SeenWith(record_id=pk, item_id=item) for pk, item in records.items())
    items = AgendaItem.objects.filter(pk__in=set(records.values()))
    renew(set(items.values_list("meeting", flat=True)), on=on)


def _rows_of(meeting: MeetingRow) -> dict[int, Seen]:
    seen = {meeting.pk: meeting_seen(meeting)}
    for item in meeting.items:
        seen[item.pk] = item_seen(meeting, item)
        told = decision_seen(meeting, item)
        if item.decision_id is not None:
            seen[item.decision_id] = told
        seen |= dict.fromkeys(item.followers, told)
    return seen


def _files(scope: Scope) -> dict[int, Seen]:
    """Return who sees the files of the meetings asked for. One query."""
    files = {row.document_id for row in scope.attachments if row.meeting.pk in scope.own}
    for meeting in scope.meetings:
        if meeting.pk in scope.own:
            files |= {paper.document_id for paper in meeting.papers}
    openness = dict(Document.objects.filter(pk__in=files - {None}).values_list("pk", "openness"))
    return documents_seen(scope, openness)


def _cases(scope: Scope, seen: Mapping[int, Seen]) -> dict[int, Seen]:
    """Return who sees the cases: those who see an item that treats them, in any meeting, and who raised or write them.

    `seen` is what was worked out for items here; of items elsewhere, what is stored counts. Four queries, or one.
    """
    treated = ItemCase.objects.filter(item__meeting__in=scope.own)
    cases = set(treated.values_list("consideration__case", flat=True))
    if not cases:
        return {}
    rows = list(
        ItemCase.objects.filter(consideration__case__in=cases, item__record__withdrawn_at=None).values_list(
            "consideration__case", "consideration__case__raised_by", "item", "item__record__is_public"
        )
    )
    tokens: dict[int, set[str]] = defaultdict(set)
    for item, token in Audience.objects.filter(
        record__in={item for *_, item, _ in rows if item not in seen}
    ).values_list("record", "token"):
        tokens[item].add(token)
    found = dict.fromkeys(cases, NOBODY)
    for case, raised_by, item, is_public in rows:
        stored = Seen(frozenset(tokens[item]), is_public)
        found[case] |= seen.get(item, stored) | Seen(people([raised_by] if raised_by else []))
    for case, person in CaseWriter.objects.filter(draft__in=cases).values_list("draft", "person"):
        found[case] |= Seen(people([person]))
    return found


def _people(meetings: Iterable[MeetingRow]) -> dict[int, Seen]:
    """Return who may know of the people on the lists of these meetings, for the sake of these meetings.

    Somebody who took part in closed items only is no more known for it than the items are.
    """
    seen: dict[int, Seen] = defaultdict(lambda: NOBODY)
    for meeting in meetings:
        inner = any_of(item_seen(meeting, item) for item in meeting.items if item.is_closed)
        listed = Seen(meeting_seen(meeting).tokens, meeting.shows_people)
        for person in meeting.people:
            seen[person.person_id] |= inner if is_confined(meeting, person) else listed
    return seen


def hide_people(meeting_ids: Collection[int]) -> None:
    """Make people not public who no longer stand in any published minutes, nor in a public seat. Five queries.

    For a meeting that is no longer published.
    """
    rows = Participant.objects.annotate(root=Coalesce("person__same_as", "person"))
    listed = set(rows.filter(meeting__in=meeting_ids).values_list("root", flat=True))
    is_one = Q(person__in=listed) | Q(person__same_as__in=listed)
    elsewhere = rows.filter(
        is_one, meeting__papers__kind=PaperKind.MINUTES, meeting__papers__published_at__isnull=False
    ).exclude(meeting__in=meeting_ids)
    seats = Seat.objects.filter(record__is_public=True)
    named = seats.filter(is_one).annotate(root=Coalesce("person__same_as", "person"))
    holder = "office__holdings__person"
    held = seats.filter(Q(**{f"{holder}__in": listed}) | Q(**{f"{holder}__same_as__in": listed})).annotate(
        root=Coalesce(f"{holder}__same_as", holder)
    )
    stay = {pk for found in (elsewhere, named, held) for pk in found.values_list("root", flat=True)}
    Record.objects.filter(pk__in=listed - stay).update(is_public=False)


@dataclass(frozen=True, slots=True)
class _Stored:
    is_public: bool
    is_withdrawn: bool
    tokens: dict[str, int]  # token → its row


def _write(
    seen: Mapping[int, Seen],
    *,
    added_to: Mapping[int, Seen],
    keep_others: Collection[int],
    own_tokens: Collection[str],
) -> None:
    """Bring the stored audience of these records to what it should be. At most five queries.

    To those in `added_to` (people, who are known for other reasons too) tokens are only added. Those in `keep_others`
    (files, cases) keep the secretariats of bodies that do not meet here: they brought the file, or work on the case.
    """
    stored = _stored({*seen, *added_to})
    stale: list[int] = []
    for pk, one in seen.items():
        kept = {
            token
            for token in stored[pk].tokens
            if pk in keep_others and token not in own_tokens and token.startswith(f"{Circle.SECRETARIAT}:")
        }
        stale += [row for token, row in stored[pk].tokens.items() if token not in one.tokens | kept]
    if stale:
        Audience.objects.filter(pk__in=stale).delete()
    Audience.objects.bulk_create(
        [
            Audience(record_id=pk, token=token)
            for pk, one in (*seen.items(), *added_to.items())
            for token in sorted(one.tokens - stored[pk].tokens.keys())
        ],
        ignore_conflicts=True,
    )
    public = [pk for pk, one in (*seen.items(), *added_to.items()) if one.is_public]
    _set_public(
        now=[pk for pk in public if not stored[pk].is_public and not stored[pk].is_withdrawn],
        no_longer=[pk for pk, one in seen.items() if stored[pk].is_public and not one.is_public],
    )


def _set_public(*, now: list[int], no_longer: list[int]) -> None:
    if now:
        Record.objects.filter(pk__in=now).update(is_public=True)
    if no_longer:
        Record.objects.filter(pk__in=no_longer).update(is_public=False)


def _stored(ids: Collection[int]) -> dict[int, _Stored]:
    """Read what stands. One query."""
    stored: dict[int, _Stored] = {}
    for pk, is_public, withdrawn_at, row, token in Record.objects.filter(pk__in=ids).values_list(
        "pk", "is_public", "withdrawn_at", "audience", "audience__token"
    ):
        known = stored.setdefault(pk, _Stored(is_public, withdrawn_at is not None, {}))
        if row is not None:
            known.tokens[token] = row
    return stored
