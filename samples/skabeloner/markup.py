"""The small markup of the sources, as HTML and as plain text.

Blocks are parted by empty lines. `### ` is a heading, `- ` a list, `1. ` and `a. ` numbered lists (two spaces
before the marker put a point one level down), lines in `|` a table whose first row is its head.
"""

from __future__ import annotations

import html
import re
import textwrap

POINT = re.compile(r"( *)(-|\d+\.|[a-z]\.) (.*)")
NUMBER = re.compile(r"-|–|ukendt|[-\d.,]+( kr\.| %)?")


def blocks(text: str) -> list[str]:
    """Return the blocks of a text."""
    return [block.strip("\n") for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]


def as_html(text: str) -> str:
    """Return the text as HTML."""
    return "\n".join(_html_block(block) for block in blocks(text))


def inline(text: str) -> str:
    """Return running text as HTML; `**` makes it bold."""
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(" ".join(text.split()), quote=False))


def cells(block: str) -> list[list[str]]:
    """Return the rows of a table."""
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.split("\n")]


def points(block: str) -> list[tuple[int, str, str]]:
    """Return the points of a list: depth, marker, text; a line without a marker belongs to the point before."""
    found: list[tuple[int, str, str]] = []
    for line in block.split("\n"):
        match = POINT.match(line)
        if match:
            found.append((len(match.group(1)) // 2, match.group(2), match.group(3)))
        else:
            depth, marker, text = found[-1]
            found[-1] = (depth, marker, f"{text} {line.strip()}")
    return found


def _html_block(block: str) -> str:
    if block.startswith("### "):
        return f"<h4>{inline(block[4:])}</h4>"
    if block.startswith("|"):
        return _html_table(cells(block))
    if POINT.match(block):
        return _html_list(points(block))
    return f"<p>{inline(block)}</p>"


def _html_table(rows: list[list[str]]) -> str:
    head = "".join(f"<th>{inline(cell)}</th>" for cell in rows[0])
    body = ""
    for row in rows[1:]:
        body += "<tr>" + "".join(
            f'<td class="num">{inline(cell)}</td>'
            if i and NUMBER.fullmatch(cell)
            else f"<td>{inline(cell)}</td>"
            for i, cell in enumerate(row)
        )
        body += "</tr>\n"
    # The first column takes what the numbers leave; seven columns of kroner fit on a page only in small type.
    widths = ", ".join(["1fr"] + ["auto"] * (len(rows[0]) - 1))
    kind = "smal" if len(rows[0]) > 5 else "tabel"
    return f'<table class="{kind}" data-cols="{widths}">\n<tr>{head}</tr>\n{body}</table>'


def _html_list(found: list[tuple[int, str, str]]) -> str:
    marker = found[0][1]
    kind = {"-": "ul"}.get(marker, 'ol type="a"' if marker[0].isalpha() else "ol")
    parts, i = [], 0
    while i < len(found):
        depth = found[i][0]
        inner = []
        j = i + 1
        while j < len(found) and found[j][0] > depth:
            inner.append((found[j][0], found[j][1], found[j][2]))
            j += 1
        nested = _html_list(inner) if inner else ""
        parts.append(f"<li>{inline(found[i][2])}{nested}</li>")
        i = j
    return f"<{kind}>\n" + "\n".join(parts) + f"\n</{kind[:2]}>"


def as_text(text: str, *, width: int = 78) -> str:
    """Return the text as lines: paragraphs wrapped, lists hanging, tables in columns."""
    return "\n\n".join(_text_block(block, width) for block in blocks(text))


def _text_block(block: str, width: int) -> str:
    if block.startswith("### "):
        return block[4:]
    if block.startswith("|"):
        rows = cells(block)
        wide = [max(len(row[c]) for row in rows) for c in range(len(rows[0]))]
        return "\n".join(
            "  ".join(
                cell.ljust(w) if c == 0 else cell.rjust(w)
                for c, (cell, w) in enumerate(zip(row, wide, strict=True))
            )
            for row in rows
        )
    if POINT.match(block):
        return "\n".join(
            textwrap.fill(
                text,
                width=width,
                initial_indent="  " * (depth + 1) + f"{marker} ",
                subsequent_indent="  " * (depth + 1) + " " * (len(marker) + 1),
                break_on_hyphens=False,
            )
            for depth, marker, text in points(block)
        )
    return textwrap.fill(" ".join(block.replace("**", "").split()), width=width, break_on_hyphens=False)
