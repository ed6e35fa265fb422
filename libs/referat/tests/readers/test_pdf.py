"""PDF files: reading order, words made whole, paragraphs, tables, headers, and where every word stands."""

import random
import re

import pdfplumber
import pytest

from readers.drawing import Dot, Rule, Words, drawn_pdf, grid, paragraph, typst_pdf
from referat.readers import read
from referat.source import MarkKind

LONG = (
    "Sundhedsklyngen drøftede den tværsektorielle samarbejdsaftale og økonomistyringen i kommunerne, og besluttede, at "
    "sundhedsprofessionelle medarbejdere skal inddrages i forebyggelsesarbejdet. Kommune- og regionsrådet samt social- og "
    "sundhedsudvalget v/ Frida Schmidt-Hansen godkendte budgetopfølgningen for sundhedsfremmeinitiativerne i 2023-2024."
)


def marked(source, kind):
    return [source.text[mark.start : mark.end] for mark in source.marks if mark.kind is kind]


def folded(text):
    return " ".join(text.split())


def test_minutes_from_typst_come_out_as_they_were_written():
    source = read(
        typst_pdf(f"""
#set page(header: [Sundhedsklynge Vestbælt], footer: context [Side #counter(page).display()])
= Referat af møde i Driftsforum
*Mødedato:* 12. maj 2025

== Punkt 1: Økonomi
{LONG}

Det indstilles, at Driftsforum
+ godkender budgettet
+ drøfter de næste skridt

- Ét punkt
  - og ét under det
#pagebreak()
== Punkt 2: Eventuelt
Intet at bemærke.
""")
    )
    lines = source.text.split("\n")
    assert lines[0] == "Sundhedsklynge Vestbælt"
    assert "Referat af møde i Driftsforum" in lines
    assert "1. godkender budgettet" in lines
    assert LONG in folded(source.text)
    assert "\n\nDet indstilles, at Driftsforum\n" in source.text
    assert marked(source, MarkKind.HEADING) == [
        "Referat af møde i Driftsforum",
        "Punkt 1: Økonomi",
        "Punkt 2: Eventuelt",
    ]
    assert [mark.level for mark in source.marks if mark.kind is MarkKind.HEADING] == [1, 2, 2]
    assert marked(source, MarkKind.LIST_ITEM) == [
        "1. godkender budgettet",
        "2. drøfter de næste skridt",
        "• Ét punkt",
        "‣ og ét under det",
    ]
    assert [mark.level for mark in source.marks if mark.kind is MarkKind.LIST_ITEM] == [0, 0, 0, 1]
    assert marked(source, MarkKind.FURNITURE) == [
        "Sundhedsklynge Vestbælt", "Side 1", "Sundhedsklynge Vestbælt", "Side 2",
    ]  # fmt: skip
    assert "Mødedato:" in marked(source, MarkKind.BOLD)
    assert len(source.pages) == 2
    assert source.text[source.pages[1] :].startswith("Sundhedsklynge Vestbælt\n\nPunkt 2")


@pytest.mark.parametrize("width", ["9cm", "10cm", "11.3cm", "13cm"])
def test_words_hyphenated_at_the_end_of_a_line_are_whole_again(width):
    source = read(typst_pdf(f"#set par(justify: true)\n{LONG} {LONG}", width=width))
    assert folded(source.text) == f"{LONG} {LONG}"
    assert len(source.text.splitlines()) > 8


def test_a_hyphen_that_belongs_to_the_word_stays():
    lines = [
        "Udvalget og formand Frida Schmidt-",
        "Hansen talte om kommune- og om ind-",
        "og udskrivning i 2023-",
        "2024.",
    ]
    source = read(drawn_pdf(paragraph(70, 100, lines)))
    assert (
        folded(source.text)
        == "Udvalget og formand Frida Schmidt-Hansen talte om kommune- og om ind- og udskrivning i 2023-2024."
    )


def test_two_columns_are_read_one_after_the_other():
    source = read(
        typst_pdf(f"= Overskrift over begge\n#columns(2)[{LONG}\n\nAndet afsnit. {LONG}]\n", height="14cm")
    )
    assert folded(source.text) == f"Overskrift over begge {LONG} Andet afsnit. {LONG}"


def test_two_columns_written_line_by_line_are_read_one_after_the_other():
    left = [f"Venstre spalte har her sin linje nummer {n} af ti" for n in range(10)]
    right = [f"Højre spalte har i stedet denne linje nummer {n}" for n in range(10)]
    drawing = [
        Words(x, 100 + 14 * n, text[n], 10) for n in range(10) for x, text in ((60, left), (320, right))
    ]
    assert folded(read(drawn_pdf(drawing)).text) == " ".join([*left, *right])


