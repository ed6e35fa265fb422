"""Texts of records as HTML: `{{ text|prose }}` with blocks, `{{ text|masked }}` in a line; what is hidden is read aloud as such."""

from __future__ import annotations

from collections.abc import Sequence

from django.template import Library
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from roedtraad.documents.contacts import RUN
from roedtraad.publishing.prose import Block, BlockKind, Cell, blocks

register = Library()


@register.filter
def masked(text: str) -> SafeString:
    """Write a text in a line; a stretch that may not be read is a block with a name."""
    hidden = format_html('<span class="masked" role="img" aria-label="{}">{}</span>', _("hidden"), RUN)
    return mark_safe(conditional_escape(text).replace(RUN, hidden))


@register.filter
def prose(text: str, level: int = 4) -> SafeString:
    """Write a text as paragraphs, lists and tables; headings inside it are `level`."""
    return format_html_join("\n", "{}", ((_html(block, level),) for block in blocks(text)))


@register.filter
def in_short(text: str, letters: int = 160) -> str:
    """Write the beginning of a text in one line, cut at a word."""
    line = " ".join(text.split())
    cut = Truncator(line).chars(letters)
    return cut if cut == line else f"{cut[:-1].rpartition(' ')[0]} …"


def _html(block: Block, level: int) -> SafeString:
    if block.kind is BlockKind.HEADING:
        return format_html("<h{}>{}</h{}>", level, masked(block.text), level)
    if block.kind is BlockKind.TABLE:
        return _table(block)
    if block.kind is BlockKind.PARAGRAPH:
        return format_html("<p>{}</p>", masked(block.text))
    points = format_html_join("", "<li>{}</li>", ((masked(point),) for point in block.lines))
    if block.kind is BlockKind.BULLETS:
        return format_html("<ul>{}</ul>", points)
    start = format_html(' start="{}"', block.start) if block.start != 1 else ""
    return format_html("<ol{}>{}</ol>", start, points)


def _table(block: Block) -> SafeString:
    """Write a table that can be scrolled sideways; the first row and the first column are its headings."""
    head, *body = block.rows
    rows = ((_row(first, rest),) for first, *rest in body)
    return format_html(
        '<div class="scroll" tabindex="0" role="group" aria-label="{}">'
        '<table class="dense"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
        _("Table, can be scrolled sideways"),
        format_html_join("", "{}", ((_heading(cell, "col"),) for cell in head)),
        format_html_join("", "<tr>{}</tr>", rows),
    )


def _row(first: Cell, rest: Sequence[Cell]) -> SafeString:
    cells = (("num" if cell.is_number else "", masked(cell.text)) for cell in rest)
    return _heading(first, "row") + format_html_join("", '<td class="{}">{}</td>', cells)


def _heading(cell: Cell, scope: str) -> SafeString:
    """Write a heading; an empty one heads nothing."""
    if not cell.text:
        return mark_safe("<td></td>")
    css = "num" if cell.is_number else ""
    return format_html('<th scope="{}" class="{}">{}</th>', scope, css, masked(cell.text))
