"""pdfium's functions bound so that ctypes converts no arguments, for those that are called once a word or object.

Handles are addresses (int), results go to memory that is set aside once; a process reads one page at a time.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int

FLOATS = (ctypes.c_float * 4)()
FLOATS_AT = ctypes.addressof(FLOATS)
FLOAT_AT = tuple(FLOATS_AT + 4 * index for index in range(4))
DOUBLES = (ctypes.c_double * 4)()
DOUBLE_AT = tuple(ctypes.addressof(DOUBLES) + 8 * index for index in range(4))
MATRIX = (ctypes.c_float * 6)()
MATRIX_AT = ctypes.addressof(MATRIX)
WHOLE = ctypes.c_int()
WHOLE_AT = ctypes.addressof(WHOLE)
NAME_SIZE = 128
NAME = ctypes.create_string_buffer(NAME_SIZE)
NAME_AT = ctypes.addressof(NAME)


def address_of(handle: Any) -> int:
    """Return the address in a handle of pypdfium2's."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _bind(function: Any, *arguments: Any, result: Any = _INT) -> Callable[..., Any]:
    bound: Callable[..., Any] = ctypes.CFUNCTYPE(result, *arguments)(address_of(function))
    return bound


loose_box = _bind(
    raw.FPDFText_GetLooseCharBox, _ADDRESS, _INT, _ADDRESS
)  # left, top, right, bottom in FLOATS
count_rects = _bind(raw.FPDFText_CountRects, _ADDRESS, _INT, _INT)
rect_of = _bind(raw.FPDFText_GetRect, _ADDRESS, _INT, *[_ADDRESS] * 4)
font_of = _bind(raw.FPDFText_GetFontInfo, _ADDRESS, _INT, _ADDRESS, ctypes.c_ulong, _ADDRESS)
matrix_of = _bind(raw.FPDFText_GetMatrix, _ADDRESS, _INT, _ADDRESS)  # six floats in MATRIX
size_of = _bind(raw.FPDFText_GetFontSize, _ADDRESS, _INT, result=ctypes.c_double)
angle_of = _bind(raw.FPDFText_GetCharAngle, _ADDRESS, _INT, result=ctypes.c_float)  # radians, -1 for none
unicode_of = _bind(raw.FPDFText_GetUnicode, _ADDRESS, _INT, result=ctypes.c_uint)

page_object = _bind(raw.FPDFPage_GetObject, _ADDRESS, _INT, result=_ADDRESS)
form_object = _bind(raw.FPDFFormObj_GetObject, _ADDRESS, ctypes.c_ulong, result=_ADDRESS)
kind_of = _bind(raw.FPDFPageObj_GetType, _ADDRESS)
bounds_of = _bind(raw.FPDFPageObj_GetBounds, _ADDRESS, *[_ADDRESS] * 4)  # left, bottom, right, top
count_segments = _bind(raw.FPDFPath_CountSegments, _ADDRESS)