def test_the_order_in_the_file_does_not_matter():
    lines = [f"Linje nummer {n} står på sin plads i teksten." for n in range(20)]
    drawing = paragraph(70, 90, lines)
    random.Random(4).shuffle(drawing)
    assert folded(read(drawn_pdf(drawing)).text) == " ".join(lines)


def test_a_paragraph_is_parted_from_the_next_by_a_blank_line_and_its_own_lines_are_not():
    first = [
        "Det første afsnit fylder hele linjen ud til kanten af siden og",
        "går videre på den næste linje, hvor det slutter.",
    ]
    second = [
        "Det andet afsnit begynder efter en afstand, der er større end",
        "den mellem linjerne, og det er to linjer langt.",
    ]
    source = read(drawn_pdf(paragraph(70, 100, first) + paragraph(70, 140, second)))
    assert source.text == "\n".join(first) + "\n\n" + "\n".join(second)


def test_a_line_that_had_room_for_the_next_word_is_a_line_of_its_own():
    names = [
        "Ida Holm, Fjordby Kommune",
        "Bo Agerkær, Hedelund Kommune",
        "Frida Schmidt-Hansen, Region Bæltet",
    ]
    prose = [
        "Mødet blev holdt på Vesterø, og alle de nævnte personer deltog i det",
        "fra begyndelsen til slutningen, som var klokken fire.",
    ]
    source = read(drawn_pdf(paragraph(70, 100, names + prose)))
    assert source.text.startswith("\n\n".join(names) + "\n\n" + prose[0] + "\n" + prose[1])


TABLE = [
    ["Projekt", "Fjordby", "Hedelund", "I alt"],
    ["Kom godt hjem, hele klyngen", "627.851,18 kr.", "18.635,25 kr.", "646.486,43 kr."],
    ["Akutområdet", "-", "21.712,00 kr.", "21.712,00 kr."],
    ["I alt", "627.851,18 kr.", "40.347,25 kr.", "668.198,43 kr."],
]


def cells_of(source):
    (table,) = marked(source, MarkKind.TABLE)
    return [line.split("\t") for line in table.split("\n")]


@pytest.mark.parametrize("stroke", ["0.5pt", "none", "(x, y) => (bottom: 0.5pt)"])
def test_a_table_has_its_cells_between_tabs_with_ruling_lines_or_without(stroke):
    cells = ", ".join(f"[{cell}]" for row in TABLE for cell in row)
    markup = f"Før tabellen.\n\n#table(columns: 4, stroke: {stroke}, {cells})\n\nEfter tabellen."
    source = read(typst_pdf(markup))
    assert cells_of(source) == TABLE
    assert source.text.startswith("Før tabellen.\n\n")
    assert source.text.endswith("\n\nEfter tabellen.")


def test_the_lines_of_a_cell_are_one_text():
    markup = f"#table(columns: (5cm, 4cm, 3cm), [Emne], [Ansvar], [Beløb], [{LONG}], [Fjordby Kommune], [12.000 kr.])"
    assert cells_of(read(typst_pdf(markup))) == [
        ["Emne", "Ansvar", "Beløb"],
        [LONG, "Fjordby Kommune", "12.000 kr."],
    ]


def test_cells_that_are_merged_leave_empty_ones():
    markup = "#table(columns: 3, [År], table.cell(colspan: 2)[Kommuner], [2024], [Fjordby], [Hedelund], [2025], [1], [2])"
    assert cells_of(read(typst_pdf(markup))) == [
        ["År", "Kommuner", ""],
        ["2024", "Fjordby", "Hedelund"],
        ["2025", "1", "2"],
    ]


def test_ruled_tables_agree_with_pdfplumber(tmp_path):
    """The peer: pdfplumber finds the same cells, at a twentieth of the speed."""
    rng = random.Random(7)
    for _ in range(6):
        columns, rows = rng.randint(2, 6), rng.randint(2, 12)
        xs = sorted(rng.sample(range(60, 540, 60), columns + 1))
        ys = [100 + 22 * at for at in range(rows + 1)]
        words = [
            Words(xs[c] + 4, ys[r] + 15, f"{rng.choice(['Fjordby', 'Strandby', 'kr.', '-'])}{r}{c}", 9)
            for r in range(rows)
            for c in range(columns)
        ]
        path = tmp_path / "table.pdf"
        path.write_bytes(drawn_pdf([*grid(xs, ys), *words]))
        with pdfplumber.open(path) as peer:
            expected = peer.pages[0].extract_table()
        assert cells_of(read(path.read_bytes())) == expected


