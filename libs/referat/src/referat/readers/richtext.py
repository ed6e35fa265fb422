"""The reader of RTF: paragraphs, tables, lists with their printed markers, notes. No pictures, no layout."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from referat.readers import refusals
from referat.readers.limits import MAX_MARKUP_BYTES
from referat.readers.writing import Inline, Writer
from referat.source import MarkKind, SourceText

MEDIA_TYPE = "application/rtf"
_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<value>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|\\"
)
_LEFT_OUT = frozenset(
    [
        "fonttbl",
        "colortbl",
        "info",
        "pict",
        "object",
        "fldinst",
        "xe",
        "tc",
        "generator",
        "listtable",
        "listoverridetable",
        "themedata",
        "datastore",
        "rsidtbl",
        "latentstyles",
        "filetbl",
        "revtbl",
        "annotation",
        "atnid",
        "atnauthor",
        "atndate",
        "atnref",
        "bkmkstart",
        "bkmkend",
        "nonshppict",
        "header",
        "headerl",
        "headerr",
        "headerf",
        "footer",
        "footerl",
        "footerr",
        "footerf",
        "ftnsep",
        "ftnsepc",
        "colorschememapping",
        "mmathPr",
        "xmlnstbl",
        "panose",
        "falt",
        "background",
        "sp",
        "shpinst",
        "datafield",
    ]
)
_READ = frozenset({"listtext", "pntext", "footnote", "shptxt"})  # though they may be left out
_SIGNS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
}
_ESCAPED = {"~": " ", "_": "-", "-": "", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_HEADING = re.compile(r"(?:heading|overskrift)\s*(\d)", re.IGNORECASE)
_DEEPEST = 2_000
_MOST_TOKENS = 600_000
_CODEPAGES = {10000: "mac_roman", 437: "cp437", 850: "cp850", 865: "cp865", 65001: "utf-8"}


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits from the one around it."""

    left_out: bool = False
    bold: bool = False
    hidden: bool = False
    skip: int = 1  # characters that stand for one of Unicode, for old readers
    place: str = ""  # 'marker', 'note' or 'styles'


