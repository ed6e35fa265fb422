"""The cells of a table of money: a matrix has a thousand, and a template is slow at that."""

from __future__ import annotations

from collections.abc import Iterable

from django.template import Library
from django.utils.safestring import SafeString, mark_safe

from roedtraad import danish
from roedtraad.web.matrix import Shown

register = Library()


@register.simple_tag
def money_cells(cells: Iterable[Shown]) -> SafeString:
    """Write cells: an amount that leads to its entries, or a dash. Only our own words and digits stand in them."""
    return mark_safe("".join(map(_cell, cells)))


def _cell(cell: Shown) -> str:
    classes = "num"
    for name, holds in (("tt", cell.is_whole), ("short", cell.is_short), ("dim", cell.amount is None)):
        if holds:
            classes += f" {name}"
    if cell.heat:
        classes += f" h{cell.heat}"
    if cell.amount is None or not cell.url:
        return (
            f'<td class="{classes}">{danish.NONE if cell.amount is None else danish.amount(cell.amount)}</td>'
        )
    url = cell.url.replace("&", "&amp;")  # `purses` writes nothing else that would need it
    return f'<td class="{classes}"><a class="bare" href="{url}">{danish.amount(cell.amount)}</a></td>'
