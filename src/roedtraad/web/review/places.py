"""The words of a page in pieces, each with the thing that was read from it. Pure: no database, no HTML.

What the viewer may not read is a piece of its own without a place, so that nobody can mark inside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from roedtraad.documents.contacts import RUN
from roedtraad.documents.masking import Region
from roedtraad.importing.queries import Mark, MarkState, PageText
from roedtraad.importing.sheet.things import MAIN, Field, Kind
from roedtraad.web.review.words import mark_of

STATES = {MarkState.CORRECTED: "is-fixed", MarkState.ASKED: "is-asked", MarkState.FINDING: "is-found"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that belong to one line of the draft, or to none. `at` is where they stand in the whole text, None for
    what is hidden.

    `name` is the line's own, `url` leads to it; `is_first`: here it begins on this page.
    """

    text: str
    at: int | None
    css: str = ""
    name: str = ""
    url: str = ""
    is_first: bool = False


def line_name(ref: str, kind: Kind | None, field: Field | None) -> str:
    """Return the name of the line on which a value stands: meeting and item have a line for most of their values."""
    if kind is Kind.ITEM and field is Field.NUMBER:
        return ref  # beside the title
    if kind in (Kind.MEETING, Kind.ITEM) and field is not None and field is not MAIN[kind]:
        return f"{ref}-{field}"
    return ref


@dataclass(frozen=True, slots=True)
class Drawing:
    """How marks look on a page: `url` gives the way to the line of a mark, `css` the class of its words."""

    url: Callable[[Mark], str] = lambda mark: ""
    css: Callable[[Mark], str] = lambda mark: mark_of(mark.kind, mark.field)


def pieces(
    page: PageText, hidden: Iterable[Region] = (), *, drawing: Drawing = Drawing()
) -> tuple[Piece, ...]:
    """Return the words of a page cut where marks begin and end; of marks in each other the innermost counts."""
    regions = [region for region in hidden if region[0] < page.end and region[1] > page.start]
    edges = sorted(
        {page.start, page.end}
        | {edge for one in page.marks for edge in (one.start, one.end)}
        | {min(max(edge, page.start), page.end) for region in regions for edge in region}
    )
    found: list[Piece] = []
    seen: set[str] = set()
    hiding: Region | None = None
    for start, end in pairwise(edges):
        within = next((one for one in regions if one[0] <= start and end <= one[1]), None)
        if within is not None:
            if within != hiding:
                found.append(Piece(RUN, None))
            hiding = within
            continue
        hiding = None
        covering = [one for one in page.marks if one.start <= start and end <= one.end]
        mark, css = _of(covering, drawing)
        words = page.text[start - page.start : end - page.start]
        leads = mark is not None and mark.ref and words.strip()  # white space leads nowhere
        name = line_name(mark.ref, mark.kind, mark.field) if mark is not None and leads else ""
        url = drawing.url(mark) if mark is not None and name else ""
        found.append(Piece(words, start, css, name, url, bool(name) and name not in seen))
        seen.add(name)
    return tuple(found)


def _of(covering: Sequence[Mark], drawing: Drawing) -> tuple[Mark | None, str]:
    """Return the mark that a stretch belongs to, and its classes."""
    read = [one for one in covering if one.state is not MarkState.FINDING]
    # Of two that cover the same the later is the inner one.
    inner = min(
        reversed(read), key=lambda one: (one.end - one.start, one.state is MarkState.UNREAD), default=None
    )
    classes = []
    if inner is not None:
        classes.append("m-un" if inner.state is MarkState.UNREAD else drawing.css(inner))
    classes += sorted({STATES[one.state] for one in covering if one.state in STATES and _counts(one, inner)})
    return inner, " ".join(classes)


def _counts(one: Mark, inner: Mark | None) -> bool:
    """Return whether a state shows here: that of a whole section does not colour all that stands in it."""
    return one is inner or one.state is MarkState.FINDING
