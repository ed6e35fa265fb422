"""What is in one element, taken as one block: a cell, the value of a field."""

from __future__ import annotations

from referat.readers.limits import MAX_DEPTH
from referat.readers.packed import Element, text_in
from referat.readers.web import styles
from referat.readers.web.parts import Parts
from referat.readers.writing import Inline
from referat.source import MarkKind

INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "output",
        "q",
        "ruby",
        "rp",
        "rt",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "br",
        "input",
        "select",
        "textarea",
        "button",
        "o:p",
        "st1:place",
        "smarttagtype",
    ]
)
BOLD = frozenset({"b", "strong", "th"})


def text_of(element: Element | None, parts: Parts) -> Inline:
    """Return what is in an element as one block, with the lines that are its own; nothing for None."""
    inline = Inline(folding=True)
    if element is not None:
        _collect(inline, element, parts, 0, bold=False)
    return inline


def _collect(inline: Inline, element: Element, parts: Parts, depth: int, *, bold: bool) -> None:
    if depth > MAX_DEPTH:
        inline.add(text_in(element, " "))
        return
    bold = bold or element.tag in BOLD or styles.is_bold(element)
    kind = MarkKind.BOLD if bold else None
    inline.add(element.text or "", kind=kind)
    for child in element:
        if isinstance(child.tag, str) and not parts.is_dropped(child):
            _add(inline, child, parts, depth + 1, bold=bold)
        inline.add(child.tail or "", kind=kind)


def _add(inline: Inline, child: Element, parts: Parts, depth: int, *, bold: bool) -> None:
    if child.tag in ("input", "select", "textarea"):
        inline.add(styles.field_value(child))
    elif child.tag not in ("option", "button"):
        breaks = child.tag not in INLINE or child.tag == "br"
        if breaks and inline:
            inline.break_line()
        elif styles.stands_apart(child, inline.last):
            inline.add(" ")
        _collect(inline, child, parts, depth, bold=bold)
        if breaks and child.tag != "br" and inline:
            inline.break_line()
