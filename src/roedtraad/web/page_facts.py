"""The facts that were read on a page of a document, by the record that they belong to, each with the way to its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roedtraad.accounts.addresses import address_of
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.checks.models import Finding
from roedtraad.documents.masking import Region
from roedtraad.documents.queries import PageCitation, PageView
from roedtraad.documents.spans import read_spans
from roedtraad.meetings.queries import Named, names_of
from roedtraad.web.facts import WHOLE, mark_of, word_for
from roedtraad.web.highlights import Piece, Stretch, pieces, quoted
from roedtraad.web.sources import Cited, page_url


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that was read on a page: its word, its words, the address that highlights them."""

    word: str
    words: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts of one record."""

    title: str
    url: str
    facts: tuple[Fact, ...]
    has_chosen: bool


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page in pieces, with its facts. `cited` is the fact that is highlighted alone, if one is."""

    pieces: tuple[Piece, ...]
    groups: tuple[FactGroup, ...]
    cited: Cited | None
    chosen: tuple[Region, ...] = ()  # where the words that were asked for stand


def read_page(
    viewer: Viewer, view: PageView, cited: Cited | None, *, finding: Finding | None = None
) -> ReadPage:
    """Return what was read on a page; a fact that does not stand on it is not highlighted alone. At most five queries.

    The words of a finding in this reading are highlighted instead of a fact.
    """
    listed = [one for one in view.citations if one.field != WHOLE]
    if not any(_is(cited, one) for one in listed):
        cited = None
    stretches = [
        Stretch(one.spans, mark_of(one.field), _is(cited, one))
        for one in listed
        if cited is None or _is(cited, one)
    ]
    if finding is not None and finding.text_id == view.reading:
        stretches = [Stretch(view.masked.spans(read_spans(finding.spans)), "m-text", is_chosen=True)]
    chosen = tuple(span for one in stretches if one.is_chosen for span in one.spans)
    return ReadPage(pieces(view.text, stretches), _groups(viewer, view, listed, cited), cited, chosen)


def _is(cited: Cited | None, citation: PageCitation) -> bool:
    return cited == Cited(citation.record.public_id, citation.field)


def _groups(
    viewer: Viewer, view: PageView, listed: Sequence[PageCitation], cited: Cited | None
) -> tuple[FactGroup, ...]:
    """Return the facts by record, in the order of the text."""
    names = names_of(viewer, [one.record for one in listed])
    by_record: dict[int, list[Fact]] = {}
    for one in listed:
        by_record.setdefault(one.record.pk, []).append(_fact(view, one, cited))
    return tuple(
        FactGroup(_title(names[pk]), _address(names[pk]), tuple(facts), _has_chosen(facts))
        for pk, facts in by_record.items()
        if pk in names
    )


def _fact(view: PageView, one: PageCitation, cited: Cited | None) -> Fact:
    return Fact(
        word=word_for(one.field),
        words=quoted(view.text, one.spans),
        url=page_url(view.document, view.number, Cited(one.record.public_id, one.field)),
        is_chosen=_is(cited, one),
    )


def _has_chosen(facts: Iterable[Fact]) -> bool:
    return any(fact.is_chosen for fact in facts)


def _title(named: Named) -> str:
    """Return the heading of a record's facts: 'Punkt 4: Trygt hjem …', 'Beslutning i punkt 4', 'Mødet'."""
    kind = RecordKind(named.record.kind)
    if kind is RecordKind.MEETING:
        return _("The meeting")
    words = {"number": named.number, "title": named.title}
    if kind is RecordKind.ITEM:
        return _("Item %(number)s: %(title)s") % words if named.number else named.title
    if kind is RecordKind.DECISION:
        return _("Decision in item %(number)s") % words if named.number else _("Decision")
    if kind is RecordKind.ATTACHMENT:
        return _("Attachment: %(title)s") % words
    return _("Case: %(title)s") % words


def _address(named: Named) -> str:
    kind = RecordKind(named.record.kind)
    title = str(named.meeting) if kind is RecordKind.MEETING else named.title
    return address_of(kind, named.record.public_id, title)
