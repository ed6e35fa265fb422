"""Labelled fields in the head of a document: 'Mødedato Mandag d. 16. januar', 'Sted: Rådhuset', rows of a small table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from referat.blocks import Piece
from referat.danish.words import WORDS, Field, folded
from referat.manuscript import Manuscript
from referat.model import BlockKind
from referat.source import Span
from referat.tables import rows_of


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field with its values; those after the first stand on lines of their own below the label."""

    key: str  # folded
    kind: Field | None  # None for a list of participants
    label: Span
    values: tuple[Span, ...]
    pieces: tuple[Piece, ...]


_MOST_WORDS = 5
_SHORTEST = 4  # letters of a label without a colon: 'Fra', 'Til' and 'Den' begin sentences
_WORD = re.compile(r"\S+")
_OPENS_VALUE = re.compile(r"[A-ZÆØÅ\d\"”(]")
_VALUE = re.compile(r"[\s:]*")


def is_known(key: str) -> bool:
    """Whether `key` names a field of the meeting or a part of the list of participants."""
    return key in WORDS.fields or key in WORDS.groups


def bare_label(script: Manuscript, piece: Piece) -> tuple[str, Span, int] | None:
    """Return key, label and start of the value of a field without a colon: 'Mødested Rådhuset'."""
    text = script.text
    if not piece.words[:1].isupper() or piece.kind is BlockKind.TABLE:
        return None
    best: tuple[str, Span, int] | None = None
    for count, word in enumerate(
        _WORD.finditer(text, piece.start, min(piece.end, piece.start + 80)), start=1
    ):
        if count > _MOST_WORDS:
            break
        key = folded(text[piece.start : word.end()])
        value = _VALUE.match(text, word.end(), piece.end)
        begins = value.end() if value else word.end()
        if (
            len(key) >= _SHORTEST
            and is_known(key)
            and (begins >= piece.end or _OPENS_VALUE.match(text, begins))
        ):
            best = (key, Span(piece.start, word.end()), begins)
    if (
        best is not None
        and best[2] < piece.end
        and piece.words.endswith(".")
        and len(piece.words.split()) > 12
    ):
        return None
    return best


def label_in(script: Manuscript, piece: Piece) -> tuple[str, Span, int] | None:
    """Return key, label and start of the value of the field that the piece is, if it is one."""
    label = piece.label
    if label is not None and is_known(label.key):
        return label.key, label.span, label.value
    if piece.key and is_known(piece.key):
        return piece.key, piece.content, piece.end
    return bare_label(script, piece)


def _from_table(script: Manuscript, piece: Piece) -> list[FieldValue]:
    found: list[FieldValue] = []
    for row in rows_of(script.text, piece.lines):
        key = folded(script.text[row[0].start : row[0].end]) if row else ""
        if not is_known(key) or len(row) < 2:
            continue
        values = tuple(cell for cell in row[1:] if script.trim(cell) is not None)
        found.append(FieldValue(key, WORDS.fields.get(key), row[0], values, (piece,)))
    return found


def fields_of(script: Manuscript, pieces: Sequence[Piece]) -> tuple[FieldValue, ...]:
    """Return the fields in the pieces of a head. What follows a field without a label of its own belongs to it."""
    found: list[FieldValue] = []
    open_field: FieldValue | None = None

    def close() -> None:
        if open_field is not None:
            found.append(open_field)

    for at, piece in enumerate(pieces):
        if piece.kind is BlockKind.TABLE:
            close()
            open_field = None
            found.extend(_from_table(script, piece))
            continue
        said = label_in(script, piece)
        if said is not None and not (at == 0 and said[0] in WORDS.documents):
            close()
            key, label, value = said
            values = (Span(value, piece.end),) if value < piece.end else ()
            open_field = FieldValue(key, WORDS.fields.get(key), label, values, (piece,))
        elif piece.kind is BlockKind.HEADING or piece.key in WORDS.documents or piece.key in WORDS.contents:
            close()
            open_field = None
        elif open_field is not None and _takes_more(open_field, piece):
            open_field = FieldValue(
                open_field.key, open_field.kind, open_field.label,
                (*open_field.values, piece.content), (*open_field.pieces, piece),
            )  # fmt: skip
    close()
    return tuple(found)


def _takes_more(field: FieldValue, piece: Piece) -> bool:
    """A list of participants goes on over many lines; a field such as 'Sted' takes one value below its label."""
    if field.key in WORDS.groups:
        return True
    most = (
        2 if "sted" in field.key and field.kind is Field.DATE else 1
    )  # 'Tid og sted' may have a line for each
    return len(field.values) < most and len(piece.words) <= 200
