"""The ruling lines of a PDF page: what is drawn straight across or straight down, as lines or as edges of boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from referat.readers.pdf import calls
from referat.readers.pdf.frame import Extent, Frame

_THICKEST = 3.0  # points; a filled box this thin is a line
_SHORTEST = 6.0
_SMALLEST_DOT, _LARGEST_DOT = 1.5, 7.0
_MOST_OBJECTS = 30_000
_MOST_EDGES = 3_000
_DEEPEST_FORM = 4
_WHITE = 250

Matrix = tuple[float, float, float, float, float, float]
Drawn = tuple[bool, tuple[float, float, float, float]]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Edge(NamedTuple):
    """A ruling line: at `at`, from `start` to `end`; across the page (at is a height) or down it."""

    across: bool
    at: float
    start: float
    end: float


def drawn_on(page: Any, frame: Frame) -> tuple[list[Edge], list[Extent]]:
    """Return the ruling lines of a page as it is shown, and its dots: bullets that are drawn and no character.

    A page with thousands of either is a drawing, and has none.
    """
    edges: list[Edge] = []
    dots: list[Extent] = []
    width, height = frame.size
    for straight, (left, bottom, right, top) in _boxes(page):
        box = frame.box(left, top, right, bottom)
        across, down = box.x1 - box.x0, box.bottom - box.top
        if across > 0.98 * width and down > 0.98 * height:
            continue  # the paper
        if _SMALLEST_DOT < across < _LARGEST_DOT and _SMALLEST_DOT < down < _LARGEST_DOT:
            dots.append(box)
        elif straight:
            edges += _edges_of(box)
        if len(edges) + len(dots) > _MOST_EDGES:
            return [], []
    return edges, dots


def _edges_of(box: Extent) -> list[Edge]:
    x0, x1, top, bottom = box
    across, down = x1 - x0 >= _SHORTEST, bottom - top >= _SHORTEST
    if bottom - top <= _THICKEST:
        return [Edge(True, (top + bottom) / 2, x0, x1)] if across else []
    if x1 - x0 <= _THICKEST:
        return [Edge(False, (x0 + x1) / 2, top, bottom)] if down else []
    if not (across and down):
        return []
    return [Edge(True, y, x0, x1) for y in (top, bottom)] + [Edge(False, x, top, bottom) for x in (x0, x1)]


def _boxes(page: Any) -> Iterator[Drawn]:
    """Yield whether it is straight, and left, bottom, right, top, of each thing that is drawn on the PDF page."""
    budget = [_MOST_OBJECTS]
    count = raw.FPDFPage_CountObjects(page)
    handle = calls.address_of(page.raw)
    objects = (calls.page_object(handle, index) for index in range(count))
    yield from _walk(objects, _IDENTITY, 0, budget)


def _walk(objects: Iterator[int], matrix: Matrix, depth: int, budget: list[int]) -> Iterator[Drawn]:
    for item in objects:
        budget[0] -= 1
        if budget[0] < 0:
            return
        kind = calls.kind_of(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield from _path(item, matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            count = raw.FPDFFormObj_CountObjects(_handle(item))
            inner = (calls.form_object(item, at) for at in range(max(count, 0)))
            yield from _walk(inner, _times(_matrix_of(item), matrix), depth + 1, budget)


def _path(item: int, matrix: Matrix) -> Iterator[Drawn]:
    if _is_unseen(item):
        return
    segments = calls.count_segments(item)
    if not calls.bounds_of(item, *calls.FLOAT_AT):
        return
    left, bottom, right, top = calls.FLOATS
    whole = _box(matrix, (left, bottom), (right, top))
    if segments <= 5 or max(whole[2] - whole[0], whole[3] - whole[1]) < _LARGEST_DOT:
        yield segments <= 5, whole
    elif segments <= _MOST_EDGES:
        own = _times(_matrix_of(item), matrix)
        before: tuple[float, float] | None = None
        for index in range(segments):
            segment = raw.FPDFPath_GetPathSegment(_handle(item), index)
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = (x.value, y.value)
            if before is not None and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
                yield True, _box(own, before, point)
            before = point


def _handle(address: int) -> Any:
    return ctypes.cast(address, raw.FPDF_PAGEOBJECT)


def _is_unseen(item: int) -> bool:
    """Return whether the path is neither stroked nor filled with anything but white."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(_handle(item), fill, stroke) or stroke.value:
        return False
    if not fill.value:
        return True
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(_handle(item), red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _matrix_of(item: int) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(_handle(item), found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _box(
    matrix: Matrix, one: tuple[float, float], other: tuple[float, float]
) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = matrix
    xs, ys = zip(*((a * x + c * y + e, b * x + d * y + f) for x, y in (one, other)), strict=True)
    return min(xs), min(ys), max(xs), max(ys)
