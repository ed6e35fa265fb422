"""From a reading to a draft: a new one, or the old one with the new reading under the corrections that people made."""

from __future__ import annotations

from django.utils import timezone

from roedtraad.accounts import journal
from roedtraad.accounts.models import Audience, RecordKind
from roedtraad.accounts.records import register
from roedtraad.checks.actions import NotedFinding, note_findings
from roedtraad.checks.models import Severity
from roedtraad.importing.actions.considering import consider
from roedtraad.importing.models import Draft, DraftState, Reading
from roedtraad.importing.proposing import Content, content_of
from roedtraad.importing.proposing.meetings import paper_of
from roedtraad.importing.sheet.things import Told


def draft_from(reading: Reading) -> Draft:
    """Make the draft of a document, or put a new reading under it, in the caller's transaction. About sixty queries.

    A draft that was accepted keeps the reading that it was accepted with: records are changed by people.
    """
    draft = Draft.objects.select_for_update(of=("self",)).filter(document=reading.document).first()
    if draft is None:
        return _new(reading)
    if draft.state == DraftState.ACCEPTED or draft.reading_id == reading.pk:
        return draft
    draft.reading = reading
    draft.version += 1
    draft.reread_version = draft.version
    draft.changed_by, draft.changed_at = None, timezone.now()
    content = content_of(draft)
    consider(draft, content=content)
    _note(content)
    journal.write(None, "importing.draft.reread", draft.record, facts={"reader": reading.reader_version})
    return draft


def _new(reading: Reading) -> Draft:
    tokens = Audience.objects.filter(record=reading.document_id).values_list("token", flat=True)
    draft = Draft(
        record=register(RecordKind.DRAFT, audience=tokens),
        document=reading.document,
        batch=reading.batch,
        reading=reading,
    )
    content = content_of(draft)
    draft.paper = paper_of(content.sheet)
    draft.save(force_insert=True)
    consider(draft, content=content)
    _note(content)
    journal.write(None, "importing.draft.made", draft.record, facts={"reader": reading.reader_version})
    return draft


def _note(content: Content) -> None:
    """Keep what the reader found as findings of the document, for those who work on it."""
    text = content.draft.reading.text
    if text is None:
        return
    tokens = Audience.objects.filter(record=content.draft.document_id).values_list("token", flat=True)
    note_findings(text, [noted(content, told) for told in content.read.findings], audience=list(tokens))


def noted(content: Content, told: Told) -> NotedFinding:
    """Return a finding of the reader as `checks` keeps it."""
    start = min((first for first, _ in told.spans), default=0)
    return NotedFinding(
        code=told.code,
        severity=Severity(told.severity) if told.severity in _SEVERITIES else Severity.NOTE,
        message=told.message,
        spans=told.spans,
        page=content.read.page_of(start),
        quote=content.read.quote(told.spans),
        item_number=told.item,
        expected=told.expected,
        found=told.found,
    )


_SEVERITIES = frozenset(Severity.values)
