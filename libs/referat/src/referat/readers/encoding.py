"""From bytes to characters, when nothing says how: by a mark at the beginning, by being valid, by Danish letters."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows, the old Macintosh, DOS with Nordic letters, DOS.
_OLD = ("cp1252", "mac_roman", "cp865", "cp850")
_SAMPLE = 200_000
_DANISH = re.compile(r"[æøåÆØÅéÉüöä]")
_PLAIN = re.compile(r"[\x80-\uffff]")
# UTF-8 that was read as Windows-1252 and saved again.
_TWICE = re.compile("Ã[¦¸¥†˜…©¼¶¤]")
_FEWEST_TWICE = 3
_TWICE_PROBLEM = (
    "encoding_repaired",
    "Filens æ, ø og å var gemt forkert (UTF-8 læst som Windows-1252) og er rettet under læsningen.",
)


class Decoded(NamedTuple):
    """The characters of a file, and what had to be repaired: (code, Danish sentence)."""

    text: str
    problems: tuple[tuple[str, str], ...] = ()


def decoded(data: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text of the bytes; `declared` is the encoding that the file names, used if the bytes agree.

    Never fails: bytes that no encoding explains become U+FFFD.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _repaired(data.decode(name, errors="replace"))
    wide = _wide(data)
    if wide:
        return _repaired(data.decode(wide, errors="replace"))
    for candidate in ("utf-8", _known(declared)):
        text = _strictly(data, candidate)
        if text is not None:
            return _repaired(text)
    best = max(_OLD, key=lambda name: _danishness(data[:_SAMPLE], name))
    return _repaired(data.decode(best, errors="replace"))


def _known(declared: str | None) -> str | None:
    """Return the name of the encoding for Python; what the web calls Latin-1 is Windows-1252."""
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return None
    if name.startswith(("utf-16", "utf-32", "utf-7")):  # its marks would have shown
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _strictly(data: bytes, name: str | None) -> str | None:
    if name is None:
        return None
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        # A file that was cut, or of which only the beginning is looked at, may end inside a character.
        if name == "utf-8":
            try:
                return (
                    data[:-3].decode(name) + data[-3:].decode(name, errors="ignore")
                    if _is_cut(data)
                    else None
                )
            except UnicodeDecodeError:
                return None
        return None


def _is_cut(data: bytes) -> bool:
    """Return whether the last character of what is otherwise UTF-8 is not whole."""
    for back in range(1, 4):
        lead = data[-back] if len(data) >= back else 0
        if lead >= 0xC0:
            needed = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
            return needed > back and len(data) > 8
    return False


def _wide(data: bytes) -> str | None:
    """Return UTF-16 without a mark: every other byte of Western text is zero."""
    head = data[:2000]
    half = len(head) // 2
    if half < 2:
        return None
    if head[1::2].count(0) > 0.7 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _danishness(sample: bytes, name: str) -> float:
    """Return how much of what is not ASCII becomes letters that Danish uses."""
    text = sample.decode(name, errors="replace")
    other = _PLAIN.findall(text)
    return len(_DANISH.findall(text)) / len(other) if other else 0.0


def _repaired(text: str) -> Decoded:
    if len(_TWICE.findall(text[:_SAMPLE])) < _FEWEST_TWICE:
        return Decoded(text)
    try:
        return Decoded(text.encode("cp1252").decode("utf-8"), (_TWICE_PROBLEM,))
    except UnicodeError:
        return Decoded(text)
