"""Where the last item ends: what closes the meeting or the letter, signatures, attachments of the whole document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from referat.blocks import Piece
from referat.danish.words import WORDS, Heading
from referat.headings import Head, names_writer
from referat.outline import Entry

_LONGEST_CLOSING = 300
_MOST_SIGNATURES = 40
_FEW_ITEMS = 4
_PLACE_AND_DAY = re.compile(
    r"(?:(?-i:[A-ZÆØÅ])[\w .-]{1,40},\s*)?(?:den|d\.)\s+\d{1,2}[./-]\s*(?:[a-z]{3,9}|\d{1,2})\.?(?:[ ./-]\d{2,4})?\.?",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"_{5,}|\.{12,}")
_NEXT_MEETING = re.compile(r"næste\s+(?:\w+\s+)?(?:møde|gang)\b", re.IGNORECASE)


def closing_at(pieces: Sequence[Piece], *, told_before: bool, about_meetings: bool) -> int:
    """Return the index of the piece with which the meeting or the letter is closed, or the number of pieces.

    `told_before`: the item has text before the pieces. `about_meetings`: it is itself about the next meeting.
    """
    for at, piece in enumerate(pieces):
        signed = piece.key in WORDS.signatures or (
            piece.label is not None and piece.label.key in WORDS.signatures
        )
        signed = signed or names_writer(piece)
        closes = WORDS.closing.match(piece.words) is not None and len(piece.words) <= _LONGEST_CLOSING
        dated = _PLACE_AND_DAY.fullmatch(piece.words) is not None and _is_short(pieces[at + 1 :])
        told = (
            (at > 0 or told_before)
            and not about_meetings
            and _NEXT_MEETING.match(piece.words)
            and _is_short(pieces[at + 1 :])
        )
        if (
            told
            or closes
            or (signed and _is_short(pieces[at + 1 :]))
            or dated
            or _SIGNATURE.match(piece.words)
        ):
            return at
    return len(pieces)


def lone_attachments(entries: Sequence[Entry], heads: Mapping[int, Head]) -> int | None:
    """Return the start of a list of attachments below the last item that is the document's: no other item has one."""
    found = [
        (at, piece.start)
        for at, entry in enumerate(entries)
        for piece in entry.pieces
        if piece.start in heads and heads[piece.start].role is Heading.ATTACHMENTS
    ]
    alone = len(found) == 1 and found[0][0] == len(entries) - 1 and len(entries) >= _FEW_ITEMS
    return found[0][1] if alone else None


def _is_short(pieces: Sequence[Piece]) -> bool:
    """Whether only signatures and the like can be left."""
    return len(pieces) <= _MOST_SIGNATURES and all(len(piece.words) <= _LONGEST_CLOSING for piece in pieces)
