"""A text without HTML, and back: for a plain field, for what is frozen in an agenda, and for comparing.

The plain form is what `meetings.facts.SectionFacts` says: an empty line between blocks, a line for each point and each
row, tabs between cells. `is_marked` adds what makes it possible to go back: `## ` before a heading, `**bold**`,
`*italics*` and `[words](address)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from html.parser import HTMLParser

from roedtraad.cases.written.cleaning import cleaned

BULLET = re.compile(r"^(\s*)[-–•*]\s+(?=\S)")
NUMBERED = re.compile(r"^(\s*)\d{1,2}[.)]\s+(?=\S)")
HEADING = re.compile(r"^(#{1,4})\s+(?=\S)")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_ITALIC = re.compile(r"(?<![*\w])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![*\w])")
_LINK = re.compile(r"\[([^\]\n]+)\]\(((?:https?://|mailto:)[^)\s]+)\)")
MARKS = {"strong": "**", "em": "*"}


def as_text(html: str, *, is_marked: bool = False) -> str:
    """Return what the HTML says, as plain text; linear in its length."""
    reader = _Reader(is_marked=is_marked)
    reader.feed(cleaned(html))
    reader.close()
    reader.end_block()
    return "\n\n".join(reader.blocks)


def as_html(text: str) -> str:
    """Return the HTML of a text that somebody wrote in a plain field; the marks of `as_text` are understood."""
    stretches = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip("\n"))
    return cleaned("".join(part for one in stretches if one.strip() for part in _blocks(one.split("\n"))))


class _Reader(HTMLParser):
    """Collects the blocks of cleaned HTML."""

    def __init__(self, *, is_marked: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._is_marked = is_marked
        self._words: list[str] = []
        self._lines: list[str] = []  # of the list or the table that is open
        self._lists: list[int] = []  # the next number of each open list; 0 for bullets
        self._marker = ""
        self._cells: list[str] | None = None
        self._prefix = ""
        self._href = ""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Begin a block, a point, a cell, or a mark."""
        if tag in {"p", "h3", "h4"} and not self._is_inside:
            self.end_block()
            self._prefix = {"h3": "## ", "h4": "### "}.get(tag, "") if self._is_marked else ""
        elif tag in {"ul", "ol"}:
            self._end_point() if self._lists else self.end_block()
            self._lists.append(1 if tag == "ol" else 0)
        elif tag == "li" and self._lists:
            self._begin_point()
        elif tag == "table":
            self.end_block()
        elif tag == "tr":
            self._cells = []
        elif tag in MARKS and self._is_marked:
            self._words.append(MARKS[tag])
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""
            self._words.append("[" if self._is_marked and self._href else "")
        elif tag in {"br", "p"}:
            self._words.append(" " if self._is_inside else "\n")

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if tag == "li":
            self._end_point()
        elif tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
            if not self._lists:
                self.end_block()
        elif tag in {"td", "th"} and self._cells is not None:
            self._cells.append(self._take())
        elif tag == "tr" and self._cells is not None:
            self._lines.append("\t".join(self._cells))
            self._cells = None
        elif tag == "table" or (tag in {"p", "h3", "h4"} and not self._is_inside):
            self.end_block()
        elif tag in MARKS and self._is_marked:
            self._words.append(MARKS[tag])
        elif tag == "a":
            self._words.append(f"]({self._href})" if self._is_marked and self._href else "")

    def handle_data(self, data: str) -> None:
        """Add words."""
        self._words.append(data.replace("\n", " ").replace("\t", " "))

    def end_block(self) -> None:
        """Close whatever is open."""
        words = self._take(keep_lines=True)
        if words:
            self._lines.append(f"{self._prefix}{words}")
        if self._lines:
            self.blocks.append("\n".join(self._lines))
        self._lines, self._prefix = [], ""

    @property
    def _is_inside(self) -> bool:
        return bool(self._lists) or self._cells is not None

    def _begin_point(self) -> None:
        self._end_point()
        number = self._lists[-1]
        indent = "  " * (len(self._lists) - 1)
        self._marker = f"{indent}{number}. " if number else f"{indent}- "
        if number:
            self._lists[-1] = number + 1

    def _end_point(self) -> None:
        words = self._take()
        if words:
            self._lines.append(f"{self._marker}{words}")

    def _take(self, *, keep_lines: bool = False) -> str:
        joined = "".join(self._words)
        self._words = []
        if keep_lines:
            return "\n".join(line for part in joined.split("\n") if (line := " ".join(part.split())))
        return " ".join(joined.split())


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    """Yield the HTML of lines without an empty one between."""
    group: list[str] = []
    kind = ""
    for line in (one for one in lines if one.strip()):
        this = _kind(line)
        if group and (this != kind or kind == "h"):
            yield _block(kind, group)
            group = []
        kind = this
        group.append(line)
    if group:
        yield _block(kind, group)


def _kind(line: str) -> str:
    if "\t" in line.strip("\t"):
        return "table"
    if HEADING.match(line):
        return "h"
    if BULLET.match(line):
        return "ul"
    return "ol" if NUMBERED.match(line) else "p"


def _block(kind: str, lines: Sequence[str]) -> str:
    if kind == "table":
        return _table(lines)
    if kind == "h":
        tag = "h3" if len(lines[0].split()[0]) <= len("##") else "h4"
        return f"<{tag}>{_inline(HEADING.sub('', lines[0]))}</{tag}>"
    if kind == "p":
        return f"<p>{'<br>'.join(_inline(line.strip()) for line in lines)}</p>"
    return _list(kind, lines)


def _list(kind: str, lines: Sequence[str]) -> str:
    """Return a list; points that are moved in stand in a list under the point above them."""
    marker = BULLET if kind == "ul" else NUMBERED
    points: list[tuple[str, list[str]]] = []
    for line in lines:
        found = marker.match(line)
        words = marker.sub("", line)
        if found and len(found[1].expandtabs()) >= len("  ") and points:
            points[-1][1].append(words)
        else:
            points.append((words, []))
    inner = (
        f"<li><p>{_inline(words)}</p>{_list(kind, [f'- {one}' if kind == 'ul' else f'1. {one}' for one in under]) if under else ''}</li>"
        for words, under in points
    )
    return f"<{kind}>{''.join(inner)}</{kind}>"


def _table(lines: Sequence[str]) -> str:
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
    width = max(map(len, rows))
    drawn = []
    for number, row in enumerate(rows):
        tag = "th" if number == 0 and len(rows) > 1 else "td"
        cells = "".join(f"<{tag}>{_inline(cell)}</{tag}>" for cell in row + [""] * (width - len(row)))
        drawn.append(f"<tr>{cells}</tr>")
    return f"<table><tbody>{''.join(drawn)}</tbody></table>"


def _inline(words: str) -> str:
    safe = escape(words.strip(), quote=False)
    safe = _LINK.sub(lambda found: f'<a href="{escape(found[2])}">{found[1]}</a>', safe)
    return _ITALIC.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", safe))
