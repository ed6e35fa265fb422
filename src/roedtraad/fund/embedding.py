"""A line of a text that is the address of a fund becomes its matrix: live where a text is read, frozen where it is issued.

`/midler/<id>`, or the whole address with `?aar=2025,2026`, on a line of its own. Whoever may not see the fund reads the
address. The table is written as texts have tables: a line for each row, tabs between the cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.accounts.models import ALPHABET, PUBLIC_ID_LENGTH
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.fund.figures import Figure, Figures
from roedtraad.fund.models import Fund
from roedtraad.fund.queries import Matrix, Scope, matrix_of

STEM = "/midler/"
ADDRESS = re.compile(
    rf"^[ \t]*(?:https?://[^\s/]+)?{STEM}(?P<id>[{ALPHABET}]{{{PUBLIC_ID_LENGTH}}})"
    r"(?:/[a-z0-9-]+)?(?:\?aar=(?P<years>\d{4}(?:,\d{4}){0,20}))?[ \t]*$",
    re.MULTILINE,
)
MOST_TABLES = 5  # in one text


def embedded(viewer: Viewer, text: str) -> str:
    """Return a text with the matrices that it asks for, as this reader may see them.

    No query where no line is an address of a fund; four for each that is.
    """
    if STEM not in text:
        return text
    return ADDRESS.sub(lambda found: _table(viewer, found) or found[0], text, count=MOST_TABLES)


def _table(viewer: Viewer, found: re.Match[str]) -> str:
    rows = Fund.objects.filter(visible(viewer), record__public_id=found["id"])
    fund = rows.select_related("record", "collaboration__record").first()
    if fund is None:
        return ""
    years = tuple(map(int, found["years"].split(","))) if found["years"] else None
    matrix = matrix_of(viewer, Scope(fund, years=years))
    if not matrix.whole:
        return ""
    lines = ["\t".join(row) for row in printed_rows(matrix)]
    told = _("%(fund)s on %(day)s") % {"fund": fund.name, "day": danish.day(viewer.on)}
    return "\n".join(["", f"{told}:", "", *lines, ""])


def printed_rows(matrix: Matrix) -> list[list[str]]:
    """Return the matrix as minutes print it: what each party got, what each initiative gets of it, what is left."""
    names = [party.short_name or party.name if party else _("Not distributed") for party in matrix.parties]
    rows = [[_("Initiative"), *names, _("In all")], _row(_("Granted"), matrix, Figure.GRANTED)]
    for figure, title in (
        (Figure.CARRIED_IN, _("Carried over from other years")),
        (Figure.CARRIED_OUT, _("Carried over to other years")),
    ):
        if matrix.whole.carried and matrix.whole[figure]:
            rows.append(_row(title, matrix, figure))
    rows += [
        _cells(row.initiative.name, row.parties, row.whole, Figure.ALLOCATED) for row in matrix.allocated
    ]
    rows.append(_row(_("Allocated in all"), matrix, Figure.ALLOCATED))
    rows += [
        _cells(
            _("%(initiative)s (reserved)") % {"initiative": row.initiative.name},
            row.parties,
            row.whole,
            Figure.RESERVED,
        )
        for row in matrix.reserved
    ]
    rows.append(_row(_("Remainder"), matrix, Figure.LEFT))
    return rows


def _row(title: str, matrix: Matrix, figure: Figure) -> list[str]:
    return _cells(title, matrix.columns, matrix.whole, figure)


def _cells(title: str, parties: Sequence[Figures], whole: Figures, figure: Figure) -> list[str]:
    return [title, *(danish.amount(one[figure]) if one[figure] else danish.NONE for one in (*parties, whole))]
