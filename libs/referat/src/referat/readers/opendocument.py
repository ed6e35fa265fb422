"""The reader of OpenDocument text (ODT), as LibreOffice writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from referat.readers import refusals
from referat.readers.limits import MAX_CELLS, MAX_DEPTH, MAX_ELEMENTS
from referat.readers.numbers import counted
from referat.readers.packed import Element, Package, attribute, child, local, text_in
from referat.readers.writing import Inline, Writer
from referat.source import MarkKind, SourceText

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_KIND = "OpenDocument-fil"
_HEADING = re.compile(r"(?:heading|overskrift)[ _]*(?:20_)?(\d)", re.IGNORECASE)
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_HOLDERS = frozenset(
    [
        "section",
        "index-body",
        "table-of-content",
        "alphabetical-index",
        "user-index",
        "illustration-index",
        "index-title",
        "text-box",
        "frame",
        "span",
        "a",
        "meta",
        "meta-field",
        "ruby",
        "ruby-base",
        "list-header",
        "bookmark-ref",
        "reference-ref",
        "sequence-ref",
    ]
)
_LEFT_OUT = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "hidden-text", "hidden-paragraph", "script"}
)
_MOST_REPEATED = 100


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style says: whether it is bold, whether a page begins, of which level it is a heading."""

    bold: bool = False
    begins_page: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    """How one level of a list is written."""

    kind: str = ""  # '' is a bullet
    sign: str = "•"
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1  # how many levels are shown: 2 for '3.1'


