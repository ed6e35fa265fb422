"""The styles of a Word document: which paragraphs are headings, of which level, and what is bold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from referat.readers.packed import Element, attribute, child, local

# Word stores the English names whatever its language; LibreOffice, and templates made by hand, store Danish ones.
_HEADING = re.compile(r"(?:heading|overskrift|titel|rubrik)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel|dokumenttitel|hovedoverskrift)$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|indholdsfortegnelse|contents)\s*\d", re.IGNORECASE)
_DEEPEST_BASE = 20
_BODY_LEVEL = 9  # what Word calls the outline level of ordinary text


@dataclass(frozen=True, slots=True)
class Style:
    """One style with what it takes from those it is based on. `level` is that of a heading, 0 for none."""

    level: int = 0
    bold: bool | None = None
    hidden: bool | None = None
    number: tuple[str, int] | None = None  # its list and the level in it
    contents: bool = False


NO_STYLE = Style()


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        for element in root if root is not None else ():
            if local(element) == "style":
                name = attribute(element, "styleId") or ""
                self._elements.setdefault(name, element)
                if attribute(element, "type") == "paragraph" and attribute(element, "default") in (
                    "1",
                    "true",
                    "on",
                ):
                    self._default = name

    def style(self, name: str | None) -> Style:
        """Return a style by its id; that of ordinary paragraphs for None."""
        return self._style(name or self._default, 0)

    def run_style(self, name: str | None) -> Style:
        """Return the style of a run of characters by its id."""
        return self._style(name, 0) if name else NO_STYLE

    def _style(self, name: str, depth: int) -> Style:
        known = self._known.get(name)
        if known is None:
            element = self._elements.get(name)
            # A style that a template lacks still says by its id what it is.
            known = _named(name, NO_STYLE) if element is None else self._read(element, name, depth)
            self._known[name] = known
        return known

    def _read(self, element: Element, name: str, depth: int) -> Style:
        based = attribute(child(element, "basedOn"), "val")
        base = (
            self._style(based, depth + 1) if based and based != name and depth < _DEEPEST_BASE else NO_STYLE
        )
        paragraph, run = child(element, "pPr"), child(element, "rPr")
        bold, hidden = switched(run, "b"), switched(run, "vanish")
        style = Style(
            level=outline_level(paragraph, base.level),
            bold=base.bold if bold is None else bold,
            hidden=base.hidden if hidden is None else hidden,
            number=list_of(paragraph, base.number),
            contents=base.contents,
        )
        return _named(attribute(child(element, "name"), "val") or name, style)


def _named(name: str, style: Style) -> Style:
    heading = _HEADING.match(name)
    level = style.level
    if heading:
        level = int(heading.group(1)) or level
    elif _TITLE.match(name.strip()):
        level = 1
    return Style(level, style.bold, style.hidden, style.number, style.contents or bool(_CONTENTS.match(name)))


def outline_level(properties: Element | None, otherwise: int) -> int:
    """Return the heading level that a paragraph's properties give it, or `otherwise`."""
    value = attribute(child(properties, "outlineLvl"), "val")
    if value is None or not value.isdigit():
        return otherwise
    return int(value) + 1 if int(value) < _BODY_LEVEL else 0


def list_of(properties: Element | None, otherwise: tuple[str, int] | None) -> tuple[str, int] | None:
    """Return list and level that a paragraph's properties put it in; None where they take it out of its list."""
    element = child(properties, "numPr")
    if element is None:
        return otherwise
    number = attribute(child(element, "numId"), "val")
    level = attribute(child(element, "ilvl"), "val")
    if number is None:
        if otherwise is None:
            return None
        number = otherwise[0]
    if number == "0":
        return None
    if level is None:
        depth = otherwise[1] if otherwise else 0
    else:
        depth = int(level) if level.isdigit() else 0
    return number, min(depth, 8)


def switched(properties: Element | None, name: str) -> bool | None:
    """Return what a property that is on or off says; None where it is not there."""
    element = child(properties, name)
    if element is None:
        return None
    return attribute(element, "val") not in ("0", "false", "off", "none")
