"""Every line accounted for: the blocks of the document, and what no rule understood.

The spans of the blocks and of `unread` together cover all of the text that is not white space.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from referat.blocks import Piece
from referat.danish.words import WORDS, folded
from referat.manuscript import Manuscript
from referat.model import Block, BlockKind, Meeting, Participant
from referat.outline import Outline
from referat.source import Span, Spans

_LONGEST_HEAD = 80
_LONGEST_PREAMBLE = 300


def _block(
    script: Manuscript, kind: BlockKind, span: Span, content: Span, level: int = 0, marker: str | None = None
) -> Block | None:
    quote = script.quote(content) or script.verbatim(content) or script.verbatim(span)
    return Block(kind, span, quote, level, marker) if quote is not None else None


def _of_piece(script: Manuscript, piece: Piece, kind: BlockKind) -> Block | None:
    marker = piece.marker.text if piece.marker is not None else None
    content = piece.content if piece.start < piece.end else piece.span
    return _block(script, kind, piece.span, content, piece.level, marker)


def _cited(meeting: Meeting, people: Iterable[Participant]) -> list[int]:
    """Return where in the head something was read, sorted."""
    offsets = [span.start for span in (*meeting.held_on_spans, *meeting.time_spans, *meeting.level_spans)]
    offsets += [quote.start for quote in (meeting.body, meeting.venue, meeting.title) if quote is not None]
    offsets += [person.name.start for person in people]
    return sorted(offsets)


def _understood(piece: Piece, fields: frozenset[int], cited: Sequence[int], body: str) -> bool:
    """Whether a rule took something from a piece of the head, or knows what it is."""
    if (
        piece.start in fields
        or piece.key in WORDS.documents
        or piece.key in WORDS.divisions
        or piece.key in WORDS.signatures
        or piece.key in WORDS.contents
        or WORDS.preamble.search(piece.words[:_LONGEST_PREAMBLE]) is not None
    ):
        return True
    if body and piece.key == body:
        return True
    at = bisect_left(cited, piece.span.start)
    return at < len(cited) and cited[at] < piece.span.end


def _heads_of_lists(head: Sequence[Piece], cited: Sequence[int]) -> frozenset[int]:
    """Return the short lines in the head that stand over a list of people: 'Region Bæltet', 'Kommuner'."""
    found: set[int] = set()
    for piece, following in pairwise(head):
        short = len(piece.words) <= _LONGEST_HEAD and not piece.words.endswith((".", "!", "?"))
        listed = following.kind is BlockKind.LIST_ITEM and piece.kind is not BlockKind.LIST_ITEM
        at = bisect_left(cited, following.span.start)
        if short and listed and at < len(cited) and cited[at] < following.span.end:
            found.add(piece.start)
    return frozenset(found)


def blocks_of(
    script: Manuscript, pieces: Sequence[Piece], plan: Outline, contents: frozenset[int],
    *, meeting: Meeting, people: Sequence[Participant], fields: frozenset[int],
) -> tuple[tuple[Block, ...], Spans]:  # fmt: skip
    """Return the blocks in the order of the text, and the spans of those that no rule understood.

    `contents` are the lines of the table of contents, `fields` the starts of pieces that belong to a field.
    """
    found: list[Block | None] = []
    opening = {entry.opening.start for entry in plan.entries}
    head = {piece.start for piece in (*plan.head, *plan.tail)}
    cited = _cited(meeting, people)
    body = folded(meeting.body.text) if meeting.body is not None else ""
    lists = _heads_of_lists(plan.head, cited)
    lost: list[Span] = []
    for piece in pieces:
        kind = piece.kind
        if piece.start in opening or (piece.start in plan.heads and plan.heads[piece.start].rest is None):
            kind = BlockKind.HEADING
        elif piece.start in plan.announcing:
            kind = BlockKind.CONTENTS
        elif piece.start in lists:
            kind = BlockKind.HEADING
        elif piece.start in head and not _understood(piece, fields, cited, body):
            kind = BlockKind.UNREAD
            lost.append(piece.span)
        found.append(_of_piece(script, piece, kind))
    for line in script.all_lines:
        if line.number in contents:
            found.append(_block(script, BlockKind.CONTENTS, line.raw, Span(line.start, line.end)))
        elif line.number in script.furniture or not line.words:
            found.append(_block(script, BlockKind.FURNITURE, line.raw, line.raw))
    kept = sorted((block for block in found if block is not None), key=lambda block: block.span)
    return tuple(kept), tuple(lost)
