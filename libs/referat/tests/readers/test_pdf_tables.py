"""Tables of a PDF as the parser has them: one that goes on over pages is one."""

from __future__ import annotations

import pytest

from referat import parse, read
from referat.model import FindingCode

from .drawing import typst_pdf

_ROWS = 60
_PAGES = """
#set page(header: [Byrådet #h(1fr) 12-03-2025], footer: context align(center)[Side #counter(page).display()])
= Referat
Byrådet den 12. marts 2025

== 1. Anlægsbudget
*Sagsfremstilling*

Budgettet er her:

#table(columns: 3, STROKE table.header([Projekt], [Budget], [Forventet]),
ROWS
[I alt], [18.300.000], [TOTAL])

*Beslutning*

Godkendt.
"""


def minutes_with(*, total: str, stroke: str) -> bytes:
    rows = "\n".join(f"[Projekt {n}], [{n}0.000], [{n}0.500]," for n in range(1, _ROWS + 1))
    return typst_pdf(_PAGES.replace("ROWS", rows).replace("TOTAL", total).replace("STROKE", stroke))


@pytest.mark.parametrize("stroke", ["", "stroke: none,"], ids=["ruled", "unruled"])
def test_a_table_that_goes_on_over_a_page_is_one_with_one_heading(stroke: str) -> None:
    minutes = parse(read(minutes_with(total="18.330.000", stroke=stroke), filename="referat.pdf"))
    (table,) = minutes.items[0].tables
    assert len(table.rows) == _ROWS + 2
    assert table.rows[0] == ("Projekt", "Budget", "Forventet")
    assert minutes.findings == ()


def test_a_sum_is_checked_over_the_break() -> None:
    minutes = parse(read(minutes_with(total="18.340.000", stroke=""), filename="referat.pdf"))
    (finding,) = minutes.findings
    assert finding.code is FindingCode.SUM_MISMATCH
    assert finding.expected == "18330000"


_MINUTES = """
#set page(flipped: true)
= Referat af møde i Strandby Lægeråd den 3. juni 2025

*Til stede:* Bent Lyngmark, Karla Nørrelund

#table(columns: (4cm, 1fr, 7cm, 3cm),
table.header([Dagsordenspunkt], [Drøftelse], [Beslutning], [Ansvarlig]),
[1. Vagter om natten], [TALK], [Vagten blev drøftet.
- Bent laver en plan.
- Karla skriver til de ansatte.], [Bent],
[2. Lokaler], [TALK], [Godkendt.], [])
"""


def test_minutes_with_a_heading_over_each_column_are_a_table_however_long_the_cells_are() -> None:
    told = "Vagten er svær at besætte, og der er kun to om natten. " * 20
    minutes = parse(read(typst_pdf(_MINUTES.replace("TALK", told)), filename="referat.pdf"))
    first, second = minutes.items
    assert (first.title.text, second.title.text) == ("Vagter om natten", "Lokaler")
    assert first.sections[0].quote.text == told.strip()
    assert [one.quote.text for one in first.commitments] == [
        "Bent laver en plan.",
        "Karla skriver til de ansatte.",
    ]
    assert second.sections[-1].quote.text == "Godkendt."
