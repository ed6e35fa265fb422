"""Promises that a meeting gave: said by a person while it is minuted, or read in minutes and accepted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import register_many
from roedtraad.accounts.refusals import Refused
from roedtraad.commitments import policy
from roedtraad.commitments.actions.binding import bind_dues
from roedtraad.commitments.actions.dues import due_columns, due_of, widened
from roedtraad.commitments.actions.people import named_columns
from roedtraad.commitments.due_words import kind_in
from roedtraad.commitments.facts import CommitmentFacts, Promise
from roedtraad.commitments.models import Commitment, Event, EventKind, Owner, Recipient
from roedtraad.documents.actions import CitationRow, cite
from roedtraad.meetings import audience
from roedtraad.meetings.models import AgendaItem, Meeting
from roedtraad.meetings.wording import folded, plain

_Key = tuple[int, str]


@transaction.atomic
def give(item: AgendaItem, promise: Promise, *, viewer: Viewer) -> Commitment:
    """Record a promise that was given under an item, as a person says it; the same words twice are one promise.

    Raises:
        NotAllowed: the viewer does not keep the meeting.
        Refused: nothing is promised, or the chosen meeting cannot be one.
    """
    return record_commitments([CommitmentFacts(item.pk, promise)], text_id=None, viewer=viewer)[0]


@transaction.atomic
def record_commitments(
    facts: Sequence[CommitmentFacts], *, text_id: int | None, viewer: Viewer
) -> tuple[Commitment, ...]:
    """Record promises that minutes tell of, each with the words it was read from; return them in the order given.

    The same words under the same item are the same promise: it is returned, not made twice. Their audience follows
    the decisions of their items from now on. Fifteen queries and those of `audience.renew` for any number, one for
    each chosen meeting, three for each meeting they were given at, five for each that is bound to a meeting.

    Raises:
        NotAllowed: the viewer does not keep one of the meetings.
        Refused: nothing is promised in one of them, or a chosen meeting cannot be one.
    """
    items = _items(facts, viewer=viewer)
    known = _known(items)
    new: dict[_Key, CommitmentFacts] = {}
    for told in facts:
        if not told.promise.text.strip():
            raise Refused("commitments.no_words", _("Write what is promised."))
        if _key(told) not in known:
            new.setdefault(_key(told), told)
    records = register_many(RecordKind.COMMITMENT, len(new))
    made = [
        _row(record, told, items[told.item_id], viewer)
        for record, told in zip(records, new.values(), strict=True)
    ]
    Commitment.objects.bulk_create(made)
    _put_people(made, new.values())
    _put_events(made, viewer)
    if text_id is not None:
        cite(_citations(made, new.values(), text_id))
    audience.follow({row.pk: row.item_id for row in made}, on=viewer.on)
    bind_dues({row.due_body_id for row in made}, on=viewer.on)
    _tell_journal(made, items, viewer)
    known |= dict(zip(new, made, strict=True))
    return _fresh([known[_key(told)].pk for told in facts])


def _items(facts: Sequence[CommitmentFacts], *, viewer: Viewer) -> dict[int, AgendaItem]:
    """Return the items under which these promises were given, their meetings locked. Two queries."""
    rows = AgendaItem.objects.filter(
        pk__in={told.item_id for told in facts}, record__withdrawn_at__isnull=True
    )
    items = {row.pk: row for row in rows.select_related("meeting__record", "meeting__body")}
    meetings = {row.meeting_id for row in items.values()}
    list(Meeting.objects.select_for_update(of=("self",)).filter(pk__in=meetings).order_by("pk"))
    for told in facts:
        if told.item_id not in items:
            raise Refused("commitments.item", _("The item is not there any more. Choose another one."))
    for item in items.values():
        policy.may_give(viewer, item).or_refuse()
    return items


def _known(items: dict[int, AgendaItem]) -> dict[_Key, Commitment]:
    rows = Commitment.objects.filter(item__in=items, record__withdrawn_at__isnull=True)
    return {(row.item_id, row.folded): row for row in rows}


def _key(told: CommitmentFacts) -> _Key:
    return told.item_id, folded(told.promise.text)


def _row(record: Record, told: CommitmentFacts, item: AgendaItem, viewer: Viewer) -> Commitment:
    promise, meeting = told.promise, item.meeting
    words = plain(promise.text).strip()
    due = due_of(widened(promise.due, words), host_id=meeting.body_id, made_on=meeting.held_on, viewer=viewer)
    return Commitment(
        record=record,
        item=item,
        body_id=meeting.body_id,
        made_on=meeting.held_on,
        text=words,
        folded=folded(words),
        kind=promise.kind or kind_in(words),
        is_each=promise.is_each,
        entered_on=viewer.on,
        after_id=promise.after_id,
        **due_columns(due),
    )


def _put_people(made: Sequence[Commitment], facts: Iterable[CommitmentFacts]) -> None:
    """Save who owes, and to whom. Two queries."""
    pairs = list(zip(made, facts, strict=True))
    Owner.objects.bulk_create(
        Owner(commitment=row, order=number, **named_columns(one))
        for row, told in pairs
        for number, one in enumerate(dict.fromkeys(told.promise.owners), start=1)
    )
    Recipient.objects.bulk_create(
        Recipient(commitment=row, order=number, **named_columns(one))
        for row, told in pairs
        for number, one in enumerate(dict.fromkeys(told.promise.recipients), start=1)
    )


def _put_events(made: Sequence[Commitment], viewer: Viewer) -> None:
    """Begin the history of each promise on the day it was given. One query."""
    Event.objects.bulk_create(
        Event(
            commitment=row,
            order=1,
            kind=EventKind.GIVEN,
            on=row.made_on,
            by=viewer.user,
            meeting_id=row.item.meeting_id,
            due_after=row.due_on or row.watch_on,
        )
        for row in made
    )


def _citations(
    made: Sequence[Commitment], facts: Iterable[CommitmentFacts], text_id: int
) -> Iterable[CitationRow]:
    for row, told in zip(made, facts, strict=True):
        for cited in told.citations:
            yield CitationRow(row.pk, text_id, cited.field, cited.page, cited.spans, cited.quote)


def _tell_journal(made: Sequence[Commitment], items: dict[int, AgendaItem], viewer: Viewer) -> None:
    """Write one line for each meeting that gave new promises."""
    meetings = {row.item_id: items[row.item_id].meeting for row in made}
    for meeting in dict.fromkeys(meetings.values()):
        number = sum(1 for row in made if meetings[row.item_id] == meeting)
        facts = {"commitments": number}
        journal.write(viewer.user, "commitments.commitments.recorded", meeting.record, facts=facts)


def _fresh(pks: Sequence[int]) -> tuple[Commitment, ...]:
    rows = Commitment.objects.select_related("record", "item__meeting", "body").in_bulk(pks)
    return tuple(rows[pk] for pk in pks)