def test_a_frame_around_the_text_is_no_table():
    lines = ["Mødet begyndte klokken ti, og formanden bød alle velkommen til", "årets første møde i klyngen."]
    assert (
        marked(read(drawn_pdf([*grid([60, 540], [80, 130]), *paragraph(70, 100, lines)])), MarkKind.TABLE)
        == []
    )


def test_a_table_for_the_layout_gives_its_cells_as_text():
    points = ["• Udvalget drøftede sagen", "• Udvalget bad om en status", "• Ida Holm følger op"]
    drawing = [
        *grid([60, 160, 540], [80, 150, 200]),
        Words(66, 96, "Punkt 1"), *paragraph(170, 96, points),
        Words(66, 166, "Punkt 2"), Words(170, 166, "Intet at bemærke."),
    ]  # fmt: skip
    source = read(drawn_pdf(drawing))
    assert marked(source, MarkKind.TABLE) == []
    assert source.text.split("\n")[0] == "Punkt 1\t• Udvalget drøftede sagen"
    assert "• Ida Holm følger op" in source.text.split("\n")
    assert source.text.endswith("Punkt 2\tIntet at bemærke.")


def test_label_and_value_stand_on_one_line_and_are_no_table():
    drawing = [
        Words(70, 100, "Mødedato:"),
        Words(200, 100, "12. maj 2025"),
        Words(70, 116, "Sted:"),
        Words(200, 116, "Teams"),
    ]
    source = read(drawn_pdf(drawing))
    assert source.text.split("\n\n") == ["Mødedato:\t12. maj 2025", "Sted:\tTeams"]
    assert marked(source, MarkKind.TABLE) == []


def test_a_contents_line_keeps_its_dots_and_its_page():
    source = read(
        typst_pdf("#outline(title: [Indhold])\n#pagebreak()\n= Velkomst\n#pagebreak()\n= Lægedækning\n")
    )
    assert re.search(r"^Velkomst ?\.{5,} ?2\nLægedækning ?\.{5,} ?3$", source.text, re.MULTILINE)


def test_headers_and_page_numbers_are_furniture_and_a_paragraph_goes_on_around_them():
    pages = []
    for number in range(1, 4):
        body = paragraph(
            70,
            100,
            [f"Linje {n} på side {number} er en lang linje, der fylder ud til kanten af" for n in range(40)],
        )
        pages.append(
            [Words(70, 40, "Sundhedsklynge Vestbælt"), *body, Words(280, 810, f"Side {number} af 3")]
        )
    source = read(drawn_pdf(*pages))
    assert marked(source, MarkKind.FURNITURE) == [
        text for number in (1, 2, 3) for text in ("Sundhedsklynge Vestbælt", f"Side {number} af 3")
    ]
    assert "kanten af\nSide 1 af 3\nSundhedsklynge Vestbælt\nLinje 0 på side 2" in source.text


def test_signs_of_symbol_fonts_and_ligatures_become_letters():
    drawing = [
        Words(70, 100, "\xb7", font="symbol"),
        Words(90, 100, "Godkendt"),
        Words(70, 120, "Næste linje"),
    ]
    assert read(drawn_pdf(drawing)).text.startswith("• Godkendt")
    assert "\ufb01" not in read(typst_pdf("En definition af fiskeri og offentlig affald.")).text


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_a_page_that_is_turned_reads_as_it_is_shown(quarter):
    lines = ["Den første linje af teksten er den længste af de to linjer,", "og den anden er kortere."]
    xs = (70, 240, 340, 450)
    table = [
        Words(xs[column], 200 + 18 * row, cell)
        for row, cells in enumerate(TABLE)
        for column, cell in enumerate(cells)
    ]
    source = read(drawn_pdf(paragraph(70, 100, lines) + table, rotate=quarter))
    assert source.text.startswith("\n".join(lines) + "\n\n")
    assert cells_of(source) == TABLE


def test_text_beside_the_page_is_not_read():
    drawing = [
        *paragraph(70, 100, ["På siden står der noget", "og lidt mere her"]),
        Words(900, 100, "Udenfor"),
    ]
    assert "Udenfor" not in read(drawn_pdf(drawing)).text


def test_a_thousand_empty_lines_of_rules_are_a_drawing_and_no_table():
    rules = [Rule(50 + n % 90, 50 + n % 70, 60 + n % 90, 50 + n % 70) for n in range(4000)]
    assert read(drawn_pdf([*rules, Words(70, 400, "Et diagram uden tabel")])).text == "Et diagram uden tabel"


