"""A person accepts a draft: in one transaction it becomes a meeting, with the words of every fact. Nothing is published."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import JournalHead, Record
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.checks.actions import assign_findings
from roedtraad.checks.models import Finding
from roedtraad.importing.actions.considering import consider
from roedtraad.importing.actions.founding import Register, found
from roedtraad.importing.actions.opening import Outdated, for_change, open_draft
from roedtraad.importing.actions.promising import record_promises
from roedtraad.importing.facts import Settled, facts_of
from roedtraad.importing.models import Draft, DraftState, ItemAcceptance, Weight
from roedtraad.importing.proposing import Answer, AnswerKind, Content, Proposal, content_of, propose
from roedtraad.importing.proposing.answers import ANOTHER
from roedtraad.importing.proposing.cases import own_numbers
from roedtraad.importing.proposing.meetings import drafts_of_same_meeting
from roedtraad.importing.proposing.organisations import held_on, names_of
from roedtraad.importing.sheet.things import Field, Kind, Thing, digest
from roedtraad.meetings.actions import RecordedMeeting, record_minutes
from roedtraad.meetings.models import AgendaItem, Meeting

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of one draft of many: the meeting, or the refusal that says why not."""

    draft: Draft
    meeting: Meeting | None = None
    refusal: Refused | None = None

    @property
    def is_accepted(self) -> bool:
        """Return whether it is a meeting now."""
        return self.meeting is not None


def accept(draft: Draft, *, version: int, viewer: Viewer) -> RecordedMeeting:
    """Let a draft become a meeting: people, items, cases and decisions, a citation on every record. Not published.

    What the register does not know is put into it as proposed; whoever the minutes show in a seat is noted as seen
    there. At most 250 queries and a few for each person that is new.

    Raises:
        NotAllowed: the viewer does not keep the document or the body.
        Outdated: the draft was changed after `version`.
        Refused: the draft is not open, a question must be answered first, or `meetings` refuses (said twice, CPR).
    """
    return _accept(draft, version=version, viewer=viewer, heaviest=Weight.LOOK)


def accept_many(
    drafts: Iterable[Draft], *, viewer: Viewer, with_doubts: bool = False, founding: bool = False
) -> Iterator[Accepted]:
    """Accept those of many drafts of which nothing needs to be looked at, each in a transaction of its own; yield each.

    A draft whose question must be looked at is left, unless `with_doubts`: then what is proposed is taken. What must
    be answered is always left. `founding`: a body that is not in the register is founded as proposed, which is right
    where the register is empty. One that is refused stops no other, and is thought through again in the end: what was
    accepted may have answered it. Order them by day, agendas before minutes.
    """
    heaviest = Weight.LOOK if with_doubts else Weight.NOTE
    passing = frozenset({"new_body"}) if founding else frozenset()
    left: list[int] = []
    for draft in drafts:
        try:
            recorded = _accept(draft, version=None, viewer=viewer, heaviest=heaviest, passing=passing)
        except Refused as refusal:
            left.append(draft.pk)
            yield Accepted(draft, refusal=refusal)
        except (
            Exception
        ):  # a bug in what we make of one draft must not stop the others: it is left, and logged
            logger.exception("draft %s could not be accepted", draft.pk)
            message = _("The program failed at this draft. Tell whoever looks after the program.")
            yield Accepted(draft, refusal=Refused("importing.failed", message))
        else:
            yield Accepted(draft, meeting=recorded.meeting)
    for key in left:
        _renew(key)


@transaction.atomic
def _renew(key: int) -> None:
    """Think an open draft through again, as the register and the meetings now stand."""
    rows = Draft.objects.select_for_update(of=("self",)).filter(pk=key, state=DraftState.OPEN)
    row = rows.select_related("record", "document", "reading__text", "batch__collaboration").first()
    if row is not None:
        consider(row)


@transaction.atomic
def accept_item(draft: Draft, ref: str, *, version: int, viewer: Viewer) -> Draft:
    """Say that an item is right as it stands; when its content is changed later, that lapses.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Outdated: somebody else changed the item after `version`.
        Refused: the draft is not open, or there is no such item.
    """
    content = for_change(draft, viewer=viewer, version=version, ref=ref)
    item = _item(content, ref)
    if viewer.user is None:
        raise ValueError("accepting is a named person's act")
    ItemAcceptance.objects.get_or_create(
        draft=content.draft,
        digest=digest(item),
        defaults={
            "number": item.get(Field.NUMBER)[:12],
            "version": content.draft.version,
            "accepted_by": viewer.user,
        },
    )
    consider(content.draft, content=content)
    journal.write(viewer.user, "importing.draft.item_accepted", content.draft.record)
    return content.draft


@transaction.atomic
def take_back_item(draft: Draft, ref: str, *, viewer: Viewer) -> Draft:
    """Take back that an item is right as it stands.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Refused: the draft is not open, or there is no such item.
    """
    row = open_draft(draft, viewer=viewer)
    content = content_of(row)
    ItemAcceptance.objects.filter(draft=row, digest=digest(_item(content, ref))).delete()
    consider(row, content=content)
    journal.write(viewer.user, "importing.draft.item_taken_back", row.record)
    return row


