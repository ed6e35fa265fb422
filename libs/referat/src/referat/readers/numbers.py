"""How an automatic number is written: 3, c, iii."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST_ROMAN = 4000


def counted(number: int, kind: str) -> str:
    """Return a number as Office and the web write it; `kind` is Office's word: 'decimal', 'lowerLetter', 'upperRoman' …"""
    if number > 0:
        if kind in ("lowerLetter", "upperLetter"):
            letters = _LETTERS[(number - 1) % 26] * min((number - 1) // 26 + 1, 5)
            return letters.upper() if kind == "upperLetter" else letters
        if kind in ("lowerRoman", "upperRoman") and number < _MOST_ROMAN:
            return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    if kind == "decimalZero":
        return f"{number:02d}"
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written
