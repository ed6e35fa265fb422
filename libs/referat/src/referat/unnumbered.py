"""Items without numbers: headings by mark or by bold type, titles that the contents announce, titles before each run
of sections, titles that meetings commonly have, and paragraphs that begin with a title and a colon.

The ways are tried from the surest to the least sure, and the first that gives an outline is used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from referat.blocks import Piece
from referat.contents import Announced
from referat.danish.words import WORDS, Column, Heading, folded
from referat.headings import Head
from referat.manuscript import Manuscript
from referat.model import BlockKind
from referat.numbering import number_in
from referat.series import is_titled_words
from referat.titles import Start, title_in


@dataclass(frozen=True, slots=True)
class _Search:
    script: Manuscript
    pieces: Sequence[Piece]
    heads: Mapping[int, Head]
    announced: Sequence[Announced]
    headed: bool  # the document has headings of sections


_LONG_TITLE = 120
_ENDS_SENTENCE = re.compile(r"[.!?;,:]$")
_ORDER = {
    Heading.CASE_NUMBER: 0, Heading.OFFICER: 0, Heading.SUMMARY: 1, Heading.CASE: 2, Heading.RECOMMENDATION: 3, Heading.DECISION: 4,
}  # fmt: skip


def _is_title_like(search: _Search, at: int) -> bool:
    """A short line of its own that is no sentence, no field, no list item and no heading of a section.

    'Økonomi' may be either: it is a title where the document has no headings of sections.
    """
    piece = search.pieces[at]
    head = search.heads.get(at)
    if head is not None and not (
        head.role is Heading.CONTEXT and piece.key in WORDS.titles and not search.headed
    ):
        return False
    if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or not piece.key:
        return False
    if (
        len(piece.words) > _LONG_TITLE
        or piece.label is not None
        or piece.key in WORDS.groups
        or piece.key in WORDS.fields
    ):
        return False
    if piece.key in WORDS.contents or piece.key in WORDS.divisions or piece.key in WORDS.documents:
        return False
    return piece.words[:1].isupper() and not _ENDS_SENTENCE.search(piece.words)


def _start(search: _Search, at: int, stop: int | None = None, *, whole: bool = True) -> Start | None:
    piece = search.pieces[at]
    title = title_in(search.script, piece.start, stop if stop is not None else piece.end, whole=whole)
    return Start(at, title) if title is not None else None


def _starts(search: _Search, at: Sequence[int]) -> list[Start]:
    found = (_start(search, index) for index in at)
    return [start for start in found if start is not None]


def _by_label(search: _Search) -> list[Start]:
    """'Emne: Velkomst', 'Punkt: Budget' before every item."""
    starts: list[Start] = []
    counts: Counter[str] = Counter()
    for piece in search.pieces:
        if (
            piece.label is not None
            and WORDS.columns.get(piece.label.key) is Column.TITLE
            and piece.label.value < piece.end
        ):
            counts[piece.label.key] += 1
    most = counts.most_common(1)
    if not most or most[0][1] < 2:
        return []
    for at, piece in enumerate(search.pieces):
        if piece.label is not None and piece.label.key == most[0][0] and piece.label.value < piece.end:
            number = number_in(search.script.text, piece.label.value, piece.end)
            begin = number.rest if number is not None else piece.label.value
            title = title_in(search.script, begin, piece.end, whole=True)
            if title is not None:
                starts.append(Start(at, title, number))
    return starts


def _by_contents(search: _Search) -> list[Start]:
    """Pieces that have the words of an entry of the contents."""
    titles: dict[str, Announced] = {}
    for entry in search.announced:
        key = folded(search.script.text[entry.title.start : entry.title.end])[:40]
        if key:
            titles.setdefault(key, entry)
    at = [index for index, piece in enumerate(search.pieces) if piece.key and piece.key[:40] in titles]
    if len(at) < 2:
        return []
    starts = _starts(search, at)
    numbers = {index: titles[search.pieces[index].key[:40]].number for index in at}
    return [Start(start.at, start.title, numbers[start.at]) for start in starts]


def _by_mark(search: _Search) -> list[Start]:
    """Headings that the format marks: the outermost level that recurs and is above the headings of sections."""
    levels: Counter[int] = Counter()
    sections: Counter[int] = Counter()
    for at, piece in enumerate(search.pieces):
        if piece.kind is BlockKind.HEADING:
            role = search.heads[at].role if at in search.heads else None
            if role is None and _is_title_like(search, at):
                levels[piece.level] += 1
            elif role is not None and role is not Heading.CONTEXT:
                sections[piece.level] += 1
    below = min((level for level, count in sections.items() if count >= 2), default=99)
    recurring = [level for level, count in sorted(levels.items()) if level < below and count >= 2]
    if not recurring:
        return []
    level = recurring[0]
    return _starts(
        search,
        [
            at
            for at, piece in enumerate(search.pieces)
            if piece.kind is BlockKind.HEADING and piece.level == level and _is_title_like(search, at)
        ],
    )


def _by_sections(search: _Search) -> list[Start]:
    """A title-like line before each run of sections: after a decision comes a line, then a new file number or case."""
    at: list[int] = []
    last = 9
    for index in range(len(search.pieces)):
        head = search.heads.get(index)
        order = _ORDER.get(head.role) if head is not None else None
        if order is None:
            continue
        title_before = index > 0 and _is_title_like(search, index - 1)
        if title_before and (order <= last or search.pieces[index - 1].gap) and (order <= last):
            at.append(index - 1)
            last = order
        else:
            last = max(last, order) if last != 9 else order
    return _starts(search, at) if len(at) >= 2 else []


def _by_bold(search: _Search) -> list[Start]:
    at = [index for index, piece in enumerate(search.pieces) if piece.bold and _is_title_like(search, index)]
    return _starts(search, at) if len(at) >= 2 else []


def _by_common_titles(search: _Search) -> list[Start]:
    """Titles that meetings commonly have, and lines of the same shape between them."""
    common = [
        at
        for at, piece in enumerate(search.pieces)
        if len(piece.words) <= _LONG_TITLE and is_titled_words(piece.words) and _is_title_like(search, at)
    ]
    if len(common) < 2:
        return []
    known = set(common)
    apart = all(search.pieces[at].gap for at in common[1:])
    at = list(common)
    for index in range(common[0] + 1, len(search.pieces) - 1):
        piece, after = search.pieces[index], search.pieces[index + 1]
        follows = (
            after.kind is BlockKind.PARAGRAPH
            and len(after.words) > len(piece.words)
            and _ENDS_SENTENCE.search(after.words)
        )
        if index not in known and _is_title_like(search, index) and follows and (piece.gap or not apart):
            at.append(index)
    return _starts(search, sorted(at))


def _by_colon(search: _Search) -> list[Start]:
    """'Velkomst: Formanden bød velkommen.' as paragraphs."""
    starts: list[Start] = []
    for at, piece in enumerate(search.pieces):
        label = piece.label
        if label is None or (label.known and label.key not in WORDS.titles):
            continue
        if piece.kind in (BlockKind.TABLE, BlockKind.HEADING):
            continue
        if len(label.key) > 60 or label.value >= piece.end or not piece.words[:1].isupper():
            continue
        start = _start(search, at, whole=False)
        if start is not None and start.title.rest is not None:
            starts.append(start)
    common = sum(1 for start in starts if is_titled_words(search.pieces[start.at].words[:60]))
    return starts if len(starts) >= 3 and common >= 1 else []


_WAYS: tuple[Callable[[_Search], list[Start]], ...] = (
    _by_label, _by_contents, _by_mark, _by_sections, _by_bold, _by_common_titles, _by_colon,
)  # fmt: skip


def unnumbered(
    script: Manuscript, pieces: Sequence[Piece], heads: Mapping[int, Head], announced: Sequence[Announced]
) -> list[Start]:
    """Return where the items begin in a document that does not number them; empty if nothing shows it."""
    headed = any(head.role in _ORDER for head in heads.values())
    search = _Search(script, pieces, heads, announced, headed)
    for way in _WAYS:
        starts = way(search)
        if starts:
            return starts
    return []
