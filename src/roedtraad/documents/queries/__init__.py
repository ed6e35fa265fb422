"""Reads of `documents`: pages and texts as a viewer may read them, originals, citations and sources."""

from roedtraad.documents.queries.originals import (
    broken_originals,
    may_read_original,
    open_original,
    original_name,
    shown_name,
)
from roedtraad.documents.queries.reading import (
    PageCitation,
    PageView,
    TextView,
    document_for,
    hidden_on_page,
    page_for,
    reading_that_cites,
    text_for,
)
from roedtraad.documents.queries.regions import hidden_regions, hidden_words, undealt_cpr
from roedtraad.documents.queries.sources import Source, source_of, sources_of

__all__ = [
    "PageCitation",
    "PageView",
    "Source",
    "TextView",
    "broken_originals",
    "document_for",
    "hidden_on_page",
    "hidden_regions",
    "hidden_words",
    "may_read_original",
    "open_original",
    "original_name",
    "page_for",
    "reading_that_cites",
    "shown_name",
    "source_of",
    "sources_of",
    "text_for",
    "undealt_cpr",
]
