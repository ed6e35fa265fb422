"""Texts as people write them: what is let through, the way to plain text and back, differences, checks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roedtraad.cases.written.checks import TextGiven, troubles_in
from roedtraad.cases.written.cleaning import cleaned
from roedtraad.cases.written.differences import Change, difference
from roedtraad.cases.written.plain import as_html, as_text

WORD = (
    '<p class="MsoNormal" style="margin:0cm"><b><span lang="DA">Økonomi</span></b><o:p></o:p></p>'
    "<!--[if gte mso 9]><xml>w:WordDocument</xml><![endif]--><style>p {color:red}</style>"
    '<p class="MsoNormal">Det koster <i>1,7 mio. kr.</i> <a href="javascript:alert(1)">læs</a></p>'
)


def test_what_word_pastes_comes_out_clean() -> None:
    assert cleaned(WORD) == (
        "<p><strong>Økonomi</strong></p><p>Det koster <em>1,7 mio. kr.</em> <a>læs</a></p>"
    )


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("<>/&;bpahilo \"'=!-[]x\n"), max_size=80))
def test_cleaning_twice_is_cleaning_once_and_lets_no_script_through(text: str) -> None:
    once = cleaned(f"<script>x</script>{text}<b onclick=x>")
    assert cleaned(once) == once
    assert "<script" not in once
    assert "onclick=x>" not in once.replace("&gt;", ">") or "<b" not in once


MARKED = """## Baggrund

Sagen har **tre** dele, se [aftalen](https://vestbaelt.example/a).

- første
  - under den første
- anden

1. ja
2. nej

Part\tKr.
Region\t100"""


def test_a_plain_field_keeps_headings_lists_tables_bold_and_links() -> None:
    html = as_html(MARKED)
    assert "<h3>Baggrund</h3>" in html
    assert "<strong>tre</strong>" in html
    assert '<a href="https://vestbaelt.example/a">aftalen</a>' in html
    assert "<th>Part</th>" in html
    assert as_text(html, is_marked=True) == MARKED


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_any_words_in_a_plain_field_can_be_read_again_the_same(text: str) -> None:
    once = as_text(as_html(text), is_marked=True)
    assert as_text(as_html(once)).split() == as_text(as_html(text)).split() or "*" in text or "#" in text


def test_without_marks_a_text_is_as_an_agenda_freezes_it() -> None:
    assert as_text("<h3>Økonomi</h3><p>To <strong>dele</strong>:</p><ul><li><p>en</p></li></ul>") == (
        "Økonomi\n\nTo dele:\n\n- en"
    )


def test_a_difference_tells_words_that_came_and_went() -> None:
    change = difference("<p>Det koster 100 kr. i alt.</p>", "<p>Det koster 120 kr. i alt, hvert år.</p>")
    assert (change.added, change.removed) == (4, 2)
    assert [one.text for one in change.pieces if one.change is Change.REMOVED] == ["100", "alt."]


def test_what_did_not_change_has_no_difference() -> None:
    assert difference("<p>Ens</p>", "<p>Ens</p>").pieces[0].change is Change.SAME


def part(text: str, **told: object) -> TextGiven:
    return TextGiven("case", "Sagsfremstilling", text, **told)  # type: ignore[arg-type]


def codes(
    *parts: TextGiven, points: tuple[tuple[str, str], ...] = (("approve", "at"),), attachments: int = 0
) -> list[str]:
    return [one.code for one in troubles_in(parts, points=points, attachments=attachments)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Mødet er den 31. februar 2026.", "no_day"),
        ("Frist 31-06-2026", "no_day"),
        ("Vi mødes fredag den 3. december 2026.", "weekday"),
        ("Se bilag 2.", "no_paper"),
        ("Part\tKr.\nRegion\t100\nFjordby\t50\nI alt\t160", "sum"),
    ],
)
def test_a_slip_in_a_text_is_noticed(text: str, code: str) -> None:
    assert codes(part(text), attachments=1) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Mødet er torsdag den 3. december 2026 og bygger på aftalen fra 1. juli 2022.",
        "Se bilag 1.",
        "Part\tKr.\nRegion\t1.000,50\nFjordby\t50\nI alt\t1.050,50",
        "Der er 14. dages frist, og 30. 12. er nævnt.",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert codes(part(text), attachments=1) == []


def test_an_empty_part_that_must_be_filled_and_help_left_standing_block() -> None:
    found = troubles_in(
        [
            part("", is_required=True),
            part("Skriv to eller tre sætninger her.", help="Skriv to eller tre sætninger her."),
        ],
        points=[],
        attachments=0,
    )
    assert {one.code for one in found if one.is_blocking} == {"empty", "help", "no_points"}


def test_a_point_says_what_is_asked_for() -> None:
    assert codes(points=(("", "at ordningen fortsætter"), ("approve", " "))) == ["no_act", "no_words"]
