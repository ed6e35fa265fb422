"""Texts of records: every word is shown, in the shape that it had."""

import re

from hypothesis import given
from hypothesis import strategies as st

from roedtraad.documents.contacts import RUN
from roedtraad.publishing.prose import BlockKind, blocks
from roedtraad.web.templatetags.prose import in_short, masked, prose

TEXT = """Baggrund

Færgen sejler ikke efter kl. 18.
Regionen forhandler.

Det indstilles, at politisk niveau:
1. godkender forsøget
2. udmønter 600.000 kr.

- Fjordby
• Hedelund

Kroner\tFjordby\tI alt
Trygt hjem\t154.144,33\t600.000,00
Rest\t–\tukendt"""


def test_a_text_is_read_as_headings_paragraphs_lists_and_tables() -> None:
    assert [block.kind for block in blocks(TEXT)] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.NUMBERS,
        BlockKind.BULLETS,
        BlockKind.TABLE,
    ]


def test_a_line_that_goes_on_belongs_to_the_point_above_it() -> None:
    (points,) = blocks("1. godkender forsøget\n   i Strandby\n2. tager til efterretning")
    assert points.lines == ("godkender forsøget i Strandby", "tager til efterretning")


def test_a_list_that_begins_at_three_says_so() -> None:
    assert '<ol start="3"><li>vender tilbage</li></ol>' in prose("3. vender tilbage")


def test_a_short_line_at_the_end_is_no_heading() -> None:
    assert [block.kind for block in blocks("Godkendt")] == [BlockKind.PARAGRAPH]
    assert [block.kind for block in blocks("Referatet\n\nGodkendt")] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def test_columns_of_numbers_are_aligned_and_an_empty_heading_heads_nothing() -> None:
    (table,) = blocks("\tFjordby\tSvar\nTrygt hjem\t154.144,33\tJa\nAkutbilen\tca. 12 %\tNej")
    assert [cell.is_number for cell in table.rows[1]] == [False, True, False]
    html = prose("\tFjordby\nTrygt hjem\t154.144,33")
    assert "<td></td>" in html
    assert '<td class="num">154.144,33</td>' in html


def test_a_text_is_escaped_and_what_is_hidden_is_read_aloud_as_hidden() -> None:
    html = prose(f"<script> & {RUN}")
    assert "&lt;script&gt; &amp; " in html
    assert f'<span class="masked" role="img" aria-label="skjult">{RUN}</span>' in html
    assert masked("a < b") == "a &lt; b"


def test_a_short_text_is_not_cut_and_a_long_one_ends_at_a_word() -> None:
    assert in_short("Indstillingen blev godkendt.") == "Indstillingen blev godkendt."
    assert in_short("et to tre fire", 9) == "et to …"


@given(st.text(alphabet="aB1 .\t\n-•)ø", max_size=80))
def test_no_word_is_ever_lost(text: str) -> None:
    shown = re.sub(r"<[^>]*>", " ", prose(text))
    letters = sorted(letter for letter in text if letter in "aBø")
    assert sorted(letter for letter in shown if letter in "aBø") == letters or NUMBERED_AWAY.search(text)


# A marker of a list ('a.', '1)') is shown by the list itself.
NUMBERED_AWAY = re.compile(r"(?m)^\s*[aB][.)]\s")