def _item(content: Content, ref: str) -> Thing:
    item = content.sheet.thing(ref)
    if item is None or item.kind is not Kind.ITEM:
        raise Refused(
            "importing.gone",
            _("This is not in the draft any more. Load the page again to see what it says now."),
        )
    return item


@transaction.atomic
def _accept(
    draft: Draft,
    *,
    version: int | None,
    viewer: Viewer,
    heaviest: Weight,
    passing: frozenset[str] = frozenset(),
) -> RecordedMeeting:
    row = open_draft(draft, viewer=viewer)
    if version is not None and row.version != version:
        raise Outdated(row)
    # Two drafts that name the same new person are accepted one after the other: whoever writes the journal holds this.
    JournalHead.objects.select_for_update().get(pk=1)
    content = content_of(row)
    proposal = propose(content)
    on = held_on(content)
    _refuse_asked(proposal, heaviest, passing)
    if on is None:
        raise ValueError("the day was to be asked about")
    register = found(content, proposal, on=on, viewer=viewer)
    settled = _settled(content, proposal, register)
    inferred = any(one.code == "year" for one in proposal.asked)
    recorded = record_minutes(facts_of(settled, is_date_inferred=inferred), viewer=viewer)
    promises = record_promises(settled, recorded, body=register.body, on=on, viewer=viewer)
    _assign(content, recorded, register.body)
    _close(row, content, proposal, recorded.meeting, viewer)
    facts = {"meeting": recorded.meeting.pk, "version": row.version, "questions": len(proposal.asked)}
    facts["promises"] = promises
    journal.write(viewer.user, "importing.draft.accepted", row.record, facts=facts)
    return recorded


_WEIGHTS = {Weight.NOTE: 0, Weight.LOOK: 1, Weight.BLOCKS: 2}


def _refuse_asked(proposal: Proposal, heaviest: Weight, passing: frozenset[str]) -> None:
    """Refuse a draft with a question that is heavier than this, unless its code passes."""
    left = [
        one
        for one in proposal.asked
        if _WEIGHTS[Weight(one.weight)] > _WEIGHTS[heaviest] and one.code not in passing
    ]
    if left:
        raise Refused(f"importing.asked.{left[0].code}", " ".join(one.message for one in left[:3]))


def _settled(content: Content, proposal: Proposal, register: Register) -> Settled:
    """Return the keys behind the words. One query."""
    meeting = Answer.read(proposal.meeting.chosen)
    levels = Body.objects.filter(
        collaboration=register.body.collaboration_id, level__isnull=False, record__withdrawn_at=None
    )
    return Settled(
        sheet=content.sheet,
        text_id=content.text_id,
        document_id=content.draft.document_id,
        body_id=register.body.pk,
        people=register.people,
        parties={words: party.pk for words, party in register.parties.items()},
        cases={
            ref: key
            for ref, match in proposal.cases.items()
            if (key := Answer.read(match.chosen).key_of(AnswerKind.CASE)) is not None
        },
        case_numbers=own_numbers(content.sheet),
        levels=dict(levels.order_by("-pk").values_list("level__key", "pk")),
        joint_body_ids=tuple(pk for pk in proposal.joint_body_ids if pk != register.body.pk),
        is_joint=len(names_of(content)) > 1,
        meeting_id=meeting.key_of(AnswerKind.MEETING),
        is_another=meeting.word == ANOTHER,
    )


def _assign(content: Content, recorded: RecordedMeeting, body: Body) -> None:
    """Tie what the reader found to the item that it is about, or the meeting, and let the body's people see it."""
    findings = list(
        Finding.objects.filter(
            document=content.draft.document_id, record__withdrawn_at=None, subject=None
        ).select_related("record")
    )
    keys = [one.item_id for one in recorded.items]
    items = {row.pk: row for row in AgendaItem.objects.filter(pk__in=keys).select_related("record")}
    by_number = {
        item.get(Field.NUMBER): items[key] for item, key in zip(content.sheet.items, keys, strict=True)
    }
    subjects: dict[int, Record] = {}
    closed: set[int] = set()
    for finding in findings:
        item = by_number.get(finding.item_number) if finding.item_number else None
        subjects[finding.pk] = item.record if item is not None else recorded.meeting.record
        if item is not None and item.is_closed:
            closed.add(finding.pk)
        elif item is None and any(row.is_closed for row in items.values()):
            closed.add(finding.pk)  # it may tell of a closed item: only those who see closed papers
    assign_findings(findings, subjects=subjects, body=body, closed=closed)


def _close(draft: Draft, content: Content, proposal: Proposal, meeting: Meeting, viewer: Viewer) -> None:
    draft.state, draft.meeting, draft.body = DraftState.ACCEPTED, meeting, meeting.body
    draft.accepted_items = len(content.sheet.items)
    draft.question_count, draft.blocking_count = len(proposal.asked), 0
    draft.is_unproblematic = False
    draft.settled_by, draft.settled_at = viewer.user, timezone.now()
    draft.changed_by, draft.changed_at = viewer.user, draft.settled_at
    draft.version += 1
    draft.save()
    for twin in drafts_of_same_meeting(draft):
        consider(twin)
