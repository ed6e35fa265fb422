"""Keep what reading found in a document, and tie it to the records that the document became.

Parts of actions of `importing`, which has asked its policy and writes the journal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Circle
from roedtraad.accounts.records import register_many, set_audience
from roedtraad.bodies.models import Body
from roedtraad.checks.models import Finding, Severity
from roedtraad.documents.models import DocumentText
from roedtraad.documents.spans import Span, write_spans


@dataclass(frozen=True, slots=True)
class NotedFinding:
    """What a reader found. `spans` count in the reading it is noted for; `page` is from 1."""

    code: str
    severity: Severity
    message: str
    spans: tuple[Span, ...] = ()
    page: int = 1
    quote: str = ""
    item_number: str = ""
    expected: str = ""
    found: str = ""


def note_findings(
    text: DocumentText, findings: Sequence[NotedFinding], *, audience: Iterable[str]
) -> tuple[Finding, ...]:
    """Keep what a reading found; return the rows in the order given. Five queries at most, two for nothing new.

    What an earlier reading of the document found too keeps its row, with what a person said to it. What is found no
    more is withdrawn, unless somebody has settled it or it was tied to a record.
    """
    before = list(
        Finding.objects.filter(document=text.document_id, record__withdrawn_at=None).order_by("order")
    )
    left = list(before)
    rows: list[Finding] = []
    for order, told in enumerate(findings):
        same = next((row for row in left if _is_same(row, told)), None)
        if same is not None:
            left.remove(same)
        rows.append(_filled(same or Finding(), text, told, order))
    new = [row for row in rows if row.pk is None]
    records = register_many(RecordKind.FINDING, len(new), audience=audience) if new else []
    for row, record in zip(new, records, strict=True):
        row.record = record
    Finding.objects.bulk_create(new)
    known = [row for row in rows if row in before]
    if known:
        Finding.objects.bulk_update(known, FILLED)
    _withdraw(row for row in left if row.is_open and row.subject_id is None)
    return tuple(rows)


FILLED = [
    "severity",
    "message",
    "expected",
    "found",
    "text",
    "page",
    "spans",
    "quote",
    "item_number",
    "order",
]


def _is_same(row: Finding, told: NotedFinding) -> bool:
    if row.code != told.code or row.item_number != told.item_number[:12]:
        return False
    return _folded(row.quote) == _folded(told.quote) or row.message == _plain(told.message)


def _filled(row: Finding, text: DocumentText, told: NotedFinding, order: int) -> Finding:
    row.code = told.code[:40]
    row.document_id = text.document_id
    row.severity, row.message = told.severity, _plain(told.message)
    row.expected, row.found = _plain(told.expected)[:300], _plain(told.found)[:300]
    row.text, row.page = text, told.page
    row.spans, row.quote = write_spans(told.spans), _plain(told.quote)
    row.item_number, row.order = told.item_number[:12], order
    return row


def _withdraw(rows: Iterable[Finding]) -> None:
    gone = [row.pk for row in rows]
    if gone:
        Record.objects.filter(pk__in=gone).update(withdrawn_at=timezone.now(), is_public=False)


def assign_findings(
    findings: Collection[Finding], *, subjects: Mapping[int, Record], body: Body, closed: Collection[int]
) -> None:
    """Tie findings to records, by their keys: `subjects[finding.pk]`. Six queries, none for no finding.

    They are seen by the body's circle from now on; those in `closed` by its members.
    """
    rows = list(findings)
    if not rows:
        return
    for row in rows:
        row.subject, row.body = subjects[row.pk], body
    Finding.objects.bulk_update(rows, ["subject", "body"])
    inner = {Circle.MEMBERS.of(body.pk), Circle.SECRETARIAT.of(body.pk)}
    for some, tokens in (
        ([row.record for row in rows if row.pk not in closed], inner | {Circle.CIRCLE.of(body.pk)}),
        ([row.record for row in rows if row.pk in closed], inner),
    ):
        if some:
            set_audience(some, tokens=tokens, is_public=False)


def forget_words(document_id: int) -> None:
    """Blank the words of a document that was destroyed in what was found in it. One query."""
    Finding.objects.filter(document=document_id).update(
        message="", expected="", found="", quote="", spans="", page=None
    )


def _plain(text: str) -> str:
    return text.replace("\x00", "\ufffd")


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()
