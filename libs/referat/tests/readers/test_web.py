"""Web pages: the content of a council's site is found among what stands around it, and nothing is lost."""

import time

import pytest

from readers.marked import content, levels, marked
from referat.errors import ReadError
from referat.readers import read
from referat.source import MarkKind

PAGE = """<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>Referat | Fjordby Kommune</title>
<style>.x{color:red}</style><script>alert("nej")</script></head><body>
<div id="cookie-consent"><p>Vi bruger cookies.</p><button>Acceptér</button></div>
<nav><ul><li><a href="/a">Borger</a></li><li><a href="/b">Politik</a></li></ul></nav>
<header><h2>Fjordby Kommune</h2></header>
<main>
  <h1>Referat af møde i Social- og&nbsp;Sundhedsudvalget</h1>
  <dl><dt>Mødedato</dt><dd>12. maj 2025</dd><dt>Deltagere</dt><dd>Ida Holm<br>Bo Agerkær</dd></dl>
  <h2>Punkter</h2>
  <details><summary>1. Økonomi</summary><p>Udvalget <b>godkendte</b> budgettet.</p></details>
  <h3><button aria-expanded="false" aria-controls="p2">2. Eventuelt</button></h3>
  <div id="p2" hidden><p>Intet at bemærke.</p>
    <ul><li>Ét<ul><li>Under ét</li></ul></li><li>To</li></ul>
    <ol type="a" start="2"><li>godkender</li><li value="5">drøfter</li></ol></div>
  <template><p>{{ skabelon }}</p></template><div style="display:none">Indlæser</div>
  <p><a href="#top">Til toppen</a></p>
</main>
<footer>Torvet 1</footer></body></html>"""


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def test_a_page_of_a_council_is_read_as_its_readers_see_it():
    source = read(PAGE.encode())
    assert content(source).split("\n\n") == [
        "Referat af møde i Social- og Sundhedsudvalget",
        "Mødedato: 12. maj 2025\nDeltagere: Ida Holm\nBo Agerkær",
        "Punkter",
        "1. Økonomi",
        "Udvalget godkendte budgettet.",
        "2. Eventuelt",
        "Intet at bemærke.",
        "- Ét\n  - Under ét\n- To\nb. godkender\ne. drøfter",
    ]
    assert marked(source, MarkKind.LABEL) == ["Mødedato", "Deltagere"]
    assert marked(source, MarkKind.BOLD) == ["godkendte"]
    assert levels(source, MarkKind.HEADING) == [1, 2, 3, 3]
    assert levels(source, MarkKind.LIST_ITEM) == [0, 1, 0, 0, 0]


def test_what_stands_around_the_content_is_furniture_and_is_not_lost():
    aside = marked(read(PAGE.encode()), MarkKind.FURNITURE)
    for words in (
        "Vi bruger cookies.",
        "- Politik",
        "Fjordby Kommune",
        "Til toppen",
        "Torvet 1",
        "Referat | Fjordby Kommune",
    ):
        assert words in aside


def test_scripts_and_templates_are_never_read():
    text = read(PAGE.encode()).text
    assert not [word for word in ("alert", "color", "skabelon", "Indlæser") if word in text]


@pytest.mark.parametrize(
    "hidden",
    [
        '<button aria-controls="a">Åbn</button><div id="a" style="display:none">{}</div>',
        '<a href="#a">Åbn</a><div id="a" class="hidden">{}</div>',
        '<div aria-hidden="true" class="accordion-panel">{}</div>',
        "<details><summary>Åbn</summary>{}</details>",
        '<button data-bs-target="#a">Åbn</button><div id="a" class="collapse" hidden>{}</div>',
    ],
)
def test_what_is_folded_away_is_content(hidden):
    words = "Udvalget besluttede at udsætte sagen til mødet i juni."
    assert words in content(
        read(page("<main><h1>Referat</h1><p>Tekst</p>" + hidden.format(f"<p>{words}</p>") + "</main>"))
    )


def test_a_page_without_main_is_read_without_its_navigation():
    source = read(
        page(
            '<div class="top"><a href="/1">Forside</a> <a href="/2">Kontakt</a></div>'
            '<div id="left"><h2>Udvalg</h2><ul><li><a href="/3">Byrådet</a></li><li><a href="/4">Seniorrådet</a></li></ul></div>'
            "<div><h1>Seniorrådet</h1><p>Referat af mødet den 3. maj 2025.</p><h2>Bilag</h2>"
            '<ul><li><a href="/b1">Bilag 1</a></li><li><a href="/b2">Bilag 2</a></li></ul></div>'
        )
    )
    assert (
        content(source) == "Seniorrådet\n\nReferat af mødet den 3. maj 2025.\n\nBilag\n\n- Bilag 1\n- Bilag 2"
    )


