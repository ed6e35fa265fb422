"""Which records an act of the journal may have changed for the index: what they say, or who may find them.

An act names one record. What hangs together with it is worked out here, rather too much than too little: entries that
did not change are not written again. One rule for each kind of record, each a few queries for any number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import tantivy
from django.db.models import Q
from tantivy import Occur

from roedtraad.accounts.models import JournalEntry, RecordKind
from roedtraad.bodies.models import Body, Level, OfficeHolding, Person, Seat
from roedtraad.cases.models import Attachment, Case, CaseLink
from roedtraad.commitments.models import Commitment
from roedtraad.documents.models import Citation
from roedtraad.initiatives.models import FocusState, InitiativeState, TargetGroup, Vision
from roedtraad.meetings.models import (
    AgendaItem,
    Decision,
    ItemAttachment,
    ItemCase,
    Meeting,
    MeetingBody,
    Participant,
    SeenWith,
)
from roedtraad.search.index.reading import Reader
from roedtraad.search.index.schema import schema

Ids = set[int]
# Acts on a body that change neither its name nor its level: its meetings need not be looked at.
ABOUT_MEMBERS = ("bodies.seats.", "bodies.seat.", "bodies.terms.", "bodies.office.")


@dataclass(frozen=True, slots=True)
class Act:
    """What the journal says of one act that has a record."""

    act: str
    record_id: int
    kind: str


def acts_after(number: int, *, limit: int) -> tuple[list[Act], int, str]:
    """Return the acts after a number of the journal, the number of the last one read and its hash. One query.

    The number is the given one, and the hash empty, when there are none.
    """
    rows = list(
        JournalEntry.objects.filter(number__gt=number)
        .order_by("number")
        .values_list("number", "act", "record", "record__kind", "hash")[:limit]
    )
    acts = [Act(act, record, kind) for _, act, record, kind, _ in rows if record is not None]
    return (acts, rows[-1][0], rows[-1][4]) if rows else ([], number, "")


def touched(acts: Iterable[Act]) -> Ids:
    """Return the records whose entries these acts may have changed. At most 60 queries for any number of acts."""
    by_kind: dict[str, Ids] = defaultdict(set)
    renamed: Ids = set()
    for act in acts:
        by_kind[act.kind].add(act.record_id)
        if act.kind == RecordKind.BODY and not act.act.startswith(ABOUT_MEMBERS):
            renamed.add(act.record_id)
    found: Ids = set()
    for kind, pks in by_kind.items():
        rule = RULES.get(RecordKind(kind))
        found |= pks | (rule(pks) if rule else set())
    return found | (_meetings_of_bodies(renamed) if renamed else set())


def stale_levels(reader: Reader, body_ids: Collection[int]) -> Ids:
    """Return what stands in the index with another level than its body has now, or with one beside it. One query or two."""
    if not body_ids:
        return set()
    keys = sorted(Level.objects.values_list("key", flat=True))
    found: Ids = set()
    for body, level in Body.objects.filter(pk__in=body_ids).values_list("pk", "level__key"):
        own = tantivy.Query.term_query(schema(), "body", body)
        others = [key for key in keys if key != level]
        wrong = [tantivy.Query.term_query(schema(), "level", key) for key in others]
        if level:
            right = tantivy.Query.term_query(schema(), "level", level)
            lacking = [(Occur.Must, own), (Occur.MustNot, right)]
            found.update(reader.keys(tantivy.Query.boolean_query(lacking)))
        if wrong:
            any_wrong = tantivy.Query.boolean_query([(Occur.Should, one) for one in wrong])
            found.update(
                reader.keys(tantivy.Query.boolean_query([(Occur.Must, own), (Occur.Must, any_wrong)]))
            )
    return found


def _of_meetings(pks: Collection[int]) -> Ids:
    """Return what belongs to meetings: items, decisions, promises, papers and files, cases, people, what is told. Eleven queries."""
    items = set(AgendaItem.objects.filter(meeting__in=pks).values_list("pk", flat=True))
    decisions = set(Decision.objects.filter(item__in=items).values_list("pk", flat=True))
    promises = set(Commitment.objects.filter(item__in=items).values_list("pk", flat=True))
    attachments = set(ItemAttachment.objects.filter(item__in=items).values_list("attachment", flat=True))
    cases = set(ItemCase.objects.filter(item__in=items).values_list("consideration__case", flat=True))
    people = Participant.objects.filter(meeting__in=pks).values_list("person", "person__same_as")
    return {
        *pks,
        *items,
        *decisions,
        *promises,
        *attachments,
        *_files_of(attachments),
        *cases,
        *(pk for pair in people for pk in pair if pk),
        *SeenWith.objects.filter(item__in=items).values_list("pk", flat=True),
        *_told_under({*items, *decisions}),
    }


def _of_items(pks: Collection[int]) -> Ids:
    return _of_meetings(set(AgendaItem.objects.filter(pk__in=pks).values_list("meeting", flat=True)))


def _of_decisions(pks: Collection[int]) -> Ids:
    return _of_meetings(set(Decision.objects.filter(pk__in=pks).values_list("item__meeting", flat=True)))


def _of_cases(pks: Collection[int]) -> Ids:
    """Return cases that are one with these or were split from them, their papers, and the items that treat them. Ten queries at most."""
    cases = set(pks)
    for _step in range(3):  # joined, split and joined again
        related = Case.objects.filter(Q(pk__in=cases) | Q(merged_into__in=cases)).values_list(
            "pk", "merged_into"
        )
        split = CaseLink.objects.filter(
            Q(first__in=cases) | Q(second__in=cases), kind=CaseLink.Kind.SPLIT_FROM
        )
        found = {pk for pair in (*related, *split.values_list("first", "second")) for pk in pair if pk}
        if found <= cases:
            break
        cases |= found
    attachments = set(Attachment.objects.filter(case__in=cases).values_list("pk", flat=True))
    items = set(ItemCase.objects.filter(consideration__case__in=cases).values_list("item", flat=True))
    decisions = set(Decision.objects.filter(item__in=items).values_list("pk", flat=True))
    return {*cases, *attachments, *_files_of(attachments), *items, *decisions}


def _of_attachments(pks: Collection[int]) -> Ids:
    """Return attachments with their files, and the others that have the same files. Two queries."""
    files = _files_of(pks)
    others = Attachment.objects.filter(document__in=files).values_list("pk", flat=True)
    return {*pks, *files, *others}


def _of_documents(pks: Collection[int]) -> Ids:
    """Return files, the attachments that have them, and all records that were read from them. Two queries."""
    attachments = Attachment.objects.filter(document__in=pks).values_list("pk", flat=True)
    read = Citation.objects.filter(text__document__in=pks).order_by().values_list("record", flat=True)
    return {*pks, *attachments, *read.distinct()}


def _of_people(pks: Collection[int]) -> Ids:
    """Return all rows that are these people. One query."""
    rows = Person.objects.filter(Q(pk__in=pks) | Q(same_as__in=pks)).values_list("pk", "same_as")
    return {pk for pair in rows for pk in pair if pk}


def _of_seats(pks: Collection[int]) -> Ids:
    """Return who sits, or sat, in these seats, in their own name or by an office. Three queries."""
    seats = Seat.objects.filter(pk__in=pks).values_list("person", "office")
    people = {person for person, _ in seats if person}
    offices = {office for _, office in seats if office}
    people |= set(OfficeHolding.objects.filter(office__in=offices).values_list("person", flat=True))
    return _of_people(people) if people else set()


def _of_bodies(pks: Collection[int]) -> Ids:
    """Return bodies and those who sit in them: a body says whether its members are shown. Four queries."""
    return {*pks, *_of_seats(set(Seat.objects.filter(body__in=pks).values_list("pk", flat=True)))}


def _meetings_of_bodies(pks: Collection[int]) -> Ids:
    """Return the meetings of bodies: they are found by the body's name. Two queries."""
    own = Meeting.objects.filter(body__in=pks).values_list("pk", flat=True)
    joined = MeetingBody.objects.filter(body__in=pks).values_list("meeting", flat=True)
    return {*own, *joined}


