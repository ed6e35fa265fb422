"""What stands in one paragraph of a Word document, as it is printed: insertions in, deletions and field codes out."""

from __future__ import annotations

from referat.readers.limits import MAX_DEPTH
from referat.readers.packed import Element, attribute, child, local
from referat.readers.word.styles import Style, Styles, switched
from referat.readers.writing import Inline
from referat.source import MarkKind

# What holds runs and says nothing itself.
_HOLDERS = frozenset(
    [
        "hyperlink",
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "sdtContent",
        "fldSimple",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
        "oMath",
        "oMathPara",
        "r",
        "sub",
        "sup",
        "num",
        "den",
        "e",
        "f",
        "sSup",
        "sSub",
        "d",
    ]
)
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
}
# Signs of Wingdings, which Word names by their number in the font.
_WINGDINGS = {
    "F0FE": "☒",
    "F0A8": "☐",
    "F06F": "☐",
    "F0FC": "✓",
    "F0FB": "✗",
    "F0B7": "•",
    "F0A7": "•",
    "F0E0": "→",
}


class Paragraphs:
    """Reads paragraphs; keeps what reaches over several: fields that are open, notes that are referred to."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[bool] = []  # of each open field, whether its result has begun
        self.notes: list[tuple[str, str]] = []  # kind and id, in the order in which they are referred to
        self.boxes: list[Element] = []  # text boxes met on the way, not yet written

    def inline(self, paragraph: Element, style: Style) -> Inline:
        """Return the text of a paragraph."""
        inline = Inline()
        self._walk(inline, paragraph, bool(style.bold), 0)
        return inline

    def _walk(self, inline: Inline, element: Element, bold: bool, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        for each in element:
            name = local(each)
            if name == "r":
                self._run(inline, each, bold, depth)
            elif name in _HOLDERS:
                self._walk(inline, each, bold, depth + 1)
            elif name == "sdt":
                if not _is_placeholder(each):
                    self._walk(inline, each, bold, depth + 1)
            elif name == "AlternateContent":
                choice = child(each, "Choice")
                self._walk(inline, each if choice is None else choice, bold, depth + 1)
            elif name == "t" and self._shows:  # in mathematics
                inline.add(each.text or "")

    @property
    def _shows(self) -> bool:
        """Return whether text is seen here: not inside the code of a field."""
        return all(self._fields)

    def _run(self, inline: Inline, run: Element, bold: bool, depth: int) -> None:
        properties = child(run, "rPr")
        style = self._styles.run_style(attribute(child(properties, "rStyle"), "val"))
        hidden, own = switched(properties, "vanish"), switched(properties, "b")
        if hidden or (hidden is None and style.hidden):
            return
        if own is None:
            own = bold if style.bold is None else style.bold
        kind = MarkKind.BOLD if own else None
        for each in run:
            self._piece(inline, each, kind, depth)

    def _piece(self, inline: Inline, each: Element, kind: MarkKind | None, depth: int) -> None:
        name = local(each)
        if name == "fldChar":
            self._field(attribute(each, "fldCharType") or "")
        elif name == "lastRenderedPageBreak":
            inline.begin_page()
        elif name in ("drawing", "pict", "object"):
            self._collect_boxes(each)
        elif name == "AlternateContent":
            choice = child(each, "Choice")
            for inner in each if choice is None else choice:
                self._piece(inline, inner, kind, depth + 1)
        elif not self._shows:
            return
        elif name == "t":
            inline.add(each.text or "", kind=kind)
        elif name == "br":
            inline.break_line()
            if attribute(each, "type") == "page":
                inline.begin_page()
        elif name in _SIGNS:
            inline.add(_SIGNS[name], kind=kind)
        elif name == "sym":
            code = (attribute(each, "char") or "").upper()
            inline.add(_WINGDINGS.get(code, _sign(code)), kind=kind)
        elif (
            name in ("footnoteReference", "endnoteReference") and attribute(each, "customMarkFollows") is None
        ):
            self.notes.append((name.removesuffix("Reference"), attribute(each, "id") or ""))
            inline.add(f"[{len(self.notes)}]", kind=MarkKind.MARKUP)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _collect_boxes(self, element: Element) -> None:
        """Keep the text boxes of a drawing; Word writes each twice, for itself and for its predecessors."""
        for number, inner in enumerate(element.iter()):
            if number > 5_000:
                return
            if local(inner) == "txbxContent" and not any(
                local(up) in ("Fallback", "txbxContent") for up in inner.iterancestors()
            ):
                self.boxes.append(inner)


def _is_placeholder(control: Element) -> bool:
    """Return whether a content control still shows its 'Klik her …'."""
    return child(control, "sdtPr", "showingPlcHdr") is not None


def _sign(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
