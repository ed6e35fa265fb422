"""HTML of a small, plain kind to a PDF as an old system writes it: no structure, each piece of text where it lands.

What makes such files hard to read is kept on purpose: the footer is drawn before the text of its page, the labels
of a block of fields before their values, a table column by column, and words are cut with a bare hyphen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import lxml.html

WIDTH, HEIGHT = 595, 842
LEFT, RIGHT, TOP, BOTTOM = 62, 490, 770, 78
SIZE, LEADING = 10, 13.2
# Widths of Helvetica in thousandths of the size, by groups of characters; what is not named is as wide as a digit.
WIDTHS = {
    222: "ijl’‘'",
    278: " !,./:;fItrI[]\\",
    333: "-()r`”“",
    350: "•",
    500: "ckJsvxyz",
    611: "FTZ",
    667: "ABEKPSVXYÅ&",
    722: "CDHNRUw",
    778: "GOQØ",
    833: "mM",
    889: "æ%",
    944: "W",
    1000: "Æ—",
}
SYLLABLE = re.compile(r"([aeiouyæøå][bcdfghjklmnprstv])(?=[bcdfghjklmnprtv][aeiouyæøå])")
WIDTH_OF = {character: width for width, characters in WIDTHS.items() for character in characters}


def text_width(text: str, *, bold: bool = False) -> float:
    """Return the width of a text in points."""
    return sum(WIDTH_OF.get(c, 556) for c in text) * SIZE / 1000 * (1.07 if bold else 1)


@dataclass
class Layout:
    """Puts blocks on pages; `pages` holds for each page its pieces `(x, y, text, bold)` in the order of drawing."""

    header: str
    footer: str
    pages: list[list[tuple[float, float, str, bool]]] = field(default_factory=list)
    y: float = 0

    def new_page(self) -> None:
        """Begin a page; its furniture is drawn first."""
        number = str(len(self.pages) + 1)
        self.pages.append([])
        self.pages[-1].append((LEFT, 40, self.footer.replace("{side}", number), False))
        self.pages[-1].append((LEFT, 806, self.header.replace("{side}", number), False))
        self.y = TOP

    def draw(self, x: float, y: float, text: str, *, bold: bool = False) -> None:
        """Draw a piece of text."""
        self.pages[-1].append((x, y, text, bold))

    def room(self, lines: int) -> None:
        """Begin a new page unless so many lines fit on this one."""
        if not self.pages or self.y - lines * LEADING < BOTTOM:
            self.new_page()

    def paragraph(self, text: str, *, indent: float = 0, marker: str = "", bold: bool = False) -> None:
        """Write a paragraph, line by line, over pages if need be."""
        for i, line in enumerate(broken(text, width=RIGHT - LEFT - indent, bold=bold)):
            self.room(1)
            if i == 0 and marker:
                self.draw(LEFT + indent - 16, self.y, marker)
            self.draw(LEFT + indent, self.y, line, bold=bold)
            self.y -= LEADING
        self.y -= 5

    def fields(self, rows: list[list[str]]) -> None:
        """Write labels and values side by side: first all the labels, then all the values."""
        values = [broken(row[1], width=RIGHT - LEFT - 110) for row in rows]
        self.room(sum(len(lines) for lines in values))
        tops, y = [], self.y
        for lines in values:
            tops.append(y)
            y -= LEADING * len(lines)
        for (label, _), top in zip(rows, tops, strict=True):
            self.draw(LEFT, top, label, bold=True)
        for lines, top in zip(values, tops, strict=True):
            for i, line in enumerate(lines):
                self.draw(LEFT + 110, top - i * LEADING, line)
        self.y = y - 6

    def table(self, rows: list[list[str]], *, shares: list[float]) -> None:
        """Write a table, column by column; the columns after the first are set flush right."""
        total = sum(shares)
        edges = [LEFT + (RIGHT - LEFT) * sum(shares[:i]) / total for i in range(len(shares) + 1)]
        first = [broken(row[0], width=edges[1] - edges[0] - 6) for row in rows]
        self.room(sum(len(lines) for lines in first) + 1)
        tops, y = [], self.y
        for lines in first:
            tops.append(y)
            y -= LEADING * len(lines)
        for lines, top in zip(first, tops, strict=True):
            for i, line in enumerate(lines):
                self.draw(edges[0], top - i * LEADING, line, bold=top == tops[0])
        for c in range(1, len(shares)):
            for row, top in zip(rows, tops, strict=True):
                bold = top == tops[0]
                self.draw(edges[c + 1] - text_width(row[c], bold=bold) - 4, top, row[c], bold=bold)
        self.y = y - 8


def syllables(word: str) -> list[str]:
    """Return the pieces into which a long word may be cut, by the plainest of the Danish rules."""
    letters = word.strip(".,;:()’”")
    if len(letters) < 9 or not letters.isalpha():
        return [word]
    pieces = SYLLABLE.sub("\\1\0", word).split("\0")
    if len(pieces) > 1 and len(pieces[0]) < 3:
        pieces[:2] = ["".join(pieces[:2])]
    if len(pieces) > 1 and len(pieces[-1]) < 4:
        pieces[-2:] = ["".join(pieces[-2:])]
    return pieces


def broken(text: str, *, width: float, bold: bool = False) -> list[str]:
    """Return the lines of a text; a long word may be cut with a hyphen."""
    lines, line = [], ""
    for word in text.split():
        pieces = syllables(word)
        while pieces:
            fitting = len(pieces)
            glue = " " if line else ""
            while fitting:
                tail = "-" if fitting < len(pieces) else ""
                candidate = f"{line}{glue}{''.join(pieces[:fitting])}{tail}"
                if text_width(candidate, bold=bold) <= width:
                    break
                fitting -= 1
            if fitting == 0 and line:
                lines.append(line)
                line = ""
                continue
            fitting = fitting or len(pieces)
            line = f"{line}{glue}{''.join(pieces[:fitting])}" + ("-" if fitting < len(pieces) else "")
            pieces = pieces[fitting:]
            if pieces:
                lines.append(line)
                line = ""
    return [*lines, line] if line else lines


def pdf(body: str, *, header: str, footer: str) -> bytes:
    """Return the PDF of an HTML body."""
    layout = Layout(header, footer)
    layout.new_page()
    for element in lxml.html.fragment_fromstring(body, create_parent="div"):
        if isinstance(element.tag, str):
            _block(layout, element)
    return _file(layout.pages)


def _text(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _block(layout: Layout, element: lxml.html.HtmlElement) -> None:
    if element.tag in ("h1", "h2", "h3"):
        layout.room(4)
        layout.y -= 6
        layout.paragraph(_text(element), bold=True)
    elif element.tag in ("ul", "ol"):
        for i, point in enumerate(element.findall("li"), start=int(element.get("start", "1"))):
            marker = "\u2022" if element.tag == "ul" else f"{i}."
            layout.paragraph(_text(point), indent=18, marker=marker)
    elif element.tag == "table":
        rows = [[_text(cell) for cell in row] for row in element.iter("tr")]
        if element.get("class") == "layout":
            layout.fields(rows)
        else:
            layout.table(rows, shares=[float(share) for share in element.get("data-cols", "").split(",")])
    elif element.tag == "hr":
        layout.new_page()
    else:
        layout.paragraph(_text(element))


def _file(pages: list[list[tuple[float, float, str, bool]]]) -> bytes:
    """Return the bytes of a PDF 1.4 with one content stream for each page."""
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
    ]
    for i, pieces in enumerate(pages):
        box = f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {6 + 2 * i} 0 R >>".encode())
        content = "\n".join(
            f"BT /F{2 if bold else 1} {SIZE} Tf 1 0 0 1 {x:.1f} {y:.1f} Tm ({_escaped(text)}) Tj ET"
            for x, y, text, bold in pieces
            if text
        ).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out, offsets = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def _escaped(text: str) -> str:
    return re.sub(r"([\\()])", r"\\\1", text)