def _told_under(pks: Collection[int]) -> Ids:
    """Return the initiatives and focus areas that these items and decisions tell of. Three queries."""
    found = set(FocusState.objects.filter(seen_as__in=pks).values_list("focus_area", flat=True))
    for kind in (InitiativeState, TargetGroup):
        found |= set(kind.objects.filter(seen_as__in=pks).values_list("initiative", flat=True))
    return found


def _of_visions(pks: Collection[int]) -> Ids:
    """Return the agreements of visions: they are found by them. One query."""
    rows = Vision.objects.filter(pk__in=pks, agreement__isnull=False)
    return {pk for pk in rows.values_list("agreement", flat=True) if pk}


def _files_of(attachments: Collection[int]) -> Ids:
    rows = Attachment.objects.filter(pk__in=attachments, document__isnull=False)
    return set(rows.values_list("document", flat=True))


RULES: Mapping[RecordKind, Callable[[Collection[int]], Ids]] = {
    RecordKind.MEETING: _of_meetings,
    RecordKind.ITEM: _of_items,
    RecordKind.DECISION: _of_decisions,
    RecordKind.CASE: _of_cases,
    RecordKind.ATTACHMENT: _of_attachments,
    RecordKind.DOCUMENT: _of_documents,
    RecordKind.PERSON: _of_people,
    RecordKind.SEAT: _of_seats,
    RecordKind.BODY: _of_bodies,
    RecordKind.VISION: _of_visions,
}
