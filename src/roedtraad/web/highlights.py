"""A page's words in pieces, each marked with the fact that was read from it. Pure: no database, no HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from roedtraad.documents.masking import Region


@dataclass(frozen=True, slots=True)
class Stretch:
    """A fact on a page: where its words stand, how they are marked, and whether it is the one that was asked for."""

    spans: tuple[Region, ...]
    css: str
    is_chosen: bool = False

    @property
    def width(self) -> int:
        """Return how many characters it has."""
        return sum(end - start for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that belong to the same facts. `is_first`: here the fact that was asked for begins."""

    text: str
    css: str = ""
    is_chosen: bool = False
    is_first: bool = False


def pieces(text: str, stretches: Sequence[Stretch]) -> tuple[Piece, ...]:
    """Return the text cut where facts begin and end; joined it is the text again.

    Where several facts have the same words, the one that was asked for is marked, and then the shortest.
    """
    edges = sorted(
        {0, len(text), *(edge for stretch in stretches for span in stretch.spans for edge in span)}
    )
    found: list[Piece] = []
    seen_chosen = False
    for start, end in pairwise(edges):
        covering = [one for one in stretches if _covers(one.spans, start, end)]
        chosen = any(one.is_chosen for one in covering)
        css = min(covering, key=lambda one: (not one.is_chosen, one.width)).css if covering else ""
        is_first = chosen and not seen_chosen
        seen_chosen = seen_chosen or chosen
        piece = Piece(text[start:end], css, chosen, is_first)
        if found and not is_first and (found[-1].css, found[-1].is_chosen) == (css, chosen):
            found[-1] = Piece(found[-1].text + piece.text, css, chosen, found[-1].is_first)
        else:
            found.append(piece)
    return tuple(found)


def _covers(spans: Iterable[Region], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def quoted(text: str, spans: Iterable[Region]) -> str:
    """Return the words over the spans in one line."""
    return " ".join(" ".join(text[start:end] for start, end in spans).split())
