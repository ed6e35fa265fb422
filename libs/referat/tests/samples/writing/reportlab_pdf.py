"""HTML of a small, plain kind to a PDF, by ReportLab: the standard fonts, nothing embedded, no tags.

ReportLab is no part of the project's tools; where it is not installed the file in the repository is left as it is.
"""

from __future__ import annotations

import html
import io
from importlib.util import find_spec
from typing import Any

import lxml.html

INSTALLED = find_spec("reportlab") is not None
if INSTALLED:
    from reportlab.lib import colors, pagesizes, units
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

SIZES = {"h1": (19, 24, 6), "h2": (13, 17, 16), "h3": (10.5, 14, 9), "h4": (10, 13, 6), "p": (10, 13.5, 0)}


def pdf(body: str, *, header: str, footer: str) -> bytes:
    """Return the PDF of an HTML body; `|` parts what stands left and right, `{side}` and `{sider}` count pages."""
    out, width = io.BytesIO(), 165 * units.mm
    template = SimpleDocTemplate(
        out,
        pagesize=pagesizes.A4,
        leftMargin=24 * units.mm,
        rightMargin=21 * units.mm,
        topMargin=27 * units.mm,
        bottomMargin=24 * units.mm,
        invariant=1,
    )
    story = _story(lxml.html.fragment_fromstring(body, create_parent="div"), width)
    template.build(story, canvasmaker=lambda *a, **k: _Numbered(*a, header=header, footer=footer, **k))
    return out.getvalue()


def _style(tag: str, *, indent: float = 0.0) -> Any:
    size, leading, before = SIZES[tag]
    font = "Helvetica" if tag == "p" else "Helvetica-Bold"
    return ParagraphStyle(
        tag,
        fontName=font,
        fontSize=size,
        leading=leading,
        spaceBefore=before,
        spaceAfter=4,
        leftIndent=indent,
        bulletIndent=max(0.0, indent - 14),
        keepWithNext=tag != "p",
    )


def _inside(element: lxml.html.HtmlElement) -> str:
    parts = [html.escape(" ".join((element.text or "").split(" ")))]
    for child in element:
        if child.tag == "br":
            parts.append("<br/>")
        elif child.tag in ("b", "i"):
            parts.append(f"<{child.tag}>{_inside(child)}</{child.tag}>")
        else:
            parts.append(_inside(child))
        parts.append(html.escape(child.tail or ""))
    return "".join(parts).strip()


def _story(parent: lxml.html.HtmlElement, width: float) -> list[Any]:
    story: list[Any] = []
    for element in parent:
        if element.tag in SIZES:
            story.append(Paragraph(_inside(element), _style(element.tag)))
        elif element.tag in ("ul", "ol"):
            for number, point in enumerate(element, 1):
                mark = "\u2022" if element.tag == "ul" else f"{number}."
                story.append(Paragraph(_inside(point), _style("p", indent=16), bulletText=mark))
        elif element.tag == "table":
            story += [_table(element, width), Spacer(1, 6)]
        elif element.tag == "hr":
            story.append(PageBreak())
        else:
            story += _story(element, width)
    return story


def _table(element: lxml.html.HtmlElement, width: float) -> Any:
    kind = element.get("class") or ""
    rows = [[Paragraph(_inside(cell), _style("p")) for cell in row] for row in element.iter("tr")]
    shares = {"indhold": [0.08, 0.82, 0.1], "layout forsidetabel": [0.25, 0.75]}.get(kind)
    count = len(rows[0])
    table = Table(rows, colWidths=[width * share for share in shares or [1 / count] * count])
    look: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 1)]
    if not shares:
        look.append(("GRID", (0, 0), (-1, -1), 0.4, colors.grey))
    table.setStyle(look)
    return table


if INSTALLED:

    class _Numbered(Canvas):
        """Draws header and footer when all pages are known."""

        def __init__(self, *args: Any, header: str, footer: str, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.furniture = (header, footer)
            self.pages: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802
            """Keep the page for later."""
            self.pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            """Write all pages."""
            for number, page in enumerate(self.pages, 1):
                self.__dict__.update(page)
                self.setFont("Helvetica", 8)
                for text, height in zip(self.furniture, (280, 12), strict=True):
                    left, _, right = text.format(side=number, sider=len(self.pages)).partition("|")
                    if number > 1 or height < 100:
                        self.drawString(24 * units.mm, height * units.mm, left)
                        self.drawRightString(189 * units.mm, height * units.mm, right)
                super().showPage()
            super().save()
