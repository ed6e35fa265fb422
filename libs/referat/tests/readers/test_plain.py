"""Text files: every encoding that a Danish office has used, pages at form feeds, Markdown that nobody announced."""

import hashlib
import time

import pytest

from referat.errors import ReadError
from referat.readers import read, read_text
from referat.source import MarkKind

SENTENCE = "Sundhedsklyngen på Vesterø drøftede økonomi og ældrepleje, årets første møde – Åse Ærø.\n"


def words_of(source, kind):
    return [source.text[mark.start : mark.end] for mark in source.marks if mark.kind is kind]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_danish_letters_are_right_in_every_encoding(encoding):
    assert read(SENTENCE.encode(encoding), filename="referat.txt").text == SENTENCE


def test_danish_letters_of_a_dos_file_are_right():
    text = SENTENCE.replace("–", "-")
    assert read(text.encode("cp865")).text == text


def test_letters_that_were_saved_wrongly_twice_are_repaired_and_it_says_so():
    source = read(SENTENCE.encode().decode("cp1252").encode())
    assert source.text == SENTENCE
    assert [code for code, _ in source.problems] == ["encoding_repaired"]


def test_line_ends_are_one_kind_and_spaces_are_spaces():
    assert read(b"Punkt\xc2\xa01\r\nBeslut\xc2\xadning\rGodkendt").text == "Punkt 1\nBeslutning\nGodkendt"


def test_a_letter_with_a_combining_ring_is_one_letter():
    assert read_text("Aa\u030arhus").text == "Aårhus"


def test_a_form_feed_begins_a_page():
    source = read_text("Side et\n\fSide to\n\fSide tre")
    assert [source.text[start : start + 7] for start in source.pages] == ["Side et", "Side to", "Side tr"]
    assert "\f" not in source.text
    assert source.page_of(source.text.index("to")) == 2


def test_half_a_character_does_not_stop_the_reading():
    read_text("et \ud800 to").text.encode()


def test_the_source_says_what_was_read():
    source = read(b"Referat\n", filename="referat.txt")
    assert source.sha256 == hashlib.sha256(b"Referat\n").hexdigest()
    assert (source.filename, source.media_type) == ("referat.txt", "text/plain")


def test_the_characters_of_markdown_are_marked_and_nothing_is_taken_out():
    text = "# **Referat** #\n\n**Mødedato** mandag, ”*Afprøve*” og _nyt_ og `kode`\n\n[link](https://klynge.dk/x)\n"
    source = read_text(text)
    assert source.text == text
    assert words_of(source, MarkKind.HEADING) == ["# **Referat** #"]
    assert words_of(source, MarkKind.BOLD) == ["Referat", "Mødedato"]
    markup = "".join(words_of(source, MarkKind.MARKUP))
    assert markup == "# **** #" + "****" + "**" + "__" + "``" + "[](https://klynge.dk/x)"


@pytest.mark.parametrize(
    "text",
    [
        "* Bo Agerkær\n* Ida Holm",
        "Bo Agerkær*, Ida Holm*\n* stedfortræder",
        "*) uden stemmeret",
        "5 * 3 * 2 og snake_case_navn og a*b*c",
        "Afbud: 3 * 2",
        "Underskrift ______ dato ____",
    ],
)
def test_an_asterisk_that_is_no_markdown_is_left_alone(text):
    assert words_of(read_text(text), MarkKind.MARKUP) == []


def test_emphasis_goes_over_a_soft_wrap_but_not_over_a_paragraph():
    assert words_of(read_text("”*Afprøve\nredskaber*”"), MarkKind.MARKUP) == ["*", "*"]
    assert words_of(read_text("*Afprøve\n\nredskaber*"), MarkKind.MARKUP) == []


def test_a_table_of_pipes_has_tabs_between_its_cells_and_the_same_places():
    text = "Før\n| Projekt | Beløb |\n|---|--:|\n| Drift | 250.000 kr. |\nEfter"
    source = read_text(text)
    assert len(source.text) == len(text)
    assert words_of(source, MarkKind.TABLE) == ["  Projekt \t Beløb  \n|---|--:|\n  Drift \t 250.000 kr.  "]
    assert words_of(source, MarkKind.MARKUP) == ["|---|--:|"]


def test_an_underlined_title_is_a_heading_and_a_line_between_parts_is_not():
    source = read_text("Referat af mødet\n================\n\nTekst der slutter her.\n\n---\n\nMere tekst")
    assert words_of(source, MarkKind.HEADING) == ["Referat af mødet"]


def test_a_wrapped_word_is_whole_again():
    text = "Det var en lang linje om den tværsektorielle sundheds-\nklynge og om kommune-\nog regionsråd."
    assert read_text(text).text.splitlines()[0].endswith("sundhedsklynge")
    assert "kommune-\nog" in read_text(text).text


@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (b" \n\t ", "empty"), (b"\x00" * 50, "empty")])
def test_an_empty_file_is_refused_in_danish(data, code):
    with pytest.raises(ReadError, match=r"Filen er tom\.") as refusal:
        read(data)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 1_000_000,
        "# a" + " " * 3_000_000 + "b",
        "|a|\n" * 95_000,
        "_a*b" * 700_000,
        "[" * 3_000_000,
        "*a" + "\n " * 1_500_000,
        "`a" * 1_500_000 + "**b",
        "<!-- --> " * 300_000,
        ("a" * 800_000 + "!" + "a" * 800_000 + "-\nb ") * 2,
    ],
    ids=["stars", "spaces", "pipes", "both", "brackets", "blank lines", "ticks", "comments", "long words"],
)
def test_no_text_takes_longer_than_its_length(text):
    start = time.process_time()
    read_text(text)
    assert time.process_time() - start < 8.0
