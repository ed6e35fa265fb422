"""Parts of a page behind buttons, and tables that only set numbers beside text."""

from readers.marked import content, marked
from referat import parse
from referat.readers import read
from referat.readers.shapes import numbers_the_text
from referat.source import MarkKind

TOGGLES = """<!DOCTYPE html><html><body><main><h1>Referat - Byrådet - 25. juni 2025</h1>
<div class="accordion-header"><button class="accordion-button collapsed" data-toggle="collapse" data-target="#c1">Punkt 1: Dagsorden</button></div>
<div id="c1" class="collapse"><h4>Beslutning</h4><p>Godkendt.</p></div>
<div class="accordion-header"><button data-toggle="collapse" data-target="#c2">Punkt 2: Salg af grund</button></div>
<div id="c2" class="collapse"><h4>Beslutning</h4><p>Udsat.</p></div></main></body></html>"""
HEADINGS = """<!DOCTYPE html><html><body><main><h1>Referat - Byrådet - 25. juni 2025</h1>
<article><button aria-expanded="false"><h2>1. Dagsorden</h2></button><div><h3>Beslutning</h3><p>Godkendt.</p></div></article>
<article><button><h2>2. Puljer</h2></button><div><h3>Beslutning</h3><p>Udsat.</p></div></article>
</main></body></html>"""
NUMBERED = """<!DOCTYPE html><html><body><h1>BESLUTNINGSPROTOKOL</h1><p>Socialudvalget, mandag den 3. november 2025</p>
<table><tr><td><b>66.</b></td><td><b>Dagsorden</b></td></tr><tr><td></td><td>Beslutning<br>Godkendt.</td></tr>
<tr><td><b>67.</b></td><td><b>Kvalitet</b></td></tr><tr><td></td><td>Beslutning<br>Udsat.</td></tr></table></body></html>"""


def read_items(page: str) -> list[tuple[str, str, list[str]]]:
    minutes = parse(read(page.encode(), filename="referat.html"))
    return [
        (item.number, item.title.text, [one.outcome.value for one in item.conclusions])
        for item in minutes.items
    ]


def test_a_button_that_folds_an_item_out_is_its_heading() -> None:
    expected = [("1", "Dagsorden", ["approved"]), ("2", "Salg af grund", ["postponed"])]
    assert read_items(TOGGLES) == expected


def test_a_button_around_a_heading_is_no_furniture() -> None:
    source = read(HEADINGS.encode(), filename="referat.html")
    assert "2. Puljer" in content(source)
    assert read_items(HEADINGS) == [("1", "Dagsorden", ["approved"]), ("2", "Puljer", ["postponed"])]


def test_a_table_that_sets_numbers_beside_text_is_no_table() -> None:
    source = read(NUMBERED.encode(), filename="referat.html")
    assert marked(source, MarkKind.TABLE) == []
    assert read_items(NUMBERED) == [("66", "Dagsorden", ["approved"]), ("67", "Kvalitet", ["postponed"])]


def test_a_table_of_numbered_rows_without_gaps_holds_data() -> None:
    assert not numbers_the_text([["1", "Fjordby"], ["2", "Hedelund"]])
    assert not numbers_the_text([["Kommune", "Antal"], ["Fjordby", "3"], ["", "4"]])
    assert numbers_the_text([["1.", "Dagsorden"], ["", "Godkendt."], ["Pkt. 2", "Kvalitet"]])