def read_odt(data: bytes) -> SourceText:
    """Return the text of an OpenDocument file.

    Raises:
        ReadError: `broken`, `encrypted`, `no_text` or `too_large`.
    """
    package = Package(data, kind=_KIND, most_elements=2 * MAX_ELEMENTS)
    manifest = package.part("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in manifest:
        raise refusals.encrypted("OpenDocument-filen")
    root = package.xml("content.xml")
    content = child(root, "body", "text")
    if root is None or content is None:
        raise refusals.broken(_KIND)
    styles = package.xml("styles.xml")
    writer = Writer()
    walk = _Walk(writer, [each for each in (styles, root) if each is not None])
    with writer.aside():
        walk.write_margins(styles, "header")
    walk.blocks(content)
    walk.write_notes()
    with writer.aside():
        walk.write_margins(styles, "footer")
    return writer.source(media_type=MEDIA_TYPE)


class _Walk:
    def __init__(self, writer: Writer, roots: list[Element]) -> None:
        self._writer = writer
        self._looks: dict[str, _Look] = {}
        self._lists: dict[str, dict[int, _Mark]] = {}
        self._outline: dict[int, _Mark] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._notes: list[Element] = []
        self._depth = 0
        for root in roots:
            for element in root.iter():
                name = local(element)
                if name == "style":
                    self._looks[attribute(element, "name") or ""] = self._look(element)
                elif name == "list-style":
                    self._lists[attribute(element, "name") or ""] = _marks(element)
                elif name == "outline-style":
                    self._outline = _marks(element)

    def _look(self, element: Element) -> _Look:
        base = self._looks.get(attribute(element, "parent-style-name") or "", _Look())
        weight = attribute(child(element, "text-properties"), "font-weight")
        page = attribute(child(element, "paragraph-properties"), "break-before")
        name = attribute(element, "display-name") or attribute(element, "name") or ""
        heading = _HEADING.match(name)
        level = int(heading.group(1)) if heading else 1 if name.lower() in ("title", "titel") else base.level
        return _Look(base.bold if weight is None else weight == "bold", page == "page", level)

    # --- blocks --------------------------------------------------------------------------------------------------

    def blocks(self, container: Element) -> None:
        """Write the blocks in an element."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise refusals.too_large("Dokumentet er indlejret i sig selv dybere, end et referat kan være")
        for element in container:
            name = local(element)
            if name in ("p", "h"):
                self._paragraph(element)
            elif name == "list":
                self._list(element, 0, attribute(element, "style-name") or "")
            elif name == "table":
                self._table(element)
            elif name == "soft-page-break":
                self._writer.begin_page()
            elif name in _HOLDERS:
                self.blocks(element)
        self._depth -= 1

    def _paragraph(self, element: Element, *, marker: str = "", depth: int = 0) -> None:
        look = self._looks.get(attribute(element, "style-name") or "", _Look())
        if look.begins_page:
            self._writer.begin_page()
        inline, boxes = Inline(), list[Element]()
        self._inline(inline, element, look.bold, boxes, 0)
        level = look.level
        if local(element) == "h":
            said = attribute(element, "outline-level") or "1"
            level = int(said) if said.isdigit() else 1
            if not marker and inline and attribute(element, "is-list-header") != "true":
                marker = self._next(" outline", level - 1, self._outline)
        if not inline:
            self._writer.paragraph(inline)  # a page may begin in it
        elif level:
            self._writer.paragraph(_led(marker, inline), kind=MarkKind.HEADING, level=min(level, 6))
        elif marker:
            self._writer.item(marker, inline, level=depth)
        elif any(local(up) == "index-body" for up in element.iterancestors()):
            self._writer.contents(inline)
        else:
            self._writer.paragraph(inline)
        for box in boxes:
            self.blocks(box)

    def _list(self, element: Element, depth: int, style: str) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise refusals.too_large("Dokumentet er indlejret i sig selv dybere, end et referat kan være")
        key = style or "list"
        if (
            depth == 0
            and attribute(element, "continue-numbering") != "true"
            and attribute(element, "continue-list") is None
        ):
            self._counts[key] = {}
        marks = self._lists.get(style, {})
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            said = attribute(item, "start-value")
            if said is not None and said.isdigit():
                self._counts.setdefault(key, {})[depth] = int(said) - 1
            waiting = local(item) == "list-item"
            for each in item:
                name = local(each)
                if name == "list":
                    self._list(each, depth + 1, attribute(each, "style-name") or style)
                elif name in ("p", "h"):
                    marker = self._next(key, depth, marks) if waiting else ""
                    self._paragraph(each, marker=marker, depth=depth)
                    waiting = False
        self._depth -= 1

    def _next(self, key: str, depth: int, marks: dict[int, _Mark]) -> str:
        """Count one item and return what is printed before it."""
        mark = marks.get(depth)
        if mark is None:
            return "" if key == " outline" else "-"
        counts = self._counts.setdefault(key, {})
        counts[depth] = counts.get(depth, mark.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if not mark.kind:
            return mark.sign
        first = max(depth - mark.shown + 1, 0)
        numbers = [
            counted(counts.get(at, 1), marks[at].kind or "decimal")
            for at in range(first, depth + 1)
            if at in marks
        ]
        return mark.before + ".".join(numbers) + mark.after

    def _table(self, element: Element) -> None:
        lines = [list(_cells(line)) for line in _rows(element)]
        if max((sum(times for _, times in line) for line in lines), default=0) < 2:
            for line in lines:
                for cell, _ in line:
                    self.blocks(cell)
            return
        if sum(times for line in lines for _, times in line) > MAX_CELLS:
            raise refusals.too_large("Dokumentet har flere tabelceller, end et referat kan have")
        rows = []
        for line in lines:
            row: list[Inline] = []
            for cell, times in line:
                row += [self._text_of(cell) if local(cell) == "table-cell" else Inline()] * times
            rows.append(row)
        self._writer.table(rows)

    def _text_of(self, cell: Element) -> Inline:
        whole = Inline()
        for paragraph in cell.iter():
            if local(paragraph) in ("p", "h"):
                look = self._looks.get(attribute(paragraph, "style-name") or "", _Look())
                if whole:
                    whole.break_line()
                self._inline(whole, paragraph, look.bold, [], 0)
        return whole

    # --- in a line -----------------------------------------------------------------------------------------------

    def _inline(self, inline: Inline, element: Element, bold: bool, boxes: list[Element], depth: int) -> None:
        kind = MarkKind.BOLD if bold else None
        inline.add(_folded(element.text), kind=kind)
        for each in element:
            name = local(each)
            if name == "s":
                count = attribute(each, "c") or "1"
                inline.add(" " * (min(int(count), _MOST_REPEATED) if count.isdigit() else 1))
            elif name == "tab":
                inline.tab()
            elif name == "line-break":
                inline.break_line()
            elif name == "soft-page-break":
                inline.begin_page()
            elif name == "note":
                self._notes.append(each)
                inline.add(f"[{len(self._notes)}]", kind=MarkKind.MARKUP)
            elif name == "frame":
                boxes += [box for box in each.iter() if local(box) == "text-box"]
            elif name and name not in _LEFT_OUT and depth < MAX_DEPTH:
                look = self._looks.get(attribute(each, "style-name") or "") if name == "span" else None
                self._inline(inline, each, bold or bool(look and look.bold), boxes, depth + 1)
            inline.add(_folded(each.tail), kind=kind)

    def write_notes(self) -> None:
        """Write the notes that the text refers to."""
        for number, note in enumerate(list(self._notes), 1):
            inline = Inline()
            inline.add(f"[{number}] ")
            for paragraph in note.iter():
                if local(paragraph) == "p":
                    self._inline(inline, paragraph, False, [], 0)
                    inline.add(" ")
            self._writer.paragraph(inline, kind=MarkKind.FOOTNOTE)

    def write_margins(self, styles: Element | None, name: str) -> None:
        """Write the headers or footers of the pages, those that say the same once."""
        seen: set[str] = set()
        for element in styles.iter() if styles is not None else ():
            if local(element) in (name, f"{name}-first", f"{name}-left"):
                text = " ".join(text_in(element).split())
                if text not in seen and any(char.isalpha() for char in text):
                    seen.add(text)
                    self.blocks(element)


def _folded(text: str | None) -> str:
    """Return text as OpenDocument means it: white space is one space, others are elements."""
    return re.sub(r"[ \t\r\n]+", " ", text) if text else ""


def _led(marker: str, inline: Inline) -> Inline:
    if not marker:
        return inline
    whole = Inline()
    whole.add(marker + " ")
    whole.extend(inline)
    return whole


def _rows(table: Element) -> Iterator[Element]:
    for each in table:
        name = local(each)
        if name == "table-row":
            yield each
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(each)


def _cells(line: Element) -> Iterator[tuple[Element, int]]:
    """Yield the cells of a row, each with how many times it stands there."""
    for cell in line:
        if local(cell) in ("table-cell", "covered-table-cell"):
            repeated = attribute(cell, "number-columns-repeated") or "1"
            yield cell, min(int(repeated), _MOST_REPEATED) if repeated.isdigit() else 1


def _marks(style: Element) -> dict[int, _Mark]:
    """Return how the levels of a list are written."""
    found: dict[int, _Mark] = {}
    for level in style:
        depth = attribute(level, "level") or ""
        if not depth.isdigit():
            continue
        kind = _FORMATS.get(attribute(level, "num-format") or "", "")
        before, after = attribute(level, "num-prefix") or "", attribute(level, "num-suffix") or ""
        start, shown = attribute(level, "start-value") or "1", attribute(level, "display-levels") or "1"
        if local(level) == "list-level-style-bullet":
            sign = (attribute(level, "bullet-char") or "•")[:1]
            found[int(depth) - 1] = _Mark(sign="•" if "\ue000" <= sign <= "\uf8ff" else sign)
        elif kind:
            found[int(depth) - 1] = _Mark(
                kind,
                "",
                before,
                after,
                int(start) if start.isdigit() else 1,
                int(shown) if shown.isdigit() else 1,
            )
    return found
