"""Minutes that give each item a page of its own: what recurs below an item's title is not the page's furniture."""

from referat import parse
from referat.model import BlockKind, SectionKind
from referat.source import SourceText

PAGE = """Sundhedsklynge Vestbælt 11-12-2025
Punkt {number}: {title}
25/0093
{case}Beslutning i Sundhedsklynge Vestbælt den 11-12-2025
Godkendt.
Udskrevet 14-12-2025 Side {number}
"""
CASE = "Sagsfremstilling\nTavlen viser de ledige pladser i alle fem kommuner.\n"
TITLES = ("Godkendelse af dagsorden", "Fælles tavle", "Dosispakket medicin", "Trygt hjem", "Eventuelt")


def minutes_of_short_pages() -> tuple[SourceText, tuple[str, ...]]:
    pages = [
        PAGE.format(number=number, title=title, case=CASE if number == 2 else "")
        for number, title in enumerate(TITLES, start=1)
    ]
    starts = tuple(sum(map(len, pages[:number])) for number in range(len(pages)))
    return SourceText("".join(pages), pages=starts), TITLES


def test_a_decision_under_a_heading_that_every_page_has_is_read() -> None:
    source, titles = minutes_of_short_pages()
    items = parse(source).items
    assert tuple(item.title.text for item in items) == titles
    assert [section.quote.text for item in items if (section := item.section(SectionKind.DECISION))] == [
        "Godkendt."
    ] * len(titles)


def test_a_case_number_that_every_item_has_is_read() -> None:
    source, titles = minutes_of_short_pages()
    numbers = [item.case_number.text for item in parse(source).items if item.case_number]
    assert numbers == ["25/0093"] * len(titles)


def test_the_header_and_the_footer_of_those_pages_are_furniture() -> None:
    source, titles = minutes_of_short_pages()
    furniture = [block.quote.text for block in parse(source).blocks if block.kind is BlockKind.FURNITURE]
    assert furniture.count("Sundhedsklynge Vestbælt 11-12-2025") == len(titles)
    assert len([words for words in furniture if words.startswith("Udskrevet")]) == len(titles)
