"""Whether a file goes on with the minutes of another meeting: one document is one meeting, and this must be said.

The second is not read apart: where the first ends is for whoever divides the file to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from referat.blocks import Piece
from referat.danish.words import WORDS
from referat.manuscript import Manuscript
from referat.meeting import says_document
from referat.model import BlockKind, Problem
from referat.outline import Outline
from referat.series import candidates
from referat.source import Span
from referat.times import Times

_LONGEST_TITLE = 140
_DATE_NEAR = 8  # pieces from the title to the date
_ITEM_NEAR = 60  # pieces from the title to the first item
_AN_ITEM = 2.0  # a numbered line with a higher score looks like an item
_SAID = (
    "Filen ser ud til at rumme flere møder: her begynder et referat med en anden dato, som er læst som en del af "
    "det første møde. Del filen, og læs hver del for sig."
)


def second_meeting(
    script: Manuscript, pieces: Sequence[Piece], plan: Outline, times: Times, held_on: date | None
) -> Problem | None:
    """Return a problem where a title with another date follows the first item, and an item with number 1 follows it."""
    if not plan.entries or held_on is None:
        return None
    first = plan.entries[0].opening.start
    for at, piece in enumerate(pieces):
        if piece.start <= first or not _is_title(piece):
            continue
        head = pieces[at : at + _DATE_NEAR]
        if _other_day(times, head, held_on) and _begins_anew(pieces[at + 1 : at + _ITEM_NEAR]):
            return Problem("several_meetings", _SAID, script.spans(piece.content))
    return None


def _is_title(piece: Piece) -> bool:
    """Whether a short line on its own begins with 'Referat', 'Dagsorden' or their like."""
    if len(piece.words) > _LONGEST_TITLE or piece.words.endswith((".", ";", ",")) or piece.marker is not None:
        return False
    apart = piece.gap > 0 or piece.lines[0].starts_page or piece.kind is BlockKind.HEADING
    return apart and piece.key not in WORDS.headings and says_document(piece)


def _other_day(times: Times, pieces: Sequence[Piece], held_on: date) -> bool:
    span = Span(pieces[0].start, max(piece.end for piece in pieces))
    days = [found.day for found in times.within(span) if found.day is not None]
    return bool(days) and days[0] != held_on


def _begins_anew(pieces: Sequence[Piece]) -> bool:
    """Whether the first line among the pieces that looks like an item has the number 1."""
    numbers = [one.number.order for one in candidates(pieces, {}, frozenset()) if one.score > _AN_ITEM]
    return bool(numbers) and numbers[0] == 1