def test_a_title_above_the_content_belongs_to_it():
    source = read(
        page(
            "<header><a href='/'>Logo</a><h1>Referat fra Byrådet</h1></header><main><p>"
            + "Sagen blev drøftet. " * 9
            + "</p></main>"
        )
    )
    assert marked(source, MarkKind.HEADING) == ["Referat fra Byrådet"]


def test_a_table_has_tabs_between_its_cells():
    source = read(
        page(
            "<table><tr><th>Projekt<th>2024<th>2025</tr><tr><td>Drift<br>og løn<td>1.000 kr.<td></tr>"
            "<tr><td rowspan=2>Andet<td colspan=2>Intet</tr><tr><td>1<td>2</tr></table>"
        )
    )
    (table,) = marked(source, MarkKind.TABLE)
    assert table == "Projekt\t2024\t2025\nDrift og løn\t1.000 kr.\t\nAndet\tIntet\t\n\t1\t2"


def test_a_table_of_names_and_values_is_fields():
    source = read(
        page(
            "<table><tr><th scope=row>Sted</th><td>Teams</td></tr><tr><th>Afbud</th><td>Ida Holm</td></tr></table>"
        )
    )
    assert source.text == "Sted: Teams\nAfbud: Ida Holm"
    assert marked(source, MarkKind.LABEL) == ["Sted", "Afbud"]


def test_a_table_for_the_layout_is_text():
    source = read(
        page(
            "<table><tr><td>Beslutning</td><td><p>Godkendt.</p><ul><li>Ét</li><li>To</li></ul></td></tr></table>"
        )
    )
    assert source.text == "Beslutning\tGodkendt.\n\n- Ét\n- To"
    assert marked(source, MarkKind.TABLE) == []


def test_a_field_of_a_content_system_is_label_and_value():
    source = read(
        page(
            '<div class="field"><div class="field__label">Mødested</div><div class="field__item">Kirkenæs Rådhus</div></div>'
        )
    )
    assert source.text == "Mødested: Kirkenæs Rådhus"