def read_rtf(data: bytes) -> SourceText:
    """Return the text of an RTF file.

    Raises:
        ReadError: `broken`, `no_text` or `too_large`.
    """
    if len(data) > MAX_MARKUP_BYTES:
        raise refusals.too_large(f"RTF-filen fylder mere end {MAX_MARKUP_BYTES // 1_000_000} MB")
    return _Reader(data.decode("latin-1")).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._writer = Writer()
        self._states = [_State()]
        self._codepage = "cp1252"
        self._inline, self._marker, self._note, self._style_name = Inline(), Inline(), Inline(), ""
        self._notes: list[Inline] = []
        self._row: list[Inline] = []
        self._rows: list[list[Inline]] = []
        self._in_table = False
        self._style, self._level = 0, 0
        self._levels: dict[int, int] = {}  # style → level of a heading
        self._skip = 0  # characters still to be left out after one of Unicode
        self._bytes = bytearray()  # of one character in a codepage with several
        self._may_be_left_out = False  # this group begins with '\\*'
        self._new_group = False  # nothing but '\*' has been seen in this group

    def read(self) -> SourceText:
        at = tokens = 0
        while at < len(self._text):
            tokens += 1
            if tokens > _MOST_TOKENS:
                raise refusals.too_large("RTF-filen er større, end et referat kan være")
            match = _TOKEN.match(self._text, at)
            if match is None:
                break
            at = match.end()
            word = match["word"]
            if word == "bin":
                at += max(int(match["value"] or 0), 0)
            elif word:
                self._control(word, None if match["value"] is None else int(match["value"]))
            elif match["brace"]:
                self._brace(match["brace"])
            elif match["hex"]:
                self._byte(int(match["hex"], 16))
            elif match["sign"]:
                self._sign(match["sign"])
            elif match["text"]:
                self._add(match["text"].encode("latin-1").decode(self._codepage, errors="replace"))
        self._paragraph()
        self._table()
        for number, note in enumerate(self._notes, 1):
            whole = Inline()
            whole.add(f"[{number}] ")
            whole.extend(note)
            self._writer.paragraph(whole, kind=MarkKind.FOOTNOTE)
        return self._writer.source(media_type=MEDIA_TYPE)

    @property
    def _state(self) -> _State:
        return self._states[-1]

    def _set(self, **changes: object) -> None:
        self._states[-1] = replace(self._states[-1], **changes)  # type: ignore[arg-type]

    def _brace(self, brace: str) -> None:
        self._flush_bytes()
        if brace == "{":
            if len(self._states) > _DEEPEST:
                raise refusals.too_large("Dokumentet er indlejret i sig selv dybere, end et referat kan være")
            self._states.append(self._state)
            self._new_group, self._may_be_left_out = True, False
            return
        if len(self._states) > 1:
            ended = self._states.pop()
            if ended.place == "note" and self._state.place != "note":
                self._notes.append(self._note)
                self._note = Inline()
            elif ended.place == "styles" and self._style_name:
                heading = _HEADING.match(self._style_name.strip())
                if heading:
                    self._levels[self._style] = int(heading.group(1))
                self._style_name, self._style = "", 0

    def _control(self, word: str, value: int | None) -> None:
        self._flush_bytes()
        if self._new_group:
            optional, self._may_be_left_out = self._may_be_left_out, False
            self._new_group = False
            if word in _LEFT_OUT or (optional and word not in _READ):
                self._set(left_out=True)
                return
            if word in ("listtext", "pntext"):
                self._set(place="marker")
            elif word == "stylesheet":
                self._set(place="styles")
            elif word in ("footnote", "endnote") and not self._state.left_out:
                self._inline.add(f"[{len(self._notes) + 1}]", kind=MarkKind.MARKUP)
                self._set(place="note")
        if word == "u" and value is not None:
            self._add(chr(value % 65536))
            self._skip = self._state.skip
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        elif not self._state.left_out:
            self._format(word, value)

    def _format(self, word: str, value: int | None) -> None:
        on = value != 0
        if word == "b":
            self._set(bold=on)
        elif word in ("v", "deleted"):
            self._set(hidden=on)
        elif word == "plain":
            self._set(bold=False, hidden=False)
        elif word == "uc":
            self._set(skip=max(min(value or 0, 10), 0))
        elif word == "s" and value is not None:
            self._style = value
        elif word == "outlinelevel" and value is not None and 0 <= value < 9:
            self._level = value + 1
        elif word == "ansicpg" and value is not None:
            self._codepage = _CODEPAGES.get(
                value, f"cp{value}" if value in (1250, 1251, 1252, 1254, 1257) else "cp1252"
            )
        elif word == "mac":
            self._codepage = "mac_roman"
        elif self._state.place == "":
            self._structure(word)

    def _structure(self, word: str) -> None:
        if word in ("par", "sect"):
            self._paragraph()
        elif word in ("page", "pagebb"):
            if self._inline:
                self._inline.break_line()
                self._inline.begin_page()
            else:
                self._writer.begin_page()
        elif word == "pard":
            self._style, self._level, self._in_table = 0, 0, False
        elif word == "intbl":
            self._in_table = True
        elif word in ("cell", "nestcell"):
            self._row.append(self._inline)
            self._inline, self._marker = Inline(), Inline()
        elif word in ("row", "nestrow"):
            self._rows.append(self._row)
            self._row = []

    def _paragraph(self) -> None:
        """End a paragraph."""
        if self._in_table or self._row:
            self._inline.add(" ")
            return
        self._table()
        inline, self._inline = self._inline, Inline()
        marker, self._marker = self._marker.text, Inline()
        level = self._level or self._levels.get(self._style, 0)
        if level:
            self._writer.paragraph(_led(marker, inline), kind=MarkKind.HEADING, level=min(level, 6))
        elif marker:
            self._writer.item("•" if marker in "·§" else marker, inline)
        else:
            self._writer.paragraph(inline)

    def _table(self) -> None:
        """End a table, if one is open."""
        if self._row:
            self._rows.append(self._row)
        rows, self._rows, self._row = self._rows, [], []
        if max(map(len, rows), default=0) > 1:
            self._writer.table(rows)
        else:
            for row in rows:
                for cell in row:
                    self._writer.paragraph(cell)

    def _sign(self, sign: str) -> None:
        self._flush_bytes()
        if sign == "*" and self._new_group:
            self._may_be_left_out = True
        elif sign in _ESCAPED:
            if sign in "\r\n":
                self._structure("par")
            else:
                self._add(_ESCAPED[sign])

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
            return
        self._bytes.append(value)
        try:
            text = self._bytes.decode(self._codepage)
        except UnicodeDecodeError:
            if len(self._bytes) < 4 and self._codepage == "utf-8":
                return
            text = self._bytes.decode(self._codepage, errors="replace")
        self._bytes.clear()
        self._add(text)

    def _flush_bytes(self) -> None:
        self._new_group = self._new_group and not self._bytes
        self._bytes.clear()

    def _add(self, text: str) -> None:
        self._new_group = False
        if self._skip:
            text, self._skip = text[self._skip :], max(self._skip - len(text), 0)
        state = self._state
        if state.left_out or state.hidden or not text:
            return
        if state.place == "styles":
            self._style_name += text.rstrip(";")
            return
        target = {"marker": self._marker, "note": self._note}.get(state.place, self._inline)
        target.add(text, kind=MarkKind.BOLD if state.bold and state.place == "" else None)


def _led(marker: str, inline: Inline) -> Inline:
    if not marker:
        return inline
    whole = Inline()
    whole.add(marker + " ")
    whole.extend(inline)
    return whole
