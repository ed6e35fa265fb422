"""HTML of a small, plain kind to a PDF, by typst. A `class` calls the function of that name in the preamble."""

from __future__ import annotations

import lxml.html
import typst

INLINE = {"b": "strong", "strong": "strong", "i": "emph", "em": "emph", "u": "underline", "sup": "super"}
BLOCKS = {"h1", "h2", "h3", "h4", "h5", "p", "ul", "ol", "table", "div", "hr", "section", "blockquote"}


def pdf(body: str, *, preamble: str, timestamp: int = 1735689600) -> bytes:
    """Return the PDF of an HTML body; `preamble` is typst and sets page, fonts and the functions that classes call."""
    root = lxml.html.fragment_fromstring(body, create_parent="div")
    source = f'#set text(lang: "da", hyphenate: true)\n{preamble}\n{_blocks(root)}'
    return bytes(
        typst.compile(
            source.encode(), format="pdf", ignore_system_fonts=True, timestamp=timestamp, pdf_tags=False
        )
    )


def _quoted(text: str) -> str:
    folded = " ".join(text.replace("\n", " ").split(" "))
    while "  " in folded:
        folded = folded.replace("  ", " ")
    escaped = folded.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{escaped}";' if folded else ""


def _inline(element: lxml.html.HtmlElement) -> str:
    parts = [_quoted(element.text or "")]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in ("del",):
            pass
        elif child.tag == "br":
            parts.append("#linebreak();")
        elif child.tag == "tab":
            parts.append("#h(1.2em);")
        elif child.tag in BLOCKS:
            parts.append(_block(child))
        elif child.tag in INLINE:
            parts.append(f"#{INLINE[child.tag]}[{_inline(child)}];")
        elif child.get("class"):
            parts.append(f"#{child.get('class')}[{_inline(child)}];")
        else:
            parts.append(_inline(child))
        parts.append(_quoted(child.tail or ""))
    return "".join(parts)


def _trimmed(element: lxml.html.HtmlElement) -> str:
    if element.text:
        element.text = element.text.lstrip()
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip()
    elif element.text:
        element.text = element.text.rstrip()
    return _inline(element)


def _blocks(element: lxml.html.HtmlElement) -> str:
    loose = _quoted((element.text or "").strip())
    return loose + "\n\n".join(_block(child) for child in element if isinstance(child.tag, str))


def _block(element: lxml.html.HtmlElement) -> str:
    tag, kind = element.tag, element.get("class")
    if tag in ("h1", "h2", "h3", "h4", "h5"):
        return f"#heading(level: {tag[1]})[{_trimmed(element)}]\n"
    if tag in ("ul", "ol"):
        return _list(element)
    if tag == "table":
        return _table(element)
    if tag == "hr":
        return "#pagebreak()" if kind == "page" else "#line(length: 100%)"
    if tag == "p":
        text = _trimmed(element)
        return f"#{kind}[{text}]" if kind else f"#par[{text}]"
    inner = _blocks(element)
    return f"#{kind}[\n{inner}\n]" if kind else inner


def _list(element: lxml.html.HtmlElement) -> str:
    points = []
    for point in element.findall("li"):
        blocks = [child for child in point if child.tag in BLOCKS]
        points.append(f"[{_blocks(point) if blocks and blocks[0].tag == 'p' else _trimmed(point)}]")
    if element.tag == "ul":
        return f"#list({', '.join(points)})"
    pattern = {"a": "a)", "A": "A.", "i": "i."}.get(element.get("type", ""), "1.")
    pattern = element.get("data-numbering", pattern)
    return f'#enum(numbering: "{pattern}", start: {element.get("start", "1")}, {", ".join(points)})'


def _table(element: lxml.html.HtmlElement) -> str:
    rows = list(element.iter("tr"))
    widths = element.get("data-cols") or ", ".join(["auto"] * max(len(_cells(row)) for row in rows))
    head = [row for row in rows if all(cell.tag == "th" for cell in _cells(row))]
    parts = []
    if head and head[0] is rows[0]:
        parts.append(f"table.header({', '.join(_cell(cell) for cell in _cells(rows[0]))})")
        rows = rows[1:]
    parts += [_cell(cell) for row in rows for cell in _cells(row)]
    table = f"#table(columns: ({widths}), {', '.join(parts)})"
    return f"#{element.get('class')}[{table}]" if element.get("class") else table


def _cells(row: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _cell(cell: lxml.html.HtmlElement) -> str:
    has_blocks = any(child.tag in ("p", "ul", "ol", "div") for child in cell)
    text = _blocks(cell) if has_blocks else _trimmed(cell)
    if cell.tag == "th":
        text = f"#strong[{text}]"
    align = "align: right, " if cell.get("class") == "num" else ""
    return f"table.cell({align}colspan: {cell.get('colspan', '1')})[{text}]"