def test_cells_of_several_lines_in_the_middle_of_their_rows_are_whole():
    """As a browser prints a table without lines: short cells stand in the middle of high ones."""
    drawing = []
    for y, number, title, lines in (
        (
            100,
            "1",
            "Økonomi",
            ["Budgettet blev gennemgået af", "kassereren, som bad om at", "få det godkendt i maj."],
        ),
        (160, "2", "Eventuelt", ["Der var ikke noget at bemærke", "til dette punkt."]),
        (200, "3", "Lukket", ["Intet."]),
    ):
        middle = y + 7 * (len(lines) - 1)
        drawing += [
            Words(70, middle, number),
            Words(110, middle, title),
            *paragraph(220, y, lines),
            Words(430, middle, "Ida Holm"),
        ]
    assert cells_of(read(drawn_pdf(drawing))) == [
        [
            "1",
            "Økonomi",
            "Budgettet blev gennemgået af kassereren, som bad om at få det godkendt i maj.",
            "Ida Holm",
        ],
        ["2", "Eventuelt", "Der var ikke noget at bemærke til dette punkt.", "Ida Holm"],
        ["3", "Lukket", "Intet.", "Ida Holm"],
    ]


def test_headings_in_the_middle_of_their_columns_belong_to_the_table():
    rows = [
        ("Ida Holm Lindegaard", "formand", "Fjordby Kommune"),
        ("Bo Agerkær", "medlem", "Region Bæltet"),
        ("Frida Skov", "gæst", "PLO"),
    ]
    drawing = [Words(100, 100, "Navn"), Words(217, 100, "Rolle"), Words(325, 100, "Part")]
    drawing += [
        Words((70, 210, 300)[at], 118 + 16 * row, text)
        for row, cells in enumerate(rows)
        for at, text in enumerate(cells)
    ]
    assert cells_of(read(drawn_pdf(drawing))) == [["Navn", "Rolle", "Part"], *map(list, rows)]


def test_names_in_bold_beside_their_values_are_fields():
    drawing = [*grid([60, 200, 500], [80, 105, 130, 155])]
    for row, (label, value) in enumerate(
        (("Mødedato", "12. maj 2025"), ("Mødested", "Teams"), ("Afbud", "Ida Holm"))
    ):
        drawing += [Words(66, 97 + 25 * row, label, font="bold"), Words(206, 97 + 25 * row, value)]
    source = read(drawn_pdf(drawing))
    assert source.text.split() == [
        "Mødedato",
        "12.",
        "maj",
        "2025",
        "Mødested",
        "Teams",
        "Afbud",
        "Ida",
        "Holm",
    ]
    assert marked(source, MarkKind.LABEL) == ["Mødedato", "Mødested", "Afbud"]
    assert marked(source, MarkKind.TABLE) == []


def test_two_tables_that_touch_are_two():
    drawing = [
        *grid([60, 200, 500], [80, 105, 130]), *grid([60, 160, 300, 500], [130, 155, 180]),
        *(Words(x, y, text) for x, y, text in (
            (66, 97, "Projekt"), (206, 97, "Beløb"), (66, 122, "Drift"), (206, 122, "10 kr."),
            (66, 147, "A"), (166, 147, "B"), (306, 147, "C"), (66, 172, "1"), (166, 172, "2"), (306, 172, "3"),
        )),
    ]  # fmt: skip
    assert marked(read(drawn_pdf(drawing)), MarkKind.TABLE) == [
        "Projekt\tBeløb\nDrift\t10 kr.",
        "A\tB\tC\n1\t2\t3",
    ]


def test_a_bullet_that_is_drawn_is_a_bullet():
    points = ["Det første punkt", "Det andet punkt"]
    dots = [Dot(60, 97 + 20 * at, 2.0) for at in range(2)]
    source = read(drawn_pdf([*dots, *(Words(70, 100 + 20 * at, text) for at, text in enumerate(points))]))
    assert marked(source, MarkKind.LIST_ITEM) == ["• Det første punkt", "• Det andet punkt"]


def test_a_watermark_across_the_page_is_furniture_and_parts_no_line():
    lines = [f"Linje {n} er en lang linje, som vandmærket går tværs over på siden." for n in range(20)]
    source = read(
        typst_pdf("#place(center + horizon, rotate(-45deg, text(60pt)[UDKAST]))\n" + "\n\n".join(lines))
    )
    assert marked(source, MarkKind.FURNITURE) == ["UDKAST"]
    assert folded(source.text.replace("UDKAST", "")) == " ".join(lines)
