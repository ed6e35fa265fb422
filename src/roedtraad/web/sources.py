"""Where a fact was read: the address that opens its words, highlighted, and the quote with the words around it.

`/dokument/<id>/side/5?citat=<record>.<field>#citat`: record and field, never an offset, so that the address lives
longer than a reading of the file and tells nothing of what is hidden on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from roedtraad.accounts.models import ALPHABET, PUBLIC_ID_LENGTH, Record
from roedtraad.accounts.policy import Viewer
from roedtraad.checks.models import Finding
from roedtraad.documents.models import Document
from roedtraad.documents.queries import PageView, Source, page_for
from roedtraad.meetings.models import PaperKind
from roedtraad.meetings.queries import DocumentUse
from roedtraad.web.parts import Quote

AROUND = 180  # letters of the page before the words, and after them
MARKED = 420

# The end of a sentence: a full stop behind a word ('13. marts' has none), and a capital letter.
SENTENCE = re.compile(r"[a-zæøå]{2}[.!?]\s+(?=[A-ZÆØÅ])")


@dataclass(frozen=True, slots=True)
class Cited:
    """A fact, as an address names it."""

    public_id: str
    field: str

    def __str__(self) -> str:
        return f"{self.public_id}.{self.field}"


def read_cited(written: str) -> Cited | None:
    """Return the fact that an address names; None where it names none."""
    public_id, _dot, field = written.partition(".")
    is_id = len(public_id) == PUBLIC_ID_LENGTH and set(public_id) <= set(ALPHABET)
    return Cited(public_id, field) if is_id and field else None


def page_url(document: Document, number: int, cited: Cited | None = None) -> str:
    """Return the address of a page, with the words of a fact highlighted."""
    url = reverse("document_page", kwargs={"public_id": document.record.public_id, "number": number})
    return url if cited is None else f"{url}?citat={cited}#citat"


def source_url(source: Source, record: Record) -> str:
    """Return the address at which the words of this source are highlighted."""
    return page_url(source.document, source.page, Cited(record.public_id, source.field))


def finding_url(finding: Finding) -> str:
    """Return the address at which the words of a finding are highlighted; '' where it has no page."""
    if finding.document is None or finding.page is None:
        return ""
    return f"{page_url(finding.document, finding.page)}?fund={finding.record.public_id}#citat"


def newest(sources: Iterable[Source], *fields: str) -> Source | None:
    """Return the newest source of the first of these fields that has one; a field that ends in a dot means its kind."""
    listed = list(sources)
    for field in fields:
        found = [
            one for one in listed if one.field == field or (field[-1] == "." and one.field.startswith(field))
        ]
        if found:
            return found[-1]
    return None


def source_words(source: Source, uses: Mapping[int, DocumentUse]) -> str:
    """Return the words of a link: 'Åbn side 5 i referatet, hvor det står'."""
    use = uses.get(source.document.pk)
    if use is not None and use.paper == PaperKind.AGENDA:
        return _("Open page %(page)s of the agenda, where it stands") % {"page": source.page}
    if use is not None and use.paper == PaperKind.MINUTES:
        return _("Open page %(page)s of the minutes, where it stands") % {"page": source.page}
    return _("Open page %(page)s of the document, where it stands") % {"page": source.page}


@dataclass(frozen=True, slots=True)
class SeenSource:
    """A source with the page that it stands on, as the viewer may read it."""

    source: Source
    record: Record
    page: PageView

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return where the words stand in the text of the page."""
        return tuple(
            span
            for citation in self.page.citations
            if citation.record.pk == self.record.pk and citation.field == self.source.field
            for span in citation.spans
        )


def seen_source(viewer: Viewer, record: Record, source: Source | None) -> SeenSource | None:
    """Return a source with its page; None where there is none to see. At most eight queries."""
    if source is None:
        return None
    page = page_for(viewer, source.document, source.page, reading=source.reading)
    seen = SeenSource(source, record, page) if page is not None else None
    return seen if seen is not None and seen.spans else None


def quote_of(seen: SeenSource, uses: Mapping[int, DocumentUse]) -> Quote:
    """Return the words of a source with those around them on the page."""
    text, spans = seen.page.text, seen.spans
    start, end = spans[0][0], spans[-1][1]
    marked = " ".join(text[start:end].split())
    return Quote(
        marked=_cut(marked, MARKED),
        before=_before(text[:start]),
        after="" if len(marked) > MARKED else _after(text[end:]),
        url=source_url(seen.source, seen.record),
        source=source_words(seen.source, uses),
    )


def _before(text: str) -> str:
    """Return the words before a quote, from the beginning of their sentence or paragraph."""
    paragraph = text.rpartition("\n\n")[2]
    ends = [match.end() for match in SENTENCE.finditer(paragraph)]
    sentence = paragraph[ends[-1] :] if ends else paragraph
    line = " ".join(sentence.split())
    space = " " if sentence[-1:].isspace() and line else ""
    if len(line) > AROUND:
        return f"… {line[-AROUND:].partition(' ')[2]}{space}"
    return line + space


def _after(text: str) -> str:
    """Return the words after a quote, to the end of their paragraph."""
    paragraph = text.partition("\n\n")[0]
    line = " ".join(paragraph.split())
    space = " " if paragraph[:1].isspace() and line else ""
    return space + _cut(line, AROUND)


def _cut(line: str, letters: int) -> str:
    return line if len(line) <= letters else f"{line[:letters].rpartition(' ')[0]} …"
