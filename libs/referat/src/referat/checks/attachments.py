"""Something said to be attached to an item that lists no attachment at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from referat.checks.places import sentence_around
from referat.checks.wording import quoted
from referat.danish.vocabulary import CHECKS, alternatives
from referat.model import Finding, FindingCode, Item, Minutes, SectionKind, Severity
from referat.source import SourceText, Span

_SAID = re.compile(rf"(?<![^\W_])(?:{alternatives(CHECKS.attached)})(?![^\W\d_])", re.IGNORECASE)
_NOT_HERE = re.compile(rf"(?<![^\W_])(?:{alternatives(CHECKS.not_attached_here)})", re.IGNORECASE)
# A line of attachments inside the case is a list too, and so is a file's name.
_LISTED = re.compile(
    r"^[ \t*#_>|-]*bilag(?: ?[0-9.]*)?[ ]*[:\t]|^[ \t*#_>|-]*bilag[ \t]*$|\.(?:pdf|docx?|pptx?|xlsx?)\b",
    re.IGNORECASE | re.MULTILINE,
)
_SYSTEMATIC = 2  # more items than this, and no attachment anywhere
_SECTIONS = (SectionKind.SUMMARY, SectionKind.CASE, SectionKind.RECOMMENDATION)


def attachments_not_listed(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield at most one finding for each item that names an attachment but lists none.

    Silent where the document shows no attachments at all and many items speak of them: they were left out of it.
    """
    found = list(_found(source, minutes))
    if len(found) <= _SYSTEMATIC or any(item.attachments for item in minutes.items):
        yield from found


def _found(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    for item in minutes.items:
        if item.attachments or item.section(SectionKind.ATTACHMENTS) is not None:
            continue
        if _LISTED.search(source.text, item.title.end, item.span.end):
            continue
        finding = next(_said(source.text, item), None)
        if finding is not None and not _listed_for_all(source.text, minutes):
            yield finding


def _said(text: str, item: Item) -> Iterator[Finding]:
    # Minutes without cases tell all of it under what was decided.
    for kind in (*_SECTIONS, *((SectionKind.DECISION,) if item.section(SectionKind.CASE) is None else ())):
        section = item.section(kind)
        for span in section.quote.spans if section is not None else ():
            for match in _SAID.finditer(text, span.start, span.end):
                sentence = sentence_around(text, Span(*match.span()))
                words = text[slice(*sentence)]
                if not _NOT_HERE.search(words):
                    yield _finding(item, words, Span(*match.span()))


def _listed_for_all(text: str, minutes: Minutes) -> bool:
    """Return whether the document ends with one list of attachments for all items."""
    last = max((item.span.end for item in minutes.items), default=0)
    return _LISTED.search(text, last) is not None


def _finding(item: Item, sentence: str, span: Span) -> Finding:
    words = " ".join(sentence.split())
    return Finding(
        FindingCode.ATTACHMENT_UNLISTED,
        Severity.WARNING,
        f"Punkt {item.number} omtaler et bilag, men har ingen bilag: {quoted(words)}",
        (span,),
        item=item.number,
        found=words,
    )
