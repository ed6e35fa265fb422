"""Write down what a draft now says: the columns that lists sort by, its questions, and where corrections landed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from roedtraad.documents.spans import write_spans
from roedtraad.importing.models import Correction, Draft, DraftQuestion, DraftState, ItemAcceptance, Weight
from roedtraad.importing.proposing import Asked, Content, Proposal, content_of, propose
from roedtraad.importing.proposing.asking import unread_permille
from roedtraad.importing.proposing.meetings import meeting_key, paper_of
from roedtraad.importing.proposing.organisations import held_on
from roedtraad.importing.sheet.overlay import DoubtKind
from roedtraad.importing.sheet.things import Field, Kind, Sheet, digest
from roedtraad.meetings.wording import cut

SECTION_OF_DECISION = "decision"


def consider(draft: Draft, *, content: Content | None = None) -> Proposal:
    """Think a draft through again, in the caller's transaction, and keep the result. At most fifty queries.

    The columns follow the content; questions that are not asked any more go, those that were answered stay as they
    were answered. A correction that found its place in a new reading is tied to that reading.
    """
    content = content or content_of(draft)
    proposal = propose(content)
    _fill(draft, content, proposal)
    draft.save()
    _keep_questions(draft, proposal.asked)
    _tie(content)
    return proposal


def _fill(draft: Draft, content: Content, proposal: Proposal) -> None:
    sheet, meeting = content.sheet, content.sheet.meeting
    body = proposal.body_row
    draft.body = body
    draft.body_as_read = cut(meeting.get(Field.BODY), 200)
    draft.held_on = held_on(content)
    draft.is_date_inferred = any(one.code == "year" for one in proposal.asked)
    draft.paper = paper_of(sheet)
    draft.title = cut(meeting.get(Field.TITLE), 300)
    draft.meeting_key = meeting_key(content, body)
    draft.item_count = len(sheet.items)
    draft.decision_count = _decisions(sheet)
    draft.amount_count = _parts(sheet, Kind.AMOUNT)
    draft.commitment_count = _parts(sheet, Kind.COMMITMENT)
    draft.person_count = len(sheet.people)
    draft.finding_count = len(sheet.findings)
    draft.unread_permille = unread_permille(content)
    draft.question_count = len(proposal.asked)
    draft.blocking_count = len(proposal.blocking)
    draft.is_unproblematic = draft.state == DraftState.OPEN and proposal.is_unproblematic
    digests = {digest(item) for item in sheet.items}
    draft.accepted_items = (
        ItemAcceptance.objects.filter(draft=draft, digest__in=digests).count() if digests else 0
    )


def _decisions(sheet: Sheet) -> int:
    return sum(
        any(part.get(Field.KIND) == SECTION_OF_DECISION for part in item.of(Kind.SECTION))
        or bool(item.of(Kind.CONCLUSION))
        for item in sheet.items
    )


def _parts(sheet: Sheet, kind: Kind) -> int:
    return sum(len(item.of(kind)) for item in sheet.items)


def _keep_questions(draft: Draft, asked: Sequence[Asked]) -> None:
    """Save the questions: one row for each. At most four queries."""
    known = {(row.code, row.key): row for row in DraftQuestion.objects.filter(draft=draft)}
    rows = [_row(known, draft, one, order) for order, one in enumerate(_once(asked), start=1)]
    DraftQuestion.objects.bulk_create(row for row in rows if row.pk is None)
    DraftQuestion.objects.bulk_update([row for row in rows if row.pk is not None], _FILLED)
    kept = {(row.code, row.key) for row in rows}
    gone = [row.pk for key, row in known.items() if key not in kept and not row.answer]
    if gone:
        DraftQuestion.objects.filter(pk__in=gone).delete()


_FILLED = [
    "weight",
    "order",
    "message",
    "about",
    "spans",
    "candidates",
    "answer",
    "answered_by",
    "answered_at",
]


def _once(asked: Sequence[Asked]) -> Iterable[Asked]:
    return {(one.code, one.key): one for one in asked}.values()


def _row(known: dict[tuple[str, str], DraftQuestion], draft: Draft, one: Asked, order: int) -> DraftQuestion:
    row = known.get((one.code, one.key)) or DraftQuestion(draft=draft, code=one.code, key=one.key)
    row.weight, row.order, row.message = Weight(one.weight), order, one.message
    row.about, row.spans = one.ref[:80], write_spans(one.spans)
    row.candidates = [
        {"answer": each.answer, "label": each.label, "score": each.score, "reason": each.reason}
        for each in one.candidates
    ]
    row.answer, row.answered_by, row.answered_at = "", None, None
    return row


def _tie(content: Content) -> None:
    """Tie corrections that were made on an older reading to the present one, where nothing about them is in doubt."""
    doubted = {one.correction.key for one in content.overlaid.doubts}
    tied = []
    for row in content.corrections:
        landed = content.overlaid.landed.get(row.pk)
        if landed is None or row.text_id in (None, content.text_id) or row.pk in doubted:
            continue
        tie(row, content)
        tied.append(row)
    if tied:
        Correction.objects.bulk_update(tied, TIED)


TIED = ["text", "spans", "marked", "label", "item_number", "item_title", "ordinal", "read_value"]


def tie(row: Correction, content: Content) -> None:
    """Let a correction hang on the words of the present reading; the caller saves the columns `TIED`."""
    landed = content.overlaid.landed[row.pk]
    anchor = landed.anchor
    row.text_id = content.text_id
    row.spans = write_spans(anchor.spans)
    thing = content.sheet.thing(_ref(content, row))
    value = thing.said(Field(row.field)) if thing is not None and row.field else None
    row.marked = write_spans(value.spans) if row.marked and value is not None else ""
    row.label, row.item_number, row.item_title = anchor.label, cut(anchor.item_number, 30), anchor.item_title
    row.ordinal = anchor.ordinal
    row.read_value = landed.read_value or row.read_value


def _ref(content: Content, row: Correction) -> str:
    return next(
        (
            thing.ref
            for thing in content.sheet.things()
            if any(value.correction == row.pk for value in thing.values)
        ),
        "",
    )


def is_lost(content: Content, key: int) -> bool:
    """Return whether a correction fits nothing in the present reading."""
    return any(one.correction.key == key and one.kind is DoubtKind.LOST for one in content.overlaid.doubts)