def test_an_item_that_begins_with_a_heading_gives_it_its_number():
    source = read(
        page("<ol><li><h2>Velkomst</h2><p>Formanden bød velkommen.</p></li><li><h2>Budget</h2></li></ol>")
    )
    assert marked(source, MarkKind.HEADING) == ["1. Velkomst", "2. Budget"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("<meta charset=iso-8859-1><p>Ærø møde på Vesterø".encode("cp1252"), "declared"),
        (b"\xef\xbb\xbf" + "<html><p>Ærø møde på Vesterø".encode(), "mark"),
        ("<html><p>Ærø møde på Vesterø".encode("cp1252"), "guessed"),
        (
            "<?xml version='1.0' encoding='windows-1252'?><html><p>Ærø møde på Vesterø".encode("cp1252"),
            "declaration",
        ),
        (b"<html><p>&AElig;r&oslash; m&#248;de p&#xe5; Vester&oslash;", "entities"),
    ],
)
def test_danish_letters_are_right(data, why):
    assert read(data, filename="referat.html").text == "Ærø møde på Vesterø"


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=windows-1252><style>p.MsoNormal{}</style></head>
<body><div class=WordSection1><h1>Referat<o:p></o:p></h1>
<p class=MsoNormal><b>Sted:</b><span style='mso-tab-count:1'>      </span>Teams</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Godkendt</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span>Udsat</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>Drøftet</p>
<p><del>slettet</del><ins>indsat</ins></p></div></body></html>"""


def test_a_page_that_word_saved_keeps_its_lists_and_tabs():
    source = read(WORD.encode("cp1252"))
    assert source.text == "Referat\n\nSted:\tTeams\n\n• Godkendt\n  o Udsat\n1. Drøftet\n\nindsat"
    assert levels(source, MarkKind.LIST_ITEM) == [0, 1, 0]


def test_a_page_of_components_is_read_without_its_style_sheet():
    """As a single-page application writes it: parts of a line are laid out by style, parts are folded away by script."""
    source = read(
        page(
            '<app-root><header><a href="/">Kommune</a></header><app-agenda><div class="head"><h1>Udvalget - Referat</h1><ul><li>'
            '<span class="icon"></span><span class="meta-label">Dato</span><span class="meta-value">4. marts 2025</span></li></ul></div>'
            '<section><article><div role="button" aria-expanded="false" aria-controls="c1"><span class="n">1</span>'
            '<span class="t">Budget</span></div><div id="c1" style="display:none"><h3>Beslutning</h3><div>Godkendt efter drøftelse.'
            "</div></div></article><article><div role='button' aria-expanded='true'><span class='n'>2</span><span class='t'>Eventuelt"
            "</span></div><div>Intet at bemærke.</div></article></section></app-agenda><footer>Kontakt</footer></app-root>"
        )
    )
    assert content(source).split("\n\n") == [
        "Udvalget - Referat", "Dato: 4. marts 2025", "1 Budget", "Beslutning", "Godkendt efter drøftelse.", "2 Eventuelt", "Intet at bemærke.",
    ]  # fmt: skip
    assert marked(source, MarkKind.FURNITURE) == ["Kommune", "Kontakt"]
    assert marked(source, MarkKind.HEADING)[1:3] == ["1 Budget", "Beslutning"]


def test_an_old_page_of_nested_tables_and_fonts_is_read():
    source = read(
        page(
            "<table><tr><td><a href=a>Forside</a><br><a href=b>Udvalg</a></td><td><font size=4><b>Teknisk Udvalg</b></font><br>"
            "Referat fra mødet den 3. april 2008<hr><table><tr><td><b>Medlemmer</b></td><td>Ida Holm<br>Bo Bak</td></tr>"
            "<tr><td><b>Afbud</b></td><td>Bo Bak</td></tr></table><p><b>1. Vejbump</b><br>Sagsnr. 08/123<p><u>Beslutning:</u> Udsat.</td></tr></table>"
        )
    )
    assert content(source).split("\n\n") == [
        "Teknisk Udvalg\nReferat fra mødet den 3. april 2008",
        "Medlemmer: Ida Holm\nBo Bak\nAfbud: Bo Bak",
        "1. Vejbump\nSagsnr. 08/123",
        "Beslutning: Udsat.",
    ]
    assert marked(source, MarkKind.FURNITURE) == ["Forside\nUdvalg"]


def test_lines_and_paragraphs_are_kept_apart():
    assert (
        read(page("Ét<br>To<br><br>Tre<p>Fire<div>Fem<span> seks</span></div>")).text
        == "Ét\nTo\n\nTre\n\nFire\n\nFem seks"
    )


def test_the_fields_of_a_form_are_read_with_what_is_filled_in():
    source = read(
        page(
            "<p><label>Dato</label><input type=text value='3. maj'></p><select><option>A<option selected>B</select>"
        )
    )
    assert source.text.startswith("Dato: 3. maj")
    assert "A" not in source.text


def test_a_page_without_text_is_refused():
    with pytest.raises(ReadError) as refusal:
        read(b"<!DOCTYPE html><html><body><img src=x></body></html>")
    assert refusal.value.code == "no_text"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + "tekst",
        "<table><tr><td>" * 5_000 + "tekst",
        "<ul><li>" * 20_000 + "tekst",
        "<b><i>" * 50_000 + "tekst",
        "<p>a" * 140_000,
        "<div class=menu>" * 3_000 + "<p>a" * 100_000,
        "<article>" * 3_000 + "<p>a" * 100_000,
        "<table>" + "<tr><td colspan=1000 rowspan=1000>x" * 3_000,
        "&amp;" * 1_000_000,
        "<a href=#x>" * 100_000,
        "<h1>" * 100_000 + "x",
    ],
    ids=[
        "divs",
        "tables",
        "lists",
        "bold",
        "paragraphs",
        "menus",
        "articles",
        "spans",
        "entities",
        "links",
        "headings",
    ],
)
def test_no_page_takes_long_however_it_is_nested(body):
    start = time.process_time()
    try:
        read(page(body))
    except ReadError as error:
        assert error.code in ("too_large", "no_text")  # noqa: PT017
    assert time.process_time() - start < 8.0


def test_a_link_to_the_part_in_which_it_stands_is_no_content():
    item = '<details id="p{0}"><summary>{0}. Punkt</summary><p>Se <a href="#p{0}">her</a>.</p><a href="#p{0}">Kopiér link</a></details>'
    source = read(page("<main><h1>Referat</h1>" + item.format(1) + item.format(2) + "</main>"))
    assert "Kopiér" not in content(source)
    assert content(source).count("Se her.") == 2
